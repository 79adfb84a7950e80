from datetime import timedelta

import pytest

from domain.channel import Obstacle
from tests.builders import NOW, channel


def test_nothing_stands_against_posting_where_the_bot_is_a_member() -> None:
    assert channel().obstacle() is None


@pytest.mark.parametrize(
    "facts,obstacle",
    [
        ({"is_shared": True}, Obstacle.SHARED),
        ({"is_gone": True}, Obstacle.GONE),
        ({"is_archived": True}, Obstacle.ARCHIVED),
        ({"is_member": False}, Obstacle.NOT_MEMBER),
        ({"is_gone": True, "is_archived": True, "is_member": False}, Obstacle.GONE),
        ({"is_archived": True, "is_member": False}, Obstacle.ARCHIVED),
    ],
)
def test_each_obstacle_has_a_name(facts: dict[str, bool], obstacle: Obstacle) -> None:
    assert channel(**facts).obstacle() is obstacle


def test_a_customer_who_might_listen_comes_before_every_other_obstacle() -> None:
    worst = channel(is_shared=True, is_gone=True, is_archived=True, is_member=False)
    assert worst.obstacle() is Obstacle.SHARED


def test_facts_about_a_channel_are_fresh_for_a_minute() -> None:
    known = channel(checked_at=NOW)
    assert known.is_fresh(NOW + timedelta(seconds=60))
    assert not known.is_fresh(NOW + timedelta(seconds=60, microseconds=1))
