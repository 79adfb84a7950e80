"""The strategies of an account: propose, change, retire."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain import strategy as rules
from domain.account import Account
from domain.action import Purpose
from domain.activity import Activity
from domain.errors import AboutRef, Conflict
from domain.likeness import must_differ
from domain.notice import Kind
from domain.permission import Right
from domain.strategy import Strategy
from services import goals, history, notices
from services.access import Acting
from services.nouns import NumberedNoun
from storage.unit_of_work import UnitOfWork

PROPOSED = "strategy.proposed"
REWORDED = "strategy.reworded"
REOPENED = "strategy.reopened"
CORRECTED = "strategy.corrected"
AIMED = "strategy.aimed"
RETIRED = "strategy.retired"
CONFIRMED = "strategy.confirmed"

TOLD = frozenset({REWORDED, RETIRED})
"""Changes that the team must know of."""

WORDINGS = "W"
"""What wordings are counted under; nobody types such a reference."""


def _tell(uow: UnitOfWork, acting: Acting, _strategy: Strategy, activity: Activity) -> None:
    """Draw the card anew; what the team must know stands in its thread, if the account wants it."""
    notices.redraw(uow, acting.account, Kind.STRATEGY, activity)
    if activity.kind in TOLD and acting.account.announcements.cover_turns:
        card = uow.notices.latest_for(acting.account_id, Kind.STRATEGY, activity.subject)
        thread = card.id if card else None
        notices.of_change(uow, acting.account, Kind.STRATEGY_NEWS, activity, replies_to=thread)


NOUN = NumberedNoun(Strategy, lambda uow: uow.strategies, _tell)
get, find, to_change = NOUN.get, NOUN.find, NOUN.to_change


class StrategyInUse(AboutRef, Conflict):
    """Others have answered to the strategy, or act on it: proposing it cannot be undone."""


@dataclass(frozen=True)
class StrategyChange:
    """A strategy after a change, and the change, by which it can be undone."""

    strategy: Strategy
    activity: Activity


def propose(
    uow: UnitOfWork,
    acting: Acting,
    text: str,
    *,
    says: str = "",
    for_goals: Iterable[int] = (),
    is_sure: bool = True,
) -> StrategyChange:
    """Propose a strategy: its card goes to the home channel.

    Raises TextMissing and TextTooLong; UnknownRef and GoalClosed where it names no open goal;
    LooksLike for nearly the words of another strategy, unless it `is_sure`.
    """
    acting.must(Right.CHANGE)
    strategy = rules.propose(
        acting.origin, text, wording=0, says=says, goals=_open_goals(uow, acting, for_goals)
    )
    must_be_another(uow, acting, strategy.text, is_sure=is_sure)
    strategy.wording = _next_wording(uow, acting)
    activity = NOUN.keep(uow, acting, PROPOSED, strategy)
    if acting.account.announcements.cover_turns:
        notices.announce(uow, acting.account, Kind.STRATEGY, activity)
    return StrategyChange(strategy, activity)


def must_be_another(uow: UnitOfWork, acting: Acting, text: str, *, is_sure: bool) -> None:
    """Raises LooksLike for nearly the words of another strategy, unless it `is_sure`."""
    if not is_sure:
        must_differ(text, uow.strategies.active([acting.account_id]))


def reword(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    *,
    text: str | None = None,
    says: str | None = None,
    seen: int | None = None,
) -> StrategyChange:
    """Say something else: the team is told the difference, and asked for commitment again.

    Raises UnknownRef, ChangedSince and what `Strategy.reword` raises.
    """
    with NOUN.changing(uow, acting, REWORDED, number, seen) as (strategy, activity):
        strategy.reword(_next_wording(uow, acting), acting.now, text=text, says=says)
    return StrategyChange(strategy, activity)


def correct(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    *,
    text: str | None = None,
    says: str | None = None,
    seen: int | None = None,
) -> StrategyChange:
    """Mend a typo: commitments stay, and nobody is told but by the card.

    Raises UnknownRef, ChangedSince and what `Strategy.correct` raises.
    """
    with NOUN.changing(uow, acting, CORRECTED, number, seen) as (strategy, activity):
        strategy.correct(text, says)
    return StrategyChange(strategy, activity)


def serve(uow: UnitOfWork, acting: Acting, number: int, goal: int) -> StrategyChange:
    """Name one more goal that it serves.

    Raises UnknownRef, GoalClosed and what `Strategy.serve` raises.
    """
    with NOUN.changing(uow, acting, AIMED, number) as (strategy, activity):
        named = _open_goals(uow, acting, [goal])
        strategy.serve([*strategy.goals, *named])
    return StrategyChange(strategy, activity)


def retire(uow: UnitOfWork, acting: Acting, number: int, why: str) -> StrategyChange:
    """Give it up, and say why: nobody is asked about it any more.

    Raises UnknownRef and what `Strategy.retire` raises.
    """
    with NOUN.changing(uow, acting, RETIRED, number, why=why) as (strategy, activity):
        strategy.retire(why, acting.now)
    return StrategyChange(strategy, activity)


def confirm(uow: UnitOfWork, acting: Acting, number: int) -> StrategyChange:
    """Say that it still leads to its goals: for half a year no review asks again.

    Raises UnknownRef and StrategyRetired.
    """
    strategy = to_change(uow, acting, number)
    with history.recorded(uow, acting, CONFIRMED, strategy) as activity:
        strategy.confirm(acting.now)
    return StrategyChange(strategy, activity)


def reopen(uow: UnitOfWork, acting: Acting, number: int) -> StrategyChange:
    """Take up a retired strategy again: what was promised to it counts again.

    Raises UnknownRef and StillOpen.
    """
    with NOUN.changing(uow, acting, REOPENED, number) as (strategy, activity):
        strategy.reopen()
    return StrategyChange(strategy, activity)


def offers(uow: UnitOfWork, account_id: int) -> list[Purpose]:
    """The active strategies: what actions may serve."""
    return [Purpose(each.ref, each.text) for each in uow.strategies.active([account_id])]


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Correct what the channel was told; raises StrategyInUse where others build on it."""
    if activity.before is None:
        _must_be_unused(uow, acting, activity.subject)
    notices.redraw(uow, acting.account, Kind.STRATEGY, activity)
    if activity.kind in TOLD:
        notices.redraw(uow, acting.account, Kind.STRATEGY_NEWS, activity)


def redraw(uow: UnitOfWork, account: Account, activity: Activity, ref: str) -> None:
    """Draw the card of the strategy `ref` anew: something about it changed."""
    notices.redraw(uow, account, Kind.STRATEGY, activity, ref)


def redraw_served(
    uow: UnitOfWork, account: Account, activity: Activity, refs: Iterable[str | None]
) -> None:
    """Have the cards of those strategies drawn anew that an action serves, or served until now."""
    for ref in sorted({ref for ref in refs if ref and ref[0] == NOUN.kind.LETTER}):
        redraw(uow, account, activity, ref)


def _open_goals(uow: UnitOfWork, acting: Acting, numbers: Iterable[int]) -> list[int]:
    wanted = rules.unique(numbers)
    goals.hold_open(uow, acting, wanted)
    return wanted


def _next_wording(uow: UnitOfWork, acting: Acting) -> int:
    return uow.numbers.next(acting.account_id, WORDINGS)


def _must_be_unused(uow: UnitOfWork, acting: Acting, ref: str) -> None:
    strategy = find(uow, acting.account_id, ref)
    if strategy is None:
        return
    if (
        uow.commitments.are_there(strategy.saved_id)
        or uow.concerns.of(strategy.saved_id)
        or uow.actions.serving(acting.account_id, [ref])
    ):
        raise StrategyInUse(ref)
