"""`/kam strategy …`, `/kam strategies`, and the three questions that lead to the first one."""

import json
from collections.abc import Mapping
from functools import partial

from slack_sdk.models.views import View

from domain.likeness import LooksLike
from domain.permission import Right
from domain.strategy import Strategy
from domain.text import SENTENCE_LIMIT, TextMissing, TextTooLong
from handlers.blocks.fields import at_field
from handlers.blocks.message import Message, Open, Reply
from handlers.blocks.payload import Numbered, Sure, Versioned
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.grammar.questions import the_same_in_form
from handlers.grammar.use_cases import ChangeRun, drawn
from handlers.request import Request
from handlers.strategies import buttons, forms, views
from handlers.strategies.buttons import Drafted
from language.arguments.elements import Literal, Option, Ref, Text, Why
from language.speech import mark
from services import commitments, drafts, goals, standings, strategies
from services.access import Acting

STRATEGY = Ref("number", "S")
FOR = ("for", "für", "fuer", "serves", "dient")
GOAL = Ref("goal", "G")
RETIRE = Literal(("retire", "drop", "beenden", "aufgeben", "verwerfen"))
CORRECT = Literal(("correct", "korrigieren", "korrigiere", "berichtigen"))
CHANGE = Literal(("change", "edit", "ändern", "aendern"))
REOPEN = Literal(("reopen", "open", "open again", "wieder öffnen", "öffnen", "wieder auf"))
TITLE, STATEMENT = "text", "statement"


change = partial(ChangeRun, answer=drawn(views.changed))


# --------------------------------------------------------------------------------------- propose


def propose(request: Request, text: str, goal: int | None = None) -> Reply:
    """Propose a strategy; what is too long for a line goes into the form, as its statement."""
    acting = request.acting(Right.CHANGE)
    if len(text) > SENTENCE_LIMIT and request.incoming.trigger_id is not None:
        return _form(request, acting, says=text)
    change = _propose(request, acting, text, "", goal, is_sure=request.incoming.is_sure)
    return _proposed(request, acting, change)


def _proposed(request: Request, acting: Acting, change: strategies.StrategyChange) -> Message:
    request.uow.flush()
    return views.proposed(request.speech, acting.account, change)


def open_form(request: Request) -> Open:
    """Open the form; a team without any strategy is asked the three questions."""
    acting = request.acting(Right.CHANGE)
    if not strategies.offers(request.uow, acting.account_id):
        return start(request)
    return _form(request, acting)


def _form(request: Request, acting: Acting, *, says: str = "") -> Open:
    form = forms.propose(request.speech, goals.open_ones(request.uow, acting), says=says)
    return request.open(form, buttons.FORM)


def press_form(request: Request) -> Open:
    """The button that opens the form."""
    return _form(request, request.acting(Right.CHANGE))


def save_form(
    request: Request, text: str, statement: str, goal: int | None, *, is_sure: bool
) -> Reply:
    """The form was sent."""
    acting = request.acting(Right.CHANGE)
    try:
        change = _propose(request, acting, text, statement, goal, is_sure=is_sure)
    except LooksLike as like:
        found = goals.open_ones(request.uow, acting)
        form = forms.propose(request.speech, found, title=text, says=statement)
        return the_same_in_form(request, like, form, buttons.FORM, Sure(is_sure=True))
    return _proposed(request, acting, change)


def _propose(
    request: Request,
    acting: Acting,
    text: str,
    says: str,
    goal: int | None,
    *,
    is_sure: bool = True,
) -> strategies.StrategyChange:
    served = [] if goal is None else [goal]
    with at_field(STATEMENT, TextTooLong):
        return strategies.propose(
            request.uow, acting, text, says=says, for_goals=served, is_sure=is_sure
        )


# --------------------------------------------------------------------------- the three questions


def start(request: Request) -> Open:
    """Open the first of the three questions."""
    request.acting(Right.CHANGE)
    return request.open(forms.first(request.speech), buttons.START)


def second(request: Request, text: str, *, is_sure: bool) -> Open:
    """The first was answered: ask the second."""
    acting = request.acting(Right.CHANGE)
    if not text.strip():
        raise TextMissing
    said = {TITLE: text.strip()}
    try:
        strategies.must_be_another(request.uow, acting, said[TITLE], is_sure=is_sure)
    except LooksLike as like:
        form = forms.first(request.speech, text)
        return the_same_in_form(request, like, form, buttons.START, Sure(is_sure=True))
    return _next(request, forms.second(request.speech, said[TITLE]), said)


def third(request: Request, draft: int, statement: str) -> Open:
    """The second was answered, or left out: ask the third."""
    acting = request.acting(Right.CHANGE)
    said = _kept(request, draft) | {STATEMENT: statement}
    found = goals.open_ones(request.uow, acting)
    return _next(request, forms.third(request.speech, said[TITLE], found), said)


def finish(request: Request, draft: int, text: str, goal: int | None) -> Message:
    """The third was answered, or left out: propose, and commit if there is a line."""
    acting = request.acting(Right.CHANGE)
    said = _kept(request, draft)
    change = _propose(request, acting, said[TITLE], said.get(STATEMENT, ""), goal)
    request.uow.flush()
    if not text.strip():
        return _proposed(request, acting, change)
    given = commitments.commit(request.uow, acting, change.strategy.number, text)
    return views.committed(request.speech, acting.account, given)


def _next(request: Request, form: View, said: Mapping[str, str]) -> Open:
    """The next page, which remembers what the pages before were answered with."""
    draft = drafts.keep(request.uow, request.person.id, json.dumps(said), request.now)
    return request.open(form, buttons.START, Drafted(draft))


def _kept(request: Request, draft: int) -> dict[str, str]:
    """The answers of the pages before; raises DraftGone."""
    found: dict[str, str] = json.loads(
        drafts.find(request.uow, request.person.id, draft, request.now)
    )
    return found


# ------------------------------------------------------------------------------------------ look


def overview(request: Request) -> Message:
    """The strategies and where everybody stands."""
    acting = request.acting(Right.READ)
    found = standings.overview(request.uow, acting)
    return views.overview(request.speech, acting.account, found, acting.person.id)


def show(request: Request, number: int) -> Message:
    """One strategy, with who is still to come."""
    acting = request.acting(Right.READ)
    strategy = strategies.get(request.uow, acting, number)
    found = standings.alone(request.uow, acting.account, strategy)
    return views.alone(request.speech, acting.account, found)


# ---------------------------------------------------------------------------- change and retire


def open_change(request: Request, number: int) -> Open:
    """Open the form that changes it."""
    strategy = active(request, number)
    form = forms.change(request.speech, strategy)
    return request.open(form, buttons.CHANGE, Versioned.of(strategy))


def save_change(  # noqa: PLR0917 - the form names them
    request: Request, number: int, seen: int, kind: str, text: str, statement: str
) -> Message:
    """The form that changes it was sent."""
    make = change(strategies.correct if kind == forms.SMALL else strategies.reword)
    with at_field(STATEMENT, TextTooLong):
        return make(request, number=number, text=text, says=statement, seen=seen)


def retire(request: Request, number: int, why: str = "") -> Reply:
    """Give it up; where no reason is named, a form asks for it."""
    if not why and request.incoming.trigger_id is not None:
        return ask_why(request, number)
    return change(strategies.retire)(request, number=number, why=why)


def ask_why(request: Request, number: int) -> Open:
    """Ask why it is given up."""
    form = forms.retire(request.speech, active(request, number))
    return request.open(form, buttons.RETIRE, Numbered(number))


def save_retire(request: Request, number: int, text: str) -> Message:
    """The form that asks why was sent."""
    return change(strategies.retire)(request, number=number, why=text)


def active(request: Request, number: int) -> Strategy:
    """A strategy that is not retired; raises NotAllowed, UnknownRef and StrategyRetired."""
    strategy = strategies.get(request.uow, request.acting(Right.CHANGE), number)
    strategy.must_be_active()
    return strategy


COMMANDS = (
    Command(
        word="strategy",
        also=("strategie",),
        usage=(
            mark('strategy "…" [for G2]'),
            mark('strategy S1 "new wording"'),
            mark('strategy S1 correct "…"'),
            mark("strategy S1 for G2"),
            mark('strategy S1 retire "why"'),
            mark("strategy S1 change"),
            mark("strategy S1 reopen"),
            mark("strategy S1"),
        ),
        example=mark('strategy "Become their innovation partner"'),
        about=mark("Propose, change or retire a strategy: how the team gets to its goals"),
        access=Right.CHANGE,
        forms=(
            Form(retire, (STRATEGY, RETIRE), (Option(Why()),)),
            Form(change(strategies.serve), (STRATEGY, Literal(FOR), GOAL)),
            Form(change(strategies.reopen), (STRATEGY, REOPEN)),
            Form(show, (STRATEGY,)),
            Form(open_change, (STRATEGY, CHANGE)),
            Form(change(strategies.correct), (STRATEGY, CORRECT, Text("text"))),
            Form(change(strategies.reword), (STRATEGY, Text("text", is_quoted=True))),
            Form(propose, (Text("text"),), (Option(GOAL, FOR),)),
            Form(open_form),
        ),
    ),
    Command(
        word="strategies",
        also=("strategien",),
        usage=(mark("strategies"),),
        example=mark("strategies"),
        about=mark("Every strategy: who has committed, and what is done for it"),
        access=Right.READ,
        forms=(Form(overview),),
    ),
)
BUTTONS: Buttons = {
    buttons.FORM: press_form,
    buttons.START: start,
    buttons.SHOW: show,
    buttons.CHANGE: open_change,
    buttons.CONFIRM: change(strategies.confirm),
    buttons.RETIRE: ask_why,
    buttons.REOPEN: change(strategies.reopen),
}
MODALS: Windows = {
    buttons.SAVE: save_form,
    buttons.SAVE_CHANGE: save_change,
    buttons.SAVE_RETIRE: save_retire,
    buttons.FIRST: second,
    buttons.SECOND: third,
    buttons.THIRD: finish,
}
