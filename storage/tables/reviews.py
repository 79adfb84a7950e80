"""The monthly reviews, with the plans as they were rolled."""

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import metadata, of_account
from storage.types import Json, MonthText, UtcDateTime

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("month", MonthText, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("opened_by", String),
    Column("rolled_at", UtcDateTime),
    Column("rolled_by", String),
    Column("put_off_at", UtcDateTime),
    Column("put_off_by", String),
    Column("why", Text),
    Column("snapshot", Json),
    Column("nudges", Integer, nullable=False),
    Column("next_nudge_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "month"),
    Index(None, "workspace_id", "next_nudge_at"),
)
