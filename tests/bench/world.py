"""What the bench runs in: databases as durable as in production, a fake Slack, a bot on both."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import update

from bot.app import Kam, compose
from bot.background import Background, Watched, Work
from bot.clock import real
from bot.settings import Settings
from handlers.outbox.sender import Sender
from storage import migrate
from storage.engine import open_engine
from storage.notices import notices
from tests.bench import commands, rungs
from tests.bench.servers import servers
from tests.bench.steps import POSTGRESQL, SQLITE, Step
from tests.databases import a_postgresql_server, sqlite_url
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake.remote import RemoteFakeSlack, fake_slack_process


@dataclass
class Later(Background):
    """Sends nothing; what else is left for later waits until the end."""

    sender: Sender
    workers: int
    watched: Watched
    waiting: list[Work] = field(default_factory=list)

    def finish_sending(self) -> None:
        """What is owed stays in the database."""

    stop_sending = finish_sending

    def submit(self, work: Work) -> None:
        self.waiting.append(work)

    def wake(self) -> None:
        """What is owed stays in the database."""

    def close(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@dataclass(frozen=True)
class World:
    """A Slack workspace with an account in each channel, and a database of each kind."""

    slack: RemoteFakeSlack
    urls: dict[str, str]
    channels: Sequence[str]
    folder: Path

    @contextmanager
    def bot(self, database: str) -> Iterator[Kam]:
        """A bot in this process that sends nothing."""
        settings = Settings(
            kam_pace=0,
            slack_bot_token=TOKEN,
            slack_api_url=self.slack.api_url,
            database_url=self.urls[database],
        )
        kam = compose(settings, real, Later)
        yield kam
        kam.close()

    @contextmanager
    def servers(self, steps: Sequence[Step]) -> Iterator[dict[Step, str]]:
        """The address of a server on each step, a process of its own that sends what it owes."""
        environments = [self._environment(step) for step in steps]
        with servers(environments, self.folder / "servers.log") as addresses:
            yield dict(zip(steps, addresses, strict=True))

    def _environment(self, step: Step) -> dict[str, str]:
        return {
            "RUNG": step.rung.name,
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": commands.SECRET,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self.urls[step.database],
        }

    def settle(self) -> None:
        """Forget what is owed: at most one message a second leaves for a channel."""
        for url in self.urls.values():
            engine = open_engine(url)
            with engine.begin() as connection:
                connection.execute(update(notices).values(next_at=None))
            engine.dispose()


@contextmanager
def a_world(accounts: int) -> Iterator[World]:
    """A world with so many accounts, for as long as the block lasts."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="kam-bench-")))
        slack = stack.enter_context(fake_slack_process())
        server = stack.enter_context(a_postgresql_server(durable=True))
        urls = {SQLITE: sqlite_url(folder / "kam.sqlite"), POSTGRESQL: server.new_database()}
        channels = [f"C0TEAM{number:03}" for number in range(accounts)]
        world = World(slack, urls, channels, folder)
        slack.do("add_user", TEAM, commands.PERSON, "Ben", locale="en-GB", tz="Europe/London")
        for channel in channels:
            slack.do("add_channel", channel, channel.lower(), [commands.PERSON])
        for database in urls:
            _furnish(world, database)
        yield world


def _furnish(world: World, database: str) -> None:
    with world.bot(database) as kam:
        migrate.upgrade(kam.engine)
        rungs.prepare(kam.engine)
        kam.directory.people()
        for channel in world.channels:
            later = world.slack.do("response_url", channel, commands.PERSON)
            sentence = f'account "Account {channel}"'
            account = commands.delivery(channel, sentence, answers_to=later)
            kam.app.dispatch(commands.in_process(account))
