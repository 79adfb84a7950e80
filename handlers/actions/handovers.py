"""All open actions of somebody, handed over at once: the sentence, the window, and the news."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.views import View

from domain.account import Account
from domain.action import Action
from domain.permission import Right
from domain.person import Person
from handlers.actions.forms import offered_people
from handlers.actions.views import LINE, headline
from handlers.blocks import inputs
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, Open, context, said, section
from handlers.blocks.payload import Button, Payload, Window
from handlers.request import Request
from language.lists import cut
from language.speech import Speech, mark
from services import accounts, handovers, history

ROWS = 15
"""Actions that are listed; the rest is counted."""


@dataclass(frozen=True)
class ActionsOf(Payload):
    """Somebody, by their Slack id."""

    of: str


@dataclass(frozen=True)
class GiveAll(ActionsOf):
    """Somebody, and who does from now on what they were to do."""

    owner: str


HAND_OVER = Button("action.hand_over", mark("Hand them over…"), ActionsOf)
SAVE_HAND_OVER = Window("action.save_hand_over", GiveAll)


def hand_over_all(request: Request, of: str, owner: str) -> Message:
    """Give all open actions of one to another."""
    acting = request.acting(Right.CHANGE)
    found = handovers.hand_over_all(request.uow, acting, of, owner)
    _, names = request.speech, history.names(request.uow, {of, owner})
    text = _.plural(
        "{n} action of {of} is {who}'s now: {refs}",
        "{n} actions of {of} are {who}'s now: {refs}",
        len(found),
        of=escape(names.get(of) or _("somebody")),
        who=escape(names.get(owner) or _("somebody")),
        refs=_.listing([action.ref for action in found]),
    )
    return said(text)


def open_hand_over(request: Request, of: str) -> Open:
    """Ask who gets them."""
    acting = request.acting(Right.CHANGE)
    found = handovers.open_of(request.uow, acting, of)
    people = accounts.team(request.uow, acting)
    name = history.name(request.uow, of) or ""
    form = _form(request.speech, name, found, people, acting.person.id)
    return request.open(form, HAND_OVER, ActionsOf(of))


def _form(_: Speech, name: str, found: Sequence[Action], people: Sequence[Person], me: str) -> View:
    return inputs.form(
        _,
        SAVE_HAND_OVER,
        _("Hand over"),
        _("Hand them over"),
        section(listed(_, found)),
        inputs.select(
            "owner",
            _("Who does this instead of {name}?", name=name or _("somebody")),
            offered_people(people, me),
            placeholder=_("Choose somebody"),
            hint=inputs.not_all(_, people, _("assign all @who to @whom")),
        ),
    )


def told(_: Speech, account: Account, found: Sequence[Action], by: str, of: str) -> Message:
    """The message to somebody who was given all actions of another."""
    text = _.plural(
        "{who} gave you {n} action of {of} in {account}.",
        "{who} gave you {n} actions of {of} in {account}.",
        len(found),
        who=by or _("Somebody"),
        of=of or _("somebody"),
        account=account.name,
    )
    why = _("You get this because the actions are yours now: `/kam mine`")
    return said(escape(text), section(listed(_, found)), context(why), plain=text)


def listed(_: Speech, found: Sequence[Action]) -> str:
    """A line for each action, as many as one looks through."""
    return "\n".join(cut(_, [headline(action, LINE) for action in found], ROWS))
