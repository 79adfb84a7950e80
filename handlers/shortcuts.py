"""Shortcuts on messages: *The customer said this*."""

from typing import Any

from slack_bolt import Ack, App

from handlers import identity
from handlers.commands.quotes import SHORTCUT, open_form
from handlers.reception import Reception


def register(app: App, reception: Reception) -> None:
    """Listen for the shortcut."""

    def keep(ack: Ack, body: dict[str, Any]) -> None:
        reception.press(ack, identity.of_shortcut(body, reception.workspace_id), open_form)

    app.message_shortcut(SHORTCUT)(keep)
