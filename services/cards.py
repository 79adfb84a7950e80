"""Living cards: a message for each light and each goal, posted once and rewritten ever after.

What one person makes within ten minutes stands on one card. What becomes of it stands in the
thread of the card, several changes by one person within ten minutes in one reply. Only what
changes how the account stands is a message of its own, and the card from then on.
Source: docs/method.md, "calm".
"""

from collections.abc import Sequence
from typing import Any

from domain import card as rules
from domain.account import Account
from domain.activity import Activity
from domain.card import ACTIVITY, BY
from domain.notice import Kind, Notice, once_key
from domain.notice_kinds import EDITS, NEWS
from services import history, notices
from services.access import Acting
from services.notices import AGAIN
from storage.unit_of_work import UnitOfWork

LOOKED_THROUGH = 5
"""Latest messages among which the one is looked for that a change joins."""

EARLIER = 200
"""Latest messages among which those of earlier versions are looked for."""


def born(
    uow: UnitOfWork, acting: Acting, kind: Kind, activity: Activity, *, alert: bool = False
) -> None:
    """Put something new on the card that its author began a moment ago, else on a new one.

    An `alert` always is a message of its own: an edit would not be noticed.
    """
    card = None if alert else _begun(uow, acting, kind, activity)
    if card is not None:
        _enqueue_rewriting(uow, acting.account, card, activity, activity.subject)
    else:
        _post(uow, acting.account, kind, activity, activity.subject)


def changed(
    uow: UnitOfWork,
    acting: Acting,
    kind: Kind,
    activity: Activity,
    *,
    about: str | None = None,
    tell: bool = True,
    alert: bool = False,
) -> None:
    """Rewrite the card, and `tell` of the change in its thread, or by an `alert` of its own.

    `about` names the thing on the card where the change is of a part of it, such as a milestone.
    """
    ref = about or activity.subject
    card = of(uow, acting.account, kind, ref)
    if card is not None:
        _rewrite(uow, acting.account, card, activity, ref)
    if alert or (tell and card is None):
        _post(uow, acting.account, kind, activity, ref)
    elif card is not None and tell and not rules.is_open_to(card, activity.by, activity.at):
        _reply(uow, acting.account, card, activity, ref)


def corrected(
    uow: UnitOfWork, account: Account, kind: Kind, activity: Activity, about: str | None = None
) -> None:
    """Rewrite the card, and the reply that told of a change, now that it was taken back."""
    ref = about or activity.subject
    card = of(uow, account, kind, ref)
    earlier = uow.notices.called(once_key(account.saved_id, kind, str(activity.id)))
    if earlier is not None and BY not in earlier.facts and earlier is not card:
        _enqueue_rewriting(uow, account, earlier, activity, earlier.subject or ref)
    for told in uow.notices.latest_of(account.saved_id, NEWS[kind], LOOKED_THROUGH):
        if activity.id in changes(uow, told):
            _enqueue_rewriting(uow, account, told, activity, ref)
    if card is not None:
        _rewrite(uow, account, card, activity, ref)


def of(uow: UnitOfWork, account: Account, kind: Kind, ref: str) -> Notice | None:
    """The card in the account's channel that something stands on by now, if there is one."""
    latest = uow.notices.latest_among(account.saved_id, (kind, EDITS[kind]), ref)
    if latest is None:
        return None
    card = latest if latest.edits is None else uow.notices.by_id(latest.edits)
    if card is None:
        return None
    again = uow.notices.called(once_key(account.saved_id, kind, f"{card.period}{AGAIN}"))
    card = again or card
    return card if card.to == account.channel_id else None


def refs(uow: UnitOfWork, card: Notice) -> list[str]:
    """The references on a card: the first, and those that joined it."""
    joined = [edit.subject for one in _lives(uow, card) for edit in uow.notices.edits_of(one)]
    every = [ref for ref in (card.subject, *joined) if ref and history.PART not in ref]
    return list(dict.fromkeys(every))


def living(uow: UnitOfWork, card: Notice) -> set[str]:
    """The references that have not moved on to a newer card."""
    mine = {one.id for one in _lives(uow, card)}
    kinds = (card.kind, EDITS[card.kind])
    places = uow.notices.cards_of(card.account_id or 0, kinds, refs(uow, card))
    return {ref for ref, place in places.items() if place in mine}


def changes(uow: UnitOfWork, reply: Notice) -> list[int]:
    """The changes that a reply tells of, by their ids."""
    every = (reply, *uow.notices.edits_of(reply))
    return list(dict.fromkeys(one.facts[ACTIVITY] for one in every))


def _lives(uow: UnitOfWork, card: Notice) -> Sequence[Notice]:
    """The message, and the deleted one that it was posted instead of."""
    if not card.period.endswith(AGAIN):
        return (card,)
    lost = once_key(card.account_id, card.kind, card.period.removesuffix(AGAIN))
    first = uow.notices.called(lost)
    return (card,) if first is None else (first, card)


def _post(uow: UnitOfWork, account: Account, kind: Kind, activity: Activity, ref: str) -> None:
    facts, by = _facts(activity), activity.by
    notices.of_change(uow, account, kind, activity, subject=ref, facts=facts, by=by)


def _facts(activity: Activity) -> dict[str, Any]:
    return {ACTIVITY: activity.id, BY: activity.by}


def _begun(uow: UnitOfWork, acting: Acting, kind: Kind, activity: Activity) -> Notice | None:
    """The card that this person began a moment ago and that takes one more thing."""
    for card in uow.notices.latest_of(acting.account_id, kind, LOOKED_THROUGH):
        is_open = card.to == acting.account.channel_id
        is_open = is_open and rules.is_open_to(card, acting.person.id, activity.at)
        if is_open and rules.takes(card, len(refs(uow, card))):
            return card
    return None


def _rewrite(uow: UnitOfWork, account: Account, card: Notice, activity: Activity, ref: str) -> None:
    """Have a card written anew, last of all: what was enqueued last names the card of a thing."""
    for old in _of_earlier_versions(uow, account, card, ref):
        _enqueue_rewriting(uow, account, old, activity, ref)
    _enqueue_rewriting(uow, account, card, activity, ref)


def _enqueue_rewriting(
    uow: UnitOfWork, account: Account, message: Notice, activity: Activity, ref: str
) -> None:
    facts = notices.rewriting(account, message, activity, f"/{ref}/{message.id}", subject=ref)
    facts |= {"to": message.to, "facts": _facts(activity), "by": activity.by}
    notices.enqueue_once(uow, EDITS[message.kind], **facts)


def _of_earlier_versions(
    uow: UnitOfWork, account: Account, card: Notice, ref: str
) -> Sequence[Notice]:
    """Messages that an earlier version posted about it beside the card: each is closed, once."""
    if BY in card.facts or any(BY in edit.facts for edit in uow.notices.edits_of(card)):
        return ()
    found = uow.notices.latest_of(account.saved_id, card.kind, EARLIER)
    return [old for old in found if old.subject == ref and old.saved_id < card.saved_id]


def _reply(uow: UnitOfWork, account: Account, card: Notice, activity: Activity, ref: str) -> None:
    """Tell of a change in the thread; what this person told there a moment ago says it as well."""
    kind = NEWS[card.kind]
    for told in uow.notices.latest_of(account.saved_id, kind, LOOKED_THROUGH):
        if told.replies_to == card.id and rules.is_open_to(told, activity.by, activity.at):
            _enqueue_rewriting(uow, account, told, activity, ref)
            return
    facts, thread = _facts(activity), card.id
    notices.of_change(uow, account, kind, activity, subject=ref, facts=facts, replies_to=thread)
