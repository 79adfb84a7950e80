"""The listeners that are registered with Bolt: sentences, buttons, modals, shortcuts and events.

Events about people and channels are registered by `handlers.events`, the App Home by
`handlers.home.publisher`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App

from handlers import payloads
from handlers.accounts.buttons import CHOOSE
from handlers.blocks.payload import read
from handlers.dispatcher import chosen
from handlers.grammar.buttons import SAY, Said
from handlers.grammar.grammar import Run
from handlers.grammar.shortcuts import Shortcut, Surface
from handlers.grammar.table import BUTTONS, MODALS, SHORTCUTS, merged
from handlers.incoming import InvalidPayload
from handlers.responder import Responder

COMMAND = "/kam"
EVENTS = ("app_mention", "message")
ANY = re.compile(".*")

RUNS: dict[str, Run] = {**BUTTONS, **merged({CHOOSE: chosen})}
"""What each button and select does, by its action id."""

Body = dict[str, Any]


@dataclass(frozen=True)
class Listeners:
    """The listeners for everything that a person types, presses or sends."""

    responder: Responder

    def register(self, app: App) -> None:
        """Listen; a button or a modal that this version does not know is acknowledged only."""
        app.command(COMMAND)(self.command)
        for name, listener in zip(EVENTS, (self.message, self.direct_message), strict=True):
            app.event(name)(listener)
        app.action(ANY)(self.press)
        app.view(ANY)(self.submit)
        surfaces = {Surface.MESSAGE: app.message_shortcut, Surface.ANYWHERE: app.global_shortcut}
        for shortcut in SHORTCUTS:
            surfaces[shortcut.surface](shortcut.callback_id)(self._shortcut(shortcut))

    def command(self, ack: Ack, body: Body) -> None:
        """A slash command."""
        self.responder.command(ack, payloads.of_command(body, self.responder.workspace_id))

    def message(self, body: Body) -> None:
        """A mention of the bot."""
        if _is_from_a_person(body["event"]):
            self.responder.message(payloads.of_message(body, self.responder.workspace_id))

    def direct_message(self, body: Body) -> None:
        """A direct message to the bot: a sentence, or files."""
        event = body["event"]
        if event.get("channel_type") != "im":
            return
        if event.get("subtype") == "file_share" and event.get("user") and not event.get("bot_id"):
            incoming = payloads.of_message(body, self.responder.workspace_id)
            self.responder.files(incoming, [str(file["id"]) for file in event.get("files") or []])
        elif event.get("subtype") == "message_changed":
            edited = payloads.as_edited(body)
            if edited is not None:
                self.message(edited)
        else:
            self.message(body)

    def press(self, ack: Ack, body: Body) -> None:
        """A button or a select, of a message, a modal or the App Home."""
        action = action_of(body)
        run = RUNS.get(action)
        if action == SAY.action:
            self._say(ack, body)
        elif run is None:
            ack()
        else:
            incoming = payloads.of_action(body, self.responder.workspace_id)
            self.responder.press(ack, incoming, run)

    def _say(self, ack: Ack, body: Body) -> None:
        incoming = payloads.of_action(body, self.responder.workspace_id)
        try:
            said = Said(**read(Said, incoming.value))
        except InvalidPayload:
            ack()
        else:
            self.responder.say(ack, incoming, said)

    def submit(self, ack: Ack, body: Body) -> None:
        """A modal that was sent."""
        run = MODALS.get(body["view"]["callback_id"])
        if run is None:
            ack()
        else:
            self.responder.submit(ack, payloads.of_view(body, self.responder.workspace_id), run)

    def _shortcut(self, shortcut: Shortcut) -> Callable[..., None]:
        def use(ack: Ack, body: Body) -> None:
            incoming = payloads.of_shortcut(body, self.responder.workspace_id)
            self.responder.press(ack, incoming, shortcut.open)

        return use


def action_of(body: Body) -> str:
    """The action id of what was pressed; what stands behind # tells the buttons of a row apart."""
    return str(body["actions"][0]["action_id"]).split("#", maxsplit=1)[0]


def _is_from_a_person(event: Body) -> bool:
    """Whether a person wrote this message: no bot, no edit, no message about a message."""
    return bool(event.get("user")) and not event.get("bot_id") and not event.get("subtype")
