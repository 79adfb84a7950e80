"""What a process says of itself: alive, ready or why not, and its figures."""

import socket
from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from bot import health
from bot.health import LATE_TICK, SILENT_SOCKET, Health
from storage import migrate
from tests.slack import events
from tests.slack.office import Office


@dataclass
class Signs:
    """A connection, as a test wants it."""

    is_connected: bool = True
    silence: float | None = 1.0


def ready(about: Health) -> tuple[int, str]:
    with TestClient(health.watching(about)) as client:
        answer = client.get("/ready")
    return answer.status_code, answer.text


def figures(about: Health) -> str:
    with TestClient(health.watching(about)) as client:
        return client.get("/metrics").text


def test_a_process_that_ticks_is_ready_once_it_has_ticked(acme: Office) -> None:
    about = Health(acme.kam, ticks=True, signs=Signs())
    assert ready(about) == (503, "the clock has not ticked yet\n")

    acme.kam.runner.tick()

    assert ready(about) == (200, "ready\n")
    assert 'kam_job_seconds_count{job="plan",outcome="ok"} 1.0' in figures(about)


def test_a_clock_that_stands_still_is_named(acme: Office) -> None:
    acme.kam.runner.tick()
    acme.kam.metrics.seconds = lambda: (acme.kam.metrics.ticked_at or 0) + LATE_TICK + 1

    assert ready(Health(acme.kam, ticks=True)) == (503, "the clock has not ticked for 181 s\n")
    assert 'kam_age_seconds{of="tick"} 181.0' in figures(Health(acme.kam))


@pytest.mark.parametrize(
    "signs, said",
    [
        (Signs(is_connected=False), "the socket to Slack is not connected\n"),
        (Signs(silence=SILENT_SOCKET + 1), "the socket to Slack has been silent for 91 s\n"),
    ],
)
def test_a_socket_that_is_gone_or_silent_is_named(acme: Office, signs: Signs, said: str) -> None:
    assert ready(Health(acme.kam, signs=signs)) == (503, said)


def test_the_sign_of_life_of_the_socket_is_a_figure(acme: Office) -> None:
    shown = figures(Health(acme.kam, signs=Signs(silence=7)))

    assert 'kam_age_seconds{of="socket"} 7.0' in shown
    assert 'kam_up{part="socket"} 1.0' in shown


def test_a_token_that_slack_refuses_is_named_until_it_is_taken_again(acme: Office) -> None:
    acme.slack.fail("chat.postMessage", kind="account_inactive")
    acme.types('light red "finance director leaving"')
    acme.settle()
    about = Health(acme.kam)
    assert ready(about) == (
        503,
        "Slack refuses the token (account_inactive): reinstall the app\n",
    )

    acme.kam.directory.people()

    assert ready(about) == (200, "ready\n")


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0KAMBOT"]}},
    ],
)
def test_once_the_app_is_removed_nothing_is_sent_and_the_data_is_kept(
    acme: Office, event: dict[str, object]
) -> None:
    acme.slack.fail("chat.postMessage", kind="ratelimited", retry_after=1)
    acme.types('light red "finance director leaving"')
    acme.deliver(events.event(event))

    acme.kam.runner.tick()

    assert acme.told() == []
    assert ready(Health(acme.kam)) == (
        503,
        f"the app was removed from Slack ({event['type']}); the data is kept\n",
    )
    with acme.kam.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM lights")).scalar() == 1


def test_a_token_of_a_person_that_is_revoked_is_none_of_ours(acme: Office) -> None:
    acme.deliver(events.event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}))

    assert ready(Health(acme.kam)) == (200, "ready\n")


def test_the_figures_of_the_queue_are_left_out_while_the_database_is_away(acme: Office) -> None:
    migrate.downgrade(acme.kam.engine, "base")
    about = Health(acme.kam)

    assert ready(about) == (503, "the database is empty: kam migrate\n")
    assert 'kam_up{part="database"} 0.0' in figures(about)
    assert "kam_notices{" not in figures(about)


def test_the_age_of_what_is_due_and_waits_is_a_figure(acme: Office) -> None:
    acme.slack.fail("chat.postMessage", kind="ratelimited", retry_after=600)
    acme.types('light red "finance director leaving"')
    acme.clock.now += timedelta(minutes=5)

    shown = figures(Health(acme.kam))

    assert 'kam_oldest_due_seconds{state="planned"} 300.0' in shown
    assert 'kam_notices{state="planned"} 1.0' in shown
    assert 'outcome="ratelimited"' in shown


# --------------------------------------------------------------------------- an address of its own


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def test_health_is_served_from_a_port_of_its_own(acme: Office, port: int) -> None:
    with health.served(Health(acme.kam), "127.0.0.1", port):
        answer = httpx2.get(f"http://127.0.0.1:{port}/live")
        elsewhere = httpx2.get(f"http://127.0.0.1:{port}/slack/events")

    assert (answer.status_code, answer.text) == (200, "alive\n")
    assert elsewhere.status_code == 404


def test_a_port_that_is_taken_stops_nobody(acme: Office, port: int) -> None:
    with (
        health.served(Health(acme.kam), "127.0.0.1", port),
        health.served(Health(acme.kam), "127.0.0.1", port),
    ):
        assert httpx2.get(f"http://127.0.0.1:{port}/live").status_code == 200


def test_without_a_port_it_is_not_served(acme: Office) -> None:
    with health.served(Health(acme.kam), "127.0.0.1", None):
        assert acme.told() == []
