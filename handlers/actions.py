"""Buttons and selects of messages and modals."""

import re
from typing import Any

from slack_bolt import Ack, App

from handlers import identity
from handlers.commands.grammar import Run
from handlers.commands.table import BUTTONS
from handlers.desk import chosen
from handlers.reception import Reception
from handlers.views.accounts import CHOOSE

RUNS: dict[str, Run] = {**BUTTONS, CHOOSE: chosen}
ANY = re.compile(".*")


def register(app: App, reception: Reception) -> None:
    """Listen for every button and select; one that we do not know is acknowledged only."""

    def press(ack: Ack, body: dict[str, Any]) -> None:
        run = RUNS.get(action_of(body))
        if run is None:
            ack()
        else:
            reception.press(ack, identity.of_action(body, reception.workspace_id), run)

    app.action(ANY)(press)


def action_of(body: dict[str, Any]) -> str:
    """What was pressed; behind # stands what tells apart the buttons of one row."""
    return str(body["actions"][0]["action_id"]).split("#", maxsplit=1)[0]
