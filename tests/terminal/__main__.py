"""`make demo` without a local Slack: the bot at a prompt, on the project's own fake Slack."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import logging
from storage.engine import open_engine
from storage.migrate import upgrade
from tests.databases import sqlite_url
from tests.slack.fake_slack import FakeSlack
from tests.slack.office import Office, furnish
from tests.terminal.prompt import HELP, Prompt


def typed(prompt: list[Prompt]) -> Iterator[str]:
    """Line after line from the keyboard, each behind the sign of who speaks."""
    while True:
        try:
            yield input(prompt[0].sign)
        except (EOFError, KeyboardInterrupt):
            return


def main() -> None:
    """Talk to the bot until `quit`."""
    logging.set_up("ERROR")
    with TemporaryDirectory() as folder, FakeSlack() as slack:
        furnish(slack)
        url = sqlite_url(Path(folder) / "kam.db")
        engine = open_engine(url)
        upgrade(engine)
        engine.dispose()
        office = Office(slack, url, datetime.now(UTC))
        prompt = Prompt(office, print)
        print("There is no local Slack for this machine, so here is kam at a prompt.\n" + HELP)
        prompt.answer('/kam account "Acme GmbH"')
        prompt.run(typed([prompt]))
        office.kam.close()


if __name__ == "__main__":
    main()
