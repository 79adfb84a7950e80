"""Living cards: what joins one message, and what is told beside it.

Source of the numbers: docs/method.md, "calm".
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.notice import Notice, State
from domain.notice_kinds import Kind

TOGETHER = timedelta(minutes=10)
"""What one person does within this time is one message."""

MOST: Mapping[Kind, int] = {Kind.LIGHT: 10, Kind.GOAL: 4}
"""Things on one card: Slack takes 50 blocks and 12,000 characters a message."""

ACTIVITY, BY = "activity", "by"
"""Facts of a message: the change it began with, and who began it.

Messages of earlier versions have only the first.
"""


def is_open_to(message: Notice, person_id: str, at: datetime) -> bool:
    """Whether what this person does at this moment joins a message they began."""
    is_theirs = message.facts.get(BY) == person_id and at - message.due_at <= TOGETHER
    return is_theirs and message.state not in (State.SKIPPED, State.DEAD)


def takes(card: Notice, count: int) -> bool:
    """Whether a card with so many things takes one more; an alert joins none: it must be seen."""
    return count < MOST[card.kind]
