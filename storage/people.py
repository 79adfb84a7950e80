"""People of a workspace."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    Column,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    select,
)

from domain.person import Person
from storage.metadata import flag, metadata
from storage.repository import Repository
from storage.types import UtcDateTime

people = Table(
    "people",
    metadata,
    Column("workspace_id", String, nullable=False),
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
    Column("quiet_from", Integer),
    Column("quiet_until", Integer),
    Column("checked_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("workspace_id", "id"),
)


class People(Repository[Person]):
    """Slack users, as last described."""

    kind = Person

    def get(self, person_id: str) -> Person | None:
        """The person with this Slack user id."""
        return self.session.get(Person, (self.workspace_id, person_id))

    def named(self, ids: Collection[str]) -> dict[str, Person]:
        """Those of `ids` that are known, by id."""
        if not ids:
            return {}
        found = self.session.scalars(select(Person).where(people.c.id.in_(sorted(ids))))
        return {person.id: person for person in found}

    def all(self) -> Sequence[Person]:
        """Everybody that is known, by name."""
        return self.session.scalars(select(Person).order_by(people.c.name)).all()

    def leaders(self) -> Sequence[Person]:
        """Those whom an admin has named leaders, by name."""
        return self.session.scalars(
            select(Person).where(people.c.is_leader.is_(True)).order_by(people.c.name, people.c.id)
        ).all()

    def save(self, person: Person) -> None:
        """Insert or overwrite."""
        self.session.merge(person)
