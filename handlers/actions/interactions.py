"""The menu of an action, its buttons and its modals."""

import re

from slack_sdk.models.views import View

from domain.action import ActionKind, Intent
from domain.calendar import Month
from domain.errors import Invalid
from domain.permission import Right
from domain.person import Person as Colleague
from handlers.commands.action_changes import aim, assign, carry, changed, drop, finish, move
from handlers.commands.deadlines import Time
from handlers.turn import Garbled, Turn
from handlers.views import action_forms as forms
from handlers.views import actions as views
from handlers.views.message import Message, Open, opens
from services import accounts, actions, plan, references
from services.access import Acting

MONTHS_OFFERED = 12

PURPOSE = re.compile("[SML][1-9][0-9]{0,9}")
"""A reference to what an action may serve."""


class TimeMissing(Invalid):
    """Neither a day nor a month was chosen."""


def open_form(turn: Turn) -> Open:
    """Open the modal, for a light where one's button was pressed."""
    acting = turn.acting(Right.CHANGE)
    choices = _choices(turn, acting, _of_review(turn))
    heard, _ = turn.heard, turn.speech
    serves = heard.value.get("s")
    memo = heard.memo(acting.account_id)
    form = forms.form(_, memo, choices, me=acting.person.id, serves=serves)
    return Open(form, opens(_, views.new_button(_, acting.account, serves)))


def blank_form(turn: Turn, acting: Acting | None, text: str, memo: str) -> View:
    """The modal, for a shortcut; who could do it is known once the account is."""
    choices = _choices(turn, acting) if acting else _unknown(turn)
    return forms.form(turn.speech, memo, choices, me=turn.person.id, text=text)


def _choices(turn: Turn, acting: Acting, first: Month | None = None) -> forms.Choices:
    first = first or plan.window(turn.uow, acting.account, acting.today).first
    return forms.Choices(
        people=_colleagues(turn, acting),
        months=_months(first),
        serves=references.offers(turn.uow, acting),
    )


def _unknown(turn: Turn) -> forms.Choices:
    return forms.Choices(people=[turn.person], months=_months(Month.of(turn.today)), serves=[])


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
    return changed(turn, acting, actions.add(turn.uow, acting, intent))


def _chosen(turn: Turn, name: str) -> str | None:
    """What was chosen in a menu, if it was not "nothing"."""
    value = turn.heard.value.get(name)
    return None if value in (None, "", forms.NOTHING) else str(value)


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
        case "aim":
            return open_aim(turn, number, seen)
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
    return Open(forms.move_form(_, memo, action, months), opens(_, way_in))


def open_owner(turn: Turn, number: int, seen: int) -> Open:
    """Open the modal that gives an action to somebody."""
    acting = turn.acting(Right.CHANGE)
    action = actions.get(turn.uow, acting, number)
    people = _colleagues(turn, acting)
    memo = turn.heard.memo(acting.account_id, n=number, v=seen)
    _ = turn.speech
    way_in = views.owner_button(_, acting.account, action)
    form = forms.owner_form(_, memo, action, people, acting.person.id)
    return Open(form, opens(_, way_in))


def press_aim(turn: Turn) -> Open | Message:
    """The button that asks what an action is for."""
    number = turn.heard.number("n")
    acting = turn.acting(Right.CHANGE)
    return open_aim(turn, number, actions.get(turn.uow, acting, number).version)


def open_aim(turn: Turn, number: int, seen: int) -> Open | Message:
    """Open the modal that says what an action is for, if there is anything."""
    acting, _ = turn.acting(Right.CHANGE), turn.speech
    action = actions.get(turn.uow, acting, number)
    offers = references.offers(turn.uow, acting)
    if not offers:
        return forms.nothing_to_serve(_)
    memo = turn.heard.memo(acting.account_id, n=number, v=seen)
    form = forms.aim_form(_, memo, action, offers)
    return Open(form, opens(_, views.aim_button(_, acting.account, number)))


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


def save_aim(turn: Turn) -> Message:
    """The modal that says what an action is for was sent; raises Garbled."""
    heard, serves = turn.heard, str(turn.heard.value.get("serves") or "")
    if not PURPOSE.fullmatch(serves):
        raise Garbled
    return aim(turn, heard.remembered("n"), serves, heard.remembered("v"))


def save_owner(turn: Turn) -> Message:
    """The modal that gives an action to somebody was sent; raises Garbled."""
    heard, owner = turn.heard, _chosen(turn, "owner")
    if owner is None:
        raise Garbled
    return assign(turn, heard.remembered("n"), owner, heard.remembered("v"))
