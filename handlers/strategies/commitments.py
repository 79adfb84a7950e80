"""`/kam commit …` and `/kam concern …`: what members say to a strategy, and the buttons for it."""

from domain.permission import Right
from domain.strategy import Strategy
from handlers.commands.grammar import Command, Form, Run, Text
from handlers.commands.strategies import STRATEGY, overview
from handlers.speech import mark
from handlers.turn import Turn
from handlers.views import strategy_forms as forms
from handlers.views import strategy_pages as views
from handlers.views import strategy_parts as parts
from handlers.views.message import Message, Open, Reply, opens
from services import commitments, history, strategies
from services.access import Acting


def commit(turn: Turn, number: int, line: str) -> Message:
    """Commit, for oneself, in one's own words."""
    acting = turn.acting(Right.CHANGE)
    given = commitments.commit(turn.uow, acting, number, line)
    return views.committed(turn.speech, acting.account, given)


def open_commit(turn: Turn, number: int) -> Open:
    """Ask for the line."""
    acting, strategy = _active(turn, number)
    return _commit_form(turn, acting, strategy, seen=strategy.wording)


def press_commit(turn: Turn) -> Open:
    """The button under what somebody read: perhaps in other words than it stands now."""
    acting, strategy = _active(turn, turn.heard.number("n"))
    return _commit_form(turn, acting, strategy, seen=turn.heard.number("w"))


def _commit_form(
    turn: Turn, acting: Acting, strategy: Strategy, *, seen: int, line: str = ""
) -> Open:
    mine = commitments.mine(turn.uow, acting, strategy)
    number, wording = strategy.number, strategy.wording
    memo = turn.heard.memo(acting.account_id, n=number, w=wording)
    form = forms.commit(
        turn.speech,
        memo,
        strategy,
        line=line or (mine.line if mine else ""),
        has_changed=seen != wording,
    )
    way_in = parts.commit_button(turn.speech, acting.account, strategy)
    return Open(form, opens(turn.speech, way_in))


def save_commit(turn: Turn) -> Reply:
    """The line was sent; what was changed while it was written is shown first."""
    acting, strategy = _active(turn, turn.heard.remembered("n"))
    seen, line = turn.heard.remembered("w"), _text(turn)
    if seen != strategy.wording:
        return _commit_form(turn, acting, strategy, seen=seen, line=line)
    return commit(turn, strategy.number, line)


def raise_concern(turn: Turn, number: int, text: str) -> Message:
    """Say what one has against it."""
    acting = turn.acting(Right.CHANGE)
    found = commitments.raise_concern(turn.uow, acting, number, text)
    return views.raised(turn.speech, acting.account, found)


def open_concern(turn: Turn, number: int) -> Open:
    """Ask what it is."""
    acting, strategy = _active(turn, number)
    memo = turn.heard.memo(acting.account_id, n=number)
    way_in = parts.concern_button(turn.speech, acting.account, strategy)
    return Open(forms.concern(turn.speech, memo, strategy), opens(turn.speech, way_in))


def press_concern(turn: Turn) -> Open:
    """The button that asks."""
    return open_concern(turn, turn.heard.number("n"))


def save_concern(turn: Turn) -> Message:
    """The concern was sent."""
    return raise_concern(turn, turn.heard.remembered("n"), _text(turn))


def press_answer(turn: Turn) -> Open:
    """Ask for an answer to a concern; raises ConcernGone and ConcernAnswered."""
    acting = turn.acting(Right.CHANGE)
    strategy, found = commitments.look(turn.uow, acting, turn.heard.number("n"))
    found.must_be_open()
    who = history.name(turn.uow, found.person_id)
    memo = turn.heard.memo(acting.account_id, n=found.id)
    _ = turn.speech
    form = forms.answer(_, memo, strategy, found, who or _("Somebody"))
    return Open(form, opens(_, parts.answer_button(_, acting.account, found)))


def save_answer(turn: Turn) -> Message:
    """The answer was sent."""
    acting = turn.acting(Right.CHANGE)
    found = commitments.answer(turn.uow, acting, turn.heard.remembered("n"), _text(turn))
    return views.settled(turn.speech, acting.account, found)


def _active(turn: Turn, number: int) -> tuple[Acting, Strategy]:
    acting = turn.acting(Right.CHANGE)
    strategy = strategies.get(turn.uow, acting, number)
    strategy.must_be_active()
    return acting, strategy


def _text(turn: Turn) -> str:
    return str(turn.heard.value.get("text") or "")


COMMANDS = (
    Command(
        word="commit",
        also=("zusage", "zusagen"),
        usage=(mark('commit S1 "my part"'), mark("commit S1"), mark("commit")),
        example=mark('commit S1 "I bring one idea a month"'),
        about=mark("Commit to a strategy, in your own words"),
        access=Right.CHANGE,
        forms=(
            Form(open_commit, (STRATEGY,)),
            Form(commit, (STRATEGY, Text("line"))),
            Form(overview),
        ),
    ),
    Command(
        word="concern",
        also=("bedenken", "einwand"),
        usage=(mark('concern S1 "…"'), mark("concern S1")),
        example=mark('concern S1 "nobody can run the workshops"'),
        about=mark("Say what you have against a strategy: a thread, until it is answered"),
        access=Right.CHANGE,
        forms=(
            Form(open_concern, (STRATEGY,)),
            Form(raise_concern, (STRATEGY, Text("text"))),
        ),
    ),
)
BUTTONS: dict[str, Run] = {
    parts.COMMIT: press_commit,
    parts.CONCERN: press_concern,
    parts.ANSWER: press_answer,
}
MODALS: dict[str, Run] = {
    forms.SAVE_COMMIT: save_commit,
    forms.SAVE_CONCERN: save_concern,
    forms.SAVE_ANSWER: save_answer,
}
