"""At most one message a second to a channel: Slack hides what comes faster, without a word."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

EVERY = 1.0
"""Seconds between two messages to one channel."""


@dataclass
class RateLimiter:
    """When each channel was last posted to, by this process. Seconds of a monotonic clock."""

    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    last: dict[str, float] = field(default_factory=dict)

    def wait(self, channel_id: str) -> None:
        """Wait until the channel may be posted to, and count that as done now."""
        now = self.seconds()
        self.last = {each: at for each, at in self.last.items() if now - at < EVERY}
        rest = self.last.get(channel_id, now - EVERY) + EVERY - now
        if rest > 0:
            self.sleep(rest)
        self.last[channel_id] = self.seconds()
