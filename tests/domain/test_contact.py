"""Whom we know at a customer: who comes first on the board, and what the line of sight asks."""

from datetime import date, timedelta

import pytest

from domain.contact import (
    Description,
    Influence,
    MetLater,
    NothingNew,
    only_holder,
    relations,
    without_decider,
    without_link,
)
from tests.builders import TODAY, contact

DECIDES, SHAPES, USES = Influence


def long_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_who_decides_and_waits_for_more_than_sixty_days_comes_first() -> None:
    found = relations(
        [
            contact(number=1),
            contact(number=2, influence=USES),
            contact(number=3, influence=DECIDES, met_on=long_ago(60)),
            contact(number=4, influence=SHAPES, met_on=long_ago(300)),
            contact(number=5, influence=DECIDES, met_on=long_ago(61)),
            contact(number=6, influence=DECIDES),
        ],
        {},
        TODAY,
    )

    assert [one.contact.number for one in found] == [6, 5, 3, 4, 2, 1]
    assert [one.is_waiting(TODAY) for one in found] == [True, True, False, False, False, False]


def test_the_latest_day_counts_whoever_tells_it() -> None:
    known = contact(met_on=long_ago(9))

    assert relations([known], {1: long_ago(3)}, TODAY)[0].met_on == long_ago(3)
    assert relations([known], {1: long_ago(20)}, TODAY)[0].met_on == long_ago(9)


def test_who_decides_without_a_goal_decides_about_all() -> None:
    of_one = contact(influence=DECIDES, goals=[1])

    assert without_decider([1, 2], [of_one, contact(influence=SHAPES, goals=[2])]) == [2]
    assert without_decider([1, 2], [of_one, contact(influence=DECIDES)]) == []


def test_a_link_is_held_by_somebody_who_is_in_the_team() -> None:
    held = contact(influence=DECIDES, held_by="U1")

    assert without_link([held], {"U1"}) == []
    assert without_link([held], {"U2"}) == [held]
    assert without_link([contact(influence=SHAPES)], {"U1"}) == []


def test_from_two_links_on_one_holder_of_all_is_a_risk() -> None:
    anna, ben = contact(held_by="U1"), contact(held_by="U2")

    assert only_holder([anna], {"U1", "U2"}) is None
    assert only_holder([anna, anna, contact()], {"U1", "U2"}) == "U1"
    assert only_holder([anna, ben], {"U1", "U2"}) is None


def test_nothing_new_is_no_change() -> None:
    known = contact(role="CFO", met_on=TODAY)

    with pytest.raises(NothingNew):
        known.describe(Description(role=" CFO, "))
    with pytest.raises(NothingNew):
        known.meet(long_ago(1), TODAY)
    with pytest.raises(MetLater):
        known.meet(TODAY + timedelta(days=1), TODAY)
