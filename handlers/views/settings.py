"""The settings of an account and of a person: in words, and as windows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, ButtonElement, InputBlock, Option, StaticSelectElement
from slack_sdk.models.views import View

from domain.account import Account, Announcements
from domain.activity import Activity
from domain.calendar import HOURS
from domain.language import Language
from domain.mute import scope
from domain.person import Person
from domain.settings import Settings
from handlers.mrkdwn import escape, shorten
from handlers.speech import Speech
from handlers.views.accounts import LANGUAGES, zones
from handlers.views.lights import account_name, undo_button
from handlers.views.message import Message, actions, button, context, section
from handlers.views.why import clock, name_of
from services.history import facts
from services.mutes import Muted
from services.settings import CHANGED, Saved

FORM = "settings.form"
SAVE = "settings.save"
MINE = "settings.mine"
SAVE_MINE = "settings.save_mine"

NONE = "-"
"""The option that stands for nothing: no holidays, no quiet hours."""

OFF = "off"
ON = "on"

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

Facts = Mapping[str, Any]
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


# ------------------------------------------------------------------------------------- in words


def line(_: Speech, name: str, value: Any) -> str:  # noqa: ANN401 - a value of Settings, or its JSON
    """One setting: `Digest day: Friday`."""
    label, tell = WORDS[name]
    return _("{setting}: {value}", setting=label(_), value=tell(_, value))


def lines(_: Speech, found: Facts) -> list[str]:
    """Several settings, in the order of the window."""
    return [line(_, name, found[name]) for name in WORDS if name in found]


def _switch(_: Speech, is_on: object) -> str:
    return _("on") if is_on else _("off")


def _yes(_: Speech, is_so: object) -> str:
    return _("yes") if is_so else _("no")


def _before(_: Speech, days: int) -> str:
    if not days:
        return _("last working day of the month")
    return _.plural("{n} working day before the last", "{n} working days before the last", days)


def _only(_: Speech, *, only_when_needed: bool) -> str:
    return _("only when something needs doing") if only_when_needed else _("every week")


def _country(_: Speech, code: str | None) -> str:
    return _.country(code) if code else _("none")


def _announced(_: Speech, which: str) -> str:
    return {
        Announcements.ALL: _("all"),
        Announcements.RED_AND_AMBER: _("red and amber only"),
        Announcements.NONE: _("none"),
    }[Announcements(which)]


def _snoozed(_: Speech, until: object) -> str:
    return _("snoozed for a week") if until else _("no longer snoozed")


Tell = Callable[[Speech, Any], str]
WORDS: dict[str, tuple[Callable[[Speech], str], Tell]] = {
    "language": (lambda _: _("Language of the channel"), lambda _, v: LANGUAGES[Language(v)]),
    "time_zone": (lambda _: _("Time zone"), lambda _, v: v),
    "country": (lambda _: _("Public holidays"), _country),
    "review_is_on": (lambda _: _("Monthly review"), _switch),
    "review_before": (lambda _: _("Day of the review"), _before),
    "review_hour": (lambda _: _("Hour of the review"), lambda _, v: clock(v)),
    "review_snoozed_until": (lambda _: _("Monthly review"), _snoozed),
    "digest_is_on": (lambda _: _("Weekly digest"), _switch),
    "digest_weekday": (lambda _: _("Day of the digest"), lambda _, v: _.weekday(v)),
    "digest_hour": (lambda _: _("Hour of the digest"), lambda _, v: clock(v)),
    "digest_only_when_needed": (
        lambda _: _("The digest comes"),
        lambda _, v: _only(_, only_when_needed=v),
    ),
    "digest_snoozed_until": (lambda _: _("Weekly digest"), _snoozed),
    "slips_is_on": (lambda _: _("Word of milestones at risk or missed"), _switch),
    "slips_snoozed_until": (lambda _: _("Word of milestones at risk or missed"), _snoozed),
    "pulse_is_on": (lambda _: _("Quarterly question about relationship goals"), _switch),
    "pulse_snoozed_until": (
        lambda _: _("Quarterly question about relationship goals"),
        _snoozed,
    ),
    "announcements": (lambda _: _("Lights announced in the channel"), _announced),
    "is_confidential": (lambda _: _("Confidential"), _yes),
}
"""What each setting is called, and how its value is said."""


# ---------------------------------------------------------------------------- an account's window


def seen(settings: Settings) -> Facts:
    """What the window shows, to be compared when it is sent."""
    everything = facts(settings)
    return {name: everything[name] for names in OF_FORM.values() for name in names}


def form(_: Speech, account: Account, settings: Settings, memo: str, now: datetime) -> View:
    """The modal of the account's settings; each field starts with what is set."""
    return View(
        type="modal",
        callback_id=SAVE,
        private_metadata=memo,
        title=_("Settings"),
        submit=_("Save"),
        close=_("Cancel"),
        blocks=[
            section(f"*{account_name(account)}*"),
            *_language_and_place(_, settings),
            *_review(_, settings, now),
            *_digest(_, settings, now),
            *_rest(_, settings, now),
            context(_("Your own reminders and quiet hours: `/kam settings me`")),
        ],
    )


def _language_and_place(_: Speech, settings: Settings) -> list[Block]:
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
            {NONE: _("None"), **sorted_countries},
            settings.country or NONE,
            hint=_("Another one: /kam settings country Iceland"),
        ),
    ]


def _review(_: Speech, settings: Settings, now: datetime) -> list[Block]:
    days = {str(number): _before(_, number) for number in range(EARLIER + 1)}
    days.setdefault(str(settings.review_before), _before(_, settings.review_before))
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


def _digest(_: Speech, settings: Settings, now: datetime) -> list[Block]:
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
            {OFF: _only(_, only_when_needed=False), ON: _only(_, only_when_needed=True)},
            ON if settings.digest_only_when_needed else OFF,
        ),
    ]


def _rest(_: Speech, settings: Settings, now: datetime) -> list[Block]:
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
            {which.value: _announced(_, which) for which in Announcements},
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


def _snooze_hint(_: Speech, settings: Settings, kind: str, now: datetime) -> str | None:
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
    options = [Option(value=value, label=shorten(text, 75)) for value, text in choices.items()]
    return InputBlock(
        block_id=block_id,
        label=label,
        hint=hint,
        element=StaticSelectElement(
            action_id="value",
            options=options,
            initial_option=next(option for option in options if option.value == initial),
        ),
    )


def form_button(_: Speech, account: Account) -> ButtonElement:
    """Opens the account's settings."""
    return button(_("Settings of the account"), FORM, {"a": account.id})


def mine_button(_: Speech) -> ButtonElement:
    """Opens one's own settings."""
    return button(_("My own settings"), MINE, {})


# ------------------------------------------------------------------------------------ the answers


def saved(_: Speech, account: Account, done: Saved) -> Message:
    """What was set, and what others have set meanwhile."""
    if done.activity is None:
        text = _("Nothing was changed: it is so already.")
        return Message(text, [section(text), *_meanwhile(_, done), actions(mine_button(_))])
    told = lines(_, done.activity.after or {})
    text = _("Saved. {what}", what=" · ".join(told))
    shown = "\n".join([f"*{_('Saved.')}*", *(f"• {escape(each)}" for each in told)])
    return Message(
        text,
        [
            section(shown, undo_button(_, account, done.activity)),
            *_meanwhile(_, done),
            actions(mine_button(_)),
            context(account_name(account)),
        ],
    )


def _meanwhile(_: Speech, done: Saved) -> list[Block]:
    if not done.meanwhile:
        return []
    told = " · ".join(lines(_, done.meanwhile))
    return [context(_("Changed by others meanwhile, and left so: {what}", what=escape(told)))]


def changed_meanwhile(_: Speech, changes: Facts, who: str | None) -> str:
    """Why nothing was saved, in a field of the window."""
    told = _.listing(lines(_, changes))
    if who is None:
        return _("This was changed meanwhile: {what}. Nothing was saved; open it again.", what=told)
    return _(
        "{who} has changed this meanwhile: {what}. Nothing was saved; open it again to decide.",
        who=who,
        what=told,
    )


def _what(_: Speech, change: Activity) -> str:
    told = _.listing(lines(_, change.after or {}))
    return _("changed the settings: {what}", what=told)


WHAT: dict[str, Callable[[Speech, Activity], str]] = {CHANGED: _what}
"""What a change did, for the history."""


# ------------------------------------------------------------------------------- one's own window


def mine(_: Speech, person: Person, muted: Sequence[Muted], memo: str) -> View:
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
            {NONE: _("Never"), **_hours()},
            NONE if person.quiet_from is None else str(person.quiet_from),
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
        callback_id=SAVE_MINE,
        private_metadata=memo,
        title=_("My settings"),
        submit=_("Save"),
        close=_("Cancel"),
        blocks=[*wishes, *(_mute(_, each, person) for each in muted[:MUTES])],
    )


def _mute(_: Speech, muted: Muted, person: Person) -> InputBlock:
    held = _("Muted")
    if muted.until is not None:
        day = _.day(muted.until.astimezone(person.zone).date())
        held = _("Snoozed until {day}", day=day)
    label = shorten(name_of(_, muted.topic, muted.account), 150)
    return _select(mute_key(muted), label, {ON: held, OFF: _("Tell me again")}, ON)


def mute_key(muted: Muted) -> str:
    """The field of the window that stands for a mute."""
    return f"{muted.topic}/{scope(muted.account.id if muted.account else None)}"


def saved_mine(
    _: Speech, person: Person, lifted: Sequence[Muted], account: Account | None
) -> Message:
    """One's own settings as they are now."""
    told = [
        _("{setting}: {value}", setting=_("Reminders"), value=_switch(_, person.wants_reminders)),
        _("{setting}: {value}", setting=_("Quiet hours"), value=_quiet(_, person)),
        *(_("You are told again: {what}.", what=name_of(_, m.topic, m.account)) for m in lifted),
    ]
    text = _("Saved. {what}", what=" · ".join(told))
    shown = "\n".join([f"*{_('Saved.')}*", *(f"• {each}" for each in told)])
    buttons = [mine_button(_)] + ([form_button(_, account)] if account else [])
    return Message(text, [section(shown), actions(*buttons)])


def _quiet(_: Speech, person: Person) -> str:
    if person.quiet_from is None or person.quiet_until is None:
        return _("none")
    return _(
        "{start} to {end} ({zone})",
        start=clock(person.quiet_from),
        end=clock(person.quiet_until),
        zone=person.zone.key,
    )
