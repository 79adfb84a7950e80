"""`kam copy`: from SQLite to PostgreSQL, when one machine is outgrown."""

import click
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.database import fail, opened, reason_of, shown
from bot.settings import Settings
from storage import backup, moving, patience
from storage.backup import InUse


def copy(settings: Settings, to: str) -> None:
    """Copy the embedded database into an empty one of PostgreSQL, with a bar that shows how far."""
    if not settings.is_embedded:
        raise fail("DATABASE_URL is no SQLite file: `kam copy` leads from SQLite to PostgreSQL.")
    if not to.startswith("postgres"):
        raise fail("--to wants the address of a PostgreSQL database: postgresql://user@host/name")
    file = backup.file_of(settings.database_url)
    if not file.is_file():
        raise fail(f"{file} is not there.")
    try:
        backup.must_be_unused(file)
    except InUse as error:
        raise fail(f"{file} is in use: stop kam first, or what it writes now is lost.") from error
    with opened(settings.database_url) as source, opened(to) as target:
        _copy(source, target, shown(to))


@patience.unhurried()
def _copy(source: Engine, target: Engine, where: str) -> None:
    try:
        rows = moving.count(source)
        with click.progressbar(length=2 * rows, label="Copying and comparing") as bar:
            found = moving.copy(source, target, bar.update)
    except moving.NotCurrent as error:
        raise fail("The database has not the newest schema: run `kam migrate` first.") from error
    except moving.NotEmpty as error:
        raise fail(f"{where} is not empty. Nothing was copied.") from error
    except moving.Differs as error:
        raise fail(f"A row differs after copying ({error}). Nothing was kept.") from error
    except SQLAlchemyError as error:
        raise fail(f"{where} cannot be filled: {reason_of(error)}. Nothing was kept.") from error
    for name, number in found.items():
        if number:
            click.echo(f"{number:>10,}  {name}")
    click.echo(
        f"{rows:,} rows are in {where}, each compared. Set DATABASE_URL to it and start kam."
    )
