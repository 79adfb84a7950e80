"""Substitutes: what is meant for somebody who is away goes to another for a time."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.errors import Invalid, NotFound
from domain.person import Person
from services import access
from storage.unit_of_work import UnitOfWork

FOR = "for"
"""The fact of a notice that says in whose place somebody gets it."""


class NoColleagueStandsIn(NotFound):
    """Only a colleague can stand in for somebody."""


@dataclass(eq=False)
class SubstituteMissing(Invalid):
    """Somebody is away until a day and named nobody who stands in."""

    until: date


def go(uow: UnitOfWork, person_id: str, until: date, substitute_id: str, now: datetime) -> Person:
    """Be away, and let a colleague get what is meant for one.

    Raises NotAllowed, NoColleagueStandsIn, OwnSubstitute and AwayInThePast.
    """
    person = access.person(uow, person_id)
    substitute = access.known(uow, substitute_id)
    if substitute is None or not substitute.is_colleague:
        raise NoColleagueStandsIn
    person.go_away(until, substitute_id, now.astimezone(person.zone).date())
    return substitute


def end(uow: UnitOfWork, person_id: str) -> Person:
    """Be back; raises NotAllowed."""
    person = access.person(uow, person_id)
    person.come_back()
    return person


def shown(uow: UnitOfWork, person_id: str, now: datetime) -> Person | None:
    """The one who stands in for this person today; raises NotAllowed."""
    person = access.person(uow, person_id)
    if not person.is_away(now.astimezone(person.zone).date()):
        return None
    return access.known(uow, person.substitute_id or "")


def receiver(person: Person | None, here: frozenset[str], day: date) -> str | None:
    """The id of the one who gets what is meant for somebody on this day.

    That is who stands in for them, if `here`, those who can act for the account, holds them.
    """
    if person is None:
        return None
    stands_in = person.is_away(day) and person.substitute_id in here
    return person.substitute_id if stands_in else person.id
