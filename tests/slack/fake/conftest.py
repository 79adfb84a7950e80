"""What the tests of the fake share."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from tests.slack.fake.building import ACME, ANNA, a_client
from tests.slack.fake_slack import TEAM, FakeSlack


@pytest.fixture(scope="module")
def server() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def slack(server: FakeSlack) -> FakeSlack:
    server.reset()
    server.add_user(TEAM, ANNA, "anna", locale="de-DE", tz="Europe/Berlin")
    server.add_user(TEAM, "U0BERT", "bert")
    server.add_channel(ACME, "acme-team", [ANNA])
    return server


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return a_client(slack)
