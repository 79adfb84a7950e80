"""Bring a database to the newest schema, and say whether this code runs on the one it has.

Expand and contract: a migration only adds, and takes away a release later. So the code of a
release also runs on the schema of the next one, and says so: the database names the oldest code
that runs on it (OLDEST_CODE).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from storage import patience
from storage.mapping import SCHEMA
from storage.troubles import StorageBusy, trouble

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"

OLDEST_CODE = "0009"
"""The newest revision known to the oldest code that runs on the newest schema.

A migration that takes away what such code still uses raises it to the last revision of that code.
"""

TRIES = 10
"""How often a migration begins again that PostgreSQL ended: those at work lock tables as well."""

ONE_AT_A_TIME = 7_362_901
"""The key of PostgreSQL's advisory lock under which migrations run."""

compatibility = Table("schema_compatibility", MetaData(), Column("oldest", String))
"""One row: the OLDEST_CODE of whoever migrated this database last."""


class SchemaState(StrEnum):
    """How the schema of a database stands to this code."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEXT = "next"
    """Newer than this code, which runs on it all the same: an upgrade is under way."""
    TOO_NEW = "too new"

    @property
    def is_usable(self) -> bool:
        """Whether this code runs on it."""
        return self in (SchemaState.CURRENT, SchemaState.NEXT)


def config(engine: Engine) -> "Config":
    """Alembic's configuration for `engine`; no file and no environment is read."""
    from alembic.config import Config  # noqa: PLC0415 - Alembic takes a tenth of a start

    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["engine"] = engine
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to `revision`, and note which code runs on the result.

    Whoever comes second waits, and finds nothing to do. Where nothing is to be done from the
    start, as at nearly every start, Alembic stays unread.
    """
    if revision == "head" and _is_done(engine):
        return
    from alembic import command  # noqa: PLC0415 - see config

    with patience.unhurried(), _alone(engine):
        _persistently(lambda: command.upgrade(config(engine), revision))
        if revision == "head":
            with engine.begin() as connection:
                connection.execute(delete(compatibility))
                connection.execute(insert(compatibility), {"oldest": OLDEST_CODE})


def _is_done(engine: Engine) -> bool:
    """Whether the schema is the newest, and it is noted which code runs on it."""
    if not is_current(engine):
        return False
    with engine.connect() as connection:
        return _oldest_code(connection) == OLDEST_CODE


def downgrade(engine: Engine, revision: str) -> None:
    """Run the migrations back to `revision`."""
    from alembic import command  # noqa: PLC0415 - see config

    with patience.unhurried(), _alone(engine):
        command.downgrade(config(engine), revision)


def _persistently(migrate: Callable[[], None]) -> None:
    """Migrate, and begin again where that and somebody at work waited for each other.

    PostgreSQL ends one of the two. A migration is one transaction: ended, it left nothing behind.
    """
    for left in reversed(range(TRIES)):
        try:
            migrate()
        except DBAPIError as error:
            if not left or not isinstance(trouble(error), StorageBusy):
                raise
        else:
            return


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


def state(engine: Engine) -> SchemaState:
    """How the schema of the database stands to this code; nothing is changed."""
    known = _revisions()
    with engine.connect() as connection:
        found = _revision(connection)
        if found is None:
            return SchemaState.EMPTY
        if found in known:
            return SchemaState.CURRENT if found == known[-1] else SchemaState.BEHIND
        runs = _oldest_code(connection) <= known[-1]
        return SchemaState.NEXT if runs else SchemaState.TOO_NEW


def _revisions() -> list[str]:
    """The revisions that this code knows, in order: each is the beginning of its file's name."""
    return sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _revision(connection: Connection) -> str | None:
    """The revision of a database, as Alembic keeps it; None for one without a schema."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _oldest_code(connection: Connection) -> str:
    """The oldest code that runs on a schema we do not know; later than any where it is not said."""
    return connection.scalar(select(compatibility.c.oldest)) or "~"


def is_current(engine: Engine) -> bool:
    """Whether the database is at the newest revision."""
    return state(engine) is SchemaState.CURRENT


def steps(engine: Engine) -> list[str]:
    """The migrations that are still to be run, in order, each in a few words."""
    from alembic.migration import MigrationContext  # noqa: PLC0415 - see config
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory.from_config(config(engine))
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    ahead = scripts.iterate_revisions("head", found or "base")
    return [f"{each.revision} {each.doc}" for each in reversed(list(ahead))]


def is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """Whether Alembic compares it with the tables of the product."""
    return not (kind == "table" and name == compatibility.name)


def drift(engine: Engine) -> list[Any]:
    """The steps that a migration would still have to take for the database to match the tables."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - see config
    from alembic.migration import MigrationContext  # noqa: PLC0415

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": is_ours}
        )
        return list(compare_metadata(context, SCHEMA))


def new_revision(engine: Engine, message: str) -> None:
    """Write the migration that leads from the database to the tables."""
    from alembic import command  # noqa: PLC0415 - see config
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory.from_config(config(engine))
    count = len(list(scripts.walk_revisions()))
    command.revision(config(engine), message, autogenerate=True, rev_id=f"{count + 1:04}")
