"""Shortcuts, on a message and from anywhere."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from handlers import identity
from handlers.commands.shortcuts import Shortcut, Surface
from handlers.commands.table import SHORTCUTS
from handlers.reception import Reception


def register(app: App, reception: Reception) -> None:
    """Listen for every shortcut of the table."""
    listen = {Surface.MESSAGE: app.message_shortcut, Surface.ANYWHERE: app.global_shortcut}
    for each in SHORTCUTS:
        listen[each.surface](each.callback_id)(_listener(reception, each))


def _listener(reception: Reception, shortcut: Shortcut) -> Callable[..., None]:
    def use(ack: Ack, body: dict[str, Any]) -> None:
        reception.press(ack, identity.of_shortcut(body, reception.workspace_id), shortcut.open)

    return use
