"""The responder: brings what Slack delivers to the dispatcher, and the answer back.

A listener commits, acks and returns; whatever must ask Slack first, or speak to Slack after the
ack, goes to the executor.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

import structlog
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from domain.errors import KamError
from handlers.blocks.message import Message, Open, Reply
from handlers.blocks.windows import window
from handlers.directory import Directory
from handlers.dispatcher import Dispatcher
from handlers.failures import attempt
from handlers.files import imports
from handlers.files.downloads import fetch
from handlers.grammar.buttons import Said
from handlers.grammar.grammar import Run
from handlers.grammar.table import cut
from handlers.incoming import Incoming, SlackLookupNeeded
from handlers.outbox.posting import QUIET
from handlers.outbox.slack_errors import UNANSWERED, reason
from handlers.slack_hosts import is_answered
from storage.inbox import Repeated

log = structlog.get_logger()

FILES = 10
"""Files that are read of one message."""

Submit = Callable[[Callable[[], None]], None]
ShowHome = Callable[[str, Mapping[str, Any], Message], None]


class Dispatch(Protocol):
    """Answers what was heard; `last_word`: Slack was asked who speaks."""

    def __call__(self, incoming: Incoming, /, *, last_word: bool = False) -> Reply: ...


PEOPLE = ("U", "W")
"""What the ids of people begin with."""

IN_ITS_OWN_TIME = (SlackLookupNeeded, Repeated)


@dataclass(frozen=True)
class Responder:
    """The tools of every listener. `later` runs work on the bot's own threads; `wake` tells the
    sender that something may be pending. `opener` opens modals before the ack: it must give up
    while the ack is still in time. `show_home` draws somebody's App Home anew, with an answer.
    """

    workspace_id: str
    client: WebClient
    opener: WebClient
    dispatcher: Dispatcher
    directory: Directory
    later: Submit
    wake: Callable[[], None]
    show_home: ShowHome

    def command(self, ack: Ack, incoming: Incoming) -> None:
        """A slash command: the answer travels in the ack."""
        try:
            reply = self._at_once(incoming, self.dispatcher.answer_sentence)
        except Repeated as repeated:
            reply = self.dispatcher.refuse(incoming, repeated)
        message = self._shown(incoming, reply)
        if message is None:
            ack()
        else:
            ack(response_type="ephemeral", **message.payload())
            self._afterwards(incoming, message)

    def message(self, incoming: Incoming) -> None:
        """A sentence in a message: the answer is seen by its author only."""
        self._answer_later(incoming, self.dispatcher.answer_sentence)

    def files(self, incoming: Incoming, file_ids: Sequence[str]) -> None:
        """Files in a message: they are fetched first, which takes its time."""
        self.later(lambda: self._answer_later(incoming, partial(self._offer, file_ids)))

    def _offer(
        self, file_ids: Sequence[str], incoming: Incoming, *, last_word: bool = False
    ) -> Reply:
        if not self.dispatcher.may_use(incoming):
            return self.dispatcher.answer_action(incoming, imports.explain, last_word=last_word)
        try:
            channel_id = cut(incoming.sentence).channel_id
            files = [fetch(self.client, file_id) for file_id in file_ids[:FILES]]
            run: Run = partial(imports.offer, files=files, channel_id=channel_id)
        except KamError as error:
            run = partial(imports.refuse, error=error)
        return self.dispatcher.answer_action(incoming, run, last_word=last_word)

    def press(self, ack: Ack, incoming: Incoming, run: Run) -> None:
        """A button or a select."""
        self._answer_later(incoming, partial(self.dispatcher.answer_action, run=run))
        ack()

    def say(self, ack: Ack, incoming: Incoming, said: Said) -> None:
        """A button that says a sentence, in place of the question under which it stood."""

        def answer(incoming: Incoming, /, *, last_word: bool = False) -> Reply:
            reply = self.dispatcher.answer_sentence(incoming, last_word=last_word)
            if isinstance(reply, Open) or said.stays:
                return reply
            return replace(reply, replace=True)

        incoming = replace(incoming, sentence=said.sentence, is_sure=said.is_sure)
        self._answer_later(incoming, answer)
        ack()

    def submit(self, ack: Ack, incoming: Incoming, run: Run) -> None:
        """A modal: a problem is shown in it, if it has a field, and so is what is asked next; all
        else is said where it was opened.

        What was opened from nowhere is answered in the modal itself. Where Slack must be asked
        first, the answer comes later.
        """
        if incoming.is_nowhere:  # it cannot be answered later, so Slack cannot be asked first
            incoming = replace(incoming, asked={incoming.person_id: ()})
        answer = partial(self.dispatcher.answer_action, run=run)
        try:
            reply = self._try(incoming, partial(answer, incoming, last_word=True))
        except Repeated:
            ack()
        except SlackLookupNeeded as needed:
            ack()
            self.later(partial(self._after_asking, incoming, answer, needed))
        else:
            self._answer_window(ack, incoming, reply)

    def _answer_window(self, ack: Ack, incoming: Incoming, reply: Reply) -> None:
        if isinstance(reply, Open):
            ack(response_action="update", view=reply.payload())
        elif reply.is_problem and incoming.value:
            ack(response_action="errors", errors={_field(incoming, reply): reply.text})
        elif incoming.is_nowhere:
            ack(response_action="update", view=window(reply).to_dict())
            self.wake()
        else:
            ack()
            self.wake()
            self.later(lambda: self._answer(incoming, reply))

    def _answer_later(self, incoming: Incoming, answer: Dispatch) -> None:
        """Do it now and say so after the ack, unless it was done and said before."""
        try:
            reply = self._at_once(incoming, answer)
        except Repeated:
            return
        message = self._shown(incoming, reply)
        if message is not None:
            self.later(lambda: self._say(incoming, message))

    def _at_once(self, incoming: Incoming, answer: Dispatch) -> Reply | None:
        """The answer; None where Slack is asked about the person first and it comes later."""
        try:
            reply = self._try(incoming, partial(answer, incoming))
        except SlackLookupNeeded as needed:
            self.later(partial(self._after_asking, incoming, answer, needed))
            return None
        self.wake()
        return reply

    def _try(self, incoming: Incoming, answer: Callable[[], Reply]) -> Reply:
        return attempt(
            answer,
            partial(self.dispatcher.say_internal_error, incoming),
            but=IN_ITS_OWN_TIME,
        )

    def _after_asking(
        self, incoming: Incoming, answer: Dispatch, needed: SlackLookupNeeded
    ) -> None:
        """Ask Slack, then answer; each question is asked once, so this comes to an end."""
        found = {needed.about or incoming.person_id: self._ask(incoming, needed)}
        asked = replace(incoming, asked={**incoming.asked, **found})
        is_last = incoming.person_id in asked.asked
        try:
            reply = self._try(asked, partial(answer, asked, last_word=is_last))
        except SlackLookupNeeded as more:
            self._after_asking(asked, answer, more)
            return
        self._answer(asked, reply)
        self.wake()

    def _ask(self, incoming: Incoming, needed: SlackLookupNeeded) -> tuple[str, ...]:
        """The members of the channel in question; nobody, where it is about a person."""
        if needed.about is None:
            self.directory.person(incoming.person_id)
            self.directory.renew_team(needed.home or incoming.channel_id)
        elif needed.about.startswith(PEOPLE):
            self.directory.person(needed.about)
        else:
            return self.directory.readers(needed.about)
        return ()

    def _answer(self, incoming: Incoming, reply: Reply) -> None:
        message = self._shown(incoming, reply)
        if message is not None:
            self._say(incoming, message)

    def _shown(self, incoming: Incoming, reply: Reply | None) -> Message | None:
        """The message that is left to send once a modal is open."""
        if not isinstance(reply, Open):
            return reply
        return None if self._open(incoming, reply) else reply.instead

    def _say(self, incoming: Incoming, message: Message) -> None:
        if incoming.home is not None:
            self.show_home(incoming.person_id, incoming.home, message)
        elif incoming.is_nowhere:
            self._open(incoming, Open(window(message), message))
        elif not self._is_responded(incoming, message):
            self._whisper(incoming, message)
        self._afterwards(incoming, message)

    def _afterwards(self, incoming: Incoming, message: Message) -> None:
        if message.resync:
            self.later(lambda: self.directory.renew_team(incoming.channel_id))

    def _open(self, incoming: Incoming, reply: Open) -> bool:
        """Whether Slack opened the modal: not from a message, nor too long after a press.

        Over a window it lies on top, so that what was entered there stays.
        """
        if incoming.trigger_id is None:
            return False
        show = self.opener.views_push if incoming.is_in_window else self.opener.views_open
        try:
            show(trigger_id=incoming.trigger_id, view=reply.payload())
        except UNANSWERED as error:
            log.warning("modal.refused", reason=reason(error))
            return False
        return True

    def _is_responded(self, incoming: Incoming, message: Message) -> bool:
        """Whether Slack took the answer at the address that it gave for it.

        What is said there vanishes on reload: not where nobody else reads.
        """
        if incoming.response_url is None or (incoming.is_private and not message.replace):
            return False
        if is_answered(incoming.response_url, self.client.base_url):
            return _respond(incoming.response_url, message)
        log.warning("answer.refused", reason="elsewhere")  # whatever a payload says
        return False

    def _whisper(self, incoming: Incoming, message: Message) -> None:
        """Answer one person alone; where nobody else reads, by a message that stays."""
        said: dict[str, Any] = {"thread_ts": incoming.thread_ts, **message.payload()}
        channel, person = incoming.channel_id, incoming.person_id
        try:
            if incoming.is_private:
                self.client.chat_postMessage(channel=channel, **{**said, **QUIET})
            else:
                self.client.chat_postEphemeral(channel=channel, user=person, **said)
        except UNANSWERED as error:
            log.warning("answer.refused", reason=reason(error))


def _respond(url: str, message: Message) -> bool:
    """Whether Slack took the answer: an address is good for half an hour."""
    payload: dict[str, Any] = {
        "response_type": "ephemeral",
        "replace_original": message.replace,
        **message.payload(),
    }
    try:
        answer = WebhookClient(url).send_dict(payload)
    except UNANSWERED as error:
        log.warning("answer.refused", reason=reason(error))
        return False
    if answer.status_code != 200:  # noqa: PLR2004 - HTTP's own number
        log.warning("answer.refused", status=answer.status_code)
        return False
    return True


def _field(incoming: Incoming, problem: Message) -> str:
    """The field of a modal under which a problem is shown: its own, else the text."""
    fields = (problem.field, "text", "name", *incoming.value)
    return next((name for name in fields if name in incoming.value), "")
