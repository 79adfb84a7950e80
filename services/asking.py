"""Asking for commitment: who joins is shown the strategies, who is silent is reminded in private
after three and ten working days, and then the owner is told. Each once.

`plan` looks at many accounts with as many statements as at one. A person is reminded of all
their accounts in one message a day, so what it says is worked out by the day, whichever of the
accounts has its turn first.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.account import Account
from domain.commitment import Asked
from domain.notice import Kind, Notice
from domain.strategy import Strategy
from services import history, holidays, notices, plan, standings
from services.occurrences import DueOccurrence, latest
from services.standings import Answers, Waiting
from storage.unit_of_work import UnitOfWork

Since = Mapping[str, datetime | None]
"""Who is present in an account, and since when; None: an owner outside its team."""


@dataclass(frozen=True)
class Silent:
    """A strategy, and who has said nothing to it though they were reminded twice."""

    strategy: Strategy
    people: tuple[str, ...]


@dataclass
class _Day:
    """The findings of one look: people to remind with their days, and owners to inform."""

    reminded: dict[tuple[str, date], None] = field(default_factory=dict)
    told: dict[tuple[Account, str, date], dict[str, list[str]]] = field(default_factory=dict)
    rows: list[Asked] = field(default_factory=list)


def plan_days(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], now: datetime) -> None:
    """Enqueue the reminders of the day, and word to the owners; what an outage held up is one."""
    days = {one.account_id: one for one in latest(occurrences)}
    active = uow.strategies.active(days)
    if not active:
        return
    ids = [each.saved_id for each in active]
    asked, answers = uow.asked.of(ids), Answers(uow, active)
    everybody = plan.present_in(uow, [days[each.account_id].account for each in active])
    found = _Day()
    for strategy in active:
        one, here = days[strategy.account_id], everybody[strategy.account_id]
        for person_id in answers.standing(strategy, here).waiting:
            row = asked.get((strategy.saved_id, strategy.wording, person_id))
            _look(found, one, strategy, here, row or _new(strategy, person_id))
    uow.asked.save_all(found.rows)
    uow.notices.add_new(
        [
            *notices.reminders(uow, Kind.COMMIT_REMINDER, found.reminded, now),
            *_words(uow, found, now),
        ]
    )


def welcome(uow: UnitOfWork, account: Account, joined: Collection[str], now: datetime) -> None:
    """Show those who joined the team its strategies, once, however often they join."""
    if not joined or not uow.strategies.active([account.saved_id]):
        return
    planned = [
        notices.new_notice(
            uow, Kind.STRATEGIES_SHOWN, period=person_id, to=person_id, now=now, account=account
        )
        for person_id in sorted(joined)
    ]
    uow.notices.add_new(planned)


def due(uow: UnitOfWork, person_id: str, day: date) -> list[Waiting]:
    """The strategies in the reminder of `day`: in every account of the person, as of that day."""
    found = standings.waiting_for(uow, person_id)
    asked = uow.asked.of([one.saved_id for each in found for one in each.strategies])
    kept = [_due(each, asked, person_id, day) for each in found]
    return [each for each in kept if each.strategies]


def shown(uow: UnitOfWork, account: Account, person_id: str) -> Waiting | None:
    """The strategies that wait for somebody who joined; None where none does."""
    found = standings.waiting_for(uow, person_id)
    return next((each for each in found if each.account.id == account.id), None)


def silent(
    uow: UnitOfWork, account: Account, told: Mapping[str, Sequence[str]], *, reader: str
) -> tuple[list[Silent], dict[str, str]]:
    """The people who still have not answered, for the owner, with their names.

    Nothing of the `reader`, who may be the owner by now.
    """
    account_id = account.saved_id
    active = [each for each in uow.strategies.active([account_id]) if each.ref in told]
    answers, here = Answers(uow, active), plan.present(uow, account)
    found = []
    for one in active:
        waiting = answers.standing(one, here).waiting
        people = tuple(each for each in waiting if each in told[one.ref] and each != reader)
        found += [Silent(one, people)] if people else []
    return found, history.names(uow, {person for each in found for person in each.people})


def _look(found: _Day, one: DueOccurrence, strategy: Strategy, here: Since, row: Asked) -> None:
    """Whether somebody who has not committed is reminded today, or the owner is told."""
    day, account = date.fromisoformat(one.period), one.account
    since, free = _since(account, strategy, here[row.person_id]), holidays.of(account.country)
    if row.is_to_be_reminded(since, day, free):
        row.remind(since, day, free)
        found.reminded[row.person_id, day] = None
    elif row.is_to_be_told(day):
        to = _whom_to_tell(account, strategy, here)
        if to is None:
            return
        row.told_on = day
        if to != row.person_id:
            told = found.told.setdefault((account, to, day), {})
            told.setdefault(strategy.ref, []).append(row.person_id)
    else:
        return
    found.rows.append(row)


def _whom_to_tell(account: Account, strategy: Strategy, here: Since) -> str | None:
    """The owner of the account, else who proposed the strategy; who is gone is told nothing."""
    return next((each for each in (account.owner_id, strategy.proposed_by) if each in here), None)


def _since(account: Account, strategy: Strategy, joined: datetime | None) -> date:
    """The account's date on which somebody was asked: for this wording, and not before joining."""
    return account.today(max(strategy.worded_at, joined or strategy.worded_at))


def _due(
    each: Waiting, asked: Mapping[tuple[int, int, str], Asked], person_id: str, day: date
) -> Waiting:
    free = holidays.of(each.account.country)
    kept = []
    for one in each.strategies:
        row = asked.get((one.saved_id, one.wording, person_id)) or _new(one, person_id)
        since = _since(each.account, one, each.since)
        if row.was_reminded_on(day) or row.is_to_be_reminded(since, day, free):
            kept.append(one)
    return Waiting(each.account, each.since, tuple(kept))


def _new(strategy: Strategy, person_id: str) -> Asked:
    return Asked(
        workspace_id=strategy.workspace_id,
        strategy_id=strategy.saved_id,
        wording=strategy.wording,
        person_id=person_id,
    )


def _words(uow: UnitOfWork, found: _Day, now: datetime) -> list[Notice]:
    return [
        notices.new_notice(
            uow,
            Kind.UNCOMMITTED,
            period=f"{to}/{day.isoformat()}",
            to=to,
            now=now,
            account=account,
            facts={"silent": told},
        )
        for (account, to, day), told in found.told.items()
    ]
