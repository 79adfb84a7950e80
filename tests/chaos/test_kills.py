from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.chaos.run import KNOWN_SOON, Storm, migrated, run
from tests.chaos.verdict import Outcome
from tests.databases import PostgreSQL, sqlite_url
from tests.slack.fake.remote import fake_slack_process

STORM = Storm(accounts=4, kills=3, senders=2, faults=KNOWN_SOON)


def weathered(url: str) -> Outcome:
    with fake_slack_process() as slack:
        return run(url, slack, STORM)


@pytest.mark.timeout(400)  # mostly waiting; a busy machine is no failure
def test_senders_that_are_killed_again_and_again_lose_double_and_disorder_nothing(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    databases = (sqlite_url(tmp_path / "kam.sqlite"), postgresql.new_database())
    urls = [migrated(each) for each in databases]  # which works for one at a time
    with ThreadPoolExecutor(len(urls)) as pool:  # most of it is waiting for leases to end
        outcomes = list(pool.map(weathered, urls))

    for outcome in outcomes:
        assert outcome.is_good, str(outcome)
        assert outcome.under_fire > 0
        assert min(outcome.messages, outcome.edits, outcome.replies) >= STORM.accounts
