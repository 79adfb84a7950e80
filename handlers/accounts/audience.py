"""The guests who may read along in an account's channel, and those who may no more."""

from domain.activity import Activity
from domain.permission import Right
from handlers.accounts import audience_views, views
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.request import Request
from language.arguments.elements import Literal
from language.arguments.persons import PersonMention
from language.speech import mark
from services import audience, history
from services.access import Acting


def allow(request: Request, person: str) -> Message:
    """Let a guest read along; for the owner."""
    acting = request.acting(Right.MANAGE)
    activity = audience.allow(request.uow, acting, person)
    _ = request.speech
    said = _("{name} reads along from now on.", name=_name(request, person))
    return _done(request, acting, said, activity)


def stop(request: Request, person: str) -> Message:
    """Let a guest read along no more."""
    acting = request.acting(Right.MANAGE)
    activity = audience.stop(request.uow, acting, person)
    _ = request.speech
    said = _(
        "{name} reads along no more. I hold back messages as long as they are in the channel.",
        name=_name(request, person),
    )
    return _done(request, acting, said, activity)


def _name(request: Request, person: str) -> str:
    return escape(history.name(request.uow, person) or person)


def _done(request: Request, acting: Acting, said: str, activity: Activity) -> Message:
    request.uow.flush()
    return views.done(request.speech, acting.account, said, activity.id)


COMMANDS = (
    Command(
        word="team",
        also=("mitglieder",),
        usage=(mark("team allow @greg"), mark("team stop @greg")),
        example=mark("team"),
        about=mark("Who looks after the account, and who reads along"),
        access=Right.MANAGE,
        forms=(
            Form(allow, (Literal(("allow", "erlauben")), PersonMention("person"))),
            Form(stop, (Literal(("stop", "stoppen")), PersonMention("person"))),
        ),
    ),
)
BUTTONS: Buttons = {audience_views.ALLOW: allow, audience_views.STOP: stop}
