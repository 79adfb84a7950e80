"""What people do not want to be told."""

from collections.abc import Sequence

from sqlalchemy import select

from domain.mute import Mute, Topic, scope
from storage.repository import Repository
from storage.tables import mutes


class Mutes(Repository[Mute]):
    """Mutes of the workspace, those that are over included."""

    def get(self, person_id: str, account_id: int | None, topic: Topic) -> Mute | None:
        """The mute of exactly this account, or of all; locked until the transaction ends."""
        return self.session.scalar(
            select(Mute)
            .where(
                mutes.c.person_id == person_id,
                mutes.c.scope == scope(account_id),
                mutes.c.topic == topic,
            )
            .with_for_update()
        )

    def about(self, person_id: str, account_id: int | None, topic: Topic) -> Sequence[Mute]:
        """Those that could keep a message about this account from the person."""
        return self.session.scalars(
            select(Mute).where(
                mutes.c.person_id == person_id,
                mutes.c.scope.in_({scope(account_id), scope(None)}),
                mutes.c.topic == topic,
            )
        ).all()

    def of(self, person_id: str) -> Sequence[Mute]:
        """Every mute of a person."""
        return self.session.scalars(
            select(Mute).where(mutes.c.person_id == person_id).order_by(mutes.c.id)
        ).all()
