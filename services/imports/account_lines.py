"""Lines that set up accounts."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from domain.account import NAME_LIMIT, Account, ChannelTaken, NameTaken, name_key, time_zone
from domain.channel import Channel, Obstacle
from domain.text import folded, sentence
from services import accounts
from services.imports.cells import LineReader
from services.imports.errors import AccountsElsewhere, SaidTwice, UnknownChannel
from services.imports.homes import ImportTargets, KnownPeople
from services.imports.plan import ImportPlan
from storage.unit_of_work import UnitOfWork

CHANNEL_ID = re.compile(r"<?#?([CG][A-Z0-9]{5,})(?:\|[^>]*)?>?")


@dataclass
class AccountLines:
    """Reads accounts; what is known of the workspace is looked up when the first line comes.

    `allowed`: whether accounts may be set up this way at all.
    """

    uow: UnitOfWork
    plan: ImportPlan
    known: ImportTargets
    now: datetime
    allowed: bool
    said: dict[str, int] = field(default_factory=dict)

    def look_at(self, line: LineReader) -> None:
        """Plan the account, or note what is wrong with the line."""
        if line.text("archived_at"):
            self.plan.skipped += 1
            return
        if not self.allowed:
            line.wrong("", AccountsElsewhere())
            return
        account = self._account(line)
        if account is not None and self._is_new(line, account):
            self.plan.accounts.append(account)
            acting = accounts.founder(self.plan.person, account, self.now)
            self.known.open(acting, self._people)

    def _account(self, line: LineReader) -> Account | None:
        person = self.plan.person
        name = line.needed("name", lambda text: sentence(text, NAME_LIMIT))
        channel_id = line.needed("channel", self._channel)
        owner = line.read("owner_id" if line.text("owner_id") else "owner", self._people.find)
        language = line.read("language", line.reader.language)
        country = line.read("country", line.reader.country)
        confidential = line.read("confidential", line.reader.is_yes)
        zone = line.read("time_zone", time_zone)
        if not line.is_sound or name is None or channel_id is None:
            return None
        return Account(
            workspace_id=self.uow.workspace_id,
            name=name,
            channel_id=channel_id,
            owner_id=owner or person.id,
            language=language or person.language,
            time_zone=zone or time_zone(person.time_zone),
            country=country,
            is_confidential=bool(confidential),
            created_at=self.now,
        )

    def _channel(self, typed: str) -> str:
        """The id of a channel; raises UnknownChannel, SharedChannel."""
        by_id = CHANNEL_ID.fullmatch(typed)
        by_name = self._channel_names.get(folded(typed.removeprefix("#")))
        found = by_id[1] if by_id else by_name
        if found is None:
            raise UnknownChannel(typed)
        channel = self._channels.get(found)
        if channel is not None and channel.obstacle() is Obstacle.SHARED:
            raise accounts.SharedChannel
        return found

    def _is_new(self, line: LineReader, account: Account) -> bool:
        named, living = self._names.get(account.name_key), self._homes.get(account.channel_id)
        if named is not None:
            line.wrong("name", NameTaken(account.name))
        elif living is not None:
            line.wrong("channel", ChannelTaken(living.name, is_archived=living.is_archived))
        for column, key in (("name", account.name_key), ("channel", account.channel_id)):
            earlier = self.said.setdefault(key, line.row.line)
            if line.is_sound and earlier != line.row.line:
                line.wrong(column, SaidTwice(earlier))
        return line.is_sound

    @cached_property
    def _all(self) -> list[Account]:
        return list(self.uow.accounts.all())

    @cached_property
    def _names(self) -> dict[str, Account]:
        return {name_key(each.name): each for each in self._all}

    @cached_property
    def _homes(self) -> dict[str, Account]:
        return {each.channel_id: each for each in self._all}

    @cached_property
    def _people(self) -> KnownPeople:
        return KnownPeople(self.uow.people.all())

    @cached_property
    def _channels(self) -> dict[str, Channel]:
        return {each.id: each for each in self.uow.channels.all()}

    @cached_property
    def _channel_names(self) -> dict[str, str]:
        return {folded(each.name): each.id for each in self._channels.values() if each.name}
