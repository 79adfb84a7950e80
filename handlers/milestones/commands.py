"""`/kam milestones`, `milestone`, `progress`, `move M4`: the way to a business goal."""

from datetime import date

from domain.amount import Amount
from domain.permission import Right
from domain.text import TextMissing
from handlers.blocks.fields import at_field
from handlers.blocks.message import Message, Open, Reply
from handlers.blocks.payload import Numbered, Rows
from handlers.goals import buttons as goal_buttons
from handlers.goals import forms
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.use_cases import ChangeRun
from handlers.milestones import buttons, slip_views, views
from handlers.request import Request
from language.arguments.days import Day, DayGone
from language.arguments.elements import Literal, Option, Ref, Why
from language.arguments.guards import HeldAmount
from language.arguments.numbers import BY, ON, TO, AmountOf
from language.numbers import parse_amount
from language.speech import mark
from services import goals, guards, milestones, progress
from services.access import Acting
from services.milestones import Planned
from services.progress import Measured

GOAL = Ref("number", "G")
MILESTONE = Ref("number", "M")
REMOVE = Literal(("remove", "delete", "entfernen", "löschen"))
WRONG = Literal(("wrong", "correct", "falsch", "korrigieren", "zurücknehmen"))
ON_DAY = (Option(DayGone("on"), ON),)
DASHES = frozenset("-–—−")


def propose(request: Request, number: int) -> Reply:
    """Propose milestones in a form; show them where the goal has some."""
    acting = request.acting(Right.CHANGE)
    course, proposals = milestones.proposed(request.uow, acting, number)
    if course.milestones:
        return views.listed(request.speech, acting.account, course, acting.today)
    form = forms.milestones(request.speech, course.goal, proposals)
    return request.open(form, goal_buttons.PROPOSE, Numbered(number))


def save(request: Request, number: int, value: Rows[str], due: Rows[date]) -> Message:
    """The form with the proposed milestones was sent."""
    acting = request.acting(Right.CHANGE)
    made, wanted = None, _wanted(request, value, due)
    for left, (amount, day, field) in enumerate(wanted, 1 - len(wanted)):
        with at_field(field):
            made = milestones.add(request.uow, acting, number, amount, day, tell=left == 0)
    if made is None:
        return views.none_left_out(request.speech)
    return views.saved(request.speech, acting.account, made.course, acting.today)


def _wanted(request: Request, value: Rows[str], due: Rows[date]) -> list[tuple[Amount, date, str]]:
    """The rows that were kept, by date, each with the field where a problem is shown."""
    found = []
    for row, text in value.items():
        if set(text) <= DASHES:
            continue
        field = f"value{row}"
        with at_field(field):
            amount = parse_amount(text, language=request.speech.language)
            if row not in due:
                raise milestones.DueMissing
        found.append((amount, due[row], field))
    return sorted(found, key=lambda each: each[1])


def planned(request: Request, acting: Acting, change: Planned) -> Message:
    """The answer to who set, moved or removed a milestone."""
    return views.planned(request.speech, acting.account, change, acting.today)


def show(request: Request, number: int) -> Message:
    """A milestone among those of its goal."""
    acting = request.acting(Right.READ)
    _milestone, course = milestones.get(request.uow, acting, number)
    return views.listed(request.speech, acting.account, course, acting.today)


def move(request: Request, number: int, to: date, why: str = "") -> Reply:
    """Re-date a milestone; where no reason is named, a form asks for it."""
    if not why and request.incoming.trigger_id is not None:
        return ask_where_to(request, number, to)
    return save_move(request, number, to, why)


def save_move(request: Request, number: int, to: date | None, text: str) -> Message:
    """Re-date a milestone, for a reason: to this day, or today."""
    acting = request.acting(Right.CHANGE)
    with at_field("text", TextMissing), at_field("to"):
        moved = milestones.move(request.uow, acting, number, to or request.today, text)
    return planned(request, acting, moved)


def ask_where_to(request: Request, number: int, to: date | None = None) -> Open:
    """Ask for a new date of a milestone, and why."""
    milestone, course = milestones.get(request.uow, request.acting(Right.CHANGE), number)
    course.goal.must_be_open()
    form = forms.move(request.speech, course.goal, milestone, to)
    return request.open(form, buttons.MOVE, Numbered(number))


def reported(request: Request, acting: Acting, change: Measured) -> Message:
    """The answer to who reported what was measured, or took it back."""
    return views.reported(request.speech, acting.account, change, acting.today)


REPORT = ChangeRun(progress.report, reported)


def hold(
    request: Request, number: int, held: tuple[str, Amount], on: date | None = None
) -> Message:
    """Report what was measured of the number that must hold."""
    acting, (name, amount) = request.acting(Right.CHANGE), held
    measured = guards.measure(request.uow, acting, number, name, amount, on)
    return slip_views.held(request.speech, acting.account, measured)


def progress_form(request: Request, number: int) -> Open:
    """Open the form for a measurement."""
    acting = request.acting(Right.CHANGE)
    goal = goals.get(request.uow, acting, number)
    goal.must_be_measured()
    goal.must_be_open()
    form = forms.progress(request.speech, goal, acting.today)
    return request.open(form, goal_buttons.PROGRESS, Numbered(number))


def save_progress(request: Request, number: int, text: str, on: date | None) -> Message:
    """The form with a measurement was sent."""
    with at_field("text"):
        amount = parse_amount(text, language=request.speech.language)
    with at_field("on"):
        return REPORT(request, number=number, amount=amount, on=on)


FORMS = (
    Form(move, (MILESTONE, Literal(TO), Day("to")), (Option(Why()),)),
    Form(move, (MILESTONE, Day("to")), (Option(Why()),)),
)
"""How `move` is said of a milestone; the word is shared with actions."""

USAGE = (mark('move M4 to <date> "why"'),)

COMMANDS = (
    Command(
        word="milestones",
        also=("meilensteine",),
        usage=(mark("milestones G2"),),
        example=mark("milestones G3"),
        about=mark("Propose milestones on the way to a goal, to be changed before saving"),
        access=Right.CHANGE,
        forms=(Form(propose, (GOAL,)),),
    ),
    Command(
        word="milestone",
        also=("meilenstein",),
        usage=(
            mark("milestone G2 3 by <date>"),
            mark('milestone M4 remove ["why"]'),
            mark("milestone M4"),
        ),
        example=mark("milestone G3 3 by end of October"),
        about=mark("Set, show or remove one milestone"),
        access=Right.CHANGE,
        forms=(
            Form(ChangeRun(milestones.remove, planned), (MILESTONE, REMOVE), (Option(Why()),)),
            Form(show, (MILESTONE,)),
            Form(
                ChangeRun(milestones.add, planned),
                (GOAL, AmountOf("amount"), Literal(BY), Day("due")),
            ),
        ),
    ),
    Command(
        word="progress",
        also=("fortschritt",),
        usage=(
            mark("progress G2 3 [on <date>]"),
            mark("progress G2 EBIT 28% [on <date>]"),
            mark("progress G2 wrong [on <date>]"),
        ),
        example=mark("progress G3 3"),
        about=mark("Report what was measured, or take back what was measured wrong"),
        access=Right.CHANGE,
        forms=(
            Form(ChangeRun(progress.correct, reported), (GOAL, WRONG), ON_DAY),
            Form(REPORT, (GOAL, AmountOf("amount")), ON_DAY),
            Form(hold, (GOAL, HeldAmount("held")), ON_DAY),
            Form(progress_form, (GOAL,)),
        ),
    ),
    Command(
        word="move",
        also=("verschieben", "verschiebe"),
        usage=USAGE,
        example=mark('move M4 to 2027-05-31 "the order comes a quarter later"'),
        about=mark("Re-date a milestone, and say why"),
        access=Right.CHANGE,
        forms=FORMS,
    ),
)
BUTTONS: Buttons = {
    goal_buttons.PROPOSE: propose,
    goal_buttons.PROGRESS: progress_form,
    buttons.MOVE: ask_where_to,
}
MODALS: Windows = {
    buttons.SAVE: save,
    buttons.SAVE_MOVE: save_move,
    buttons.SAVE_PROGRESS: save_progress,
}
