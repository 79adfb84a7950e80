"""The jobs of the clock; each is a name and a use case handed in by the wiring."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

log = structlog.get_logger()


def attempt(name: str, work: Callable[[], object]) -> None:
    """Do the work; whatever fails is logged under its name, and goes no further."""
    try:
        work()
    except Exception as error:
        log.exception("job.failed", job=name, reason=type(error).__name__)


@dataclass(frozen=True)
class Job:
    """Work that is repeated every `seconds`, the first time at once."""

    name: str
    seconds: int
    work: Callable[[], object]

    def run(self) -> None:
        """Do the work; what failed is tried again the next time."""
        attempt(self.name, self.work)
