"""Notices: the outbox, with what was sent from it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    Column,
    Index,
    Integer,
    String,
    UniqueConstraint,
    func,
    select,
    text,
)

from domain.notice import FINAL, Kind, Notice, State
from domain.notice_kinds import OF_OLD_HOME
from storage.inserts import by_dialect
from storage.metadata import of_account, versioned
from storage.rate_limits import ClosedMethod, closed_in, free
from storage.repository import WrittenRows
from storage.types import Json, UtcDateTime, Word

UNWATCHED = (State.SENT, State.SKIPPED)
"""States in which nothing is left to do; nearly all notices are in one of them."""

WATCHED_SQL = "state NOT IN ('sent', 'skipped')"

notices = versioned(
    "notices",
    *of_account(nullable=True),
    Column("kind", Word(Kind), nullable=False),
    Column("period", String, nullable=False),
    Column("once", String, nullable=False),
    Column("to", String, nullable=False),
    Column("subject", String),
    Column("facts", Json, nullable=False),
    Column("edits", Integer),
    Column("replies_to", Integer),
    Column("token", String, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime),
    Column("state", Word(State), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", String),
    Column("channel_id", String),
    Column("ts", String),
    Column("sent_at", UtcDateTime),
    Column("rank", Integer, nullable=False, server_default="0"),
    Column("by", String),
    Column("attempted_at", UtcDateTime),
    Column("search", Json),
    UniqueConstraint("workspace_id", "once"),
    Index(None, "workspace_id", "next_at"),
    Index(None, "workspace_id", "rank", "next_at", "id"),
    Index(None, "workspace_id", "to", "next_at"),
    Index(None, "workspace_id", "account_id", "subject"),
    # Of what is WATCHED_SQL only, as its migration says: said here, it would load both dialects.
    Index(None, "workspace_id", "state", "due_at"),
)


Latest = dict[tuple[int, str], int]
"""Ids of notices by account and subject."""

ADDING = by_dialect(
    lambda insert: insert(notices).on_conflict_do_nothing(index_elements=["workspace_id", "once"])
)


class Notices(WrittenRows[Notice]):
    """Notices of the workspace."""

    kind = Notice

    def free(self, channel_id: str, taken: datetime, at: datetime) -> None:
        """Let go of a channel that was taken until `taken`: it may be written to from `at` on."""
        free(self.session.connection(), self.workspace_id, [channel_id], taken, at)

    def closed_methods(self) -> list[ClosedMethod]:
        """The methods of Slack's that were closed to this workspace and not opened since."""
        return closed_in(self.session.connection(), self.workspace_id)

    def coming(self, account_ids: Collection[int], kind: Kind, until: datetime) -> Sequence[Notice]:
        """The notices of a kind that are due until then and not begun; nobody begins them now."""
        return self.rows(
            notices.c.account_id.in_(account_ids),
            notices.c.kind == kind,
            notices.c.state.in_((State.PLANNED, State.HELD)),
            notices.c.next_at <= until,
            lock=True,
        )

    def dead_since(self, since: datetime) -> Sequence[tuple[str, int]]:
        """How many fell due since then and can never be sent, by the reason."""
        counted = (
            select(func.coalesce(notices.c.reason, ""), func.count())
            .where(
                self.ours(notices),
                notices.c.state == State.DEAD,
                text(WATCHED_SQL),
                notices.c.due_at >= since,
                notices.c.kind != Kind.UNDELIVERED,
            )
            .group_by(notices.c.reason)
        )
        return [(reason, count) for reason, count in self.session.execute(counted)]

    def is_planned(self, once: str) -> bool:
        """Whether a notice with this key exists already, whatever its state."""
        return self.is_there(self.ours(notices), notices.c.once == once)

    def called(self, once: str) -> Notice | None:
        """The notice with this key."""
        return self.find(notices.c.once == once)

    def by_ids(self, ids: Collection[int]) -> Sequence[Notice]:
        """The notices with these ids, in the order in which they were enqueued."""
        return self.rows(notices.c.id.in_(sorted(ids)))

    def latest_for(self, account_id: int, kind: Kind, subject: str) -> Notice | None:
        """The latest notice of a kind about this subject."""
        return self.latest_among(account_id, (kind,), subject)

    def latest_among(self, account_id: int, kinds: Collection[Kind], subject: str) -> Notice | None:
        """The latest notice of any of these kinds about this subject."""
        return self.newest(
            notices.c.account_id == account_id,
            notices.c.kind.in_(kinds),
            notices.c.subject == subject,
        )

    def edits_of(self, message: Notice) -> Sequence[Notice]:
        """Every rewriting of this message, in the order in which it was enqueued."""
        return self.rows(
            notices.c.account_id == message.account_id,
            notices.c.id > message.saved_id,
            notices.c.edits == message.saved_id,
        )

    def cards_of(
        self, account_id: int, kinds: Collection[Kind], subjects: Collection[str]
    ) -> dict[str, int]:
        """The message on which each subject stands by now: the latest one, or the one it edits."""
        latest = (
            select(func.max(notices.c.id))
            .where(
                self.ours(notices),
                notices.c.account_id == account_id,
                notices.c.kind.in_(kinds),
                notices.c.subject.in_(sorted(subjects)),
            )
            .group_by(notices.c.subject)
        )
        cards = select(notices.c.subject, func.coalesce(notices.c.edits, notices.c.id))
        mine = (self.ours(notices), notices.c.id.in_(latest))
        return dict(self.session.execute(cards.where(*mine)).all())

    def last_sent(self, kind: Kind, subject: str) -> Notice | None:
        """The notice about this, and about no account, that reached Slack last."""
        return self.newest(
            notices.c.account_id.is_(None),
            notices.c.subject == subject,
            notices.c.kind == kind,
            notices.c.sent_at.is_not(None),
        )

    def latest_of(self, account_id: int, kind: Kind, limit: int) -> Sequence[Notice]:
        """The account's latest notices of a kind, newest first."""
        return self.rows(
            notices.c.account_id == account_id,
            notices.c.kind == kind,
            by=notices.c.id.desc(),
            limit=limit,
        )

    def latest(self, account_id: int, kinds: Collection[Kind], limit: int) -> Sequence[Notice]:
        """The account's latest notices of these kinds, what fell due last first."""
        return self.rows(
            notices.c.account_id == account_id,
            notices.c.kind.in_(kinds),
            by=(notices.c.due_at.desc(), notices.c.id.desc()),
            limit=limit,
        )

    def lines(self, account_id: int, review: str) -> Sequence[Notice]:
        """The lines in the thread of the review of a month such as `2026-05`."""
        return self.rows(
            notices.c.account_id == account_id,
            notices.c.kind == Kind.REVIEW_LINE,
            notices.c.period.startswith(f"{review}/"),
        )

    def move(self, old_channel_id: str, new_channel_id: str) -> None:
        """Address the notices of a channel, pending and posted, under its new id."""
        for column in (notices.c.to, notices.c.channel_id):
            self.change(notices, column == old_channel_id, **{column.name: new_channel_id})

    def readdress(self, account_id: int, old_channel_id: str, new_channel_id: str) -> None:
        """Have an account's pending notices to a channel go to another, but for what is leaving.

        What was held there is looked at again at once.
        """
        mine = (
            notices.c.account_id == account_id,
            notices.c.to == old_channel_id,
            notices.c.kind.not_in(OF_OLD_HOME),
        )
        self.change(notices, *mine, notices.c.state == State.PLANNED, to=new_channel_id)
        again = {"to": new_channel_id, "next_at": notices.c.due_at}
        self.change(notices, *mine, notices.c.state == State.HELD, **again)

    def add_new(self, planned: Sequence[Notice]) -> None:
        """Keep many at once, without those whose key exists, however lately it was planned."""
        self.write_all(planned, ADDING(self.session.dialect))

    def latest_about(self, kind: Kind, subjects: Mapping[int, Collection[str]]) -> Latest:
        """The latest notice of a kind about each of these subjects, which are listed by account."""
        wanted = sorted({subject for each in subjects.values() for subject in each})
        rows = self.session.execute(
            select(notices.c.account_id, notices.c.subject, func.max(notices.c.id))
            .where(
                self.within(notices, subjects),
                notices.c.subject.in_(wanted),
                notices.c.kind == kind,
            )
            .group_by(notices.c.account_id, notices.c.subject)
        )
        return {(account_id, subject): found for account_id, subject, found in rows}

    def planned(self, keys: Collection[str]) -> set[str]:
        """Those of the keys under which a notice exists already, whatever its state."""
        mine = (self.ours(notices), notices.c.once.in_(sorted(keys)))
        return set(self.session.scalars(select(notices.c.once).where(*mine)))

    def look_again(self, account_id: int, reasons: Collection[str]) -> None:
        """Have what is held for one of these reasons looked at when it was due."""
        self.change(
            notices,
            notices.c.account_id == account_id,
            notices.c.state == State.HELD,
            notices.c.reason.in_(list(reasons)),
            next_at=notices.c.due_at,
        )

    def waiting(self, account_id: int) -> Sequence[Notice]:
        """The pending notices of the account, of the kinds that are known."""
        return self.rows(
            notices.c.account_id == account_id,
            notices.c.state.not_in(FINAL),
            notices.c.kind.in_(tuple(Kind)),
        )
