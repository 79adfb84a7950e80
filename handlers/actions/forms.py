"""The modals of an action: plan it, move it, give it to somebody, say what it is for."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import InputBlock
from slack_sdk.models.views import View

from domain.action import Action, ActionKind, Purpose
from domain.calendar import Month
from domain.person import Person, told_apart
from handlers.actions.buttons import (
    SAVE,
    SAVE_AIM,
    SAVE_MOVE,
    SAVE_OUTCOME,
    SAVE_OWNER,
    SAVE_WORDING,
    EnteredAction,
)
from handlers.actions.views import headline
from handlers.blocks import inputs
from handlers.blocks.message import Message, said, section
from handlers.blocks.payload import NOTHING
from handlers.request import Request
from language.amounts import show_amount
from language.speech import Speech
from language.words import kind_word, month_name
from services import accounts, contacts, references
from services import plan as windows
from services.access import Acting

MENU = 98
"""Options of a menu, with room for "nobody yet"."""


MONTHS_OFFERED = 12


def plan(
    request: Request, acting: Acting | None, said: EnteredAction, first: Month | None = None
) -> View:
    """The modal that plans an action, with what was said of it already.

    Who could do it is known once the account is; `first` is the first month that is offered.
    """
    uow, _ = request.uow, request.speech
    people = accounts.team(uow, acting) if acting else [request.person]
    months = _months(_, first or _first(request, acting))
    purposes = _offered(_, references.offers(uow, acting) if acting else [])
    serves = {NOTHING: _("Nothing yet"), **purposes}
    return inputs.form(
        _,
        SAVE,
        _("Plan an action"),
        _("Plan it"),
        _text(_, said.text),
        _people(_, people, said.owner or NOTHING),
        inputs.day("due", _("Due on"), said.due, optional=True),
        inputs.select("month", _("Or, without a day, in"), months, initial=_month(said, months)),
        _select("kind", _("Important, not urgent?"), _kinds(_), said.kind),
        _select("serves", _("What is it for?"), serves, said.serves),
        *inputs.contact_field(_, contacts.offers(uow, acting) if acting else (), said.contact),
    )


def _first(request: Request, acting: Acting | None) -> Month:
    """The first month of the plan; without an account this month."""
    if acting is None:
        return Month.of(request.today)
    return windows.window(request.uow, acting.account, acting.today).first


def _month(said: EnteredAction, months: Iterable[str]) -> str:
    """The month that was said, if it is offered; else the first one."""
    return str(said.month) if str(said.month) in months else next(iter(months))


def _months(_: Speech, first: Month) -> dict[str, str]:
    months = [first.plus(n) for n in range(MONTHS_OFFERED)]
    return {str(month): month_name(_, month) for month in months}


def outcome_form(_: Speech, action: Action) -> View:
    """The modal that asks what came of an action."""
    title, about = _("What came of {ref}?", ref=action.ref), section(headline(action))
    label, example = _("What came of it, in one sentence"), _("She wants a pilot in June")
    text = inputs.text("text", label, example, initial=action.outcome or "", multiline=True)
    return inputs.form(_, SAVE_OUTCOME, title, _("Save"), about, text)


def wording_form(_: Speech, action: Action) -> View:
    """The modal that rewords an action."""
    title = _("Edit {ref}", ref=action.ref)
    return inputs.form(_, SAVE_WORDING, title, _("Save"), _text(_, action.text))


def _text(_: Speech, initial: str) -> InputBlock:
    return inputs.text(
        "text",
        _("What is to be done, in one sentence"),
        _("Call the finance director"),
        initial=initial,
        multiline=True,
    )


def move_form(_: Speech, action: Action, first: Month) -> View:
    """The modal that moves an action, to a day or to one of the months from `first` on."""
    title, about = _("Move {ref}", ref=action.ref), section(headline(action))
    day = inputs.day("due", _("To this day"), optional=True)
    label, hint = _("Or, without a day, to"), _("Choose a month")
    month = inputs.select("month", label, _months(_, first), placeholder=hint, optional=True)
    return inputs.form(_, SAVE_MOVE, title, _("Move it"), about, day, month)


def owner_form(_: Speech, action: Action, people: Sequence[Person], me: str) -> View:
    """The modal that gives an action to somebody."""
    title, about = _("Assign {ref}", ref=action.ref), section(headline(action))
    label, hint, now = _("Who does it?"), _("Choose somebody"), action.owner_id or me
    people_to_choose = offered_people(people, now)
    who = inputs.select(
        "owner",
        label,
        people_to_choose,
        initial=now,
        placeholder=hint,
        hint=inputs.not_all(_, people, _("assign A7 @who")),
    )
    return inputs.form(_, SAVE_OWNER, title, _("Assign it"), about, who)


def aim_form(_: Speech, action: Action, offers: Sequence[Purpose]) -> View:
    """The modal that says what an action is for."""
    return inputs.form(
        _,
        SAVE_AIM,
        _("What is {ref} for?", ref=action.ref),
        _("Save"),
        section(headline(action)),
        _select("serves", _("What is it for?"), _offered(_, offers), action.serves),
    )


def nothing_to_serve(_: Speech) -> Message:
    """There is nothing yet that an action could be for."""
    return said(
        _(
            "There is nothing yet that an action could serve: a light, a milestone or a strategy. "
            'For example: `/kam light red "finance director leaving"`'
        )
    )


def _people(_: Speech, people: Sequence[Person], me: str) -> InputBlock:
    known = offered_people(people, me)
    more = inputs.not_all(_, people, _("assign A7 @who"))
    choices = {**known, NOTHING: _("Nobody yet")}
    return _select("owner", _("Who does it?"), choices, me, more)


def offered_people(people: Sequence[Person], me: str) -> dict[str, str]:
    """As many as a menu holds, oneself among them however large the team is."""
    first = [person for person in people if person.id == me]
    others = [person for person in people if person.id != me]
    return told_apart([*first, *others][: inputs.PEOPLE])


def _kinds(_: Speech) -> dict[str, str]:
    kinds = {kind.value: kind_word(_, kind) for kind in ActionKind}
    return {NOTHING: _("No: everyday work"), **kinds}


def _offered(_: Speech, offers: Sequence[Purpose]) -> dict[str, str]:
    """L3 finance director leaving; M4 3 products: Products sold."""
    return {each.ref: f"{each.ref} {_purpose(_, each)}" for each in offers[:MENU]}


def _purpose(_: Speech, offered: Purpose) -> str:
    if offered.amount is None:
        return offered.text
    return f"{show_amount(offered.amount, _.language)}: {offered.text}"


def _select(
    block_id: str,
    label: str,
    choices: dict[str, str],
    initial: str | None,
    hint: str | None = None,
) -> InputBlock:
    """A menu that always has an answer: what it shows untouched is what it means."""
    known = initial if initial in choices else NOTHING
    return inputs.select(block_id, label, choices, initial=known, hint=hint)
