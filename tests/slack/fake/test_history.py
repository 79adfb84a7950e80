"""What a channel remembers, and when."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack.fake.building import ACME, ANNA, a_client, refused
from tests.slack.fake_slack import FakeSlack


def test_history_is_newest_first_without_replies(client: WebClient, slack: FakeSlack) -> None:
    parent = client.chat_postMessage(channel=ACME, text="one")["ts"]
    client.chat_postMessage(channel=ACME, text="reply", thread_ts=parent)
    slack.say(ACME, ANNA, "two")
    history = client.conversations_history(channel=ACME)["messages"]
    assert [(m["text"], m.get("reply_count")) for m in history] == [("two", None), ("one", 1)]


def test_history_shows_metadata_only_when_asked(client: WebClient) -> None:
    metadata = {"event_type": "notice", "event_payload": {"id": "n1"}}
    client.chat_postMessage(channel=ACME, text="one", metadata=metadata)
    plain = client.conversations_history(channel=ACME)["messages"][0]
    full = client.conversations_history(channel=ACME, include_all_metadata=True)["messages"][0]
    assert "metadata" not in plain
    assert full["metadata"] == metadata


def test_history_pages_and_bounds_hold(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel=ACME, text=str(n))["ts"] for n in range(5)]
    asked = client.conversations_history(channel=ACME, oldest=stamps[0], latest=stamps[4], limit=2)
    found = [m["text"] for page in asked for m in page["messages"]]
    assert found == ["3", "2", "1"]
    one = client.conversations_history(
        channel=ACME, oldest=stamps[2], latest=stamps[2], inclusive=True
    )
    assert [m["text"] for m in one["messages"]] == ["2"]


def test_a_lagging_history_shows_a_message_only_later() -> None:
    now = [1_800_000_000.0]
    with FakeSlack(clock=lambda: now[0]) as slack:
        slack.add_channel(ACME, "acme-team")
        slack.set_history_lag(30)
        client = a_client(slack)
        parent = client.chat_postMessage(channel=ACME, text="one")["ts"]
        assert client.conversations_history(channel=ACME)["messages"] == []
        with pytest.raises(SlackApiError) as error:
            client.conversations_replies(channel=ACME, ts=parent)
        assert refused(error) == "thread_not_found"
        now[0] += 30
        assert len(client.conversations_history(channel=ACME)["messages"]) == 1
