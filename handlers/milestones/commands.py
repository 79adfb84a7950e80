"""`/kam milestones`, `milestone`, `progress`, `move M4`: the way to a business goal."""

from datetime import date

from domain.amount import Amount
from domain.permission import Right
from domain.text import TextMissing
from handlers.blocks.fields import at_field
from handlers.blocks.message import Message, Open, Reply, opens
from handlers.goals import forms
from handlers.goals import views as goal_views
from handlers.grammar.arguments import BY, ON, TO, AmountOf, DayGone
from handlers.grammar.grammar import Command, Day, Form, Literal, Option, Ref, Run, Why
from handlers.milestones import views
from handlers.request import Request
from language.dates import When
from language.numbers import parse_amount
from language.speech import mark
from services import goals, milestones, progress

GOAL = Ref("number", "G")
MILESTONE = Ref("number", "M")
REMOVE = Literal(("remove", "delete", "entfernen", "löschen"))
WRONG = Literal(("wrong", "correct", "falsch", "korrigieren", "zurücknehmen"))
DASHES = frozenset("-–—−")


def propose(request: Request, number: int) -> Reply:
    """Propose milestones in a form; show them where the goal has some."""
    acting = request.acting(Right.CHANGE)
    course, proposals = milestones.proposed(request.uow, acting, number)
    if course.milestones:
        return views.listed(request.speech, acting.account, course, acting.today)
    memo = request.incoming.memo(acting.account_id, n=number)
    form = forms.milestones(request.speech, memo, course.goal, proposals)
    way_in = goal_views.propose_button(request.speech, acting.account, course.goal)
    return Open(form, opens(request.speech, way_in))


def press_propose(request: Request) -> Reply:
    """The button that proposes milestones."""
    return propose(request, request.incoming.number("n"))


def save(request: Request) -> Message:
    """The form with the proposed milestones was sent."""
    acting, number = request.acting(Right.CHANGE), request.incoming.remembered("n")
    made, wanted = None, _wanted(request)
    for left, (amount, due, field) in enumerate(wanted, 1 - len(wanted)):
        with at_field(field):
            made = milestones.add(request.uow, acting, number, amount, due, tell=left == 0)
    if made is None:
        return views.none_left_out(request.speech)
    return views.saved(request.speech, acting.account, made.course, acting.today)


def _wanted(request: Request) -> list[tuple[Amount, date, str]]:
    """The rows that were kept, by date, each with the field where a problem is shown."""
    found = []
    for name, text in request.incoming.value.items():
        if not name.startswith("v") or not text or set(text) <= DASHES:
            continue
        due = request.incoming.day(f"d{name[1:]}")
        with at_field(name):
            amount = parse_amount(text, language=request.speech.language)
            if due is None:
                raise milestones.DueMissing
        found.append((amount, due, name))
    return sorted(found, key=lambda each: each[1])


def add(request: Request, number: int, value: Amount, due: When) -> Message:
    """Set one milestone."""
    acting = request.acting(Right.CHANGE)
    made = milestones.add(request.uow, acting, number, value, due.deadline)
    return views.planned(request.speech, acting.account, made, acting.today)


def remove(request: Request, number: int, why: str | None = None) -> Message:
    """Take a milestone out."""
    acting = request.acting(Right.CHANGE)
    gone = milestones.remove(request.uow, acting, number, why)
    return views.planned(request.speech, acting.account, gone, acting.today)


def show(request: Request, number: int) -> Message:
    """A milestone among those of its goal."""
    acting = request.acting(Right.READ)
    _milestone, course = milestones.get(request.uow, acting, number)
    return views.listed(request.speech, acting.account, course, acting.today)


def move(request: Request, number: int, to: When, why: str = "") -> Reply:
    """Re-date a milestone; where no reason is named, a form asks for it."""
    if not why and request.incoming.trigger_id is not None:
        return _move_form(request, number, to.deadline)
    return _move(request, number, to.deadline, why)


def _move(request: Request, number: int, to: date, why: str) -> Message:
    acting = request.acting(Right.CHANGE)
    with at_field("text", TextMissing), at_field("to"):
        moved = milestones.move(request.uow, acting, number, to, why)
    return views.planned(request.speech, acting.account, moved, acting.today)


def press_move(request: Request) -> Open:
    """The button that asks for a new date."""
    return _move_form(request, request.incoming.number("n"), None)


def _move_form(request: Request, number: int, to: date | None) -> Open:
    acting = request.acting(Right.CHANGE)
    milestone, course = milestones.get(request.uow, acting, number)
    course.goal.must_be_open()
    memo = request.incoming.memo(acting.account_id, n=number)
    form = forms.move(request.speech, memo, course.goal, milestone, to)
    way_in = views.move_button(request.speech, acting.account, milestone)
    return Open(form, opens(request.speech, way_in))


def save_move(request: Request) -> Message:
    """The form with the new date was sent."""
    entered, number = request.incoming.value, request.incoming.remembered("n")
    to = request.incoming.day("to") or request.today
    return _move(request, number, to, entered.get("text") or "")


def report(request: Request, number: int, value: Amount, on: When | None = None) -> Message:
    """Report what was measured."""
    return _report(request, number, value, on.deadline if on else None)


def _report(request: Request, number: int, value: Amount, on: date | None) -> Message:
    acting = request.acting(Right.CHANGE)
    measured = progress.report(request.uow, acting, number, value, on)
    return views.reported(request.speech, acting.account, measured, acting.today)


def correct(request: Request, number: int, on: When | None = None) -> Message:
    """Take back what was measured wrong."""
    acting = request.acting(Right.CHANGE)
    day_of = on.deadline if on else None
    corrected = progress.correct(request.uow, acting, number, day_of)
    return views.reported(request.speech, acting.account, corrected, acting.today)


def progress_form(request: Request, number: int) -> Open:
    """Open the form for a measurement."""
    acting = request.acting(Right.CHANGE)
    goal = goals.get(request.uow, acting, number)
    goal.must_be_measured()
    goal.must_be_open()
    memo = request.incoming.memo(acting.account_id, n=number)
    form = forms.progress(request.speech, memo, goal, acting.today)
    way_in = goal_views.progress_button(request.speech, acting.account, goal)
    return Open(form, opens(request.speech, way_in))


def press_progress(request: Request) -> Open:
    """The button that asks what was measured."""
    return progress_form(request, request.incoming.number("n"))


def save_progress(request: Request) -> Message:
    """The form with a measurement was sent."""
    entered, number = request.incoming.value, request.incoming.remembered("n")
    with at_field("text"):
        value = parse_amount(entered.get("text") or "", language=request.speech.language)
    with at_field("on"):
        return _report(request, number, value, request.incoming.day("on"))


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
        example=mark("milestones G2"),
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
        example=mark("milestone G2 3 by 2026-10-31"),
        about=mark("Set, show or remove one milestone"),
        access=Right.CHANGE,
        forms=(
            Form(remove, (MILESTONE, REMOVE), (Option(Why()),)),
            Form(show, (MILESTONE,)),
            Form(add, (GOAL, AmountOf("value"), Literal(BY), Day("due"))),
        ),
    ),
    Command(
        word="progress",
        also=("fortschritt",),
        usage=(mark("progress G2 3 [on <date>]"), mark("progress G2 wrong [on <date>]")),
        example=mark("progress G2 3"),
        about=mark("Report what was measured, or take back what was measured wrong"),
        access=Right.CHANGE,
        forms=(
            Form(correct, (GOAL, WRONG), (Option(DayGone("on"), ON),)),
            Form(report, (GOAL, AmountOf("value")), (Option(DayGone("on"), ON),)),
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
BUTTONS: dict[str, Run] = {
    goal_views.PROPOSE: press_propose,
    goal_views.PROGRESS: press_progress,
    views.MOVE: press_move,
}
MODALS: dict[str, Run] = {
    forms.SAVE_MILESTONES: save,
    forms.SAVE_MOVE: save_move,
    forms.SAVE_PROGRESS: save_progress,
}
