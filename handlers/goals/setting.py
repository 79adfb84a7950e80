"""A new goal, by a sentence or a form: visions, relationship goals and business goals."""

from datetime import date
from typing import Any

from documents.facts import agreement
from domain.amount import Amount
from domain.goal import GoalKind, HorizonMissing
from domain.guard import GuardRail
from domain.likeness import LooksLike
from domain.measure import GoalNotMeasurable, Missing
from domain.permission import Right
from handlers.blocks.escaping import escape
from handlers.blocks.fields import at_field
from handlers.blocks.message import Message, Open, Reply
from handlers.blocks.payload import Payload, Sure
from handlers.goals import answers, buttons, forms
from handlers.goals.buttons import AimAt, Grow, GrowSince, LookAhead, OfLevel, SureOfLevel
from handlers.grammar.questions import the_same_in_form
from handlers.request import Request
from language.amounts import show_amount
from language.arguments.guards import read_rail
from language.numbers import UnclearNumber, parse_amount
from language.speech import Speech
from language.words import rail_typed
from services import agreements, goals
from services.access import Acting
from services.goals import GoalChange


def vision(request: Request, text: str = "", years: int | None = None) -> Reply:
    """Set a vision, or open its form where the horizon is missing."""
    return _look_ahead(request, GoalKind.VISION, text, years)


def relationship(request: Request, text: str = "", years: int | None = None) -> Reply:
    """Say what we want to hear, or open the form where the horizon is missing."""
    return _look_ahead(request, GoalKind.RELATIONSHIP, text, years)


def _look_ahead(request: Request, kind: GoalKind, text: str, years: int | None) -> Reply:
    acting, is_sure = request.acting(Right.CHANGE), request.incoming.is_sure
    if years is not None:
        change = goals.look_ahead(request.uow, acting, kind, text, years, is_sure=is_sure)
        return done(request, acting, change)
    if request.incoming.trigger_id is None:
        raise HorizonMissing
    return _soft_form(request, kind, text)


def aim(  # noqa: PLR0917 - the command names them
    request: Request,
    text: str,
    start: Amount | None = None,
    target: Amount | None = None,
    deadline: date | None = None,
    growth: Amount | None = None,
    guard: GuardRail | None = None,
) -> Reply:
    """Set a business goal; what is missing is asked back, growth by last year's figure."""
    acting, is_sure = request.acting(Right.CHANGE), request.incoming.is_sure
    if growth is None:
        change = goals.aim(
            request.uow,
            acting,
            text,
            start=start,
            target=target,
            deadline=deadline,
            guard=guard,
            is_sure=is_sure,
        )
    elif start is not None and deadline is not None:
        change = goals.grow(
            request.uow,
            acting,
            text,
            growth,
            start=start,
            by=deadline,
            guard=guard,
            is_sure=is_sure,
        )
    else:
        _ = request.speech
        more, figure = (_shown(_, each) for each in (growth, start))
        known = GrowSince(text, more, deadline, rail_typed(_, guard), figure)
        return _growth_form(request, known)
    return done(request, acting, change)


def _shown(_: Speech, amount: Amount | None) -> str:
    return show_amount(amount, _.language) if amount else ""


def ask_growth(request: Request, **carried: Any) -> Open:  # noqa: ANN401 - Grow
    """Open the form that asks for last year's figure, the rest of it filled in already."""
    request.acting(Right.CHANGE)
    return _growth_form(request, GrowSince(**carried))


def _growth_form(request: Request, known: GrowSince) -> Open:
    carried = Grow(known.text, known.growth, known.deadline, known.guard)
    return request.open(forms.growth(request.speech, known), buttons.GROW, carried, Payload())


def save_growth(request: Request, **entered: Any) -> Reply:  # noqa: ANN401 - GrowSince
    """The form of a goal that grows from last year's figure was sent."""
    sent, acting = GrowSince(**entered), request.acting(Right.CHANGE)
    try:
        return done(request, acting, _grow(request, acting, sent))
    except LooksLike as like:
        form = forms.growth(request.speech, sent)
        return the_same_in_form(request, like, form, buttons.GROW, Sure(is_sure=True))


def _grow(request: Request, acting: Acting, sent: GrowSince) -> GoalChange:
    start = _amount(request, "start", sent.start, Missing.START)
    more = _amount(request, "growth", sent.growth.lstrip("+ "), Missing.TARGET)
    rail = _rail(request, sent.guard) if sent.guard else None
    text, by, is_sure = sent.text, sent.deadline, sent.is_sure
    with at_field("deadline"):
        if by is None:
            raise GoalNotMeasurable([Missing.DEADLINE])
        return goals.grow(
            request.uow, acting, text, more, start=start, by=by, guard=rail, is_sure=is_sure
        )


def _rail(request: Request, typed: str) -> GuardRail:
    """The guard rail in a form: margin at 30 %; raises UnclearNumber."""
    with at_field("guard"):
        rail = read_rail(typed.split(), request.speech.language)
        if rail is None:
            raise UnclearNumber(typed)
        return rail


def done(request: Request, acting: Acting, change: GoalChange) -> Message:
    """The answer to the person who set or changed a goal."""
    request.uow.flush()
    small, goal = _agreed_before(request, acting, change), change.goal
    return answers.changed(
        request.speech, acting.account, goal, change.activity, small=small, haste=change.haste
    )


def _agreed_before(request: Request, acting: Acting, change: GoalChange) -> str:
    """The client's yes to other numbers, where these have just been changed."""
    if change.activity.kind != goals.RENUMBERED:
        return ""
    standing = agreements.standing(request.uow, acting.account_id, change.goal)
    return agreement(request.speech, standing, escape) if standing.outdated else ""


def open_form(request: Request, kind: GoalKind = GoalKind.BUSINESS) -> Open:
    """Open the form of a level: a business goal's, unless a button names another."""
    request.acting(Right.CHANGE)
    if kind is not GoalKind.BUSINESS:
        return _soft_form(request, kind)
    return request.open(forms.business(request.speech), buttons.ADD[kind], OfLevel(kind))


def _soft_form(request: Request, kind: GoalKind, text: str = "") -> Open:
    form = forms.soft(request.speech, LookAhead(kind, forms.USUAL_HORIZON, text))
    return request.open(form, buttons.ADD[kind], OfLevel(kind))


def save_soft(request: Request, **entered: Any) -> Reply:  # noqa: ANN401 - LookAhead
    """The form of a vision or a relationship goal was sent."""
    sent, acting = LookAhead(**entered), request.acting(Right.CHANGE)
    kind, is_sure = sent.kind, sent.is_sure
    try:
        change = goals.look_ahead(request.uow, acting, kind, sent.text, sent.years, is_sure=is_sure)
    except LooksLike as like:
        form = forms.soft(request.speech, sent)
        return the_same_in_form(request, like, form, buttons.ADD[kind], SureOfLevel(kind))
    return done(request, acting, change)


def save_business(request: Request, **entered: Any) -> Reply:  # noqa: ANN401 - AimAt
    """The form of a business goal was sent."""
    sent, acting, kind = AimAt(**entered), request.acting(Right.CHANGE), GoalKind.BUSINESS
    try:
        return done(request, acting, _aim(request, acting, sent))
    except LooksLike as like:
        form = forms.business(request.speech, sent)
        return the_same_in_form(request, like, form, buttons.ADD[kind], SureOfLevel(kind))


def _aim(request: Request, acting: Acting, sent: AimAt) -> GoalChange:
    text, is_sure = sent.text, sent.is_sure
    start = _amount(request, "start", sent.start, Missing.START)
    to, by = _amount(request, "target", sent.target, Missing.TARGET), sent.deadline
    with at_field("deadline"):
        return goals.aim(
            request.uow, acting, text, start=start, target=to, deadline=by, is_sure=is_sure
        )


def _amount(request: Request, name: str, typed: str, missing: Missing) -> Amount:
    with at_field(name):
        if not typed:
            raise GoalNotMeasurable([missing])
        return parse_amount(typed, language=request.speech.language)
