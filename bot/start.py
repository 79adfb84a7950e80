"""From the environment to a composed bot, or to one clear sentence on what is missing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import TypeVar

import click
import structlog
from click.exceptions import Exit
from slack_sdk.errors import SlackApiError

from bot import logging
from bot.app import Kam, compose
from bot.clock import Clock, clock, real
from bot.demo import note as demo_note
from bot.schema import upgrade_embedded
from bot.settings import Settings, WrongSettings, from_environment
from handlers.outbox.slack_errors import reason

log = structlog.get_logger()

Made = TypeVar("Made")

FIRST_PAUSE, LONGEST_PAUSE = 1, 20
"""Seconds between two attempts to reach Slack: each pause is twice the one before."""

SERVER_ERROR = 500
PASSING = frozenset(
    {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)
"""What Slack says of itself while it is out of order."""


def read_settings() -> Settings:
    """The environment; ends the program with a sentence for each value that cannot be right."""
    try:
        return from_environment()
    except WrongSettings as error:
        for name, reason in error.reasons.items():
            click.echo(f"{name}: {reason}", err=True)
        raise Exit(2) from error


def prepare(
    now: str | None,
    *needs: str,
    migrate_embedded: bool,
    beside_demo: bool = False,
    waits: bool = False,
) -> tuple[Settings, Kam]:
    """Settings and bot; ends the program with a hint where something is missing.

    `needs` are names of secrets that must be there beside the bot's token; `beside_demo`: a demo
    that runs in this folder will do where there is none. `waits`: until Slack can be reached.
    """
    settings = read_settings()
    settings = demo_note.beside_demo(settings) if beside_demo else settings
    for name in ("SLACK_BOT_TOKEN", *needs):
        _must_be_there(name, getattr(settings, name.lower()))
    logging.set_up(settings.kam_log)
    clock_of_bot = clock_at(now)
    if migrate_embedded and settings.is_embedded:
        upgrade_embedded(settings.database_url, real())
    with explaining():
        if waits:
            return settings, patiently(lambda: compose(settings, clock_of_bot))
        return settings, compose(settings, clock_of_bot)


def patiently(make: Callable[[], Made], sleep: Callable[[float], None] = time.sleep) -> Made:
    """The result of `make`, once Slack is there; raises SlackApiError if it never is."""
    pause = FIRST_PAUSE
    while True:
        try:
            return make()
        except SlackApiError as error:
            if not may_pass(error):
                raise
            said = reason(error)
        except (OSError, HTTPException) as error:
            said = reason(error)
        log.warning("slack.unreachable", reason=said, seconds=pause)
        sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


def may_pass(error: SlackApiError) -> bool:
    """Whether it is Slack that is out of order, and not the token."""
    return getattr(error.response, "status_code", 0) >= SERVER_ERROR or reason(error) in PASSING


@contextmanager
def explaining() -> Iterator[None]:
    """End the program with one sentence where Slack does not take the token or is not there."""
    try:
        yield
    except SlackApiError as error:
        code = error.response.get("error")
        click.echo(f"Slack does not accept the token ({code}). `kam doctor` tells more.", err=True)
        raise Exit(1) from error
    except OSError as error:
        click.echo(f"Slack cannot be reached ({error}). `kam doctor` tells more.", err=True)
        raise Exit(1) from error


def _must_be_there(name: str, secret: str) -> None:
    if not secret:
        click.echo(f"{name} is missing. `kam doctor` tells more.", err=True)
        raise Exit(1)


def clock_at(now: str | None) -> Clock:
    """The clock that the option --now asks for; ends the program where it is no moment."""
    try:
        return clock(now)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--now") from error
