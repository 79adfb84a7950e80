"""The door of every use case: who stands before which account, and with what right.

What comes in are hints from a payload or a command line; what goes out is `Acting`, which only
this module makes. A use case that takes `Acting` therefore cannot be called without a check.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.account import Account
from domain.entity import Origin
from domain.errors import NotFound
from domain.permission import NotAllowed, Right, admit, admit_admin, check
from domain.person import Person
from storage.accounts import Look
from storage.unit_of_work import UnitOfWork

LATELY = timedelta(hours=1)
"""How old what gives somebody a right may be where they take something away or decide."""

A_DAY = timedelta(hours=24)
"""How old it may be where they read and write: as old as one nightly pass leaves anything."""

DECIDING = frozenset({Right.EXPORT, Right.MANAGE, Right.RESTORE})


class NoAccountHere(NotFound):
    """No account lives in this channel, or none that this person may know of."""


@dataclass(frozen=True)
class Acting:
    """A person who stands before an account, at one moment, with at least one right on it."""

    person: Person
    account: Account
    in_team: bool
    now: datetime

    @property
    def account_id(self) -> int:
        """The id of the account, which is stored or nobody could act on it."""
        return self.account.saved_id

    @property
    def today(self) -> date:
        """The account's date."""
        return self.account.today(self.now)

    @property
    def origin(self) -> Origin:
        """Where, by whom and when what they begin begins."""
        by, account = self.person.id, self.account
        return Origin(account.workspace_id, self.account_id, by, self.now, self.today)

    def may(self, right: Right) -> bool:
        """Whether they have a right on the account."""
        try:
            self.must(right)
        except NotAllowed:
            return False
        return True

    def must(self, right: Right) -> None:
        """Insist on a right on the account; raises NotAllowed."""
        check(self.person, self.account, right, in_team=self.in_team)


def look(uow: UnitOfWork, person_id: str, channel_id: str) -> Look:
    """The person, the account at home in a channel, and whether they are in its team."""
    return uow.accounts.look(person_id, channel_id)


def look_at(uow: UnitOfWork, person_id: str, account_id: int) -> Look:
    """The person, the account with this id, and whether the person is in its team."""
    return uow.accounts.look_at(person_id, account_id)


def known(uow: UnitOfWork, person_id: str) -> Person | None:
    """The person as last described, allowed or not."""
    return uow.people.get(person_id)


def person(uow: UnitOfWork, person_id: str) -> Person:
    """The person, if they may use the product at all; raises NotAllowed."""
    return admit(uow.people.get(person_id))


def admin(uow: UnitOfWork, person_id: str) -> Person:
    """The person, if they may decide for the whole workspace; raises NotAllowed."""
    return admit_admin(uow.people.get(person_id))


def in_channel(
    uow: UnitOfWork, person_id: str, channel_id: str, right: Right, now: datetime
) -> Acting:
    """Act on the account at home in a channel; raises NotAllowed and NoAccountHere."""
    return acting(look(uow, person_id, channel_id), right, now)


def on_account(
    uow: UnitOfWork, person_id: str, account_id: int, right: Right, now: datetime
) -> Acting:
    """Act on an account by its id; raises NotAllowed and NoAccountHere."""
    return acting(look_at(uow, person_id, account_id), right, now)


def is_old(look: Look, right: Right, now: datetime) -> bool:
    """Whether Slack must be asked again before what is known gives somebody this right."""
    if look.person is None or look.account is None:
        return False
    since = now - (LATELY if right in DECIDING else A_DAY)
    is_team_old = look.in_team and (look.audience_at is None or look.audience_at < since)
    return look.person.checked_at < since or is_team_old


def acting(look: Look, right: Right, now: datetime) -> Acting:
    """Act on what a look found; raises NotAllowed and NoAccountHere."""
    person = admit(look.person)
    if look.account is None:
        raise NoAccountHere
    entered = Acting(person, look.account, look.in_team, now)
    entered.must(right)
    return entered
