"""Failures on order."""

from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack.fake.building import ACME, a_client, refused
from tests.slack.fake_slack import BOT_USER, FakeSlack


def test_too_many_calls_are_told_when_to_come_back(client: WebClient, slack: FakeSlack) -> None:
    slack.fail("chat.postMessage", 2, "ratelimited", retry_after=7)
    for _ in range(2):
        with pytest.raises(SlackApiError) as error:
            client.chat_postMessage(channel=ACME, text="Hi")
        assert error.value.response.status_code == 429
        assert error.value.response.headers["Retry-After"] == "7"
    client.chat_postMessage(channel=ACME, text="Hi")
    assert (len(slack.calls("chat.postMessage")), len(slack.ledger)) == (3, 1)


@pytest.mark.parametrize("kind,kept", [("http_500", 0), ("accept_then_500", 1)])
def test_an_error_of_the_server_may_come_before_or_after_acceptance(
    client: WebClient,
    slack: FakeSlack,
    kind: str,
    kept: int,
) -> None:
    slack.fail("chat.postMessage", 1, kind)
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=ACME, text="Hi")
    assert error.value.response.status_code == 500
    assert len(slack.ledger) == kept


@pytest.mark.parametrize("kind,kept", [("drop_before", 0), ("accept_then_drop", 1)])
def test_a_connection_may_drop_before_or_after_acceptance(
    client: WebClient,
    slack: FakeSlack,
    kind: str,
    kept: int,
) -> None:
    slack.fail("chat.postMessage", 1, kind)
    with pytest.raises(RemoteDisconnected):
        client.chat_postMessage(channel=ACME, text="Hi")
    assert len(slack.ledger) == len(slack.messages(ACME)) == kept


def test_any_error_code_can_be_ordered_for_matching_calls(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    slack.add_channel("C0ZOO", "zoo")
    slack.fail("chat.postMessage", None, "channel_not_found", match={"channel": "C0ZOO"})
    slack.fail("chat.postMessage", 1, "is_archived", when=lambda args: args["text"] == "no")
    client.chat_postMessage(channel=ACME, text="Hi")
    for channel, text, code in (("C0ZOO", "Hi", "channel_not_found"), (ACME, "no", "is_archived")):
        with pytest.raises(SlackApiError) as error:
            client.chat_postMessage(channel=channel, text=text)
        assert refused(error) == code


def test_a_hanging_call_is_accepted_and_answered_when_released(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    failure = slack.fail("chat.postMessage", 1, "hang")
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(client.chat_postMessage, channel=ACME, text="Hi")
        assert failure.wait_until_reached()
        assert len(slack.ledger) == 1
        assert not call.done()
        slack.release()
        assert call.result(5)["ok"]


def test_a_client_that_gives_up_on_a_hanging_call_leaves_the_message(slack: FakeSlack) -> None:
    slack.fail("chat.postMessage", 1, "hang")
    with pytest.raises((TimeoutError, URLError)):
        a_client(slack, timeout=1).chat_postMessage(channel=ACME, text="Hi")
    assert len(slack.ledger) == 1


def test_something_can_happen_just_before_a_call(client: WebClient, slack: FakeSlack) -> None:
    slack.before("chat.postMessage", lambda _: slack.leave(ACME, BOT_USER))
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=ACME, text="Hi")
    assert refused(error) == "not_in_channel"


def test_reset_forgets_everything(client: WebClient, slack: FakeSlack) -> None:
    client.chat_postMessage(channel=ACME, text="Hi")
    slack.fail("auth.test", None, "http_500")
    slack.reset()
    assert slack.ledger == slack.calls() == []
    assert client.auth_test()["ok"]
    assert client.conversations_list()["channels"] == []
