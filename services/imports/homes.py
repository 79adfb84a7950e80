"""The accounts that lines of a file may name: what is in them already, and who.

Read at once for all of them: as many statements for five hundred accounts as for one.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.account import Account, name_key
from domain.calendar import Month, window
from domain.errors import KamError
from domain.grouping import lists
from domain.permission import Right
from domain.person import Person
from domain.text import folded
from services import access
from services.access import Acting
from services.history import UnknownRef
from services.imports.errors import SeveralPeople, UnknownAccount, UnknownPerson
from storage.accounts import Look
from storage.unit_of_work import UnitOfWork

SLACK_ID = re.compile(r"<?@?([UW][A-Z0-9]+)(?:\|[^>]*)?>?")


class KnownPeople:
    """People by name and by Slack id."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Only active colleagues of these can be named."""
        colleagues = [person for person in people if person.is_colleague]
        self.ids = {person.id: person.name for person in colleagues}
        self.names = lists((folded(person.name), person.id) for person in colleagues)

    def find(self, typed: str) -> str:
        """The id of somebody; raises UnknownPerson and SeveralPeople."""
        by_id = SLACK_ID.fullmatch(typed)
        if by_id and by_id[1] in self.ids:
            return by_id[1]
        found = self.names.get(folded(typed.removeprefix("@")), [])
        if len(found) > 1:
            raise SeveralPeople(typed)
        if not found:
            raise UnknownPerson(typed)
        return found[0]


@dataclass
class ImportTarget:
    """One account: who stands before it, and what is in it.

    `there`: references by the folded text of what they name, for each letter of references.
    """

    acting: Acting
    people: KnownPeople
    first: Month
    there: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    refs: Collection[str] = frozenset()

    @property
    def today(self) -> date:
        """The account's date."""
        return self.acting.today

    def ref(self, typed: str) -> str:
        """A reference that an action may serve; raises UnknownRef."""
        wanted = typed.upper()
        if wanted not in self.refs:
            raise UnknownRef(typed)
        return wanted


@dataclass
class ImportTargets:
    """The accounts that a person may change, by name.

    `refused` are those they may read and not change, with the reason. `stood`: the changes in each
    account before anything else of it was looked at.
    """

    known: dict[str, ImportTarget]
    refused: Mapping[str, KamError]
    stood: dict[int, tuple[int, int]]

    def find(self, name: str) -> ImportTarget:
        """The account of this name; raises UnknownAccount, and NotAllowed for one only read."""
        key = name_key(name)
        if key in self.refused:
            raise self.refused[key]
        if key not in self.known:
            raise UnknownAccount(name)
        return self.known[key]

    def open(self, acting: Acting, people: KnownPeople) -> None:
        """Add an account that the same import sets up: it is still empty."""
        this = Month.of(acting.today)
        self.known[acting.account.name_key] = ImportTarget(acting, people, first=this)


def homes(uow: UnitOfWork, person: Person, now: datetime) -> ImportTargets:
    """Every account that the person may see, with what is in those they may change."""
    visible = {home.saved_id: home for home in uow.accounts.visible_to(person)}
    teams = uow.accounts.teams(visible)
    acting, refused = _entered(person, visible, teams, now)
    stood = uow.activities.counts(acting)
    everybody = uow.people.named(
        {one for team in teams.values() for one in team} | _owners(visible)
    )
    rolled = uow.reviews.rolled_in(acting)
    found = {
        one.account.name_key: ImportTarget(
            one,
            KnownPeople(
                everybody[each] for each in _present(one.account, teams) if each in everybody
            ),
            first=_first_month(one, rolled.get(account_id, set())),
        )
        for account_id, one in acting.items()
    }
    _fill(uow, {home.acting.account_id: home for home in found.values()})
    return ImportTargets(found, refused, stood)


def may_change(
    uow: UnitOfWork, person_id: str, account_ids: Collection[int], now: datetime
) -> bool:
    """Whether the person may change all of these accounts now; raises NotAllowed."""
    person = access.person(uow, person_id)
    seen = {each.saved_id: each for each in uow.accounts.visible_to(person)}
    asked = {one: seen[one] for one in account_ids if one in seen}
    acting, _refused = _entered(person, asked, uow.accounts.teams(asked), now)
    return set(acting) == set(account_ids)


def _entered(
    person: Person, visible: Mapping[int, Account], teams: Mapping[int, set[str]], now: datetime
) -> tuple[dict[int, Acting], dict[str, KamError]]:
    acting: dict[int, Acting] = {}
    refused: dict[str, KamError] = {}
    for account_id, account in visible.items():
        look = Look(person, account, in_team=person.id in teams[account_id])
        try:
            acting[account_id] = access.acting(look, Right.CHANGE, now)
        except KamError as error:
            refused[account.name_key] = error
    return acting, refused


def _owners(visible: Mapping[int, Account]) -> set[str]:
    return {home.owner_id for home in visible.values() if home.owner_id}


def _present(account: Account, teams: Mapping[int, set[str]]) -> set[str]:
    return teams[account.saved_id] | ({account.owner_id} if account.owner_id else set())


def _first_month(acting: Acting, rolled: set[Month]) -> Month:
    """The first month of the plan, as services.plan has it."""
    begun = Month.of(acting.account.today(acting.account.created_at))
    return window(acting.today, {begun, *rolled}).first


def _fill(uow: UnitOfWork, by_id: Mapping[int, ImportTarget]) -> None:
    """Look up the contents of the accounts: nothing may be added twice."""
    known = uow.known_texts
    texts = {"G": known.goals, "A": known.actions, "C": known.contacts, "K": known.key_information}
    for letter, texts_of in texts.items():
        for account_id, number, text in texts_of(by_id):
            by_id[account_id].there[letter][folded(text)] = f"{letter}{number}"
    for account_id, refs in known.refs(by_id).items():
        by_id[account_id].refs = refs
