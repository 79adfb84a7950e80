"""Lines that set up accounts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.account import NAME_LIMIT, Account, ChannelTaken, NameTaken, name_key, time_zone
from domain.channel import Obstacle
from domain.text import sentence
from services import accounts
from services.imports.cells import LineReader
from services.imports.errors import AccountsElsewhere, SaidTwice, UnknownChannel
from services.imports.homes import ImportTargets, KnownPeople, folded
from services.imports.plan import ImportPlan
from storage.unit_of_work import UnitOfWork

CHANNEL_ID = re.compile(r"<?#?([CG][A-Z0-9]{5,})(?:\|[^>]*)?>?")


@dataclass(frozen=True)
class KnownWorkspace:
    """What is known of a workspace in which accounts are to be set up."""

    names: Mapping[str, Account]
    homes: Mapping[str, Account]
    people: KnownPeople
    channel_names: Mapping[str, str]
    obstacles: Mapping[str, Obstacle | None]

    @classmethod
    def of(cls, uow: UnitOfWork) -> "KnownWorkspace":
        """The workspace as it is now, in three statements."""
        accounts_there, channels = uow.accounts.all(), uow.channels.all()
        return cls(
            {name_key(each.name): each for each in accounts_there},
            {each.channel_id: each for each in accounts_there},
            KnownPeople(uow.people.all()),
            {folded(each.name): each.id for each in channels if each.name},
            {each.id: each.obstacle() for each in channels},
        )


class AccountLines:
    """Reads accounts."""

    def __init__(
        self,
        plan: ImportPlan,
        known: ImportTargets,
        workspace: KnownWorkspace | None,
        now: datetime,
    ) -> None:
        """`workspace` is None where no accounts may be set up this way."""
        self.plan = plan
        self.known = known
        self.workspace = workspace
        self.now = now
        self.said: dict[str, int] = {}

    def look_at(self, line: LineReader) -> None:
        """Plan the account, or note what is wrong with the line."""
        if line.text("archived_at"):
            self.plan.skipped += 1
            return
        if self.workspace is None:
            line.wrong("", AccountsElsewhere())
            return
        account = self._account(line, self.workspace)
        if account is not None and self._is_new(line, account, self.workspace):
            self.plan.accounts.append(account)
            acting = accounts.founder(self.plan.person, account, self.now)
            self.known.open(acting, self.workspace.people)

    def _account(self, line: LineReader, there: KnownWorkspace) -> Account | None:
        person = self.plan.person
        name = line.needed("name", lambda text: sentence(text, NAME_LIMIT))
        channel_id = line.needed("channel", lambda typed: _channel(typed, there))
        owner = line.read("owner_id" if line.text("owner_id") else "owner", there.people.find)
        language = line.read("language", line.reader.language)
        country = line.read("country", line.reader.country)
        confidential = line.read("confidential", line.reader.is_yes)
        zone = line.read("time_zone", time_zone)
        if not line.is_sound or name is None or channel_id is None:
            return None
        return Account(
            workspace_id=person.workspace_id,
            name=name,
            channel_id=channel_id,
            owner_id=owner or person.id,
            language=language or person.language,
            time_zone=zone or time_zone(person.time_zone),
            country=country,
            is_confidential=bool(confidential),
            created_at=self.now,
        )

    def _is_new(self, line: LineReader, account: Account, there: KnownWorkspace) -> bool:
        named, living = there.names.get(account.name_key), there.homes.get(account.channel_id)
        if named is not None:
            line.wrong("name", NameTaken(account.name))
        elif living is not None:
            line.wrong("channel", ChannelTaken(living.name, is_archived=living.is_archived))
        for column, key in (("name", account.name_key), ("channel", account.channel_id)):
            earlier = self.said.setdefault(key, line.row.line)
            if line.is_sound and earlier != line.row.line:
                line.wrong(column, SaidTwice(earlier))
        return line.is_sound


def _channel(typed: str, there: KnownWorkspace) -> str:
    """The id of a channel; raises UnknownChannel, SharedChannel."""
    by_id = CHANNEL_ID.fullmatch(typed)
    by_name = there.channel_names.get(folded(typed.removeprefix("#")))
    found = by_id[1] if by_id else by_name
    if found is None:
        raise UnknownChannel(typed)
    if there.obstacles.get(found) is Obstacle.SHARED:
        raise accounts.SharedChannel
    return found
