"""`kam migrate`: the schema of the database, and whether this version of kam runs on it."""

from datetime import datetime

import click
from click.exceptions import Exit

from bot.database import fail, usable
from bot.keeping import keep_a_copy
from bot.settings import Settings
from storage import backup, migrate
from storage.migrate import SchemaState

NEWER = (
    "The database was migrated by a newer version of kam, on which this one does not run. Start "
    "that version, or go back with `kam restore` to a copy from before."
)
NEEDED = 3
"""The exit code of a look that found something to be migrated."""


def look_at_schema(settings: Settings) -> None:
    """Say what `kam migrate` would do; the program ends with 0 where that is nothing."""
    if settings.is_embedded and not backup.file_of(settings.database_url).is_file():
        click.echo("There is no database yet: `kam migrate` makes it.")
        raise Exit(NEEDED)
    state, steps = _look(settings.database_url)
    if state is SchemaState.TOO_NEW:
        raise fail(NEWER)
    if state is SchemaState.NEXT:
        click.echo("The database was migrated by a newer version; this one runs on it as well.")
        return
    for step in steps:
        click.echo(f"to do: {step}")
    if steps:
        raise Exit(NEEDED)
    click.echo("The database is up to date.")


def _look(database_url: str) -> tuple[SchemaState, list[str]]:
    """How the schema stands to this code, and the steps to the newest."""
    with usable(database_url) as engine:
        state = migrate.state(engine)
        known = state not in (SchemaState.NEXT, SchemaState.TOO_NEW)
        return state, migrate.steps(engine) if known else []


def upgrade(database_url: str) -> list[str]:
    """Bring a database to the newest schema, and tell the migrations that this took.

    Ends the program where the database cannot be opened. One that a newer version migrated is left
    as it is, as long as this version runs on it.
    """
    with usable(database_url) as engine:
        state = migrate.state(engine)
        if state is SchemaState.TOO_NEW:
            raise fail(NEWER)
        if state is SchemaState.NEXT:
            return []
        ahead = [] if state is SchemaState.CURRENT else migrate.steps(engine)
        migrate.upgrade(engine)
        return ahead


def upgrade_embedded(database_url: str, now: datetime) -> None:
    """Bring an embedded database to the newest schema; as it was before, it is kept."""
    kept = keep_a_copy(database_url, now)
    if kept is not None:
        click.echo(f"The database is about to be migrated; as it is now it is kept in {kept}.")
    upgrade(database_url)
