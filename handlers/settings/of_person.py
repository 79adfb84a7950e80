"""The settings of a person, in the order of their window: each declared once."""

from datetime import datetime

from domain.person import Person, QuietHours
from handlers.blocks.payload import NOTHING, SmallNumber
from handlers.mutes.views import clock
from handlers.settings.of_account import switch
from handlers.settings.setting import Choices, Menu, Setting, SettingSentence, behind, hours
from language.arguments.days import Hour
from language.arguments.elements import Choice, Literal
from language.speech import Speech, mark
from language.vocabulary import ON_OFF


def quiet(_: Speech, hours_kept: QuietHours | None) -> str:
    """Quiet hours in words: 18:00 to 08:00, with the zone of the clocks."""
    if hours_kept is None:
        return _("none")
    return _(
        "{start} to {end} ({zone})",
        start=clock(hours_kept.start),
        end=clock(hours_kept.end),
        zone=hours_kept.zone.key,
    )


def _hours_or_never(_: Speech, person: Person) -> Choices:
    return {NOTHING: _("Never"), **hours(_, person)}


def _own_zone(_: Speech, person: Person, _now: datetime) -> str:
    return _(
        "In your own time zone, {zone}. Whatever comes in that time waits.", zone=person.zone.key
    )


MY_QUESTION = ("my question", "meine frage", "meine monatsfrage")
QUIET = Literal(("quiet hours", "quiet", "ruhezeiten", "ruhe"))
NEVER = Literal(("off", "aus", "never", "nie"))
FROM = Literal(("from", "von"))
TO = Literal(("to", "until", "till", "bis"))
START, END = Hour("quiet_from"), Hour("quiet_until")

SETTINGS = (
    Setting(
        "wants_reminders",
        mark("Reminders"),
        switch,
        Menu("reminders", bool, label=mark("Reminders of actions that are due")),
        (mark("settings reminders on|off"),),
        behind(("reminders", "erinnerungen"), Choice("wants_reminders", ON_OFF)),
    ),
    Setting(
        "wants_question",
        mark("Monthly question"),
        switch,
        Menu("question", bool, label=mark("Monthly question how sure you are"), is_later=True),
        (mark("settings my question on|off"),),
        behind(MY_QUESTION, Choice("wants_question", ON_OFF)),
    ),
    Setting(
        "quiet_hours",
        mark("Quiet hours"),
        quiet,
        usage=(mark("settings quiet 18 8"), mark("settings quiet off")),
        sentences=(
            SettingSentence((QUIET, NEVER), sets={"quiet_from": None, "quiet_until": None}),
            SettingSentence((QUIET, START, END)),
            SettingSentence((QUIET, START, TO, END)),
            SettingSentence((QUIET, FROM, START, TO, END)),
        ),
    ),
    Setting(
        "wants_undelivered",
        mark("Messages that can never be sent"),
        switch,
        usage=(mark("settings undelivered on|off"),),
        sentences=behind(("undelivered", "unzustellbar"), Choice("wants_undelivered", ON_OFF)),
    ),
    Setting(
        "quiet_from",
        mark("Quiet from"),
        lambda _, hour: clock(hour),
        Menu("quiet_from", SmallNumber | None, _hours_or_never),
    ),
    Setting(
        "quiet_until",
        mark("until"),
        lambda _, hour: clock(hour),
        Menu("quiet_until", SmallNumber | None, hours, hint=_own_zone, unset="8"),
    ),
)
"""Every setting of a person, with its words, its menu and its sentences."""

SAID = ("wants_reminders", "wants_question", "quiet_hours")
"""The settings that an answer names; the others are parts of these."""
