"""Every kind of notice, declared once: when it is sent, what it is about, what it rewrites.

A new kind gets its name and its promise here, and its composer in the `notices.py` of its noun.
Source: docs/method.md, "delivery".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Self

A_DAY, TWO_DAYS, A_WEEK = timedelta(days=1), timedelta(days=2), timedelta(days=7)


class Topic(StrEnum):
    """The topics of messages that come by themselves; one is muted as a whole."""

    REMINDERS = "reminders"
    OWNER_LOST = "owner_lost"
    REVIEW = "review"
    SLIPS = "slips"
    SILENT = "silent"
    PULSE = "pulse"
    QUESTION = "question"
    DIGEST = "digest"
    COMMITMENTS = "commitments"
    UNCOMMITTED = "uncommitted"
    PORTFOLIO = "portfolio"


@dataclass(frozen=True)
class Promise:
    """The promise of a kind of notice: how it is sent, and until when.

    `late` is how late it may still be sent (None: always); `again` says whether to send it once
    more when a lost one cannot be looked up; `archived`, whether an archived account gets it too;
    `awaited`, that somebody asked for it a moment ago, so that quiet hours do not count;
    `renewed`, that the team works with it: where it is to be rewritten and somebody deleted it,
    it is posted anew, once; `of_owner`, that it is for the owner of the account, whoever that is
    when it is sent; `topic`, as what it can be muted, if it comes by itself: a DM by its reader,
    what the channel is told by the owner.
    """

    late: timedelta | None = None
    again: bool = True
    renewed: bool = False
    archived: bool = False
    awaited: bool = False
    of_owner: bool = False
    topic: Topic | None = None


class Kind(StrEnum):
    """The kinds of notices, each with its promise; each has a composer of its own."""

    promise: Promise

    def __new__(cls, value: str, promise: Promise) -> Self:
        """The word in the database, and the promise."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.promise = promise
        return kind

    HELLO = "hello", Promise(late=A_DAY, again=False)
    HELLO_EDIT = "hello_edit", Promise(late=A_DAY)
    ACCOUNT_NEWS = "account_news", Promise(late=A_WEEK, archived=True)
    ACCOUNT_NEWS_EDIT = "account_news_edit", Promise(late=A_WEEK, archived=True)
    NEW_OWNER = "new_owner", Promise(late=A_WEEK)
    ACCOUNT_MOVED = "account_moved", Promise(late=A_WEEK)
    ACCOUNT_GONE = "account_gone", Promise(late=A_DAY, again=False)
    WITHDRAWN = "withdrawn", Promise(late=A_WEEK, archived=True)
    LIGHT = "light", Promise(late=A_WEEK)
    LIGHT_EDIT = "light_edit", Promise(late=A_WEEK)
    LIGHT_NEWS = "light_news", Promise(late=A_WEEK)
    LIGHT_NEWS_EDIT = "light_news_edit", Promise(late=A_WEEK)
    HELD = "held", Promise(late=A_WEEK, of_owner=True)
    ASSIGNED = "assigned", Promise(late=TWO_DAYS)
    HANDED_OVER = "handed_over", Promise(late=TWO_DAYS)
    REMINDER = "reminder", Promise(late=timedelta(hours=12), again=False, topic=Topic.REMINDERS)
    OWNER_LOST = "owner_lost", Promise(late=A_WEEK, of_owner=True, topic=Topic.OWNER_LOST)
    OWNER_LEFT = "owner_left", Promise(late=A_WEEK, of_owner=True)
    ELECTION = "election", Promise(late=A_WEEK)
    ELECTION_EDIT = "election_edit", Promise(late=A_WEEK)
    LIFT_ASKED = "lift_asked", Promise(late=timedelta(days=3), of_owner=True)
    CONFIDENTIALITY = "confidentiality", Promise(late=A_WEEK)
    REVIEW = "review", Promise()
    REVIEW_EDIT = "review_edit", Promise()
    REVIEW_LINE = "review_line", Promise()
    REVIEW_LINE_EDIT = "review_line_edit", Promise()
    NUDGE = "nudge", Promise(late=TWO_DAYS)
    NUDGE_OWNER = "nudge_owner", Promise(late=TWO_DAYS, of_owner=True, topic=Topic.REVIEW)
    PLAN_POSTED = "plan_posted", Promise()
    MAP = "map", Promise(late=A_DAY, again=False, awaited=True)
    PAGE = "page", Promise(late=A_DAY, awaited=True)
    PAGE_UPDATE = "page_update", Promise()
    PAGE_EMPTIED = "page_emptied", Promise(archived=True)
    PAGE_ANSWER = "page_answer", Promise(late=A_DAY, awaited=True)
    PAGE_TROUBLE = "page_trouble", Promise(late=A_WEEK, of_owner=True)
    GOAL = "goal", Promise(late=A_WEEK)
    GOAL_EDIT = "goal_edit", Promise(late=A_WEEK)
    GOAL_NEWS = "goal_news", Promise(late=A_WEEK)
    GOAL_NEWS_EDIT = "goal_news_edit", Promise(late=A_WEEK)
    SLIP = "slip", Promise(topic=Topic.SLIPS)
    SLIP_OVER = "slip_over", Promise(late=A_WEEK, topic=Topic.SLIPS)
    GOAL_MISSED = "goal_missed", Promise(topic=Topic.SLIPS)
    GUARD = "guard", Promise(topic=Topic.SLIPS)
    GUARD_OVER = "guard_over", Promise(late=A_WEEK, topic=Topic.SLIPS)
    SILENT = "silent", Promise(late=A_WEEK, again=False, topic=Topic.SILENT)
    PULSE = "pulse", Promise(late=timedelta(days=14), again=False, topic=Topic.PULSE)
    QUESTION = "question", Promise(late=TWO_DAYS, again=False, topic=Topic.QUESTION)
    CHART = "chart", Promise(late=A_DAY, again=False, awaited=True)
    STRATEGY = "strategy", Promise(renewed=True)
    STRATEGY_EDIT = "strategy_edit", Promise()
    STRATEGY_NEWS = "strategy_news", Promise(late=A_WEEK)
    STRATEGY_NEWS_EDIT = "strategy_news_edit", Promise(late=A_WEEK)
    CONCERN = "concern", Promise()
    CONCERN_EDIT = "concern_edit", Promise()
    CONCERN_ANSWERED = "concern_answered", Promise(late=A_WEEK)
    STRATEGIES_SHOWN = "strategies_shown", Promise(late=A_WEEK, again=False)
    COMMIT_REMINDER = (
        "commit_reminder",
        Promise(late=TWO_DAYS, again=False, topic=Topic.COMMITMENTS),
    )
    UNCOMMITTED = (
        "uncommitted",
        Promise(late=A_WEEK, again=False, of_owner=True, topic=Topic.UNCOMMITTED),
    )
    DIGEST = "digest", Promise(late=A_DAY, again=False, topic=Topic.DIGEST)
    EXPORT = "export", Promise(late=A_DAY, again=False, archived=True, awaited=True)
    ABOUT_ME = "about_me", Promise(late=A_DAY, again=False, awaited=True)
    CALENDAR = "calendar", Promise(late=A_DAY, again=False, awaited=True)
    PORTFOLIO = "portfolio", Promise(late=A_DAY, again=False, topic=Topic.PORTFOLIO)
    PORTFOLIO_PICTURE = "portfolio_picture", Promise(late=A_DAY, again=False, awaited=True)
    PORTFOLIO_HELD = "portfolio_held", Promise(late=A_WEEK)
    UNDELIVERED = "undelivered", Promise(late=TWO_DAYS, again=False)

    @property
    def edits(self) -> "Kind | None":
        """The kind whose messages this one rewrites: it is named after it."""
        of = self.name.removesuffix("_EDIT")
        return None if of == self.name else Kind[of]


EDITS: Mapping[Kind, Kind] = {kind.edits: kind for kind in Kind if kind.edits is not None}
"""The kind that rewrites a message of each kind that is ever rewritten."""

NEWS: Mapping[Kind, Kind] = {Kind.LIGHT: Kind.LIGHT_NEWS, Kind.GOAL: Kind.GOAL_NEWS}
"""The kind that tells, in the thread of a living card, what became of what stands on it."""

BY_THE_CLOCK = frozenset(
    {
        *(Kind.REMINDER, Kind.REVIEW, Kind.NUDGE, Kind.NUDGE_OWNER, Kind.SLIP, Kind.SLIP_OVER),
        *(Kind.GOAL_MISSED, Kind.QUESTION),
        *(Kind.SILENT, Kind.PULSE, Kind.COMMIT_REMINDER, Kind.UNCOMMITTED, Kind.DIGEST),
        *(Kind.PORTFOLIO, Kind.PAGE_UPDATE),
    }
)
"""What the clock enqueues. What somebody has just done or asked for is told first."""

CANVASES = frozenset({Kind.PAGE, Kind.PAGE_UPDATE, Kind.PAGE_EMPTIED})
"""What is written on a canvas; doing it twice does no harm."""

WITHDRAWING = frozenset({Kind.PAGE_EMPTIED, Kind.WITHDRAWN})
"""What takes away what is to be read: done at once, whoever reads, and whatever it stands on."""

OF_OLD_HOME = WITHDRAWING | {Kind.ACCOUNT_GONE}
"""What still goes to a channel that the account has left."""

UPLOADS = frozenset({Kind.MAP, Kind.CHART, Kind.EXPORT, Kind.CALENDAR, Kind.PORTFOLIO_PICTURE})
"""What is sent as files, by other methods of Slack's than messages."""
