"""One request: what somebody said or pressed, and what it takes to answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from slack_sdk.models.views import View

from domain.language import Language
from domain.permission import NotAllowed, Reason, Right, admit, admit_admin
from domain.person import Person
from handlers.blocks.message import Open, Reply, opens
from handlers.blocks.payload import Button, P, Payload, written
from handlers.incoming import Incoming, SlackLookupNeeded
from language.speech import Speech, speech
from services import access
from services.access import Acting
from storage.accounts import Look
from storage.staging import NewRows
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Prepared:
    """Work that was prepared while nobody waited, and the rows that lie ready for it."""

    run: "Callable[[Request], Reply]"
    rows: NewRows = field(default_factory=dict)


@dataclass(eq=False)
class TakesLong(Exception):
    """This must be prepared first, in a transaction that only reads and keeps nobody waiting."""

    prepare: "Callable[[Request], Prepared]"


@dataclass(frozen=True)
class Request:
    """An open transaction and who stands in it."""

    uow: UnitOfWork
    incoming: Incoming
    look: Look
    now: datetime
    default_language: Language
    workspace_name: str = ""

    @property
    def speech(self) -> Speech:
        """The language of the answer: the person's own."""
        person = self.look.person
        return speech(person.language if person else self.default_language)

    @property
    def today(self) -> date:
        """The account's date; UTC's where no account is named yet."""
        account = self.look.account
        return account.today(self.now) if account else self.now.date()

    @property
    def writing_day(self) -> date:
        """The day it is where the person is: their "tomorrow" is the one after it."""
        person = self.look.person
        return self.now.astimezone(person.zone).date() if person else self.today

    @property
    def person(self) -> Person:
        """The person, if they may use the product at all; raises NotAllowed."""
        return admit(self.look.person)

    def about(self, account_id: int) -> "Request":
        """The request, on another account; whether it may be is asked by who acts on it."""
        return replace(self, look=access.look_at(self.uow, self.person.id, account_id))

    def acting(self, right: Right) -> Acting:
        """The person on the account that the request is about; raises NotAllowed, NoAccountHere.

        Raises SlackLookupNeeded where what gives them the right is too old to count.
        """
        if access.is_old(self.look, right, self.now):
            self._ask_again()
        return access.acting(self.look, right, self.now)

    def admin(self) -> str:
        """The id of the person, if they may decide for the whole workspace; raises NotAllowed.

        Raises SlackLookupNeeded where it is long ago that Slack called them an admin.
        """
        person = admit_admin(self.look.person)
        if person.checked_at < self.now - access.LATELY:
            self._ask_again()
        return person.id

    def open(
        self,
        view: View,
        way_in: Button[P],
        carried: P | None = None,
        remembers: Payload | None = None,
    ) -> Open:
        """A window that remembers what its button carries; the button, where Slack opens none."""
        account, _ = self.look.account, self.speech
        view.private_metadata = self.incoming.memo(**written(account, remembers or carried))
        return Open(view, opens(_, way_in.draw(_, account, carried)))

    def _ask_again(self) -> None:
        """Have Slack asked once; where it did not answer then, nobody has the right."""
        if self.incoming.person_id in self.incoming.asked:
            raise NotAllowed(Reason.UNSURE)
        account = self.look.account
        raise SlackLookupNeeded(home=account.channel_id if account else "")
