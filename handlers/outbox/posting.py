"""Posting: the only module that calls `chat.postMessage` and `chat.update`."""

import json
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
from handlers.blocks.message import Document, File, Message, section
from handlers.outbox.refusals import NEVER, OBSTACLES
from handlers.outbox.slack_errors import (
    MAYBE_TAKEN,
    NOT_NOW,
    RATE_LIMITED,
    REST,
    SERVER_ERROR,
    UNAVAILABLE,
    is_rate_limit,
    reason,
    retry_after,
    status_of,
)

EVENT_TYPE = "kam_notice"
QUIET = {"unfurl_links": False, "unfurl_media": False}
"""What people wrote never unfurls."""

NO_SCOPE = "missing_scope"
LOCKED_OUT = frozenset(
    {
        *("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"),
        NO_SCOPE,
    }
)
LOCKED_OUT_FOR = timedelta(minutes=10)
"""How long to wait for somebody to mend the installation; nothing is given up meanwhile."""

NEAR = timedelta(minutes=5)
"""A lost message is looked for this long before and after it was sent, by Slack's clock."""

WIDE = timedelta(hours=2)
"""How far around it is looked for in the end, or where Slack's clock is not known."""

HISTORY_PAGE = 200
"""Messages a page, when a lost one is looked for."""

PAGES_AT_ONCE = 5
"""Pages that are read before it is another notice's turn."""


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


@dataclass(frozen=True)
class Further:
    """A lost message was not found yet; `cursor` is where the rest begins."""

    cursor: str
    pages: int


Outcome = Sent | Refused | Lost | Blocked | Deleted | Impossible


def post(client: WebClient, notice: Notice, message: Message, thread_ts: str | None) -> Outcome:
    """Post a notice, once. `client` must not retry by itself."""
    if message.files:
        return _upload(client, notice, message, thread_ts)
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"id": notice.token}}
    place = {"channel": notice.to, "thread_ts": thread_ts, "metadata": metadata}
    return _call(client, "chat.postMessage", {**place, **QUIET, **message.payload()})


def _upload(client: WebClient, notice: Notice, message: Message, thread_ts: str | None) -> Outcome:
    """Upload files together; only the last of Slack's steps makes them visible.

    What stands above them is a block: of a comment Slack makes links and cannot be told not to.
    """
    try:
        channel_id = _channel(client, notice)  # files are shared with no person, only with a talk
        client.files_upload_v2(
            channel=channel_id,
            thread_ts=thread_ts or _thread_it_was_asked_for_in(notice),
            file_uploads=[_uploaded(notice, file) for file in message.files],
            blocks=json.dumps([section(message.text).to_dict()]),
        )
    except SlackApiError as error:
        return refusal(error)
    except SlackRequestError as error:
        return Refused(type(error).__name__)
    except (OSError, HTTPException) as error:
        return Lost(type(error).__name__)
    return Sent(channel_id, "")


def _thread_it_was_asked_for_in(notice: Notice) -> str | None:
    """The thread, unless it stands where the account lived before."""
    thread: str | None = notice.facts.get("thread")
    return thread if notice.facts.get("home", notice.to) == notice.to else None


def _uploaded(notice: Notice, file: File) -> dict[str, Any]:
    """One file. Its name says by which it is found again if lost: files carry no metadata."""
    name, known = file.name, notice.token[:12]
    if isinstance(file, Document):
        filename = f"{name}-{known}.{file.ending}"
        return {"content": file.content, "filename": filename, "title": file.title}
    drawn = {"content": render_png(file.svg, file.sharp), "filename": f"{name}-{known}.png"}
    return {**drawn, "title": file.title, "alt_txt": file.alt}


def edit(client: WebClient, sent: Sent, message: Message) -> Outcome:
    """Rewrite a message that was posted; doing it twice does no harm."""
    place = {"channel": sent.channel_id, "ts": sent.ts}
    return _call(client, "chat.update", {**place, **message.payload()})


def _call(client: WebClient, method: str, arguments: dict[str, Any]) -> Outcome:
    try:
        given = {name: value for name, value in arguments.items() if value is not None}
        answer = client.api_call(method, json=given)
    except SlackApiError as error:
        return refusal(error)
    except (OSError, HTTPException) as error:
        return Lost(type(error).__name__)
    return Sent(answer["channel"], answer["ts"])


def refusal(error: SlackApiError) -> Outcome:
    """The outcome that a refusal of Slack's means for a message."""
    code = reason(error)
    if not isinstance(error.response, SlackResponse):
        return Lost("unreadable answer")
    if is_rate_limit(error):
        return Refused(RATE_LIMITED, retry_after(error) or REST)
    if status_of(error) == UNAVAILABLE:
        return Refused(code)
    if status_of(error) >= SERVER_ERROR or code in MAYBE_TAKEN:
        return Lost(code)
    return _refusal_by(code)


def _refusal_by(code: str) -> Outcome:
    """The outcome that an error code of Slack means for a message."""
    if code in NOT_NOW:
        return Refused(code)
    if code in LOCKED_OUT:
        return Refused(code, LOCKED_OUT_FOR)
    if code in OBSTACLES:
        return Blocked(OBSTACLES[code])
    if code == Deleted.reason:
        return Deleted()
    return Impossible(code) if code in NEVER else Refused(code)


def find(
    client: WebClient, notice: Notice, thread_ts: str | None, ahead: timedelta | None
) -> Sent | Further | None:
    """Look a lost message up in its channel's history by its id, some pages at once.

    `ahead` is how far Slack's clock is ahead of ours, where that is known.
    Raises SlackApiError, also where the scope for it is missing.
    """
    channel_id = _channel(client, notice)
    asked = {"channel": channel_id, **_window(notice, ahead)}
    cursor = notice.searched.cursor
    for _page in range(PAGES_AT_ONCE):
        answer = _history(client, asked, cursor, thread_ts)
        found = next((each for each in answer["messages"] if _is_it(each, notice)), None)
        if found is not None:
            return Sent(channel_id, found["ts"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return None
    return Further(cursor, PAGES_AT_ONCE)


def _window(notice: Notice, ahead: timedelta | None) -> dict[str, str]:
    """The times between which a lost message stands if it stands anywhere."""
    sent_at = (notice.attempted_at or notice.due_at) + (ahead or timedelta())
    is_known = ahead is not None and notice.attempted_at is not None
    around = NEAR if is_known and notice.searched.looks == 0 else WIDE
    oldest = {"oldest": str((sent_at - around).timestamp())}
    if notice.attempted_at is None:
        return oldest
    return oldest | {"latest": str((sent_at + around).timestamp())}


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
    return reason(error) != NO_SCOPE and isinstance(refusal(error), Refused | Lost)


def _history(
    client: WebClient, asked: dict[str, Any], cursor: str, thread_ts: str | None
) -> SlackResponse:
    page = {
        **asked,
        "limit": HISTORY_PAGE,
        "cursor": cursor or None,
        "include_all_metadata": True,
    }
    if thread_ts is None:
        return client.conversations_history(**page)
    return client.conversations_replies(ts=thread_ts, **page)


def _channel(client: WebClient, notice: Notice) -> str:
    """The id of the conversation itself; a DM is addressed by its person."""
    if not notice.is_dm:
        return notice.to
    return str(client.conversations_open(users=notice.to)["channel"]["id"])
