"""`/kam history`, `/kam undo`, and the Undo button."""

from domain.permission import Right
from handlers.commands.grammar import Command, Form, Run
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import history as views
from handlers.views.lights import UNDO
from handlers.views.message import Message
from services import history as service
from services import undo as undoing


def history(turn: Turn) -> Message:
    """The latest changes of the account."""
    acting = turn.acting(Right.READ)
    changes = service.latest(turn.uow, acting)
    names = service.names(turn.uow, {change.by for change in changes})
    return views.history(turn.speech, acting.account, changes, names, acting.person.id)


def undo(turn: Turn) -> Message:
    """Take back one's own latest change, or the one whose button was pressed."""
    named = turn.heard.number("x") if "x" in turn.heard.value else None
    activity = undoing.undo(turn.uow, turn.acting(Right.CHANGE), named)
    return views.undone(turn.speech, activity)


COMMANDS = (
    Command(
        word="history",
        also=("verlauf", "log"),
        usage=(mark("history"),),
        example=mark("history"),
        about=mark("What happened on the account, newest first"),
        access=Right.READ,
        forms=(Form(history),),
    ),
    Command(
        word="undo",
        also=("rückgängig", "zurück"),
        usage=(mark("undo"),),
        example=mark("undo"),
        about=mark("Take back your latest change"),
        access=Right.CHANGE,
        forms=(Form(undo),),
    ),
)
BUTTONS: dict[str, Run] = {UNDO: undo}
MODALS: dict[str, Run] = {}
