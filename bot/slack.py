"""Slack as the bot meets it: who it is there, a client that never repeats, a Bolt app."""

from collections.abc import Callable
from dataclasses import dataclass
from logging import getLogger

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.http_retry import RateLimitErrorRetryHandler

from bot.clock import Clock, real, steady
from bot.metrics import MeasuredClient, Metrics
from bot.settings import Settings
from bot.slack_access import SlackAccess
from handlers.outbox.client import SlackClient

SLACK_PATIENCE = 20
"""Seconds to wait for Slack's answer: well within a notice's lease."""

MODAL_PATIENCE = 2
"""Seconds to wait for a modal to open: it delays the ack, which Slack wants within 3."""


@dataclass(frozen=True)
class Installation:
    """The bot in one workspace, as Slack's `auth.test` describes it."""

    team_id: str
    bot_id: str
    bot_user_id: str
    token: str
    enterprise_id: str = ""
    name: str = ""


def web_client(  # noqa: PLR0917 - parts of the wiring, most of which have a default
    settings: Settings,
    patience: int = SLACK_PATIENCE,
    metrics: Metrics | None = None,
    access: SlackAccess | None = None,
    clock: Clock = real,
    seconds: Callable[[], float] = steady,
) -> SlackClient:
    """A client that never sends again by itself: the sender decides that."""
    return MeasuredClient(
        metrics,
        access,
        token=settings.slack_bot_token,
        base_url=settings.slack_api_url,
        timeout=patience,
        clock=clock,
        seconds=seconds,
    )


def patient_client(settings: Settings) -> WebClient:
    """A client for the command line, which sends again what Slack was too busy for.

    Only for calls that do no harm twice.
    """
    return WebClient(
        settings.slack_bot_token,
        settings.slack_api_url,
        SLACK_PATIENCE,
        retry_handlers=[RateLimitErrorRetryHandler(max_retry_count=9)],
    )


def install(client: WebClient) -> Installation:
    """Ask Slack who we are; raises SlackApiError."""
    answer = client.auth_test()
    return Installation(
        answer["team_id"],
        answer.get("bot_id", ""),
        answer["user_id"],
        str(client.token),
        answer.get("enterprise_id") or "",
        answer.get("team") or "",
    )


def bolt_app(installation: Installation, settings: Settings) -> App:
    """A Bolt app that answers within the request: listeners commit, then ack.

    Signatures are checked before Bolt (bot/web.py); Socket Mode has none.
    """

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=installation.team_id,
            bot_id=installation.bot_id,
            bot_user_id=installation.bot_user_id,
            bot_token=installation.token,
        )

    return App(
        name="kam",  # else Bolt looks through the whole call stack for one
        logger=getLogger("slack_bolt"),  # else Bolt takes the root's level, and logs whole bodies
        authorize=authorize,
        client=WebClient(base_url=settings.slack_api_url, retry_handlers=[]),
        process_before_response=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )
