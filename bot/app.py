"""The composition root: every collaborator is made here, once, and handed down."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Thread

from slack_bolt import App
from sqlalchemy import Engine

from bot.background import Background, Threads, Watched
from bot.clock import Clock, steady
from bot.metrics import MeasuredDispatcher, Metrics
from bot.retention import forget
from bot.settings import Settings
from bot.slack import MODAL_PATIENCE, Installation, bolt_app, install, web_client
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
from handlers.person_rates import PersonRates
from handlers.removal import Removal
from handlers.responder import Responder
from handlers.upkeep import Upkeep
from scheduler.jobs import Job
from scheduler.planner import Planner
from scheduler.runner import Runner
from storage.engine import open_engine
from storage.queues import Queues
from storage.rate_limits import RateLimits
from storage.unit_of_work import OpenUnitOfWork, units_of_work

TICK = 30
KEEP_UP = 60
"""Seconds between two pieces of the pass that renews what is known of people and teams."""

DAY = 24 * 60 * 60


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


@dataclass(frozen=True)
class Kam(Parts):
    """A composed bot; nothing runs until somebody starts it."""

    app: App
    sender: Sender
    runner: Runner
    keeper: Runner
    background: Background

    def close(self, seconds: float | None = None) -> None:
        """Stop the clock, finish what was begun, let go of the database.

        `seconds`: no longer than this. What is not sent by then stays pending.
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


def compose(
    settings: Settings,
    clock: Clock,
    in_background: Callable[[Sender, int, Watched], Background] = Threads,
    seconds: Callable[[], float] = steady,
    open_database: Callable[[str, int], Engine] = open_engine,
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
        **vars(parts),
        app=_listening(parts, homes, _responder(parts, background, homes)),
        sender=sender,
        runner=Runner([_watched(parts, job) for job in (keep_up, *_jobs(parts, background))]),
        keeper=Runner([parts.access.while_installed(keep_up)]),
        background=background,
    )


def _parts(
    settings: Settings,
    clock: Clock,
    seconds: Callable[[], float],
    open_database: Callable[[str, int], Engine],
) -> Parts:
    metrics, access = Metrics(), SlackAccess()
    client = web_client(settings, metrics=metrics, access=access, clock=clock, seconds=seconds)
    installation = install(client)
    engine = open_database(settings.database_url, settings.kam_workers)
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
        pace=PersonRates(settings.kam_pace, parts.clock) if settings.kam_pace else None,
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
    queues, paces = parts.queues, parts.limiter.kept
    return (
        Job("forget", DAY, partial(forget, queues, paces, parts.clock, parts.settings)),
        Job("plan", TICK, partial(_plan, planner, background)),
        Job("wake", TICK, background.wake),
    )


def _plan(planner: Planner, background: Background) -> None:
    """Plan, and have it sent at once: the other job may have looked already."""
    if planner.plan():
        background.wake()


def _watched(parts: Parts, job: Job) -> Job:
    """A job that is measured, and rests once the bot was removed from the workspace."""
    return parts.metrics.watched(parts.access.while_installed(job))
