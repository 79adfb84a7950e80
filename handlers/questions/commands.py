"""`/kam question`, and the answers to the monthly question."""

from domain.calendar import Month
from domain.confidence import HowKept
from domain.permission import Right
from handlers.blocks.message import Message, Open
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.questions import buttons, views
from handlers.questions.buttons import AboutMonth
from handlers.request import Request
from language.arguments.elements import Choice, Option, Ref, Why
from language.arguments.numbers import Count
from language.speech import mark
from services import questions

GOAL, STRATEGY = Ref("number", "G"), Ref("number", "S")
KEPT = (
    dict.fromkeys(("kept", "yes", "ja", "gehalten"), HowKept.KEPT)
    | dict.fromkeys(("partly", "teilweise", "teils"), HowKept.PARTLY)
    | dict.fromkeys(("not", "no", "nein", "nicht"), HowKept.NOT)
    | dict.fromkeys(("changed", "geändert"), HowKept.CHANGED)
)


def ask(request: Request) -> Message:
    """Show the question of this month, with what the person has answered."""
    return _shown(request, Month.of(request.today))


def rate(request: Request, number: int, score: int, month: Month | None = None) -> Message:
    """Say how sure one is of a goal, in a sentence or by one of the five buttons under it."""
    asked = month or Month.of(request.today)
    questions.rate(request.uow, request.acting(Right.CHANGE), number, asked, score)
    return _shown(request, asked, replace=month is not None)


def report(
    request: Request, number: int, kept: HowKept, month: Month | None = None, why: str = ""
) -> Message:
    """Say whether one did one's part, in a sentence with a word or by a button under a promise."""
    acting, asked = request.acting(Right.CHANGE), month or Month.of(request.today)
    questions.report(request.uow, acting, number, asked, kept)
    if why:
        questions.add_word(request.uow, acting, number, asked, why)
    return _shown(request, asked, replace=month is not None)


def ask_word(request: Request, number: int, month: Month) -> Open:
    """Ask for a word on how somebody did their part."""
    one = questions.mine(request.uow, request.acting(Right.CHANGE), number, month)
    return request.open(views.word(request.speech, one), buttons.WORD, AboutMonth(number, month))


def save_word(request: Request, number: int, month: Month, text: str) -> Message:
    """The form for a word was sent."""
    questions.add_word(request.uow, request.acting(Right.CHANGE), number, month, text)
    return _shown(request, month, replace=True)


def _shown(request: Request, month: Month, *, replace: bool = False) -> Message:
    request.uow.flush()
    found = questions.of(request.uow, request.person.id, month)
    if not found:
        return views.nothing(request.speech)
    return views.question(request.speech, month, found, replace=replace)


COMMANDS = (
    Command(
        word="question",
        also=("questions", "frage", "fragen"),
        usage=(
            mark("question"),
            mark("question G1 4"),
            mark('question S1 kept|partly|not|changed ["…"]'),
        ),
        example=mark("question"),
        about=mark("How sure you are of each goal, and whether you did your part"),
        forms=(
            Form(rate, (GOAL, Count("score"))),
            Form(report, (STRATEGY, Choice("kept", KEPT)), (Option(Why()),)),
            Form(ask),
        ),
    ),
)
BUTTONS: Buttons = {
    buttons.RATE: rate,
    buttons.PART: report,
    buttons.WORD: ask_word,
}
MODALS: Windows = {buttons.SAVE_WORD: save_word}
