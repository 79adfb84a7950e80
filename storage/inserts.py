"""Inserts that know what to do on a conflict: each database has its own."""

from collections.abc import Callable
from typing import Protocol

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite


class Inserting(Protocol):
    """Makes an INSERT that knows what to do on a conflict."""

    def __call__(self, table: Table) -> sqlite.Insert | postgresql.Insert: ...


INSERTS: dict[str, Inserting] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""By the name of the dialect."""


def by_dialect(make: Callable[[Inserting], Executable]) -> dict[str, Executable]:
    """One statement for each database, made once."""
    return {dialect: make(insert) for dialect, insert in INSERTS.items()}
