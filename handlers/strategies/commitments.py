"""`/kam commit …` and `/kam concern …`: what members say to a strategy, and the buttons for it."""

from domain.permission import Right
from handlers.blocks.message import Open, Reply
from handlers.blocks.payload import Numbered
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.use_cases import ChangeRun, drawn
from handlers.request import Request
from handlers.strategies import buttons, forms, views
from handlers.strategies.buttons import OfWording
from handlers.strategies.commands import STRATEGY, active, overview
from language.arguments.elements import Text
from language.speech import mark
from services import commitments, history

commit = ChangeRun(commitments.commit, drawn(views.committed))
raise_concern = ChangeRun(commitments.raise_concern, drawn(views.raised))
answer = ChangeRun(commitments.answer, drawn(views.settled))


def open_commit(request: Request, number: int, wording: int | None = None, line: str = "") -> Open:
    """Ask for the line; `wording` is what was read, perhaps other words than it has now."""
    acting, strategy = request.acting(Right.CHANGE), active(request, number)
    mine = commitments.mine(request.uow, acting, strategy)
    form = forms.commit(
        request.speech,
        strategy,
        line=line or (mine.line if mine else ""),
        has_changed=wording not in (None, strategy.wording),
    )
    return request.open(form, buttons.COMMIT, OfWording(number, strategy.wording))


def save_commit(request: Request, number: int, wording: int, text: str) -> Reply:
    """The line was sent; what was changed while it was written is shown first."""
    if wording != active(request, number).wording:
        return open_commit(request, number, wording, text)
    return commit(request, number=number, line=text)


def open_concern(request: Request, number: int, wording: int | None = None) -> Open:
    """Ask what it is, in whichever words somebody read the strategy."""
    strategy = active(request, number)
    about = OfWording(number, wording or strategy.wording)
    return request.open(forms.concern(request.speech, strategy), buttons.CONCERN, about)


def press_answer(request: Request, number: int) -> Open:
    """Ask for an answer to a concern; raises ConcernGone and ConcernAnswered."""
    acting, _ = request.acting(Right.CHANGE), request.speech
    strategy, found = commitments.look(request.uow, acting, number)
    found.must_be_open()
    who = history.name(request.uow, found.person_id)
    form = forms.answer(_, strategy, found, who or _("Somebody"))
    return request.open(form, buttons.ANSWER, Numbered(number))


COMMANDS = (
    Command(
        word="commit",
        also=("zusage", "zusagen"),
        usage=(mark('commit S1 "my part"'), mark("commit S1"), mark("commit")),
        example=mark('commit S1 "I bring one idea a month"'),
        about=mark("Commit to a strategy, in your own words"),
        access=Right.CHANGE,
        forms=(
            Form(open_commit, (STRATEGY,)),
            Form(commit, (STRATEGY, Text("line"))),
            Form(overview),
        ),
    ),
    Command(
        word="concern",
        also=("bedenken", "einwand"),
        usage=(mark('concern S1 "…"'), mark("concern S1")),
        example=mark('concern S1 "nobody can run the workshops"'),
        about=mark("Say what you have against a strategy: a thread, until it is answered"),
        access=Right.CHANGE,
        forms=(
            Form(open_concern, (STRATEGY,)),
            Form(raise_concern, (STRATEGY, Text("text"))),
        ),
    ),
)
BUTTONS: Buttons = {
    buttons.COMMIT: open_commit,
    buttons.CONCERN: open_concern,
    buttons.ANSWER: press_answer,
}
MODALS: Windows = {
    buttons.SAVE_COMMIT: save_commit,
    buttons.SAVE_CONCERN: raise_concern,
    buttons.SAVE_ANSWER: answer,
}
