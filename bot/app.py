"""The composition root: every collaborator is made here, once, and handed down."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from logging import getLogger
from threading import Thread

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from sqlalchemy import Engine

from bot.background import Background, Threads, Watched
from bot.clock import Clock, real, steady
from bot.metrics import MeasuredClient, MeasuredDispatcher, Metrics
from bot.settings import Settings
from bot.slack_access import SlackAccess
from handlers import failures
from handlers.described import Installed
from handlers.directory import Directory
from handlers.events import FactListeners
from handlers.home.pictures import HomePictures
from handlers.home.publisher import Homes
from handlers.listeners import Listeners
from handlers.outbox.client import SlackClient
from handlers.outbox.rate_limit import RateLimiter
from handlers.outbox.sender import Sender
from handlers.pace import Pace
from handlers.removal import Removal
from handlers.responder import Responder
from handlers.upkeep import Upkeep
from scheduler.jobs import Job
from scheduler.planner import Planner
from scheduler.runner import Runner
from storage import patience
from storage.engine import open_engine
from storage.queues import Kept, Queues
from storage.rate_limits import RateLimits
from storage.unit_of_work import OpenUnitOfWork, units_of_work

TICK = 30
KEEP_UP = 60
"""Seconds between two pieces of the pass that renews what is known of people and teams."""

DAY = 24 * 60 * 60

REMEMBER_DRAFTS = timedelta(days=1)
REMEMBER_STRANGERS = timedelta(days=7)
"""Whom nobody has met is forgotten soon after Slack's list has named them."""

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


@dataclass(frozen=True)
class Kam:
    """A composed bot; nothing runs until somebody starts it."""

    engine: Engine
    installation: Installation
    app: App
    sender: Sender
    directory: Directory
    queues: Queues
    runner: Runner
    keeper: Runner
    background: Background
    clock: Clock
    metrics: Metrics
    access: SlackAccess

    def close(self, seconds: float | None = None) -> None:
        """Stop the clock, finish what was begun, let go of the database.

        `seconds`: no longer than this. What is not sent by then stays owed.
        """
        ending = Thread(target=self._finish, name="kam-ending", daemon=True)
        ending.start()
        ending.join(seconds)
        self.engine.dispose()

    def _finish(self) -> None:
        self.background.stop_sending()
        self.runner.stop()
        self.keeper.stop()
        self.background.close()


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
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=patience,
        clock=clock,
        seconds=seconds,
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


@dataclass(frozen=True)
class Parts:
    """The collaborators from which nearly every part of the bot is made."""

    settings: Settings
    clock: Clock
    seconds: Callable[[], float]
    metrics: Metrics
    access: SlackAccess
    client: SlackClient
    limiter: RateLimiter
    installation: Installation
    engine: Engine
    open_uow: OpenUnitOfWork
    queues: Queues
    directory: Directory


def compose(
    settings: Settings,
    clock: Clock,
    in_background: Callable[[Sender, int, Watched], Background] = Threads,
    seconds: Callable[[], float] = steady,
    open_database: Callable[[str], Engine] = open_engine,
) -> Kam:
    """Put the bot together; raises SlackApiError where the token opens nothing."""
    parts = _parts(settings, clock, seconds, open_database)
    sender = _sender(parts)
    background = in_background(
        sender, settings.kam_workers, lambda work: _watched(parts, Job("send", TICK, work)).work
    )
    homes = _homes(parts, background)
    keep_up = _keep_up(parts, homes)
    return Kam(
        engine=parts.engine,
        installation=parts.installation,
        app=_listening(parts, homes, _responder(parts, background, homes)),
        sender=sender,
        directory=parts.directory,
        queues=parts.queues,
        runner=Runner([_watched(parts, job) for job in (keep_up, *_jobs(parts, background))]),
        keeper=Runner([parts.access.while_installed(keep_up)]),
        background=background,
        clock=clock,
        metrics=parts.metrics,
        access=parts.access,
    )


def _parts(
    settings: Settings,
    clock: Clock,
    seconds: Callable[[], float],
    open_database: Callable[[str], Engine],
) -> Parts:
    metrics, access = Metrics(), SlackAccess()
    client = web_client(settings, metrics=metrics, access=access, clock=clock, seconds=seconds)
    installation = install(client)
    engine = open_database(settings.database_url)
    limiter = client.limits = RateLimiter(installation.team_id, RateLimits(engine), clock)
    open_uow = units_of_work(engine)
    installed = _installed(installation, settings)
    return Parts(
        settings,
        clock,
        seconds,
        metrics,
        access,
        client,
        limiter,
        installation,
        engine,
        open_uow,
        Queues(engine),
        Directory(client, installed, open_uow, clock),
    )


def _installed(installation: Installation, settings: Settings) -> Installed:
    return Installed(
        installation.team_id,
        settings.kam_timezone,
        installation.enterprise_id,
        installation.name,
    )


def _sender(parts: Parts) -> Sender:
    return Sender(
        parts.installation.team_id,
        parts.client,
        parts.directory,
        parts.queues,
        parts.open_uow,
        parts.clock,
        parts.settings.kam_language,
        parts.limiter,
        parts.seconds,
    )


def _homes(parts: Parts, background: Background) -> Homes:
    return Homes(
        parts.client,
        parts.directory,
        parts.open_uow,
        parts.clock,
        parts.settings.kam_language,
        background.submit,
        HomePictures(parts.client, parts.clock),
    )


def _responder(parts: Parts, background: Background, homes: Homes) -> Responder:
    settings = parts.settings
    dispatcher = MeasuredDispatcher(
        parts.open_uow,
        parts.clock,
        settings.kam_language,
        _installed(parts.installation, settings),
        pace=Pace(settings.kam_pace, parts.clock) if settings.kam_pace else None,
        metrics=parts.metrics,
    )
    return Responder(
        parts.installation.team_id,
        parts.client,
        web_client(settings, MODAL_PATIENCE, parts.metrics, parts.access),
        dispatcher,
        parts.directory,
        background.submit,
        background.wake,
        homes.show,
    )


def _listening(parts: Parts, homes: Homes, responder: Responder) -> App:
    """A Bolt app with every listener."""
    app = bolt_app(parts.installation, parts.settings)
    bot = parts.installation.bot_user_id
    failures.register(app)
    homes.register(app)
    FactListeners(parts.open_uow, parts.directory, responder, bot, homes.empty).register(app)
    Listeners(responder).register(app)
    Removal(parts.access.remove).register(app)
    return app


def _keep_up(parts: Parts, homes: Homes) -> Job:
    """Every process, `kam web` too, renews what is known of people and teams."""
    upkeep = Upkeep(parts.directory, parts.clock())

    def renew() -> None:
        upkeep.piece()
        homes.empty()

    return Job("keep up", KEEP_UP, renew)


def _jobs(parts: Parts, background: Background) -> tuple[Job, ...]:
    """The further jobs of a process with a clock."""
    planner = Planner(parts.installation.team_id, parts.open_uow, parts.clock)
    return (
        Job("forget", DAY, lambda: forget(parts.queues, parts.clock, parts.settings)),
        Job("plan", TICK, planner.plan),
        Job("wake", TICK, background.wake),
    )


def _watched(parts: Parts, job: Job) -> Job:
    """A job that is measured, and rests once the bot was removed from the workspace."""
    return parts.metrics.watched(parts.access.while_installed(job))


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


@patience.unhurried()
def forget(queues: Queues, clock: Clock, settings: Settings) -> None:
    """Delete what has been kept long enough (docs/privacy.md)."""
    now = clock()
    queues.forget(
        deliveries_before=now - timedelta(days=settings.kam_keep_deliveries),
        drafts_before=now - REMEMBER_DRAFTS,
    )
    queues.forget_strangers(now - REMEMBER_STRANGERS)
    queues.forget_old(
        Kept(
            messages=now - timedelta(days=settings.kam_keep_messages),
            admin_changes=now - timedelta(days=settings.kam_keep_admin_changes),
            history=now - timedelta(days=settings.kam_keep_history),
        )
    )
