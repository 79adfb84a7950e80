"""One fake Slack for all scenarios of a process; an office of its own for each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import NOW
from tests.databases import sqlite_url
from tests.slack.fake_slack import FakeSlack
from tests.slack.office import Office, furnish


@pytest.fixture(scope="session")
def fake_slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def office(fake_slack: FakeSlack, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Office]:
    furnish(fake_slack)
    file = tmp_path / "kam.sqlite"
    shutil.copy(migrated_sqlite, file)
    opened = Office(fake_slack, sqlite_url(file), NOW)
    yield opened
    opened.kam.close()


@pytest.fixture
def acme(office: Office) -> Office:
    """The office, with the account Acme set up by Ben in its channel."""
    office.types('account "Acme"')
    return office
