"""Bring a database to the newest schema, and say whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from storage import patience
from storage.mapping import SCHEMA

MIGRATIONS = Path(__file__).parent / "migrations"

ONE_AT_A_TIME = 7_362_901
"""The key of PostgreSQL's advisory lock under which migrations run."""


def config(engine: Engine) -> Config:
    """Alembic's configuration for `engine`; no file and no environment is read."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to `revision`; whoever comes second waits, and finds nothing to do."""
    with patience.unhurried(), _alone(engine):
        command.upgrade(config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Run the migrations back to `revision`."""
    with patience.unhurried(), _alone(engine):
        command.downgrade(config(engine), revision)


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """While nobody else migrates: SQLite's write lock sees to that, PostgreSQL has one to ask for.

    The lock is the session's, so that it ends with the connection, whatever becomes of us.
    """
    if engine.dialect.name == "sqlite":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("SET lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ONE_AT_A_TIME})
        try:
            yield
        finally:
            connection.invalidate()


def is_current(engine: Engine) -> bool:
    """Whether the database is at the newest revision."""
    newest = ScriptDirectory.from_config(config(engine)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def drift(engine: Engine) -> list[Any]:
    """What a migration would still have to do for the database to match the tables."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, SCHEMA))


def new_revision(engine: Engine, message: str) -> None:
    """Write the migration that leads from the database to the tables."""
    scripts = ScriptDirectory.from_config(config(engine))
    count = len(list(scripts.walk_revisions()))
    command.revision(config(engine), message, autogenerate=True, rev_id=f"{count + 1:04}")
