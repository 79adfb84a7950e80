"""What stands in the log: ids and codes, never what people wrote, never a token."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot import logging as logs

SECRET_TEXT = "finance director leaving"
TOKEN = "xoxb-123-abcDEF"

Json = dict[str, Any]


@pytest.fixture
def own_and_foreign() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """What the product and what its libraries write, with logging set up as in a process."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.NOISY}
    logs.set_up("INFO")
    own, foreign = io.StringIO(), io.StringIO()
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(own), cache_logger_on_first_use=False
    )
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(foreign)
    yield own, foreign
    structlog.configure(**before)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, noise in levels.items():
        logging.getLogger(name).setLevel(noise)


def lines(written: io.StringIO) -> list[Json]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


Streams = tuple[io.StringIO, io.StringIO]


def test_ids_and_codes_are_written_out(own_and_foreign: Streams) -> None:
    structlog.get_logger().info("notice.worked_on", notice=7, kind="light", state="sent")

    (line,) = lines(own_and_foreign[0])
    assert (line["event"], line["notice"], line["kind"]) == ("notice.worked_on", 7, "light")
    assert (line["level"], line["timestamp"][-1]) == ("info", "Z")


def test_whatever_is_not_known_to_be_harmless_is_hidden(own_and_foreign: Streams) -> None:
    structlog.get_logger().info("light.logged", text=SECRET_TEXT, body={"text": SECRET_TEXT})

    (line,) = lines(own_and_foreign[0])
    assert (line["text"], line["body"]) == ("[redacted]", "[redacted]")


@pytest.mark.parametrize(
    "secret",
    [TOKEN, "xapp-1-A0-12-ab", "xoxp-1", "https://hooks.slack.com/commands/T0/1/abc"],
)
def test_tokens_and_answer_addresses_are_hidden_wherever_they_stand(
    own_and_foreign: Streams, secret: str
) -> None:
    structlog.get_logger().info(f"posting with {secret}", reason=f"invalid: {secret}")
    logging.getLogger("slack_sdk").error("posting with %s", secret)

    for written in own_and_foreign:
        assert secret not in written.getvalue()
        assert "[redacted]" in written.getvalue()


def test_the_password_of_a_database_is_hidden(own_and_foreign: Streams) -> None:
    structlog.get_logger().info("started", database="postgresql+psycopg://kam:hunter2@db/kam")

    assert "hunter2" not in own_and_foreign[0].getvalue()
    assert "db/kam" in own_and_foreign[0].getvalue()


def fail() -> None:
    try:
        int(SECRET_TEXT)
    except ValueError as error:
        raise RuntimeError(f"could not keep {SECRET_TEXT}") from error


def test_a_failure_is_logged_with_its_place_and_without_its_message(
    own_and_foreign: Streams,
) -> None:
    try:
        fail()
    except RuntimeError:
        structlog.get_logger().exception("job.failed", job="send")
        logging.getLogger("apscheduler").exception("job raised")

    for written in own_and_foreign:
        (line,) = lines(written)
        assert SECRET_TEXT not in json.dumps(line)
        assert "builtins.RuntimeError" in line["exception"]
        assert "builtins.ValueError" in line["exception"]
        assert "test_logging.py" in line["exception"]


def test_an_exception_that_is_handed_over_is_logged_alike(own_and_foreign: Streams) -> None:
    structlog.get_logger().error("incident", incident="f00d", exc_info=KeyError(SECRET_TEXT))

    (line,) = lines(own_and_foreign[0])
    assert (line["incident"], line["exception"]) == ("f00d", "builtins.KeyError")


def test_an_event_without_an_exception_has_none(own_and_foreign: Streams) -> None:
    structlog.get_logger().error("odd", exc_info=False)
    structlog.get_logger().error("odd", exc_info=True)

    assert [line.get("exception") for line in lines(own_and_foreign[0])] == [None, ""]


@pytest.mark.parametrize("name", ["slack_sdk.web", "apscheduler.scheduler"])
def test_libraries_speak_from_warnings_on(own_and_foreign: Streams, name: str) -> None:
    logging.getLogger(name).info("Sending a request: %s", SECRET_TEXT)
    logging.getLogger(name).debug("body: %s", SECRET_TEXT)
    logging.getLogger(name).warning("rate limited")

    (line,) = lines(own_and_foreign[1])
    assert line["event"] == "rate limited"
