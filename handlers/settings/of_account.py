"""The settings of an account, in the order of their window: each declared once."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.account import Announcements
from domain.language import Language
from domain.settings import EARLIEST, AccountSettings
from domain.text import alphabetical
from handlers.accounts.views import LANGUAGES, zones
from handlers.blocks.payload import NOTHING, OFF, ON, SmallNumber
from handlers.mutes.views import clock
from handlers.settings.setting import Choices, Menu, Setting, SettingSentence, behind, hours
from language.arguments.days import Hour, Weekday
from language.arguments.elements import Choice, Literal, Option, Text
from language.arguments.numbers import Count
from language.speech import Speech, mark
from language.times import country_of
from language.vocabulary import ON_OFF
from language.zones import zone_of

LIKELY = (
    *("AE", "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CN", "CZ", "DE", "DK", "ES", "FI", "FR"),
    *("GB", "GR", "HK", "HU", "IE", "IL", "IN", "IT", "JP", "KR", "LU", "MX", "NL", "NO", "NZ"),
    *("PL", "PT", "RO", "SE", "SG", "SK", "TR", "UA", "US", "ZA"),
)
"""Countries to choose from; any other is typed."""

EARLIER = 6
"""Working days before the last one to choose from; more are typed."""


# ------------------------------------------------------------------------------- values, in words


def switch(_: Speech, is_on: object) -> str:
    """Whether something is on."""
    return _("on") if is_on else _("off")


def _yes(_: Speech, is_so: object) -> str:
    return _("yes") if is_so else _("no")


def _days_before(_: Speech, days: int) -> str:
    if not days:
        return _("last working day of the month")
    return _.plural("{n} working day before the last", "{n} working days before the last", days)


def _when_needed(_: Speech, only_when_needed: object) -> str:
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


# ------------------------------------------------------------------------------- what is chosen


def _languages(_: Speech, _settings: AccountSettings) -> Choices:
    return {language.value: label for language, label in LANGUAGES.items()}


def _countries(_: Speech, settings: AccountSettings) -> Choices:
    codes = {*LIKELY, settings.country} if settings.country else {*LIKELY}
    countries = {code: _.country(code) for code in codes}
    return {
        NOTHING: _("No holidays"),
        **dict(sorted(countries.items(), key=lambda each: alphabetical(each[1]))),
    }


def _review_days(_: Speech, settings: AccountSettings) -> Choices:
    numbers = dict.fromkeys((*range(EARLIER + 1), settings.review_before))
    return {str(number): _days_before(_, number) for number in numbers}


def _weekdays(_: Speech, _settings: AccountSettings) -> Choices:
    return {str(number): _.weekday(number) for number in range(7)}


def _weeks(_: Speech, _settings: AccountSettings) -> Choices:
    return {
        OFF: _when_needed(_, only_when_needed=False),
        ON: _when_needed(_, only_when_needed=True),
    }


def _announcements(_: Speech, _settings: AccountSettings) -> Choices:
    return {which.value: _announced(_, which) for which in Announcements}


def _no_or_yes(_: Speech, _settings: AccountSettings) -> Choices:
    return {OFF: _("No"), ON: _("Yes")}


Hint = Callable[[Speech, AccountSettings, datetime], str | None]


def _hint(text: str) -> Hint:
    return lambda _, _settings, _now: _(text)


def _snooze(kind: str) -> Hint:
    """Until when a routine is snoozed, as the hint of its menu."""

    def hint(_: Speech, settings: AccountSettings, now: datetime) -> str | None:
        until: datetime | None = getattr(settings, f"{kind}_snoozed_until")
        if until is None or until <= now:
            return None
        day = _.day(until.astimezone(ZoneInfo(settings.time_zone)).date())
        return _("Snoozed until {day}. Sooner: /kam settings {kind} on", day=day, kind=kind)

    return hint


# ------------------------------------------------------------------------------ what is typed

LANGUAGE_WORDS = dict.fromkeys(("en", "english", "englisch"), Language.ENGLISH) | dict.fromkeys(
    ("de", "german", "deutsch"), Language.GERMAN
)
WHICH = (
    dict.fromkeys(("all", "alle"), Announcements.ALL)
    | dict.fromkeys(("red", "rot", "rote"), Announcements.RED_AND_AMBER)
    | dict.fromkeys(("none", "keine", "off", "aus"), Announcements.NONE)
)
NEEDED = {"needed": True, "nötig": True, "nötigenfalls": True, "always": False, "immer": False}
REVIEW = Literal(("review", "durchsicht", "planrunde"))
DIGEST = Literal(("digest", "wochenbericht", "überblick"))
SLIPS = ("slips", "milestones", "meilensteine")
PULSE = ("pulse", "puls", "frage")
QUESTION = ("question", "confidence", "monatsfrage")
ANNOUNCE = ("announcements", "announce", "ankündigungen", "meldungen")


def _at(name: str) -> tuple[Option, ...]:
    """An hour that may be missing, with or without its word."""
    return Option(Hour(name), ("at", "um")), Option(Hour(name))


ON_REVIEW = {"review_is_on": True}
ON_DIGEST = {"digest_is_on": True}


# ---------------------------------------------------------------------------------------- the list

SETTINGS = (
    Setting(
        "language",
        mark("Language of the channel"),
        lambda _, value: LANGUAGES[Language(value)],
        Menu("language", Language, _languages),
        (mark("settings language en|de"),),
        behind(("language", "sprache"), Choice("language", LANGUAGE_WORDS)),
        group=mark("Language and calendar"),
    ),
    Setting(
        "time_zone",
        mark("Time zone"),
        lambda _, value: value,
        Menu(
            "time_zone",
            str,
            lambda _, settings: zones(settings.time_zone),
            label=mark("Time zone for all times"),
            hint=_hint(mark("Another one: /kam settings zone Pacific/Auckland")),
        ),
        (mark("settings zone Europe/Berlin"),),
        behind(("time zone", "timezone", "zone", "zeitzone"), Text("time_zone")),
        reads=zone_of,
    ),
    Setting(
        "country",
        mark("Public holidays"),
        _country,
        Menu(
            "country",
            str | None,
            _countries,
            label=mark("Public holidays: no reminders on them"),
            hint=_hint(mark("Another one: /kam settings country Iceland")),
        ),
        (mark("settings country Germany|Bavaria|DE-BY"),),
        behind(("country", "holidays", "land", "feiertage"), Text("country")),
        reads=country_of,
    ),
    Setting("review_is_on", mark("Monthly review"), switch),
    Setting(
        "review_before",
        mark("Day of the review"),
        _days_before,
        Menu(
            "review_day",
            SmallNumber,
            _review_days,
            hint=_snooze("review"),
            switch="review_is_on",
            most=EARLIEST,
        ),
        (mark("settings review last|2 [9]"), mark("settings review off|on")),
        (
            SettingSentence((REVIEW, Choice("review_is_on", ON_OFF))),
            SettingSentence(
                (REVIEW, Literal(("last", "letzter"))),
                _at("review_hour"),
                {**ON_REVIEW, "review_before": 0},
            ),
            SettingSentence((REVIEW, Count("review_before")), _at("review_hour"), ON_REVIEW),
        ),
        rank=1,
        group=mark("Monthly review"),
    ),
    Setting(
        "review_hour",
        mark("Hour of the review"),
        lambda _, hour: clock(hour),
        Menu("review_hour", SmallNumber, hours),
    ),
    Setting("review_snoozed_until", mark("Monthly review"), _snoozed),
    Setting("digest_is_on", mark("Weekly digest"), switch),
    Setting(
        "digest_weekday",
        mark("Day of the digest"),
        lambda _, day: _.weekday(day),
        Menu(
            "digest_day",
            SmallNumber,
            _weekdays,
            hint=_snooze("digest"),
            switch="digest_is_on",
            most=6,
        ),
        (mark("settings digest friday 8"), mark("settings digest off|on|needed|always")),
        (
            SettingSentence((DIGEST, Weekday("digest_weekday")), _at("digest_hour"), ON_DIGEST),
            SettingSentence((DIGEST, Choice("digest_is_on", ON_OFF))),
            SettingSentence((DIGEST, Choice("digest_only_when_needed", NEEDED)), sets=ON_DIGEST),
        ),
        rank=0,
        group=mark("Weekly digest"),
    ),
    Setting(
        "digest_hour",
        mark("Hour of the digest"),
        lambda _, hour: clock(hour),
        Menu("digest_hour", SmallNumber, hours),
    ),
    Setting(
        "digest_only_when_needed",
        mark("The digest comes"),
        _when_needed,
        Menu("digest_when", bool, _weeks),
    ),
    Setting("digest_snoozed_until", mark("Weekly digest"), _snoozed),
    Setting(
        "slips_is_on",
        mark("News of milestones at risk or missed"),
        switch,
        Menu("slips", bool, hint=_snooze("slips")),
        (mark("settings slips off|on"),),
        behind(SLIPS, Choice("slips_is_on", ON_OFF)),
        rank=1,
        group=mark("News in the channel"),
    ),
    Setting("slips_snoozed_until", mark("News of milestones at risk or missed"), _snoozed),
    Setting(
        "pulse_is_on",
        mark("Quarterly question about relationship goals"),
        switch,
        Menu("pulse", bool, hint=_snooze("pulse")),
        (mark("settings pulse off|on"),),
        behind(PULSE, Choice("pulse_is_on", ON_OFF)),
        rank=1,
    ),
    Setting("pulse_snoozed_until", mark("Quarterly question about relationship goals"), _snoozed),
    Setting(
        "confidence_is_on",
        mark("Monthly question how sure the team is"),
        switch,
        Menu("confidence", bool, hint=_snooze("confidence"), is_later=True),
        (mark("settings question off|on"),),
        behind(QUESTION, Choice("confidence_is_on", ON_OFF)),
        rank=1,
    ),
    Setting("confidence_snoozed_until", mark("Monthly question how sure the team is"), _snoozed),
    Setting(
        "announcements",
        mark("Announced in the channel"),
        _announced,
        Menu("announcements", Announcements, _announcements),
        (mark("settings announcements all|red|none"),),
        behind(ANNOUNCE, Choice("announcements", WHICH)),
        rank=1,
    ),
    Setting(
        "is_confidential",
        mark("Confidential"),
        _yes,
        Menu(
            "confidential",
            bool,
            _no_or_yes,
            label=mark("Confidential: leaders outside the team see the name only"),
        ),
        (mark("settings confidential on|off"),),
        behind(("confidential", "vertraulich"), Choice("is_confidential", ON_OFF)),
        group=mark("Who may read it"),
    ),
)
"""Every setting of `AccountSettings`, with its words, its menu and its sentences."""
