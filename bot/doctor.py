"""`kam doctor`: is everything there that the bot needs? Each finding comes with a hint."""

import shutil
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.database import opened, reason_of, shown
from bot.manifest import OPTIONAL, scopes
from bot.schema import NEWER
from bot.settings import Settings
from bot.slack import SLACK_PATIENCE, web_client
from handlers.outbox.slack_errors import UNANSWERED, reason
from storage import backup, migrate
from storage.backup import NotADatabase
from storage.migrate import SchemaState

SKEW = 60
"""Seconds by which the clock may differ from Slack's: signatures are refused after 300."""

ROOM = 200 * 1024 * 1024
"""Bytes that the disk of an embedded database should have left: a copy of it, and its log."""

BOT_TOKENS = ("xoxb-", "xoxe.xoxb-")
"""What the bot's token begins with; the second is one that rotates, which kam does not renew."""

CAUSES = {
    "invalid_auth": "the token is not known to Slack: copy it anew from OAuth & Permissions",
    "not_authed": "no token was sent: set SLACK_BOT_TOKEN",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_revoked": "the token was revoked: install the app again and copy the new one",
    "token_expired": "the token has expired: switch token rotation off, and install the app again",
    "not_allowed_token_type": "the token is of another kind: this place wants the other one",
    "missing_scope": "the token lacks the scope connections:write: make another app-level token",
    "URLError": "the address cannot be reached: check proxy, firewall and DNS",
    "ConnectionRefusedError": "nobody listens there: check proxy and firewall",
    "TimeoutError": "no answer came in time: check proxy and firewall",
    "gaierror": "the name is not known: check DNS",
}
"""What is behind Slack's errors, and behind no answer."""


def cause_of(error: Exception) -> str:
    """The cause of an error, and what to do about it."""
    code = reason(error)
    inner = getattr(error, "reason", None)
    if isinstance(inner, Exception) and type(inner).__name__ in CAUSES:
        return CAUSES[type(inner).__name__]
    return CAUSES.get(code, f"Slack says {code}: reinstall the app, or look the word up")


@dataclass(frozen=True)
class Diagnosis:
    """One check: its subject, whether it is well, and what to do where it is not."""

    what: str
    ok: bool
    hint: str = ""


Check = Callable[[Settings], Iterator[Diagnosis]]


def examine(settings: Settings) -> list[Diagnosis]:
    """Every finding, in the order in which one would mend them."""
    return [finding for check in CHECKS for finding in check(settings)]


def tokens(settings: Settings) -> Iterator[Diagnosis]:
    """Whether the tokens are there, and of the right kind."""
    bot = settings.slack_bot_token
    yield Diagnosis(
        "SLACK_BOT_TOKEN",
        bot.startswith(BOT_TOKENS),
        "Install the app into your workspace; the token under OAuth & Permissions starts xoxb-.",
    )
    if bot.startswith("xoxe."):
        yield Diagnosis(
            "The token does not rotate",
            ok=False,
            hint="A token that starts xoxe. ends after 12 hours, and kam does not renew it: "
            "switch token rotation off under OAuth & Permissions.",
        )
    socket = settings.slack_app_token
    http = bool(settings.slack_signing_secret)
    yield Diagnosis(
        "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
        socket.startswith("xapp-") or http,
        "For `kam run`, make an app-level token with connections:write (xapp-); for `kam web`, "
        "copy the signing secret from Basic Information.",
    )


def slack(settings: Settings) -> Iterator[Diagnosis]:
    """Whether Slack accepts the token, with every scope, and the clocks agree."""
    if not settings.slack_bot_token:
        return
    try:
        answer = web_client(settings).auth_test()
    except SlackApiError as error:
        yield Diagnosis("Slack accepts the token", ok=False, hint=f"{cause_of(error)}.")
        return
    except UNANSWERED as error:
        yield Diagnosis("Slack can be reached", ok=False, hint=f"{cause_of(error)}.")
        return
    yield Diagnosis(f"Slack accepts the token: {answer['team']}", ok=True)
    yield from _scopes(str(answer.headers.get("x-oauth-scopes") or ""))
    yield from _clock(answer.headers.get("Date") or answer.headers.get("date"))


def socket_mode(settings: Settings) -> Iterator[Diagnosis]:
    """Whether Slack opens a connection for the app-level token, if there is one."""
    token = settings.slack_app_token
    if not token:
        return
    client = WebClient(base_url=settings.slack_api_url, timeout=SLACK_PATIENCE, retry_handlers=[])
    what = "Slack accepts the app-level token"
    try:
        client.apps_connections_open(app_token=token)
    except UNANSWERED as error:
        yield Diagnosis(what, ok=False, hint=f"SLACK_APP_TOKEN: {cause_of(error)}.")
    else:
        yield Diagnosis(what, ok=True)


def _scopes(header: str) -> Iterator[Diagnosis]:
    if not header:
        yield Diagnosis("Scopes", ok=False, hint="Slack did not say which scopes were granted.")
        return
    granted = {scope.strip() for scope in header.split(",")}
    missing = sorted(set(scopes()) - granted)
    hint = f"Missing: {', '.join(missing)}. Paste `kam manifest` into the app and reinstall."
    yield Diagnosis("Scopes", not missing, hint)
    for without, needed in OPTIONAL.items():
        left_out = ", ".join(sorted(set(needed) - granted))
        if left_out:
            what = f"Optional scopes that were not granted: {left_out}: {without}"
            yield Diagnosis(what, ok=True)


def _clock(date: str | None) -> Iterator[Diagnosis]:
    if date is None:
        return
    skew = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    hint = f"It differs from Slack's by {skew:.0f} s: switch on time synchronisation (NTP)."
    yield Diagnosis("Clock", skew <= SKEW, hint)


def time_zones(settings: Settings) -> Iterator[Diagnosis]:
    """Whether this machine knows the time zones of the world."""
    known = zoneinfo.available_timezones()
    yield Diagnosis(
        "Time zone data",
        {settings.kam_timezone, "America/New_York", "Asia/Tokyo"} <= known,
        "Install the package tzdata.",
    )


def database(settings: Settings) -> Iterator[Diagnosis]:
    """Whether the database answers, with a schema that this version runs on; makes no file."""
    if settings.is_embedded:
        file = backup.file_of(settings.database_url)
        yield from _disk(file)
        if not file.is_file():
            yield from _new_file(file)
            return
        try:
            backup.check(file)
        except NotADatabase as error:
            yield Diagnosis("Database answers", ok=False, hint=f"{file}: {error}.")
            return
    yield from _schema(settings)


def _new_file(file: Path) -> Iterator[Diagnosis]:
    is_well = file.absolute().parent.is_dir()
    hint = f"The folder {file.absolute().parent} is not there: make it, or change DATABASE_URL."
    yield Diagnosis(f"Database: none yet, `kam run` makes {file.name}", is_well, hint)


def _disk(file: Path) -> Iterator[Diagnosis]:
    folder = file.absolute().parent
    if not folder.is_dir():
        return
    left = shutil.disk_usage(folder).free
    needed = ROOM + (2 * file.stat().st_size if file.is_file() else 0)
    hint = f"{left // 2**20} MB are left in {folder}; {needed // 2**20} MB are needed."
    yield Diagnosis("Disk space", left >= needed, hint)


def _schema(settings: Settings) -> Iterator[Diagnosis]:
    try:
        with opened(settings.database_url) as engine:
            state = migrate.state(engine)
    except SQLAlchemyError as error:
        where = f"{shown(settings.database_url)}: {reason_of(error)}"
        hint = f"{where}. Check DATABASE_URL and that the server runs."
        yield Diagnosis("Database answers", ok=False, hint=hint)
        return
    yield Diagnosis("Database answers", ok=True)
    hint = "Run `kam migrate` (`kam run` does so by itself with SQLite)."
    hint = NEWER if state is SchemaState.TOO_NEW else hint
    yield Diagnosis(f"Database schema: {state}", state.is_usable, hint)


CHECKS: tuple[Check, ...] = (tokens, slack, socket_mode, time_zones, database)
