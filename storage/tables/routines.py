"""What is done by the clock."""

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from domain.routine import RoutineKind
from storage.tables.base import flag, metadata, of_account
from storage.types import UtcDateTime, Word

routines = Table(
    "routines",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("kind", Word(RoutineKind), nullable=False),
    flag("is_on"),
    Column("hour", Integer, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("before", Integer, nullable=False),
    flag("only_when_needed"),
    Column("snoozed_until", UtcDateTime),
    Column("next_at", UtcDateTime),
    Column("pending_at", UtcDateTime),
    Column("counts_from", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "kind"),
    Index(None, "workspace_id", "is_on", "next_at"),
)
