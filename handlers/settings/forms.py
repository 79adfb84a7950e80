"""The windows in which an account, and a person, is set."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from domain.account import Account
from domain.mute import scope
from domain.person import Person
from domain.settings import AccountSettings
from domain.text import shorten
from handlers.blocks import inputs
from handlers.blocks.message import actions, context, header, section
from handlers.blocks.payload import OFF, ON
from handlers.lights.views import account_name
from handlers.mutes.views import name_of
from handlers.settings import of_account, of_person
from handlers.settings.buttons import ABOUT_ME, SAVE, SAVE_MINE
from handlers.settings.setting import in_window, select
from language.speech import Speech
from services.history import facts
from services.mutes import Muted
from services.settings import Facts

MUTES = 20
"""Muted topics with a switch each in one's own settings."""

FIELDS = in_window(of_account.SETTINGS)
"""The fields of the account's window, each with the setting that is chosen in it."""

SHOWN = tuple(name for setting in FIELDS.values() for name in setting.covers)
"""The settings that the account's window stands for."""


# ---------------------------------------------------------------------------- an account's window


def seen(settings: AccountSettings) -> Facts:
    """The settings that the window shows, to be compared when it is sent."""
    everything = facts(settings)
    return {name: everything[name] for name in SHOWN}


def form(
    _: Speech, account: Account, settings: AccountSettings, now: datetime, *, is_admin: bool
) -> View:
    """The modal of the account's settings; each field starts with what is set.

    An admin is told where the leaders' channel is set: it concerns every account, not this one.
    """
    hints = [
        _("Your own reminders and quiet hours: `/kam settings me`"),
        _("Another channel for the account: `/kam account move #acme-new`"),
    ]
    if is_admin:
        hints.append(_("The leaders' channel: `/kam portfolio channel #sales-leads weekly`"))
    fields, ends = _grouped(_, settings, now), [context(hint) for hint in hints]
    name = section(f"*{account_name(account)}*")
    return inputs.form(_, SAVE, _("Settings"), _("Save"), name, *fields, *ends)


def _grouped(_: Speech, settings: AccountSettings, now: datetime) -> list[Block]:
    """The fields in their order, each group under its title."""
    blocks: list[Block] = []
    for setting in FIELDS.values():
        if setting.group:
            blocks.append(header(_(setting.group)))
        blocks.append(setting.draw(_, settings, now))
    return blocks


# ------------------------------------------------------------------------------- one's own window


def mine(_: Speech, person: Person, muted: Sequence[Muted], now: datetime) -> View:
    """The modal of one's own settings: reminders, quiet hours, and what is muted."""
    own = in_window(of_person.SETTINGS).values()
    fields = [
        *(setting.draw(_, person, now) for setting in own),
        *(_mute(_, each, person) for each in muted[:MUTES]),
    ]
    about_me = actions(ABOUT_ME.draw(_))
    return inputs.form(_, SAVE_MINE, _("My settings"), _("Save"), *fields, about_me)


def _mute(_: Speech, muted: Muted, person: Person) -> InputBlock:
    held = _("Muted")
    if muted.until is not None:
        day = _.day(muted.until.astimezone(person.zone).date())
        held = _("Snoozed until {day}", day=day)
    label = shorten(name_of(_, muted.topic, muted.account), 150)
    return select(scope_of(muted), label, {ON: held, OFF: _("Tell me again")}, ON)


def scope_of(muted: Muted) -> str:
    """The name of the field that stands for a muted topic."""
    return f"{muted.topic}/{scope(muted.account.id if muted.account else None)}"
