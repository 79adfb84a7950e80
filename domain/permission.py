"""The rights of people; unknown means no. Source of the rules: docs/method.md, "access"."""

from dataclasses import dataclass
from enum import StrEnum

from domain.account import Account
from domain.errors import Forbidden
from domain.person import Person


class Right(StrEnum):
    """The rights that somebody may have in an account."""

    READ = "read"
    CHANGE = "change"
    EXPORT = "export"
    MANAGE = "manage"
    RESTORE = "restore"


class Reason(StrEnum):
    """Why somebody may not."""

    UNKNOWN = "unknown"
    GUEST = "guest"
    BOT = "bot"
    DEACTIVATED = "deactivated"
    FOREIGN = "foreign"
    NOT_IN_TEAM = "not_in_team"
    READ_ONLY = "read_only"
    CONFIDENTIAL = "confidential"
    NOT_OWNER = "not_owner"
    NOT_ADMIN = "not_admin"
    ARCHIVED = "archived"
    UNSURE = "unsure"


@dataclass(eq=False)
class NotAllowed(Forbidden):
    """The person may not do this, for a reason.

    `who` may: names, filled in where the refusal is said.
    """

    reason: Reason
    who: tuple[str, ...] = ()


def admit(person: Person | None) -> Person:
    """`person` if they may use the product at all; raises NotAllowed."""
    if person is None:
        raise NotAllowed(Reason.UNKNOWN)
    if not person.is_colleague:
        raise NotAllowed(_why_not_a_colleague(person))
    return person


def admit_admin(person: Person | None) -> Person:
    """`person` if they may decide for the whole workspace; raises NotAllowed."""
    admitted = admit(person)
    if not admitted.is_admin:
        raise NotAllowed(Reason.NOT_ADMIN)
    return admitted


def check(person: Person, account: Account, right: Right, *, in_team: bool) -> None:
    """Raises NotAllowed unless `person` has `right` on `account`."""
    admit(person)
    belongs = in_team or account.owner_id == person.id
    if not (belongs or _may_without_team(person, account, right)):
        raise NotAllowed(_why_not_inside(person, account))
    if right in (Right.MANAGE, Right.RESTORE) and not _manages(person, account):
        raise NotAllowed(Reason.NOT_OWNER)
    if account.is_archived and right in (Right.CHANGE, Right.MANAGE):
        raise NotAllowed(Reason.ARCHIVED)


def sees_inside(person: Person, account: Account, *, in_team: bool) -> bool:
    """Whether a colleague may read more of an account than its name: for lists of many accounts.

    Leaders may read every account, but of a confidential one outside their teams its name only.
    """
    belongs = in_team or account.owner_id == person.id
    return belongs or (person.is_leader and not account.is_confidential)


def _may_without_team(person: Person, account: Account, right: Right) -> bool:
    if right is Right.READ:
        return sees_inside(person, account, in_team=False)
    return person.is_admin and right in (Right.MANAGE, Right.RESTORE)


def _manages(person: Person, account: Account) -> bool:
    return person.is_admin or account.owner_id == person.id


def _why_not_inside(person: Person, account: Account) -> Reason:
    if not person.is_leader:
        return Reason.NOT_IN_TEAM
    return Reason.CONFIDENTIAL if account.is_confidential else Reason.READ_ONLY


def _why_not_a_colleague(person: Person) -> Reason:
    if person.is_foreign:
        return Reason.FOREIGN
    if person.is_deactivated:
        return Reason.DEACTIVATED
    return Reason.BOT if person.is_bot else Reason.GUEST
