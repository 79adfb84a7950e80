"""Reminders: who is told on the morning that an action falls due, or has fallen overdue.

One message a person and day, over all their accounts, however many of these have its turn.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.account import Account
from domain.action import Action
from domain.calendar import ONE_DAY, Month, add_working_days
from domain.notice import Kind
from domain.person import Person
from services import access, actions, holidays, notices, plan
from services.actions import Mine
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Due:
    """A person's actions in one account that are due or overdue on the day of a reminder."""

    account: Account
    today: date
    overdue: tuple[Action, ...]
    due: tuple[Action, ...]


def plan_day(uow: UnitOfWork, account: Account, period: str, at: datetime) -> None:
    """What the routine owes on the working day `period`: reminders, and word of lost owners."""
    day = date.fromisoformat(period)
    here = plan.present(uow, account)
    owners = {str(action.owner_id) for action in news(uow, account, day)} & here
    for person in uow.people.named(owners).values():
        if person.wants_reminders:
            _remind(uow, person.id, day, at)
    _tell_of_lost_owners(uow, account, here, at)


def news(uow: UnitOfWork, account: Account, day: date) -> Iterable[Action]:
    """What falls due from this working day to the next, or did so since the one before."""
    earlier = add_working_days(day, -1, holidays.of(account.country))
    return uow.actions.due_within(plan.id_of(account), earlier - ONE_DAY, until(account, day))


def until(account: Account, day: date) -> date:
    """The last day before the next working day: nobody is reminded on a weekend."""
    return add_working_days(day, 1, holidays.of(account.country)) - ONE_DAY


def due(uow: UnitOfWork, person_id: str, day: date, now: datetime) -> list[Due]:
    """What the reminder of `day` says: as of that day in every account, wherever it lies."""
    found = [_due(mine, day) for mine in actions.mine(uow, person_id, now)]
    return [each for each in found if each.overdue or each.due]


def lost(uow: UnitOfWork, account: Account, person_id: str) -> list[Action]:
    """The open actions of somebody who cannot do them any more; none if they are back."""
    if person_id in plan.present(uow, account):
        return []
    return list(uow.actions.owned_by(person_id, [plan.id_of(account)]))


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
    )


def _due_by(action: Action, day: date) -> bool:
    return action.due is not None and action.due <= day


def _remind(uow: UnitOfWork, person_id: str, day: date, at: datetime) -> None:
    notices.owe_once(
        uow, Kind.REMINDER, period=f"{person_id}/{day.isoformat()}", to=person_id, now=at
    )


def _tell_of_lost_owners(
    uow: UnitOfWork, account: Account, here: Collection[str], at: datetime
) -> None:
    """Once a month and person that left: their actions need somebody else."""
    if account.owner_id not in here:
        return
    owners = {each.owner_id for each in uow.actions.open(plan.id_of(account)) if each.owner_id}
    for person_id in sorted(owners - set(here)):
        notices.owe_once(
            uow,
            Kind.OWNER_LOST,
            period=f"{person_id}/{Month.of(account.today(at))}",
            to=str(account.owner_id),
            now=at,
            account=account,
            facts={"person": person_id},
        )
