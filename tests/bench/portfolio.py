"""What a leader waits for: `/kam portfolio` over so many accounts, each with a past of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from slack_bolt import BoltRequest

from bot.app import Kam
from domain.activity import Activity
from domain.entity import Entity
from domain.goal import Goal, GoalKind
from domain.light import Colour
from domain.milestone import Milestone
from storage.unit_of_work import UnitOfWork, units_of_work
from tests.bench import commands
from tests.bench.laps import Contender, Figures, Length, race
from tests.bench.steps import DATABASES
from tests.bench.world import World
from tests.builders import account, light
from tests.databases import statements
from tests.slack.fake.people import TEAM

ACCOUNTS = 500
CHANGES = 20
"""Changes of each account within the weeks that are looked at."""

SENTENCE = "portfolio"
TIMES = 10
"""Requests a lap."""


@dataclass(frozen=True)
class Measured:
    """What the portfolio takes, in process, and in how many statements."""

    figures: Figures
    statements: int


def measure(world: World, length: Length) -> dict[str, Measured]:
    """On each database; its accounts stay there, so that this comes last."""
    return {name: _measure(world, name, length) for name in DATABASES}


def _measure(world: World, database: str, length: Length) -> Measured:
    with world.bot(database) as kam:
        _furnish(kam)
        with statements(kam.engine) as seen:
            _ask(kam, _request(world))
        contender = Contender(lambda request: _ask(kam, request), lambda: _request(world), TIMES)
        (figures,) = race([contender], length)
        return Measured(figures, len(seen))


def _request(world: World) -> BoltRequest:
    return commands.in_process(commands.delivery(world.channels[0], SENTENCE))


def _ask(kam: Kam, request: BoltRequest) -> None:
    answer = kam.app.dispatch(request).body
    assert f"of {-(-(ACCOUNTS + 1) // 20)}" in answer, answer


def _furnish(kam: Kam) -> None:
    """Make the person who asks a leader, and give every account something to tell."""
    with units_of_work(kam.engine)(TEAM) as uow:
        leader = uow.people.get(commands.PERSON)
        assert leader is not None
        leader.is_leader = True
        before = len(uow.accounts.open())
        for number in range(ACCOUNTS + 1 - before):
            _account(uow, number, kam.sender.clock())
        uow.commit()


def _account(uow: UnitOfWork, number: int, now: datetime) -> None:
    made = account(
        workspace_id=TEAM,
        name=f"Customer {number:03}",
        channel_id=f"C1{number:04}",
        owner_id=commands.PERSON,
        created_at=now - timedelta(days=400),
    )
    uow.accounts.add(made)
    uow.flush()
    assert made.id is not None
    uow.session.add_all(_rows(made.id, now))
    goal = _goal(made.id, now)
    uow.session.add(goal)
    uow.flush()
    uow.session.add_all(_milestone(goal, n, now) for n in range(3))


def _rows(account_id: int, now: datetime) -> Iterator[Entity]:
    for number, colour in enumerate(Colour, start=1):
        yield light(colour, workspace_id=TEAM, account_id=account_id, number=number)
    for n in range(CHANGES):
        yield Activity(
            workspace_id=TEAM,
            account_id=account_id,
            by=commands.PERSON,
            at=now - timedelta(hours=4 * n),
            kind="light.turned",
            subject=f"L{1 + n % 3}",
            before={"colour": "green"},
            after={"colour": "red"},
        )


def _milestone(goal: Goal, n: int, now: datetime) -> Milestone:
    """The first of them missed, the second due today, the third to come."""
    return Milestone(
        workspace_id=TEAM,
        account_id=goal.account_id,
        goal_id=goal.saved_id,
        number=n + 1,
        value=Decimal(3 + n),
        due=now.date() + timedelta(days=30 * (n - 1)),
    )


def _goal(account_id: int, now: datetime) -> Goal:
    return Goal(
        workspace_id=TEAM,
        account_id=account_id,
        number=1,
        kind=GoalKind.BUSINESS,
        text="Products sold",
        owner_id=commands.PERSON,
        start_date=now.date() - timedelta(days=300),
        created_at=now,
        unit="products",
        start_value=Decimal(2),
        target_value=Decimal(5),
        deadline=now.date() + timedelta(days=300),
    )
