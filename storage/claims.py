"""Which notices may be taken: due, behind no earlier one, in a channel that is free."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from domain.notice import PERHAPS_SENT, Rank
from domain.notice_kinds import UPLOADS, Kind
from storage.notices import notices
from storage.rate_limits import channel_paces, closed_methods

AGAIN = "%/again"
"""Ends the period of a notice that replaces a deleted message: it waits for nothing."""

FLOOD = 5
"""So many announcements of one person may wait in a channel before those of others overtake."""

METHOD = case(
    (notices.c.edits.is_not(None), "chat.update"),
    (notices.c.state.in_(tuple(PERHAPS_SENT)), "conversations.history"),
    (notices.c.kind.in_(tuple(UPLOADS)), "files.getUploadURLExternal"),
    else_="chat.postMessage",
)
"""The method of Slack's that the next step of a notice begins with."""

KNOWN = notices.c.kind.in_(tuple(Kind))
"""A newer version may owe kinds that this one cannot compose: they are left to it."""


def candidates(
    workspace_id: str, now: datetime, limit: int, but: Collection[str]
) -> Select[tuple[str, int]]:
    """The channels of the notices that are due, the most urgent first; none of `but`."""
    ranks = (select(_due(workspace_id, now, rank, limit, but)) for rank in Rank)
    due = union_all(*ranks).subquery()
    return select(due.c.to, due.c.rank).order_by(due.c.rank).limit(limit)


def _due(
    workspace_id: str, now: datetime, rank: Rank, limit: int, but: Collection[str]
) -> Subquery:
    place = and_(
        channel_paces.c.workspace_id == notices.c.workspace_id,
        channel_paces.c.channel_id == notices.c.to,
    )
    return (
        select(notices.c.to, notices.c.rank)
        .outerjoin_from(notices, channel_paces, place)
        .where(
            notices.c.rank == int(rank),
            or_(channel_paces.c.free_at.is_(None), channel_paces.c.free_at <= now),
            notices.c.to.not_in(sorted(but)),
            *_may_be_sent(workspace_id, now),
        )
        .order_by(notices.c.next_at, notices.c.id)
        .limit(limit)
        .subquery()
    )


def heads(workspace_id: str, now: datetime, channels: Sequence[str]) -> Select[tuple[int]]:
    """The notice of each channel whose turn it is: by rank, then the oldest.

    Somebody of whom more than FLOOD are waiting comes after those of whom fewer are.
    """
    waiting = func.count().over(
        partition_by=(notices.c.to, notices.c.rank, func.coalesce(notices.c.by, ""))
    )
    due = (
        select(notices.c.id, notices.c.to, notices.c.rank, waiting.label("waiting"))
        .where(notices.c.to.in_(channels), *_may_be_sent(workspace_id, now))
        .subquery()
    )
    flood = case((due.c.waiting > FLOOD, due.c.waiting), else_=0)
    order = (due.c.rank, flood, due.c.id)
    place = func.row_number().over(partition_by=due.c.to, order_by=order).label("place")
    placed = select(due.c.id, place).subquery()
    return select(placed.c.id).where(placed.c.place == literal(1))


def _may_be_sent(workspace_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    closed = select(closed_methods.c.method).where(
        closed_methods.c.workspace_id == workspace_id, closed_methods.c.until > now
    )
    return (
        notices.c.workspace_id == workspace_id,
        notices.c.next_at <= now,
        KNOWN,
        METHOD.not_in(closed),
        ~_waits_for_another(),
    )


def _waits_for_another() -> ColumnElement[bool]:
    """Whether its thread, the message it rewrites, or earlier news of its subject is unfinished."""
    other = notices.alias("other")
    unfinished = (other.c.next_at.is_not(None), other.c.kind.in_(tuple(Kind)))
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
