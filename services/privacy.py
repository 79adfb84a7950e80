"""Personal data: shown to the person, and erased when an admin asks for it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.account import Account, name_key
from domain.errors import Conflict, NotFound
from domain.notice import Kind, Notice
from domain.person import Person
from services import notices
from services.export_facts import json_file
from storage.unit_of_work import UnitOfWork

FORMAT, VERSION = "kam-person", 1

GONE = "U0GONE"
"""Begins the id that stands where somebody is forgotten. Slack gives out none like it."""

SHORTEST_NAME = 2
"""Words of a name that is looked for in what others wrote: one word alone may be any word."""


@dataclass(eq=False)
class NobodyOfThatName(NotFound):
    """Nothing is kept of anybody of this name or id."""

    typed: str


@dataclass(eq=False)
class SeveralOfThatName(Conflict):
    """More than one person is called that: only a Slack id tells them apart."""

    typed: str
    ids: Sequence[str]


@dataclass(eq=False)
class NoSuchAccount(NotFound):
    """There is no account of this name."""

    typed: str


@dataclass(frozen=True)
class Forgotten:
    """The result of an erasure: rows changed, and rows that still have the name."""

    changed: int
    still_named: int


def find(uow: UnitOfWork, typed: str) -> Person:
    """Somebody by Slack id or name; raises NobodyOfThatName and SeveralOfThatName."""
    by_id = uow.people.get(typed.strip().removeprefix("@"))
    if by_id is not None:
        return by_id
    wanted = name_key(typed.strip().removeprefix("@"))
    found = [person for person in uow.people.all() if name_key(person.name) == wanted]
    if len(found) > 1:
        raise SeveralOfThatName(typed, [person.id for person in found])
    if not found:
        raise NobodyOfThatName(typed)
    return found[0]


def ask(uow: UnitOfWork, person: Person, now: datetime, *, key: str) -> Notice:
    """Send somebody what is kept of them; `key` tells requests apart."""
    return notices.enqueue(uow, Kind.ABOUT_ME, period=f"{person.id}/{key}", to=person.id, now=now)


def about(uow: UnitOfWork, person: Person, now: datetime) -> bytes:
    """Everything in which this person stands, as JSON."""
    return json_file(_about(person, now) | {"tables": uow.personal.about(person.id)})


def about_oneself(uow: UnitOfWork, person: Person, now: datetime) -> bytes:
    """Everything in which this person stands, but for what accounts hold that they cannot read.

    Of those only the number of rows is said: whoever left a team reads nothing of it any more.
    """
    found = uow.personal.about(person.id)
    mine = _Readable(uow, person)
    shown = {name: [row for row in rows if mine.is_readable(row)] for name, rows in found.items()}
    hidden = sum(len(rows) for rows in found.values()) - sum(len(rows) for rows in shown.values())
    tables = {name: rows for name, rows in shown.items() if rows}
    told = {"tables": tables, "rows_of_accounts_you_cannot_read": hidden}
    return json_file(_about(person, now) | told)


def _about(person: Person, now: datetime) -> dict[str, Any]:
    whom = {"id": person.id, "name": person.name}
    return {"format": FORMAT, "version": VERSION, "exported_at": now, "person": whom}


class _Readable:
    """Which rows belong to accounts that somebody is in the team of."""

    def __init__(self, uow: UnitOfWork, person: Person) -> None:
        seen = {each.saved_id for each in uow.accounts.visible_to(person)}
        teams = uow.accounts.teams(seen)
        self.accounts = {one for one, team in teams.items() if person.id in team}
        self.goals, self.strategies = uow.personal.parts_of(self.accounts)

    def is_readable(self, row: Mapping[str, Any]) -> bool:
        """Whether the row is of one of these accounts, or of none."""
        return all(
            row.get(column) is None or row[column] in known
            for column, known in (
                ("account_id", self.accounts),
                ("goal_id", self.goals),
                ("strategy_id", self.strategies),
            )
        )


def forget(uow: UnitOfWork, person: Person, called: str) -> Forgotten:
    """Erase name, ids and what is personal; what the account needs stays, of `called`.

    `called` is what stands in place of the name, such as "somebody who has left". A name of two
    words is replaced in what others wrote as well; one of a single word is left there, and counted.
    """
    name = person.name if len(person.name.split()) >= SHORTEST_NAME else ""
    gone = _nobody(person, called)
    changed = uow.personal.erase(person.id, name, by_id=gone.id, by_name=called)
    uow.people.add(gone)
    still = uow.personal.mentions(person.name) if person.name and not name else 0
    return Forgotten(changed, still)


def about_contact(uow: UnitOfWork, name: str, now: datetime) -> bytes:
    """Every row in which the name of a contact stands, as JSON; raises NobodyOfThatName."""
    kept = uow.personal.contact_called(name.strip())
    if kept is None:
        raise NobodyOfThatName(name)
    told = {"format": FORMAT, "version": VERSION, "exported_at": now, "contact": {"name": kept}}
    return json_file(told | {"tables": uow.personal.about(kept)})


def forget_contact(uow: UnitOfWork, name: str, called: str) -> Forgotten:
    """Erase somebody at the customer, in every account; raises NobodyOfThatName.

    A name of two words is replaced by `called` in what others wrote.
    """
    erased = uow.personal.erase_contact(name.strip(), by_name=called)
    if not erased:
        raise NobodyOfThatName(name)
    return Forgotten(erased, uow.personal.mentions(name.strip()))


def _nobody(person: Person, called: str) -> Person:
    return Person(
        workspace_id=person.workspace_id,
        id=f"{GONE}{secrets.token_hex(4).upper()}",
        name=called,
        is_deactivated=True,
        checked_at=person.checked_at,
    )


def account_called(uow: UnitOfWork, name: str) -> Account:
    """An account by its name, archived or not; raises NoSuchAccount."""
    found = {name_key(each.name): each for each in uow.accounts.all()}.get(name_key(name))
    if found is None:
        raise NoSuchAccount(name)
    return found


def forget_account(uow: UnitOfWork, account: Account) -> None:
    """Delete an account with everything that belongs to it."""
    uow.personal.forget_account(account.saved_id)
    uow.readers.forget(account.channel_id)


def forget_workspace(uow: UnitOfWork) -> int:
    """Delete everything of a workspace; how many rows that were."""
    rows = uow.personal.count()
    uow.personal.forget_workspace()
    return rows
