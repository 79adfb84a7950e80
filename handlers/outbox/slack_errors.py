"""How a call of Slack's ends when it does not succeed, and the word for it."""

import re
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

UNANSWERED = (SlackApiError, OSError, HTTPException)
CODE = re.compile(r"[a-z][a-z0-9_.-]{0,60}")


def is_busy(word: str) -> bool:
    """Whether Slack may answer the same question soon: too many asked, or nothing came back."""
    return word in ("ratelimited", "unreadable") or word.startswith("http_") or word[:1].isupper()


def reason(error: Exception) -> str:
    """Slack's word for it, such as channel_not_found, else what happened on the way.

    An error page instead of an answer is known by its status: the SDK quotes the whole page.
    """
    if not isinstance(error, SlackApiError):
        return type(error).__name__
    said = error.response.get("error")
    if isinstance(said, str) and CODE.fullmatch(said):
        return said
    status = getattr(error.response, "status_code", None)
    return f"http_{status}" if status else "unreadable"
