"""Leaders: colleagues whom a workspace admin lets read every account."""

from dataclasses import dataclass
from datetime import datetime

from domain.activity import AdminChange
from domain.errors import Invalid
from domain.person import Person
from domain.workspace import AlreadyLeads, DoesNotLead
from services import access, decisions, history
from storage.unit_of_work import UnitOfWork


class NoColleague(Invalid):
    """A guest, a bot, somebody deactivated or unknown cannot lead."""


@dataclass(frozen=True)
class Leader:
    """A leader, and how they came to be one; None where that was never written down."""

    person: Person
    change: AdminChange | None


@dataclass(frozen=True)
class Named:
    """A person who leads now, or does not any more, by which decision."""

    person: Person
    change: AdminChange


def everyone(uow: UnitOfWork, person_id: str) -> tuple[list[Leader], dict[str, str]]:
    """The leaders, and the names of them and of the admins who named them; raises NotAllowed."""
    access.person(uow, person_id)
    found = [person for person in uow.people.leaders() if person.is_colleague]
    changes = uow.admin_changes.latest_of([person.id for person in found])
    people = {person.id for person in found} | {change.by for change in changes.values()}
    names = history.names(uow, people)
    return [Leader(person, changes.get(person.id)) for person in found], names


def name(uow: UnitOfWork, person_id: str, leader_id: str, now: datetime) -> Named:
    """Let a colleague read every account; raises NotAllowed, NoColleague and AlreadyLeads."""
    admin = access.admin(uow, person_id)
    leader = uow.people.get(leader_id)
    if leader is None or not leader.is_colleague:
        raise NoColleague
    if leader.is_leader:
        raise AlreadyLeads(leader.name)
    with decisions.recorded(uow, admin, decisions.NAMED, leader, now) as change:
        leader.is_leader = True
    return Named(leader, change)


def dismiss(uow: UnitOfWork, person_id: str, leader_id: str, now: datetime) -> Named:
    """Let somebody read the accounts of their own teams only; raises NotAllowed, DoesNotLead."""
    admin = access.admin(uow, person_id)
    leader = uow.people.get(leader_id)
    if leader is None or not leader.is_leader:
        raise DoesNotLead(leader.name if leader else "")
    with decisions.recorded(uow, admin, decisions.DISMISSED, leader, now) as change:
        leader.is_leader = False
    return Named(leader, change)
