"""`/kam why`: what was due of the account, and why it came or did not come."""

from domain.permission import Right
from handlers.blocks.message import Message
from handlers.deliveries import views
from handlers.grammar.grammar import Command, Form
from handlers.request import Request
from language.arguments.elements import Choice
from language.arguments.numbers import Count
from language.speech import mark
from services import deliveries
from services.deliveries import Delivered

SUBJECTS = {
    **dict.fromkeys(("digest", "wochenbericht"), Delivered.DIGEST),
    **dict.fromkeys(("review", "monatsreview"), Delivered.REVIEW),
}


def why(request: Request, about: Delivered | int | None = None) -> Message:
    """Show the notices of an account and their fate; raises NoSuchNotice."""
    acting = request.acting(Right.MANAGE)
    found = deliveries.for_owner(request.uow, acting, about)
    return views.shown(request.speech, found, request.now)


COMMANDS = (
    Command(
        word="why",
        also=("warum", "wieso"),
        usage=(mark("why"), mark("why digest"), mark("why review"), mark("why 42")),
        example=mark("why digest"),
        about=mark("What was due here, and why it came or did not come; for the owner"),
        access=Right.MANAGE,
        forms=(
            Form(why, (Choice("about", SUBJECTS),)),
            Form(why, (Count("about", longest=9),)),
            Form(why),
        ),
    ),
)
