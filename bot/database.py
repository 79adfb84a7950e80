"""Opening a database on the command line, and how a command fails where it cannot."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from click.exceptions import Exit
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from storage.engine import open_engine

FAILED = 1
"""The exit code of what did not work."""


def fail(sentence: str) -> Exit:
    """Say why it does not work; the end of the program, to be raised."""
    click.echo(sentence, err=True)
    return Exit(FAILED)


def shown(database_url: str) -> str:
    """The address of a database, without its password."""
    return make_url(database_url).render_as_string(hide_password=True)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """An engine, for as long as the block runs."""
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def usable(url: str) -> Iterator[Engine]:
    """An engine, for as long as the block runs; ends the program where the database fails in it."""
    with opened(url) as engine:
        try:
            yield engine
        except SQLAlchemyError as error:
            said = f"The database {shown(url)} cannot be used: {reason_of(error)}"
            raise fail(said) from error


def reason_of(error: SQLAlchemyError) -> str:
    """The driver's own description of an error, on one line."""
    said = str(getattr(error, "orig", None) or error).splitlines()
    return said[0] if said else type(error).__name__
