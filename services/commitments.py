"""The answers of members to a strategy: a commitment, or a concern."""

from dataclasses import dataclass
from typing import TypeVar

from domain import commitment as rules
from domain.activity import Activity
from domain.commitment import Commitment, Concern
from domain.errors import NotFound
from domain.notice import Kind
from domain.permission import Right
from domain.strategy import Strategy
from services import history, notices, strategies
from services.access import Acting
from storage.unit_of_work import UnitOfWork

GIVEN = "commitment.given"
REPHRASED = "commitment.rephrased"
RAISED = "concern.raised"
ANSWERED = "concern.answered"

Said = TypeVar("Said", Commitment, Concern)


class ConcernGone(NotFound):
    """The concern was taken back, or is another account's."""


@dataclass(frozen=True)
class Given:
    """A commitment after it was given, and the change, by which it can be undone."""

    strategy: Strategy
    commitment: Commitment
    activity: Activity


@dataclass(frozen=True)
class Raised:
    """A concern after it was raised or answered, and the change."""

    strategy: Strategy
    concern: Concern
    activity: Activity


def commit(uow: UnitOfWork, acting: Acting, number: int, line: str) -> Given:
    """The person commits, for themselves; who has done so already says it otherwise.

    Raises UnknownRef, AlreadyCommitted and what `domain.commitment.commit` raises.
    """
    strategy = strategies.to_change(uow, acting, number)  # locked: the second of two is told
    strategy.must_be_active()
    known = uow.commitments.mine(strategy, acting.person.id)
    if known is not None:
        ref = f"{strategy.ref}{history.PART}{known.id}"
        with history.recorded(uow, acting, REPHRASED, known, ref=ref) as activity:
            known.rephrase(line, strategy.ref)
        return _given(uow, acting, Given(strategy, known, activity))
    new = rules.commit(strategy, person_id=acting.person.id, line=line, now=acting.now)
    uow.commitments.add(new)
    activity = history.added(uow, acting, GIVEN, new, strategy.ref)
    return _given(uow, acting, Given(strategy, new, activity))


def raise_concern(uow: UnitOfWork, acting: Acting, number: int, text: str) -> Raised:
    """The person has something against it: a thread under the card, open until answered.

    Raises UnknownRef and what `domain.commitment.raise_concern` raises.
    """
    strategy = strategies.to_change(uow, acting, number)
    new = rules.raise_concern(strategy, person_id=acting.person.id, text=text, now=acting.now)
    uow.concerns.add(new)
    activity = history.added(uow, acting, RAISED, new, strategy.ref)
    strategies.redraw(uow, acting.account, activity, strategy.ref)
    card = uow.notices.latest_for(acting.account_id, Kind.STRATEGY, strategy.ref)
    thread = card.id if card else None
    notices.of_change(uow, acting.account, Kind.CONCERN, activity, facts={}, replies_to=thread)
    return Raised(strategy, new, activity)


def answer(uow: UnitOfWork, acting: Acting, number: int, text: str) -> Raised:
    """Somebody answers a concern; who raised it is told.

    Raises ConcernGone, ConcernAnswered, TextMissing and TextTooLong.
    """
    acting.must(Right.CHANGE)
    strategy, concern = look(uow, acting, number, lock=True)
    ref = f"{strategy.ref}{history.PART}{concern.id}"
    with history.recorded(uow, acting, ANSWERED, concern, ref=ref) as activity:
        concern.settle(text, acting.person.id, acting.now)
    strategies.redraw(uow, acting.account, activity, strategy.ref)
    notices.redraw(uow, acting.account, Kind.CONCERN, activity)
    _tell_who_raised_it(uow, acting, concern, activity)
    return Raised(strategy, concern, activity)


def look(
    uow: UnitOfWork, acting: Acting, concern_id: int, *, lock: bool = False
) -> tuple[Strategy, Concern]:
    """A concern, to be changed if `lock`, and what it is about; raises ConcernGone."""
    acting.must(Right.READ)
    concern = uow.concerns.by_id(concern_id, lock=lock)
    strategy = uow.strategies.by_id(concern.strategy_id) if concern else None
    if concern is None or strategy is None or strategy.account_id != acting.account_id:
        raise ConcernGone
    return strategy, concern


def mine(uow: UnitOfWork, acting: Acting, strategy: Strategy) -> Commitment | None:
    """The commitment of the person to the strategy as it is worded now."""
    return uow.commitments.mine(strategy, acting.person.id)


def find(uow: UnitOfWork, account_id: int, ref: str) -> Commitment | None:
    """The commitment that an activity is about."""
    found = uow.commitments.by_id(history.part_id(ref))
    return _of(uow, account_id, found)


def find_concern(uow: UnitOfWork, account_id: int, ref: str) -> Concern | None:
    """The concern that an activity is about."""
    found = uow.concerns.by_id(history.part_id(ref))
    return _of(uow, account_id, found)


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """The card no longer says so."""
    strategies.redraw(uow, acting.account, activity, history.whole(activity.subject))


def concern_undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Neither the card nor the message in its thread says so any longer."""
    undone(uow, acting, activity)
    notices.redraw(uow, acting.account, Kind.CONCERN, activity)


def _of(uow: UnitOfWork, account_id: int, found: Said | None) -> Said | None:
    strategy = uow.strategies.by_id(found.strategy_id) if found else None
    return found if strategy and strategy.account_id == account_id else None


def _given(uow: UnitOfWork, acting: Acting, given: Given) -> Given:
    """No message of its own: a team of ten would be told ten times. The card says it."""
    strategies.redraw(uow, acting.account, given.activity, given.strategy.ref)
    uow.flush()
    return given


def _tell_who_raised_it(
    uow: UnitOfWork, acting: Acting, concern: Concern, activity: Activity
) -> None:
    to = concern.person_id
    if to != acting.person.id:
        notices.of_change(uow, acting.account, Kind.CONCERN_ANSWERED, activity, to=to)
