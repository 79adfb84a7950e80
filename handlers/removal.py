"""Events of Slack when the app is taken out of the workspace, or its token away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import App

UNINSTALLED, REVOKED = "app_uninstalled", "tokens_revoked"
NAMES = (UNINSTALLED, REVOKED)
"""The events listened to here; the manifest asks for them."""


@dataclass(frozen=True)
class Removal:
    """The listeners; `removed` is told the name of the event."""

    removed: Callable[[str], None]

    def register(self, app: App) -> None:
        """Listen."""
        app.event(UNINSTALLED)(self.uninstalled)
        app.event(REVOKED)(self.revoked)

    def uninstalled(self) -> None:
        """The app was removed from the workspace."""
        self.removed(UNINSTALLED)

    def revoked(self, event: dict[str, Any]) -> None:
        """Tokens were revoked; those of people are none of ours."""
        if (event.get("tokens") or {}).get("bot"):
            self.removed(REVOKED)
