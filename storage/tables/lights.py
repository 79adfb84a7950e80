"""Traffic lights."""

from sqlalchemy import Column, Date, Integer, String, Table, Text, UniqueConstraint

from domain.light import Colour
from storage.tables.base import metadata, of_account
from storage.types import UtcDateTime, Word

lights = Table(
    "lights",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("number", Integer, nullable=False),
    Column("colour", Word(Colour), nullable=False),
    Column("text", Text, nullable=False),
    Column("blocks", Integer),
    Column("decide_by", Date),
    Column("logged_by", String, nullable=False),
    Column("logged_at", UtcDateTime, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("cleared_at", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "number"),
)
