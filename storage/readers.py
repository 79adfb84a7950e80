"""The members of channels, and the guests whom the owner of an account lets read along."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Column, Select, String, UniqueConstraint, select

from domain.audience import Companion
from domain.person import Person
from storage.inserts import by_dialect
from storage.metadata import flag, identified, of_account
from storage.people import people, readers
from storage.repository import Repository, Scoped
from storage.types import UtcDateTime

companions = identified(
    "companions",
    *of_account(),
    Column("person_id", String, nullable=False),
    flag("is_allowed"),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "person_id"),
)

IS_IN = readers.c.is_in.is_(True)

LISTING = by_dialect(
    lambda insert: insert(readers).on_conflict_do_nothing(
        index_elements=["workspace_id", "channel_id", "person_id"]
    )
)


class Readers(Scoped):
    """The members of channels, by Slack's lists and events; each knows when it was said."""

    def present(self, channel_id: str) -> set[str]:
        """The ids of everybody in a channel, bots included."""
        return set(self.session.scalars(self._present(channel_id)))

    def is_in(self, channel_id: str, person_id: str) -> bool:
        """Whether a person is in a channel."""
        return person_id in self.present(channel_id)

    def outsiders(self, channel_ids: Collection[str]) -> dict[str, list[Person]]:
        """The members of each of these channels who are no colleagues, by name."""
        outsiders = (
            select(readers.c.channel_id, Person)
            .join(Person, people.c.id == readers.c.person_id)
            .where(
                self.ours(readers),
                readers.c.channel_id.in_(sorted(channel_ids)),
                IS_IN,
                people.c.is_guest.is_(True) | people.c.is_foreign.is_(True),
            )
            .order_by(people.c.name, people.c.id)
        )
        found: dict[str, list[Person]] = {channel_id: [] for channel_id in channel_ids}
        for channel_id, person in self.session.execute(outsiders):
            if person.reads_along:
                found[channel_id].append(person)
        return found

    def strangers(self, channel_id: str) -> set[str]:
        """The ids of those in a channel of whom nothing is known."""
        known = select(people.c.id).where(self.ours(people))
        unknown = self._present(channel_id).where(readers.c.person_id.not_in(known))
        return set(self.session.scalars(unknown))

    def channels_of(self, person_id: str) -> Sequence[str]:
        """The channels that a person is in."""
        theirs = (self.ours(readers), readers.c.person_id == person_id, IS_IN)
        return self.session.scalars(select(readers.c.channel_id).where(*theirs)).all()

    def listed(self, channel_id: str, ids: Collection[str], asked: datetime) -> None:
        """Everybody in a channel, as Slack answered; events since it was asked are newer."""
        before = readers.c.told_at.is_(None) | (readers.c.told_at <= asked)
        is_in = readers.c.person_id.in_(sorted(ids))
        self.change(readers, readers.c.channel_id == channel_id, before, is_in=is_in)
        self._add(channel_id, {person_id: {} for person_id in ids})

    def moved(
        self, channel_id: str, person_id: str, *, is_in: bool, event_at: datetime, now: datetime
    ) -> bool:
        """Somebody came or went; False where a later event has told otherwise before."""
        self._add(channel_id, {person_id: {"is_in": False}})
        theirs = (readers.c.channel_id == channel_id, readers.c.person_id == person_id)
        told = self.session.scalar(select(readers.c.event_at).where(self.ours(readers), *theirs))
        if told is not None and told > event_at:
            return False
        self.change(readers, *theirs, is_in=is_in, event_at=event_at, told_at=now)
        return True

    def forget(self, channel_id: str) -> None:
        """Keep nothing of who is in a channel."""
        self.delete(readers, readers.c.channel_id == channel_id)

    def renamed(self, old_channel_id: str, new_channel_id: str) -> None:
        """A channel has another id: the same people are in it."""
        self._add(new_channel_id, {person_id: {} for person_id in self.present(old_channel_id)})

    def _add(self, channel_id: str, those: Mapping[str, Mapping[str, object]]) -> None:
        place = {"workspace_id": self.workspace_id, "channel_id": channel_id}
        usual = {**place, "is_in": True, "told_at": None, "event_at": None}
        rows = [
            {**usual, "person_id": person_id, **facts} for person_id, facts in sorted(those.items())
        ]
        if rows:
            self.session.execute(LISTING(self.session.dialect), rows)

    def _present(self, channel_id: str) -> Select[str]:
        here = (self.ours(readers), readers.c.channel_id == channel_id, IS_IN)
        return select(readers.c.person_id).where(*here)


class Companions(Repository[Companion]):
    """Guests who were let read along."""

    kind = Companion

    def get(self, account_id: int, person_id: str) -> Companion | None:
        """The decision about a guest of an account."""
        return self.find(companions.c.account_id == account_id, companions.c.person_id == person_id)

    def allowed(self, account_id: int) -> set[str]:
        """The ids of those who may read along."""
        found = self.rows(companions.c.account_id == account_id, companions.c.is_allowed)
        return {each.person_id for each in found}
