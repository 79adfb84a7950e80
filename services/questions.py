"""The monthly question: how sure the team is of each goal, and whether all did their part.

One private message for all accounts of a person, before the first of their reviews; it says what
the reminders of that morning would say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain import confidence as rules
from domain.account import Account
from domain.calendar import Month
from domain.commitment import Commitment
from domain.confidence import Confidence, HowKept, PartReport
from domain.errors import AboutRef, NotFound
from domain.goal import Goal, GoalKind
from domain.grouping import lists
from domain.notice import Kind, Notice, State, once_key
from domain.notice_kinds import EDITS
from domain.permission import Right
from domain.person import Person
from domain.pulse import Distribution, distribution
from domain.routine import RoutineKind
from domain.strategy import Strategy
from services import access, goals, notices, strategies
from services.access import Acting
from services.occurrences import DueOccurrence, latest
from storage.unit_of_work import UnitOfWork


class NoPromise(AboutRef, NotFound):
    """The person has not committed to the strategy as it is worded now."""


@dataclass(frozen=True)
class Promised:
    """A strategy, the person's own line, and what they said of it this month, if they did."""

    strategy: Strategy
    commitment: Commitment
    report: PartReport | None


@dataclass(frozen=True)
class Questions:
    """The questions to one person about one account, with the answers they have given."""

    account: Account
    goals: Sequence[Goal]
    scores: Mapping[int, int]
    """By the goals' ids."""
    promises: Sequence[Promised]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not (self.goals or self.promises)


def plan(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], now: datetime) -> None:
    """Send the members of these accounts the question of the month, each person one message."""
    due = {one.account_id: one for one in latest(occurrences)}
    business = {goal.account_id for goal in uow.goals.open_of(due, GoalKind.BUSINESS)}
    asked = business | {each.account_id for each in uow.strategies.active(due)}
    if not asked:
        return
    teams = uow.accounts.teams(asked)
    first: dict[str, DueOccurrence] = {}
    for account_id, members in teams.items():
        for person_id in members:
            first.setdefault(person_id, due[account_id])
    people = uow.people.named(set(first))
    uow.notices.add_new(
        [
            notices.new_notice(
                uow, Kind.QUESTION, period=_period(person_id, one), to=person_id, now=now
            )
            for person_id, one in sorted(first.items())
            if person_id in people and people[person_id].wants_question
        ]
    )


def _period(person_id: str, one: DueOccurrence) -> str:
    """The month that is ending, not the one that is planned for."""
    return f"{person_id}/{Month.parse(one.period).plus(-1)}"


def month_of(notice: Notice) -> Month:
    """The month that a question asks about."""
    return Month.parse(notice.period.rpartition("/")[2])


def came_on(uow: UnitOfWork, person: Person, day: date) -> bool:
    """Whether the question comes to somebody on this day, so that no reminder need."""
    found = uow.notices.called(once_key(None, Kind.QUESTION, f"{person.id}/{Month.of(day)}"))
    if found is None or found.state is State.SKIPPED:
        return False
    return found.due_at.astimezone(person.zone).date() == day


def switch(uow: UnitOfWork, person_id: str, *, on: bool) -> Person:
    """Whether this person wants the question; raises NotAllowed."""
    person = access.person(uow, person_id)
    person.wants_question = on
    return person


def of(uow: UnitOfWork, person_id: str, month: Month) -> list[Questions]:
    """The questions to a person over all their accounts, where the account wants them asked."""
    homes = {account.saved_id: account for account in uow.accounts.of(person_id)}
    routines = uow.routines.in_accounts(homes, RoutineKind.CONFIDENCE)
    wanted = {one: home for one, home in homes.items() if one in routines and routines[one].is_on}
    if not wanted:
        return []
    business = uow.goals.open_of(wanted, GoalKind.BUSINESS)
    scores = uow.confidences.by(person_id, str(month), goals.ids_of(business))
    promises = _promises(uow, person_id, month, wanted)
    found = [
        Questions(
            account,
            [goal for goal in business if goal.account_id == account_id],
            {one.goal_id: one.score for one in scores},
            [each for each in promises if each.strategy.account_id == account_id],
        )
        for account_id, account in wanted.items()
    ]
    return [each for each in found if not each.is_empty]


def _promises(
    uow: UnitOfWork, person_id: str, month: Month, accounts: Collection[int]
) -> list[Promised]:
    active = {each.saved_id: each for each in uow.strategies.active(accounts)}
    if not active:
        return []
    given = uow.commitments.of(active, by=person_id)
    reports = {one.strategy_id: one for one in uow.part_reports.by(person_id, str(month), active)}
    return [Promised(active[one.strategy_id], one, reports.get(one.strategy_id)) for one in given]


def rate(uow: UnitOfWork, acting: Acting, number: int, month: Month, score: int) -> Goal:
    """Keep how sure the person is of a goal; no trace of it is left in the history.

    Raises UnknownRef, NotABusinessGoal, GoalClosed, QuestionOver and ScoreOutOfRange.
    """
    acting.must(Right.CHANGE)
    goal = goals.get(uow, acting, number, lock=True)
    goal.must_be_measured()
    goal.must_be_open()
    rules.must_be_open(month, acting.today)
    found = uow.confidences.by(acting.person.id, str(month), [goal.saved_id])
    mine = next(iter(found), None) or uow.confidences.add(
        Confidence(
            workspace_id=uow.workspace_id,
            goal_id=goal.saved_id,
            period=str(month),
            person_id=acting.person.id,
            score=score,
        )
    )
    mine.answer(score)
    return goal


def report(uow: UnitOfWork, acting: Acting, number: int, month: Month, kept: HowKept) -> PartReport:
    """Keep whether the person did their part; the card of the strategy counts it.

    Raises UnknownRef, StrategyRetired, NoPromise and QuestionOver.
    """
    strategy, mine = _mine(uow, acting, number, month)
    mine = mine or uow.part_reports.add(
        PartReport(
            workspace_id=uow.workspace_id,
            strategy_id=strategy.saved_id,
            wording=strategy.wording,
            period=str(month),
            person_id=acting.person.id,
            kept=kept,
        )
    )
    mine.kept = kept
    _redraw(uow, acting, strategy, mine)
    return mine


def add_word(uow: UnitOfWork, acting: Acting, number: int, month: Month, note: str) -> PartReport:
    """Add a word to what the person said of their part: the team reads it on the card.

    Raises what `report` raises, NoPromise where nothing was said yet, and TextTooLong.
    """
    strategy, mine = _mine(uow, acting, number, month)
    if mine is None:
        raise NoPromise(strategy.ref)
    mine.say(note)
    _redraw(uow, acting, strategy, mine)
    return mine


def mine(uow: UnitOfWork, acting: Acting, number: int, month: Month) -> Promised:
    """The person's own line and what they said of it; raises what `report` raises."""
    strategy, found = _mine(uow, acting, number, month)
    given = uow.commitments.mine(strategy, acting.person.id)
    if given is None:
        raise NoPromise(strategy.ref)
    return Promised(strategy, given, found)


def _mine(
    uow: UnitOfWork, acting: Acting, number: int, month: Month
) -> tuple[Strategy, PartReport | None]:
    strategy = strategies.to_change(uow, acting, number)
    strategy.must_be_active()
    rules.must_be_open(month, acting.today)
    if uow.commitments.mine(strategy, acting.person.id) is None:
        raise NoPromise(strategy.ref)
    found = uow.part_reports.by(acting.person.id, str(month), [strategy.saved_id])
    return strategy, next(iter(found), None)


def _redraw(uow: UnitOfWork, acting: Acting, strategy: Strategy, mine: PartReport) -> None:
    """Keep the card of a strategy true; nobody is told by it who said what."""
    uow.flush()
    card = uow.notices.latest_for(acting.account_id, Kind.STRATEGY, strategy.ref)
    if card is not None:
        notices.enqueue_once(
            uow,
            EDITS[Kind.STRATEGY],
            period=f"parts/{strategy.ref}/{mine.id}/{mine.version}",
            now=acting.now,
            account=acting.account,
            subject=strategy.ref,
            by=acting.person.id,
            edits=card.id,
        )


# ------------------------------------------------------------------------ what everybody may see

Voices = Mapping[int, Distribution | None]
"""By the ids of goals that were answered about: None where too few have."""


def confidences(uow: UnitOfWork, business: Iterable[Goal]) -> Voices:
    """How sure the team is of business goals, by their ids; one statement."""
    ids = [goal.saved_id for goal in business if goal.is_business]
    if not ids:
        return {}
    by_goal = lists((one.goal_id, one) for one in uow.confidences.of(ids))
    return {goal_id: distribution(given) for goal_id, given in by_goal.items()}


@dataclass(frozen=True)
class KeptParts:
    """The reports about the promises to one strategy."""

    reports: Sequence[PartReport] = field(default_factory=tuple)

    @property
    def latest(self) -> rules.PartStanding | None:
        """The last month about which anybody has answered."""
        return next(iter(rules.parts(self.reports)[::-1]), None)

    @property
    def notes(self) -> dict[str, str]:
        """The words that people have added themselves for that month, by the people's ids."""
        last = self.latest
        return {
            one.person_id: one.note
            for one in self.reports
            if one.note and last and one.period == last.period
        }


def parts(uow: UnitOfWork, strategy_ids: Collection[int]) -> dict[int, KeptParts]:
    """The reports about promises to these strategies, by their ids; one statement."""
    if not strategy_ids:
        return {}
    found = lists((one.strategy_id, one) for one in uow.part_reports.of(strategy_ids))
    return {strategy_id: KeptParts(reports) for strategy_id, reports in found.items()}
