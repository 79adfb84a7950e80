"""From the environment to a composed bot, or to one clear sentence on what is missing."""

import typer
from slack_sdk.errors import SlackApiError

from bot import logging
from bot.app import Kam, compose
from bot.clock import clock
from bot.settings import Settings
from storage import migrate
from storage.engine import open_engine


def prepare(now: str | None, *, migrate_embedded: bool) -> tuple[Settings, Kam]:
    """Settings and bot; ends the program with a hint where something is missing."""
    settings = Settings()
    logging.set_up(settings.kam_log)
    if migrate_embedded and settings.is_embedded:
        upgrade(settings.database_url)
    try:
        return settings, compose(settings, clock(now))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    except SlackApiError as error:
        code = error.response.get("error")
        typer.echo(f"Slack does not accept the token ({code}). `kam doctor` tells more.", err=True)
    except OSError as error:
        typer.echo(f"Slack cannot be reached ({error}). `kam doctor` tells more.", err=True)
    raise typer.Exit(1)


def upgrade(database_url: str) -> None:
    """Bring a database to the newest schema."""
    engine = open_engine(database_url)
    migrate.upgrade(engine)
    engine.dispose()
