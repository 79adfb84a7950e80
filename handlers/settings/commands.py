"""`/kam settings …`: what is set for an account, and what one wants for oneself."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from domain.account import Announcements
from domain.language import Language
from domain.permission import Right
from domain.settings import EARLIEST, SettingsChanged
from handlers.commands import own_settings
from handlers.commands.grammar import Choice, Command, Form, Literal, Option, Run, Text
from handlers.commands.own_settings import is_on, managing, number
from handlers.commands.times import Count, Hour, Weekday, country_of
from handlers.fields import belongs_to
from handlers.speech import mark
from handlers.turn import Garbled, Turn
from handlers.views import settings as views
from handlers.views import settings_forms as forms
from handlers.views.message import Message, Open, opens, packed
from services import settings
from services.access import Acting

Facts = Mapping[str, Any]


# ------------------------------------------------------------------------------ an account's own


def open_form(turn: Turn) -> Open:
    """The account's settings for who may change them; to everybody else their own."""
    acting = managing(turn)
    if acting is None:
        return own_settings.open_mine(turn)
    found = settings.look(turn.uow, acting)
    memo = turn.heard.memo(acting.account_id, s=packed(dict(forms.seen(found))))
    _ = turn.speech
    form = forms.form(_, acting.account, found, memo, turn.now, is_admin=acting.person.is_admin)
    return Open(form, opens(_, views.form_button(_, acting.account)))


def save_form(turn: Turn) -> Message:
    """The window of the account was sent; raises Garbled and what `settings.change` raises."""
    acting = turn.acting(Right.MANAGE)
    changes, seen = _entered(turn), _seen(turn)
    try:
        done = settings.change(turn.uow, acting, changes, seen=seen)
    except SettingsChanged as error:
        belongs_to(error, _field_of(next(iter(error.changes))))
        raise
    return _saved(turn, acting, done)


def _seen(turn: Turn) -> Facts:
    """What the window showed when it was opened; raises Garbled."""
    try:
        found = json.loads(str(turn.heard.memory.get("s")))
    except ValueError as error:
        raise Garbled from error
    names = {name for names in forms.OF_FORM.values() for name in names}
    if not isinstance(found, dict) or found.keys() != names:
        raise Garbled
    return found


def _entered(turn: Turn) -> dict[str, Any]:
    heard = turn.heard
    return {
        "language": heard.word("language", Language),
        "time_zone": str(heard.value.get("time_zone")),
        "country": _unless(forms.NONE, heard.value.get("country")),
        **_day(turn, "review_day", "review_is_on", "review_before", most=EARLIEST),
        "review_hour": number(turn, "review_hour"),
        **_day(turn, "digest_day", "digest_is_on", "digest_weekday", most=6),
        "digest_hour": number(turn, "digest_hour"),
        "digest_only_when_needed": is_on(turn, "digest_when"),
        "slips_is_on": is_on(turn, "slips"),
        "pulse_is_on": is_on(turn, "pulse"),
        "announcements": heard.word("announcements", Announcements),
        "is_confidential": is_on(turn, "confidential"),
    }


def _day(turn: Turn, field: str, switch: str, day: str, *, most: int) -> dict[str, Any]:
    """A day that may be off: then it stays as it was, for when it is on again; raises Garbled."""
    if turn.heard.value.get(field) == forms.OFF:
        return {switch: False}
    found = number(turn, field)
    if found > most:
        raise Garbled
    return {switch: True, day: found}


def _unless(nothing: str, found: object) -> str | None:
    return None if found == nothing else str(found)


def _field_of(setting: str) -> str:
    return next(field for field, names in forms.OF_FORM.items() if setting in names)


def _saved(turn: Turn, acting: Acting, done: settings.Saved) -> Message:
    turn.uow.flush()
    return views.saved(turn.speech, acting.account, done)


# ------------------------------------------------------------------------------------ in one line


def _set(turn: Turn, **changes: object) -> Message:
    acting = turn.acting(Right.MANAGE)
    return _saved(turn, acting, settings.change(turn.uow, acting, changes))


def set_language(turn: Turn, language: Language) -> Message:
    """The language of the channel."""
    return _set(turn, language=language)


def set_zone(turn: Turn, name: str) -> Message:
    """The time zone; raises UnknownTimeZone."""
    return _set(turn, time_zone="_".join(name.split()))


def set_country(turn: Turn, name: str) -> Message:
    """Whose public holidays count; raises UnknownCountry."""
    return _set(turn, country=country_of(name))


def set_announcements(turn: Turn, which: Announcements) -> Message:
    """Which lights the channel is told of."""
    return _set(turn, announcements=which)


def set_confidential(turn: Turn, *, on: bool) -> Message:
    """Whether leaders outside the team see the name only."""
    return _set(turn, is_confidential=on)


def switch(kind: str) -> Callable[..., Message]:
    """Turns a routine off, or on again; that ends a snooze too."""

    def run(turn: Turn, *, on: bool) -> Message:
        awake = {f"{kind}_snoozed_until": None} if on else {}
        return _set(turn, **{f"{kind}_is_on": on}, **awake)

    return run


def set_review(turn: Turn, before: int, hour: int | None = None) -> Message:
    """So many working days before the last one of the month."""
    at = {} if hour is None else {"review_hour": hour}
    return _set(turn, review_is_on=True, review_snoozed_until=None, review_before=before, **at)


def set_last(turn: Turn, hour: int | None = None) -> Message:
    """On the last working day."""
    return set_review(turn, 0, hour)


def set_digest(turn: Turn, weekday: int, hour: int | None = None) -> Message:
    """A day of the week."""
    at = {} if hour is None else {"digest_hour": hour}
    return _set(turn, digest_is_on=True, digest_snoozed_until=None, digest_weekday=weekday, **at)


def set_digest_when(turn: Turn, *, needed: bool) -> Message:
    """Every week, or only when something needs doing."""
    return _set(turn, digest_is_on=True, digest_snoozed_until=None, digest_only_when_needed=needed)


ON_OFF = Choice(
    "on",
    {"on": True, "an": True, "ein": True, "yes": True, "ja": True}
    | {"off": False, "aus": False, "no": False, "nein": False},
)
LANGUAGE = Choice(
    "language",
    dict.fromkeys(("en", "english", "englisch"), Language.ENGLISH)
    | dict.fromkeys(("de", "german", "deutsch"), Language.GERMAN),
)
WHICH = Choice(
    "which",
    dict.fromkeys(("all", "alle"), Announcements.ALL)
    | dict.fromkeys(("red", "rot", "rote"), Announcements.RED_AND_AMBER)
    | dict.fromkeys(("none", "keine", "off", "aus"), Announcements.NONE),
)
NEEDED = Choice(
    "needed",
    {"needed": True, "nötig": True, "nötigenfalls": True, "always": False, "immer": False},
)
REVIEW = Literal(("review", "durchsicht", "planrunde"))
DIGEST = Literal(("digest", "wochenbericht", "überblick"))
SLIPS = Literal(("slips", "milestones", "meilensteine"))
PULSE = Literal(("pulse", "puls", "frage"))
ANNOUNCE = Literal(("announcements", "announce", "ankündigungen", "meldungen"))
AT = ("at", "um")

COMMANDS = (
    Command(
        word="settings",
        also=("setting", "einstellungen", "einstellung"),
        usage=(
            mark("settings"),
            mark("settings digest friday 8"),
            mark("settings digest off|on|needed|always"),
            mark("settings review last|2 [9]"),
            mark("settings review off|on"),
            mark("settings slips off|on"),
            mark("settings pulse off|on"),
            mark("settings announcements all|red|none"),
            mark("settings language en|de"),
            mark("settings zone Europe/Berlin"),
            mark("settings country Germany"),
            mark("settings confidential on|off"),
        ),
        example=mark("settings digest friday 8"),
        about=mark("What comes when, in which language, and what you want to be told"),
        forms=(
            Form(
                set_digest,
                (DIGEST, Weekday("weekday")),
                (Option(Hour("hour"), AT), Option(Hour("hour"))),
            ),
            Form(switch("digest"), (DIGEST, ON_OFF)),
            Form(set_digest_when, (DIGEST, NEEDED)),
            Form(switch("review"), (REVIEW, ON_OFF)),
            Form(
                set_last,
                (REVIEW, Literal(("last", "letzter"))),
                (Option(Hour("hour"), AT), Option(Hour("hour"))),
            ),
            Form(
                set_review,
                (REVIEW, Count("before")),
                (Option(Hour("hour"), AT), Option(Hour("hour"))),
            ),
            Form(switch("slips"), (SLIPS, ON_OFF)),
            Form(switch("pulse"), (PULSE, ON_OFF)),
            Form(set_announcements, (ANNOUNCE, WHICH)),
            Form(set_language, (Literal(("language", "sprache")), LANGUAGE)),
            Form(set_zone, (Literal(("time zone", "timezone", "zone", "zeitzone")), Text("name"))),
            Form(
                set_country, (Literal(("country", "holidays", "land", "feiertage")), Text("name"))
            ),
            Form(set_confidential, (Literal(("confidential", "vertraulich")), ON_OFF)),
            Form(open_form),
        ),
    ),
)
BUTTONS: dict[str, Run] = {views.FORM: open_form}
MODALS: dict[str, Run] = {forms.SAVE: save_form}
