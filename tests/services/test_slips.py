"""The daily look at milestones: as many statements for fifty accounts as for one."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from domain.agreement import Agreement, Party
from domain.amount import Amount
from domain.goal import Goal
from domain.milestone import Milestone, MilestoneState
from domain.notice import Kind, Notice
from domain.progress import Progress
from domain.quote import Quote
from domain.slip import WARN_WITHIN
from services import agreements, goals, milestones, progress, slips, undo
from services.courses import courses_of
from services.goal_overviews import four_levels
from services.occurrences import DueOccurrence
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import (
    HERE,
    NOW,
    Actor,
    Facts,
    a_goal,
    a_person,
    all_of,
    an_account,
    keep,
)
from tests.databases import at_once, statements

AUTUMN = datetime(2026, 10, 15, 9, tzinfo=UTC)


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    a_person(open_uow)
    return Actor(open_uow)


def accounts_with_milestones(open_uow: OpenUnitOfWork, count: int) -> list[DueOccurrence]:
    """So many accounts, each with a goal, ten milestones and two measurements."""
    occurrences = []
    for n in range(count):
        home = an_account(open_uow, name=f"Acme {n}", channel_id=f"C{n}")
        goal = a_goal(open_uow, home, target_value=Decimal(12))
        about: Facts = {
            "workspace_id": HERE,
            "account_id": home.saved_id,
            "goal_id": goal.id,
        }
        keep(
            open_uow,
            *(
                Milestone(
                    **about, number=m, value=Decimal(2 + m), due=date(2026 + m // 3, 10, 20 + m)
                )
                for m in range(1, 11)
            ),
            *(
                Progress(**about, value=Decimal("2.1"), on=date(2026, month, 1), by="U1", at=NOW)
                for month in (5, 6)
            ),
        )
        occurrences.append(DueOccurrence(home, AUTUMN.date().isoformat(), AUTUMN))
    return occurrences


def count_of(
    engine: Engine, open_uow: OpenUnitOfWork, occurrences: list[DueOccurrence], now: datetime
) -> int:
    """The statements that one look at these accounts takes."""
    with open_uow(HERE) as uow, statements(engine) as seen:
        slips.plan(uow, occurrences, now)
        uow.commit()
    return len(seen)


def test_a_look_at_many_accounts_takes_as_many_statements_as_at_one(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    occurrences = accounts_with_milestones(open_uow, 12)

    one = count_of(engine, open_uow, occurrences[:1], AUTUMN)
    many = count_of(engine, open_uow, occurrences[1:], AUTUMN)

    assert many <= one
    announced = [each for each in all_of(open_uow, Notice) if each.kind is Kind.SLIP]
    assert len(announced) >= 12


def test_a_slip_is_owed_once_however_often_one_looks(open_uow: OpenUnitOfWork) -> None:
    occurrences = accounts_with_milestones(open_uow, 1)
    for _ in range(2):
        with open_uow(HERE) as uow:
            slips.plan(uow, occurrences, AUTUMN)
            uow.commit()

    owed = [each.subject for each in all_of(open_uow, Notice) if each.kind is Kind.SLIP]
    assert len(owed) == len(set(owed))


def look_on(open_uow: OpenUnitOfWork, day: date) -> None:
    """The daily look at 09:00 of a day in Berlin."""
    at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    with open_uow(HERE) as uow:
        (home,) = uow.accounts.all()
        slips.plan(uow, [DueOccurrence(home, day.isoformat(), at)], at)
        uow.commit()


def test_every_day_finds_what_a_look_at_everything_would(open_uow: OpenUnitOfWork) -> None:
    accounts_with_milestones(open_uow, 1)
    for due in [one.due for one in all_of(open_uow, Milestone)][:4]:
        for days in (-WARN_WITHIN.days - 1, -WARN_WITHIN.days, 0, 1):
            day = due + timedelta(days=days)
            look_on(open_uow, day)
            with open_uow(HERE) as uow:
                (course,) = courses_of(uow, uow.goals.open(1)).values()
                assert [one.state for one in course.milestones] == [
                    state for _one, state in course.states(day)
                ]


def a_state_that_nobody_saw_change(open_uow: OpenUnitOfWork) -> None:
    goal = a_goal(open_uow, an_account(open_uow, created_at=NOW - timedelta(days=90)))
    keep(
        open_uow,
        Milestone(
            workspace_id=HERE,
            account_id=goal.account_id,
            goal_id=goal.saved_id,
            number=1,
            value=Decimal(3),
            due=date(2026, 12, 31),
            state=MilestoneState.REACHED,
        ),
    )


@pytest.mark.parametrize(
    "day, is_changed, state",
    [
        (date(2026, 10, 15), False, MilestoneState.REACHED),
        (date(2026, 10, 15), True, MilestoneState.ON_TRACK),
        (date(2026, 10, 1), False, MilestoneState.ON_TRACK),
    ],
)
def test_all_is_looked_at_where_something_was_changed_and_once_a_month(
    open_uow: OpenUnitOfWork, day: date, is_changed: bool, state: MilestoneState
) -> None:
    a_person(open_uow)
    a_state_that_nobody_saw_change(open_uow)
    if is_changed:
        yesterday = datetime(2026, 10, 14, 12, tzinfo=UTC)
        Actor(open_uow, now=yesterday).does(goals.renumber, 2, target=Amount(Decimal(9)))
    look_on(open_uow, day)
    assert [one.state for one in all_of(open_uow, Milestone)] == [state]


def test_a_goal_without_news_costs_no_look_at_what_was_measured(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    occurrences = accounts_with_milestones(open_uow, 1)
    about: Facts = {"workspace_id": HERE, "account_id": 1, "goal_id": 1}
    day = date(2026, 10, 1)
    keep(open_uow, Progress(**about, value=Decimal("2.2"), on=day, by="U1", at=NOW))
    first = count_of(engine, open_uow, occurrences, AUTUMN)
    assert count_of(engine, open_uow, occurrences, AUTUMN + timedelta(hours=1)) < first / 2


def test_a_goal_that_is_as_it_was_again_is_looked_at_at_once(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_goal(open_uow, an_account(open_uow))
    anna.does(milestones.add, 2, Amount(Decimal(3)), date(2026, 10, 31))
    anna.does(progress.report, 2, Amount(Decimal(3)))
    with open_uow(HERE) as uow:
        (one,) = uow.milestones.of([1])
        one.state = MilestoneState.ON_TRACK
        uow.commit()
    anna.does(goals.renumber, 2, target=Amount(Decimal(9)))

    anna.does(undo.undo)

    assert all_of(open_uow, Milestone)[0].state is MilestoneState.REACHED


def test_what_comes_back_from_the_database_is_exact(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    home = an_account(open_uow)
    a_goal(open_uow, home, target_value=Decimal("999999999999999.123456"), unit="EUR")

    (kept,) = all_of(open_uow, Goal)
    assert kept.target_value == Decimal("999999999999999.123456")
    assert anna.does(goals.get, 2).numbers.target == Amount(kept.target_value, "EUR")


def test_a_moved_milestone_can_be_undone_with_its_date_and_count(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_goal(open_uow, an_account(open_uow))
    anna.does(milestones.add, 2, Amount(Decimal(3)), date(2026, 10, 31))
    anna.does(milestones.move, 1, date(2026, 12, 31), "the order comes later")

    anna.does(undo.undo)

    (one,) = all_of(open_uow, Milestone)
    assert (one.due, one.redated) == (date(2026, 10, 31), 0)


def test_undone_progress_leaves_the_milestone_unreached(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_goal(open_uow, an_account(open_uow))
    anna.does(milestones.add, 2, Amount(Decimal(3)), date(2026, 10, 31))
    anna.does(progress.report, 2, Amount(Decimal(3)))
    assert all_of(open_uow, Milestone)[0].state is MilestoneState.REACHED

    anna.does(undo.undo)

    assert all_of(open_uow, Milestone)[0].state is MilestoneState.ON_TRACK
    assert all_of(open_uow, Progress) == []


def test_undone_numbers_give_the_agreement_back(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    goal = a_goal(open_uow, an_account(open_uow))
    keep(
        open_uow,
        Agreement(
            workspace_id=HERE,
            goal_id=goal.saved_id,
            kind=Party.TEAM,
            person_id="U1",
            on=NOW.date(),
            recorded_by="U1",
            version_of_numbers=1,
        ),
    )
    anna.does(goals.renumber, 2, target=Amount(Decimal(6)))
    assert anna.does(four_levels).standings[goal.saved_id].team.agreed == 0

    anna.does(undo.undo)

    assert anna.does(four_levels).standings[goal.saved_id].team.agreed == 1


def test_quotes_of_another_account_are_not_shown(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    other = an_account(open_uow, name="Globex", channel_id="C2")
    facts: Facts = {"workspace_id": HERE, "heard_by": "U1", "at": NOW}
    keep(open_uow, Quote(**facts, account_id=other.saved_id, text="not ours"))

    assert list(anna.does(four_levels).quotes) == []


def test_two_members_who_agree_at_once_both_count(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    a_person(open_uow)
    a_person(open_uow, id="U2", name="Ben")
    goal = a_goal(open_uow, an_account(open_uow, team=("U1", "U2")))
    people = ("U1", "U2")
    at_once(2, lambda n: Actor(open_uow, people[n]).does(agreements.sign, 2))

    standing = Actor(open_uow).does(four_levels).standings[goal.saved_id]
    assert standing.team.agreed == 2
