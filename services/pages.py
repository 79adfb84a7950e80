"""The account's page: asked for, owed a new look after every change, emptied when others read.

What stands on it is decided when it is written: nothing is kept here of what it says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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

PLACE, BY, TROUBLE = "place", "by", "trouble"
"""Facts of a notice: where the page is to be, who wants it, why there is none."""

CANVAS, SECTIONS = "canvas", "sections"
"""Facts of a notice that empties a page in a channel where the account lives no more."""


@dataclass(frozen=True)
class PageStep:
    """One thing that was done on Slack: a canvas was made or found, or parts of it written."""

    canvas_id: str
    written: Mapping[str, Written] = field(default_factory=dict)
    title: str | None = None


def ask(uow: UnitOfWork, acting: Acting, place: PagePlace, *, key: str) -> Page:
    """Have the page made, or one that is there written anew; `key` tells requests apart.

    Raises NotAllowed.
    """
    acting.must(Right.CHANGE)
    page = uow.pages.of(acting.account_id) or _new(uow, acting.account)
    page.begin(place)
    acting.account.has_page = True
    if page.canvas_id is None:
        account, facts = acting.account, {PLACE: place, BY: acting.person.id}
        notices.enqueue(uow, Kind.PAGE, period=key, now=acting.now, account=account, facts=facts)
    else:
        update(uow, {page: acting.account}, acting.now)
    return page


def _new(uow: UnitOfWork, account: Account) -> Page:
    return uow.pages.add(Page(workspace_id=uow.workspace_id, account_id=account.saved_id))


def follow(uow: UnitOfWork, now: datetime) -> None:
    """Have the pages of the accounts that were changed in this transaction looked at anew."""
    changed = uow.shown_changes
    if not changed:
        return
    for account in changed.values():
        if account.is_archived:
            empty(uow, account, now)
    kept = {page.account_id: page for page in uow.pages.of_all(changed) if page.is_kept}
    shown = {page: changed[one] for one, page in kept.items() if not changed[one].is_archived}
    update(uow, shown, now)


def update(uow: UnitOfWork, shown: Mapping[Page, Account], now: datetime) -> None:
    """Have pages written once the bursts of changes are over that this one belongs to."""
    ids = [page.account_id for page in shown]
    coming = uow.notices.coming(ids, Kind.PAGE_UPDATE, now + LONGEST_BURST) if ids else []
    for waiting in coming:
        if waiting.state is State.PLANNED and not waiting.attempts:
            waiting.next_at = min(waiting.due_at + LONGEST_BURST - QUIET, now + QUIET)
    pending = {notice.account_id for notice in coming}
    uow.notices.add_new(
        [
            _update(uow, account, page, now.isoformat(), now + QUIET)
            for page, account in shown.items()
            if page.account_id not in pending
        ]
    )


def _update(uow: UnitOfWork, account: Account, page: Page, burst: str, at: datetime) -> Notice:
    period = f"{page.canvas_id}/{burst}"
    return notices.new_notice(uow, Kind.PAGE_UPDATE, period=period, now=at, account=account)


def look_tomorrow(uow: UnitOfWork, account: Account, page: Page, now: datetime) -> None:
    """Have the page looked at in the morning: what is overdue by then is so without a change."""
    at = next_look(account, now)
    uow.notices.add_new([_update(uow, account, page, f"day/{at.date().isoformat()}", at)])


def empty(uow: UnitOfWork, account: Account, now: datetime) -> None:
    """Have everything of the account taken off its page at once."""
    page = _on_slack(uow, account)
    if page is not None and not page.is_empty:
        period = f"{page.canvas_id}/{page.version}"
        notices.enqueue_once(uow, Kind.PAGE_EMPTIED, period=period, now=now, account=account)


def leave(uow: UnitOfWork, account: Account, channel_id: str, now: datetime) -> bool:
    """Empty the page in a channel that the account has left, and know of no page any more.

    Whether there was one.
    """
    page = _on_slack(uow, account)
    if page is None:
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


def give_up(uow: UnitOfWork, accounts: Iterable[Account]) -> dict[str, Page]:
    """Keep the pages of these accounts no more: they are to be forgotten.

    The pages that stand on Slack, by the names of their accounts.
    """
    named = {each.saved_id: each.name for each in accounts}
    found = uow.pages.of_all(named)
    for page in found:
        page.trouble = Trouble.FAILED
    return {named[page.account_id]: page for page in found if page.canvas_id is not None}


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
    return _on_slack(uow, account) is not None


def _on_slack(uow: UnitOfWork, account: Account) -> Page | None:
    """The account's page, if it has a canvas by now."""
    page = uow.pages.of(account.saved_id) if account.has_page else None
    return page if page is not None and page.canvas_id is not None else None


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
        page.keep(step.written, step.title)
        if step.written and page.is_empty:  # to be filled again as soon as nobody else reads
            uow.notices.add_new([_update(uow, account, page, f"again/{page.version}", now)])
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
    page.keep(step.written, step.title)
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
        elif current.kind is Kind.PAGE_EMPTIED and trouble is not Trouble.GONE:
            _tell(uow, account, current, Trouble.LEFT, now)
        uow.commit()
        notice.follow(current)


def _tell(
    uow: UnitOfWork, account: Account, notice: Notice, trouble: Trouble, now: datetime
) -> None:
    asked_by = notice.facts.get(BY)
    to, facts = asked_by or account.owner_id, {TROUBLE: trouble}
    if to is not None:
        kind, period = Kind.PAGE_ANSWER if asked_by else Kind.PAGE_TROUBLE, str(notice.id)
        notices.enqueue_once(uow, kind, period=period, to=to, now=now, account=account, facts=facts)
