"""A new goal, by a sentence or a form: visions, relationship goals and business goals."""

from datetime import date

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
from handlers.goals import buttons, forms, views
from handlers.goals.buttons import Grow, OfLevel, SureOfLevel
from handlers.grammar.questions import the_same_in_form
from handlers.request import Request
from language.amounts import show_amount
from language.arguments.guards import read_rail
from language.numbers import UnclearNumber, parse_amount
from language.words import rail_typed
from services import agreements, goals
from services.goals import GoalChange


def vision(request: Request, text: str = "", years: int | None = None) -> Reply:
    """Set a vision, or open its form where the horizon is missing."""
    return _look_ahead(request, GoalKind.VISION, text, years)


def relationship(request: Request, text: str = "", years: int | None = None) -> Reply:
    """Say what we want to hear, or open the form where the horizon is missing."""
    return _look_ahead(request, GoalKind.RELATIONSHIP, text, years)


def _look_ahead(request: Request, kind: GoalKind, text: str, years: int | None) -> Reply:
    request.acting(Right.CHANGE)
    if years is not None:
        sure = request.incoming.is_sure
        return done(request, _ahead(request, kind, text, years, is_sure=sure))
    if request.incoming.trigger_id is None:
        raise HorizonMissing
    return _soft_form(request, kind, text)


def _ahead(request: Request, kind: GoalKind, text: str, years: int, *, is_sure: bool) -> GoalChange:
    acting = request.acting(Right.CHANGE)
    return goals.look_ahead(request.uow, acting, kind, text, years, is_sure=is_sure)


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
    acting = request.acting(Right.CHANGE)
    if growth is not None:
        return _grow(request, text, growth, start, deadline, guard)
    change = goals.aim(
        request.uow,
        acting,
        text,
        start=start,
        target=target,
        deadline=deadline,
        guard=guard,
        is_sure=request.incoming.is_sure,
    )
    return done(request, change)


def _grow(  # noqa: PLR0917 - what a sentence about growth says
    request: Request,
    text: str,
    growth: Amount,
    start: Amount | None,
    by: date | None,
    guard: GuardRail | None,
) -> Reply:
    """Set a goal by its growth; the form asks for last year's figure, and for the day."""
    if start is not None and by is not None:
        return _grown(request, text, growth, start, by, guard)
    figure = show_amount(growth, request.speech.language)
    return ask_growth(request, text, figure, by, rail_typed(request.speech, guard), start)


def _grown(  # noqa: PLR0917 - what a sentence about growth says
    request: Request,
    text: str,
    growth: Amount,
    start: Amount,
    by: date,
    guard: GuardRail | None,
) -> Reply:
    acting, is_sure = request.acting(Right.CHANGE), request.incoming.is_sure
    change = goals.grow(
        request.uow, acting, text, growth, start=start, by=by, guard=guard, is_sure=is_sure
    )
    return done(request, change)


def ask_growth(  # noqa: PLR0917 - the fields of a form, or facts of a sentence
    request: Request,
    text: str = "",
    growth: str = "",
    deadline: date | None = None,
    guard: str = "",
    start: Amount | None = None,
) -> Open:
    """Open the form that asks for last year's figure, the rest of it filled in already."""
    request.acting(Right.CHANGE)
    figure = show_amount(start, request.speech.language) if start else ""
    form = forms.growth(request.speech, text, growth, figure, deadline, guard)
    return request.open(form, buttons.GROW, Grow(text, growth, deadline, guard), Payload())


def save_growth(  # noqa: PLR0917 - the fields of a form, or facts of a sentence
    request: Request,
    text: str,
    growth: str,
    start: str,
    deadline: date | None,
    guard: str,
    *,
    is_sure: bool,
) -> Reply:
    """The form of a goal that grows from last year's figure was sent."""
    try:
        return _sent_growth(request, text, growth, start, deadline, guard, is_sure=is_sure)
    except LooksLike as like:
        form = forms.growth(request.speech, text, growth, start, deadline, guard)
        return the_same_in_form(request, like, form, buttons.GROW, Sure(is_sure=True))


def _sent_growth(  # noqa: PLR0917 - the fields of a form
    request: Request,
    text: str,
    growth: str,
    start: str,
    deadline: date | None,
    guard: str,
    *,
    is_sure: bool,
) -> Message:
    acting = request.acting(Right.CHANGE)
    since = _amount(request, "start", start, Missing.START)
    more = _amount(request, "growth", growth.lstrip("+ "), Missing.TARGET)
    rail = _rail(request, guard) if guard else None
    with at_field("deadline"):
        if deadline is None:
            raise GoalNotMeasurable([Missing.DEADLINE])
        change = goals.grow(
            request.uow, acting, text, more, start=since, by=deadline, guard=rail, is_sure=is_sure
        )
    return done(request, change)


def _rail(request: Request, typed: str) -> GuardRail:
    """The guard rail in a form: margin at 30 %; raises UnclearNumber."""
    with at_field("guard"):
        rail = read_rail(typed.split(), request.speech.language)
        if rail is None:
            raise UnclearNumber(typed)
        return rail


def done(request: Request, change: GoalChange) -> Message:
    """The answer to the person who set or changed a goal."""
    request.uow.flush()
    account = request.acting(Right.READ).account
    small = _agreed_before(request, change)
    return views.changed(
        request.speech, account, change.goal, change.activity, small=small, haste=change.haste
    )


def _agreed_before(request: Request, change: GoalChange) -> str:
    """The client's yes to other numbers, where these have just been changed."""
    if change.activity.kind != goals.RENUMBERED:
        return ""
    acting = request.acting(Right.READ)
    standing = agreements.standing(request.uow, acting.account_id, change.goal)
    return agreement(request.speech, standing, escape) if standing.outdated else ""


def open_form(request: Request, kind: GoalKind = GoalKind.BUSINESS) -> Open:
    """Open the form of a level: a business goal's, unless a button names another."""
    request.acting(Right.CHANGE)
    if kind is not GoalKind.BUSINESS:
        return _soft_form(request, kind)
    return request.open(forms.business(request.speech), buttons.ADD[kind], OfLevel(kind))


def _soft_form(request: Request, kind: GoalKind, text: str = "") -> Open:
    form = forms.soft(request.speech, kind, text=text)
    return request.open(form, buttons.ADD[kind], OfLevel(kind))


def save_soft(request: Request, kind: GoalKind, years: int, text: str, *, is_sure: bool) -> Reply:
    """The form of a vision or a relationship goal was sent."""
    try:
        return done(request, _ahead(request, kind, text, years, is_sure=is_sure))
    except LooksLike as like:
        form = forms.soft(request.speech, kind, text=text, years=years)
        return the_same_in_form(request, like, form, buttons.ADD[kind], SureOfLevel(kind))


def save_business(
    request: Request, text: str, start: str, target: str, deadline: date | None, *, is_sure: bool
) -> Reply:
    """The form of a business goal was sent."""
    acting = request.acting(Right.CHANGE)
    since = _amount(request, "start", start, Missing.START)
    to = _amount(request, "target", target, Missing.TARGET)
    try:
        with at_field("deadline"):
            change = goals.aim(
                request.uow,
                acting,
                text,
                start=since,
                target=to,
                deadline=deadline,
                is_sure=is_sure,
            )
    except LooksLike as like:
        form = forms.business(
            request.speech, text=text, start=start, target=target, deadline=deadline
        )
        kind = GoalKind.BUSINESS
        return the_same_in_form(request, like, form, buttons.ADD[kind], SureOfLevel(kind))
    return done(request, change)


def _amount(request: Request, name: str, typed: str, missing: Missing) -> Amount:
    with at_field(name):
        if not typed:
            raise GoalNotMeasurable([missing])
        return parse_amount(typed, language=request.speech.language)
