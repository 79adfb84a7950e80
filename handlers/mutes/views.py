"""Why somebody sees a message that came by itself, and how to hear less of it.

Every view of such a message ends with `footer`. A new topic has its line in TITLES and in WHY.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, ButtonElement, InteractiveElement

from domain.account import Account
from domain.activity import Activity
from domain.mute import ROUTINES
from domain.notice_kinds import Topic
from domain.settings import AccountSettings
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, section
from handlers.lights.views import NAME, account_name, undo_button
from handlers.mutes.buttons import AGAIN, MUTE, SHOW, SNOOZE, OfTopic
from language.speech import Speech
from services.mutes import Muted


def footer(
    _: Speech,
    topic: Topic,
    why: str,
    *buttons: InteractiveElement,
    account: Account | None = None,
    personal: bool = False,
) -> list[Block]:
    """The end of a message that came by itself: its buttons, and why one sees it.

    `personal`: it went to one person, who may mute it for themselves; else to a channel, and the
    owner may mute it for all.
    """
    ask = SHOW.draw(_, account, OfTopic(topic, personal))
    return [actions(*buttons, ask), context(why)]


@dataclass(frozen=True)
class About:
    """The subject of an explanation. Without an account it is about all of them."""

    account: Account | None
    settings: AccountSettings | None

    @property
    def name(self) -> str:
        """The account's name, safe to show."""
        return account_name(self.account) if self.account else ""


# ------------------------------------------------------------------------------ what it is about

TITLES: dict[Topic, Callable[[Speech], str]] = {
    Topic.REMINDERS: lambda _: _("Reminders of your actions"),
    Topic.OWNER_LOST: lambda _: _("Actions whose owner has left"),
    Topic.REVIEW: lambda _: _("The monthly review"),
    Topic.SLIPS: lambda _: _("Milestones at risk or missed"),
    Topic.SILENT: lambda _: _("Questions about goals that nobody measures"),
    Topic.PULSE: lambda _: _("The quarterly question"),
    Topic.QUESTION: lambda _: _("The monthly question"),
    Topic.DIGEST: lambda _: _("The weekly digest"),
    Topic.COMMITMENTS: lambda _: _("Strategies that wait for your commitment"),
    Topic.UNCOMMITTED: lambda _: _("Who has not committed to a strategy"),
    Topic.PORTFOLIO: lambda _: _("The portfolio"),
}

WHY: dict[Topic, Callable[[Speech, About], str]] = {
    Topic.REMINDERS: lambda _, _about: _(
        "You get this on the morning of a working day on which one of your actions is due or "
        "overdue, in any account."
    ),
    Topic.OWNER_LOST: lambda _, about: _(
        "You own {name}. Once a month you are told whose actions there need another owner.",
        name=about.name,
    ),
    Topic.REVIEW: lambda _, about: _(
        "The plan of {name} is rolled at the end of every month: {when}. As long as it is not, "
        "the channel and the owner are reminded, three times at most.",
        name=about.name,
        when=review_time(_, about.settings),
    ),
    Topic.SLIPS: lambda _, about: _(
        "A milestone of {name} is at risk or was missed. You hear of it once, when it happens.",
        name=about.name,
    ),
    Topic.SILENT: lambda _, about: _(
        "You look after this goal of {name}. You are asked once for each milestone that comes "
        "near without a measurement.",
        name=about.name,
    ),
    Topic.PULSE: lambda _, about: _(
        "Once a quarter everybody in the team of {name} is asked how true its relationship goals "
        "are. Nobody sees who answered what.",
        name=about.name,
    ),
    Topic.QUESTION: lambda _, _about: _(
        "Once a month, before the review, everybody in a team is asked how sure they are of its "
        "business goals, and whether they did their part. Nobody sees who answered what."
    ),
    Topic.DIGEST: lambda _, about: _(
        "The team of {name} is told every week what changed and what needs doing: {when}.",
        name=about.name,
        when=digest_time(_, about.settings),
    ),
    Topic.COMMITMENTS: lambda _, _about: _(
        "Everybody in a team is asked to commit to its strategies. You are reminded after 3 and "
        "after 10 working days, and then no more."
    ),
    Topic.UNCOMMITTED: lambda _, about: _(
        "You look after {name}. You are told once who has not answered after two reminders.",
        name=about.name,
    ),
    Topic.PORTFOLIO: lambda _, _about: _(
        "A workspace admin chose this channel for the portfolio: every account in one line, for "
        "those who lead. `/kam portfolio weekly` and `/kam portfolio off` change that."
    ),
}
"""One or two sentences a topic."""


def review_time(_: Speech, settings: AccountSettings | None) -> str:
    """When the review comes: on the last working day at 09:00."""
    if settings is None:
        return ""
    hour = clock(settings.review_hour)
    if not settings.review_before:
        return _("on its last working day at {hour}", hour=hour)
    return _.plural(
        "{n} working day before its last, at {hour}",
        "{n} working days before its last, at {hour}",
        settings.review_before,
        hour=hour,
    )


def digest_time(_: Speech, settings: AccountSettings | None) -> str:
    """When the digest comes: Monday at 09:00."""
    if settings is None:
        return ""
    return _(
        "{weekday} at {hour}",
        weekday=_.weekday(settings.digest_weekday),
        hour=clock(settings.digest_hour),
    )


def clock(hour: int) -> str:
    """09:00."""
    return f"{hour:02}:00"


def name_of(_: Speech, topic: Topic, account: Account | None) -> str:
    """A topic, and the account where it is one's alone."""
    title = TITLES[topic](_)
    return f"{title} ({brief(account.name, NAME)})" if account else title


# ----------------------------------------------------------------------------------- the answers


def explained(
    _: Speech, topic: Topic, about: About, *, personal: bool, may: bool, owner: str | None
) -> Message:
    """Why, and two ways to hear less of it; `may`: this person may change it."""
    text = WHY[topic](_, about)
    if not may:
        return Message(text, [section(text), context(_who_may(_, owner))])
    asked = OfTopic(topic, personal)
    buttons = [each.draw(_, about.account, asked) for each in (MUTE, SNOOZE)]
    whom = _("For you alone.") if personal else _("For the whole team.")
    return Message(text, [section(text), actions(*buttons), context(whom)])


def _who_may(_: Speech, owner: str | None) -> str:
    if owner is None:
        return _("A workspace admin can change this.")
    return _("{owner} can change this as the owner, and so can a workspace admin.", owner=owner)


def muted_for_me(_: Speech, muted: Muted, zone: ZoneInfo) -> Message:
    """The person is told no more, or not for a week."""
    what = name_of(_, muted.topic, muted.account)
    if muted.until is None:
        text = _("Muted: {what}.", what=what)
    else:
        day = _.day(muted.until.astimezone(zone).date())
        text = _("Snoozed: {what}. You hear of it again from {day} on.", what=what, day=day)
    undo = AGAIN.draw(_, muted.account, OfTopic(muted.topic, personal=True))
    hint = _("`/kam settings me` shows what you have muted.")
    return Message(text, [section(text, undo), context(hint)], replace=True)


def muted_for_all(
    _: Speech, account: Account, topic: Topic, until: datetime | None, activity: Activity | None
) -> Message:
    """The whole team is told no more, or not for a week."""
    what = name_of(_, topic, account)
    if until is None:
        text = _("Turned off for the whole team: {what}.", what=what)
    else:
        day = _.day(until.astimezone(account.zone).date())
        text = _(
            "Snoozed for the whole team: {what}. It comes again from {day} on.", what=what, day=day
        )
    undo: ButtonElement | None = undo_button(_, account, activity) if activity else None
    hint = _("`/kam settings {kind} on` turns it on again.", kind=ROUTINES[topic])
    return Message(text, [section(text, undo), context(hint)], replace=True)


def told_again(_: Speech, topic: Topic, account: Account | None) -> Message:
    """A mute was taken back."""
    text = _("You are told again: {what}.", what=name_of(_, topic, account))
    return Message(text, [section(text)], replace=True)


def owner_name(name: str | None) -> str | None:
    """The owner's name, safe to show."""
    return escape(name) if name else None
