"""`/kam digest`: what the weekly digest would say now, and all of it."""

from domain.permission import Right
from handlers.commands.grammar import Command, Form, Literal, Run
from handlers.speech import mark, speech
from handlers.turn import Turn
from handlers.views import digests as views
from handlers.views.message import Message
from services import digests


def preview(turn: Turn) -> Message:
    """The digest as it would be posted now, in the account's language."""
    acting = turn.acting(Right.READ)
    found = digests.preview(turn.uow, acting)
    theirs = speech(acting.account.language)
    return views.preview(turn.speech, theirs, acting.account, found)


def everything(turn: Turn) -> Message:
    """What a digest had no room for: the one whose button was pressed, or the coming one."""
    acting = turn.acting(Right.READ)
    sight = digests.again(turn.uow, acting, turn.heard.moment("s"))
    return views.everything(turn.speech, acting.account, sight)


COMMANDS = (
    Command(
        word="digest",
        also=("wochenbericht", "woche", "week"),
        usage=(mark("digest"), mark("digest all")),
        example=mark("digest"),
        about=mark("The weekly digest as it would be posted now"),
        access=Right.READ,
        forms=(
            Form(everything, (Literal(("all", "everything", "alles", "ganz")),)),
            Form(preview),
        ),
    ),
)
BUTTONS: dict[str, Run] = {views.ALL: everything}
MODALS: dict[str, Run] = {}
