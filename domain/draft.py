"""A sentence that cannot be carried out yet: kept so that nobody types it twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.entity import Entity

KEEP_FOR = timedelta(days=1)
"""How long a sentence waits for the answer that completes it."""


@dataclass(eq=False, kw_only=True)
class Draft(Entity):
    """What `person_id` typed, waiting for, say, the choice of an account."""

    id: int | None = None
    person_id: str
    sentence: str
    at: datetime
