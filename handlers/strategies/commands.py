"""`/kam strategy …`, `/kam strategies`, and the three questions that lead to the first one."""

import json
from collections.abc import Mapping

from slack_sdk.models.views import View

from domain.permission import Right
from domain.strategy import Strategy
from domain.text import SENTENCE_LIMIT, TextMissing, TextTooLong
from handlers.commands.grammar import Command, Form, Literal, Option, Ref, Run, Text, Why
from handlers.fields import at_field
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import strategy_forms as forms
from handlers.views import strategy_pages as views
from handlers.views import strategy_parts as parts
from handlers.views.message import Message, Open, Reply, opens
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


def propose(turn: Turn, text: str, goal: int | None = None) -> Reply:
    """Propose a strategy; what is too long for a line goes into the form, as its statement."""
    acting = turn.acting(Right.CHANGE)
    if len(text) > SENTENCE_LIMIT and turn.heard.trigger_id is not None:
        return _form(turn, acting, says=text)
    named = [] if goal is None else [goal]
    change = strategies.propose(turn.uow, acting, text, for_goals=named)
    return _proposed(turn, acting, change)


def _proposed(turn: Turn, acting: Acting, change: strategies.Change) -> Message:
    turn.uow.flush()
    return views.proposed(turn.speech, acting.account, change)


def open_form(turn: Turn) -> Open:
    """Open the form; a team without any strategy is asked the three questions."""
    acting = turn.acting(Right.CHANGE)
    if not strategies.offers(turn.uow, acting.account_id):
        return start(turn)
    return _form(turn, acting)


def press_form(turn: Turn) -> Open:
    """The button that opens the form."""
    return _form(turn, turn.acting(Right.CHANGE))


def _form(turn: Turn, acting: Acting, *, says: str = "") -> Open:
    memo = turn.heard.memo(acting.account_id)
    form = forms.propose(turn.speech, memo, goals.open_ones(turn.uow, acting), says=says)
    return Open(form, opens(turn.speech, parts.form_button(turn.speech, acting.account)))


def save_form(turn: Turn) -> Message:
    """The form was sent."""
    acting = turn.acting(Right.CHANGE)
    text, says = _entered(turn, TITLE), _entered(turn, STATEMENT)
    return _proposed(turn, acting, _propose(turn, acting, text, says))


def _propose(turn: Turn, acting: Acting, text: str, says: str) -> strategies.Change:
    with at_field(STATEMENT, TextTooLong):
        return strategies.propose(turn.uow, acting, text, says=says, for_goals=_goals(turn))


def _goals(turn: Turn) -> list[int]:
    return [turn.heard.chosen("goal")] if turn.heard.value.get("goal") else []


def _entered(turn: Turn, name: str) -> str:
    return str(turn.heard.value.get(name) or "")


# --------------------------------------------------------------------------- the three questions


def start(turn: Turn) -> Open:
    """Open the first of the three questions."""
    acting = turn.acting(Right.CHANGE)
    form = forms.first(turn.speech, turn.heard.memo(acting.account_id))
    return _step(turn, acting, form)


def second(turn: Turn) -> Open:
    """The first was answered: ask the second."""
    acting = turn.acting(Right.CHANGE)
    text = _entered(turn, TITLE).strip()
    if not text:
        raise TextMissing
    memo = _keep(turn, acting, {TITLE: text})
    return _step(turn, acting, forms.second(turn.speech, memo, text))


def third(turn: Turn) -> Open:
    """The second was answered, or left out: ask the third."""
    acting = turn.acting(Right.CHANGE)
    said = _kept(turn) | {STATEMENT: _entered(turn, STATEMENT)}
    memo = _keep(turn, acting, said)
    found = goals.open_ones(turn.uow, acting)
    return _step(turn, acting, forms.third(turn.speech, memo, said[TITLE], found))


def finish(turn: Turn) -> Message:
    """The third was answered, or left out: propose, and commit if there is a line."""
    acting = turn.acting(Right.CHANGE)
    said = _kept(turn)
    change = _propose(turn, acting, said[TITLE], said.get(STATEMENT, ""))
    turn.uow.flush()
    line = _entered(turn, TITLE)
    if not line.strip():
        return _proposed(turn, acting, change)
    given = commitments.commit(turn.uow, acting, change.strategy.number, line)
    return views.committed(turn.speech, acting.account, given)


def _keep(turn: Turn, acting: Acting, said: Mapping[str, str]) -> str:
    """The memo of the next page: answers may be longer than what a window remembers."""
    draft = drafts.keep(turn.uow, turn.person.id, json.dumps(said), turn.now)
    return turn.heard.memo(acting.account_id, d=draft)


def _kept(turn: Turn) -> dict[str, str]:
    """What the pages before were answered with; raises DraftGone and Garbled."""
    draft = turn.heard.remembered("d")
    found: dict[str, str] = json.loads(drafts.find(turn.uow, turn.person.id, draft, turn.now))
    return found


def _step(turn: Turn, acting: Acting, form: View) -> Open:
    return Open(form, opens(turn.speech, parts.start_button(turn.speech, acting.account)))


# ------------------------------------------------------------------------------------------ look


def overview(turn: Turn) -> Message:
    """The strategies and where everybody stands."""
    acting = turn.acting(Right.READ)
    found = standings.overview(turn.uow, acting)
    return views.overview(turn.speech, acting.account, found, acting.person.id)


def show(turn: Turn, number: int) -> Message:
    """One strategy, with who is still to come."""
    acting = turn.acting(Right.READ)
    strategy = strategies.get(turn.uow, acting, number)
    found = standings.alone(turn.uow, acting.account, strategy)
    return views.alone(turn.speech, acting.account, found)


def press_show(turn: Turn) -> Message:
    """The button in the list."""
    return show(turn, turn.heard.number("n"))


# ---------------------------------------------------------------------------- change and retire


def reword(turn: Turn, number: int, text: str) -> Message:
    """Say something else in its line."""
    acting = turn.acting(Right.CHANGE)
    change = strategies.reword(turn.uow, acting, number, text=text)
    return views.changed(turn.speech, acting.account, change)


def correct(turn: Turn, number: int, text: str) -> Message:
    """Mend a typo in its line."""
    acting = turn.acting(Right.CHANGE)
    change = strategies.correct(turn.uow, acting, number, text=text)
    return views.changed(turn.speech, acting.account, change)


def serve(turn: Turn, number: int, goal: int) -> Message:
    """Name one more goal it serves."""
    acting = turn.acting(Right.CHANGE)
    change = strategies.serve(turn.uow, acting, number, goal)
    return views.changed(turn.speech, acting.account, change)


def open_change(turn: Turn, number: int) -> Open:
    """Open the form that changes it."""
    acting, strategy = _active(turn, number)
    memo = turn.heard.memo(acting.account_id, n=number, v=strategy.version)
    way_in = parts.change_button(turn.speech, acting.account, strategy)
    return Open(forms.change(turn.speech, memo, strategy), opens(turn.speech, way_in))


def press_change(turn: Turn) -> Open:
    """The button that does so."""
    return open_change(turn, turn.heard.number("n"))


def save_change(turn: Turn) -> Message:
    """The form that changes it was sent."""
    acting, heard = turn.acting(Right.CHANGE), turn.heard
    number, seen = heard.remembered("n"), heard.remembered("v")
    text, says = _entered(turn, TITLE), _entered(turn, STATEMENT)
    is_small = heard.value.get("kind") == forms.SMALL
    make = strategies.correct if is_small else strategies.reword
    with at_field(STATEMENT, TextTooLong):
        change = make(turn.uow, acting, number, text=text, says=says, seen=seen)
    return views.changed(turn.speech, acting.account, change)


def retire(turn: Turn, number: int, why: str = "") -> Reply:
    """Give it up; where no reason is named, a form asks for it."""
    if not why and turn.heard.trigger_id is not None:
        return _retire_form(turn, number)
    return _retired(turn, number, why)


def press_retire(turn: Turn) -> Open:
    """The button that asks why."""
    return _retire_form(turn, turn.heard.number("n"))


def _retire_form(turn: Turn, number: int) -> Open:
    acting, strategy = _active(turn, number)
    memo = turn.heard.memo(acting.account_id, n=number)
    way_in = parts.retire_button(turn.speech, acting.account, strategy)
    return Open(forms.retire(turn.speech, memo, strategy), opens(turn.speech, way_in))


def save_retire(turn: Turn) -> Message:
    """The form that asks why was sent."""
    return _retired(turn, turn.heard.remembered("n"), _entered(turn, TITLE))


def _retired(turn: Turn, number: int, why: str) -> Message:
    acting = turn.acting(Right.CHANGE)
    change = strategies.retire(turn.uow, acting, number, why)
    return views.changed(turn.speech, acting.account, change)


def _active(turn: Turn, number: int) -> tuple[Acting, Strategy]:
    acting = turn.acting(Right.CHANGE)
    strategy = strategies.get(turn.uow, acting, number)
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
            Form(reword, (STRATEGY, Text("text"))),
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
