"""Actions: who does what by when, in the months of the short-term plan.

Source of the rules: docs/method.md, "plan".
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.amount import Amount
from domain.calendar import Month
from domain.entity import NumberedEntity, Origin
from domain.errors import AboutDay, AboutRef, Conflict, Invalid, StillOpen
from domain.text import one_line, sentence

ASK_AT = 3
"""Carried over so often, an action is to be dropped, or is really a red light."""


class ActionState(StrEnum):
    """Only open actions can be changed."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionKind(StrEnum):
    """Work that is important, not urgent: develop contacts, introduce colleagues, find out.

    An action without a kind is everyday work.
    """

    CONTACT = "contact"
    INTRODUCTION = "introduction"
    INFORMATION = "information"


@dataclass(eq=False)
class AlreadyClosed(AboutRef, Conflict):
    """The action is done or dropped: it cannot be changed any more."""

    state: ActionState


class AlreadyTheirs(AboutRef, Conflict):
    """The action has this owner already."""


class AlreadyThen(AboutRef, Conflict):
    """The action stands on this date, or in this month, already."""


@dataclass(eq=False)
class ServesAlready(AboutRef, Conflict):
    """The action serves this already, such as M4."""

    serves: str


class ToldAlready(AboutRef, Conflict):
    """That this came of the action is known already."""


class NotDoneYet(AboutRef, Conflict):
    """Something comes of an action only once it is done."""


@dataclass(eq=False)
class CarriedOften(Conflict):
    """The action would be carried over for at least the third time: the team is asked first.

    `action` as it stands, not carried over.
    """

    action: "Action"


class DuePast(AboutDay, Invalid):
    """The due date, or the last day of the month, is over, and a plan looks ahead."""


@dataclass(eq=False, kw_only=True)
class Action(NumberedEntity):
    """One step of one person, in one sentence.

    `month` is the month of the plan it belongs to, the one that `due` lies in where there is a
    due date. `serves` is the reference of a strategy, milestone or light, such as L3. `carried`
    counts how often it was carried over. `closed_at` and `closed_by`: done or dropped. `outcome`:
    what came of it. `contact`: the number of somebody at the customer with whom it is done.
    """

    LETTER = "A"

    text: str
    owner_id: str | None = None
    due: date | None = None
    month: Month
    kind: ActionKind | None = None
    serves: str | None = None
    state: ActionState = ActionState.OPEN
    carried: int = 0
    created_by: str
    created_at: datetime
    closed_at: datetime | None = None
    closed_by: str | None = None
    outcome: str | None = None
    contact: int | None = None

    @property
    def is_open(self) -> bool:
        """Neither done nor dropped."""
        return self.state is ActionState.OPEN

    @property
    def is_done(self) -> bool:
        """Somebody did it."""
        return self.state is ActionState.DONE

    @property
    def is_carried_often(self) -> bool:
        """Whether it would be carried over for at least the third time."""
        return self.is_open and self.carried + 1 >= ASK_AT

    def is_overdue(self, today: date) -> bool:
        """Open past its due date; `today` in the account's time zone."""
        return self.is_open and self.due is not None and self.due < today

    def lacks_date(self, today: date) -> bool:
        """Open without a date although its month has begun; `today` in the account's time zone."""
        return self.is_open and self.due is None and self.month <= Month.of(today)

    @property
    def is_aimless(self) -> bool:
        """Whether it serves nothing, and is with nobody."""
        return self.serves is None and self.contact is None

    def finish(self, by: str, now: datetime, outcome: str | None = None) -> None:
        """It is done, and so much came of it: also where it had been dropped.

        Raises AlreadyClosed and TextTooLong.
        """
        if self.state is ActionState.DROPPED:
            self.reopen()
        self._close(ActionState.DONE, by, now)
        self.outcome = sentence(outcome) if outcome and one_line(outcome) else None

    def tell_outcome(self, outcome: str) -> None:
        """Say what came of it; raises NotDoneYet, ToldAlready, TextMissing and TextTooLong."""
        if not self.is_done:
            raise NotDoneYet(self.ref)
        line = sentence(outcome)
        if line == self.outcome:
            raise ToldAlready(self.ref)
        self.outcome = line

    def name_contact(self, contact: int) -> None:
        """Say with whom it is done; raises AlreadyClosed and ServesAlready."""
        self._must_be_open()
        if contact == self.contact:
            raise ServesAlready(self.ref, f"C{contact}")
        self.contact = contact

    def drop(self, by: str, now: datetime) -> None:
        """It will not be done; raises AlreadyClosed."""
        self._close(ActionState.DROPPED, by, now)

    def move(self, *, today: date, due: date | None = None, month: Month | None = None) -> None:
        """To a due date, or to a month without one; raises AlreadyClosed, AlreadyThen, DuePast."""
        self._must_be_open()
        there = when(today=today, due=due, month=month, otherwise=self.month)
        if there == (self.due, self.month):
            raise AlreadyThen(self.ref)
        self.due, self.month = there

    def carry_over(self, to: Month | None = None) -> None:
        """One month on, or `to` a later one, where its date is to be set anew.

        However far it goes, it counts once. Raises AlreadyClosed.
        """
        self._must_be_open()
        self.due, self.month = None, max(self.month.next, to or self.month)
        self.carried += 1

    def assign(self, owner_id: str) -> None:
        """Give it to somebody; raises AlreadyClosed and AlreadyTheirs."""
        self._must_be_open()
        if owner_id == self.owner_id:
            raise AlreadyTheirs(self.ref)
        self.owner_id = owner_id

    def serve(self, ref: str) -> None:
        """Say what it is for, such as M4; raises AlreadyClosed and ServesAlready."""
        self._must_be_open()
        if ref == self.serves:
            raise ServesAlready(self.ref, ref)
        self.serves = ref

    def reword(self, text: str) -> None:
        """Say it better; raises AlreadyClosed, TextMissing and TextTooLong."""
        self._must_be_open()
        self.text = sentence(text)

    def reopen(self) -> None:
        """Take it up again, in the month where it stood, with nothing that came of it.

        Raises StillOpen.
        """
        if self.is_open:
            raise StillOpen(self.ref)
        self.state, self.closed_by, self.closed_at = ActionState.OPEN, None, None
        self.outcome = None

    def _close(self, state: ActionState, by: str, now: datetime) -> None:
        self._must_be_open()
        self.state, self.closed_by, self.closed_at = state, by, now

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise AlreadyClosed(self.ref, self.state)


@dataclass(frozen=True)
class Purpose:
    """The end that an action serves: a reference, such as M4, and its words; of a milestone the
    amount to be reached, and the words of its goal.
    """

    ref: str
    text: str
    amount: Amount | None = None


@dataclass(frozen=True)
class Intent:
    """An action as typed: `due` wins over `month`; with neither it belongs to the plan's
    first month. Dates are the account's.
    """

    text: str
    owner_id: str | None = None
    due: date | None = None
    month: Month | None = None
    kind: ActionKind | None = None
    serves: str | None = None
    contact: int | None = None


def planned(origin: Origin, intent: Intent, first: Month) -> Action:
    """A new action; `first` is the plan's first month.

    Raises TextMissing, TextTooLong and DuePast.
    """
    due, month = when(today=origin.today, due=intent.due, month=intent.month, otherwise=first)
    return Action(
        workspace_id=origin.workspace_id,
        account_id=origin.account_id,
        text=sentence(intent.text),
        owner_id=intent.owner_id,
        due=due,
        month=month,
        kind=intent.kind,
        serves=intent.serves,
        contact=intent.contact,
        created_by=origin.by,
        created_at=origin.now,
    )


def when(
    *, today: date, due: date | None, month: Month | None, otherwise: Month
) -> tuple[date | None, Month]:
    """The due date and the month it belongs to; raises DuePast."""
    last = due or (month.last_day if month else None)
    if last is not None and last < today:
        raise DuePast(last)
    return due, Month.of(due) if due else month or otherwise
