"""Runs the migrations on the engine that `storage.migrate` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, Engine

from storage import migrate
from storage.mapping import SCHEMA
from storage.types import Exact, Json, UtcDateTime, Word

PLAIN_TYPES = {
    Word: "sa.String()",
    Exact: "sa.String()",
    UtcDateTime: "sa.DateTime(timezone=True)",
    Json: 'sa.JSON().with_variant(JSONB(), "postgresql")',
}

CASCADE_SAFE = "PRAGMA foreign_keys={}"


def render_item(_kind: str, item: Any, _context: object) -> str | Literal[False]:  # noqa: ANN401 - Alembic's hook
    """Write plain types into a migration: it must run after ours have changed."""
    return PLAIN_TYPES.get(type(item), False)


def run(connection: Connection) -> None:
    """Migrate in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=SCHEMA,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=render_item,
        include_object=migrate.is_ours,
        transactional_ddl=True,  # SQLite has it since every transaction says BEGIN itself
    )
    with context.begin_transaction():
        context.run_migrations()
        _refuse_orphans(connection)


def _refuse_orphans(connection: Connection) -> None:
    """SQLite's foreign keys are off while tables are rebuilt: make up for it here."""
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        msg = f"the migration left {len(orphans)} rows without their parents"
        raise RuntimeError(msg)


def _switch_foreign_keys(connection: Connection, *, on: bool) -> None:
    """Rebuilding a parent table would delete its children; only outside a transaction."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - an open connection has one
        driver.execute(CASCADE_SAFE.format("ON" if on else "OFF"))


def main() -> None:
    """Take the engine and migrate it."""
    engine: Engine = context.config.attributes["engine"]
    with engine.connect() as connection:
        _switch_foreign_keys(connection, on=False)
        try:
            run(connection)
        finally:
            connection.rollback()  # inside a transaction the switch would do nothing, silently
            _switch_foreign_keys(connection, on=True)


main()
