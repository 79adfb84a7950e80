"""The HTTP side, asked as Slack and as others ask it."""

import asyncio
import json
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from slack_bolt.request import BoltRequest
from sqlalchemy import text
from starlette.testclient import TestClient
from starlette.types import Message, Scope

from bot import health, web
from bot.health import Health
from bot.web import LARGEST_BODY, Guard
from storage.engine import open_engine
from tests.slack import events, payloads
from tests.slack.office import ACME, BEN, Journal, Office
from tests.slack.payloads import encoded, retried, signed

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
RED = 'light red "finance director leaving"'
Headers = dict[str, str]


@pytest.fixture
def slack(acme: Office) -> Iterator[TestClient]:
    """What Slack, or somebody who would like to be Slack, speaks to."""
    with TestClient(web.application(acme.kam, SECRET)) as client:
        yield client


@pytest.fixture
def watch(acme: Office) -> Iterator[TestClient]:
    """What a watchman asks."""
    with TestClient(health.watching(Health(acme.kam))) as client:
        yield client


def command(sentence: str = RED) -> str:
    return encoded(payloads.slash_command(sentence, by=BEN, channel=ACME))


def posted(slack: TestClient, body: str | bytes, headers: Headers) -> httpx2.Response:
    return slack.post("/slack/events", content=body, headers=headers)


def now(by: float = 0) -> float:
    return time.time() + by


# ------------------------------------------------------------------------------- what Slack sends


def test_a_signed_command_is_carried_out_and_answered_at_once(slack: TestClient) -> None:
    body = command()

    answer = posted(slack, body, signed(body, SECRET, now()))

    assert answer.status_code == 200
    assert answer.json()["response_type"] == "ephemeral"
    assert answer.json()["text"] == "Logged. 🔴 Red L1: finance director leaving"


def test_a_command_that_slack_repeats_has_one_effect(slack: TestClient, acme: Office) -> None:
    body = command()
    headers = signed(body, SECRET, now())

    posted(slack, body, headers)
    again = posted(slack, body, retried(headers))

    assert again.json()["text"] == "This came in twice; it counted once."
    acme.settle()
    assert len(acme.told()) == 1


def test_slack_may_ask_whether_the_address_is_ours(slack: TestClient) -> None:
    body = '{"type": "url_verification", "challenge": "3eZbrw1aB", "token": "t"}'

    answer = posted(slack, body, signed(body, SECRET, now()))

    assert (answer.status_code, "3eZbrw1aB" in answer.text) == (200, True)


@pytest.mark.parametrize("is_signed", [True, False])
def test_slack_may_look_whether_the_certificate_is_in_order(
    slack: TestClient, acme: Office, is_signed: bool
) -> None:
    before = len(acme.slack.ephemerals)
    body = "ssl_check=1&token=abc"
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = posted(slack, body, signed(body, SECRET, now()) if is_signed else form)

    assert (answer.status_code, answer.text) == (200, "")
    assert len(acme.slack.ephemerals) == before


@pytest.mark.parametrize("body", ["ssl_check=0", "x=1", "ssl_check=1" + "&x=y" * 500])
def test_what_is_no_look_at_the_certificate_is_signed_or_refused(
    slack: TestClient, body: str
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    assert posted(slack, body, form).status_code == 401


def test_while_the_secret_is_changed_both_count(acme: Office) -> None:
    with TestClient(web.application(acme.kam, "the new one", SECRET)) as client:
        for secret, status in ((SECRET, 200), ("the new one", 200), ("a third", 401)):
            body = command()
            assert posted(client, body, signed(body, secret, now())).status_code == status


# -------------------------------------------------------------------------------- what others send


def without(headers: Headers, name: str) -> Headers:
    return {key: value for key, value in headers.items() if key != name}


TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"


def test_what_slack_did_not_sign_is_refused_unread(
    slack: TestClient,
    acme: Office,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reached: list[BoltRequest] = []
    monkeypatch.setattr(acme.kam.app, "dispatch", reached.append)
    body = command()
    good = signed(body, SECRET, now())
    wrong = [
        {},
        without(good, TIMESTAMP),
        without(good, SIGNATURE),
        signed(body, "another secret", now()),
        signed(body + "x", SECRET, now()),
        signed(body, SECRET, now(-600)),
        signed(body, SECRET, now(+600)),
        good | {SIGNATURE: good[SIGNATURE].upper()},
        good | {SIGNATURE: good[SIGNATURE].removeprefix("v0=")},
        good | {SIGNATURE: good[SIGNATURE].replace("v0=", "v1=")},
        good | {SIGNATURE: ""},
        good | {TIMESTAMP: good[TIMESTAMP] + " "},
        good | {TIMESTAMP: "soon"},
        good | {TIMESTAMP: "-1"},
        good | {TIMESTAMP: "1e9"},
        good | {TIMESTAMP: "9" * 400},
        good | {TIMESTAMP: ""},
    ]

    for headers in wrong:
        answer = posted(slack, body, headers)
        assert (answer.status_code, answer.text) == (401, ""), headers
    assert reached == []
    assert "finance" not in caplog.text


@pytest.mark.parametrize("name", [TIMESTAMP, SIGNATURE])
@pytest.mark.parametrize("value", [b"\xff\xfe", "v0=ä".encode(), "١٢٣٤".encode(), b"1\x00"])
def test_a_header_that_is_no_text_is_refused_like_any_other(
    slack: TestClient, name: str, value: bytes
) -> None:
    body = command()
    headers: list[tuple[bytes, bytes]] = [
        (key.encode(), each.encode()) for key, each in signed(body, SECRET, now()).items()
    ]
    headers = [(key, value if key == name.encode() else each) for key, each in headers]

    answer = slack.post("/slack/events", content=body, headers=headers)

    assert answer.status_code == 401


def test_a_body_larger_than_anything_slack_sends_is_not_read_to_its_end(
    slack: TestClient,
) -> None:
    body = "text=" + "x" * LARGEST_BODY

    assert posted(slack, body, signed(body, SECRET, now())).status_code == 401


def test_a_large_body_that_slack_signed_is_read(slack: TestClient) -> None:
    body = command("light red " + "x" * (LARGEST_BODY // 2))

    answer = posted(slack, body, signed(body, SECRET, now()))

    assert "4000 is the most I can read at once" in answer.json()["text"]


@pytest.mark.parametrize("body", ["", "{", "[]", "payload=%7B", "payload=", "null", '"text"'])
def test_a_signed_body_that_makes_no_sense_does_no_harm(slack: TestClient, body: str) -> None:
    answer = posted(slack, body, signed(body, SECRET, now()))

    assert answer.status_code in {200, 400, 404}
    assert answer.text in {"", '{"error": "unhandled request"}'}


def test_a_body_that_is_no_text_is_refused(slack: TestClient) -> None:
    headers = signed("x", SECRET, now())

    assert posted(slack, b"\xff\xfe\x00", headers).status_code == 401


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_the_address_takes_nothing_but_posts(slack: TestClient, method: str) -> None:
    assert slack.request(method, "/slack/events").status_code == 405


def test_nothing_else_is_served(slack: TestClient) -> None:
    for path in (
        "/live",
        "/ready",
        "/metrics",
        "/",
        "/slack",
        "/docs",
        "/openapi.json",
        "/slack/events/x",
        "/.env",
    ):
        assert slack.get(path).status_code == 404


def test_a_guard_with_an_empty_secret_is_no_guard() -> None:
    with pytest.raises(ValueError, match="anybody could sign"):
        Guard("")


def test_a_signature_is_good_for_five_minutes() -> None:
    seconds = [1_000_000.0]
    guard = Guard(SECRET, lambda: seconds[0])
    headers = {key.lower(): value for key, value in signed("x", SECRET, seconds[0]).items()}

    for passed, admitted in ((0, True), (300, True), (301, False), (-301, False)):
        seconds[0] = 1_000_000.0 + passed
        assert guard.admits(headers, b"x") is admitted


# ------------------------------------------------------------------------------- health and figures


def test_who_asks_whether_it_lives_is_told_so(watch: TestClient) -> None:
    assert (watch.get("/live").status_code, watch.get("/live").text) == (200, "alive\n")


def test_it_is_ready_once_the_database_is_migrated(watch: TestClient, acme: Office) -> None:
    assert (watch.get("/ready").status_code, watch.get("/ready").text) == (200, "ready\n")
    with acme.kam.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))

    answer = watch.get("/ready")

    assert (answer.status_code, answer.text) == (503, "the database is not migrated: kam migrate\n")


def test_it_is_not_ready_while_the_database_does_not_answer(
    watch: TestClient, acme: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nowhere = open_engine(f"sqlite:///{tmp_path_factory.mktemp('x')}/no/such/folder/kam.db")
    engine, acme.kam.__dict__["engine"] = acme.kam.engine, nowhere

    answer = watch.get("/ready")
    acme.kam.__dict__["engine"] = engine

    assert (answer.status_code, answer.text) == (503, "the database does not answer\n")


def test_the_figures_count_requests_and_what_is_owed(slack: TestClient, acme: Office) -> None:
    body = command()
    posted(slack, body, signed(body, SECRET, now()))
    posted(slack, body, {})

    figures = Health(acme.kam).figures().decode()

    assert 'kam_requests_total{outcome="taken"} 1.0' in figures
    assert 'kam_requests_total{outcome="refused"} 1.0' in figures
    assert 'kam_notices{state="planned"} 1.0' in figures
    assert 'kam_command_seconds_count{outcome="done",way="sentence"}' in figures
    assert "finance" not in figures


def test_two_bots_in_one_process_count_apart(acme: Office) -> None:
    for kam in (acme.kam, acme.open()):
        with TestClient(web.application(kam, SECRET)) as client:
            posted(client, "x", {})
        assert 'outcome="refused"} 1.0' in Health(kam).figures().decode()


# ------------------------------------------------------------------------- whom nobody waits for


def test_a_body_is_not_even_read_under_a_timestamp_that_is_too_old(acme: Office) -> None:
    read: list[bool] = []
    app = web.application(acme.kam, SECRET)
    answers: list[Message] = []

    async def receive() -> Message:
        read.append(True)
        return {"type": "http.request", "body": b"x"}

    async def send(message: Message) -> None:
        answers.append(message)

    old = {key.lower(): value for key, value in signed("x", SECRET, now(-600)).items()}
    asyncio.run(app(_scope(old), receive, send))

    assert (answers[0]["status"], read) == (401, [])


def _scope(headers: Headers) -> Scope:
    return {
        "type": "http",
        "method": "POST",
        "path": "/slack/events",
        "query_string": b"",
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
    }


def test_a_body_that_does_not_come_is_given_up(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "BODY_WITHIN", 0.05)
    app = web.application(acme.kam, SECRET)
    answers: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        answers.append(message)

    fresh = {key.lower(): value for key, value in signed("x", SECRET, now()).items()}
    asyncio.run(app(_scope(fresh), receive, send))

    assert answers[0]["status"] == 408
    assert (b"connection", b"close") in answers[0]["headers"]


ODD: tuple[Any, ...] = (None, [], {}, "", 0, True, "x", [None], {"id": None}, 1.5)


def mangled(payload: Any) -> Iterator[Any]:  # noqa: ANN401 - any JSON
    """The payload with each of its parts replaced by something else, or left out."""
    yield from ODD
    parts = payload.items() if isinstance(payload, dict) else enumerate(payload)
    for key, value in list(parts):
        if isinstance(payload, dict):
            yield {name: each for name, each in payload.items() if name != key}
        inner = mangled(value) if isinstance(value, dict | list) else ODD
        for odd in inner:
            copy = payload.copy()
            copy[key] = odd
            yield copy


def test_odd_json_that_slack_signed_is_never_an_accident_of_ours(
    slack: TestClient, acme: Office, journal: Journal
) -> None:
    said = events.app_mention("lights", by=BEN, channel=ACME)
    sent = events.file_share("", [], by=BEN, channel=acme.talk_with(BEN))
    window = acme.opens(lambda: acme.types("action"))
    view = payloads.view_submission(window, {}, by=BEN, forced=True)
    bodies = [json.dumps(odd) for payload in (said, sent) for odd in mangled(payload)]
    bodies += [urlencode({"payload": json.dumps(odd)}) for odd in islice(mangled(view), 400)]

    statuses = {body: posted(slack, body, _typed(body)).status_code for body in bodies}

    acme.kam.background.__dict__["waiting"].clear()
    journal.read()
    assert len(statuses) > 500
    assert {body for body, status in statuses.items() if status not in {200, 400, 404}} == set()


def _typed(body: str) -> Headers:
    is_form = body.startswith("payload=")
    kind = "application/x-www-form-urlencoded" if is_form else "application/json"
    return signed(body, SECRET, now()) | {"Content-Type": kind}
