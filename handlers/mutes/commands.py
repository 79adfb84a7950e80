"""The button *Why do I see this?* of every message that comes by itself, and what it offers."""

from domain.mute import ROUTINES, Topic
from domain.permission import Right, admit
from domain.settings import snoozed_until
from handlers.commands.grammar import Command, Run
from handlers.turn import Garbled, Turn
from handlers.views import why as views
from handlers.views.message import Message
from services import history, mutes, settings
from services.access import Acting


def show(turn: Turn) -> Message:
    """Why somebody sees a message; raises Garbled."""
    topic, personal, acting = _pressed(turn)
    kept = settings.of(turn.uow, acting.account) if acting else None
    about = views.About(acting.account if acting else None, kept)
    may = personal or (acting is not None and topic in ROUTINES and acting.may(Right.MANAGE))
    return views.explained(
        turn.speech, topic, about, personal=personal, may=may, owner=_owner(turn, acting)
    )


def mute(turn: Turn) -> Message:
    """Never again: for the person, or, if they own the account, for all; raises Garbled."""
    topic, personal, acting = _pressed(turn)
    if personal:
        muted = mutes.mute(turn.uow, turn.person, acting, topic)
        return views.muted_for_me(turn.speech, muted, turn.person.zone)
    managing, kind = _managing(turn, topic)
    saved = settings.change(turn.uow, managing, {f"{kind}_is_on": False})
    turn.uow.flush()
    return views.muted_for_all(turn.speech, managing.account, topic, None, saved.activity)


def snooze(turn: Turn) -> Message:
    """Not for a week; otherwise the same."""
    topic, personal, acting = _pressed(turn)
    if personal:
        muted = mutes.snooze(turn.uow, turn.person, acting, topic, turn.now)
        return views.muted_for_me(turn.speech, muted, turn.person.zone)
    managing, kind = _managing(turn, topic)
    until = snoozed_until(turn.now, managing.account.zone)
    saved = settings.change(turn.uow, managing, {f"{kind}_snoozed_until": until})
    turn.uow.flush()
    return views.muted_for_all(turn.speech, managing.account, topic, until, saved.activity)


def again(turn: Turn) -> Message:
    """The Undo of a mute of one's own."""
    topic, _personal, acting = _pressed(turn)
    account = acting.account if acting else None
    mutes.lift(turn.uow, turn.person, account.id if account else None, topic)
    return views.told_again(turn.speech, topic, account)


def _pressed(turn: Turn) -> tuple[Topic, bool, Acting | None]:
    """What a message was about, whether it went to one person, and the account, if it names one.

    Raises NotAllowed and Garbled.
    """
    admit(turn.look.person)
    topic = turn.heard.word("t", Topic)
    personal = turn.heard.value.get("me") is True
    acting = turn.acting(Right.READ) if turn.heard.account_id is not None else None
    return topic, personal, acting


def _managing(turn: Turn, topic: Topic) -> tuple[Acting, str]:
    if topic not in ROUTINES:
        raise Garbled
    return turn.acting(Right.MANAGE), ROUTINES[topic].value


def _owner(turn: Turn, acting: Acting | None) -> str | None:
    owner_id = acting.account.owner_id if acting else None
    return views.owner_name(history.name(turn.uow, owner_id) if owner_id else None)


COMMANDS: tuple[Command, ...] = ()
BUTTONS: dict[str, Run] = {
    views.SHOW: show,
    views.MUTE: mute,
    views.SNOOZE: snooze,
    views.AGAIN: again,
}
MODALS: dict[str, Run] = {}
