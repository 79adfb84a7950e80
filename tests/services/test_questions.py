"""The monthly question, and the review's voices: as few statements for much as for little."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import Engine

from domain.account import Account
from domain.calendar import Month
from domain.confidence import Confidence, HowKept, PartReport
from domain.entity import Entity, Stored
from domain.goal import GoalKind
from domain.milestone import Milestone
from domain.notice import Notice
from domain.pulse import Pulse
from services import questions, routines, voices
from services.occurrences import DueOccurrence
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork
from tests.builders import (
    APRIL,
    HERE,
    MAY,
    NOW,
    Actor,
    Facts,
    all_of,
    an_account,
    business_goal,
    commitment,
    person,
    strategy,
)
from tests.databases import statements

MARCH = Month(2026, 3)


def keep_all(open_uow: OpenUnitOfWork, rows: Iterable[Entity]) -> None:
    with open_uow(HERE) as uow:
        uow.session.add_all(rows)
        uow.commit()


def a_team(open_uow: OpenUnitOfWork, size: int, first: int = 1) -> list[str]:
    """So many colleagues, whom Slack has told us about."""
    ids = [f"U{first + n}" for n in range(size)]
    keep_all(open_uow, [person(id=one, name=f"Anna {one}") for one in ids])
    return ids


def a_home(open_uow: OpenUnitOfWork, name: str, team: list[str], goals: int) -> Account:
    """An account with so many goals and strategies, about which all its team has answered."""
    home = an_account(open_uow, name=name, channel_id=f"C{name}", team=team)
    about: Facts = {"account_id": home.saved_id}
    numbers = range(1, goals + 1)
    business = [business_goal(number=n, text=f"{name} {n}", **about) for n in numbers]
    soft = [
        business_goal(
            number=goals + n,
            kind=GoalKind.RELATIONSHIP,
            horizon_years=2,
            **dict.fromkeys(("start_value", "target_value", "deadline")),
            **about,
        )
        for n in numbers
    ]
    ways = [strategy(number=n, **about) for n in numbers]
    with open_uow(HERE) as uow:
        routines.begin(uow, home)
        uow.session.add_all([*business, *soft, *ways])
        uow.commit()
    keep_all(open_uow, _answers(ids_of(business), ids_of(ways), team))
    keep_all(open_uow, _pulses(ids_of(soft), team))
    keep_all(
        open_uow,
        [
            Milestone(
                workspace_id=HERE,
                goal_id=each.saved_id,
                number=each.number,
                value=Decimal(3),
                due=date(2026, 4, 1),
                **about,
            )
            for each in business
        ],
    )
    return home


def ids_of(found: Iterable[Stored]) -> list[int]:
    return [each.saved_id for each in found]


def _answers(goals: list[int], ways: list[int], team: list[str]) -> Iterable[Entity]:
    facts: list[Facts] = [{"workspace_id": HERE, "person_id": who} for who in team]
    for each in facts:
        yield from (Confidence(goal_id=one, period=str(APRIL), score=5, **each) for one in goals)
        yield from (commitment(strategy_id=one, **each) for one in ways)
        yield from (
            PartReport(strategy_id=one, wording=1, period=str(month), kept=HowKept.NOT, **each)
            for one in ways
            for month in (MARCH, APRIL)
        )


def _pulses(goals: list[int], team: list[str]) -> Iterable[Entity]:
    return [
        Pulse(workspace_id=HERE, person_id=who, goal_id=one, period="2026-Q2", score=5)
        for who in team
        for one in goals
    ]


def counted(engine: Engine, open_uow: OpenUnitOfWork, act: Callable[[UnitOfWork], object]) -> int:
    """How many statements it takes."""
    with open_uow(HERE) as uow:
        uow.people.get("U1")
        with statements(engine) as seen:
            act(uow)
            uow.flush()
        uow.commit()
    return len(seen)


def test_many_accounts_and_people_are_asked_in_as_many_statements_as_one(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    few = [a_home(open_uow, "Acme", a_team(open_uow, 1), 1)]
    everybody = a_team(open_uow, 12, first=2)
    many = [a_home(open_uow, f"Home {n}", everybody, 2) for n in range(6)]

    def plan(homes: list[Account]) -> Callable[[UnitOfWork], None]:
        due = [DueOccurrence(home, str(MAY), NOW) for home in homes]
        return lambda uow: questions.plan(uow, due, NOW)

    asked = [counted(engine, open_uow, plan(homes)) for homes in (few, many)]

    assert [each.to for each in all_of(open_uow, Notice)] == ["U1", *sorted(everybody)]
    assert asked[0] == asked[1]


def test_the_question_over_many_accounts_takes_as_many_statements_as_over_one(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    team = a_team(open_uow, 1)
    a_home(open_uow, "Acme", team, 1)
    sizes: list[int] = []

    def ask(uow: UnitOfWork) -> None:
        found = questions.of(uow, "U1", APRIL)
        sizes.append(sum(len(each.goals) + len(each.promises) for each in found))

    asked = [counted(engine, open_uow, ask)]
    for n in range(6):
        a_home(open_uow, f"Home {n}", team, 3)
    asked.append(counted(engine, open_uow, ask))

    assert sizes == [2, 2 + 6 * 6]
    assert asked[0] == asked[1]


def test_an_answer_takes_as_many_statements_where_much_is_asked_as_where_little_is(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    team = a_team(open_uow, 4)
    asked = []
    for name, goals in (("1", 1), ("2", 12)):
        a_home(open_uow, name, team, goals)
        anna = Actor(open_uow, channel_id=f"C{name}")
        with statements(engine) as seen:
            anna.does(questions.rate, 1, APRIL, 2)
            anna.does(questions.report, 1, APRIL, HowKept.KEPT)
        asked.append(len(seen))

    assert asked[0] == asked[1]


def test_the_review_hears_many_voices_in_as_many_statements_as_few(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    few = a_home(open_uow, "Acme", a_team(open_uow, 3), 1)
    many = a_home(open_uow, "Globex", a_team(open_uow, 9, first=4), 12)
    later = NOW.replace(year=2027)
    heard: list[tuple[int, int, int]] = []

    def hear(home: Account) -> Callable[[UnitOfWork], None]:
        def act(uow: UnitOfWork) -> None:
            found = voices.heard(uow, home, APRIL, later)
            heard.append((len(found.differences), len(found.unkept), len(found.old)))

        return act

    asked = [counted(engine, open_uow, hear(home)) for home in (few, many)]

    assert heard == [(2, 1, 1), (24, 12, 12)]
    assert asked[0] == asked[1]
