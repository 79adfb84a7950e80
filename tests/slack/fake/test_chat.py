"""What is posted, changed and taken back."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack.fake.building import ACME, ANNA, a_client, a_section, refused
from tests.slack.fake_slack import BOT_USER, FakeSlack


def test_a_form_and_a_json_body_post_the_same(slack: FakeSlack) -> None:
    written = json.dumps([a_section()])
    post = {"channel": ACME, "text": "Hi", "blocks": [a_section()]}
    a_client(slack).api_call("chat.postMessage", json=post)
    a_client(slack).api_call("chat.postMessage", params={**post, "blocks": written})
    first, second = slack.ledger
    assert first["blocks"][0]["text"] == second["blocks"][0]["text"] == a_section()["text"]
    assert slack.rejections == []


def test_the_ledger_keeps_thread_and_metadata_of_every_post(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    parent = client.chat_postMessage(channel=ACME, text="Review")["ts"]
    metadata = {"event_type": "notice", "event_payload": {"id": "n1"}}
    client.chat_postMessage(channel=ACME, text="Left", thread_ts=parent, metadata=metadata)
    assert [entry["thread_ts"] for entry in slack.ledger] == [None, parent]
    assert slack.ledger[1]["metadata"] == metadata


def test_timestamps_only_ever_grow(slack: FakeSlack) -> None:
    def post(number: int) -> str:
        return str(a_client(slack).chat_postMessage(channel=ACME, text=str(number))["ts"])

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(post, range(64)))) == 64
    given = [entry["ts"] for entry in slack.ledger]
    assert given == sorted(given)


@pytest.mark.parametrize(
    "case,code",
    [
        ({"is_archived": True}, "is_archived"),
        ({"is_member": False}, "not_in_channel"),
        ({"is_member": False, "is_private": True}, "channel_not_found"),
    ],
)
def test_a_channel_that_cannot_be_posted_to_says_why(
    client: WebClient,
    slack: FakeSlack,
    case: dict[str, bool],
    code: str,
) -> None:
    member = case.pop("is_member", True)
    slack.add_channel("C0SHUT", "shut", is_member=member, **case)  # type: ignore[arg-type]
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel="C0SHUT", text="Hi")
    assert refused(error) == code
    assert slack.ledger == []


def test_an_unknown_channel_is_not_found(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel="C0NONE", text="Hi")
    assert refused(error) == "channel_not_found"


def test_a_message_that_says_nothing_is_refused(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        client.api_call("chat.postMessage", json={"channel": ACME})
    assert refused(error) == "no_text"


def test_a_reply_to_a_deleted_message_lands_in_the_channel(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    parent = client.chat_postMessage(channel=ACME, text="Review")["ts"]
    slack.delete_message(ACME, parent)
    answer = client.chat_postMessage(channel=ACME, text="Left", thread_ts=parent)
    assert "thread_ts" not in answer["message"]


def test_a_deleted_message_with_replies_leaves_its_thread_standing(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    parent = client.chat_postMessage(channel=ACME, text="Review")["ts"]
    client.chat_postMessage(channel=ACME, text="Left", thread_ts=parent)
    slack.delete_message(ACME, parent)
    texts = [m["text"] for m in client.conversations_replies(channel=ACME, ts=parent)["messages"]]
    assert texts == ["This message was deleted.", "Left"]


def test_an_update_keeps_the_metadata_and_blocks_it_does_not_name(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    metadata = {"event_type": "notice", "event_payload": {"id": "n1"}}
    post = client.chat_postMessage(
        channel=ACME, text="Open", blocks=[a_section("Open")], metadata=metadata
    )
    client.chat_update(channel=ACME, ts=post["ts"], text="Done")
    (message,) = slack.messages(ACME)
    assert (message["text"], message["blocks"][0]["text"]["text"]) == ("Done", "Open")
    assert message["metadata"] == metadata
    assert "edited" in message


def test_an_update_with_empty_blocks_removes_them(client: WebClient, slack: FakeSlack) -> None:
    post = client.chat_postMessage(channel=ACME, text="Open", blocks=[a_section("Open")])
    client.chat_update(channel=ACME, ts=post["ts"], text="Done", blocks=[])
    assert "blocks" not in slack.messages(ACME)[0]


def test_only_the_bots_own_messages_can_be_updated(client: WebClient, slack: FakeSlack) -> None:
    said = slack.say(ACME, ANNA, "Hello")
    with pytest.raises(SlackApiError) as error:
        client.chat_update(channel=ACME, ts=said["ts"], text="Changed")
    assert refused(error) == "cant_update_message"


def test_an_ephemeral_reaches_members_only(client: WebClient, slack: FakeSlack) -> None:
    client.chat_postEphemeral(channel=ACME, user=ANNA, text="For you")
    with pytest.raises(SlackApiError) as error:
        client.chat_postEphemeral(channel=ACME, user="U0BERT", text="For you")
    assert refused(error) == "user_not_in_channel"
    assert [(e["user"], e["text"]) for e in slack.ephemerals] == [(ANNA, "For you")]
    assert slack.messages(ACME) == slack.ledger == []


def test_a_permalink_leads_to_a_reply_in_its_thread(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=ACME, text="Review")["ts"]
    reply = client.chat_postMessage(channel=ACME, text="Left", thread_ts=parent)["ts"]
    link = client.chat_getPermalink(channel=ACME, message_ts=reply)["permalink"]
    assert link.endswith(f"/{ACME}/p{reply.replace('.', '')}?thread_ts={parent}&cid={ACME}")


def test_a_reaction_is_added_once(client: WebClient, slack: FakeSlack) -> None:
    said = slack.say(ACME, ANNA, "Hello")
    client.reactions_add(channel=ACME, timestamp=said["ts"], name="eyes")
    with pytest.raises(SlackApiError) as error:
        client.reactions_add(channel=ACME, timestamp=said["ts"], name="eyes")
    assert refused(error) == "already_reacted"
    assert slack.messages(ACME)[0]["reactions"][0]["users"] == [BOT_USER]
