"""Notices: enqueued in the transaction of the change, sent later by the outbox."""

import secrets
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Any, Required, TypedDict, Unpack

from domain.account import Account
from domain.activity import Activity
from domain.channel import Obstacle
from domain.notice import Kind, Notice, once_key
from domain.notice_kinds import EDITS, OF_OLD_HOME
from domain.person import Person
from services import access, people
from services.absences import FOR
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

Change = Callable[[Notice], None]
Also = Callable[[UnitOfWork, Notice], None]

AGAIN = "/again"
"""Ends the period of a notice that replaces a deleted message."""


class OptionalFacts(TypedDict, total=False):
    """The optional facts of a notice: see Notice. It goes to its account's channel without `to`."""

    to: str
    subject: str | None
    facts: dict[str, Any]
    by: str | None
    edits: int | None
    replies_to: int | None


class TimedFacts(OptionalFacts):
    """The facts of a notice, and when it is due."""

    now: datetime


class NoticeFacts(TimedFacts, total=False):
    """The facts that a notice may have, and the account it is of."""

    period: Required[str]
    account: Account | None


def enqueue(uow: UnitOfWork, kind: Kind, **facts: Unpack[NoticeFacts]) -> Notice:
    """Enqueue a message; the database refuses a second one of this account, kind and period."""
    return uow.notices.add(new_notice(uow, kind, **facts))


def new_notice(uow: UnitOfWork, kind: Kind, **facts: Unpack[NoticeFacts]) -> Notice:
    """A notice that is not enqueued yet; `uow.notices.add_all` enqueues many at once."""
    account = facts.get("account")
    return Notice(
        workspace_id=uow.workspace_id,
        account_id=account.id if account else None,
        kind=kind,
        period=facts["period"],
        to=facts["to"] if account is None else facts.get("to", account.channel_id),
        subject=facts.get("subject"),
        facts=facts.get("facts", {}),
        by=facts.get("by"),
        edits=facts.get("edits"),
        replies_to=facts.get("replies_to"),
        token=secrets.token_hex(16),
        due_at=facts["now"],
        next_at=facts["now"],
    )


def about(
    uow: UnitOfWork, kind: Kind, account: Account, ref: str, part: str, **more: Unpack[TimedFacts]
) -> Notice:
    """A notice about one thing, which is not enqueued yet; `part` tells several of it apart."""
    facts: NoticeFacts = {"period": f"{ref}/{part}", "account": account, "subject": ref, **more}
    return new_notice(uow, kind, **facts)


def enqueue_once(uow: UnitOfWork, kind: Kind, **facts: Unpack[NoticeFacts]) -> bool:
    """Plan a message unless it was planned before, by whomever; whether it is new."""
    notice = new_notice(uow, kind, **facts)
    return not uow.notices.is_planned(notice.once) and uow.notices.add_once(notice)


def announce(uow: UnitOfWork, account: Account, kind: Kind, activity: Activity) -> Notice:
    """Tell the home channel of a change, once."""
    return of_change(uow, account, kind, activity, by=activity.by)


def of_change(
    uow: UnitOfWork, account: Account, kind: Kind, activity: Activity, **more: Unpack[OptionalFacts]
) -> Notice:
    """Enqueue word of a change: about its subject, to the home channel, unless `more` differs."""
    facts: NoticeFacts = {**_usual(account, activity), **more}
    return enqueue(uow, kind, **facts)


def rewriting(
    account: Account,
    message: Notice,
    activity: Activity,
    part: str = "",
    **more: Unpack[OptionalFacts],
) -> NoticeFacts:
    """The facts of a notice that has a message rewritten after a change, or its being taken back.

    About its subject unless `more` differs; `part` tells several rewritings of one change apart.
    """
    facts: NoticeFacts = {**_usual(account, activity), "edits": message.id, **more}
    facts["period"], facts["now"] = activity.once + part, activity.moved_at
    return facts


def _usual(account: Account, activity: Activity) -> NoticeFacts:
    return {
        "period": str(activity.id),
        "now": activity.at,
        "account": account,
        "subject": activity.subject,
        "facts": {"activity": activity.id},
    }


def redraw(
    uow: UnitOfWork,
    account: Account,
    kind: Kind,
    activity: Activity,
    about: str | None = None,
) -> None:
    """Have the latest message of a kind about the subject rewritten.

    `about` names another subject than the activity's, such as the goal that was agreed to.
    """
    subject, part = about or activity.subject, f"/{about}" if about else ""
    message = uow.notices.latest_for(account.saved_id, kind, subject)
    if message is not None:
        facts = rewriting(account, message, activity, part, subject=subject, by=activity.by)
        enqueue(uow, EDITS[kind], **facts)


def reminders(
    uow: UnitOfWork, kind: Kind, told: Iterable[tuple[str, date]], now: datetime
) -> list[Notice]:
    """Private reminders, of no account: one a person and day."""
    return [
        new_notice(uow, kind, period=f"{person_id}/{day.isoformat()}", to=person_id, now=now)
        for person_id, day in told
    ]


def forgo(
    uow: UnitOfWork, account: Account, reason: str, *, but: Collection[Kind] = frozenset()
) -> None:
    """Send none of the pending notices of the account, `but` these; the reason is recorded."""
    for notice in uow.notices.waiting(account.saved_id):
        if notice.kind not in but:
            notice.skip(reason)


def again(uow: UnitOfWork, lost: Notice, account: Account | None, now: datetime) -> Notice | None:
    """Enqueue a message once more that was deleted, or that stands where the account lives no more.

    None where it was deleted and that has happened to it before.
    """
    has_moved = account is not None and lost.stands_outside(account.channel_id)
    if lost.period.endswith(AGAIN) and not has_moved:
        return None
    period = f"{lost.period}{AGAIN}"
    known = uow.notices.called(once_key(lost.account_id, lost.kind, period))
    if known is not None:
        return known
    facts: NoticeFacts = {"period": period, "now": now, "account": account}
    facts |= {"subject": lost.subject, "facts": lost.facts}
    if account is None or lost.is_dm:
        facts["to"] = lost.to
    renewed = enqueue(uow, lost.kind, **facts)
    uow.flush()
    return renewed


def tell_owner(
    uow: UnitOfWork,
    account: Account,
    obstacle: Obstacle,
    now: datetime,
    readers: Collection[str] = (),
) -> None:
    """DM the owner that the account's messages are held and why: once a day.

    Because of these `readers`, and of a channel that is public, only once. Where the owner is no
    colleague any more, somebody of the team hears it, an admin if there is one among them.
    """
    to = _who_hears(uow, account)
    if to is None:
        return
    is_once = obstacle in (Obstacle.GUESTS, Obstacle.PUBLIC)
    which = "+".join(sorted(readers)) if is_once else account.today(now).isoformat()
    period, facts = f"{obstacle}/{which}", {"obstacle": obstacle}
    enqueue_once(uow, Kind.HELD, period=period, to=to, now=now, account=account, facts=facts)


def _who_hears(uow: UnitOfWork, account: Account) -> str | None:
    owner = access.known(uow, account.owner_id or "")
    if owner is None or owner.is_colleague:
        return account.owner_id
    team = [each for each in uow.accounts.team(account.saved_id) if each.is_colleague]
    return next((each.id for each in sorted(team, key=lambda one: not one.is_admin)), None)


def readdress(
    uow: UnitOfWork, notice: Notice, account: Account | None, now: datetime
) -> str | None:
    """Have what is pending for an owner go to who owns the account by now; why it goes nowhere.

    What is pending for the channel of an account goes to the one where it lives by now. While the
    owner is away it goes to who stands in for them, if that is somebody of the team. Where
    nobody who may be here owns it, it stays with who it was for, if they are in the team.
    """
    if account is not None and not notice.is_dm and notice.kind not in OF_OLD_HOME:
        notice.to = account.channel_id
    if account is None or not notice.promise.of_owner:
        return None
    owner = access.known(uow, account.owner_id or "")
    if owner is not None and owner.is_colleague:
        _address(notice, owner, _stands_in(uow, owner, account, notice, now))
        return None
    if notice.to == account.owner_id:
        return None
    in_team = access.look_at(uow, notice.to, account.saved_id).in_team
    return None if in_team else "not in the team any more"


def _address(notice: Notice, owner: Person, stands_in: str | None) -> None:
    notice.to = stands_in or owner.id
    facts = {key: fact for key, fact in notice.facts.items() if key != FOR}
    notice.facts = facts | ({FOR: owner.id} if stands_in else {})


def _stands_in(
    uow: UnitOfWork, owner: Person, account: Account, notice: Notice, now: datetime
) -> str | None:
    if notice.kind is Kind.OWNER_LEFT or not owner.is_away(account.today(now)):
        return None
    look = access.look_at(uow, owner.substitute_id or "", account.saved_id)
    is_here = look.in_team and look.person is not None and look.person.is_colleague
    return owner.substitute_id if is_here else None


def remember(uow: UnitOfWork, channel_id: str, obstacle: Obstacle, now: datetime) -> None:
    """Keep what a refusal said about a channel, so that every process obeys it."""
    people.note_obstacle(uow, channel_id, obstacle, now)


def as_it_stands(uow: UnitOfWork, notice: Notice) -> Notice | None:
    """The notice in this transaction; None where another sender took it over meanwhile."""
    current = uow.notices.get(notice.saved_id)
    return current if current is not None and current.version == notice.version else None


def settle(
    open_uow: OpenUnitOfWork,
    notice: Notice,
    change: Change | None = None,
    also: Also | None = None,
) -> bool:
    """Apply `change` to the notice as it stands now, in a transaction of its own.

    `also` is done in it as well. False when another sender took it over meanwhile: then nothing
    is changed.
    """
    with open_uow(notice.workspace_id) as uow:
        current = as_it_stands(uow, notice)
        if current is None:
            return False
        if change is not None:
            change(current)
        if also is not None:
            also(uow, current)
        uow.commit()
        notice.follow(current)
        return True
