"""The form of the client's page: everything that it shows beside agreed goals is chosen here."""

from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from domain.goal import Goal
from domain.permission import Right
from domain.text import shorten
from handlers.blocks import inputs
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, said, section
from handlers.blocks.payload import OFF, ON, Button, Payload, Rows, Window
from handlers.goals.buttons import CLIENT, ClientYes
from language.speech import Speech, mark
from language.words import GOAL_SIGNS, way_words
from services.access import Acting
from services.client_pages import PageOffer


@dataclass(frozen=True)
class ShowClient(Payload):
    """The next steps and the quotes that somebody chose to show, by number and id."""

    step: Rows[bool]
    quote: Rows[bool]


PAGE = Button("client.form", mark("The client's page…"), Payload, Right.EXPORT)
SAVE_PAGE = Window("client.save", ShowClient)
LABEL = 140
"""Characters of a next step or a quote above its choice."""

SHOWN = 5
"""Agreed goals with a button for the client's yes."""


def client(_: Speech, found: PageOffer) -> View:
    """The agreed goals, which are shown, and a choice for each step and each quote."""
    lines = [_goal(_, goal) for goal in found.goals] or [_("No goal is agreed yet.")]
    intro = _("The customer sees agreed goals with their milestones, and what you choose here.")
    blocks: list[Block] = [section("\n".join([intro, *lines]))]
    choices = {OFF: _("No"), ON: _("Show it")}
    for step in found.steps:
        label = f"{step.ref} {shorten(step.text, LABEL)}"
        blocks.append(inputs.select(f"step{step.number}", label, choices, initial=OFF))
    for quote in found.quotes:
        label = _("“{text}”", text=shorten(quote.text, LABEL))
        blocks.append(inputs.select(f"quote{quote.id}", label, choices, initial=OFF))
    return inputs.form(_, SAVE_PAGE, _("The client's page"), _("Send it to me"), *blocks)


def _goal(_: Speech, goal: Goal) -> str:
    """A goal as the page shows it: without the number that must hold, which is ours alone."""
    sign, way = GOAL_SIGNS[goal.kind], escape(way_words(_, goal.numbers))
    return f"{sign} *{goal.ref}* {brief(goal.text, LABEL)}: {way}"


def asked(_: Speech, acting: Acting, found: PageOffer) -> Message:
    """The page comes; the client's yes to these numbers is noted by a button."""
    hint = _("When the customer agrees to a goal as the page shows it:")
    buttons = [
        CLIENT.draw(
            _,
            acting.account,
            ClientYes(goal.number, goal.version_of_numbers),
            label=_("Client agreed: {ref}", ref=goal.ref),
            beside=goal.number,
        )
        for goal in found.goals[:SHOWN]
    ]
    ways = [context(hint), actions(*buttons)] if buttons else []
    text = _("I am sending it to you in a direct message.")
    return said(text, *ways, context(escape(acting.account.name)))
