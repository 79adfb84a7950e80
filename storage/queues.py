"""The few queries that look across workspaces: work queues and house-keeping, never content."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    text,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from domain.channel import FRESH_FOR
from domain.notice import LEASE, PEOPLE, Notice, State
from storage import claims
from storage.accounts import accounts, members
from storage.actions import actions
from storage.activities import activities
from storage.channels import channels
from storage.contacts import contacts
from storage.drafts import drafts
from storage.goals import goals
from storage.inbox import inbox
from storage.mapping import SCHEMA, map_domain
from storage.mutes import mutes
from storage.notices import UNWATCHED, WATCHED_SQL, notices
from storage.people import people
from storage.rate_limits import free, take
from storage.sqlite import reading
from storage.workspaces import admin_changes

Value = TypeVar("Value")

MOST_COUNTED = 10_000
"""As many notices of a state are counted as somebody who watches needs to tell apart."""

WATCHED = tuple(state for state in State if state not in UNWATCHED)
"""States of which something is left to do, for the sender or for somebody who can mend it."""


@dataclass(frozen=True)
class QueueLine:
    """How many notices stand in a state, at most MOST_COUNTED, and when the oldest fell due."""

    state: State
    count: int
    oldest_due_at: datetime | None


def _of_state(state: State) -> Select[Any]:
    """Both conditions on the state are needed, in these words: the index is partial."""
    is_state = notices.c.state == literal_column(f"'{state.value}'")
    mine = (notices.c.workspace_id == bindparam("workspace"), is_state, text(WATCHED_SQL))
    some = select(notices.c.id).where(*mine).limit(MOST_COUNTED).subquery()
    oldest = select(func.min(notices.c.due_at)).where(*mine).scalar_subquery()
    count = select(func.count()).select_from(some).scalar_subquery()
    return select(literal(state.value), count, oldest)


STANDING = union_all(*(_of_state(state) for state in WATCHED))


AT_A_TIME = 1_000
"""Rows that are deleted in one transaction."""


@dataclass(frozen=True)
class Kept:
    """Since when things are kept, and nothing older.

    `messages`: what was sent to people, and what was never sent; what stands in channels is kept as
    long as the `history`, because it is rewritten while it stands there.
    """

    messages: datetime
    admin_changes: datetime
    history: datetime


def _settled(before: datetime) -> ColumnElement[bool]:
    return notices.c.next_at.is_(None) & (notices.c.due_at < before)


MET = union_all(
    *(select(column) for column in (members.c.person_id, goals.c.owner_id, mutes.c.person_id)),
    *(select(column) for column in (activities.c.by, admin_changes.c.by)),
    *(
        select(column).where(column.is_not(None))
        for column in (
            *(accounts.c.owner_id, accounts.c.next_owner_id, actions.c.owner_id),
            *(people.c.substitute_id, contacts.c.held_by),
        )
    ),
)
"""Everybody who is named anywhere."""

STRANGERS = (
    people.c.id.not_in(MET),
    people.c.id.not_like("U0GONE%"),
    people.c.is_leader.is_(False),
    people.c.wants_reminders.is_(True),
    people.c.wants_question.is_(True),
    people.c.wants_undelivered.is_(False),
    people.c.away_until.is_(None),
    people.c.quiet_from.is_(None),
)
"""The people who are named nowhere, and wish nothing of us."""


class Queues:
    """All workspaces of the database, for clock and sender."""

    def __init__(self, engine: Engine) -> None:
        """Opens nothing yet."""
        map_domain()
        self.engine = engine

    def claim(
        self, workspace_id: str, now: datetime, limit: int, *, but: Collection[str] = ()
    ) -> Sequence[Notice]:
        """Claim notices that are due, one a channel, for one lease, together with the channel.

        No other process gets the same ones, and none writes to these channels meanwhile. `but`
        are channels in which something of this process is still on its way.
        """
        asked = {"workspace": workspace_id, "now": now, "limit": limit, "but": sorted(but)}
        with reading(self.engine) as session:
            channels = [str(row.to) for row in session.execute(claims.CANDIDATES, asked)]
        if not channels:
            return []
        with Session(self.engine, expire_on_commit=False) as session:
            claimed = _claim(session, workspace_id, channels, now)
            session.commit()
            return claimed

    def free(self, workspace_id: str, channel_id: str, taken: datetime, at: datetime) -> None:
        """Let go of a channel that was taken until `taken`: it may be written to from `at` on."""
        with self.engine.begin() as connection:
            free(connection, workspace_id, [channel_id], taken, at)

    def next_due(self, workspace_id: str, now: datetime) -> datetime | None:
        """When the next notice is due that is not due yet."""
        later = (notices.c.workspace_id == workspace_id, notices.c.next_at > now)
        return self._scalar(select(func.min(notices.c.next_at)).where(*later))

    def stale_channels(self, workspace_id: str, now: datetime, limit: int) -> int:
        """How many channels with something due are to be looked up first; counted up to `limit`."""
        place = and_(
            channels.c.workspace_id == notices.c.workspace_id, channels.c.id == notices.c.to
        )
        stale = (
            select(notices.c.to)
            .distinct()
            .outerjoin_from(notices, channels, place)
            .where(
                notices.c.workspace_id == workspace_id,
                notices.c.next_at <= now,
                or_(channels.c.checked_at.is_(None), channels.c.checked_at < now - FRESH_FOR),
                not_(or_(*(notices.c.to.startswith(each) for each in PEOPLE))),
            )
            .limit(limit)
            .subquery()
        )
        return self._scalar(select(func.count()).select_from(stale)) or 0

    def known_channels(self, workspace_id: str) -> int:
        """How many channels of a workspace are known."""
        known = channels.c.workspace_id == workspace_id
        return self._scalar(select(func.count()).where(known)) or 0

    def _scalar(self, query: Select[Value]) -> Value | None:
        with reading(self.engine) as connection:
            return connection.scalar(query)

    def workspaces(self) -> Sequence[str]:
        """Workspaces that have an account."""
        with reading(self.engine) as session:
            return session.scalars(select(accounts.c.workspace_id).distinct()).all()

    def standing(self, workspace_id: str) -> Sequence[QueueLine]:
        """The pending and the dead notices, by state; as fast with 500,000 notices as with none."""
        with reading(self.engine) as session:
            rows = session.execute(STANDING, {"workspace": workspace_id})
            return [QueueLine(State(state), count, oldest) for state, count, oldest in rows]

    def all_workspaces(self) -> set[str]:
        """Workspaces of which anything is kept."""
        kept = (select(table.c.workspace_id) for table in SCHEMA.sorted_tables)
        with reading(self.engine) as session:
            return set(session.scalars(union(*kept)))

    def forget(self, *, deliveries_before: datetime, drafts_before: datetime) -> None:
        """Delete what no longer has a use."""
        with self.engine.begin() as connection:
            connection.execute(delete(inbox).where(inbox.c.at < deliveries_before))
            connection.execute(delete(drafts).where(drafts.c.at < drafts_before))

    def forget_old(self, before: Kept) -> int:
        """Delete what has been kept long enough, a thousand rows at a time; how many there were.

        So nobody waits long for a database that takes one writer at a time.
        """
        doomed = (
            (notices, _settled(before.messages) & notices.c.to.startswith("U")),
            (notices, _settled(before.messages) & notices.c.state.in_([State.SKIPPED, State.DEAD])),
            (notices, _settled(before.history)),
            (admin_changes, admin_changes.c.at < before.admin_changes),
            (activities, activities.c.at < before.history),
        )
        return sum(self._forget(table, which) for table, which in doomed)

    def forget_strangers(self, before: datetime) -> int:
        """Delete people whom nobody has met: Slack's list of a workspace names them all.

        Kept is everybody who is in a team, owns an account, a goal or an action, has done
        something, leads, wishes something of us, or was asked about since `before`; and every
        name that stands for somebody forgotten. Returns how many there were.
        """
        strangers = (*STRANGERS, people.c.checked_at < before)
        with self.engine.begin() as connection:
            return connection.execute(delete(people).where(*strangers)).rowcount

    def _forget(self, table: Table, which: ColumnElement[bool]) -> int:
        some = select(table.c.id).where(which).limit(AT_A_TIME)
        count = 0
        while True:
            with self.engine.begin() as connection:
                ids = connection.scalars(some).all()
                connection.execute(delete(table).where(table.c.id.in_(ids)))
            count += len(ids)
            if len(ids) < AT_A_TIME:
                return count


def _claim(
    session: Session, workspace_id: str, channels: Sequence[str], now: datetime
) -> Sequence[Notice]:
    """Take the channels, then what is first in each: so nobody else can take what is second."""
    connection, until = session.connection(), now + LEASE
    taken = take(connection, workspace_id, channels, now, until)
    asked = {"workspace": workspace_id, "now": now, "channels": taken}
    ids = session.scalars(claims.HEADS, asked).all() if taken else []
    first = select(Notice).where(notices.c.id.in_(ids)).with_for_update(skip_locked=True)
    claimed = session.scalars(first).all() if ids else []
    for notice in claimed:
        notice.claim(now)
    left = sorted(set(taken) - {notice.to for notice in claimed})
    if left:
        free(connection, workspace_id, left, until, now)
    return sorted(claimed, key=lambda each: (each.rank, each.saved_id))
