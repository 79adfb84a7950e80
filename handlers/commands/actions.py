"""`/kam action …`, `done`, `move`, `assign`, `drop`: what is to be done, and what becomes of it."""

from slack_sdk.models.views import View

from domain.action import ActionKind, Intent
from domain.calendar import Month
from domain.errors import Invalid
from domain.permission import Right
from domain.person import Person as Colleague
from domain.plan import entry as entry_of
from handlers.commands.deadlines import AfterQuotes, Deadline, Place, Time
from handlers.commands.grammar import (
    Choice,
    Command,
    Form,
    Literal,
    Option,
    Person,
    Ref,
    Run,
    Text,
    Why,
)
from handlers.commands.shortcuts import Shortcut, Surface, picked
from handlers.speech import mark
from handlers.turn import Garbled, Turn
from handlers.views import actions as views
from handlers.views.lights import PLAN_ACTION
from handlers.views.message import Message, Open, opens
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


def carry(turn: Turn, number: int, seen: int | None = None, *, to: Month | None = None) -> Message:
    """Carry an action over into the next month, or a later one."""
    acting = turn.acting(Right.CHANGE)
    return _changed(turn, acting, actions.carry_over(turn.uow, acting, number, to=to, seen=seen))


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
    choices = _choices(turn, acting, _of_review(turn))
    heard, _ = turn.heard, turn.speech
    serves = heard.value.get("s")
    memo = heard.memo(acting.account_id)
    form = views.form(_, memo, choices, me=acting.person.id, serves=serves)
    return Open(form, opens(_, views.new_button(_, acting.account, serves)))


def blank_form(turn: Turn, acting: Acting | None, text: str, memo: str) -> View:
    """The modal, for a shortcut; who could do it is known once the account is."""
    choices = _choices(turn, acting) if acting else _unknown(turn)
    return views.form(turn.speech, memo, choices, me=turn.person.id, text=text)


def _choices(turn: Turn, acting: Acting, first: Month | None = None) -> views.Choices:
    first = first or plan.window(turn.uow, acting.account, acting.today).first
    return views.Choices(
        people=_colleagues(turn, acting),
        months=_months(first),
        serves=references.offers(turn.uow, acting),
    )


def _unknown(turn: Turn) -> views.Choices:
    return views.Choices(people=[turn.person], months=_months(Month.of(turn.today)), serves=[])


def _months(first: Month) -> list[Month]:
    return [first.plus(n) for n in range(MONTHS_OFFERED)]


def save_form(turn: Turn) -> Message:
    """The modal was sent."""
    acting = turn.acting(Right.CHANGE)
    heard = turn.heard
    intent = Intent(
        heard.value.get("text") or "",
        owner_id=_chosen(turn, "owner"),
        due=heard.day("due"),
        month=_month(turn),
        kind=heard.word("kind", ActionKind) if _chosen(turn, "kind") else None,
        serves=_chosen(turn, "serves"),
    )
    return _changed(turn, acting, actions.add(turn.uow, acting, intent))


def _chosen(turn: Turn, name: str) -> str | None:
    """What was chosen in a menu, if it was not "nothing"."""
    value = turn.heard.value.get(name)
    return None if value in (None, "", views.NOTHING) else str(value)


def _of_review(turn: Turn) -> Month | None:
    """The month that a review plans, where its button was pressed; raises Garbled."""
    return _parsed(turn.heard.value.get("m"))


def _month(turn: Turn) -> Month | None:
    """The month that was chosen, if one was; raises Garbled."""
    return _parsed(_chosen(turn, "month"))


def _parsed(chosen: str | None) -> Month | None:
    try:
        return Month.parse(chosen) if chosen else None
    except ValueError as error:
        raise Garbled from error


def choose(turn: Turn) -> Message | Open:
    """Something was chosen in the menu of an action; raises Garbled."""
    heard = turn.heard
    number, seen = heard.number("n"), heard.number("v")
    match heard.value.get("do"):
        case "done":
            return finish(turn, number, seen)
        case "carry":
            return carry(turn, number, seen)
        case "drop":
            return drop(turn, number, seen=seen)
        case "move":
            return open_move(turn, number, seen)
        case "assign":
            return open_owner(turn, number, seen)
        case _:
            raise Garbled


def press_done(turn: Turn) -> Message:
    """The Done button."""
    return finish(turn, turn.heard.number("n"), turn.heard.number("v"))


def open_move(turn: Turn, number: int, seen: int) -> Open:
    """Open the modal that moves an action."""
    acting = turn.acting(Right.CHANGE)
    action = actions.get(turn.uow, acting, number)
    months = _months(Month.of(acting.today))
    memo = turn.heard.memo(acting.account_id, n=number, v=seen)
    _ = turn.speech
    way_in = views.move_button(_, acting.account, action)
    return Open(views.move_form(_, memo, action, months), opens(_, way_in))


def open_owner(turn: Turn, number: int, seen: int) -> Open:
    """Open the modal that gives an action to somebody."""
    acting = turn.acting(Right.CHANGE)
    action = actions.get(turn.uow, acting, number)
    people = _colleagues(turn, acting)
    memo = turn.heard.memo(acting.account_id, n=number, v=seen)
    _ = turn.speech
    way_in = views.owner_button(_, acting.account, action)
    form = views.owner_form(_, memo, action, people, acting.person.id)
    return Open(form, opens(_, way_in))


def _colleagues(turn: Turn, acting: Acting) -> list[Colleague]:
    return [each for each in accounts.team(turn.uow, acting) if each.is_colleague]


def save_move(turn: Turn) -> Message:
    """The modal that moves an action was sent; raises TimeMissing."""
    due, month = turn.heard.day("due"), _month(turn)
    if due is not None:
        time = Time(due, Month.of(due))
    elif month is not None:
        time = Time(None, month)
    else:
        raise TimeMissing
    return move(turn, turn.heard.remembered("n"), time, turn.heard.remembered("v"))


def save_owner(turn: Turn) -> Message:
    """The modal that gives an action to somebody was sent; raises Garbled."""
    heard, owner = turn.heard, _chosen(turn, "owner")
    if owner is None:
        raise Garbled
    return assign(turn, heard.remembered("n"), owner, heard.remembered("v"))


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
            Form(add, (Text("text"),), OPTIONS),
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
    views.SAVE: picked(save_form),
    views.SAVE_MOVE: save_move,
    views.SAVE_OWNER: save_owner,
}
FROM_MESSAGE = Shortcut(
    "action.message",
    "Plan an action",
    "Who does what by when about the message",
    Surface.MESSAGE,
    blank_form,
)
SHORTCUTS = (FROM_MESSAGE,)
