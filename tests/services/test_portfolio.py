"""The portfolio on both databases: right, and with as many statements for many as for one."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from domain.account import Account
from domain.goal import GoalState
from domain.light import Colour
from domain.milestone import Milestone, MilestoneState
from domain.notice import Kind, Notice, State
from domain.portfolio import Filter, PortfolioLine
from domain.workspace import Rhythm
from services import lights, portfolio, undo, workspace
from services.portfolio import SUBJECT
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import (
    HERE,
    NOW,
    Actor,
    Facts,
    a_channel,
    a_goal,
    a_notice,
    a_person,
    all_of,
    an_account,
    keep,
)
from tests.databases import at_once, statements

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN
LATER = NOW + timedelta(days=1)


def lines(
    open_uow: OpenUnitOfWork, person_id: str = "U1", wanted: Filter | None = None
) -> list[PortfolioLine]:
    with open_uow(HERE) as uow:
        return list(portfolio.mine(uow, person_id, wanted or Filter(), LATER).lines)


def versions(open_uow: OpenUnitOfWork, home: Account) -> set[str]:
    """The version of the portfolio, and that of an account in it."""
    with open_uow(HERE) as uow:
        accounts = uow.portfolio.versions([home.saved_id])
        return {f"all {uow.portfolio.version()}", accounts[home.saved_id]}


def a_milestone(open_uow: OpenUnitOfWork, home: Account, due: date, **facts: Any) -> None:  # noqa: ANN401 - any field of a milestone
    goal = a_goal(open_uow, home, state=facts.pop("goal_state", GoalState.OPEN))
    about = {"workspace_id": HERE, "account_id": home.saved_id, "goal_id": goal.id, "number": 1}
    keep(open_uow, Milestone(**about, value=3, due=due, **facts))  # type: ignore[arg-type]


def test_a_line_tells_light_turn_and_changes(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    an_account(open_uow)
    anna = Actor(open_uow)
    long_ago = anna.at(NOW - timedelta(days=20))
    long_ago.does(lights.log, GREEN, "they praise us")
    long_ago.does(lights.log, RED, "finance director leaving")
    anna.does(lights.clear, 2)

    (line,) = lines(open_uow)

    assert (line.light, line.was) == (GREEN, RED)
    assert dict(line.changes) == {"light": 1}


def test_a_light_that_was_cleared_and_reopened_had_its_colour_before(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow)
    an_account(open_uow)
    anna = Actor(open_uow)
    anna.at(NOW - timedelta(days=20)).does(lights.log, RED, "finance director leaving")
    anna.at(NOW - timedelta(days=3)).does(lights.clear, 1)
    anna.at(NOW - timedelta(days=2)).does(lights.reopen, 1)
    anna.does(lights.turn, 1, GREEN)

    (line,) = lines(open_uow)

    assert (line.light, line.was) == (GREEN, RED)


def test_the_version_of_a_portfolio_is_another_after_an_undo(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    home = an_account(open_uow)
    anna = Actor(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    seen = versions(open_uow, home)

    anna.does(undo.undo)

    assert not seen & versions(open_uow, home)


def test_a_milestone_is_missed_if_open_unreached_and_past_its_day(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow)
    today = LATER.date()
    cases: dict[str, tuple[date, Facts]] = {
        "missed": (today - timedelta(days=1), {}),
        "due today": (today, {}),
        "reached": (today - timedelta(days=1), {"state": MilestoneState.REACHED}),
        "of a goal that is closed": (today - timedelta(days=1), {"goal_state": GoalState.DROPPED}),
    }
    for n, (name, (due, facts)) in enumerate(cases.items()):
        home = an_account(open_uow, name=name, channel_id=f"C{n}")
        a_milestone(open_uow, home, due, **facts)

    assert {line.account.name: len(line.missed) for line in lines(open_uow)} == {
        "missed": 1,
        "due today": 0,
        "reached": 0,
        "of a goal that is closed": 0,
    }


def test_today_is_the_accounts_own(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    for n, zone in enumerate(("Pacific/Auckland", "Pacific/Honolulu")):
        home = an_account(open_uow, name=zone, channel_id=f"C{n}", time_zone=zone)
        a_milestone(open_uow, home, LATER.date())
    with open_uow(HERE) as uow:
        late = LATER.replace(hour=20)
        found = portfolio.mine(uow, "U1", Filter(), late).lines
    assert {line.account.name: len(line.missed) for line in found} == {
        "Pacific/Auckland": 1,
        "Pacific/Honolulu": 0,
    }


def test_news_begins_with_the_last_portfolio_that_reached_slack(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    an_account(open_uow)
    sent = NOW - timedelta(days=30)
    about = {"kind": Kind.PORTFOLIO, "subject": SUBJECT, "to": "C9"}
    a_notice(open_uow, **about, period="2026-04", state=State.SENT, sent_at=sent, next_at=None)
    a_notice(open_uow, **about, period="2026-05", state=State.HELD)
    with open_uow(HERE) as uow:
        found = portfolio.mine(uow, "U1", Filter(), NOW)
    assert timedelta(0) <= sent - found.since <= timedelta(minutes=2)


def test_fifty_accounts_take_as_many_statements_as_one(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    a_person(open_uow, is_leader=True)
    an_account(open_uow, with_lights=[RED])
    few = counted(engine, open_uow)
    for n in range(50):
        home = an_account(
            open_uow, name=f"Account {n}", channel_id=f"C1{n}", with_lights=[AMBER, GREEN]
        )
        a_milestone(open_uow, home, NOW.date())

    assert counted(engine, open_uow) == few
    assert few[0] <= 13


def counted(engine: Engine, open_uow: OpenUnitOfWork) -> tuple[int, int]:
    """Statements of the lines and of the picture."""
    with open_uow(HERE) as uow, statements(engine) as of_lines:
        portfolio.mine(uow, "U1", Filter(), NOW)
    with open_uow(HERE) as uow, statements(engine) as of_picture:
        portfolio.my_pasts(uow, "U1", Filter(), NOW)
    return len(of_lines), len(of_picture)


def set_up(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, is_admin=True)
    a_channel(open_uow, "C9")
    with open_uow(HERE) as uow:
        workspace.send_to(uow, "U1", "C9", Rhythm.WEEKLY, NOW, readers=["U1"])
        uow.commit()


def test_of_processes_that_plan_at_once_one_owes_the_portfolio(open_uow: OpenUnitOfWork) -> None:
    set_up(open_uow)

    def plan(_: int) -> None:
        with open_uow(HERE) as uow:
            found = uow.workspaces.get()
            assert found is not None
            portfolio.plan(uow, found, "2026-W18", NOW)
            uow.commit()

    assert at_once(4, plan) == [None] * 4
    kinds = sorted(each.kind for each in all_of(open_uow, Notice))
    assert kinds == [Kind.PORTFOLIO, Kind.PORTFOLIO_PICTURE]
