"""Why somebody sees a message that came by itself, and how to hear less of it.

Every view of such a message ends with `footer`. A new topic has its line in TITLES and in WHY.
"""

from collections.abc import Mapping
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
from handlers.history.buttons import undo_button
from handlers.lights.views import NAME, account_name
from handlers.mutes.buttons import AGAIN, MUTE, SHOW, SNOOZE, OfTopic
from language.speech import Speech, mark
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


# ------------------------------------------------------------------------------ what it is about

TITLES: Mapping[Topic, str] = {
    Topic.REMINDERS: mark("Reminders of your actions"),
    Topic.OWNER_LOST: mark("Actions whose owner has left"),
    Topic.REVIEW: mark("The monthly review"),
    Topic.SLIPS: mark("Milestones at risk or missed"),
    Topic.SILENT: mark("Questions about goals that nobody measures"),
    Topic.PULSE: mark("The quarterly question"),
    Topic.QUESTION: mark("The monthly question"),
    Topic.DIGEST: mark("The weekly digest"),
    Topic.COMMITMENTS: mark("Strategies that wait for your commitment"),
    Topic.UNCOMMITTED: mark("Who has not committed to a strategy"),
    Topic.PORTFOLIO: mark("The portfolio"),
}

WHY: Mapping[Topic, str] = {
    Topic.REMINDERS: mark(
        "You get this on the morning of a working day on which one of your actions is due or "
        "overdue, in any account."
    ),
    Topic.OWNER_LOST: mark(
        "You own {name}. Once a month you are told whose actions there need another owner."
    ),
    Topic.REVIEW: mark(
        "The plan of {name} is rolled at the end of every month: {when}. As long as it is not, "
        "the channel and the owner are reminded, three times at most."
    ),
    Topic.SLIPS: mark(
        "A milestone of {name} is at risk or was missed. You hear of it once, when it happens."
    ),
    Topic.SILENT: mark(
        "You look after this goal of {name}. You are asked once for each milestone that comes "
        "near without a measurement."
    ),
    Topic.PULSE: mark(
        "Once a quarter everybody in the team of {name} is asked how true its relationship goals "
        "are. Nobody sees who answered what."
    ),
    Topic.QUESTION: mark(
        "Once a month, before the review, everybody in a team is asked how sure they are of its "
        "business goals, and whether they did their part. Nobody sees who answered what."
    ),
    Topic.DIGEST: mark(
        "The team of {name} is told every week what changed and what needs doing: {when}."
    ),
    Topic.COMMITMENTS: mark(
        "Everybody in a team is asked to commit to its strategies. You are reminded after 3 and "
        "after 10 working days, and then no more."
    ),
    Topic.UNCOMMITTED: mark(
        "You look after {name}. You are told once who has not answered after two reminders."
    ),
    Topic.PORTFOLIO: mark(
        "A workspace admin chose this channel for the portfolio: every account in one line, for "
        "those who lead. `/kam portfolio weekly` and `/kam portfolio off` change that."
    ),
}
"""One or two sentences a topic; `{name}` of the account, and `{when}` the message comes."""


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
    title = _(TITLES[topic])
    return f"{title} ({brief(account.name, NAME)})" if account else title


# ----------------------------------------------------------------------------------- the answers


def explained(
    _: Speech,
    asked: OfTopic,
    account: Account | None,
    kept: AccountSettings | None,
    *,
    owner: str | None,
    may: bool,
) -> Message:
    """Why, and two ways to hear less of it; `may`: this person may change it."""
    when = review_time(_, kept) if asked.topic is Topic.REVIEW else digest_time(_, kept)
    text = _(WHY[asked.topic], name=account_name(account) if account else "", when=when)
    if not may:
        return Message(text, [section(text), context(_who_may(_, owner))])
    buttons = [each.draw(_, account, asked) for each in (MUTE, SNOOZE)]
    whom = _("For you alone.") if asked.personal else _("For the whole team.")
    return Message(text, [section(text), actions(*buttons), context(whom)])


def _who_may(_: Speech, owner: str | None) -> str:
    if owner is None:
        return _("A workspace admin can change this.")
    can = escape(owner)
    return _("{owner} can change this as the owner, and so can a workspace admin.", owner=can)


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
