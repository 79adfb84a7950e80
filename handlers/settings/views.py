"""The settings of an account and of a person in words, and the answers to who changed them."""

from collections.abc import Callable, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from domain.account import Account, Announcements
from domain.activity import Activity
from domain.language import Language
from domain.person import Person
from handlers.accounts.views import LANGUAGES
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, section
from handlers.lights.views import account_name, undo_button
from handlers.mutes.views import clock, name_of
from handlers.settings.buttons import ABOUT_ME, FORM, MINE
from language.speech import Speech
from services.mutes import Muted
from services.settings import CHANGED, Facts, Saved

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


def days_before(_: Speech, days: int) -> str:
    """The last working day of the month, or so many before it."""
    if not days:
        return _("last working day of the month")
    return _.plural("{n} working day before the last", "{n} working days before the last", days)


def when_needed(_: Speech, *, only_when_needed: bool) -> str:
    """Which weeks have a digest."""
    return _("only when something needs doing") if only_when_needed else _("every week")


def _country(_: Speech, code: str | None) -> str:
    return _.country(code) if code else _("none")


def announced(_: Speech, which: str) -> str:
    """Which lights the channel is told of."""
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
    "review_before": (lambda _: _("Day of the review"), days_before),
    "review_hour": (lambda _: _("Hour of the review"), lambda _, v: clock(v)),
    "review_snoozed_until": (lambda _: _("Monthly review"), _snoozed),
    "digest_is_on": (lambda _: _("Weekly digest"), _switch),
    "digest_weekday": (lambda _: _("Day of the digest"), lambda _, v: _.weekday(v)),
    "digest_hour": (lambda _: _("Hour of the digest"), lambda _, v: clock(v)),
    "digest_only_when_needed": (
        lambda _: _("The digest comes"),
        lambda _, v: when_needed(_, only_when_needed=v),
    ),
    "digest_snoozed_until": (lambda _: _("Weekly digest"), _snoozed),
    "slips_is_on": (lambda _: _("Word of milestones at risk or missed"), _switch),
    "slips_snoozed_until": (lambda _: _("Word of milestones at risk or missed"), _snoozed),
    "pulse_is_on": (lambda _: _("Quarterly question about relationship goals"), _switch),
    "pulse_snoozed_until": (
        lambda _: _("Quarterly question about relationship goals"),
        _snoozed,
    ),
    "announcements": (lambda _: _("Lights announced in the channel"), announced),
    "is_confidential": (lambda _: _("Confidential"), _yes),
}
"""What each setting is called, and how its value is said."""


# ------------------------------------------------------------------------------------ the answers


def saved(_: Speech, account: Account, done: Saved) -> Message:
    """What was set, and what others have set meanwhile."""
    if done.activity is None:
        text = _("Nothing was changed: it is so already.")
        return Message(text, [section(text), *_meanwhile(_, done), actions(MINE.draw(_))])
    told = lines(_, done.activity.after or {})
    text = _("Saved. {what}", what=" · ".join(told))
    shown = "\n".join([f"*{_('Saved.')}*", *(f"• {escape(each)}" for each in told)])
    return Message(
        text,
        [
            section(shown, undo_button(_, account, done.activity)),
            *_meanwhile(_, done),
            actions(MINE.draw(_)),
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


def saved_mine(
    _: Speech, person: Person, lifted: Sequence[Muted], account: Account | None
) -> Message:
    """One's own settings as they are now."""
    told = [
        _("{setting}: {value}", setting=_("Reminders"), value=_switch(_, person.wants_reminders)),
        _("{setting}: {value}", setting=_("Quiet hours"), value=quiet(_, person)),
        *(_("You are told again: {what}.", what=name_of(_, m.topic, m.account)) for m in lifted),
    ]
    text = _("Saved. {what}", what=" · ".join(told))
    shown = "\n".join([f"*{_('Saved.')}*", *(f"• {each}" for each in told)])
    buttons = [MINE.draw(_), ABOUT_ME.draw(_)] + ([FORM.draw(_, account)] if account else [])
    return Message(text, [section(shown), actions(*buttons)])


def who_has_left(_: Speech) -> str:
    """What somebody is called who was forgotten."""
    return _("somebody who has left")


def quiet(_: Speech, person: Person) -> str:
    """From when to when nothing is sent, by the person's own clocks."""
    if person.quiet_from is None or person.quiet_until is None:
        return _("none")
    return _(
        "{start} to {end} ({zone})",
        start=clock(person.quiet_from),
        end=clock(person.quiet_until),
        zone=person.zone.key,
    )
