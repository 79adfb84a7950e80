"""Which notices may be taken: due, behind no earlier one, in a channel that is free.

The statements are built once: every worker asks after every message and every command.
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from domain.notice import PERHAPS_SENT, Rank
from domain.notice_kinds import UPLOADS, Kind
from storage.notices import notices
from storage.rate_limits import channel_paces, closed_methods
from storage.types import UtcDateTime

AGAIN = "%/again"
"""Ends the period of a notice that replaces a deleted message: it waits for nothing."""

FLOOD = 5
"""So many announcements of one person may wait in a channel before those of others overtake."""

WORKSPACE = bindparam("workspace", type_=String())
NOW = bindparam("now", type_=UtcDateTime())
LIMIT = bindparam("limit", type_=Integer())


def _one_of(column: ColumnElement[StrEnum], words: Iterable[StrEnum]) -> ColumnElement[bool]:
    """Words of ours stand in the statement itself: nothing is bound for them each time."""
    return column.in_([literal_column(f"'{word}'") for word in words])


METHOD = case(
    (notices.c.edits.is_not(None), "chat.update"),
    (_one_of(notices.c.state, PERHAPS_SENT), "conversations.history"),
    (_one_of(notices.c.kind, UPLOADS), "files.getUploadURLExternal"),
    else_="chat.postMessage",
)
"""The method of Slack's that the next step of a notice begins with."""


def _candidates() -> Select[tuple[str, int]]:
    due = union_all(*(select(_due(rank)) for rank in Rank)).subquery()
    return select(due.c.to, due.c.rank).order_by(due.c.rank).limit(LIMIT)


def _due(rank: Rank) -> Subquery:
    place = and_(
        channel_paces.c.workspace_id == notices.c.workspace_id,
        channel_paces.c.channel_id == notices.c.to,
    )
    return (
        select(notices.c.to, notices.c.rank)
        .outerjoin_from(notices, channel_paces, place)
        .where(
            notices.c.rank == int(rank),
            or_(channel_paces.c.free_at.is_(None), channel_paces.c.free_at <= NOW),
            notices.c.to.not_in(bindparam("but", expanding=True)),
            *_may_be_sent(),
        )
        .order_by(notices.c.next_at, notices.c.id)
        .limit(LIMIT)
        .subquery()
    )


def _heads() -> Select[tuple[int]]:
    waiting = func.count().over(
        partition_by=(notices.c.to, notices.c.rank, func.coalesce(notices.c.by, ""))
    )
    due = (
        select(notices.c.id, notices.c.to, notices.c.rank, waiting.label("waiting"))
        .where(notices.c.to.in_(bindparam("channels", expanding=True)), *_may_be_sent())
        .subquery()
    )
    flood = case((due.c.waiting > FLOOD, due.c.waiting), else_=0)
    order = (due.c.rank, flood, due.c.id)
    place = func.row_number().over(partition_by=due.c.to, order_by=order).label("place")
    placed = select(due.c.id, place).subquery()
    return select(placed.c.id).where(placed.c.place == literal(1))


def _may_be_sent() -> tuple[ColumnElement[bool], ...]:
    """A newer version may enqueue kinds that this one cannot compose: they are left to it."""
    closed = select(closed_methods.c.method).where(
        closed_methods.c.workspace_id == WORKSPACE, closed_methods.c.until > NOW
    )
    return (
        notices.c.workspace_id == WORKSPACE,
        notices.c.next_at <= NOW,
        _one_of(notices.c.kind, Kind),
        METHOD.not_in(closed),
        ~_waits_for_another(),
    )


def _waits_for_another() -> ColumnElement[bool]:
    """Whether its thread, the message it rewrites, or earlier news of its subject is unfinished."""
    other = notices.alias("other")
    unfinished = (other.c.next_at.is_not(None), _one_of(other.c.kind, Kind))
    first = or_(other.c.id == notices.c.replies_to, other.c.id == notices.c.edits)
    before = and_(
        other.c.workspace_id == notices.c.workspace_id,
        other.c.account_id == notices.c.account_id,
        other.c.subject == notices.c.subject,
        other.c.to == notices.c.to,
        other.c.id < notices.c.id,
    )
    needs_another = or_(notices.c.replies_to.is_not(None), notices.c.edits.is_not(None))
    return or_(
        and_(needs_another, exists().where(first, *unfinished)),
        and_(
            notices.c.subject.is_not(None),
            notices.c.period.not_like(AGAIN),
            exists().where(before, *unfinished),
        ),
    )


CANDIDATES = _candidates()
"""The channels of the notices that are due at NOW, the most urgent first; none of `but`."""

HEADS = _heads()
"""The notice of each of `channels` whose turn it is: by rank, then the oldest.

Somebody of whom more than FLOOD are waiting comes after those of whom fewer are.
"""
