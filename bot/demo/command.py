"""`kam demo`: a local Slack with the bot and a sample team in it, until Ctrl-C."""

import signal
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import click
from click.exceptions import Exit

from bot import logging, processes
from bot.app import Kam, compose
from bot.clock import Clock
from bot.demo import account as demo_account
from bot.demo.local_slack import LocalSlack, LocalSlackFailed, LocalSlackMissing
from bot.demo.note import noted
from bot.demo.world import ACME, ANNA, GLOBEX, SAMPLE
from bot.schema import upgrade
from bot.settings import Settings
from bot.start import clock_at, read_settings
from domain.calendar import Month, at_local, last_working_day
from storage.unit_of_work import units_of_work

HERE = ".venv/bin/kam demo"
"""How it is said in the project folder, where the local Slack is."""

INVITATION = f"""
kam is in your browser: {{url}}

Say this in #{ACME.name}, to {demo_account.NAME}'s team:
  1.  /kam light red "finance director leaving"
  2.  /kam lights
And once as {ANNA.name} (change "Act as" on top), who reads German:
  3.  /kam ampel rot „Finanzdirektor geht“
A hundred days of their work are there to look at: /kam, /kam plan, /kam strategies, /kam check.
#{GLOBEX.name} has no account yet: its button sets one up.

What will the team see at the end of the month? In another terminal, in this folder:
  {{rehearsal}}

Everybody on your network can open this page, so put nothing real in it.
{{keeping}}
Ctrl-C ends it.
"""


def demonstrate(now: str | None, port: int, keep: Path | None = None) -> None:
    """Serve the sample workspace on `port` (0: a free one) until Ctrl-C, SIGTERM or SIGHUP.

    What the bot knows is kept in the SQLite file `keep`, or forgotten.
    """
    shown = clock_at(now)
    stop = processes.StopSignal(signal.SIGHUP)
    with ExitStack() as stack:
        database = keep or _forgotten(stack)
        slack = stack.enter_context(_local_slack(port))
        settings = _settings(slack, database)
        kam = _compose(settings, shown)
        stack.enter_context(noted(settings))
        invitation = INVITATION.format(
            url=slack.browser_url, keeping=_keeping(keep), rehearsal=_rehearsal(shown())
        )
        processes.run(kam, settings, ready=lambda: click.echo(invitation), stop=stop)


def _local_slack(port: int) -> LocalSlack:
    try:
        return LocalSlack.start(SAMPLE, port=port)
    except LocalSlackMissing as error:
        click.echo(str(error), err=True)
    except LocalSlackFailed as error:
        hint = f"`{HERE} --port 0` takes a free port."
        click.echo(f"The local Slack did not start. {error} {hint}", err=True)
    raise Exit(1)


def _forgotten(stack: ExitStack) -> Path:
    return Path(stack.enter_context(TemporaryDirectory(prefix="kam-demo-"))) / "kam.sqlite"


def _rehearsal(now: datetime) -> str:
    """The command that shows the review of this month, or of the next if it is over."""
    zone = ZoneInfo(ANNA.time_zone)
    today = now.astimezone(zone).date()
    month = Month.of(today)
    day = last_working_day(month if today < last_working_day(month) else month.next)
    at = at_local(day, 9, 0, zone).astimezone(zone)
    return f".venv/bin/kam tick --now {at.isoformat(timespec='minutes')}"


def _keeping(keep: Path | None) -> str:
    if keep is None:
        return f"All of it is forgotten in the end; `{HERE} --keep FILE` remembers the account."
    return f"The account is kept in {keep}; messages are forgotten in the end."


def _settings(slack: LocalSlack, database: Path) -> Settings:
    return replace(
        read_settings(),
        slack_bot_token=SAMPLE.bot_token,
        slack_app_token=SAMPLE.app_token,
        slack_api_url=slack.api_url,
        database_url=f"sqlite:///{database}",
        kam_log="ERROR",
    )


def _compose(settings: Settings, shown: Clock) -> Kam:
    logging.set_up(settings.kam_log)
    upgrade(settings.database_url)
    kam = compose(settings, shown)
    kam.directory.people()
    demo_account.tell(units_of_work(kam.engine), shown())
    return kam
