"""`/kam leader …`, `/kam leaders`: who may read every account; and Undo for what admins decide."""

from handlers.blocks.message import Message, said
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.incoming import SlackLookupNeeded
from handlers.leaders import views
from handlers.request import Request
from language.arguments.elements import Literal
from language.arguments.persons import PersonMention
from language.speech import mark
from services import access, decisions, leaders

REMOVE = Literal(("remove", "dismiss", "entfernen", "abberufen"))


def everyone(request: Request) -> Message:
    """Show the leaders."""
    return views.everyone(request.speech, *leaders.everyone(request.uow, request.person.id))


def name(request: Request, person: str) -> Message:
    """Make somebody a leader; Slack is asked about who is not known yet."""
    admin = request.admin()
    if access.known(request.uow, person) is None and person not in request.incoming.asked:
        raise SlackLookupNeeded(person)
    return views.named(request.speech, leaders.name(request.uow, admin, person, request.now))


def dismiss(request: Request, person: str) -> Message:
    """Make somebody a leader no more."""
    found = leaders.dismiss(request.uow, request.admin(), person, request.now)
    return views.dismissed(request.speech, found)


def undo(request: Request, decision: int) -> Message:
    """The button that takes an admin's decision back."""
    decisions.undo(request.uow, request.admin(), decision, request.now)
    return said(request.speech("Taken back."))


COMMANDS = (
    Command(
        word="leader",
        also=("leitung", "führungskraft"),
        usage=(mark("leader @anna"), mark("leader remove @anna"), mark("leader")),
        about=mark("Name a sales leader, who may read every account, or end that"),
        forms=(
            Form(dismiss, (REMOVE, PersonMention("person"))),
            Form(dismiss, (PersonMention("person"), REMOVE)),
            Form(name, (PersonMention("person"),)),
            Form(everyone),
        ),
    ),
    Command(
        word="leaders",
        also=("führungskräfte", "leitungen"),
        usage=(mark("leaders"),),
        about=mark("Who may read every account"),
        forms=(Form(everyone),),
    ),
)
BUTTONS: Buttons = {views.UNDO: undo}
