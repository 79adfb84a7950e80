"""What each answer of Slack's means for a message: sent, refused, lost, blocked, impossible."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from slack_sdk import WebClient

from domain.channel import Obstacle
from handlers.blocks.message import Document, Message, said
from handlers.outbox import posting
from handlers.outbox.posting import Blocked, Impossible, Lost, Outcome, Refused, Sent
from handlers.outbox.slack_errors import REST
from tests.builders import notice
from tests.slack.fake.people import TEAM, TOKEN
from tests.slack.fake_slack import FakeSlack
from tests.slack.reading import words

HERE = "C0ACME"
OWED = notice(to=HERE)
POST = "chat.postMessage"


@pytest.fixture(scope="module")
def running() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def slack(running: FakeSlack) -> FakeSlack:
    running.reset()
    running.add_user(TEAM, "U0BEN", "Ben")
    running.add_channel(HERE, "acme-team", ["U0BEN"])
    return running


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return WebClient(TOKEN, base_url=slack.api_url, retry_handlers=[], timeout=10)


def post(client: WebClient) -> Outcome:
    return posting.post(client, OWED, said("Ben logged a red light."), None)


def test_what_slack_took_is_known_by_its_place(slack: FakeSlack, client: WebClient) -> None:
    outcome = post(client)

    (message,) = slack.messages(HERE)
    assert outcome == Sent(HERE, message["ts"])
    assert message["metadata"]["event_payload"] == {"id": OWED.token}


@pytest.mark.parametrize(
    "kind, outcome",
    [
        ("ratelimited", Refused("ratelimited", timedelta(seconds=30))),
        ("http_503", Refused("http_503")),
        ("http_500", Lost("http_500")),
        ("http_502", Lost("http_502")),
        ("accept_then_500", Lost("http_500")),
        ("drop_before", Lost("RemoteDisconnected")),
        ("accept_then_drop", Lost("RemoteDisconnected")),
        ("fatal_error", Lost("fatal_error")),
        ("internal_error", Lost("internal_error")),
        ("request_timeout", Lost("request_timeout")),
        ("service_unavailable", Refused("service_unavailable")),
        ("invalid_auth", Refused("invalid_auth", posting.LOCKED_OUT_FOR)),
        ("token_revoked", Refused("token_revoked", posting.LOCKED_OUT_FOR)),
        ("missing_scope", Refused("missing_scope", posting.LOCKED_OUT_FOR)),
        ("channel_not_found", Blocked(Obstacle.GONE)),
        ("is_archived", Blocked(Obstacle.ARCHIVED)),
        ("not_in_channel", Blocked(Obstacle.NOT_MEMBER)),
        ("invalid_blocks", Impossible("invalid_blocks")),
        ("msg_too_long", Impossible("msg_too_long")),
        ("an_error_nobody_has_heard_of", Refused("an_error_nobody_has_heard_of")),
    ],
)
def test_every_other_answer_has_its_meaning(
    slack: FakeSlack, client: WebClient, kind: str, outcome: Outcome
) -> None:
    slack.fail(POST, kind=kind)

    assert post(client) == outcome


def test_no_answer_in_time_means_lost(slack: FakeSlack, client: WebClient) -> None:
    client.timeout = 0.2  # type: ignore[assignment]
    slack.fail(POST, kind="hang")

    outcome = post(client)
    slack.release()

    assert outcome == Lost("TimeoutError")


def test_a_slack_that_is_not_there_means_lost(slack: FakeSlack) -> None:
    nowhere = WebClient(TOKEN, base_url="http://127.0.0.1:9/api/", retry_handlers=[])

    assert isinstance(post(nowhere), Lost)
    assert slack.calls() == []


@pytest.mark.parametrize("asked", ["soon", "", "-5", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_a_wait_that_is_no_number_of_seconds_is_half_a_minute(
    slack: FakeSlack, client: WebClient, asked: str
) -> None:
    slack.fail(POST, kind="ratelimited", retry_after=asked)  # type: ignore[arg-type]

    assert post(client) == Refused("ratelimited", REST)


@pytest.mark.parametrize("kind", ["ratelimited", "drop_before", "invalid_auth", "invalid_blocks"])
def test_nothing_is_sent_again_behind_the_senders_back(
    slack: FakeSlack, client: WebClient, kind: str
) -> None:
    slack.fail(POST, times=None, kind=kind)

    post(client)

    assert len(slack.calls(POST)) == 1


def test_a_message_is_rewritten_where_it_stands(slack: FakeSlack, client: WebClient) -> None:
    sent = post(client)
    assert isinstance(sent, Sent)

    assert posting.edit(client, sent, said("It was taken back.")) == sent
    assert slack.messages(HERE)[0]["text"] == "It was taken back."


# --------------------------------------------------------------------------------------- files

FILES = [
    Document(b"# Acme", "acme", "md", "Acme as Markdown"),
    Document("Müller".encode(), "acme", "html", "Acme to print"),
]


def upload(client: WebClient, to: str) -> Outcome:
    return posting.post(client, notice(to=to), Message("Here you are.", files=FILES), None)


def test_files_reach_one_person_alone_in_one_message_and_byte_for_byte(
    slack: FakeSlack, client: WebClient
) -> None:
    outcome = upload(client, "U0BEN")

    assert isinstance(outcome, Sent)
    (message,) = slack.messages(outcome.channel_id)
    assert words(message).strip() == "Here you are."
    assert [file["title"] for file in message["files"]] == ["Acme as Markdown", "Acme to print"]
    assert [each.content for each in slack.world.uploads.values()] == [b"# Acme", b"M\xc3\xbcller"]
    assert slack.messages(HERE) == []


def test_a_lost_upload_is_found_by_the_names_of_its_files(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.fail("files.completeUploadExternal", kind="accept_then_drop")

    assert upload(client, "U0BEN") == Lost("RemoteDisconnected")
    assert posting.find(client, notice(to="U0BEN"), None, None) is not None


@pytest.mark.parametrize("method", ["conversations.open", "files.getUploadURLExternal"])
def test_an_upload_that_slack_refuses_leaves_nothing_behind(
    slack: FakeSlack, client: WebClient, method: str
) -> None:
    slack.fail(method, kind="ratelimited", retry_after=30)

    assert upload(client, "U0BEN") == Refused("ratelimited", timedelta(seconds=30))
    assert slack.messages(slack.world.direct_message(slack.world.teams[TEAM], ["U0BEN"]).id) == []


# ------------------------------------------------------------------------------- looking it up


def test_a_lost_message_is_found_by_its_id(slack: FakeSlack, client: WebClient) -> None:
    slack.say(HERE, "U0BEN", "morning")
    slack.fail(POST, kind="accept_then_drop")
    post(client)
    posting.post(client, notice(to=HERE, token="0ther"), said("Another."), None)

    found = posting.find(client, OWED, None, None)

    assert found == Sent(HERE, slack.messages(HERE)[1]["ts"])
    assert posting.find(client, notice(to=HERE, token="n0ne"), None, None) is None


def test_a_lost_reply_is_found_in_its_thread(slack: FakeSlack, client: WebClient) -> None:
    root = slack.say(HERE, "U0BEN", "review")
    slack.fail(POST, kind="accept_then_drop")
    posting.post(client, OWED, said("A reply."), root["ts"])

    found = posting.find(client, OWED, root["ts"], None)

    assert found == Sent(HERE, slack.messages(HERE)[1]["ts"])


def test_a_lost_letter_is_found_in_the_conversation_with_its_person(client: WebClient) -> None:
    letter = notice(to="U0BEN")
    sent = posting.post(client, letter, said("Psst."), None)

    assert posting.find(client, letter, None, None) == sent


def test_somebody_who_quotes_our_id_is_not_taken_for_us(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.say(HERE, "U0BEN", f"I saw {OWED.token}")

    assert posting.find(client, OWED, None, None) is None
