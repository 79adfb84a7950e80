from pathlib import Path

import pytest

from tests.chaos.run import run
from tests.conftest import BOTH
from tests.databases import sqlite_url
from tests.slack.fake.remote import fake_slack_process


@pytest.mark.parametrize("database", BOTH)
def test_a_sender_that_is_killed_again_and_again_loses_no_review_and_posts_none_twice(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if database == "sqlite":
        url = sqlite_url(tmp_path / "kam.sqlite")
    else:
        url = request.getfixturevalue("postgresql").new_database()

    with fake_slack_process() as slack:
        outcome = run(url, slack, reviews=40, kills=12)

    assert outcome.killed_at_work == 12
    assert outcome.under_fire >= 12
    assert outcome.looked_up > 0
    assert outcome.is_good, str(outcome)
