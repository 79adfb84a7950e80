"""The menu of an action, its buttons and its modals."""

import re

from slack_sdk.models.views import View

from domain.action import ActionKind, Intent
from domain.calendar import Month
from domain.errors import Invalid
from domain.permission import Right
from domain.person import Person as Colleague
from handlers.actions import forms, views
from handlers.actions.changes import aim, assign, carry, changed, drop, finish, move
from handlers.blocks.message import Message, Open, opens
from handlers.grammar.deadlines import Time
from handlers.incoming import InvalidPayload
from handlers.request import Request
from services import accounts, actions, plan, references
from services.access import Acting

MONTHS_OFFERED = 12

PURPOSE = re.compile("[SML][1-9][0-9]{0,9}")
"""A reference to what an action may serve."""


class TimeMissing(Invalid):
    """Neither a day nor a month was chosen."""


def open_form(request: Request) -> Open:
    """Open the modal, for a light where one's button was pressed."""
    acting = request.acting(Right.CHANGE)
    choices = _choices(request, acting, _of_review(request))
    incoming, _ = request.incoming, request.speech
    serves = incoming.value.get("s")
    memo = incoming.memo(acting.account_id)
    form = forms.form(_, memo, choices, me=acting.person.id, serves=serves)
    return Open(form, opens(_, views.new_button(_, acting.account, serves)))


def blank_form(request: Request, acting: Acting | None, text: str, memo: str) -> View:
    """The modal, for a shortcut; who could do it is known once the account is."""
    choices = _choices(request, acting) if acting else _unknown(request)
    return forms.form(request.speech, memo, choices, me=request.person.id, text=text)


def _choices(request: Request, acting: Acting, first: Month | None = None) -> forms.Choices:
    first = first or plan.window(request.uow, acting.account, acting.today).first
    return forms.Choices(
        people=_colleagues(request, acting),
        months=_months(first),
        serves=references.offers(request.uow, acting),
    )


def _unknown(request: Request) -> forms.Choices:
    return forms.Choices(
        people=[request.person], months=_months(Month.of(request.today)), serves=[]
    )


def _months(first: Month) -> list[Month]:
    return [first.plus(n) for n in range(MONTHS_OFFERED)]


def save_form(request: Request) -> Message:
    """The modal was sent."""
    acting = request.acting(Right.CHANGE)
    incoming = request.incoming
    intent = Intent(
        incoming.value.get("text") or "",
        owner_id=_chosen(request, "owner"),
        due=incoming.day("due"),
        month=_month(request),
        kind=incoming.word("kind", ActionKind) if _chosen(request, "kind") else None,
        serves=_chosen(request, "serves"),
    )
    return changed(request, acting, actions.add(request.uow, acting, intent))


def _chosen(request: Request, name: str) -> str | None:
    """What was chosen in a menu, if it was not "nothing"."""
    value = request.incoming.value.get(name)
    return None if value in (None, "", forms.NOTHING) else str(value)


def _of_review(request: Request) -> Month | None:
    """The month that a review plans, where its button was pressed; raises Garbled."""
    return _parsed(request.incoming.value.get("m"))


def _month(request: Request) -> Month | None:
    """The month that was chosen, if one was; raises Garbled."""
    return _parsed(_chosen(request, "month"))


def _parsed(chosen: str | None) -> Month | None:
    try:
        return Month.parse(chosen) if chosen else None
    except ValueError as error:
        raise InvalidPayload from error


def choose(request: Request) -> Message | Open:
    """Something was chosen in the menu of an action; raises Garbled."""
    incoming = request.incoming
    number, seen = incoming.number("n"), incoming.number("v")
    match incoming.value.get("do"):
        case "done":
            return finish(request, number, seen)
        case "carry":
            return carry(request, number, seen)
        case "drop":
            return drop(request, number, seen=seen)
        case "move":
            return open_move(request, number, seen)
        case "assign":
            return open_owner(request, number, seen)
        case "aim":
            return open_aim(request, number, seen)
        case _:
            raise InvalidPayload


def press_done(request: Request) -> Message:
    """The Done button."""
    return finish(request, request.incoming.number("n"), request.incoming.number("v"))


def open_move(request: Request, number: int, seen: int) -> Open:
    """Open the modal that moves an action."""
    acting = request.acting(Right.CHANGE)
    action = actions.get(request.uow, acting, number)
    months = _months(Month.of(acting.today))
    memo = request.incoming.memo(acting.account_id, n=number, v=seen)
    _ = request.speech
    way_in = views.move_button(_, acting.account, action)
    return Open(forms.move_form(_, memo, action, months), opens(_, way_in))


def open_owner(request: Request, number: int, seen: int) -> Open:
    """Open the modal that gives an action to somebody."""
    acting = request.acting(Right.CHANGE)
    action = actions.get(request.uow, acting, number)
    people = _colleagues(request, acting)
    memo = request.incoming.memo(acting.account_id, n=number, v=seen)
    _ = request.speech
    way_in = views.owner_button(_, acting.account, action)
    form = forms.owner_form(_, memo, action, people, acting.person.id)
    return Open(form, opens(_, way_in))


def press_aim(request: Request) -> Open | Message:
    """The button that asks what an action is for."""
    number = request.incoming.number("n")
    acting = request.acting(Right.CHANGE)
    return open_aim(request, number, actions.get(request.uow, acting, number).version)


def open_aim(request: Request, number: int, seen: int) -> Open | Message:
    """Open the modal that says what an action is for, if there is anything."""
    acting, _ = request.acting(Right.CHANGE), request.speech
    action = actions.get(request.uow, acting, number)
    offers = references.offers(request.uow, acting)
    if not offers:
        return forms.nothing_to_serve(_)
    memo = request.incoming.memo(acting.account_id, n=number, v=seen)
    form = forms.aim_form(_, memo, action, offers)
    return Open(form, opens(_, views.aim_button(_, acting.account, number)))


def _colleagues(request: Request, acting: Acting) -> list[Colleague]:
    return [each for each in accounts.team(request.uow, acting) if each.is_colleague]


def save_move(request: Request) -> Message:
    """The modal that moves an action was sent; raises TimeMissing."""
    due, month = request.incoming.day("due"), _month(request)
    if due is not None:
        time = Time(due, Month.of(due))
    elif month is not None:
        time = Time(None, month)
    else:
        raise TimeMissing
    return move(request, request.incoming.remembered("n"), time, request.incoming.remembered("v"))


def save_aim(request: Request) -> Message:
    """The modal that says what an action is for was sent; raises Garbled."""
    incoming, serves = request.incoming, str(request.incoming.value.get("serves") or "")
    if not PURPOSE.fullmatch(serves):
        raise InvalidPayload
    return aim(request, incoming.remembered("n"), serves, incoming.remembered("v"))


def save_owner(request: Request) -> Message:
    """The modal that gives an action to somebody was sent; raises Garbled."""
    incoming, owner = request.incoming, _chosen(request, "owner")
    if owner is None:
        raise InvalidPayload
    return assign(request, incoming.remembered("n"), owner, incoming.remembered("v"))
