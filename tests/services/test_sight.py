"""The line of sight reads what is open with as many statements for much as for little."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Engine

from domain.amount import Amount
from domain.light import Colour
from domain.milestone import Milestone
from domain.sight import Finding, Gap
from domain.strategy import StrategyState
from services import goals, milestones, progress, sight
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    HERE,
    Actor,
    Facts,
    a_goal,
    a_person,
    a_strategy,
    action,
    an_account,
    keep,
)
from tests.databases import statements


def every(who: Actor) -> list[Finding]:
    """Every gap, however far away."""
    found = who.does(sight.check)
    return [*found.near, *found.far]


def test_much_is_looked_at_with_as_many_statements_as_little(
    open_uow: OpenUnitOfWork, engine: Engine
) -> None:
    a_person(open_uow)
    home = an_account(open_uow, with_lights=[Colour.RED])
    asked, found = [], []
    for first, last in ((1, 2), (2, 40)):
        for number in range(first, last):
            goal = a_goal(open_uow, home, number=number)
            facts: Facts = {"workspace_id": HERE, "account_id": home.saved_id}
            due = date(2026, 10, 31)
            one = Milestone(
                **facts, goal_id=goal.saved_id, number=number, value=Decimal(3), due=due
            )
            keep(open_uow, one, action(account_id=home.saved_id, number=number))
        with open_uow(HERE) as uow:
            acting = Actor(open_uow).enter(uow)
            with statements(engine) as seen:
                checked = sight.check(uow, acting)
            found.append(len(checked.near) + len(checked.far))
            asked.append(len(seen))
    assert found == [1 + 2 + 3 + 1, 1 + 2 + 39 * 3 + 1]
    assert asked[0] == asked[1]


def test_a_dropped_goal_has_no_gaps(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    a_goal(open_uow, an_account(open_uow))
    anna = Actor(open_uow)
    assert Gap.GOAL_WITHOUT_MILESTONES in {each.gap for each in every(anna)}
    anna.does(goals.drop, 2, "the customer closes the plant")
    assert {each.ref for each in every(anna)} == {""}


def test_a_milestone_that_progress_has_passed_needs_no_action(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    a_goal(open_uow, an_account(open_uow))
    anna = Actor(open_uow)
    anna.does(milestones.add, 2, Amount(Decimal(3)), date(2026, 10, 31))
    assert "M1" in {each.ref for each in every(anna)}
    anna.does(progress.report, 2, Amount(Decimal(3)))
    assert "M1" not in {each.ref for each in every(anna)}


def test_a_retired_strategy_needs_no_action(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    home = an_account(open_uow)
    a_strategy(open_uow, home)
    a_strategy(open_uow, home, number=2, state=StrategyState.RETIRED)
    refs = {each.ref for each in every(Actor(open_uow))}
    assert "S1" in refs
    assert "S2" not in refs
