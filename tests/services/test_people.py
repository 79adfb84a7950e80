from datetime import timedelta

import pytest

from domain.channel import Channel, Obstacle
from domain.person import Person
from services import people
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, a_channel, a_person, all_of, channel, person

LATER = NOW + timedelta(hours=1)


def the_channel(open_uow: OpenUnitOfWork) -> Channel:
    (only,) = all_of(open_uow, Channel)
    return only


def test_what_slack_says_of_somebody_replaces_what_it_said_before(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow, "U1", name="Anna", is_admin=True)
    with open_uow(HERE) as uow:
        people.learn(uow, person(id="U1", name="Anne", is_guest=True, checked_at=LATER))
        uow.commit()
    (anne,) = all_of(open_uow, Person)
    assert (anne.name, anne.is_guest, anne.is_admin) == ("Anne", True, False)
    assert anne.checked_at == LATER


@pytest.mark.parametrize("is_leader", [True, False])
def test_who_leads_is_not_for_slack_to_say(open_uow: OpenUnitOfWork, is_leader: bool) -> None:
    a_person(open_uow, "U1", is_leader=is_leader)
    with open_uow(HERE) as uow:
        people.learn(uow, person(id="U1", is_leader=not is_leader))
        people.learn(uow, person(id="U2", is_leader=True))
        uow.commit()
    assert [each.is_leader for each in all_of(open_uow, Person)] == [is_leader, False]


def test_what_somebody_wants_of_us_is_not_for_slack_to_say(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", wants_reminders=False, quiet_from=20, quiet_until=7)
    with open_uow(HERE) as uow:
        people.learn(uow, person(id="U1"))
        uow.commit()
    (anna,) = all_of(open_uow, Person)
    assert (anna.wants_reminders, anna.quiet_from, anna.quiet_until) == (False, 20, 7)


def test_people_are_looked_up_again_when_unknown_or_known_too_long(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow, "U1", checked_at=NOW - timedelta(hours=24))
    a_person(open_uow, "U2", checked_at=NOW - timedelta(hours=24, seconds=1))
    with open_uow(HERE) as uow:
        assert people.unknown(uow, ["U3", "U2", "U1"], NOW) == ["U3", "U2"]
        assert people.unknown(uow, [], NOW) == []


@pytest.mark.parametrize(
    "obstacle", [Obstacle.SHARED, Obstacle.ARCHIVED, Obstacle.GONE, Obstacle.NOT_MEMBER]
)
@pytest.mark.parametrize("is_known", [True, False])
def test_an_obstacle_is_remembered_of_a_channel_known_or_not(
    open_uow: OpenUnitOfWork, obstacle: Obstacle, is_known: bool
) -> None:
    if is_known:
        a_channel(open_uow, "C1")
    with open_uow(HERE) as uow:
        people.note_obstacle(uow, "C1", obstacle, LATER)
        uow.commit()
    assert the_channel(open_uow).obstacle() is obstacle
    assert the_channel(open_uow).checked_at == LATER


def test_a_second_obstacle_does_not_lift_the_first(open_uow: OpenUnitOfWork) -> None:
    a_channel(open_uow, "C1", is_shared=True)
    with open_uow(HERE) as uow:
        people.note_obstacle(uow, "C1", Obstacle.NOT_MEMBER, NOW)
        uow.commit()
    assert the_channel(open_uow).obstacle() is Obstacle.SHARED


def test_what_slack_says_of_a_channel_lifts_what_no_longer_holds(
    open_uow: OpenUnitOfWork,
) -> None:
    a_channel(open_uow, "C1", is_shared=True, is_member=False)
    with open_uow(HERE) as uow:
        people.learn_channel(uow, channel(id="C1"))
        uow.commit()
    assert the_channel(open_uow).obstacle() is None


def test_a_forgotten_channel_is_unknown(open_uow: OpenUnitOfWork) -> None:
    a_channel(open_uow, "C1")
    with open_uow(HERE) as uow:
        people.forget_channel(uow, "C1")
        people.forget_channel(uow, "C9")
        uow.commit()
    assert [each.is_known for each in all_of(open_uow, Channel)] == [False, False]
