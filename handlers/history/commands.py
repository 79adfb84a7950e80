"""`/kam history`, `/kam undo`, and the Undo button."""

from domain.permission import Right
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.history import views
from handlers.history.buttons import UNDO
from handlers.request import Request
from language.speech import mark
from services import history as service
from services import undo as undoing


def history(request: Request) -> Message:
    """The latest changes of the account."""
    acting = request.acting(Right.READ)
    changes = service.latest(request.uow, acting)
    names = service.names(request.uow, {change.by for change in changes})
    return views.history(request.speech, acting.account, changes, names, acting.person.id)


def undo(request: Request, activity: int | None = None) -> Message:
    """Take back one's own latest change, or the one whose button was pressed."""
    undone = undoing.undo(request.uow, request.acting(Right.CHANGE), activity)
    return views.undone(request.speech, undone)


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
BUTTONS: Buttons = {UNDO: undo}
