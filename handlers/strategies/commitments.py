"""`/kam commit …` and `/kam concern …`: what members say to a strategy, and the buttons for it."""

from domain.permission import Right
from domain.strategy import Strategy
from handlers.blocks.message import Message, Open, Reply, opens
from handlers.grammar.grammar import Command, Form, Run, Text
from handlers.request import Request
from handlers.strategies import forms, parts
from handlers.strategies import pages as views
from handlers.strategies.commands import STRATEGY, overview
from language.speech import mark
from services import commitments, history, strategies
from services.access import Acting


def commit(request: Request, number: int, line: str) -> Message:
    """Commit, for oneself, in one's own words."""
    acting = request.acting(Right.CHANGE)
    given = commitments.commit(request.uow, acting, number, line)
    return views.committed(request.speech, acting.account, given)


def open_commit(request: Request, number: int) -> Open:
    """Ask for the line."""
    acting, strategy = _active(request, number)
    return _commit_form(request, acting, strategy, seen=strategy.wording)


def press_commit(request: Request) -> Open:
    """The button under what somebody read: perhaps in other words than it stands now."""
    acting, strategy = _active(request, request.incoming.number("n"))
    return _commit_form(request, acting, strategy, seen=request.incoming.number("w"))


def _commit_form(
    request: Request, acting: Acting, strategy: Strategy, *, seen: int, line: str = ""
) -> Open:
    mine = commitments.mine(request.uow, acting, strategy)
    number, wording = strategy.number, strategy.wording
    memo = request.incoming.memo(acting.account_id, n=number, w=wording)
    form = forms.commit(
        request.speech,
        memo,
        strategy,
        line=line or (mine.line if mine else ""),
        has_changed=seen != wording,
    )
    way_in = parts.commit_button(request.speech, acting.account, strategy)
    return Open(form, opens(request.speech, way_in))


def save_commit(request: Request) -> Reply:
    """The line was sent; what was changed while it was written is shown first."""
    acting, strategy = _active(request, request.incoming.remembered("n"))
    seen, line = request.incoming.remembered("w"), _text(request)
    if seen != strategy.wording:
        return _commit_form(request, acting, strategy, seen=seen, line=line)
    return commit(request, strategy.number, line)


def raise_concern(request: Request, number: int, text: str) -> Message:
    """Say what one has against it."""
    acting = request.acting(Right.CHANGE)
    found = commitments.raise_concern(request.uow, acting, number, text)
    return views.raised(request.speech, acting.account, found)


def open_concern(request: Request, number: int) -> Open:
    """Ask what it is."""
    acting, strategy = _active(request, number)
    memo = request.incoming.memo(acting.account_id, n=number)
    way_in = parts.concern_button(request.speech, acting.account, strategy)
    return Open(forms.concern(request.speech, memo, strategy), opens(request.speech, way_in))


def press_concern(request: Request) -> Open:
    """The button that asks."""
    return open_concern(request, request.incoming.number("n"))


def save_concern(request: Request) -> Message:
    """The concern was sent."""
    return raise_concern(request, request.incoming.remembered("n"), _text(request))


def press_answer(request: Request) -> Open:
    """Ask for an answer to a concern; raises ConcernGone and ConcernAnswered."""
    acting = request.acting(Right.CHANGE)
    strategy, found = commitments.look(request.uow, acting, request.incoming.number("n"))
    found.must_be_open()
    who = history.name(request.uow, found.person_id)
    memo = request.incoming.memo(acting.account_id, n=found.id)
    _ = request.speech
    form = forms.answer(_, memo, strategy, found, who or _("Somebody"))
    return Open(form, opens(_, parts.answer_button(_, acting.account, found)))


def save_answer(request: Request) -> Message:
    """The answer was sent."""
    acting = request.acting(Right.CHANGE)
    found = commitments.answer(
        request.uow, acting, request.incoming.remembered("n"), _text(request)
    )
    return views.settled(request.speech, acting.account, found)


def _active(request: Request, number: int) -> tuple[Acting, Strategy]:
    acting = request.acting(Right.CHANGE)
    strategy = strategies.get(request.uow, acting, number)
    strategy.must_be_active()
    return acting, strategy


def _text(request: Request) -> str:
    return str(request.incoming.value.get("text") or "")


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
