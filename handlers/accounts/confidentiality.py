"""Lifting the confidentiality of an account: an admin asks, the owner agrees or says no."""

from domain.account import Account
from domain.notice import Kind
from domain.permission import Right
from handlers.accounts.answers import done
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, said
from handlers.blocks.past import Tell, tells
from handlers.blocks.payload import Button, Payload
from handlers.grammar.grammar import Buttons
from handlers.outbox.composer import Composer, Composition, Moot, activity_of
from handlers.request import Request
from language.speech import Speech, mark
from services import confidentiality
from services.confidentiality import KEPT, LIFT_ASKED, LIFTED

LIFT = Button("confidential.lift", mark("Lift it now"), Payload, Right.MANAGE)
KEEP = Button("confidential.keep", mark("Keep it confidential"), Payload, Right.MANAGE)


def lift(request: Request) -> Message:
    """The owner agrees."""
    acting = request.acting(Right.MANAGE)
    activity = confidentiality.lift(request.uow, acting)
    text = request.speech("The account is not confidential any more. The team is told.")
    return done(request, acting, text, activity)


def keep(request: Request) -> Message:
    """The owner says no."""
    acting = request.acting(Right.MANAGE)
    activity = confidentiality.keep(request.uow, acting)
    text = request.speech("The account stays confidential. The team is told.")
    return done(request, acting, text, activity)


def asked(composition: Composition) -> Message:
    """The owner is asked; raises Moot where it is settled by now."""
    account = composition.home
    if account.lift_at is None:
        raise Moot("nobody asks any more")
    _ = composition.speech
    until = _.moment(account.lift_at.astimezone(account.zone))
    text = _(
        "{who} asks to lift the confidentiality of *{name}*: leaders could read it then. Without "
        "your answer that happens on {until}.",
        who=escape(composition.called(account.lift_by)),
        name=escape(account.name),
        until=until,
    )
    plain = _("The confidentiality of {name} is to be lifted.", name=account.name)
    small = _("You get this because you own {name}.", name=escape(account.name))
    ways = actions(KEEP.draw(_, account, style="primary"), LIFT.draw(_, account))
    return said(text, ways, context(small), plain=plain)


def news(composition: Composition) -> Message:
    """The team is told what was asked or decided."""
    activity = activity_of(composition)
    _, who = composition.speech, escape(composition.called(activity.by))
    decided = DECIDED.get(activity.kind, DECIDED[LIFTED])
    is_asked = activity.kind == LIFT_ASKED
    text = _asked(_, composition.home, who) if is_asked else _(decided, who=who)
    return said(text, plain=text.replace("*", ""))


def _asked(_: Speech, account: Account, who: str) -> str:
    if account.lift_at is None:
        return _("{who} asked to lift the confidentiality of this account.", who=who)
    return _(
        "{who} asks to lift the confidentiality of this account. Leaders could read it from "
        "{until} on, unless the owner says no.",
        who=who,
        until=_.moment(account.lift_at.astimezone(account.zone)),
    )


DECIDED = {
    KEPT: mark("{who} said no: this account stays confidential."),
    LIFTED: mark("{who} lifted the confidentiality of this account: leaders can read it now."),
}
WHAT: dict[str, Tell] = {
    LIFT_ASKED: tells(mark("asked to lift the confidentiality")),
    KEPT: tells(mark("kept the account confidential")),
    LIFTED: tells(mark("lifted the confidentiality")),
}
"""What each kind of change did, for the history."""

BUTTONS: Buttons = {LIFT: lift, KEEP: keep}
COMPOSERS: dict[Kind, Composer] = {Kind.LIFT_ASKED: asked, Kind.CONFIDENTIALITY: news}
