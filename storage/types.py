"""Column types: what a value means survives the database."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, String, TypeDecorator
from sqlalchemy.types import TypeEngine

from domain.calendar import Month


class Json(TypeDecorator[Any]):
    """Values of JSON, on PostgreSQL in its binary form; None is JSON's null."""

    impl = JSON
    cache_ok = True
    should_evaluate_none = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type of the database; what PostgreSQL needs is loaded there alone."""
        if dialect.name != "postgresql":
            return super().load_dialect_impl(dialect)
        from sqlalchemy.dialects.postgresql import JSONB  # noqa: PLC0415 - SQLite saves its 20 ms

        return JSONB()


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, in UTC on the way in and out; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps it without the offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a naive time has no meaning here"
            raise ValueError(msg)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Back to an aware instant."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A decimal to the last digit, on every database: kept as its text.

    SQLite has no decimals and would round; nothing is computed in SQL.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Its digits, without an exponent."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The number that was stored, with all its digits."""
        return None if value is None else Decimal(value)


class Word(TypeDecorator[StrEnum]):
    """An enumeration kept by its value, so that a new word needs no migration."""

    impl = String
    cache_ok = True

    def __init__(self, of: type[StrEnum]) -> None:
        """`of`: the enumeration."""
        super().__init__()
        self.of = of

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """The word itself; a value outside the enumeration raises ValueError."""
        return None if value is None else self.of(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """The member of the enumeration."""
        return None if value is None else self.of(value)


class MonthText(TypeDecorator[Month]):
    """A calendar month as `2026-05`, which sorts in the order the months come."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Month | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Its ISO name."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Month | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Back to a month."""
        return None if value is None else Month.parse(value)
