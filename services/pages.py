"""The account's page: asked for, looked at anew after every change, emptied when others read.

What stands on it is decided when it is written: nothing is kept here of what it says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.account import Account
from domain.channel import Obstacle
from domain.notice import Notice, State
from domain.notice_kinds import Kind
from domain.page import LONGEST_BURST, QUIET, Page, PagePlace, Trouble, Written, next_look
from domain.permission import Right
from services import notices
from services.access import Acting
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

EMPTYING = frozenset({Obstacle.SHARED, Obstacle.GUESTS, Obstacle.PUBLIC})
"""Obstacles for which nothing may stand on the page: others can read it."""

LOOKED_THROUGH = 3
"""The latest updates among which one is looked for that has not begun yet."""

PLACE, BY, TROUBLE = "place", "by", "trouble"
"""Facts of a notice: where the page is to be, who wants it, why there is none."""

CANVAS, SECTIONS = "canvas", "sections"
"""Facts of a notice that empties a page in a channel where the account lives no more."""


@dataclass(frozen=True)
class PageStep:
    """One thing that was done on Slack: a canvas was made or found, or sections were written."""

    canvas_id: str
    written: Mapping[str, Written]


def ask(uow: UnitOfWork, acting: Acting, place: PagePlace, *, key: str) -> Page:
    """Have the page made, or one that is there written anew; `key` tells requests apart.

    Raises NotAllowed.
    """
    acting.must(Right.CHANGE)
    page = uow.pages.of(acting.account_id) or _new(uow, acting.account)
    page.begin(place)
    acting.account.has_page = True
    if page.canvas_id is None:
        notices.enqueue(
            uow,
            Kind.PAGE,
            period=key,
            to=acting.account.channel_id,
            now=acting.now,
            account=acting.account,
            facts={PLACE: place, BY: acting.person.id},
        )
    else:
        update(uow, acting.account, page, acting.now)
    return page


def _new(uow: UnitOfWork, account: Account) -> Page:
    return uow.pages.add(Page(workspace_id=uow.workspace_id, account_id=account.saved_id))


def follow(uow: UnitOfWork, now: datetime) -> None:
    """Have the pages of the accounts that were changed in this transaction looked at anew."""
    for account in uow.shown_changes.values():
        page = uow.pages.of(account.saved_id)
        if account.is_archived:
            empty(uow, account, now)
        elif page is not None and page.is_kept:
            update(uow, account, page, now)


def update(uow: UnitOfWork, account: Account, page: Page, now: datetime) -> None:
    """Have the page written once the burst of changes is over that this one belongs to."""
    waiting = _not_begun(uow, account, now)
    if waiting is None:
        _enqueue_update(uow, account, page, f"{now.isoformat()}", now + QUIET)
    elif waiting.state is State.PLANNED and not waiting.attempts:
        waiting.next_at = min(waiting.due_at + LONGEST_BURST - QUIET, now + QUIET)


def _not_begun(uow: UnitOfWork, account: Account, now: datetime) -> Notice | None:
    """The update that will show this change as well; nobody begins it meanwhile."""
    for found in _latest(uow, account):
        is_soon = found.next_at is not None and found.next_at <= now + LONGEST_BURST
        if found.state in (State.PLANNED, State.HELD) and is_soon:
            locked = uow.notices.get(found.saved_id)
            return locked if locked and locked.state in (State.PLANNED, State.HELD) else None
    return None


def _latest(uow: UnitOfWork, account: Account) -> Sequence[Notice]:
    return uow.notices.latest_of(account.saved_id, Kind.PAGE_UPDATE, LOOKED_THROUGH)


def _enqueue_update(
    uow: UnitOfWork, account: Account, page: Page, burst: str, at: datetime
) -> None:
    notices.enqueue_once(
        uow,
        Kind.PAGE_UPDATE,
        period=f"{page.canvas_id}/{burst}",
        to=account.channel_id,
        now=at,
        account=account,
    )


def look_tomorrow(uow: UnitOfWork, account: Account, page: Page, now: datetime) -> None:
    """Have the page looked at in the morning: what is overdue by then is so without a change."""
    at = next_look(account, now)
    _enqueue_update(uow, account, page, f"day/{at.date().isoformat()}", at)


def empty(uow: UnitOfWork, account: Account, now: datetime) -> None:
    """Have everything of the account taken off its page at once."""
    page = uow.pages.of(account.saved_id) if account.has_page else None
    if page is None or page.canvas_id is None or page.is_empty:
        return
    notices.enqueue_once(
        uow,
        Kind.PAGE_EMPTIED,
        period=f"{page.canvas_id}/{page.version}",
        to=account.channel_id,
        now=now,
        account=account,
    )


def leave(uow: UnitOfWork, account: Account, channel_id: str, now: datetime) -> bool:
    """Empty the page in a channel that the account has left, and know of no page any more.

    Whether there was one.
    """
    page = uow.pages.of(account.saved_id) if account.has_page else None
    if page is None or page.canvas_id is None:
        return False
    _enqueue_clearing(uow, account, channel_id, page, now)
    page.leave()
    return True


def _enqueue_clearing(
    uow: UnitOfWork, account: Account, channel_id: str, page: Page, now: datetime
) -> None:
    notices.enqueue_once(
        uow,
        Kind.PAGE_EMPTIED,
        period=f"{page.canvas_id}/left/{now.isoformat()}",
        to=channel_id,
        now=now,
        account=account,
        facts={CANVAS: page.canvas_id, PLACE: page.place, SECTIONS: page.sections},
    )


def left_behind(account: Account, notice: Notice) -> Page | None:
    """The page that a notice empties in a channel where the account lives no more."""
    if CANVAS not in notice.facts:
        return None
    return Page(
        workspace_id=account.workspace_id,
        account_id=account.saved_id,
        canvas_id=notice.facts[CANVAS],
        place=PagePlace(notice.facts[PLACE]),
        sections=notice.facts[SECTIONS],
    )


def stands(uow: UnitOfWork, account: Account) -> bool:
    """Whether the account has a canvas in its channel."""
    page = uow.pages.of(account.saved_id) if account.has_page else None
    return page is not None and page.canvas_id is not None


def is_emptied(uow: UnitOfWork, account: Account) -> bool:
    """Whether nothing of the account stands on its page any more."""
    page = uow.pages.of(account.saved_id) if account.has_page else None
    return page is None or page.is_empty


def keep(open_uow: OpenUnitOfWork, notice: Notice, step: PageStep, now: datetime) -> None:
    """Keep what was done on Slack, in a transaction of its own."""
    with open_uow(notice.workspace_id) as uow:
        page = uow.pages.of(notice.account_id or 0)
        account = uow.accounts.get(notice.account_id or 0)
        current = uow.notices.get(notice.saved_id)
        if page is None or account is None or current is None:
            return
        if current.to != account.channel_id:
            _written_elsewhere(uow, account, current, step, now)
            uow.commit()
            return
        page.canvas_id = step.canvas_id
        page.keep(step.written)
        if step.written and page.is_empty:  # to be filled again as soon as nobody else reads
            _enqueue_update(uow, account, page, f"again/{page.version}", now)
        uow.commit()


def _written_elsewhere(
    uow: UnitOfWork, account: Account, notice: Notice, step: PageStep, now: datetime
) -> None:
    """The account moved while its page was being written: that is taken off again."""
    if notice.kind is Kind.PAGE_EMPTIED or not step.written:
        return
    page = Page(
        workspace_id=account.workspace_id, account_id=account.saved_id, canvas_id=step.canvas_id
    )
    page.keep(step.written)
    _enqueue_clearing(uow, account, notice.to, page, now)


def stop(open_uow: OpenUnitOfWork, notice: Notice, trouble: Trouble, now: datetime) -> None:
    """Slack says no for good: keep why, and tell who asked for the page, or the owner."""
    with open_uow(notice.workspace_id) as uow:
        current = uow.notices.get(notice.saved_id)
        page = uow.pages.of(notice.account_id or 0)
        account = uow.accounts.get(notice.account_id or 0)
        if current is None or page is None or account is None:
            return
        current.skip(f"no page: {trouble}")
        if current.to == account.channel_id:
            page.stop(trouble)
            _tell(uow, account, current, trouble, now)
        uow.commit()
        notice.follow(current)


def _tell(
    uow: UnitOfWork, account: Account, notice: Notice, trouble: Trouble, now: datetime
) -> None:
    asked_by = notice.facts.get(BY)
    to = asked_by or account.owner_id
    if to is None:
        return
    kind, facts = Kind.PAGE_ANSWER if asked_by else Kind.PAGE_TROUBLE, {TROUBLE: trouble}
    notices.enqueue_once(
        uow, kind, period=str(notice.id), to=to, now=now, account=account, facts=facts
    )
