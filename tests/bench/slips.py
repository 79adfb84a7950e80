"""The daily look at milestones: many accounts with ten each, as the clock goes through them.

Every batch of the planner is measured: what it asks the database, and how long all of them take.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from time import perf_counter

from sqlalchemy import Engine, Table, func, insert, select

from domain.account import Account
from domain.entity import Entity
from domain.goal import Goal
from domain.milestone import Milestone
from domain.progress import Progress
from domain.routine import Routine, RoutineKind
from scheduler.planner import Planner
from storage.accounts import accounts
from storage.goals import goals
from storage.milestones import milestones, progress
from storage.notices import notices
from storage.routines import routines
from storage.unit_of_work import units_of_work
from tests.builders import account, business_goal
from tests.databases import statements

TEAM = "T0SLIPS"
MORNING = datetime(2026, 10, 15, 9, tzinfo=UTC)
"""A Thursday: of each account's milestones one is reached, one missed, one about to be due."""

DUE = (date(2026, 9, 30), date(2026, 10, 10), date(2026, 10, 31))
MILESTONES = 10
MEASURED = {date(2026, 9, 1): Decimal("0.5"), date(2026, 10, 1): Decimal("1.5")}
CHUNK = 500
"""Accounts that are put into the database at once."""

FIRST = 1_000_000
"""Ids from here on are nobody else's."""

FIRST_OF_A_BATCH = "FROM routines JOIN"


@dataclass(frozen=True)
class Look:
    """One look at every account: statements of each batch, slips told, seconds for all of it."""

    statements: Sequence[int]
    told: int
    seconds: float


def looks(
    engine: Engine, accounts: int, planner: Callable[..., Planner] = Planner
) -> tuple[Look, Look]:
    """The look that finds all there is to tell, and the next day's, which finds nothing new."""
    furnish(engine, accounts)
    first, second = (look(engine, MORNING + timedelta(days=days), planner) for days in (0, 1))
    return first, second


def look(engine: Engine, now: datetime, planner: Callable[..., Planner] = Planner) -> Look:
    """Let the planner do what is due."""
    before = _owed(engine)
    with statements(engine) as seen:
        begun = perf_counter()
        planner(TEAM, units_of_work(engine), lambda: now).plan()
        seconds = perf_counter() - begun
    return Look(_by_batch(seen), _owed(engine) - before, seconds)


def _by_batch(seen: Sequence[str]) -> list[int]:
    """How many statements each batch took; the last batch, which finds nothing due, left out."""
    starts = [at for at, statement in enumerate(seen) if FIRST_OF_A_BATCH in statement]
    return [end - start for start, end in pairwise(starts)]


def _owed(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(notices)) or 0


def furnish(engine: Engine, accounts: int) -> None:
    """So many accounts, each with a goal, its milestones, two measurements, and a look due."""
    units_of_work(engine)  # the classes know their tables from here on
    end = FIRST + accounts
    for first in range(FIRST, end, CHUNK):
        numbers = range(first, min(first + CHUNK, end))
        with engine.begin() as connection:
            for table, rows in _rows(numbers):
                connection.execute(insert(table), [_columns(table, row) for row in rows])
    with engine.begin() as connection:  # as a server does by itself within a minute
        connection.exec_driver_sql("ANALYZE")


def _columns(table: Table, row: Entity) -> dict[str, object]:
    facts = {column.key: getattr(row, column.key) for column in table.c}
    return {name: value for name, value in facts.items() if (name, value) != ("id", None)}


def _rows(numbers: range) -> Iterator[tuple[Table, Sequence[Entity]]]:
    yield accounts, [_account(n) for n in numbers]
    yield routines, [_routine(n) for n in numbers]
    yield goals, [_goal(n) for n in numbers]
    yield milestones, [_milestone(n, m) for n in numbers for m in range(MILESTONES)]
    yield progress, [_progress(n, day) for n in numbers for day in MEASURED]


def _account(n: int) -> Account:
    return account(workspace_id=TEAM, id=n, name=f"Account {n}", channel_id=f"C{n}")


def _routine(n: int) -> Routine:
    return Routine(workspace_id=TEAM, account_id=n, kind=RoutineKind.SLIPS, next_at=MORNING)


def _goal(n: int) -> Goal:
    return business_goal(
        workspace_id=TEAM, account_id=n, id=n, start_value=Decimal(0), target_value=Decimal(12)
    )


def _milestone(n: int, place: int) -> Milestone:
    later = date(2027 + place // 4, 12, 1 + place)
    return Milestone(
        workspace_id=TEAM,
        account_id=n,
        goal_id=n,
        number=place + 1,
        value=Decimal(place + 1),
        due=DUE[place] if place < len(DUE) else later,
    )


def _progress(n: int, on: date) -> Progress:
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return Progress(
        workspace_id=TEAM, account_id=n, goal_id=n, value=MEASURED[on], on=on, by="U1", at=at
    )
