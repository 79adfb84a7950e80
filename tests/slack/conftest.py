"""One fake Slack for all scenarios of a process; an office of its own for each."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import NOW
from tests.databases import put_in_place, sqlite_url
from tests.slack.fake_slack import FakeSlack
from tests.slack.office import GLOBEX, Journal, Office, furnish
from tests.slack.reading import unfit


@pytest.fixture(scope="session")
def fake_slack() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch) -> Journal:
    """What is logged where nobody foresaw a failure."""
    written = Journal()
    monkeypatch.setattr("handlers.failures.log", written)
    monkeypatch.setattr("scheduler.jobs.log", written)
    return written


@pytest.fixture
def office(fake_slack: FakeSlack, migrated_sqlite: Path, journal: Journal) -> Iterator[Office]:
    """An office; at its end nothing has failed, and everything said was fit to be read."""
    furnish(fake_slack)
    file = migrated_sqlite.with_name("office.sqlite")
    put_in_place(file, migrated_sqlite)
    opened = Office(fake_slack, sqlite_url(file), NOW, journal)
    yield opened
    opened.kam.close()
    assert journal.entries == []
    assert fake_slack.rejections == []
    assert unfit(fake_slack) == []


@pytest.fixture
def acme(office: Office) -> Office:
    """The office, with the account Acme set up by Ben in its channel."""
    office.types('account "Acme"')
    return office


@pytest.fixture
def globex(acme: Office) -> Office:
    """The office, with a second account in another channel."""
    acme.types('account "Globex"', channel=GLOBEX)
    return acme


@pytest.fixture
def every_change_is_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing joins an earlier message, so that each change is posted anew."""
    monkeypatch.setattr("domain.card.TOGETHER", timedelta(seconds=-1))
