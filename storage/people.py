"""People of a workspace."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Text,
    or_,
    select,
    true,
)

from domain.person import Person
from storage.metadata import flag, keyed
from storage.repository import Repository
from storage.types import UtcDateTime

people = keyed(
    "people",
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("locale", String, nullable=False),
    Column("time_zone", String, nullable=False),
    flag("is_guest"),
    flag("is_bot"),
    flag("is_deactivated"),
    flag("is_foreign"),
    flag("is_admin"),
    flag("is_leader"),
    flag("wants_reminders"),
    Column("wants_question", Boolean, nullable=False, server_default=true()),
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    Column("checked_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime),
    Column("told_at", UtcDateTime),
    Column("event_at", UtcDateTime),
    flag("has_home"),
    flag("home_is_stale"),
    Column("away_until", Date),
    Column("substitute_id", String),
    Column("handle", Text),
    flag("wants_undelivered"),
    Index(None, "workspace_id", "checked_at"),
    Index(None, "workspace_id", "home_is_stale"),
    Index(None, "workspace_id", "name"),
    by=("id",),
)


readers = keyed(
    "readers",
    Column("channel_id", String, nullable=False),
    Column("person_id", String, nullable=False),
    flag("is_in"),
    Column("told_at", UtcDateTime),
    Column("event_at", UtcDateTime),
    Index(None, "workspace_id", "person_id"),
    by=("channel_id", "person_id"),
)
"""Who is in which channel, by Slack's lists and events; see storage/readers.py."""


class People(Repository[Person]):
    """Slack users, as last described."""

    kind = Person

    def who_want_undelivered(self) -> Sequence[Person]:
        """Those who asked to be told of messages that can never be sent."""
        return self.rows(people.c.wants_undelivered)

    def get(self, person_id: str) -> Person | None:
        """The person with this Slack user id."""
        return self.session.get(Person, (self.workspace_id, person_id))

    def named(self, ids: Collection[str]) -> dict[str, Person]:
        """Those of `ids` that are known, by id."""
        if not ids:
            return {}
        return {person.id: person for person in self.rows(people.c.id.in_(sorted(ids)))}

    def with_namesakes(self, ids: Collection[str]) -> Sequence[Person]:
        """Those of `ids` that are known, and everybody of the same name."""
        if not ids:
            return []
        mine = (self.ours(people), people.c.id.in_(sorted(ids)))
        return self.rows(people.c.name.in_(select(people.c.name).where(*mine)), by=people.c.id)

    def all(self) -> Sequence[Person]:
        """Everybody that is known, by name."""
        return _by_name(self.rows())

    def leaders(self) -> Sequence[Person]:
        """Those whom an admin has named leaders, by name."""
        return _by_name(self.rows(people.c.is_leader))

    def admins(self) -> Sequence[Person]:
        """Those who decide for the workspace and are still there, by name."""
        return _by_name(one for one in self.rows(people.c.is_admin) if one.is_colleague)

    def stale(self, before: datetime, limit: int) -> Sequence[str]:
        """The ids of those who are met and were asked about long ago, the oldest first.

        Met are those in a channel that is listened to, and leaders.
        """
        met = select(readers.c.person_id).where(
            readers.c.workspace_id == people.c.workspace_id,
            readers.c.person_id == people.c.id,
            readers.c.is_in.is_(True),
        )
        is_met = or_(people.c.is_leader.is_(True), met.exists())
        stale = (
            select(people.c.id)
            .where(self.ours(people), people.c.checked_at < before, is_met)
            .order_by(people.c.checked_at, people.c.id)
        )
        return self.session.scalars(stale.limit(limit)).all()

    def never_met(self, limit: int) -> Sequence[str]:
        """The ids of those in some channel of whom nothing is known yet."""
        known = select(people.c.id).where(
            people.c.workspace_id == readers.c.workspace_id, people.c.id == readers.c.person_id
        )
        here = (self.ours(readers), readers.c.is_in.is_(True))
        unknown = select(readers.c.person_id).where(*here, ~known.exists()).distinct()
        return self.session.scalars(unknown.order_by(readers.c.person_id).limit(limit)).all()

    def with_stale_homes(self) -> Sequence[str]:
        """The ids of those whose Home shows what they may not see any more."""
        stale = (self.ours(people), people.c.home_is_stale.is_(True))
        return self.session.scalars(select(people.c.id).where(*stale)).all()

    def save(self, person: Person) -> None:
        """Insert or overwrite."""
        self.session.merge(person)


def _by_name(found: Iterable[Person]) -> list[Person]:
    return sorted(found, key=lambda each: each.order)
