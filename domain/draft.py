"""A sentence that cannot be carried out yet: kept so that nobody types it twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.entity import Stored

KEEP_FOR = timedelta(days=1)
"""How long a sentence waits for the answer that completes it."""


@dataclass(eq=False, kw_only=True)
class Draft(Stored):
    """The draft of `person_id`, waiting for, say, the choice of an account."""

    person_id: str
    sentence: str
    at: datetime
