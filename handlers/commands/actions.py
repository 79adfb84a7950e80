"""`/kam action …`, `done`, `move`, `assign`, `drop`: what is to be done, and what becomes of it."""

from datetime import date

from domain.action import ActionKind, Intent
from domain.calendar import Month
from domain.errors import Invalid
from domain.permission import Right
from domain.plan import entry as entry_of
from handlers.commands.deadlines import AfterQuotes, Deadline, Place, Task, Time
from handlers.commands.grammar import (
    Choice,
    Command,
    Form,
    Literal,
    Option,
    Person,
    Ref,
    Run,
    Why,
)
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import actions as views
from handlers.views.lights import PLAN_ACTION
from handlers.views.message import Message, Open
from services import accounts, actions, history, plan, references
from services.access import Acting
from services.actions import Change

MONTHS_OFFERED = 12

KINDS = {
    "contact": ActionKind.CONTACT,
    "contacts": ActionKind.CONTACT,
    "kontakt": ActionKind.CONTACT,
    "kontakte": ActionKind.CONTACT,
    "introduction": ActionKind.INTRODUCTION,
    "vorstellung": ActionKind.INTRODUCTION,
    "einführung": ActionKind.INTRODUCTION,
    "information": ActionKind.INFORMATION,
    "informationen": ActionKind.INFORMATION,
    "info": ActionKind.INFORMATION,
}
ACTION = Ref("number", "A")
KIND = Choice("kind", KINDS)
FOR = ("for", "für", "fuer", "serves", "dient", "zu")
TO = ("to", "an", "for", "für")
ME = ("me", "mir", "mich", "ich")
OPTIONS = (
    Option(Person("owner")),
    Option(Deadline("time")),
    Option(AfterQuotes(KIND)),
    Option(KIND, ("as", "als")),
    Option(Ref("serves", "SML"), FOR),
    Option(Person("owner"), TO),
)


class TimeMissing(Invalid):
    """Neither a day nor a month was chosen."""


def add(  # noqa: PLR0917 - the command names them
    turn: Turn,
    text: str,
    owner: str | None = None,
    time: Time | None = None,
    kind: ActionKind | None = None,
    serves: str | None = None,
) -> Message:
    """Plan an action."""
    due, month = (time.due, time.month) if time else (None, None)
    intent = Intent(text, owner, due, month, kind, serves)
    acting = turn.acting(Right.CHANGE)
    return _changed(turn, acting, actions.add(turn.uow, acting, intent))


def past(turn: Turn, number: int) -> Message:
    """Show one action and what became of it."""
    acting = turn.acting(Right.READ)
    action, changes = actions.past(turn.uow, acting, number)
    first = plan.window(turn.uow, acting.account, acting.today).first
    here = plan.present(turn.uow, acting.account)
    entry = entry_of(action, first, acting.today, here)
    names = plan.names(turn.uow, [action])
    names |= history.names(turn.uow, {change.by for change in changes})
    return views.past(turn.speech, acting.account, entry, changes, names)


def finish(turn: Turn, number: int, seen: int | None = None) -> Message:
    """Mark an action done."""
    acting = turn.acting(Right.CHANGE)
    return _changed(turn, acting, actions.finish(turn.uow, acting, number, seen=seen))


def move(turn: Turn, number: int, time: Time, seen: int | None = None) -> Message:
    """Move an action to a date or a month."""
    acting = turn.acting(Right.CHANGE)
    change = actions.move(turn.uow, acting, number, due=time.due, month=time.month, seen=seen)
    return _changed(turn, acting, change)


def assign(turn: Turn, number: int, owner: str, seen: int | None = None) -> Message:
    """Give an action to somebody."""
    acting = turn.acting(Right.CHANGE)
    return _changed(turn, acting, actions.assign(turn.uow, acting, number, owner, seen=seen))


def take(turn: Turn, number: int) -> Message:
    """Take an action oneself."""
    return assign(turn, number, turn.person.id)


def drop(turn: Turn, number: int, why: str | None = None, seen: int | None = None) -> Message:
    """Drop an action."""
    acting = turn.acting(Right.CHANGE)
    return _changed(turn, acting, actions.drop(turn.uow, acting, number, why=why, seen=seen))


def carry(turn: Turn, number: int, seen: int | None = None) -> Message:
    """Carry an action over into the next month."""
    acting = turn.acting(Right.CHANGE)
    return _changed(turn, acting, actions.carry_over(turn.uow, acting, number, seen=seen))


def _changed(turn: Turn, acting: Acting, change: Change) -> Message:
    """What the actor is told: the action as it stands in the plan now."""
    turn.uow.flush()
    window = plan.window(turn.uow, acting.account, acting.today)
    here = plan.present(turn.uow, acting.account)
    entry = entry_of(change.action, window.first, acting.today, here)
    return views.changed(
        turn.speech,
        acting.account,
        entry,
        change.activity,
        plan.names(turn.uow, [change.action]),
        window,
    )


# ------------------------------------------------------------------------- buttons and modals


def open_form(turn: Turn) -> Open:
    """Open the modal, for a light where one's button was pressed."""
    acting = turn.acting(Right.CHANGE)
    window = plan.window(turn.uow, acting.account, acting.today)
    people = [each for each in accounts.team(turn.uow, acting) if each.is_colleague]
    choices = views.Choices(
        people=people,
        months=[window.first.plus(n) for n in range(MONTHS_OFFERED)],
        serves=references.offers(turn.uow, acting),
    )
    memo = turn.heard.memo(acting.account_id)
    serves = turn.heard.value.get("s")
    return Open(views.form(turn.speech, memo, choices, me=acting.person.id, serves=serves))


def save_form(turn: Turn) -> Message:
    """The modal was sent."""
    entered = turn.heard.value
    chosen = {name: _chosen(entered.get(name)) for name in ("owner", "due", "kind", "serves")}
    month = _chosen(entered.get("month"))
    intent = Intent(
        entered.get("text") or "",
        owner_id=chosen["owner"],
        due=_day(chosen["due"]),
        month=Month.parse(month) if month else None,
        kind=ActionKind(chosen["kind"]) if chosen["kind"] else None,
        serves=chosen["serves"],
    )
    acting = turn.acting(Right.CHANGE)
    return _changed(turn, acting, actions.add(turn.uow, acting, intent))


def _chosen(value: str | None) -> str | None:
    return None if value in (None, "", views.NOTHING) else value


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def choose(turn: Turn) -> Message | Open:
    """Something was chosen in the menu of an action."""
    value = turn.heard.value
    number, seen = int(value["n"]), int(value["v"])
    match value["do"]:
        case "done":
            return finish(turn, number, seen)
        case "carry":
            return carry(turn, number, seen)
        case "drop":
            return drop(turn, number, seen=seen)
        case "move":
            return open_move(turn, number, seen)
        case _:
            return open_owner(turn, number, seen)


def press_done(turn: Turn) -> Message:
    """The Done button."""
    value = turn.heard.value
    return finish(turn, int(value["n"]), int(value["v"]))


def open_move(turn: Turn, number: int, seen: int) -> Open:
    """Open the modal that moves an action."""
    acting = turn.acting(Right.CHANGE)
    action = actions.get(turn.uow, acting, number)
    this = Month.of(acting.today)
    months = [this.plus(n) for n in range(MONTHS_OFFERED)]
    memo = turn.heard.memo(acting.account_id, n=number, v=seen)
    return Open(views.move_form(turn.speech, memo, action, months))


def open_owner(turn: Turn, number: int, seen: int) -> Open:
    """Open the modal that gives an action to somebody."""
    acting = turn.acting(Right.CHANGE)
    action = actions.get(turn.uow, acting, number)
    people = [each for each in accounts.team(turn.uow, acting) if each.is_colleague]
    memo = turn.heard.memo(acting.account_id, n=number, v=seen)
    return Open(views.owner_form(turn.speech, memo, action, people, acting.person.id))


def save_move(turn: Turn) -> Message:
    """The modal that moves an action was sent; raises TimeMissing."""
    due, month = _day(turn.heard.value.get("due")), turn.heard.value.get("month")
    memory = turn.heard.memory
    if due is not None:
        time = Time(due, Month.of(due))
    elif month:
        time = Time(None, Month.parse(month))
    else:
        raise TimeMissing
    return move(turn, int(memory["n"]), time, int(memory["v"]))


def save_owner(turn: Turn) -> Message:
    """The modal that gives an action to somebody was sent."""
    memory = turn.heard.memory
    return assign(turn, int(memory["n"]), turn.heard.value["owner"], int(memory["v"]))


COMMANDS = (
    Command(
        word="action",
        also=("aktion", "aufgabe", "massnahme", "maßnahme"),
        usage=(
            mark(
                'action "…" [@who] [by <date> | in <month>] '
                "[contact|introduction|information] [for S1|M4|L3]"
            ),
            mark("action A7"),
        ),
        example=mark('action "call the finance director" @anna by next Friday for L3'),
        about=mark("Plan who does what by when"),
        access=Right.CHANGE,
        forms=(
            Form(past, (ACTION,)),
            Form(add, (Task("text"),), OPTIONS),
            Form(open_form),
        ),
    ),
    Command(
        word="done",
        also=("erledigt", "fertig", "geschafft"),
        usage=(mark("done A7"),),
        example=mark("done A7"),
        about=mark("Mark an action done"),
        access=Right.CHANGE,
        forms=(Form(finish, (ACTION,)),),
    ),
    Command(
        word="move",
        also=("verschiebe", "verschieben"),
        usage=(mark("move A7 to <date>|<month>"),),
        example=mark("move A7 to 15 May"),
        about=mark("Move an action to a date or a month"),
        access=Right.CHANGE,
        forms=(Form(move, (ACTION, Place("time"))),),
    ),
    Command(
        word="assign",
        also=("zuweisen", "übergib", "gib"),
        usage=(mark("assign A7 @who"),),
        example=mark("assign A7 @anna"),
        about=mark("Give an action to somebody"),
        access=Right.CHANGE,
        forms=(
            Form(assign, (ACTION, Person("owner"))),
            Form(assign, (ACTION, Literal(TO), Person("owner"))),
            Form(take, (ACTION, Literal(ME))),
            Form(take, (ACTION, Literal(TO), Literal(ME))),
        ),
    ),
    Command(
        word="drop",
        also=("streiche", "streichen", "verwerfen", "fallenlassen"),
        usage=(mark('drop A7 ["why"]'),),
        example=mark('drop A7 "no longer needed"'),
        about=mark("Drop an action"),
        access=Right.CHANGE,
        forms=(Form(drop, (ACTION,), (Option(Why()),)),),
    ),
)
BUTTONS: dict[str, Run] = {
    PLAN_ACTION: open_form,
    views.CHANGE: choose,
    views.FINISH: press_done,
}
MODALS: dict[str, Run] = {
    views.SAVE: save_form,
    views.SAVE_MOVE: save_move,
    views.SAVE_OWNER: save_owner,
}
