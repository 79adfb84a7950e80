"""Reminders: who is told on the morning that an action falls due, or has fallen overdue.

On the first working day of a month, also of what has no date.

One message a person and day, over all their accounts, however many of these have its turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

from domain.account import Account
from domain.action import Action
from domain.calendar import ONE_DAY, Month, add_working_days, at_local
from domain.notice import Kind, Notice
from domain.person import Person
from services import absences, access, actions, holidays, notices, plan
from services.actions import Mine
from services.occurrences import DueOccurrence, latest
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Due:
    """A person's actions in one account that a reminder names: due, overdue, or without a date."""

    account: Account
    today: date
    overdue: tuple[Action, ...]
    due: tuple[Action, ...]
    undated: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Morning:
    """A working day of an account, when it began, and the days whose due dates are news then.

    `here` are the ids of those who can do something for the account.
    """

    account: Account
    day: date
    at: datetime
    after: date
    until: date
    here: frozenset[str]

    def tells(self, action: Action) -> bool:
        """Whether an action is a reason to remind its owner.

        What has no date is one on the first working day of each month.
        """
        is_news = action.due is not None and self.after < action.due <= self.until
        is_undated = self.begins_month and action.lacks_date(self.day)
        return (is_news or is_undated) and action.owner_id in self.here

    @property
    def begins_month(self) -> bool:
        """Whether no working day of the month came before."""
        return Month.of(self.after + ONE_DAY) < Month.of(self.day)


def plan_days(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], _now: datetime) -> None:
    """Enqueue reminders and word of lost owners, as many statements for many accounts as for one.

    After an outage the last day counts, and what fell overdue meanwhile is news of it.
    """
    owned = uow.actions.owners({one.account_id for one in occurrences})
    if not owned:
        return
    busy = [one for one in occurrences if one.account_id in owned]
    mornings = {one.account.saved_id: one for one in _mornings(uow, busy)}
    after = min(one.after for one in mornings.values())
    until = max(one.until for one in mornings.values())
    months = [Month.of(one.day) for one in mornings.values() if one.begins_month]
    due = uow.actions.due_within(mornings, after, until, max(months, default=None))
    told = [(mornings[each.account_id], each) for each in due]
    owners: dict[tuple[str, date], list[Morning]] = {}
    for one, action in told:
        if one.tells(action):
            owners.setdefault((str(action.owner_id), one.day), []).append(one)
    people = uow.people.named({person_id for person_id, _day in owners})
    reminders = [
        _reminder(uow, people[person_id], day, found)
        for (person_id, day), found in sorted(owners.items(), key=itemgetter(0))
        if people[person_id].wants_reminders
    ]
    uow.notices.add_new([*reminders, *_lost_owners(uow, mornings, owned)])


def _mornings(uow: UnitOfWork, occurrences: Sequence[DueOccurrence]) -> list[Morning]:
    last = latest(occurrences)
    first = {one.account_id: one for one in sorted(occurrences, key=_when, reverse=True)}
    present = plan.present_in(uow, [one.account for one in last])
    return [
        _morning(first[one.account_id], one, frozenset(present[one.account_id])) for one in last
    ]


def _morning(first: DueOccurrence, last: DueOccurrence, here: frozenset[str]) -> Morning:
    account, day = last.account, date.fromisoformat(last.period)
    free = holidays.of(account.country)
    before = add_working_days(date.fromisoformat(first.period), -1, free) - ONE_DAY
    return Morning(account, day, last.at, before, until(account, day), here)


def _when(one: DueOccurrence) -> datetime:
    return one.at


def until(account: Account, day: date) -> date:
    """The last day before the next working day: nobody is reminded on a weekend."""
    return add_working_days(day, 1, holidays.of(account.country)) - ONE_DAY


def due(
    uow: UnitOfWork, person_id: str, day: date, now: datetime, *, reader: str | None = None
) -> list[Due]:
    """The actions in the reminder of `day`: as of that day in every account, wherever it lies.

    `reader` stands in for the person and sees what is in the accounts of both.
    """
    theirs = uow.accounts.visible_to(access.person(uow, person_id))
    if reader is not None:
        shared = {account.id for account in uow.accounts.of(reader)}
        theirs = [account for account in theirs if account.id in shared]
    found = [_due(mine, day) for mine in actions.mine_in(uow, person_id, theirs, now)]
    return [each for each in found if each.overdue or each.due or each.undated]


def lost(uow: UnitOfWork, account: Account, person_id: str) -> list[Action]:
    """The open actions of somebody who cannot do them any more; none if they are back."""
    if person_id in plan.present(uow, account):
        return []
    return list(uow.actions.owned_by(person_id, [account.saved_id]))


def switch(uow: UnitOfWork, person_id: str, *, on: bool) -> Person:
    """Whether this person wants reminders; raises NotAllowed."""
    person = access.person(uow, person_id)
    person.wants_reminders = on
    return person


def _due(mine: Mine, day: date) -> Due:
    dated = [each.action for each in mine.entries if each.action.due is not None]
    soon = until(mine.account, day)
    return Due(
        account=mine.account,
        today=day,
        overdue=tuple(each for each in dated if each.is_overdue(day)),
        due=tuple(each for each in dated if not each.is_overdue(day) and _due_by(each, soon)),
        undated=tuple(each.action for each in mine.entries if each.action.lacks_date(day)),
    )


def _due_by(action: Action, day: date) -> bool:
    return action.due is not None and action.due <= day


def _reminder(uow: UnitOfWork, person: Person, day: date, found: Sequence[Morning]) -> Notice:
    """The reminder of a person, or of who stands in for them in one of these accounts.

    It comes in their own morning; where that is over already, at once.
    """
    here = frozenset[str]().union(*(one.here for one in found))
    to = absences.receiver(person, here, day) or person.id
    began, zone = found[-1].at, found[-1].account.zone
    hour = began.astimezone(zone)
    own_morning = at_local(day, hour.hour, hour.minute, person.zone)
    return notices.new_notice(
        uow,
        Kind.REMINDER,
        period=f"{person.id}/{day.isoformat()}",
        to=to,
        now=max(began, own_morning),
        facts={} if to == person.id else {absences.FOR: person.id},
    )


def _lost_owners(
    uow: UnitOfWork, mornings: Mapping[int, Morning], owners: Mapping[int, set[str]]
) -> list[Notice]:
    """Once a month and person that left: their actions need somebody else."""
    return [
        _lost_owner(uow, one, person_id)
        for account_id, one in mornings.items()
        if one.account.owner_id in one.here
        for person_id in sorted(owners[account_id] - one.here)
    ]


def _lost_owner(uow: UnitOfWork, one: Morning, person_id: str) -> Notice:
    return notices.new_notice(
        uow,
        Kind.OWNER_LOST,
        period=f"{person_id}/{Month.of(one.account.today(one.at))}",
        to=str(one.account.owner_id),
        now=one.at,
        account=one.account,
        facts={"person": person_id},
    )
