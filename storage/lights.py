"""Lights of an account."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Column, Date, Integer, String, Text, select

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

IS_LIT = lights.c.cleared_at.is_(None)


class Lights(NumberedRows[Light]):
    """Lights, open and cleared."""

    kind = Light

    def open(self, account_id: int) -> Sequence[Light]:
        """Open lights of the account."""
        return self.rows(lights.c.account_id == account_id, IS_LIT)

    def pressing(self, account_ids: Collection[int], limit: int) -> Sequence[Light]:
        """Open red and amber lights of these accounts, red ones first, each part latest first."""
        return self.rows(
            lights.c.account_id.in_(sorted(account_ids)),
            IS_LIT,
            lights.c.colour.in_((Colour.RED, Colour.AMBER)),
            by=(lights.c.colour.desc(), lights.c.since.desc()),
            limit=limit,
        )

    def titles(self, account_id: int, limit: int) -> list[Titled]:
        """The references and texts of the latest open lights of the account."""
        titles = select(lights.c.number, lights.c.text)
        mine = (self.within(lights, [account_id]), IS_LIT)
        latest = titles.where(*mine).order_by(lights.c.number.desc()).limit(limit)
        return [Titled(f"L{row.number}", row.text) for row in self.session.execute(latest)]

    def about(self, account_id: int, goal: int) -> Sequence[Light]:
        """Open lights of the account that speak for or against the goal with this number."""
        return self.rows(lights.c.account_id == account_id, IS_LIT, lights.c.blocks == goal)

    def open_at(self, account_id: int, at: datetime) -> Sequence[Light]:
        """Lights of the account that are open, or still were at this moment."""
        return self.rows(lights.c.account_id == account_id, IS_LIT | (lights.c.cleared_at > at))

    def colours(self, account_ids: Collection[int]) -> dict[int, set[Colour]]:
        """Which colours the open lights of each of these accounts have."""
        colours = select(lights.c.account_id, lights.c.colour).distinct()
        return sets(self.session.execute(colours.where(self.within(lights, account_ids), IS_LIT)))
