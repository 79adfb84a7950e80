"""The command that is measured, by somebody in the channel of their account."""

from collections.abc import Sequence
from itertools import count
from time import time

from slack_bolt import BoltRequest

from tests.bench.client import post
from tests.slack.payloads import encoded, signed, slash_command

SECRET = "the signing secret of the bench"
PERSON = "U0BEN"
SENTENCE = 'light red "finance director leaving"'
NUMBERED = 'light red "finance director {} leaving"'
"""Each one another light: in the words of an open one it would be asked back."""

_numbers = count(1)
DONE = "Logged."
"""What every answer says, on every rung."""

FORM: dict[str, str | Sequence[str]] = {"content-type": ["application/x-www-form-urlencoded"]}


def delivery(channel: str, sentence: str = "", answers_to: str = "") -> str:
    """The body of a delivery with a trigger of its own; of another light, unless told otherwise."""
    said = sentence or NUMBERED.format(next(_numbers))
    command = slash_command(said, by=PERSON, channel=channel)
    return encoded(command | ({"response_url": answers_to} if answers_to else {}))


def in_process(body: str) -> BoltRequest:
    """The delivery, ready for `app.dispatch`."""
    return BoltRequest(body=body, headers=FORM)


def over_http(body: str) -> bytes:
    """The delivery as Slack signs and sends it."""
    return post(body, signed(body, SECRET, time()))


def must_be_done(answer: str) -> None:
    """How quickly something else was answered is worth nothing."""
    assert DONE in answer, answer
