"""`kam doctor`: is everything there that the bot needs? Each finding comes with a hint."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.app import web_client
from bot.manifest import scopes
from bot.settings import Settings
from storage import migrate
from storage.engine import open_engine

SKEW = 60
"""Seconds by which the clock may differ from Slack's: signatures are refused after 300."""


@dataclass(frozen=True)
class Diagnosis:
    """What was looked at, whether it is well, and what to do where it is not."""

    what: str
    ok: bool
    hint: str = ""


Check = Callable[[Settings], Iterator[Diagnosis]]


def examine(settings: Settings) -> list[Diagnosis]:
    """Every finding, in the order in which one would mend them."""
    return [finding for check in CHECKS for finding in check(settings)]


def tokens(settings: Settings) -> Iterator[Diagnosis]:
    """Whether the tokens are there, and of the right kind."""
    bot = settings.slack_bot_token.get_secret_value()
    yield Diagnosis(
        "SLACK_BOT_TOKEN",
        bot.startswith("xoxb-"),
        "Install the app into your workspace; the token under OAuth & Permissions starts xoxb-.",
    )
    socket = settings.slack_app_token.get_secret_value()
    http = bool(settings.slack_signing_secret.get_secret_value())
    yield Diagnosis(
        "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
        socket.startswith("xapp-") or http,
        "For `kam run`, make an app-level token with connections:write (xapp-); for `kam web`, "
        "copy the signing secret from Basic Information.",
    )


def slack(settings: Settings) -> Iterator[Diagnosis]:
    """Whether Slack accepts the token, with every scope, and the clocks agree."""
    if not settings.slack_bot_token.get_secret_value():
        return
    try:
        answer = web_client(settings).auth_test()
    except SlackApiError as error:
        code = error.response.get("error", "no answer")
        yield Diagnosis("Slack accepts the token", ok=False, hint=f"Slack says {code}: reinstall.")
        return
    except OSError as error:
        yield Diagnosis(
            "Slack can be reached", ok=False, hint=f"{error}. Check proxy and firewall."
        )
        return
    yield Diagnosis(f"Slack accepts the token: {answer['team']}", ok=True)
    yield from _scopes(str(answer.headers.get("x-oauth-scopes") or ""))
    yield from _clock(answer.headers.get("Date") or answer.headers.get("date"))


def _scopes(granted: str) -> Iterator[Diagnosis]:
    if not granted:
        return
    missing = sorted(set(scopes()) - {scope.strip() for scope in granted.split(",")})
    hint = f"Missing: {', '.join(missing)}. Paste `kam manifest` into the app and reinstall."
    yield Diagnosis("Scopes", not missing, hint)


def _clock(date: str | None) -> Iterator[Diagnosis]:
    if date is None:
        return
    skew = abs((datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds())
    hint = f"It differs from Slack's by {skew:.0f} s: switch on time synchronisation (NTP)."
    yield Diagnosis("Clock", skew <= SKEW, hint)


def database(settings: Settings) -> Iterator[Diagnosis]:
    """Whether the database answers, with the newest schema."""
    engine = open_engine(settings.database_url)
    try:
        current = migrate.is_current(engine)
    except SQLAlchemyError as error:
        hint = f"{type(error).__name__}: check DATABASE_URL and that the server runs."
        yield Diagnosis("Database answers", ok=False, hint=hint)
    else:
        yield Diagnosis("Database answers", ok=True)
        hint = "Run `kam migrate` (`kam run` does so by itself with SQLite)."
        yield Diagnosis("Database has the newest schema", current or settings.is_embedded, hint)
    finally:
        engine.dispose()


CHECKS: tuple[Check, ...] = (tokens, slack, database)
