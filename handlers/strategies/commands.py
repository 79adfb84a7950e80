"""`/kam strategy …`, `/kam strategies`, and the three questions that lead to the first one."""

import json
from collections.abc import Mapping

from slack_sdk.models.views import View

from domain.permission import Right
from domain.strategy import Strategy
from domain.text import SENTENCE_LIMIT, TextMissing, TextTooLong
from handlers.blocks.fields import at_field
from handlers.blocks.message import Message, Open, Reply, opens
from handlers.grammar.grammar import Command, Form, Literal, Option, Ref, Run, Text, Why
from handlers.request import Request
from handlers.strategies import forms, parts
from handlers.strategies import pages as views
from language.speech import mark
from services import commitments, drafts, goals, standings, strategies
from services.access import Acting

STRATEGY = Ref("number", "S")
FOR = ("for", "für", "fuer", "serves", "dient")
GOAL = Ref("goal", "G")
RETIRE = Literal(("retire", "drop", "beenden", "aufgeben", "verwerfen"))
CORRECT = Literal(("correct", "korrigieren", "korrigiere", "berichtigen"))
CHANGE = Literal(("change", "edit", "ändern", "aendern"))
TITLE, STATEMENT = "text", "statement"


# --------------------------------------------------------------------------------------- propose


def propose(request: Request, text: str, goal: int | None = None) -> Reply:
    """Propose a strategy; what is too long for a line goes into the form, as its statement."""
    acting = request.acting(Right.CHANGE)
    if len(text) > SENTENCE_LIMIT and request.incoming.trigger_id is not None:
        return _form(request, acting, says=text)
    named = [] if goal is None else [goal]
    change = strategies.propose(request.uow, acting, text, for_goals=named)
    return _proposed(request, acting, change)


def _proposed(request: Request, acting: Acting, change: strategies.Change) -> Message:
    request.uow.flush()
    return views.proposed(request.speech, acting.account, change)


def open_form(request: Request) -> Open:
    """Open the form; a team without any strategy is asked the three questions."""
    acting = request.acting(Right.CHANGE)
    if not strategies.offers(request.uow, acting.account_id):
        return start(request)
    return _form(request, acting)


def press_form(request: Request) -> Open:
    """The button that opens the form."""
    return _form(request, request.acting(Right.CHANGE))


def _form(request: Request, acting: Acting, *, says: str = "") -> Open:
    memo = request.incoming.memo(acting.account_id)
    form = forms.propose(request.speech, memo, goals.open_ones(request.uow, acting), says=says)
    return Open(form, opens(request.speech, parts.form_button(request.speech, acting.account)))


def save_form(request: Request) -> Message:
    """The form was sent."""
    acting = request.acting(Right.CHANGE)
    text, says = _entered(request, TITLE), _entered(request, STATEMENT)
    return _proposed(request, acting, _propose(request, acting, text, says))


def _propose(request: Request, acting: Acting, text: str, says: str) -> strategies.Change:
    with at_field(STATEMENT, TextTooLong):
        return strategies.propose(request.uow, acting, text, says=says, for_goals=_goals(request))


def _goals(request: Request) -> list[int]:
    return [request.incoming.chosen("goal")] if request.incoming.value.get("goal") else []


def _entered(request: Request, name: str) -> str:
    return str(request.incoming.value.get(name) or "")


# --------------------------------------------------------------------------- the three questions


def start(request: Request) -> Open:
    """Open the first of the three questions."""
    acting = request.acting(Right.CHANGE)
    form = forms.first(request.speech, request.incoming.memo(acting.account_id))
    return _step(request, acting, form)


def second(request: Request) -> Open:
    """The first was answered: ask the second."""
    acting = request.acting(Right.CHANGE)
    text = _entered(request, TITLE).strip()
    if not text:
        raise TextMissing
    memo = _keep(request, acting, {TITLE: text})
    return _step(request, acting, forms.second(request.speech, memo, text))


def third(request: Request) -> Open:
    """The second was answered, or left out: ask the third."""
    acting = request.acting(Right.CHANGE)
    said = _kept(request) | {STATEMENT: _entered(request, STATEMENT)}
    memo = _keep(request, acting, said)
    found = goals.open_ones(request.uow, acting)
    return _step(request, acting, forms.third(request.speech, memo, said[TITLE], found))


def finish(request: Request) -> Message:
    """The third was answered, or left out: propose, and commit if there is a line."""
    acting = request.acting(Right.CHANGE)
    said = _kept(request)
    change = _propose(request, acting, said[TITLE], said.get(STATEMENT, ""))
    request.uow.flush()
    line = _entered(request, TITLE)
    if not line.strip():
        return _proposed(request, acting, change)
    given = commitments.commit(request.uow, acting, change.strategy.number, line)
    return views.committed(request.speech, acting.account, given)


def _keep(request: Request, acting: Acting, said: Mapping[str, str]) -> str:
    """The memo of the next page: answers may be longer than what a window remembers."""
    draft = drafts.keep(request.uow, request.person.id, json.dumps(said), request.now)
    return request.incoming.memo(acting.account_id, d=draft)


def _kept(request: Request) -> dict[str, str]:
    """What the pages before were answered with; raises DraftGone and Garbled."""
    draft = request.incoming.remembered("d")
    found: dict[str, str] = json.loads(
        drafts.find(request.uow, request.person.id, draft, request.now)
    )
    return found


def _step(request: Request, acting: Acting, form: View) -> Open:
    return Open(form, opens(request.speech, parts.start_button(request.speech, acting.account)))


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


def press_show(request: Request) -> Message:
    """The button in the list."""
    return show(request, request.incoming.number("n"))


# ---------------------------------------------------------------------------- change and retire


def reword(request: Request, number: int, text: str) -> Message:
    """Say something else in its line."""
    acting = request.acting(Right.CHANGE)
    change = strategies.reword(request.uow, acting, number, text=text)
    return views.changed(request.speech, acting.account, change)


def correct(request: Request, number: int, text: str) -> Message:
    """Mend a typo in its line."""
    acting = request.acting(Right.CHANGE)
    change = strategies.correct(request.uow, acting, number, text=text)
    return views.changed(request.speech, acting.account, change)


def serve(request: Request, number: int, goal: int) -> Message:
    """Name one more goal it serves."""
    acting = request.acting(Right.CHANGE)
    change = strategies.serve(request.uow, acting, number, goal)
    return views.changed(request.speech, acting.account, change)


def open_change(request: Request, number: int) -> Open:
    """Open the form that changes it."""
    acting, strategy = _active(request, number)
    memo = request.incoming.memo(acting.account_id, n=number, v=strategy.version)
    way_in = parts.change_button(request.speech, acting.account, strategy)
    return Open(forms.change(request.speech, memo, strategy), opens(request.speech, way_in))


def press_change(request: Request) -> Open:
    """The button that does so."""
    return open_change(request, request.incoming.number("n"))


def save_change(request: Request) -> Message:
    """The form that changes it was sent."""
    acting, incoming = request.acting(Right.CHANGE), request.incoming
    number, seen = incoming.remembered("n"), incoming.remembered("v")
    text, says = _entered(request, TITLE), _entered(request, STATEMENT)
    is_small = incoming.value.get("kind") == forms.SMALL
    make = strategies.correct if is_small else strategies.reword
    with at_field(STATEMENT, TextTooLong):
        change = make(request.uow, acting, number, text=text, says=says, seen=seen)
    return views.changed(request.speech, acting.account, change)


def retire(request: Request, number: int, why: str = "") -> Reply:
    """Give it up; where no reason is named, a form asks for it."""
    if not why and request.incoming.trigger_id is not None:
        return _retire_form(request, number)
    return _retired(request, number, why)


def press_retire(request: Request) -> Open:
    """The button that asks why."""
    return _retire_form(request, request.incoming.number("n"))


def _retire_form(request: Request, number: int) -> Open:
    acting, strategy = _active(request, number)
    memo = request.incoming.memo(acting.account_id, n=number)
    way_in = parts.retire_button(request.speech, acting.account, strategy)
    return Open(forms.retire(request.speech, memo, strategy), opens(request.speech, way_in))


def save_retire(request: Request) -> Message:
    """The form that asks why was sent."""
    return _retired(request, request.incoming.remembered("n"), _entered(request, TITLE))


def _retired(request: Request, number: int, why: str) -> Message:
    acting = request.acting(Right.CHANGE)
    change = strategies.retire(request.uow, acting, number, why)
    return views.changed(request.speech, acting.account, change)


def _active(request: Request, number: int) -> tuple[Acting, Strategy]:
    acting = request.acting(Right.CHANGE)
    strategy = strategies.get(request.uow, acting, number)
    strategy.must_be_active()
    return acting, strategy


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
            mark("strategy S1"),
        ),
        example=mark('strategy "Become their innovation partner"'),
        about=mark("Propose, change or retire a strategy: how the team gets to its goals"),
        access=Right.CHANGE,
        forms=(
            Form(retire, (STRATEGY, RETIRE), (Option(Why()),)),
            Form(serve, (STRATEGY, Literal(FOR), GOAL)),
            Form(show, (STRATEGY,)),
            Form(open_change, (STRATEGY, CHANGE)),
            Form(correct, (STRATEGY, CORRECT, Text("text"))),
            Form(reword, (STRATEGY, Text("text", is_quoted=True))),
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
BUTTONS: dict[str, Run] = {
    parts.FORM: press_form,
    parts.START: start,
    parts.SHOW: press_show,
    parts.CHANGE: press_change,
    parts.RETIRE: press_retire,
}
MODALS: dict[str, Run] = {
    forms.SAVE: save_form,
    forms.SAVE_CHANGE: save_change,
    forms.SAVE_RETIRE: save_retire,
    forms.FIRST: second,
    forms.SECOND: third,
    forms.THIRD: finish,
}
