"""Every kind of notice, declared once: when it is sent, what it is about, what it rewrites.

A new kind gets its name and its promise here, and its composer in the `notices.py` of its noun.
Source: docs/method.md, "delivery".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of notices; each has a composer of its own."""

    HELLO = "hello"
    HELLO_EDIT = "hello_edit"
    ACCOUNT_NEWS = "account_news"
    ACCOUNT_NEWS_EDIT = "account_news_edit"
    NEW_OWNER = "new_owner"
    ACCOUNT_MOVED = "account_moved"
    ACCOUNT_GONE = "account_gone"
    WITHDRAWN = "withdrawn"
    LIGHT = "light"
    LIGHT_EDIT = "light_edit"
    LIGHT_NEWS = "light_news"
    LIGHT_NEWS_EDIT = "light_news_edit"
    HELD = "held"
    ASSIGNED = "assigned"
    HANDED_OVER = "handed_over"
    REMINDER = "reminder"
    OWNER_LOST = "owner_lost"
    OWNER_LEFT = "owner_left"
    ELECTION = "election"
    ELECTION_EDIT = "election_edit"
    LIFT_ASKED = "lift_asked"
    CONFIDENTIALITY = "confidentiality"
    REVIEW = "review"
    REVIEW_EDIT = "review_edit"
    REVIEW_LINE = "review_line"
    REVIEW_LINE_EDIT = "review_line_edit"
    NUDGE = "nudge"
    NUDGE_OWNER = "nudge_owner"
    PLAN_POSTED = "plan_posted"
    MAP = "map"
    PAGE = "page"
    PAGE_UPDATE = "page_update"
    PAGE_EMPTIED = "page_emptied"
    PAGE_ANSWER = "page_answer"
    PAGE_TROUBLE = "page_trouble"
    GOAL = "goal"
    GOAL_EDIT = "goal_edit"
    GOAL_NEWS = "goal_news"
    GOAL_NEWS_EDIT = "goal_news_edit"
    SLIP = "slip"
    SLIP_OVER = "slip_over"
    GOAL_MISSED = "goal_missed"
    GUARD = "guard"
    GUARD_OVER = "guard_over"
    SILENT = "silent"
    PULSE = "pulse"
    QUESTION = "question"
    CHART = "chart"
    STRATEGY = "strategy"
    STRATEGY_EDIT = "strategy_edit"
    STRATEGY_NEWS = "strategy_news"
    STRATEGY_NEWS_EDIT = "strategy_news_edit"
    CONCERN = "concern"
    CONCERN_EDIT = "concern_edit"
    CONCERN_ANSWERED = "concern_answered"
    STRATEGIES_SHOWN = "strategies_shown"
    COMMIT_REMINDER = "commit_reminder"
    UNCOMMITTED = "uncommitted"
    DIGEST = "digest"
    EXPORT = "export"
    ABOUT_ME = "about_me"
    CALENDAR = "calendar"
    PORTFOLIO = "portfolio"
    PORTFOLIO_PICTURE = "portfolio_picture"
    PORTFOLIO_HELD = "portfolio_held"
    UNDELIVERED = "undelivered"


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
    what the channel is told by the owner; `edits`, that it rewrites the message of another kind.
    """

    late: timedelta | None = None
    again: bool = True
    renewed: bool = False
    archived: bool = False
    awaited: bool = False
    of_owner: bool = False
    topic: Topic | None = None
    edits: Kind | None = None


PROMISES: Mapping[Kind, Promise] = {
    Kind.HELLO: Promise(late=timedelta(days=1), again=False),
    Kind.HELLO_EDIT: Promise(late=timedelta(days=1), edits=Kind.HELLO),
    Kind.ACCOUNT_NEWS: Promise(late=timedelta(days=7), archived=True),
    Kind.ACCOUNT_NEWS_EDIT: Promise(late=timedelta(days=7), archived=True, edits=Kind.ACCOUNT_NEWS),
    Kind.NEW_OWNER: Promise(late=timedelta(days=7)),
    Kind.ACCOUNT_MOVED: Promise(late=timedelta(days=7)),
    Kind.ACCOUNT_GONE: Promise(late=timedelta(days=1), again=False),
    Kind.WITHDRAWN: Promise(late=timedelta(days=7), archived=True),
    Kind.LIGHT: Promise(late=timedelta(days=7)),
    Kind.LIGHT_EDIT: Promise(late=timedelta(days=7), edits=Kind.LIGHT),
    Kind.LIGHT_NEWS: Promise(late=timedelta(days=7)),
    Kind.LIGHT_NEWS_EDIT: Promise(late=timedelta(days=7), edits=Kind.LIGHT_NEWS),
    Kind.HELD: Promise(late=timedelta(days=7), of_owner=True),
    Kind.ASSIGNED: Promise(late=timedelta(days=2)),
    Kind.HANDED_OVER: Promise(late=timedelta(days=2)),
    Kind.REMINDER: Promise(late=timedelta(hours=12), again=False, topic=Topic.REMINDERS),
    Kind.OWNER_LOST: Promise(late=timedelta(days=7), of_owner=True, topic=Topic.OWNER_LOST),
    Kind.OWNER_LEFT: Promise(late=timedelta(days=7), of_owner=True),
    Kind.ELECTION: Promise(late=timedelta(days=7)),
    Kind.ELECTION_EDIT: Promise(late=timedelta(days=7), edits=Kind.ELECTION),
    Kind.LIFT_ASKED: Promise(late=timedelta(days=3), of_owner=True),
    Kind.CONFIDENTIALITY: Promise(late=timedelta(days=7)),
    Kind.REVIEW: Promise(),
    Kind.REVIEW_EDIT: Promise(edits=Kind.REVIEW),
    Kind.REVIEW_LINE: Promise(),
    Kind.REVIEW_LINE_EDIT: Promise(edits=Kind.REVIEW_LINE),
    Kind.NUDGE: Promise(late=timedelta(days=2)),
    Kind.NUDGE_OWNER: Promise(late=timedelta(days=2), of_owner=True, topic=Topic.REVIEW),
    Kind.PLAN_POSTED: Promise(),
    Kind.MAP: Promise(late=timedelta(days=1), again=False, awaited=True),
    Kind.PAGE: Promise(late=timedelta(days=1), awaited=True),
    Kind.PAGE_UPDATE: Promise(),
    Kind.PAGE_EMPTIED: Promise(archived=True),
    Kind.PAGE_ANSWER: Promise(late=timedelta(days=1), awaited=True),
    Kind.PAGE_TROUBLE: Promise(late=timedelta(days=7), of_owner=True),
    Kind.GOAL: Promise(late=timedelta(days=7)),
    Kind.GOAL_EDIT: Promise(late=timedelta(days=7), edits=Kind.GOAL),
    Kind.GOAL_NEWS: Promise(late=timedelta(days=7)),
    Kind.GOAL_NEWS_EDIT: Promise(late=timedelta(days=7), edits=Kind.GOAL_NEWS),
    Kind.SLIP: Promise(topic=Topic.SLIPS),
    Kind.SLIP_OVER: Promise(late=timedelta(days=7), topic=Topic.SLIPS),
    Kind.GOAL_MISSED: Promise(topic=Topic.SLIPS),
    Kind.GUARD: Promise(topic=Topic.SLIPS),
    Kind.GUARD_OVER: Promise(late=timedelta(days=7), topic=Topic.SLIPS),
    Kind.SILENT: Promise(late=timedelta(days=7), again=False, topic=Topic.SILENT),
    Kind.PULSE: Promise(late=timedelta(days=14), again=False, topic=Topic.PULSE),
    Kind.QUESTION: Promise(late=timedelta(days=2), again=False, topic=Topic.QUESTION),
    Kind.CHART: Promise(late=timedelta(days=1), again=False, awaited=True),
    Kind.STRATEGY: Promise(renewed=True),
    Kind.STRATEGY_EDIT: Promise(edits=Kind.STRATEGY),
    Kind.STRATEGY_NEWS: Promise(late=timedelta(days=7)),
    Kind.STRATEGY_NEWS_EDIT: Promise(late=timedelta(days=7), edits=Kind.STRATEGY_NEWS),
    Kind.CONCERN: Promise(),
    Kind.CONCERN_EDIT: Promise(edits=Kind.CONCERN),
    Kind.CONCERN_ANSWERED: Promise(late=timedelta(days=7)),
    Kind.STRATEGIES_SHOWN: Promise(late=timedelta(days=7), again=False),
    Kind.COMMIT_REMINDER: Promise(late=timedelta(days=2), again=False, topic=Topic.COMMITMENTS),
    Kind.UNCOMMITTED: Promise(
        late=timedelta(days=7), again=False, of_owner=True, topic=Topic.UNCOMMITTED
    ),
    Kind.DIGEST: Promise(late=timedelta(days=1), again=False, topic=Topic.DIGEST),
    Kind.CALENDAR: Promise(late=timedelta(days=1), again=False, awaited=True),
    Kind.ABOUT_ME: Promise(late=timedelta(days=1), again=False, awaited=True),
    Kind.EXPORT: Promise(late=timedelta(days=1), again=False, archived=True, awaited=True),
    Kind.PORTFOLIO: Promise(late=timedelta(days=1), again=False, topic=Topic.PORTFOLIO),
    Kind.PORTFOLIO_PICTURE: Promise(late=timedelta(days=1), again=False, awaited=True),
    Kind.PORTFOLIO_HELD: Promise(late=timedelta(days=7)),
    Kind.UNDELIVERED: Promise(late=timedelta(days=2), again=False),
}

EDITS: Mapping[Kind, Kind] = {
    promise.edits: kind for kind, promise in PROMISES.items() if promise.edits is not None
}
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
