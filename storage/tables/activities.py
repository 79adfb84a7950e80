"""The activity log."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from storage.tables.base import metadata, of_account
from storage.types import Json, UtcDateTime

activities = Table(
    "activities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("why", Text),
    Column("undone_at", UtcDateTime),
    Index(None, "workspace_id", "account_id", "id"),
    Index(None, "workspace_id", "account_id", "subject"),
)
