"""Lights of an account."""

from collections.abc import Sequence

from sqlalchemy import select

from domain.light import Light
from storage.repository import Repository
from storage.tables import lights


class Lights(Repository[Light]):
    """Lights, open and cleared."""

    def get(self, account_id: int, number: int) -> Light | None:
        """The light with this number; locked until the transaction ends."""
        return self.session.scalar(
            select(Light)
            .where(lights.c.account_id == account_id, lights.c.number == number)
            .with_for_update()
        )

    def open(self, account_id: int) -> Sequence[Light]:
        """Open lights of the account."""
        return self.session.scalars(
            select(Light)
            .where(lights.c.account_id == account_id, lights.c.cleared_at.is_(None))
            .order_by(lights.c.number)
        ).all()
