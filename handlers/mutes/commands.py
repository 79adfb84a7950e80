"""The button *Why do I see this?* of every message that comes by itself, and what it offers."""

from domain.mute import ROUTINES
from domain.notice_kinds import Topic
from domain.permission import Right
from domain.settings import snoozed_until
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons
from handlers.incoming import InvalidPayload
from handlers.mutes import buttons, views
from handlers.mutes.buttons import OfTopic
from handlers.request import Request
from services import history, mutes, settings
from services.access import Acting


def show(request: Request, topic: Topic, personal: bool) -> Message:  # noqa: FBT001 - by name
    """Why somebody sees a message."""
    acting = _acting(request)
    account = acting.account if acting else None
    kept = settings.of(request.uow, account) if account else None
    owner = history.name(request.uow, account.owner_id) if account and account.owner_id else None
    may = personal or (acting is not None and topic in ROUTINES and acting.may(Right.MANAGE))
    asked = OfTopic(topic, personal)
    return views.explained(request.speech, asked, account, kept, owner=owner, may=may)


def mute(request: Request, topic: Topic, personal: bool) -> Message:  # noqa: FBT001 - by name
    """Never again: for the person, or, if they own the account, for all."""
    if not personal:
        return _for_all(request, topic, is_snoozed=False)
    muted = mutes.mute(request.uow, request.person, _acting(request), topic)
    return views.muted_for_me(request.speech, muted, request.person.zone)


def snooze(request: Request, topic: Topic, personal: bool) -> Message:  # noqa: FBT001 - by name
    """Not for a week: for the person, or, if they own the account, for all."""
    if not personal:
        return _for_all(request, topic, is_snoozed=True)
    muted = mutes.snooze(request.uow, request.person, _acting(request), topic, request.now)
    return views.muted_for_me(request.speech, muted, request.person.zone)


def _for_all(request: Request, topic: Topic, *, is_snoozed: bool) -> Message:
    if topic not in ROUTINES:
        raise InvalidPayload
    acting, kind = request.acting(Right.MANAGE), ROUTINES[topic].value
    until = snoozed_until(request.now, acting.account.zone) if is_snoozed else None
    change = {f"{kind}_snoozed_until": until} if until else {f"{kind}_is_on": False}
    saved = settings.change(request.uow, acting, change)
    request.uow.flush()
    return views.muted_for_all(request.speech, acting.account, topic, until, saved.activity)


def again(request: Request, topic: Topic, personal: bool) -> Message:  # noqa: ARG001, FBT001 - always one's own
    """The Undo of a mute of one's own."""
    acting = _acting(request)
    account = acting.account if acting else None
    mutes.lift(request.uow, request.person, account.id if account else None, topic)
    return views.told_again(request.speech, topic, account)


def _acting(request: Request) -> Acting | None:
    """The account a message was about, if it names one; raises NotAllowed."""
    return request.acting(Right.READ) if request.incoming.account_id is not None else None


BUTTONS: Buttons = {
    buttons.SHOW: show,
    buttons.MUTE: mute,
    buttons.SNOOZE: snooze,
    buttons.AGAIN: again,
}
