"""Inserts that know what to do on a conflict: each database has its own."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Executable, Table

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


class Inserting(Protocol):
    """Makes an INSERT that knows what to do on a conflict."""

    def __call__(self, table: Table) -> "sqlite.Insert | postgresql.Insert": ...


@cache
def insert_on(dialect: str) -> Inserting:
    """The INSERT of a dialect, which is loaded where such a database is met."""
    found: Inserting = import_module(f"sqlalchemy.dialects.{dialect}").insert
    return found


def by_dialect(make: Callable[[Inserting], Executable]) -> Callable[[str], Executable]:
    """One statement for each database by the name of its dialect, made once."""
    return cache(lambda dialect: make(insert_on(dialect)))
