"""The server itself: connections, its end, and its life in a process of its own."""

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path

import pytest
from slack_sdk import WebClient

from tests.slack.fake.building import ACME, ANNA, a_client
from tests.slack.fake.remote import fake_slack_process
from tests.slack.fake_slack import TOKEN, FakeSlack


def test_a_connection_is_kept_for_many_calls() -> None:
    slack = FakeSlack().start()
    connection = HTTPConnection("127.0.0.1", int(slack.url.rpartition(":")[2]))
    head = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    sockets = set()
    for _ in range(3):
        connection.request("POST", "/api/auth.test", "{}", head)
        assert json.load(connection.getresponse())["ok"]
        sockets.add(connection.sock)
    connection.close()
    slack.stop()
    assert len(sockets) == 1


def test_stopping_answers_what_hangs() -> None:
    slack = FakeSlack().start()
    failure = slack.fail("auth.test", 1, "hang")
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(a_client(slack).auth_test)
        assert failure.wait_until_reached()
        slack.stop()
        assert isinstance(call.exception(5), OSError | None)


def test_a_fake_of_its_own_process_keeps_the_ledger(tmp_path: Path) -> None:
    with fake_slack_process(tmp_path / "ledger.jsonl") as slack:
        slack.do("add_channel", ACME, "acme-team", [ANNA])
        slack.do("fail", "chat.postMessage", 1, "accept_then_drop")
        client = WebClient(TOKEN, base_url=slack.api_url, retry_handlers=[])
        with pytest.raises(RemoteDisconnected):
            client.chat_postMessage(channel=ACME, text="Hi")
        assert [entry["text"] for entry in slack.see("ledger")] == ["Hi"]
        with pytest.raises(LookupError):
            slack.do("stop")
    (line,) = (tmp_path / "ledger.jsonl").read_text().splitlines()
    assert json.loads(line)["channel"] == ACME


def test_half_a_request_of_a_killed_client_counts_for_nothing() -> None:
    with FakeSlack() as slack:
        slack.add_channel(ACME, "acme-team")
        with socket.create_connection(("127.0.0.1", int(slack.url.rpartition(":")[2]))) as dying:
            dying.sendall(
                b"POST /api/chat.postMessage HTTP/1.1\r\nContent-Length: 99\r\n"
                b"Authorization: Bearer " + TOKEN.encode() + b"\r\n\r\nchannel=C0ACME&text=Hi"
            )
            dying.shutdown(socket.SHUT_WR)
            assert dying.recv(100) == b""
        assert slack.ledger == slack.calls() == []
