"""`/kam vision`, `relationship`, `goal`, `goals`, `agreed`: the three levels above milestones."""

from datetime import date
from functools import partial

from documents.facts import agreement
from domain.amount import Amount
from domain.permission import Right
from domain.progress import FarFromTarget
from handlers.blocks.escaping import escape
from handlers.blocks.fields import at_field
from handlers.blocks.message import Message, Open, Reply
from handlers.blocks.payload import Numbered
from handlers.goals import answers, buttons, forms, setting, views
from handlers.goals.buttons import ClientYes
from handlers.goals.errors import far_from_target
from handlers.goals.setting import done
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.use_cases import ChangeRun
from handlers.request import Request
from language.arguments.days import Day, DayAtAnEdge, DayGone
from language.arguments.elements import Literal, Option, Ref, Text, Why
from language.arguments.guards import KEEPING, Keeping
from language.arguments.numbers import BY, FROM, ON, TO, AmountOf, Count, Growth, Plus, Years
from language.speech import mark
from services import agreements, goals, guards
from services.access import Acting
from services.goal_overviews import alone, four_levels

GOAL = Ref("number", "G")
HORIZON = (Option(Years("years"), ("in", "for", "auf")), Option(Years("years")))
NUMBERS = (
    Option(AmountOf("start"), FROM),
    Option(AmountOf("target"), TO),
    Option(Day("deadline"), (*BY, "deadline", "due", "frist")),
)
VERSION = Option(Count("seen"), ("version",))
GUARD = Option(Keeping("guard"), KEEPING)
NO_GUARD = Literal(("keeping nothing", "halte nichts"))
GROWTH = (Option(Growth("growth"), ("by", "um")), Option(Plus("growth")))
REACHED = Literal(("reached", "done", "erreicht", "geschafft"))
DROP = Literal(("drop", "dropped", "fallen lassen", "aufgeben", "streichen", "verwerfen"))
REOPEN = Literal(("reopen", "open", "wieder öffnen", "öffnen"))
TEAM = Literal(("team", "the team", "wir"))
CLIENT = Literal(
    (
        *("client", "customer", "with the client", "with the customer", "by the client"),
        *("kunde", "vom kunden", "mit dem kunden"),
    )
)


# ------------------------------------------------------------------------------ set and change

change = partial(ChangeRun, answer=done)


def renumber(
    request: Request,
    number: int,
    start: Amount | None = None,
    target: Amount | None = None,
    deadline: date | None = None,
) -> Message:
    """Change numbers or deadline; show the goal where nothing is named."""
    if start is None and target is None and deadline is None:
        return show(request, number)
    acting = request.acting(Right.CHANGE)
    changed = goals.renumber(
        request.uow, acting, number, start=start, target=target, deadline=deadline
    )
    return done(request, acting, changed)


def reach(
    request: Request, number: int, why: str | None = None, *, is_sure: bool = False
) -> Message:
    """Close a goal as reached; far from its target the person is asked first."""
    acting = request.acting(Right.CHANGE)
    try:
        changed = goals.reach(request.uow, acting, number, why or None, is_sure=is_sure)
    except FarFromTarget as far:
        goal = goals.get(request.uow, acting, number)
        problem = far_from_target(request.speech, far)
        return answers.ask_reached(request.speech, acting.account, goal, problem, why or "")
    return done(request, acting, changed)


def drop(request: Request, number: int, why: str = "") -> Reply:
    """Give a goal up; where no reason is named, a form asks for it."""
    if not why and request.incoming.trigger_id is not None:
        return ask_why_drop(request, number)
    return save_drop(request, number, why)


def save_drop(request: Request, number: int, text: str) -> Message:
    """Give a goal up, for a reason."""
    acting = request.acting(Right.CHANGE)
    return done(request, acting, goals.drop(request.uow, acting, number, text))


# ---------------------------------------------------------------------------------------- agree


def client_agreed(
    request: Request,
    number: int,
    name: str = "",
    on: date | None = None,
    seen: int | None = None,
) -> Reply:
    """The client agreed; who said so and when is asked where it is missing."""
    if (not name or on is None) and request.incoming.trigger_id is not None:
        return ask_who_agreed(request, number, seen)
    return save_client(request, number, seen, name, on)


def save_client(
    request: Request, number: int, seen: int | None, name: str, on: date | None
) -> Message:
    """The client agreed, on this day or today."""
    acting, day_of = request.acting(Right.CHANGE), on or request.today
    with at_field("on"):
        signed = agreements.client_said_yes(request.uow, acting, number, name, day_of, seen)
    return _signed(request, acting, signed)


def _signed(request: Request, acting: Acting, signed: agreements.Signed) -> Message:
    _, small = request.speech, agreement(request.speech, signed.standing, escape)
    return answers.changed(_, acting.account, signed.goal, signed.activity, small=small)


AGREE = ChangeRun(agreements.sign, _signed)


# ----------------------------------------------------------------------------------------- look


def overview(request: Request) -> Message:
    """The four levels."""
    acting = request.acting(Right.READ)
    found = four_levels(request.uow, acting)
    return views.overview(request.speech, acting.account, found, acting.today)


def show(request: Request, number: int) -> Message:
    """One goal with everything that hangs on it."""
    acting = request.acting(Right.READ)
    found = alone(request.uow, acting, number)
    goal = goals.get(request.uow, acting, number)
    return views.alone(request.speech, acting.account, found, goal, acting.today)


# ---------------------------------------------------------------------------- forms and buttons


def ask_why_drop(request: Request, number: int) -> Open:
    """Ask why a goal is given up."""
    goal = goals.get(request.uow, request.acting(Right.CHANGE), number)
    goal.must_be_open()
    return request.open(forms.drop(request.speech, goal), buttons.DROP, Numbered(number))


def ask_renewal(request: Request, number: int) -> Open:
    """Ask how far a vision or a relationship goal looks ahead from today."""
    goal = goals.get(request.uow, request.acting(Right.CHANGE), number)
    goal.must_be_open()
    goal.must_be_soft()
    return request.open(forms.renew(request.speech, goal), buttons.RENEW, Numbered(number))


def save_renewal(request: Request, number: int, years: int, text: str) -> Message:
    """The form that renews a vision was sent."""
    acting = request.acting(Right.CHANGE)
    return done(request, acting, goals.renew(request.uow, acting, number, years, text or None))


def ask_who_agreed(request: Request, number: int, seen: int | None = None) -> Open:
    """Ask who at the client agreed, and when."""
    acting = request.acting(Right.CHANGE)
    goal = goals.get(request.uow, acting, number)
    goal.must_be_measured()
    goal.must_be_open()
    form = forms.client(request.speech, goal, acting.today)
    return request.open(form, buttons.CLIENT, ClientYes(number, seen))


COMMANDS = (
    Command(
        word="vision",
        also=(),
        usage=(mark('vision "…" 3y'),),
        example=mark('vision "First choice for everything that moves" 3y'),
        about=mark("How the account could look in 1 to 10 years if all goes well"),
        access=Right.CHANGE,
        forms=(Form(setting.vision, (Text("text"),), HORIZON), Form(setting.vision)),
    ),
    Command(
        word="relationship",
        also=("beziehung", "beziehungsziel"),
        usage=(mark('relationship "…" 2y'),),
        example=mark('relationship "We trust them completely" 2y'),
        about=mark("What we want to hear the customer say about us"),
        access=Right.CHANGE,
        forms=(Form(setting.relationship, (Text("text"),), HORIZON), Form(setting.relationship)),
    ),
    Command(
        word="goal",
        also=("ziel",),
        usage=(
            mark('goal "Products sold" from 2 to 5 by 2027-12-31'),
            mark('goal "Product A" +25% on last year by <date>'),
            mark("goal G2 [from 2] [to 5] [by <date>]"),
            mark("goal G2 keeping EBIT at 30%"),
            mark('goal G2 "new wording"'),
            mark('goal G2 reached|drop "why"'),
            mark("goal G2 reopen"),
            mark("goal G2"),
        ),
        about=mark("Set, change, reach or drop a business goal"),
        access=Right.CHANGE,
        forms=(
            Form(reach, (GOAL, REACHED), (Option(Why()),)),
            Form(drop, (GOAL, DROP), (Option(Why()),)),
            Form(change(goals.reopen), (GOAL, REOPEN)),
            Form(change(goals.set_horizon), (GOAL, Years("years"))),
            Form(change(guards.keep), (GOAL, NO_GUARD)),
            Form(change(guards.keep), (GOAL, Literal(KEEPING), Keeping("rail"))),
            Form(renumber, (GOAL,), NUMBERS),
            Form(change(goals.reword), (GOAL, Text("text", is_quoted=True))),
            Form(setting.aim, (Text("text"),), (*NUMBERS, *GROWTH, GUARD)),
            Form(setting.open_form),
        ),
    ),
    Command(
        word="goals",
        also=("ziele",),
        usage=(mark("goals"),),
        about=mark("The four levels: vision, what we want to hear, business goals, milestones"),
        access=Right.READ,
        forms=(Form(overview),),
    ),
    Command(
        word="agreed",
        also=("agree", "vereinbart", "einverstanden"),
        usage=(mark("agreed G2 team"), mark('agreed G2 client "Ms Weber" on <date> [version 1]')),
        example=mark('agreed G3 client "Ms Weber" on 12 May'),
        about=mark("Agree to a business goal, or note that the client does"),
        access=Right.CHANGE,
        forms=(
            Form(AGREE, (GOAL, TEAM)),
            Form(client_agreed, (GOAL, CLIENT)),
            Form(
                client_agreed,
                (GOAL, CLIENT, Text("name")),
                (Option(DayGone("on"), ON), Option(DayAtAnEdge("on")), VERSION),
            ),
            Form(AGREE, (GOAL,)),
        ),
    ),
)
BUTTONS: Buttons = {
    buttons.FORM: setting.open_form,
    buttons.AGREE: AGREE,
    buttons.SHOW: show,
    buttons.OVERVIEW: overview,
    buttons.CLIENT: ask_who_agreed,
    buttons.REACH: reach,
    buttons.DROP: ask_why_drop,
    buttons.RENEW: ask_renewal,
    buttons.GROW: setting.ask_growth,
    buttons.REOPEN: change(goals.reopen),
}
MODALS: Windows = {
    buttons.SAVE_SOFT: setting.save_soft,
    buttons.SAVE_BUSINESS: setting.save_business,
    buttons.SAVE_GROWTH: setting.save_growth,
    buttons.SAVE_DROP: save_drop,
    buttons.SAVE_RENEW: save_renewal,
    buttons.SAVE_CLIENT: save_client,
}
