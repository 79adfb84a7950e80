from collections.abc import Container
from datetime import date

import pytest

from domain.action import Action, ActionState
from domain.calendar import Month, window
from domain.plan import Entry, MissingDetail, Plan, lay_out
from tests.builders import APRIL, AUGUST, JULY, JUNE, MAY, NOW, TODAY, action

TEAM = {"U1", "U2"}


def lay(
    *actions: Action, today: date = TODAY, rolled: Container[Month] = (MAY,), team: object = TEAM
) -> Plan:
    assert isinstance(team, set)
    return lay_out(actions, window(today, rolled), today, team)


def refs(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.action.ref for entry in entries]


def gaps(*actions: Action, team: object = TEAM) -> list[tuple[MissingDetail, ...]]:
    return [entry.gaps for entry in lay(*actions, team=team).open]


# ----------------------------------------------------------------------------- where things stand


def test_at_the_end_of_april_the_rolled_plan_is_may_june_july_and_a_month_later_one_on() -> None:
    assert tuple(lay().months) == (MAY, JUNE, JULY)
    later = lay(today=date(2026, 5, 29), rolled={MAY, JUNE})
    assert tuple(later.months) == (JUNE, JULY, AUGUST)


def test_the_first_month_is_in_order_of_dates_and_what_has_none_comes_last() -> None:
    plan = lay(
        action(number=1),
        action(number=2, due=date(2026, 5, 20)),
        action(number=3, due=date(2026, 5, 4)),
        action(number=4),
    )
    assert refs(plan.in_detail) == ["A3", "A2", "A1", "A4"]


def test_each_open_action_stands_in_exactly_one_place() -> None:
    plan = lay(
        action(number=1, due=date(2026, 4, 27)),
        action(number=2, month=APRIL),
        action(number=3, month=MAY),
        action(number=4, month=JULY),
        action(number=5, month=AUGUST),
    )
    assert refs(plan.overdue) == ["A1"]
    assert refs(plan.left) == ["A2"]
    assert [refs(entries) for entries in plan.months.values()] == [["A3"], [], ["A4"]]
    assert refs(plan.later) == ["A5"]
    assert refs(plan.open) == ["A1", "A2", "A3", "A4", "A5"]


def test_what_is_overdue_comes_first_the_longest_overdue_on_top() -> None:
    plan = lay(
        action(number=1, due=date(2026, 5, 4)),
        action(number=2, due=date(2026, 5, 1)),
        today=date(2026, 5, 5),
    )
    assert refs(plan.overdue) == ["A2", "A1"]
    assert plan.in_detail == ()


def test_done_of_the_first_month_is_shown_dropped_and_other_months_are_not() -> None:
    done = {"state": ActionState.DONE, "closed_by": "U1", "closed_at": NOW}
    plan = lay(
        action(number=1, **done),
        action(number=2, month=APRIL, **done),
        action(number=3, state=ActionState.DROPPED),
    )
    assert [each.ref for each in plan.done] == ["A1"]
    assert plan.open == ()
    assert not plan.is_empty


def test_a_plan_without_a_single_action_is_empty() -> None:
    assert lay().is_empty


# ------------------------------------------------------------------------------------------ gaps


def test_an_action_of_the_first_month_needs_owner_and_date() -> None:
    assert gaps(action(owner_id=None)) == [(MissingDetail.OWNER, MissingDetail.DATE)]
    assert gaps(action()) == [(MissingDetail.DATE,)]
    assert gaps(action(due=date(2026, 5, 4))) == [()]


@pytest.mark.parametrize("month", [JUNE, JULY, AUGUST])
def test_after_the_first_month_one_line_is_enough(month: Month) -> None:
    assert gaps(action(month=month, owner_id=None)) == [()]


@pytest.mark.parametrize("month", [MAY, JULY])
def test_whose_owner_has_gone_needs_one_in_any_month(month: Month) -> None:
    (found,) = gaps(action(month=month), team={"U2"})
    assert MissingDetail.OWNER in found
