"""Accounts and who is in their teams."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    false,
    or_,
    select,
)

from domain.account import Account, Announcements, Member, name_key
from domain.channel import Channel
from domain.language import Language
from domain.person import Person
from domain.text import alphabetical
from storage.channels import channels
from storage.metadata import flag, keyed, of_account, versioned
from storage.people import people
from storage.repository import Repository
from storage.types import UtcDateTime, Word

members = keyed(
    "members",
    *of_account(),
    Column("person_id", String, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Index(None, "workspace_id", "person_id"),
    by=("account_id", "person_id"),
)


accounts = versioned(
    "accounts",
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("channel_id", String, nullable=False),
    Column("owner_id", String),
    Column("language", Word(Language), nullable=False),
    Column("time_zone", String, nullable=False),
    Column("country", String),
    Column("announcements", Word(Announcements), nullable=False),
    flag("is_confidential"),
    Column("lift_at", UtcDateTime),
    Column("lift_by", String),
    Column("next_owner_id", String),
    Column("next_owner_by", String),
    Column("created_at", UtcDateTime, nullable=False),
    Column("archived_at", UtcDateTime),
    Column("has_page", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "channel_id"),
    Index(None, "workspace_id", "name_key"),
    Index(None, "workspace_id", "lift_at"),
)

OPEN = accounts.c.archived_at.is_(None)


@dataclass(frozen=True)
class Look:
    """The facts of one look-up about a person who stands before an account.

    `audience_at`: when Slack was asked last who is in the account's channel.
    """

    person: Person | None
    account: Account | None
    in_team: bool
    audience_at: datetime | None = None


class Accounts(Repository[Account]):
    """Accounts of the workspace, archived ones included."""

    kind = Account

    def get(self, account_id: int) -> Account | None:
        """The account with this id."""
        return self.by_id(account_id)

    def in_channel(self, channel_id: str) -> Account | None:
        """The account whose home this channel is."""
        return self.find(accounts.c.channel_id == channel_id)

    def all_called(self, name: str) -> Sequence[Account]:
        """The accounts of this name, however it is capitalised."""
        return self.rows(accounts.c.name_key == name_key(name))

    def look(self, person_id: str, channel_id: str) -> Look:
        """The person, the account at home in the channel and whether they are in its team."""
        return self._look("channel_id", person_id, channel_id)

    def look_at(self, person_id: str, account_id: int) -> Look:
        """The person, the account with this id, and whether the person is in its team."""
        return self._look("id", person_id, account_id)

    def _look(self, by: str, person_id: str, key: str | int) -> Look:
        asked = {"person": person_id, "account": key}
        row = self.session.execute(_looking(by), asked).first()
        if row is None:
            return Look(None, None, in_team=False)
        person, account, member_id, audience_at = row
        return Look(person, account, in_team=member_id is not None, audience_at=audience_at)

    def visible_to(self, person: Person) -> Sequence[Account]:
        """Open accounts this person may read, by name."""
        theirs = select(members.c.account_id).where(
            self.ours(members), members.c.person_id == person.id
        )
        may = [accounts.c.owner_id == person.id, accounts.c.id.in_(theirs)]
        if person.is_leader:
            may.append(accounts.c.is_confidential.is_(False))
        return sorted(self.rows(OPEN, or_(*may)), key=_by_name)

    def of_member(self, person_id: str) -> Sequence[tuple[Account, datetime | None]]:
        """Open accounts whose team the person is in, and since when; None: they only own it."""
        mine = and_(members.c.account_id == accounts.c.id, members.c.person_id == person_id)
        belongs = or_(accounts.c.owner_id == person_id, members.c.person_id.is_not(None))
        homes = select(Account, members.c.since).outerjoin(Member, mine).where(OPEN, belongs)
        found = [(account, since) for account, since in self.session.execute(homes)]
        return sorted(found, key=lambda each: _by_name(each[0]))

    def of(self, person_id: str) -> Sequence[Account]:
        """Open accounts whose team this person is in or that they own, by name."""
        return [account for account, _since in self.of_member(person_id)]

    def all(self) -> Sequence[Account]:
        """Every account, archived ones included."""
        return self.rows()

    def open(self) -> Sequence[Account]:
        """Accounts that are not archived."""
        return self.rows(OPEN)

    def homes_to_renew(
        self, before: datetime, claimed_before: datetime, limit: int
    ) -> Sequence[Channel]:
        """Homes of open accounts whose readers were asked for long ago; who waits longest first.

        Locked, so that no other process takes them too.
        """
        home = select(accounts.c.id).where(
            accounts.c.workspace_id == channels.c.workspace_id,
            accounts.c.channel_id == channels.c.id,
            OPEN,
        )
        return self.session.scalars(
            select(Channel)
            .where(
                or_(channels.c.audience_at.is_(None), channels.c.audience_at < before),
                or_(channels.c.claimed_at.is_(None), channels.c.claimed_at < claimed_before),
                home.exists(),
            )
            .order_by(
                channels.c.claimed_at.is_not(None), channels.c.claimed_at, channels.c.audience_at
            )
            .limit(limit)
            .with_for_update(skip_locked=True, of=channels)
        ).all()

    def to_lift(self, now: datetime) -> Sequence[Account]:
        """Open accounts whose confidentiality ends now, because somebody asked for that."""
        return self.session.scalars(
            select(Account).where(accounts.c.lift_at <= now, OPEN).with_for_update(skip_locked=True)
        ).all()

    def team(self, account_id: int) -> Sequence[Person]:
        """The members of the account's team, by name."""
        query = (
            select(Person)
            .join(Member, members.c.person_id == people.c.id)
            .where(members.c.account_id == account_id)
        )
        return sorted(self.session.scalars(query), key=lambda each: each.order)

    def teams(self, account_ids: Collection[int]) -> dict[int, set[str]]:
        """The ids of the members of each of these accounts."""
        return {account_id: set(those) for account_id, those in self.joined(account_ids).items()}

    def joined(self, account_ids: Collection[int]) -> dict[int, dict[str, datetime]]:
        """The ids of the members of each of these accounts, and since when."""
        joined = select(members.c.account_id, members.c.person_id, members.c.since)
        found: dict[int, dict[str, datetime]] = {account_id: {} for account_id in account_ids}
        rows = self.session.execute(joined.where(self.within(members, account_ids)))
        for account_id, person_id, since in rows:
            found[account_id][person_id] = since
        return found

    def set_team(
        self, account_id: int, person_ids: Collection[str], now: datetime
    ) -> Sequence[str]:
        """Make the team exactly these people; who is new in it. Who stays keeps their day."""
        self.session.flush()  # who joined in this very transaction is known too
        before = self.teams([account_id])[account_id]
        self.leave(account_id, before - set(person_ids))
        new = sorted(set(person_ids) - before)
        for person_id in new:
            self.session.add(self._member(account_id, person_id, now))
        return new

    def join(self, account_id: int, person_id: str, now: datetime) -> bool:
        """Add a member; whether they are new. One who is there already stays as they are."""
        self.session.flush()
        key = (self.workspace_id, account_id, person_id)
        if self.session.get(Member, key) is not None:
            return False
        self.session.add(self._member(account_id, person_id, now))
        return True

    def leave(self, account_id: int, person_ids: Collection[str]) -> None:
        """Take members out of the team."""
        if person_ids:
            those = members.c.person_id.in_(sorted(person_ids))
            self.delete(members, members.c.account_id == account_id, those)

    def _member(self, account_id: int, person_id: str, now: datetime) -> Member:
        return Member(
            workspace_id=self.workspace_id, account_id=account_id, person_id=person_id, since=now
        )


@cache
def _looking(by: str) -> Select[Person, Account, str, datetime]:
    """The look of a `person` at an `account` given by one of its columns; made once."""
    return (
        select(Person, Account, members.c.person_id, channels.c.audience_at)
        .select_from(Person)
        .where(people.c.id == bindparam("person"))
        .outerjoin(Account, accounts.c[by] == bindparam("account"))
        .outerjoin(
            Member,
            and_(members.c.account_id == accounts.c.id, members.c.person_id == people.c.id),
        )
        .outerjoin(
            channels,
            and_(
                channels.c.workspace_id == accounts.c.workspace_id,
                channels.c.id == accounts.c.channel_id,
            ),
        )
    )


def _by_name(account: Account) -> tuple[str, int]:
    """Ä among A, whatever the database thinks of it; one name, the older first."""
    return alphabetical(account.name), account.saved_id
