"""Modals that were sent."""

import re
from typing import Any

from slack_bolt import Ack, App

from handlers import identity
from handlers.commands.table import MODALS
from handlers.reception import Reception

ANY = re.compile(".*")


def register(app: App, reception: Reception) -> None:
    """Listen for every modal of ours."""

    def submit(ack: Ack, body: dict[str, Any]) -> None:
        run = MODALS.get(body["view"]["callback_id"])
        if run is None:
            ack()
        else:
            reception.submit(ack, identity.of_view(body, reception.workspace_id), run)

    app.view(ANY)(submit)
