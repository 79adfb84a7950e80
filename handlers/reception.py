"""The reception: brings what Slack delivers to the desk, and the answer back.

A listener commits, acks and returns; whatever must ask Slack first, or speak to Slack after the
ack, goes to the executor.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from handlers.commands.grammar import Run
from handlers.desk import Desk, Unfamiliar
from handlers.directory import Directory
from handlers.turn import Heard
from handlers.views.message import Message, Open, Reply

log = structlog.get_logger()

Submit = Callable[[Callable[[], None]], None]
Answer = Callable[..., Reply]


@dataclass(frozen=True)
class Reception:
    """What every listener needs. `later` runs work on the bot's own threads; `wake` tells the
    sender that something may be owed.
    """

    workspace_id: str
    client: WebClient
    desk: Desk
    directory: Directory
    later: Submit
    wake: Callable[[], None]

    def command(self, ack: Ack, heard: Heard) -> None:
        """A slash command: the answer travels in the ack."""
        reply = self._at_once(heard, partial(self.desk.hear, heard))
        if reply is None:
            ack()
            return
        if isinstance(reply, Open):
            self._open(heard, reply)
            ack()
        else:
            ack(response_type="ephemeral", **reply.payload())
            self._afterwards(heard, reply)

    def message(self, heard: Heard) -> None:
        """A sentence in a message: the answer is seen by its author only."""
        reply = self._at_once(heard, partial(self.desk.hear, heard))
        if reply is not None:
            self.later(lambda: self._answer(heard, reply))

    def press(self, ack: Ack, heard: Heard, run: Run) -> None:
        """A button or a select."""
        reply = self._at_once(heard, partial(self.desk.press, heard, run))
        if isinstance(reply, Open):
            self._open(heard, reply)
        ack()
        if isinstance(reply, Message):
            self.later(lambda: self._answer(heard, reply))

    def submit(self, ack: Ack, heard: Heard, run: Run) -> None:
        """A modal: a problem is shown in it, everything else where it was opened."""
        reply = self.desk.press(heard, run, last_word=True)
        if isinstance(reply, Message) and reply.is_problem:
            ack(response_action="errors", errors={_field(heard): reply.text})
            return
        ack()
        self.wake()
        self.later(lambda: self._answer(heard, reply))

    def _at_once(self, heard: Heard, answer: Answer) -> Reply | None:
        """The answer; None where Slack is asked about the person first and it comes later."""
        try:
            reply = answer()
        except Unfamiliar:
            self.later(lambda: self._after_asking(heard, answer))
            return None
        self.wake()
        return reply

    def _after_asking(self, heard: Heard, answer: Answer) -> None:
        self.directory.person(heard.person_id)
        self.directory.team(heard.channel_id)
        self._answer(heard, answer(last_word=True))
        self.wake()

    def _answer(self, heard: Heard, reply: Reply) -> None:
        if isinstance(reply, Open):
            self._open(heard, reply)
        elif heard.response_url:
            _respond(heard.response_url, reply)
        else:
            self._whisper(heard, reply)
        self._afterwards(heard, reply)

    def _afterwards(self, heard: Heard, reply: Reply) -> None:
        if isinstance(reply, Message) and reply.resync:
            self.later(lambda: self.directory.team(heard.channel_id))

    def _open(self, heard: Heard, reply: Open) -> None:
        if heard.trigger_id:
            self.client.views_open(trigger_id=heard.trigger_id, view=reply.view)

    def _whisper(self, heard: Heard, reply: Message) -> None:
        try:
            self.client.chat_postEphemeral(
                channel=heard.channel_id,
                user=heard.person_id,
                thread_ts=heard.thread_ts,
                **reply.payload(),
            )
        except SlackApiError as error:
            log.warning("answer.refused", code=error.response.get("error"))


def _respond(url: str, reply: Message) -> None:
    payload: dict[str, Any] = {
        "response_type": "ephemeral",
        "replace_original": reply.replace,
        **reply.payload(),
    }
    answer = WebhookClient(url).send_dict(payload)
    if answer.status_code != 200:  # noqa: PLR2004 - HTTP's own number
        log.warning("answer.refused", status=answer.status_code)


def _field(heard: Heard) -> str:
    """The field of a modal under which a problem is shown: the text, if it has one."""
    return next((name for name in ("text", "name") if name in heard.value), next(iter(heard.value)))
