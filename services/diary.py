"""A person's diary: what they have to do by when, and when the reviews of their accounts are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.account import Account
from domain.action import Action
from domain.notice import Kind, Notice
from domain.routine import RoutineKind
from services import access, notices, occurrences
from services.occurrences import ReviewDay
from storage.unit_of_work import UnitOfWork

REVIEWS = 3
"""Reviews ahead of each account: as far as its plan."""


@dataclass(frozen=True)
class Diary:
    """The entries of a calendar, each with its account; actions with a due date only."""

    actions: Sequence[tuple[Account, Action]]
    reviews: Sequence[tuple[Account, ReviewDay]]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to enter into a calendar."""
        return not (self.actions or self.reviews)


def ask(uow: UnitOfWork, person_id: str, now: datetime, *, key: str) -> Notice:
    """Send the person their diary; `key` tells requests apart. Raises NotAllowed."""
    person = access.person(uow, person_id)
    return notices.enqueue(uow, Kind.CALENDAR, period=key, to=person.id, now=now)


def diary(uow: UnitOfWork, person_id: str, now: datetime) -> Diary:
    """The person's diary over every account they belong to; raises NotAllowed."""
    person = access.person(uow, person_id)
    homes = {home.saved_id: home for home, _since in uow.accounts.of_member(person.id)}
    routines = uow.routines.in_accounts(homes, RoutineKind.REVIEW)
    opened = uow.reviews.opened_in(homes)
    return Diary(
        actions=[
            (homes[action.account_id], action)
            for action in uow.actions.owned_by(person.id, homes)
            if action.due is not None
        ],
        reviews=[
            (home, day)
            for home_id, home in homes.items()
            for day in occurrences.coming_reviews(
                home, routines.get(home_id), opened.get(home_id, ()), now, REVIEWS
            )
        ],
    )
