"""The guests who may read along in an account's channel, and those who may no more."""

from domain.permission import Right
from handlers.accounts import audience_views
from handlers.accounts.answers import done
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.request import Request
from language.arguments.elements import Literal
from language.arguments.persons import PersonMention
from language.speech import mark
from services import audience, history


def allow(request: Request, person: str) -> Message:
    """Let a guest read along; for the owner."""
    acting = request.acting(Right.MANAGE)
    activity = audience.allow(request.uow, acting, person)
    text = request.speech("{name} reads along from now on.", name=_name(request, person))
    return done(request, acting, text, activity)


def stop(request: Request, person: str) -> Message:
    """Let a guest read along no more."""
    acting = request.acting(Right.MANAGE)
    activity = audience.stop(request.uow, acting, person)
    text = request.speech(
        "{name} reads along no more. I hold back messages as long as they are in the channel.",
        name=_name(request, person),
    )
    return done(request, acting, text, activity)


def _name(request: Request, person: str) -> str:
    return escape(history.name(request.uow, person) or person)


COMMANDS = (
    Command(
        word="team",
        usage=(mark("team allow @greg"), mark("team stop @greg")),
        access=Right.MANAGE,
        forms=(
            Form(allow, (Literal(("allow", "erlauben")), PersonMention("person"))),
            Form(stop, (Literal(("stop", "stoppen")), PersonMention("person"))),
        ),
    ),
)
BUTTONS: Buttons = {audience_views.ALLOW: allow, audience_views.STOP: stop}
