"""Lifting the confidentiality of an account: an admin asks, the owner agrees or says no."""

from collections.abc import Callable

from domain.account import Account
from domain.activity import Activity
from domain.notice import Kind
from domain.permission import Right
from handlers.accounts import views
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, section
from handlers.blocks.payload import Button, Payload
from handlers.grammar.grammar import Buttons, Command
from handlers.outbox.composer import Composer, Composition, Moot, activity_of
from handlers.request import Request
from language.speech import Speech, mark
from services import confidentiality, history
from services.confidentiality import KEPT, LIFT_ASKED, LIFTED

LIFT = Button("confidential.lift", mark("Lift it now"), Payload, Right.MANAGE)
KEEP = Button("confidential.keep", mark("Keep it confidential"), Payload, Right.MANAGE)


def lift(request: Request) -> Message:
    """The owner agrees."""
    acting = request.acting(Right.MANAGE)
    activity = confidentiality.lift(request.uow, acting)
    request.uow.flush()
    said = request.speech("The account is not confidential any more. The team is told.")
    return views.done(request.speech, acting.account, said, activity.id)


def keep(request: Request) -> Message:
    """The owner says no."""
    acting = request.acting(Right.MANAGE)
    activity = confidentiality.keep(request.uow, acting)
    request.uow.flush()
    said = request.speech("The account stays confidential. The team is told.")
    return views.done(request.speech, acting.account, said, activity.id)


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
        who=_who(composition, account.lift_by),
        name=escape(account.name),
        until=until,
    )
    plain = _("The confidentiality of {name} is to be lifted.", name=account.name)
    small = _("You get this because you own {name}.", name=escape(account.name))
    row = actions(KEEP.draw(_, account, style="primary"), LIFT.draw(_, account))
    return Message(plain, [section(text), row, context(small)])


def news(composition: Composition) -> Message:
    """The team is told what was asked or decided."""
    activity = activity_of(composition)
    if activity.undone_at is not None:
        raise Moot("taken back")
    _, account = composition.speech, composition.home
    said = SAID.get(activity.kind, _lifted)(_, account, _who(composition, activity.by))
    return Message(said.replace("*", ""), [section(said)])


def _who(composition: Composition, person_id: str | None) -> str:
    name = history.name(composition.uow, person_id or "")
    return escape(name or composition.speech("Somebody"))


def _asked(_: Speech, account: Account, who: str) -> str:
    if account.lift_at is None:
        return _("{who} asked to lift the confidentiality of this account.", who=who)
    return _(
        "{who} asks to lift the confidentiality of this account. Leaders could read it from "
        "{until} on, unless the owner says no.",
        who=who,
        until=_.moment(account.lift_at.astimezone(account.zone)),
    )


def _kept(_: Speech, _account: Account, who: str) -> str:
    return _("{who} said no: this account stays confidential.", who=who)


def _lifted(_: Speech, _account: Account, who: str) -> str:
    return _("{who} lifted the confidentiality of this account: leaders can read it now.", who=who)


SAID: dict[str, Callable[[Speech, Account, str], str]] = {
    LIFT_ASKED: _asked,
    KEPT: _kept,
    LIFTED: _lifted,
}
WHAT: dict[str, Callable[[Speech, Activity], str]] = {
    LIFT_ASKED: lambda _, _change: _("asked to lift the confidentiality"),
    KEPT: lambda _, _change: _("kept the account confidential"),
    LIFTED: lambda _, _change: _("lifted the confidentiality"),
}
"""What each kind of change did, for the history."""

COMMANDS: tuple[Command, ...] = ()
BUTTONS: Buttons = {LIFT: lift, KEEP: keep}
COMPOSERS: dict[Kind, Composer] = {Kind.LIFT_ASKED: asked, Kind.CONFIDENTIALITY: news}
