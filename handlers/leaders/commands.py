"""`/kam leader …`, `/kam leaders`: who may read every account; and Undo for what admins decide."""

from handlers.commands.grammar import Command, Form, Literal, Person, Run
from handlers.speech import mark
from handlers.turn import Turn, Unfamiliar
from handlers.views import leaders as views
from handlers.views.message import Message, said
from services import access, decisions, leaders

REMOVE = Literal(("remove", "dismiss", "entfernen", "abberufen"))


def everyone(turn: Turn) -> Message:
    """Who leads."""
    return views.everyone(turn.speech, *leaders.everyone(turn.uow, turn.person.id))


def name(turn: Turn, person: str) -> Message:
    """Make somebody a leader; Slack is asked about who is not known yet."""
    access.admin(turn.uow, turn.person.id)
    if access.known(turn.uow, person) is None and person not in turn.heard.asked:
        raise Unfamiliar(person)
    return views.named(turn.speech, leaders.name(turn.uow, turn.person.id, person, turn.now))


def dismiss(turn: Turn, person: str) -> Message:
    """Make somebody a leader no more."""
    found = leaders.dismiss(turn.uow, turn.person.id, person, turn.now)
    return views.dismissed(turn.speech, found)


def undo(turn: Turn) -> Message:
    """The button that takes an admin's decision back."""
    decisions.undo(turn.uow, turn.person.id, turn.heard.number("x"), turn.now)
    return said(turn.speech("Taken back."))


COMMANDS = (
    Command(
        word="leader",
        also=("leitung", "führungskraft"),
        usage=(mark("leader @anna"), mark("leader remove @anna"), mark("leader")),
        example=mark("leader @anna"),
        about=mark("Name a sales leader, who may read every account, or end that"),
        forms=(
            Form(dismiss, (REMOVE, Person("person"))),
            Form(dismiss, (Person("person"), REMOVE)),
            Form(name, (Person("person"),)),
            Form(everyone),
        ),
    ),
    Command(
        word="leaders",
        also=("führungskräfte", "leitungen"),
        usage=(mark("leaders"),),
        example=mark("leaders"),
        about=mark("Who may read every account"),
        forms=(Form(everyone),),
    ),
)
BUTTONS: dict[str, Run] = {views.UNDO: undo}
MODALS: dict[str, Run] = {}
