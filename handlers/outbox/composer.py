"""A notice about to be said, and what it takes to say it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from domain.account import Account
from domain.activity import Activity
from domain.errors import KamError
from domain.language import Language
from domain.notice import Notice
from domain.permission import Right
from domain.person import Person
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, context
from language.speech import Speech, speech
from services import access, cards, history
from services.absences import FOR
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class Moot(Exception):
    """There is nothing left to say; the reason is recorded."""


def still(found: T | None, otherwise: str) -> T:
    """`found`; raises Moot with the reason where there is nothing of it any more."""
    if not found:
        raise Moot(otherwise)
    return found


@dataclass(frozen=True)
class Composition:
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
    def is_edit(self) -> bool:
        """Whether a message that stands already is drawn anew."""
        return self.notice.edits is not None

    @property
    def original(self) -> Notice:
        """The notice itself; of an edit the one whose message is drawn anew."""
        edits = self.notice.edits
        return (self.uow.notices.by_id(edits) if edits is not None else None) or self.notice

    def called(self, person_id: str | None) -> str:
        """The name of a person, or that it was somebody."""
        return history.name(self.uow, person_id or "") or self.speech("Somebody")

    @property
    def account_id(self) -> int:
        """The id of the account this is about; raises Moot where it is gone."""
        return self.home.saved_id

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


def must_still_read(composition: Composition) -> None:
    """Raises Moot for a direct message to a person who may not read the account any more."""
    notice = composition.notice
    if not notice.is_dm:
        return
    try:
        access.on_account(
            composition.uow, notice.to, composition.account_id, Right.READ, composition.now
        )
    except KamError as error:
        raise Moot("not allowed any more") from error


def activity_of(composition: Composition) -> Activity:
    """The change that a notice tells of; raises Moot where it is gone or was taken back."""
    activity = history.get(composition.uow, composition.notice.facts["activity"])
    if activity is None or activity.undone_at is not None:
        raise Moot("undone")
    return activity


def changes_of(composition: Composition) -> list[Activity]:
    """The changes that a reply in the thread of a card tells of and that still stand."""
    uow = composition.uow
    found = uow.activities.among(cards.changes(uow, composition.original))
    return [change for change in found if change.undone_at is None]


def in_place_of(composition: Composition, message: Message) -> Message:
    """A message with a word on top to whom it was meant, where its reader stands in for them."""
    absent = access.known(composition.uow, composition.notice.facts.get(FOR, ""))
    if absent is None or not message.blocks:
        return message
    _ = composition.speech
    until = _.day(absent.away_until) if absent.away_until else ""
    said = _("For {who}, who is away until {day}: you stand in.", who=absent.name, day=until)
    return replace(
        message, text=f"{said} {message.text}", blocks=[context(escape(said)), *message.blocks]
    )


Composer = Callable[[Composition], Message]
