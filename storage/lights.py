"""Lights of an account."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Column, Date, Integer, String, Text, or_, select

from domain.light import Colour, Light
from domain.likeness import Titled
from storage.metadata import numbered
from storage.repository import NumberedRows, sets
from storage.types import UtcDateTime, Word

lights = numbered(
    "lights",
    Column("colour", Word(Colour), nullable=False),
    Column("text", Text, nullable=False),
    Column("blocks", Integer),
    Column("decide_by", Date),
    Column("logged_by", String, nullable=False),
    Column("logged_at", UtcDateTime, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("cleared_at", UtcDateTime),
    Column("contact", Integer),
)


class Lights(NumberedRows[Light]):
    """Lights, open and cleared."""

    kind = Light

    def open(self, account_id: int) -> Sequence[Light]:
        """Open lights of the account."""
        return self.rows(lights.c.account_id == account_id, lights.c.cleared_at.is_(None))

    def pressing(self, account_ids: Collection[int], limit: int) -> Sequence[Light]:
        """Open red and amber lights of these accounts, red ones first, each part latest first."""
        return self.rows(
            lights.c.account_id.in_(sorted(account_ids)),
            lights.c.cleared_at.is_(None),
            lights.c.colour.in_((Colour.RED, Colour.AMBER)),
            by=(lights.c.colour.desc(), lights.c.since.desc()),
            limit=limit,
        )

    def titles(self, account_id: int, limit: int) -> list[Titled]:
        """The references and texts of the latest open lights of the account."""
        rows = self.session.execute(
            select(lights.c.number, lights.c.text)
            .where(
                lights.c.workspace_id == self.workspace_id,
                lights.c.account_id == account_id,
                lights.c.cleared_at.is_(None),
            )
            .order_by(lights.c.number.desc())
            .limit(limit)
        )
        return [Titled(f"L{row.number}", row.text) for row in rows]

    def about(self, account_id: int, goal: int) -> Sequence[Light]:
        """Open lights of the account that speak for or against the goal with this number."""
        return self.rows(
            lights.c.account_id == account_id,
            lights.c.cleared_at.is_(None),
            lights.c.blocks == goal,
        )

    def numbered(self, account_id: int, numbers: Collection[int]) -> Sequence[Light]:
        """The account's lights with these numbers, open or cleared."""
        return self.rows(lights.c.account_id == account_id, lights.c.number.in_(sorted(numbers)))

    def open_at(self, account_id: int, at: datetime) -> Sequence[Light]:
        """Lights of the account that are open, or still were at this moment."""
        was_open = or_(lights.c.cleared_at.is_(None), lights.c.cleared_at > at)
        return self.rows(lights.c.account_id == account_id, was_open)

    def colours(self, account_ids: Collection[int]) -> dict[int, set[Colour]]:
        """Which colours the open lights of each of these accounts have."""
        rows = self.session.execute(
            select(lights.c.account_id, lights.c.colour)
            .where(
                lights.c.workspace_id == self.workspace_id,
                lights.c.account_id.in_(sorted(account_ids)),
                lights.c.cleared_at.is_(None),
            )
            .distinct()
        )
        return sets(rows)
