"""The topics that people have muted."""

from collections.abc import Sequence

from sqlalchemy import Column, String, UniqueConstraint

from domain.mute import Mute, scope
from domain.notice_kinds import Topic
from storage.metadata import of_account, versioned
from storage.repository import Repository
from storage.types import UtcDateTime, Word

mutes = versioned(
    "mutes",
    Column("person_id", String, nullable=False),
    *of_account(nullable=True),
    Column("topic", Word(Topic), nullable=False),
    Column("until", UtcDateTime),
    Column("scope", String, nullable=False),
    UniqueConstraint("workspace_id", "person_id", "scope", "topic"),
)


class Mutes(Repository[Mute]):
    """Mutes of the workspace, those that are over included."""

    kind = Mute

    def get(self, person_id: str, account_id: int | None, topic: Topic) -> Mute | None:
        """The mute of exactly this account, or of all; locked until the transaction ends."""
        theirs = (mutes.c.person_id == person_id, mutes.c.scope == scope(account_id))
        return self.find(*theirs, mutes.c.topic == topic, lock=True)

    def keep(self, mute: Mute) -> None:
        """Keep a mute in the place of an earlier one; of two at once the later counts."""
        known = self.get(mute.person_id, mute.account_id, mute.topic)
        if known is None and self.add_once(mute):
            return
        known = known or self.get(mute.person_id, mute.account_id, mute.topic)
        assert known is not None  # noqa: S101 - nobody removes it in the middle of this
        known.until = mute.until

    def about(self, person_id: str, account_id: int | None, topic: Topic) -> Sequence[Mute]:
        """Those that could keep a message about this account from the person."""
        return self.rows(
            mutes.c.person_id == person_id,
            mutes.c.scope.in_({scope(account_id), scope(None)}),
            mutes.c.topic == topic,
        )

    def of(self, person_id: str) -> Sequence[Mute]:
        """Every mute of a person."""
        return self.rows(mutes.c.person_id == person_id)
