"""Quotes of the customer, and the quarterly pulse, as people see them."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from domain.account import Account
from domain.goal import Goal
from domain.notice_kinds import Topic
from domain.pulse import ENOUGH, SCORES
from domain.text import shorten
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, said, section
from handlers.blocks.past import Tell, tells
from handlers.goals import views as goals
from handlers.history.buttons import undoable
from handlers.mutes.views import footer
from handlers.quotes.buttons import ANSWER, AnswerPulse
from language.speech import Speech, mark
from services import quotes
from services.quotes import KeptQuote

ASKED = 8
"""Goals asked about in one message."""


def heard(_: Speech, account: Account, found: KeptQuote) -> Message:
    """A quote was kept."""
    text = shorten(found.quote.text, goals.LINE)
    where = (
        _("Beside {goal}: {text}", goal=found.goal.ref, text=brief(found.goal.text, 120))
        if found.goal
        else _('Not linked to a goal yet: `/kam relationship "…" 2y` says what we want to hear')
    )
    shown = _("Heard: “{text}”", text=escape(text))
    blocks = undoable(_, account, found.activity, shown, where)
    return Message(_("Heard: “{text}”", text=text), blocks)


def pulse(_: Speech, account: Account, wanted: Sequence[Goal]) -> Message:
    """Each relationship goal, and five buttons to say how true it is today."""
    title = _("How true is this today at {account}?", account=account.name)
    scale = _("1: not at all · 5: entirely")
    blocks: list[Block] = [section(f"*{escape(title)}*\n{scale}")]
    for goal in wanted[:ASKED]:
        blocks += [section(goals.headline(_, goal)), actions(*_scores(_, account, goal.number))]
    why = _(
        "You are asked once a quarter because you are on the team. Only how often each answer was "
        "given is shown, never by whom, and only from {enough} answers on.",
        enough=ENOUGH,
    )
    end = footer(_, Topic.PULSE, why, account=account, personal=True)
    return Message(f"{title} {scale}", [*blocks, *end])


def _scores(_: Speech, account: Account, goal: int) -> list[ButtonElement]:
    return [
        ANSWER.draw(
            _, account, AnswerPulse(goal, score), label=str(score), beside=f"{goal}-{score}"
        )
        for score in SCORES
    ]


def answered(_: Speech, goal: Goal, score: int) -> Message:
    """Thanks, and what was understood."""
    return said(
        _(
            "Thank you: {score} of 5 for {ref}. You can change it by pressing again.",
            score=score,
            ref=goal.ref,
        )
    )


WHAT: dict[str, Tell] = {quotes.HEARD: tells(mark("heard “{text}”"), text="text")}
"""What each kind of change did, for the history."""
