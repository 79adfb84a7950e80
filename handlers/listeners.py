"""`/kam …`, `@kam …` and direct messages: one sentence, whichever way it comes."""

from typing import Any

from slack_bolt import Ack, App

from handlers import identity
from handlers.reception import Reception

COMMAND = "/kam"
EVENTS = ("app_mention", "message")


def register(app: App, reception: Reception) -> None:
    """Listen for sentences."""

    def command(ack: Ack, body: dict[str, Any]) -> None:
        reception.command(ack, identity.of_command(body, reception.workspace_id))

    def message(body: dict[str, Any]) -> None:
        if _is_from_a_person(body["event"]):
            reception.message(identity.of_message(body, reception.workspace_id))

    def direct_message(body: dict[str, Any]) -> None:
        event = body["event"]
        if event.get("channel_type") != "im":
            return
        if event.get("subtype") == "file_share" and event.get("user") and not event.get("bot_id"):
            heard = identity.of_message(body, reception.workspace_id)
            reception.files(heard, [str(file["id"]) for file in event.get("files") or []])
        else:
            message(body)

    app.command(COMMAND)(command)
    for name, listener in zip(EVENTS, (message, direct_message), strict=True):
        app.event(name)(listener)


def _is_from_a_person(event: dict[str, Any]) -> bool:
    """Not a bot's own, not an edit, not a message about a message."""
    return bool(event.get("user")) and not event.get("bot_id") and not event.get("subtype")
