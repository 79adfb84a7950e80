"""`/kam vision`, `relationship`, `goal`, `goals`, `agreed`: the three levels above milestones."""

from datetime import date

from domain.amount import Amount
from domain.goal import GoalKind, HorizonMissing
from domain.measure import GoalNotMeasurable, Missing
from domain.permission import Right
from handlers.commands.arguments import BY, FROM, ON, TO, AmountOf, DayGone, Years
from handlers.commands.dates import When
from handlers.commands.grammar import Command, Day, Form, Literal, Option, Ref, Run, Text, Why
from handlers.commands.numbers import parse_amount
from handlers.fields import at_field
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import goal_forms as forms
from handlers.views import goals as views
from handlers.views.message import Message, Open, Reply, opens
from services import agreements, goals
from services.goals import Change

GOAL = Ref("number", "G")
HORIZON = (Option(Years("years"), ("in", "for", "auf")), Option(Years("years")))
NUMBERS = (
    Option(AmountOf("start"), FROM),
    Option(AmountOf("target"), TO),
    Option(Day("deadline"), BY),
)
REACHED = Literal(("reached", "done", "erreicht", "geschafft"))
DROP = Literal(("drop", "dropped", "fallen lassen", "aufgeben", "streichen", "verwerfen"))
REOPEN = Literal(("reopen", "open", "wieder öffnen", "öffnen"))
TEAM = Literal(("team", "the team", "wir"))
CLIENT = Literal(("client", "customer", "kunde", "vom kunden", "mit dem kunden"))


# ------------------------------------------------------------------------------ set and change


def vision(turn: Turn, text: str = "", years: int | None = None) -> Reply:
    """Set a vision, or open its form where the horizon is missing."""
    return _look_ahead(turn, GoalKind.VISION, text, years)


def relationship(turn: Turn, text: str = "", years: int | None = None) -> Reply:
    """Say what we want to hear, or open the form where the horizon is missing."""
    return _look_ahead(turn, GoalKind.RELATIONSHIP, text, years)


def _look_ahead(turn: Turn, kind: GoalKind, text: str, years: int | None) -> Reply:
    acting = turn.acting(Right.CHANGE)
    if years is not None:
        return _done(turn, goals.look_ahead(turn.uow, acting, kind, text, years))
    if turn.heard.trigger_id is None:
        raise HorizonMissing
    memo = turn.heard.memo(acting.account_id, k=kind.value)
    return Open(forms.soft(turn.speech, memo, kind, text=text), _instead(turn, kind))


def aim(
    turn: Turn,
    text: str,
    start: Amount | None = None,
    target: Amount | None = None,
    deadline: When | None = None,
) -> Message:
    """Set a business goal; what is missing is asked back."""
    acting = turn.acting(Right.CHANGE)
    by = deadline.deadline if deadline else None
    change = goals.aim(turn.uow, acting, text, start=start, target=target, deadline=by)
    return _done(turn, change)


def renumber(
    turn: Turn,
    number: int,
    start: Amount | None = None,
    target: Amount | None = None,
    deadline: When | None = None,
) -> Message:
    """Change numbers or deadline; show the goal where nothing is named."""
    if start is None and target is None and deadline is None:
        return show(turn, number)
    by = deadline.deadline if deadline else None
    acting = turn.acting(Right.CHANGE)
    change = goals.renumber(turn.uow, acting, number, start=start, target=target, deadline=by)
    return _done(turn, change)


def reword(turn: Turn, number: int, text: str) -> Message:
    """Say a goal better."""
    return _done(turn, goals.reword(turn.uow, turn.acting(Right.CHANGE), number, text))


def set_horizon(turn: Turn, number: int, years: int) -> Message:
    """Look further ahead, or less far."""
    return _done(turn, goals.set_horizon(turn.uow, turn.acting(Right.CHANGE), number, years))


def reach(turn: Turn, number: int, why: str | None = None) -> Message:
    """Close a goal as reached."""
    return _done(turn, goals.reach(turn.uow, turn.acting(Right.CHANGE), number, why))


def drop(turn: Turn, number: int, why: str = "") -> Reply:
    """Give a goal up; where no reason is named, a form asks for it."""
    if not why and turn.heard.trigger_id is not None:
        return _drop_form(turn, number)
    return _done(turn, goals.drop(turn.uow, turn.acting(Right.CHANGE), number, why))


def reopen(turn: Turn, number: int) -> Message:
    """Take up a closed goal again."""
    return _done(turn, goals.reopen(turn.uow, turn.acting(Right.CHANGE), number))


def _done(turn: Turn, change: Change) -> Message:
    turn.uow.flush()
    account = turn.acting(Right.READ).account
    return views.changed(turn.speech, account, change.goal, change.activity)


# ---------------------------------------------------------------------------------------- agree


def agree(turn: Turn, number: int) -> Message:
    """The person agrees, for themselves."""
    acting = turn.acting(Right.CHANGE)
    signed = agreements.sign(turn.uow, acting, number)
    small = views.agreement(turn.speech, signed.standing)
    return views.changed(turn.speech, acting.account, signed.goal, signed.activity, small=small)


def client_agreed(turn: Turn, number: int, name: str = "", on: When | None = None) -> Reply:
    """The client agreed; who said so and when is asked where it is missing."""
    if (not name or on is None) and turn.heard.trigger_id is not None:
        return _client_form(turn, number)
    day_of = on.deadline if on else turn.today
    return _client_agreed(turn, number, name, day_of)


def _client_agreed(turn: Turn, number: int, name: str, on: date) -> Message:
    acting = turn.acting(Right.CHANGE)
    with at_field("on"):
        signed = agreements.client_said_yes(turn.uow, acting, number, name, on)
    small = views.agreement(turn.speech, signed.standing)
    return views.changed(turn.speech, acting.account, signed.goal, signed.activity, small=small)


# ----------------------------------------------------------------------------------------- look


def overview(turn: Turn) -> Message:
    """The four levels."""
    acting = turn.acting(Right.READ)
    found = goals.overview(turn.uow, acting)
    return views.overview(turn.speech, acting.account, found, acting.today)


def show(turn: Turn, number: int) -> Message:
    """One goal with everything that hangs on it."""
    acting = turn.acting(Right.READ)
    found = goals.alone(turn.uow, acting, number)
    goal = goals.get(turn.uow, acting, number)
    return views.alone(turn.speech, acting.account, found, goal, acting.today)


# ---------------------------------------------------------------------------- forms and buttons


def open_form(turn: Turn) -> Open:
    """Open the form of a level: a business goal's, unless a button names another."""
    heard = turn.heard
    kind = heard.word("k", GoalKind) if "k" in heard.value else GoalKind.BUSINESS
    acting = turn.acting(Right.CHANGE)
    memo = heard.memo(acting.account_id, k=kind.value)
    if kind is GoalKind.BUSINESS:
        return Open(forms.business(turn.speech, memo), _instead(turn, kind))
    return Open(forms.soft(turn.speech, memo, kind), _instead(turn, kind))


def _instead(turn: Turn, kind: GoalKind) -> Message:
    account = turn.acting(Right.CHANGE).account
    return opens(turn.speech, views.add_button(turn.speech, account, kind))


def save_soft(turn: Turn) -> Message:
    """The form of a vision or a relationship goal was sent."""
    heard = turn.heard
    kind = heard.remembered_word("k", GoalKind)
    text, years = heard.value.get("text") or "", heard.chosen("years")
    acting = turn.acting(Right.CHANGE)
    return _done(turn, goals.look_ahead(turn.uow, acting, kind, text, years))


def save_business(turn: Turn) -> Message:
    """The form of a business goal was sent."""
    entered = turn.heard.value
    acting = turn.acting(Right.CHANGE)
    start = _amount(turn, "start", Missing.START)
    target = _amount(turn, "target", Missing.TARGET)
    with at_field("deadline"):
        change = goals.aim(
            turn.uow,
            acting,
            entered.get("text") or "",
            start=start,
            target=target,
            deadline=turn.heard.day("deadline"),
        )
    return _done(turn, change)


def _amount(turn: Turn, name: str, missing: Missing) -> Amount:
    text = turn.heard.value.get(name)
    with at_field(name):
        if not text:
            raise GoalNotMeasurable([missing])
        return parse_amount(text, language=turn.speech.language)


def press_agree(turn: Turn) -> Message:
    """The button under a goal's message."""
    return agree(turn, turn.heard.number("n"))


def press_reach(turn: Turn) -> Message:
    """The button that closes a goal."""
    return reach(turn, turn.heard.number("n"))


def press_drop(turn: Turn) -> Open:
    """The button that asks why."""
    return _drop_form(turn, turn.heard.number("n"))


def _drop_form(turn: Turn, number: int) -> Open:
    acting = turn.acting(Right.CHANGE)
    goal = goals.get(turn.uow, acting, number)
    goal.must_be_open()
    memo = turn.heard.memo(acting.account_id, n=number)
    way_in = views.drop_button(turn.speech, acting.account, goal)
    return Open(forms.drop(turn.speech, memo, goal), opens(turn.speech, way_in))


def save_drop(turn: Turn) -> Message:
    """The form that asks why was sent."""
    acting, number = turn.acting(Right.CHANGE), turn.heard.remembered("n")
    why = turn.heard.value.get("text") or ""
    return _done(turn, goals.drop(turn.uow, acting, number, why))


def press_client(turn: Turn) -> Open:
    """The button that asks who at the client agreed."""
    return _client_form(turn, turn.heard.number("n"))


def _client_form(turn: Turn, number: int) -> Open:
    acting = turn.acting(Right.CHANGE)
    goal = goals.get(turn.uow, acting, number)
    _ = goal.numbers
    goal.must_be_open()
    memo = turn.heard.memo(acting.account_id, n=number)
    way_in = views.client_button(turn.speech, acting.account, goal)
    form = forms.client(turn.speech, memo, goal, acting.today)
    return Open(form, opens(turn.speech, way_in))


def save_client(turn: Turn) -> Message:
    """The form about the client's agreement was sent."""
    entered = turn.heard.value
    number = turn.heard.remembered("n")
    on = turn.heard.day("on") or turn.today
    return _client_agreed(turn, number, entered.get("name") or "", on)


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
            mark("goal G2 [from …] [to …] [by <date>]"),
            mark('goal G2 "new wording"'),
            mark('goal G2 reached|reopen|drop "why"'),
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
            Form(reword, (GOAL, Text("text"))),
            Form(aim, (Text("text"),), NUMBERS),
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
