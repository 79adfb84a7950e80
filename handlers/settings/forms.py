"""The windows in which an account, and a person, is set."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, InputBlock, Option, StaticSelectElement
from slack_sdk.models.views import View

from domain.account import Account, Announcements
from domain.calendar import HOURS
from domain.mute import scope
from domain.person import Person
from domain.settings import AccountSettings
from domain.text import shorten
from handlers.accounts.views import LANGUAGES, zones
from handlers.blocks.message import actions, context, section
from handlers.blocks.payload import NOTHING, OFF, ON
from handlers.lights.views import account_name
from handlers.mutes.views import clock, name_of
from handlers.settings.buttons import ABOUT_ME, SAVE, SAVE_MINE
from handlers.settings.views import WORDS, announced, days_before, when_needed
from language.speech import Speech
from services.history import facts
from services.mutes import Muted
from services.settings import Facts

LIKELY = (
    *("AE", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CN", "CZ", "DE", "DK", "ES", "FI", "FR"),
    *("GB", "GR", "HK", "HU", "IE", "IL", "IN", "IT", "JP", "KR", "LU", "MX", "NL", "NO", "NZ"),
    *("PL", "PT", "RO", "SE", "SG", "SK", "TR", "UA", "US", "ZA"),
)
"""Countries to choose from; any other is typed."""

EARLIER = 6
"""Working days before the last one to choose from; more are typed."""

MUTES = 20
"""Muted topics with a switch each in one's own settings."""

Choices = Mapping[str, str]

OF_FORM = {
    "language": ("language",),
    "time_zone": ("time_zone",),
    "country": ("country",),
    "review_day": ("review_is_on", "review_before"),
    "review_hour": ("review_hour",),
    "digest_day": ("digest_is_on", "digest_weekday"),
    "digest_hour": ("digest_hour",),
    "digest_when": ("digest_only_when_needed",),
    "slips": ("slips_is_on",),
    "pulse": ("pulse_is_on",),
    "announcements": ("announcements",),
    "confidential": ("is_confidential",),
}
"""The fields of the window, each with the settings it stands for."""


# ---------------------------------------------------------------------------- an account's window


def seen(settings: AccountSettings) -> Facts:
    """What the window shows, to be compared when it is sent."""
    everything = facts(settings)
    return {name: everything[name] for names in OF_FORM.values() for name in names}


def form(
    _: Speech, account: Account, settings: AccountSettings, now: datetime, *, is_admin: bool
) -> View:
    """The modal of the account's settings; each field starts with what is set.

    An admin is told where the leaders' channel is set: it concerns every account, not this one.
    """
    hints = [_("Your own reminders and quiet hours: `/kam settings me`")]
    if is_admin:
        hints.append(_("The leaders' channel: `/kam portfolio channel #sales-leads weekly`"))
    return View(
        type="modal",
        callback_id=SAVE.callback,
        title=_("Settings"),
        submit=_("Save"),
        close=_("Cancel"),
        blocks=[
            section(f"*{account_name(account)}*"),
            *_language_and_place(_, settings),
            *_review(_, settings, now),
            *_digest(_, settings, now),
            *_rest(_, settings, now),
            *(context(hint) for hint in hints),
        ],
    )


def _language_and_place(_: Speech, settings: AccountSettings) -> list[Block]:
    languages = {language.value: label for language, label in LANGUAGES.items()}
    codes = {*LIKELY, settings.country} if settings.country else {*LIKELY}
    countries = {code: _.country(code) for code in codes}
    sorted_countries = dict(sorted(countries.items(), key=lambda each: each[1]))
    return [
        _select("language", _label(_, "language"), languages, settings.language),
        _select(
            "time_zone",
            _("Time zone of all hours"),
            zones(settings.time_zone),
            settings.time_zone,
            hint=_("Another one: /kam settings zone Pacific/Auckland"),
        ),
        _select(
            "country",
            _("Public holidays: no reminders on them"),
            {NOTHING: _("No holidays"), **sorted_countries},
            settings.country or NOTHING,
            hint=_("Another one: /kam settings country Iceland"),
        ),
    ]


def _review(_: Speech, settings: AccountSettings, now: datetime) -> list[Block]:
    days = {str(number): days_before(_, number) for number in range(EARLIER + 1)}
    days.setdefault(str(settings.review_before), days_before(_, settings.review_before))
    return [
        _select(
            "review_day",
            _label(_, "review_before"),
            {**days, OFF: _("Off")},
            str(settings.review_before) if settings.review_is_on else OFF,
            hint=_snooze_hint(_, settings, "review", now),
        ),
        _select("review_hour", _label(_, "review_hour"), _hours(), str(settings.review_hour)),
    ]


def _digest(_: Speech, settings: AccountSettings, now: datetime) -> list[Block]:
    days = {str(number): _.weekday(number) for number in range(7)}
    return [
        _select(
            "digest_day",
            _label(_, "digest_weekday"),
            {**days, OFF: _("Off")},
            str(settings.digest_weekday) if settings.digest_is_on else OFF,
            hint=_snooze_hint(_, settings, "digest", now),
        ),
        _select("digest_hour", _label(_, "digest_hour"), _hours(), str(settings.digest_hour)),
        _select(
            "digest_when",
            _label(_, "digest_only_when_needed"),
            {
                OFF: when_needed(_, only_when_needed=False),
                ON: when_needed(_, only_when_needed=True),
            },
            ON if settings.digest_only_when_needed else OFF,
        ),
    ]


def _rest(_: Speech, settings: AccountSettings, now: datetime) -> list[Block]:
    switch = {ON: _("On"), OFF: _("Off")}
    return [
        _select(
            "slips",
            _label(_, "slips_is_on"),
            switch,
            ON if settings.slips_is_on else OFF,
            hint=_snooze_hint(_, settings, "slips", now),
        ),
        _select(
            "pulse",
            _label(_, "pulse_is_on"),
            switch,
            ON if settings.pulse_is_on else OFF,
            hint=_snooze_hint(_, settings, "pulse", now),
        ),
        _select(
            "announcements",
            _label(_, "announcements"),
            {which.value: announced(_, which) for which in Announcements},
            settings.announcements,
        ),
        _select(
            "confidential",
            _("Confidential: leaders outside the team see the name only"),
            {OFF: _("No"), ON: _("Yes")},
            ON if settings.is_confidential else OFF,
        ),
    ]


def _label(_: Speech, name: str) -> str:
    return WORDS[name][0](_)


def _snooze_hint(_: Speech, settings: AccountSettings, kind: str, now: datetime) -> str | None:
    until: datetime | None = getattr(settings, f"{kind}_snoozed_until")
    if until is None or until <= now:
        return None
    day = _.day(until.astimezone(ZoneInfo(settings.time_zone)).date())
    return _("Snoozed until {day}. Sooner: /kam settings {kind} on", day=day, kind=kind)


def _hours() -> Choices:
    return {str(hour): clock(hour) for hour in HOURS}


def _select(
    block_id: str, label: str, choices: Choices, initial: str, *, hint: str | None = None
) -> InputBlock:
    """A select that shows what is set; the placeholder says it where Slack draws no initial."""
    options = [Option(value=value, label=shorten(text, 75)) for value, text in choices.items()]
    return InputBlock(
        block_id=block_id,
        label=label,
        hint=hint,
        element=StaticSelectElement(
            action_id="value",
            placeholder=shorten(choices[initial], 150),
            options=options,
            initial_option=next(option for option in options if option.value == initial),
        ),
    )


# ------------------------------------------------------------------------------- one's own window


def mine(_: Speech, person: Person, muted: Sequence[Muted]) -> View:
    """The modal of one's own settings: reminders, quiet hours, and what is muted."""
    wishes = [
        _select(
            "reminders",
            _("Reminders of actions that fall due"),
            {ON: _("On"), OFF: _("Off")},
            ON if person.wants_reminders else OFF,
        ),
        _select(
            "quiet_from",
            _("Quiet from"),
            {NOTHING: _("Never"), **_hours()},
            NOTHING if person.quiet_from is None else str(person.quiet_from),
        ),
        _select(
            "quiet_until",
            _("until"),
            _hours(),
            str(8 if person.quiet_until is None else person.quiet_until),
            hint=_(
                "In your own time zone, {zone}. What comes meanwhile waits.", zone=person.zone.key
            ),
        ),
    ]
    return View(
        type="modal",
        callback_id=SAVE_MINE.callback,
        title=_("My settings"),
        submit=_("Save"),
        close=_("Cancel"),
        blocks=[
            *wishes,
            *(_mute(_, each, person) for each in muted[:MUTES]),
            actions(ABOUT_ME.draw(_)),
        ],
    )


def _mute(_: Speech, muted: Muted, person: Person) -> InputBlock:
    held = _("Muted")
    if muted.until is not None:
        day = _.day(muted.until.astimezone(person.zone).date())
        held = _("Snoozed until {day}", day=day)
    label = shorten(name_of(_, muted.topic, muted.account), 150)
    return _select(scope_of(muted), label, {ON: held, OFF: _("Tell me again")}, ON)


def scope_of(muted: Muted) -> str:
    """What is muted, as the field of the window is called that stands for it."""
    return f"{muted.topic}/{scope(muted.account.id if muted.account else None)}"
