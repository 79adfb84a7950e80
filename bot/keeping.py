"""`kam backup` and `kam restore`: how an embedded database is kept."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.database import fail, opened
from bot.settings import Settings
from storage import backup, migrate
from storage.backup import InUse, NotADatabase
from storage.migrate import SchemaState

MOMENT = "%Y%m%dT%H%M%SZ"
"""A moment in the name of a file."""


def back_up(settings: Settings, target: Path) -> None:
    """Copy the embedded database into a file; ends the program where that cannot be done."""
    if not settings.is_embedded:
        raise fail(_by_tools(settings.database_url, "pg_dump", target))
    source = backup.file_of(settings.database_url)
    try:
        backup.check(source)
        size = backup.take(source, target)
    except NotADatabase as error:
        raise fail(f"{source} cannot be copied: {error}.") from error
    except FileExistsError as error:
        raise fail(f"{target} exists already: name another file, or move it away.") from error
    except OSError as error:
        raise fail(f"{target} cannot be written: {error.strerror}.") from error
    click.echo(
        f"{target}: {size:,} bytes, whole and checked. `kam restore {target}` brings it back."
    )


def restore(settings: Settings, source: Path, now: datetime) -> None:
    """Put a copy in the place of the embedded database, which is kept beside it."""
    if not settings.is_embedded:
        raise fail(_by_tools(settings.database_url, "pg_restore", source))
    target = backup.file_of(settings.database_url)
    kept = target.with_name(f"{target.name}.before-restore-{now.strftime(MOMENT)}")
    was_there = target.exists()
    try:
        backup.restore(source, target, kept)
    except NotADatabase as error:
        raise fail(f"{source} cannot be restored: {error}. Nothing was changed.") from error
    except InUse as error:
        raise fail(f"{target} is in use: stop kam first. Nothing was changed.") from error
    click.echo(f"{target} is what {source} was.")
    if was_there:
        click.echo(f"What stood there before is kept as {kept}.")


TOOLS = {
    "pg_dump": "pg_dump --format=custom --no-owner --file={file} '{where}'",
    "pg_restore": "pg_restore --clean --if-exists --no-owner --single-transaction "
    "--dbname='{where}' {file}",
}


def _by_tools(database_url: str, tool: str, file: Path) -> str:
    """The command of PostgreSQL's own tools to type instead, without the password."""
    address = make_url(database_url).set(drivername="postgresql", password=None)
    command = TOOLS[tool].format(file=file, where=address.render_as_string())
    return (
        f"This database is PostgreSQL's, which brings its own tools. Use the {tool} of version "
        f"{_major(database_url)} or newer; it asks for the password, or reads PGPASSWORD:\n"
        f"  {command}"
    )


def _major(database_url: str) -> str:
    """The server's version; pg_dump refuses a server newer than itself."""
    with opened(database_url) as engine, suppress(SQLAlchemyError), engine.connect() as connection:
        return str((connection.dialect.server_version_info or ("your server",))[0])
    return "your server"


def keep_a_copy(database_url: str, now: datetime) -> Path | None:
    """Copy an embedded database that is about to be migrated; None where nothing can be lost."""
    file = backup.file_of(database_url)
    if not file.is_file() or not file.stat().st_size:
        return None
    with opened(database_url) as engine:
        if migrate.state(engine) is not SchemaState.BEHIND:
            return None
    revision = backup.check(file)
    kept = file.with_name(f"{file.name}.schema-{revision}-{now.strftime(MOMENT)}")
    backup.take(file, kept)
    return kept
