"""A file is fetched from Slack, and the token goes nowhere else."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from handlers.files.downloads import NotFetched, fetch
from services.imports.errors import TooLarge
from services.imports.tables import SIZE
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake_slack import FakeSlack


@pytest.fixture(scope="module")
def running() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def slack(running: FakeSlack) -> FakeSlack:
    running.reset()
    return running


def client(slack: FakeSlack, token: str = TOKEN) -> WebClient:
    return WebClient(token, base_url=slack.api_url, retry_handlers=[], timeout=10)


def test_name_and_content_come_as_they_are(slack: FakeSlack) -> None:
    file = slack.put_file("actions.csv", b"\xef\xbb\xbftext\r\n\x00\xff")

    assert fetch(client(slack), file) == ("actions.csv", b"\xef\xbb\xbftext\r\n\x00\xff")


@pytest.mark.parametrize(
    "home",
    [
        "https://evil.example",
        "https://slack.com.evil.example",
        "https://evilslack.com",
        "http://files.slack.com",
        "http://127.0.0.1:9",
        "file:///etc",
    ],
)
def test_no_other_address_is_asked(slack: FakeSlack, home: str) -> None:
    file = slack.put_file("actions.csv", b"text")
    slack.world.files_from = home

    with pytest.raises(NotFetched):
        fetch(client(slack), file)
    assert slack.calls("download") == []


def test_a_file_that_is_too_large_is_not_even_fetched(slack: FakeSlack) -> None:
    file = slack.put_file("actions.csv", b"x" * (SIZE + 1))

    with pytest.raises(TooLarge):
        fetch(client(slack), file)
    assert slack.calls("download") == []


def test_a_login_page_is_no_file(slack: FakeSlack) -> None:
    file = slack.put_file("actions.csv", b"text")
    slack.world.uploads[file].team = "T0OTHER"
    slack.before("files.info", lambda _args: setattr(slack.world.uploads[file], "team", TEAM))
    slack.before("download", lambda _args: setattr(slack.world.uploads[file], "team", "T0OTHER"))

    with pytest.raises(NotFetched):
        fetch(client(slack), file)
    assert len(slack.calls("download")) == 1


@pytest.mark.parametrize("kind", ["ratelimited", "http_500", "drop_before", "http_503"])
@pytest.mark.parametrize("method", ["files.info", "download"])
def test_whatever_goes_wrong_on_the_way_is_one_error(
    slack: FakeSlack, method: str, kind: str
) -> None:
    file = slack.put_file("actions.csv", b"text")
    slack.fail(method, kind=kind)

    with pytest.raises(NotFetched):
        fetch(client(slack), file)


def test_a_file_that_is_not_there(slack: FakeSlack) -> None:
    with pytest.raises(NotFetched):
        fetch(client(slack), "F0NONE")
