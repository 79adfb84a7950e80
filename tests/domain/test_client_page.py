"""The client's page has no place for what only the team may see, by the types it is made of."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_type_hints

from domain.agreement import client_said_yes, sign, standing
from domain.amount import Amount
from domain.client_page import ClientPage, is_agreed, shown
from tests.domain.goal_builders import a_goal, a_milestone, measured

PLAIN = {str, int, bool, date, Decimal, NoneType}
"""What cannot hide anything else."""

TODAY = date(2026, 10, 1)


def parts(of: Any) -> set[Any]:  # noqa: ANN401 - a type
    """Every type that a value of this type can hold, however deep."""
    inner = [each for each in get_args(of) if each is not Ellipsis]
    if inner:
        return set().union(*(parts(each) for each in inner))
    if not is_dataclass(of):
        return {of}
    hints = get_type_hints(of)
    return {of}.union(*(parts(hints[each.name]) for each in fields(of)))


def test_the_page_is_made_of_its_own_types_and_plain_values_alone() -> None:
    own = {each for each in parts(ClientPage) if each.__module__ == "domain.client_page"}
    assert parts(ClientPage) - own - PLAIN == {Amount}


def test_a_goal_is_shown_once_somebody_has_agreed_to_it() -> None:
    goal = a_goal()
    assert not is_agreed(goal, standing(goal, [], ["U1"]))
    ours = sign(goal, [], person_id="U1", today=TODAY)
    assert is_agreed(goal, standing(goal, [ours], ["U1"]))
    theirs = client_said_yes(goal, name="Ms Weber", on=TODAY, recorded_by="U1", today=TODAY)
    assert is_agreed(goal, standing(goal, [theirs], ["U1"]))


def test_a_stage_is_reached_or_still_to_come_never_at_risk() -> None:
    late = a_milestone("3", date(2026, 6, 30))
    page = shown(a_goal(), [late, a_milestone("2.5")], measured({TODAY: "2.5"}), TODAY)
    assert [each.is_reached for each in page.stages] == [False, True]
    assert (page.now, page.measured_on) == (Amount(Decimal("2.5"), "products"), TODAY)


def test_a_yes_to_numbers_that_are_others_by_now_is_remembered_as_such() -> None:
    goal = a_goal()
    goal.renumber(today=TODAY, target=Amount(Decimal(6)))
    seen = client_said_yes(goal, name="Ms Weber", on=TODAY, recorded_by="U1", today=TODAY, seen=1)
    found = standing(goal, [seen], [])
    assert (found.client, found.outdated) == (None, seen)
