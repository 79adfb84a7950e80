"""Deleting what has been kept long enough (docs/privacy.md)."""

from datetime import timedelta

from bot.clock import Clock
from bot.settings import Settings
from storage import patience
from storage.queues import Kept, Queues
from storage.rate_limits import RateLimits

REMEMBER_PACES = timedelta(days=1)
"""When a channel was free and a method open again is of no use soon after."""

REMEMBER_DRAFTS = timedelta(days=1)
REMEMBER_STRANGERS = timedelta(days=7)
"""Whom nobody has met is forgotten soon after Slack's list has named them."""


@patience.unhurried()
def forget(queues: Queues, paces: RateLimits, clock: Clock, settings: Settings) -> None:
    """Delete what has been kept long enough (docs/privacy.md)."""
    now = clock()
    paces.forget(now - REMEMBER_PACES)
    queues.forget(
        deliveries_before=now - timedelta(days=settings.kam_keep_deliveries),
        drafts_before=now - REMEMBER_DRAFTS,
    )
    queues.forget_strangers(now - REMEMBER_STRANGERS)
    queues.forget_old(
        Kept(
            messages=now - timedelta(days=settings.kam_keep_messages),
            admin_changes=now - timedelta(days=settings.kam_keep_admin_changes),
            history=now - timedelta(days=settings.kam_keep_history),
        )
    )
