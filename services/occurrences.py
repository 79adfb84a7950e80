"""What fell due for many accounts at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.account import Account


@dataclass(frozen=True)
class DueOccurrence:
    """One routine of an account fell due at an instant; `period` names the occurrence."""

    account: Account
    period: str
    at: datetime

    @property
    def account_id(self) -> int:
        """The id of the account, which is stored or nothing could fall due for it."""
        return self.account.saved_id


def latest(occurrences: Iterable[DueOccurrence]) -> list[DueOccurrence]:
    """The last occurrence of each account: after an outage the earlier ones say nothing more."""
    return list(
        {one.account_id: one for one in sorted(occurrences, key=lambda one: one.at)}.values()
    )
