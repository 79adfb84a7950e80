"""Short references such as L3: what they name, in whichever account they are typed."""

from collections.abc import Callable, Sequence
from typing import Any

from domain.action import Purpose
from services import goals, lights, milestones, strategies
from services.access import Acting
from services.history import UnknownRef
from storage.unit_of_work import UnitOfWork

FINDERS: dict[str, Callable[[UnitOfWork, int, str], Any]] = {
    "L": lights.find,
    "G": goals.find,
    "M": milestones.find,
    "S": strategies.find,
}
"""How to find what a reference names, by its letter."""


def must_exist(uow: UnitOfWork, acting: Acting, ref: str) -> None:
    """Raises UnknownRef where the account has nothing of this reference."""
    find = FINDERS.get(ref[0])
    if find is None or find(uow, acting.account_id, ref) is None:
        raise UnknownRef(ref)


Offer = Callable[[UnitOfWork, int], Sequence[Purpose]]

OFFERS: tuple[Offer, ...] = (lights.offers, milestones.offers, strategies.offers)
"""What an action may serve, in the order it is offered."""


def offers(uow: UnitOfWork, acting: Acting) -> list[Purpose]:
    """Everything of the account that an action may serve."""
    return [offered for offer in OFFERS for offered in offer(uow, acting.account_id)]
