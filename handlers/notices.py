"""What each kind of notice says, composed from how things stand when it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.account import Account
from domain.activity import Activity
from domain.channel import Obstacle
from domain.language import Language
from domain.notice import Kind, Notice
from domain.person import Person
from handlers.speech import Speech, speech
from handlers.views import accounts as account_views
from handlers.views import held
from handlers.views import lights as light_views
from handlers.views.message import Message
from services import access, accounts, history, lights
from storage.unit_of_work import UnitOfWork


class Moot(Exception):
    """There is nothing left to say; the reason is recorded."""


@dataclass(frozen=True)
class Owed:
    """A notice about to be said, and what it takes to say it."""

    uow: UnitOfWork
    notice: Notice
    account: Account | None
    now: datetime
    default_language: Language

    @property
    def speech(self) -> Speech:
        """The account's language in channels, the person's own in a DM."""
        reader = access.known(self.uow, self.notice.to) if self.notice.is_dm else None
        return speech(_language(reader, self.account) or self.default_language)

    @property
    def home(self) -> Account:
        """The account this is about; raises Moot where it is gone."""
        if self.account is None:
            raise Moot("no account")
        return self.account


def _language(reader: Person | None, account: Account | None) -> Language | None:
    if reader is not None:
        return reader.language
    return account.language if account else None


def hello(owed: Owed) -> Message:
    """The bot introduces itself, unless the channel has its account by now."""
    if accounts.here(owed.uow, owed.notice.to) is not None:
        raise Moot("already set up")
    return account_views.hello(owed.speech)


def light(owed: Owed) -> Message:
    """A light was logged, turned or cleared; said as it was recorded."""
    activity = _activity(owed)
    if activity.undone_at is not None:
        raise Moot("undone")
    found = lights.find(owed.uow, owed.home.id or 0, activity.subject)
    if found is None:
        raise Moot("light is gone")
    names = history.names(owed.uow, {activity.by})
    return light_views.announcement(owed.speech, owed.home, found, activity, names)


def light_edit(owed: Owed) -> Message:
    """An earlier announcement, now that the light has moved on."""
    ref = owed.notice.subject or ""
    found = lights.find(owed.uow, owed.home.id or 0, ref)
    return light_views.superseded(owed.speech, owed.home, found, ref)


def held_back(owed: Owed) -> Message:
    """The owner learns that messages to the home channel are held, and why."""
    obstacle = Obstacle(owed.notice.facts["obstacle"])
    return held.held(owed.speech, owed.home, obstacle)


def _activity(owed: Owed) -> Activity:
    activity = history.get(owed.uow, owed.notice.facts["activity"])
    if activity is None:
        raise Moot("activity is gone")
    return activity


COMPOSERS: Mapping[Kind, Callable[[Owed], Message]] = {
    Kind.HELLO: hello,
    Kind.LIGHT: light,
    Kind.LIGHT_EDIT: light_edit,
    Kind.HELD: held_back,
}
