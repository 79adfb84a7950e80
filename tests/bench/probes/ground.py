"""A database full of accounts, put there row by row of plain SQL, whatever the code is like."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, MetaData, Table

TEAM = "T0BENCH"
MONDAY = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
"""09:00 in Berlin; an ordinary Monday."""

ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "Asia/Tokyo", "Europe/Vienna")
COUNTRIES = ("DE", "GB", "US", "JP", "AT", None)
DAILY = ("reminders", "slips", "digest", "commitments")
SELDOM = ("review", "pulse")
CHUNK = 2_000

Row = dict[str, Any]


def fill(engine: Engine, accounts: int, *, due: bool) -> None:
    """So many accounts, each with its owner in the team and six routines; on `due` four are due."""
    metadata = MetaData()
    metadata.reflect(engine)
    for first in range(1, accounts + 1, CHUNK):
        numbers = range(first, min(first + CHUNK, accounts + 1))
        with engine.begin() as connection:
            for name, rows in _rows(numbers, due=due):
                table = metadata.tables[name]
                connection.execute(table.insert(), [complete(table, engine, row) for row in rows])
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def complete(table: Table, engine: Engine, row: Row) -> Row:
    """The row in this database's own types, with what the table wants beside it."""
    wants: Row = {"version": 1}
    known = {key: value for key, value in (wants | row).items() if key in table.c}
    if engine.dialect.name == "sqlite":
        known = {
            key: value.replace(tzinfo=None) if isinstance(value, datetime) else value
            for key, value in known.items()
        }
    return known


def _rows(numbers: range, *, due: bool) -> Iterator[tuple[str, Sequence[Row]]]:
    yield "people", [_person(n) for n in numbers]
    yield "accounts", [_account(n) for n in numbers]
    yield "members", [_member(n) for n in numbers]
    yield "routines", [_routine(n, kind, due=due) for n in numbers for kind in (*DAILY, *SELDOM)]


def _person(n: int) -> Row:
    no = dict.fromkeys(
        ("is_bot", "is_guest", "is_foreign", "is_deactivated", "is_admin", "is_leader"), False
    )
    return {
        **no,
        "workspace_id": TEAM,
        "id": f"U{n}",
        "name": f"Person {n}",
        "locale": "en-US",
        "time_zone": "Europe/Berlin",
        "checked_at": MONDAY,
        "wants_reminders": True,
        "wants_commit_reminders": True,
    }


def _account(n: int) -> Row:
    return {
        "workspace_id": TEAM,
        "id": n,
        "name": f"Account {n}",
        "name_key": f"account {n}",
        "channel_id": f"C{n}",
        "owner_id": f"U{n}",
        "language": "en",
        "time_zone": ZONES[n % len(ZONES)],
        "country": COUNTRIES[n % len(COUNTRIES)],
        "announcements": "all",
        "is_confidential": False,
        "created_at": MONDAY - timedelta(days=400),
    }


def _member(n: int) -> Row:
    return {"workspace_id": TEAM, "account_id": n, "person_id": f"U{n}", "since": MONDAY}


def _routine(n: int, kind: str, *, due: bool) -> Row:
    return {
        "workspace_id": TEAM,
        "account_id": n,
        "kind": kind,
        "is_on": True,
        "hour": 9,
        "minute": 0,
        "weekday": 0,
        "before": 0,
        "only_when_needed": False,
        "next_at": MONDAY if due and kind in DAILY else MONDAY + timedelta(days=1 + n % 20),
    }
