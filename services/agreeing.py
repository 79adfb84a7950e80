"""Asking for agreement: who has not agreed to a goal's numbers is reminded in private, twice.

After three and after ten working days, as for commitment, and in one message with it. `plan_days`
looks at many accounts with as many statements as at one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.account import Account
from domain.agreement import Agreement, AskedToAgree, waiting
from domain.goal import Goal, GoalKind
from domain.notice import Kind
from services import goals, holidays, notices, plan
from services.occurrences import DueOccurrence, latest
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ToAgree:
    """The goals of one account that wait for a person's agreement."""

    account: Account
    goals: tuple[Goal, ...]


def plan_days(uow: UnitOfWork, occurrences: Sequence[DueOccurrence], now: datetime) -> None:
    """Enqueue the reminders of the day; what an outage held up is one."""
    days = {one.account_id: one for one in latest(occurrences)}
    business = uow.goals.open_of(days, GoalKind.BUSINESS)
    if not business:
        return
    ids = goals.ids_of(business)
    asked, given = uow.asked_to_agree.of(ids), uow.agreements.of(ids)
    accounts = {goal.account_id: days[goal.account_id].account for goal in business}
    present = plan.present_in(uow, accounts.values())
    rows: list[AskedToAgree] = []
    told: dict[tuple[str, date], None] = {}
    for goal in business:
        account, here = accounts[goal.account_id], present[goal.account_id]
        day = date.fromisoformat(days[goal.account_id].period)
        for person_id in waiting(goal, given, here):
            row = _row(asked, goal, person_id)
            since = _since(account, goal, here[person_id])
            if row.is_to_be_reminded(since, day, holidays.of(account.country)):
                row.remind(since, day, holidays.of(account.country))
                rows.append(row)
                told[person_id, day] = None
    uow.asked_to_agree.save_all(rows)
    uow.notices.add_new(notices.reminders(uow, Kind.COMMIT_REMINDER, told, now))


def due(uow: UnitOfWork, person_id: str, day: date) -> list[ToAgree]:
    """The goals in the reminder of `day`: in every account of the person, as of that day."""
    mine = uow.accounts.of_member(person_id)
    homes = {account.saved_id: (account, since) for account, since in mine}
    business = uow.goals.open_of(homes, GoalKind.BUSINESS) if homes else ()
    if not business:
        return []
    ids = goals.ids_of(business)
    given, asked = uow.agreements.of(ids), uow.asked_to_agree.of(ids)
    found = [
        ToAgree(
            account,
            tuple(
                goal
                for goal in business
                if goal.account_id == account_id
                and _is_due(asked, given, account, goal, person_id, since, day)
            ),
        )
        for account_id, (account, since) in homes.items()
    ]
    return [each for each in found if each.goals]


def _is_due(  # noqa: PLR0917 - who, what and since when
    asked: Mapping[tuple[int, int, str], AskedToAgree],
    given: Sequence[Agreement],
    account: Account,
    goal: Goal,
    person_id: str,
    joined: datetime | None,
    day: date,
) -> bool:
    if not waiting(goal, given, [person_id]):
        return False
    row, since = _row(asked, goal, person_id), _since(account, goal, joined)
    is_new = row.is_to_be_reminded(since, day, holidays.of(account.country))
    return row.was_reminded_on(day) or is_new


def _since(account: Account, goal: Goal, joined: datetime | None) -> date:
    """The account's date since which somebody is asked: for these numbers, not before joining."""
    numbered = goal.numbers_on or account.today(goal.created_at)
    return max(numbered, account.today(joined)) if joined else numbered


def _row(
    asked: Mapping[tuple[int, int, str], AskedToAgree], goal: Goal, person_id: str
) -> AskedToAgree:
    known = asked.get((goal.saved_id, goal.version_of_numbers, person_id))
    return known or AskedToAgree(
        workspace_id=goal.workspace_id,
        goal_id=goal.saved_id,
        version_of_numbers=goal.version_of_numbers,
        person_id=person_id,
    )
