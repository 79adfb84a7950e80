"""How a call of Slack's ends when it does not succeed, and the word for it."""

import re
from datetime import timedelta
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

UNANSWERED = (SlackApiError, OSError, HTTPException)
CODE = re.compile(r"[a-z][a-z0-9_.-]{0,60}")

RATE_LIMITED = "ratelimited"
RATE_LIMITS = frozenset({RATE_LIMITED, "rate_limited"})
"""Slack's two words for too many calls."""

MAYBE_TAKEN = frozenset({"fatal_error", "internal_error", "request_timeout"})
"""Answers after which the message may stand in the channel all the same."""

NOT_NOW = frozenset({"service_unavailable", "team_added_to_org"})
"""Answers after which nothing stands in the channel, and soon something may."""

TOO_MANY, UNAVAILABLE, SERVER_ERROR = 429, 503, 500
REST = timedelta(seconds=30)
"""How long a method rests that Slack has closed without saying for how long."""


def reason(error: Exception) -> str:
    """Slack's word for it, such as channel_not_found, else what happened on the way.

    An error page instead of an answer is known by its status: the SDK quotes the whole page.
    """
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    said = error.response.get("error")
    if isinstance(said, str) and CODE.fullmatch(said):
        return RATE_LIMITED if said in RATE_LIMITS else said
    status = status_of(error)
    return f"http_{status}" if status else "unreadable"


def status_of(error: SlackApiError) -> int:
    """The HTTP status of an answer; 0 where it has none."""
    return int(getattr(error.response, "status_code", 0) or 0)


def is_rate_limit(error: Exception) -> bool:
    """Whether Slack wants fewer calls."""
    if not isinstance(error, SlackApiError):
        return False
    return status_of(error) == TOO_MANY or reason(error) == RATE_LIMITED


def is_outage(error: Exception) -> bool:
    """Whether Slack did not answer, or with an error of its own: that says nothing to us."""
    if not isinstance(error, SlackApiError):
        return True
    status = status_of(error)
    return not status or status >= SERVER_ERROR or reason(error) in MAYBE_TAKEN | NOT_NOW


def is_busy(word: str) -> bool:
    """Whether Slack may answer the same question soon: too many asked, or nothing came back."""
    said = word in RATE_LIMITS | MAYBE_TAKEN | NOT_NOW | {"unreadable"}
    return said or word.startswith("http_") or word[:1].isupper()


def is_passing(code: str) -> bool:
    """Whether a refusal says that Slack is down or overloaded, and nothing of the message."""
    return code in NOT_NOW or code == f"http_{UNAVAILABLE}"


def retry_after(error: SlackApiError) -> timedelta | None:
    """How long Slack wants to be left alone; None where it does not say so in seconds."""
    seconds = getattr(error.response, "headers", {}).get("Retry-After") or ""
    return timedelta(seconds=int(seconds)) if str(seconds).isdecimal() else None
