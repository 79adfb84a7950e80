"""`/kam digest`: what the weekly digest would say now, and all of it."""

from datetime import datetime

from domain.permission import Right
from handlers.blocks.message import Message
from handlers.digests import views
from handlers.digests.buttons import ALL, UNDECIDED
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.request import Request
from language.arguments.elements import Literal
from language.speech import mark, speech
from services import digests, lights


def preview(request: Request) -> Message:
    """The digest as it would be posted now, in the account's language."""
    acting = request.acting(Right.READ)
    found = digests.preview(request.uow, acting)
    theirs = speech(acting.account.language)
    return views.preview(request.speech, theirs, acting.account, found)


def everything(request: Request, since: datetime | None = None) -> Message:
    """Show everything that a digest had no room for: of this digest, or of the coming one."""
    acting = request.acting(Right.READ)
    sight = digests.again(request.uow, acting, since)
    return views.everything(request.speech, acting.account, sight)


def undecided(request: Request) -> Message:
    """Show every amber past its date, to be decided: the button of what has waited for long."""
    acting = request.acting(Right.READ)
    found = lights.late(request.uow, acting)
    return views.undecided(request.speech, acting.account, found)


COMMANDS = (
    Command(
        word="digest",
        also=("wochenbericht", "woche", "week"),
        usage=(mark("digest"), mark("digest all")),
        about=mark("The weekly digest as it would be posted now"),
        access=Right.READ,
        forms=(
            Form(everything, (Literal(("all", "everything", "alles", "ganz")),)),
            Form(preview),
        ),
    ),
)
BUTTONS: Buttons = {ALL: everything, UNDECIDED: undecided}
