"""Posting: the only module that calls `chat.postMessage` and `chat.update`."""

from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from documents.charts.png import render_png
from domain.channel import Obstacle
from domain.notice import Notice
from handlers.blocks.escaping import unlinked
from handlers.blocks.message import Document, File, Message
from handlers.outbox.refusals import NEVER, OBSTACLES
from handlers.outbox.slack_errors import reason

EVENT_TYPE = "kam_notice"
QUIET = {"unfurl_links": False, "unfurl_media": False}
"""What people wrote never unfurls."""

TOO_MANY, UNAVAILABLE, SERVER_ERROR = 429, 503, 500
MAYBE_TAKEN = frozenset({"fatal_error", "internal_error", "request_timeout"})
"""Answers after which the message may stand in the channel all the same."""

NOT_NOW = frozenset({"service_unavailable", "team_added_to_org"})
"""Answers after which nothing stands in the channel, and soon something may."""

NO_SCOPE = "missing_scope"
LOCKED_OUT = frozenset(
    {
        *("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"),
        NO_SCOPE,
    }
)
LOCKED_OUT_FOR = timedelta(minutes=10)
"""How long to wait for somebody to mend the installation; nothing is given up meanwhile."""

SKEW = timedelta(hours=1)
"""How far our clock may be ahead of Slack's: a lost message is looked for that much earlier."""

HISTORY_PAGE = 100
"""Messages a page, when a lost one is looked for."""


@dataclass(frozen=True)
class Sent:
    """Slack has it."""

    channel_id: str
    ts: str


@dataclass(frozen=True)
class Refused:
    """Slack took nothing; again later."""

    reason: str
    after: timedelta | None = None


@dataclass(frozen=True)
class Lost:
    """Nobody knows whether Slack took it."""

    reason: str


@dataclass(frozen=True)
class Blocked:
    """The channel itself stands against it."""

    obstacle: Obstacle


@dataclass(frozen=True)
class Deleted:
    """The message it rewrites is gone."""

    reason = "message_not_found"


@dataclass(frozen=True)
class Impossible:
    """It can never be sent like this."""

    reason: str


Outcome = Sent | Refused | Lost | Blocked | Deleted | Impossible


def post(client: WebClient, notice: Notice, message: Message, thread_ts: str | None) -> Outcome:
    """Post a notice, once. `client` must not retry by itself."""
    if message.files:
        return _upload(client, notice, message, thread_ts)
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"id": notice.token}}
    return _call(
        client,
        "chat.postMessage",
        {
            "channel": notice.to,
            "thread_ts": thread_ts,
            "metadata": metadata,
            **QUIET,
            **message.payload(),
        },
    )


def _upload(client: WebClient, notice: Notice, message: Message, thread_ts: str | None) -> Outcome:
    """Upload files together; only the last of Slack's steps makes them visible."""
    try:
        channel_id = _channel(client, notice)  # files are shared with no person, only with a talk
        client.files_upload_v2(
            channel=channel_id,
            thread_ts=thread_ts or notice.facts.get("thread"),
            file_uploads=[_uploaded(notice, file) for file in message.files],
            initial_comment=unlinked(message.payload()["text"]),
        )
    except SlackApiError as error:
        return _refusal(error)
    except SlackRequestError as error:
        return Refused(type(error).__name__)
    except (OSError, HTTPException) as error:
        return Lost(type(error).__name__)
    return Sent(channel_id, "")


def _uploaded(notice: Notice, file: File) -> dict[str, Any]:
    """One file. Its name says by which it is found again if lost: files carry no metadata."""
    name, known = file.name, notice.token[:12]
    if isinstance(file, Document):
        filename = f"{name}-{known}.{file.ending}"
        return {"content": file.content, "filename": filename, "title": file.title}
    drawn = {"content": render_png(file.svg), "filename": f"{name}-{known}.png"}
    return {**drawn, "title": file.title, "alt_txt": file.alt}


def edit(client: WebClient, sent: Sent, message: Message) -> Outcome:
    """Rewrite a message that was posted; doing it twice does no harm."""
    place = {"channel": sent.channel_id, "ts": sent.ts}
    return _call(client, "chat.update", {**place, **message.payload()})


def _call(client: WebClient, method: str, arguments: dict[str, Any]) -> Outcome:
    try:
        answer = client.api_call(method, json=arguments)
    except SlackApiError as error:
        return _refusal(error)
    except (OSError, HTTPException) as error:
        return Lost(type(error).__name__)
    return Sent(answer["channel"], answer["ts"])


def _refusal(error: SlackApiError) -> Outcome:
    response = error.response
    if not isinstance(response, SlackResponse):
        return Lost("unreadable answer")
    code = reason(error)
    if response.status_code == TOO_MANY or code == "ratelimited":
        return Refused("ratelimited", _asked_for(response.headers.get("Retry-After")))
    if response.status_code == UNAVAILABLE:
        return Refused(code)
    if response.status_code >= SERVER_ERROR or code in MAYBE_TAKEN:
        return Lost(code)
    return _refusal_by(code)


def _asked_for(retry_after: str | None) -> timedelta | None:
    """How long Slack wants to be left alone; None where it does not say so in seconds."""
    seconds = retry_after or ""
    return timedelta(seconds=int(seconds)) if seconds.isdecimal() else None


def _refusal_by(code: str) -> Outcome:
    """What an error code of Slack's means for a message."""
    if code in NOT_NOW:
        return Refused(code)
    if code in LOCKED_OUT:
        return Refused(code, LOCKED_OUT_FOR)
    if code in OBSTACLES:
        return Blocked(OBSTACLES[code])
    if code == Deleted.reason:
        return Deleted()
    return Impossible(code) if code in NEVER else Refused(code)


def find(client: WebClient, notice: Notice, thread_ts: str | None) -> Sent | None:
    """Look a lost message up in its channel's history by its id.

    Raises SlackApiError, also where the scope for it is missing.
    """
    channel_id = _channel(client, notice)
    oldest = str((notice.due_at - SKEW).timestamp())
    for message in _history(client, channel_id, oldest, thread_ts):
        if _is_it(message, notice):
            return Sent(channel_id, message["ts"])
    return None


def _is_it(message: dict[str, Any], notice: Notice) -> bool:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    names = [str(file.get("name")) for file in message.get("files") or []]
    return payload.get("id") == notice.token or any(notice.token[:12] in name for name in names)


def is_deleted(client: WebClient, sent: Sent) -> bool | None:
    """Whether a message is gone: a reply to it would stand in the channel all by itself.

    None where Slack cannot say so now. Where we may not read the history, it counts as there.
    """
    try:
        answer = client.conversations_replies(channel=sent.channel_id, ts=sent.ts, limit=1)
    except SlackApiError as error:
        if reason(error) == "thread_not_found":
            return True
        return None if may_be_asked_again(error) else False
    except (OSError, HTTPException):
        return None
    return not answer["messages"] or answer["messages"][0].get("subtype") == "tombstone"


def may_be_asked_again(error: SlackApiError) -> bool:
    """Whether the history may answer later: it was busy, not closed to us."""
    return reason(error) != NO_SCOPE and isinstance(_refusal(error), Refused | Lost)


def _history(
    client: WebClient, channel_id: str, oldest: str, thread_ts: str | None
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while cursor != "":
        asked: dict[str, Any] = {
            "channel": channel_id,
            "oldest": oldest,
            "limit": HISTORY_PAGE,
            "cursor": cursor,
            "include_all_metadata": True,
        }
        if thread_ts is None:
            answer = client.conversations_history(**asked)
        else:
            answer = client.conversations_replies(ts=thread_ts, **asked)
        found += answer["messages"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
    return found


def _channel(client: WebClient, notice: Notice) -> str:
    """The id of the conversation itself; a DM is addressed by its person."""
    if not notice.is_dm:
        return notice.to
    return str(client.conversations_open(users=notice.to)["channel"]["id"])
