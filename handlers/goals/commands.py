"""`/kam vision`, `relationship`, `goal`, `goals`, `agreed`: the three levels above milestones."""

from datetime import date

from documents.facts import agreement
from domain.amount import Amount
from domain.goal import GoalKind, HorizonMissing
from domain.measure import GoalNotMeasurable, Missing
from domain.permission import Right
from handlers.blocks.escaping import escape
from handlers.blocks.fields import at_field
from handlers.blocks.message import Message, Open, Reply, opens
from handlers.goals import forms, views
from handlers.grammar.arguments import BY, FROM, ON, TO, AmountOf, DayGone, Growth, Years
from handlers.grammar.grammar import Command, Day, Form, Literal, Option, Ref, Run, Text, Why
from handlers.request import Request
from language.dates import When
from language.numbers import parse_amount
from language.speech import mark
from services import agreements, goals
from services.goals import Change

GOAL = Ref("number", "G")
HORIZON = (Option(Years("years"), ("in", "for", "auf")), Option(Years("years")))
NUMBERS = (
    Option(AmountOf("start"), FROM),
    Option(AmountOf("target"), TO),
    Option(Day("deadline"), BY),
)
GROWTH = Option(Growth("growth"), ("by", "um"))
REACHED = Literal(("reached", "done", "erreicht", "geschafft"))
DROP = Literal(("drop", "dropped", "fallen lassen", "aufgeben", "streichen", "verwerfen"))
REOPEN = Literal(("reopen", "open", "wieder öffnen", "öffnen"))
TEAM = Literal(("team", "the team", "wir"))
CLIENT = Literal(("client", "customer", "kunde", "vom kunden", "mit dem kunden"))


# ------------------------------------------------------------------------------ set and change


def vision(request: Request, text: str = "", years: int | None = None) -> Reply:
    """Set a vision, or open its form where the horizon is missing."""
    return _look_ahead(request, GoalKind.VISION, text, years)


def relationship(request: Request, text: str = "", years: int | None = None) -> Reply:
    """Say what we want to hear, or open the form where the horizon is missing."""
    return _look_ahead(request, GoalKind.RELATIONSHIP, text, years)


def _look_ahead(request: Request, kind: GoalKind, text: str, years: int | None) -> Reply:
    acting = request.acting(Right.CHANGE)
    if years is not None:
        return _done(request, goals.look_ahead(request.uow, acting, kind, text, years))
    if request.incoming.trigger_id is None:
        raise HorizonMissing
    memo = request.incoming.memo(acting.account_id, k=kind.value)
    return Open(forms.soft(request.speech, memo, kind, text=text), _instead(request, kind))


def aim(  # noqa: PLR0917 - the command names them
    request: Request,
    text: str,
    start: Amount | None = None,
    target: Amount | None = None,
    deadline: When | None = None,
    growth: Amount | None = None,
) -> Reply:
    """Set a business goal; what is missing is asked back, growth as from where to where."""
    acting = request.acting(Right.CHANGE)
    by = deadline.deadline if deadline else None
    if growth is not None:
        memo = request.incoming.memo(acting.account_id, k=GoalKind.BUSINESS.value)
        form = forms.business(request.speech, memo, text=text, deadline=by)
        return Open(form, _instead(request, GoalKind.BUSINESS))
    change = goals.aim(request.uow, acting, text, start=start, target=target, deadline=by)
    return _done(request, change)


def renumber(
    request: Request,
    number: int,
    start: Amount | None = None,
    target: Amount | None = None,
    deadline: When | None = None,
) -> Message:
    """Change numbers or deadline; show the goal where nothing is named."""
    if start is None and target is None and deadline is None:
        return show(request, number)
    by = deadline.deadline if deadline else None
    acting = request.acting(Right.CHANGE)
    change = goals.renumber(request.uow, acting, number, start=start, target=target, deadline=by)
    return _done(request, change)


def reword(request: Request, number: int, text: str) -> Message:
    """Say a goal better."""
    return _done(request, goals.reword(request.uow, request.acting(Right.CHANGE), number, text))


def set_horizon(request: Request, number: int, years: int) -> Message:
    """Look further ahead, or less far."""
    return _done(
        request, goals.set_horizon(request.uow, request.acting(Right.CHANGE), number, years)
    )


def reach(request: Request, number: int, why: str | None = None) -> Message:
    """Close a goal as reached."""
    return _done(request, goals.reach(request.uow, request.acting(Right.CHANGE), number, why))


def drop(request: Request, number: int, why: str = "") -> Reply:
    """Give a goal up; where no reason is named, a form asks for it."""
    if not why and request.incoming.trigger_id is not None:
        return _drop_form(request, number)
    return _done(request, goals.drop(request.uow, request.acting(Right.CHANGE), number, why))


def reopen(request: Request, number: int) -> Message:
    """Take up a closed goal again."""
    return _done(request, goals.reopen(request.uow, request.acting(Right.CHANGE), number))


def _done(request: Request, change: Change) -> Message:
    request.uow.flush()
    account = request.acting(Right.READ).account
    return views.changed(request.speech, account, change.goal, change.activity)


# ---------------------------------------------------------------------------------------- agree


def agree(request: Request, number: int) -> Message:
    """The person agrees, for themselves."""
    acting = request.acting(Right.CHANGE)
    signed = agreements.sign(request.uow, acting, number)
    small = agreement(request.speech, signed.standing, escape)
    return views.changed(request.speech, acting.account, signed.goal, signed.activity, small=small)


def client_agreed(request: Request, number: int, name: str = "", on: When | None = None) -> Reply:
    """The client agreed; who said so and when is asked where it is missing."""
    if (not name or on is None) and request.incoming.trigger_id is not None:
        return _client_form(request, number)
    day_of = on.deadline if on else request.today
    return _client_agreed(request, number, name, day_of)


def _client_agreed(request: Request, number: int, name: str, on: date) -> Message:
    acting = request.acting(Right.CHANGE)
    with at_field("on"):
        signed = agreements.client_said_yes(request.uow, acting, number, name, on)
    small = agreement(request.speech, signed.standing, escape)
    return views.changed(request.speech, acting.account, signed.goal, signed.activity, small=small)


# ----------------------------------------------------------------------------------------- look


def overview(request: Request) -> Message:
    """The four levels."""
    acting = request.acting(Right.READ)
    found = goals.overview(request.uow, acting)
    return views.overview(request.speech, acting.account, found, acting.today)


def show(request: Request, number: int) -> Message:
    """One goal with everything that hangs on it."""
    acting = request.acting(Right.READ)
    found = goals.alone(request.uow, acting, number)
    goal = goals.get(request.uow, acting, number)
    return views.alone(request.speech, acting.account, found, goal, acting.today)


# ---------------------------------------------------------------------------- forms and buttons


def open_form(request: Request) -> Open:
    """Open the form of a level: a business goal's, unless a button names another."""
    incoming = request.incoming
    kind = incoming.word("k", GoalKind) if "k" in incoming.value else GoalKind.BUSINESS
    acting = request.acting(Right.CHANGE)
    memo = incoming.memo(acting.account_id, k=kind.value)
    if kind is GoalKind.BUSINESS:
        return Open(forms.business(request.speech, memo), _instead(request, kind))
    return Open(forms.soft(request.speech, memo, kind), _instead(request, kind))


def _instead(request: Request, kind: GoalKind) -> Message:
    account = request.acting(Right.CHANGE).account
    return opens(request.speech, views.add_button(request.speech, account, kind))


def save_soft(request: Request) -> Message:
    """The form of a vision or a relationship goal was sent."""
    incoming = request.incoming
    kind = incoming.remembered_word("k", GoalKind)
    text, years = incoming.value.get("text") or "", incoming.chosen("years")
    acting = request.acting(Right.CHANGE)
    return _done(request, goals.look_ahead(request.uow, acting, kind, text, years))


def save_business(request: Request) -> Message:
    """The form of a business goal was sent."""
    entered = request.incoming.value
    acting = request.acting(Right.CHANGE)
    start = _amount(request, "start", Missing.START)
    target = _amount(request, "target", Missing.TARGET)
    with at_field("deadline"):
        change = goals.aim(
            request.uow,
            acting,
            entered.get("text") or "",
            start=start,
            target=target,
            deadline=request.incoming.day("deadline"),
        )
    return _done(request, change)


def _amount(request: Request, name: str, missing: Missing) -> Amount:
    text = request.incoming.value.get(name)
    with at_field(name):
        if not text:
            raise GoalNotMeasurable([missing])
        return parse_amount(text, language=request.speech.language)


def press_agree(request: Request) -> Message:
    """The button under a goal's message."""
    return agree(request, request.incoming.number("n"))


def press_reach(request: Request) -> Message:
    """The button that closes a goal."""
    return reach(request, request.incoming.number("n"))


def press_drop(request: Request) -> Open:
    """The button that asks why."""
    return _drop_form(request, request.incoming.number("n"))


def _drop_form(request: Request, number: int) -> Open:
    acting = request.acting(Right.CHANGE)
    goal = goals.get(request.uow, acting, number)
    goal.must_be_open()
    memo = request.incoming.memo(acting.account_id, n=number)
    way_in = views.drop_button(request.speech, acting.account, goal)
    return Open(forms.drop(request.speech, memo, goal), opens(request.speech, way_in))


def save_drop(request: Request) -> Message:
    """The form that asks why was sent."""
    acting, number = request.acting(Right.CHANGE), request.incoming.remembered("n")
    why = request.incoming.value.get("text") or ""
    return _done(request, goals.drop(request.uow, acting, number, why))


def press_client(request: Request) -> Open:
    """The button that asks who at the client agreed."""
    return _client_form(request, request.incoming.number("n"))


def _client_form(request: Request, number: int) -> Open:
    acting = request.acting(Right.CHANGE)
    goal = goals.get(request.uow, acting, number)
    _ = goal.numbers
    goal.must_be_open()
    memo = request.incoming.memo(acting.account_id, n=number)
    way_in = views.client_button(request.speech, acting.account, goal)
    form = forms.client(request.speech, memo, goal, acting.today)
    return Open(form, opens(request.speech, way_in))


def save_client(request: Request) -> Message:
    """The form about the client's agreement was sent."""
    entered = request.incoming.value
    number = request.incoming.remembered("n")
    on = request.incoming.day("on") or request.today
    return _client_agreed(request, number, entered.get("name") or "", on)


COMMANDS = (
    Command(
        word="vision",
        also=(),
        usage=(mark('vision "…" 3y'),),
        example=mark('vision "First choice for everything that moves" 3y'),
        about=mark("How the account could look in 1 to 10 years if all goes well"),
        access=Right.CHANGE,
        forms=(Form(vision, (Text("text"),), HORIZON), Form(vision)),
    ),
    Command(
        word="relationship",
        also=("beziehung", "beziehungsziel"),
        usage=(mark('relationship "…" 2y'),),
        example=mark('relationship "We trust them completely" 2y'),
        about=mark("What we want to hear the customer say about us"),
        access=Right.CHANGE,
        forms=(Form(relationship, (Text("text"),), HORIZON), Form(relationship)),
    ),
    Command(
        word="goal",
        also=("ziel",),
        usage=(
            mark('goal "Products sold" from 2 to 5 by 2027-12-31'),
            mark("goal G2 [from 2] [to 5] [by <date>]"),
            mark('goal G2 "new wording"'),
            mark('goal G2 reached|drop "why"'),
            mark("goal G2 reopen"),
            mark("goal G2"),
        ),
        example=mark('goal "Products sold" from 2 to 5 by 2027-12-31'),
        about=mark("Set, change, reach or drop a business goal"),
        access=Right.CHANGE,
        forms=(
            Form(reach, (GOAL, REACHED), (Option(Why()),)),
            Form(drop, (GOAL, DROP), (Option(Why()),)),
            Form(reopen, (GOAL, REOPEN)),
            Form(set_horizon, (GOAL, Years("years"))),
            Form(renumber, (GOAL,), NUMBERS),
            Form(reword, (GOAL, Text("text", is_quoted=True))),
            Form(aim, (Text("text"),), (*NUMBERS, GROWTH)),
            Form(open_form),
        ),
    ),
    Command(
        word="goals",
        also=("ziele",),
        usage=(mark("goals"),),
        example=mark("goals"),
        about=mark("The four levels: vision, what we want to hear, business goals, milestones"),
        access=Right.READ,
        forms=(Form(overview),),
    ),
    Command(
        word="agreed",
        also=("agree", "vereinbart", "einverstanden"),
        usage=(mark("agreed G2 team"), mark('agreed G2 client "Ms Weber" on <date>')),
        example=mark('agreed G2 client "Ms Weber" on 12 May'),
        about=mark("Agree to a business goal, or note that the client does"),
        access=Right.CHANGE,
        forms=(
            Form(agree, (GOAL, TEAM)),
            Form(client_agreed, (GOAL, CLIENT)),
            Form(client_agreed, (GOAL, CLIENT, Text("name")), (Option(DayGone("on"), ON),)),
            Form(agree, (GOAL,)),
        ),
    ),
)
BUTTONS: dict[str, Run] = {
    views.FORM: open_form,
    views.AGREE: press_agree,
    views.CLIENT: press_client,
    views.REACH: press_reach,
    views.DROP: press_drop,
}
MODALS: dict[str, Run] = {
    forms.SAVE_SOFT: save_soft,
    forms.SAVE_BUSINESS: save_business,
    forms.SAVE_DROP: save_drop,
    forms.SAVE_CLIENT: save_client,
}
