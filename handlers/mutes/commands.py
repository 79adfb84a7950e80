"""The button *Why do I see this?* of every message that comes by itself, and what it offers."""

from domain.mute import ROUTINES
from domain.notice_kinds import Topic
from domain.permission import Right
from domain.settings import snoozed_until
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons, Command
from handlers.incoming import InvalidPayload
from handlers.mutes import buttons, views
from handlers.request import Request
from services import history, mutes, settings
from services.access import Acting


def show(request: Request, topic: Topic, personal: bool) -> Message:  # noqa: FBT001 - by name
    """Why somebody sees a message."""
    acting = _acting(request)
    kept = settings.of(request.uow, acting.account) if acting else None
    about = views.About(acting.account if acting else None, kept)
    may = personal or (acting is not None and topic in ROUTINES and acting.may(Right.MANAGE))
    return views.explained(
        request.speech, topic, about, personal=personal, may=may, owner=_owner(request, acting)
    )


def mute(request: Request, topic: Topic, personal: bool) -> Message:  # noqa: FBT001 - by name
    """Never again: for the person, or, if they own the account, for all."""
    acting = _acting(request)
    if personal:
        muted = mutes.mute(request.uow, request.person, acting, topic)
        return views.muted_for_me(request.speech, muted, request.person.zone)
    managing, kind = _managing(request, topic)
    saved = settings.change(request.uow, managing, {f"{kind}_is_on": False})
    request.uow.flush()
    return views.muted_for_all(request.speech, managing.account, topic, None, saved.activity)


def snooze(request: Request, topic: Topic, personal: bool) -> Message:  # noqa: FBT001 - by name
    """Not for a week; otherwise the same."""
    acting = _acting(request)
    if personal:
        muted = mutes.snooze(request.uow, request.person, acting, topic, request.now)
        return views.muted_for_me(request.speech, muted, request.person.zone)
    managing, kind = _managing(request, topic)
    until = snoozed_until(request.now, managing.account.zone)
    saved = settings.change(request.uow, managing, {f"{kind}_snoozed_until": until})
    request.uow.flush()
    return views.muted_for_all(request.speech, managing.account, topic, until, saved.activity)


def again(request: Request, topic: Topic, personal: bool) -> Message:  # noqa: ARG001, FBT001 - always one's own
    """The Undo of a mute of one's own."""
    acting = _acting(request)
    account = acting.account if acting else None
    mutes.lift(request.uow, request.person, account.id if account else None, topic)
    return views.told_again(request.speech, topic, account)


def _acting(request: Request) -> Acting | None:
    """The account a message was about, if it names one; raises NotAllowed."""
    return request.acting(Right.READ) if request.incoming.account_id is not None else None


def _managing(request: Request, topic: Topic) -> tuple[Acting, str]:
    if topic not in ROUTINES:
        raise InvalidPayload
    return request.acting(Right.MANAGE), ROUTINES[topic].value


def _owner(request: Request, acting: Acting | None) -> str | None:
    owner_id = acting.account.owner_id if acting else None
    return views.owner_name(history.name(request.uow, owner_id) if owner_id else None)


COMMANDS: tuple[Command, ...] = ()
BUTTONS: Buttons = {
    buttons.SHOW: show,
    buttons.MUTE: mute,
    buttons.SNOOZE: snooze,
    buttons.AGAIN: again,
}
