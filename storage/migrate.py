"""Bring a database to the newest schema, and say whether it is there."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from storage.mapping import SCHEMA

MIGRATIONS = Path(__file__).parent / "migrations"


def config(engine: Engine) -> Config:
    """Alembic's configuration for `engine`; no file and no environment is read."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to `revision`."""
    command.upgrade(config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Run the migrations back to `revision`."""
    command.downgrade(config(engine), revision)


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
