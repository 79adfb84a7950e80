"""`/kam settings …`: what is set for an account, and what one wants for oneself."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from domain.account import Announcements
from domain.language import Language
from domain.permission import Right
from domain.settings import EARLIEST, SettingsChanged
from handlers.blocks.fields import belongs_to
from handlers.blocks.message import Message, Open, packed
from handlers.grammar.arguments import Count, Hour, Weekday
from handlers.grammar.grammar import (
    Buttons,
    Choice,
    Command,
    Form,
    Literal,
    Option,
    Text,
    Windows,
)
from handlers.incoming import InvalidPayload
from handlers.request import Request
from handlers.settings import buttons, forms, views
from handlers.settings import personal as own_settings
from handlers.settings.buttons import Shown
from handlers.settings.personal import managing
from language.speech import mark
from language.times import country_of
from services import settings
from services.access import Acting

Facts = Mapping[str, Any]


# ------------------------------------------------------------------------------ an account's own


def open_form(request: Request) -> Open:
    """The account's settings for who may change them; to everybody else their own."""
    acting = managing(request)
    if acting is None:
        return own_settings.open_mine(request)
    found = settings.look(request.uow, acting)
    is_admin = acting.person.is_admin
    form = forms.form(request.speech, acting.account, found, request.now, is_admin=is_admin)
    return request.open(form, buttons.FORM, remembers=Shown(packed(dict(forms.seen(found)))))


def save_form(request: Request, shown: str, **entered: Any) -> Message:  # noqa: ANN401 - EnteredSettings
    """The window of the account was sent; raises InvalidPayload and what `settings.change` does."""
    acting = request.acting(Right.MANAGE)
    changes, seen = _entered(**entered), _seen(shown)
    try:
        done = settings.change(request.uow, acting, changes, seen=seen)
    except SettingsChanged as error:
        belongs_to(error, _field_of(next(iter(error.changes))))
        raise
    return _saved(request, acting, done)


def _seen(shown: str) -> Facts:
    """What the window showed when it was opened; raises InvalidPayload."""
    try:
        found = json.loads(shown)
    except ValueError as error:
        raise InvalidPayload from error
    names = {name for names in forms.OF_FORM.values() for name in names}
    if not isinstance(found, dict) or found.keys() != names:
        raise InvalidPayload
    return found


def _entered(
    *,
    review_day: int | None,
    digest_day: int | None,
    **entered: Any,  # noqa: ANN401 - EnteredSettings
) -> dict[str, Any]:
    """What was filled in, by the names of the settings."""
    plain = {forms.OF_FORM[field][0]: value for field, value in entered.items()}
    review = _day(review_day, *forms.OF_FORM["review_day"], most=EARLIEST)
    return plain | review | _day(digest_day, *forms.OF_FORM["digest_day"], most=6)


def _day(found: int | None, switch: str, day: str, *, most: int) -> dict[str, Any]:
    """A day that may be off: then it stays as it was, for when it is on again."""
    if found is None:
        return {switch: False}
    if found > most:
        raise InvalidPayload
    return {switch: True, day: found}


def _field_of(setting: str) -> str:
    return next(field for field, names in forms.OF_FORM.items() if setting in names)


def _saved(request: Request, acting: Acting, done: settings.Saved) -> Message:
    request.uow.flush()
    return views.saved(request.speech, acting.account, done)


# ------------------------------------------------------------------------------------ in one line


def _set(request: Request, **changes: object) -> Message:
    acting = request.acting(Right.MANAGE)
    return _saved(request, acting, settings.change(request.uow, acting, changes))


def set_language(request: Request, language: Language) -> Message:
    """The language of the channel."""
    return _set(request, language=language)


def set_zone(request: Request, name: str) -> Message:
    """The time zone; raises UnknownTimeZone."""
    return _set(request, time_zone="_".join(name.split()))


def set_country(request: Request, name: str) -> Message:
    """Whose public holidays count; raises UnknownCountry."""
    return _set(request, country=country_of(name))


def set_announcements(request: Request, which: Announcements) -> Message:
    """Which lights the channel is told of."""
    return _set(request, announcements=which)


def set_confidential(request: Request, *, on: bool) -> Message:
    """Whether leaders outside the team see the name only."""
    return _set(request, is_confidential=on)


def switch(kind: str) -> Callable[..., Message]:
    """Turns a routine off, or on again; that ends a snooze too."""

    def run(request: Request, *, on: bool) -> Message:
        awake = {f"{kind}_snoozed_until": None} if on else {}
        return _set(request, **{f"{kind}_is_on": on}, **awake)

    return run


def set_review(request: Request, before: int, hour: int | None = None) -> Message:
    """So many working days before the last one of the month."""
    at = {} if hour is None else {"review_hour": hour}
    return _set(request, review_is_on=True, review_snoozed_until=None, review_before=before, **at)


def set_last(request: Request, hour: int | None = None) -> Message:
    """On the last working day."""
    return set_review(request, 0, hour)


def set_digest(request: Request, weekday: int, hour: int | None = None) -> Message:
    """A day of the week."""
    at = {} if hour is None else {"digest_hour": hour}
    return _set(request, digest_is_on=True, digest_snoozed_until=None, digest_weekday=weekday, **at)


def set_digest_when(request: Request, *, needed: bool) -> Message:
    """Every week, or only when something needs doing."""
    return _set(
        request, digest_is_on=True, digest_snoozed_until=None, digest_only_when_needed=needed
    )


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
BUTTONS: Buttons = {buttons.FORM: open_form}
MODALS: Windows = {buttons.SAVE: save_form}
