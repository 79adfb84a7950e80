"""Asking for agreement: who has not agreed to a goal's numbers is reminded in private, twice.

After three and after ten working days, as for commitment, and in one message with it. `plan_days`
looks at many accounts with as many statements as at one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.account import Account
from domain.agreement import AskedToAgree, waiting
from domain.goal import Goal, GoalKind
from domain.grouping import lists
from domain.notice import Kind
from services import goals, holidays, notices, plan
from services.asking import Since
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
    asked = _Asked(uow, business)
    present = plan.present_in(uow, {days[goal.account_id].account for goal in business})
    rows: list[AskedToAgree] = []
    told: dict[tuple[str, date], None] = {}
    for goal in business:
        one, here = days[goal.account_id], present[goal.account_id]
        day, free = date.fromisoformat(one.period), holidays.of(one.account.country)
        for row, since in asked.rows(one.account, goal, here):
            if row.is_to_be_reminded(since, day, free):
                row.remind(since, day, free)
                rows.append(row)
                told[row.person_id, day] = None
    uow.asked_to_agree.save_all(rows)
    uow.notices.add_new(notices.reminders(uow, Kind.COMMIT_REMINDER, told, now))


def due(uow: UnitOfWork, person_id: str, day: date) -> list[ToAgree]:
    """The goals in the reminder of `day`: in every account of the person, as of that day."""
    homes = {each.saved_id: (each, since) for each, since in uow.accounts.of_member(person_id)}
    business = uow.goals.open_of(homes, GoalKind.BUSINESS) if homes else ()
    if not business:
        return []
    asked, found = _Asked(uow, business), []
    for goal in business:
        account, since = homes[goal.account_id]
        if asked.is_due(account, goal, {person_id: since}, day):
            found.append((goal.account_id, goal))
    due_in = lists(found)
    return [ToAgree(homes[each][0], tuple(due_in[each])) for each in homes if each in due_in]


class _Asked:
    """Agreements to goals, and the reminders to agree to them, looked up at once."""

    def __init__(self, uow: UnitOfWork, business: Collection[Goal]) -> None:
        ids = goals.ids_of(business)
        self.given, self.asked = uow.agreements.of(ids), uow.asked_to_agree.of(ids)

    def rows(self, account: Account, goal: Goal, here: Since) -> list[tuple[AskedToAgree, date]]:
        """The reminders to those who are there and have not agreed, and since when it is asked."""
        return [
            (self._row(goal, person_id), _since(account, goal, here[person_id]))
            for person_id in waiting(goal, self.given, here)
        ]

    def is_due(self, account: Account, goal: Goal, here: Since, day: date) -> bool:
        """Whether one of these people is reminded of the goal on this day."""
        free = holidays.of(account.country)
        return any(
            row.was_reminded_on(day) or row.is_to_be_reminded(since, day, free)
            for row, since in self.rows(account, goal, here)
        )

    def _row(self, goal: Goal, person_id: str) -> AskedToAgree:
        known = self.asked.get((goal.saved_id, goal.version_of_numbers, person_id))
        return known or AskedToAgree(
            workspace_id=goal.workspace_id,
            goal_id=goal.saved_id,
            version_of_numbers=goal.version_of_numbers,
            person_id=person_id,
        )


def _since(account: Account, goal: Goal, joined: datetime | None) -> date:
    """The account's date since which somebody is asked: for these numbers, not before joining."""
    numbered = goal.numbers_on or account.today(goal.created_at)
    return max(numbered, account.today(joined)) if joined else numbered
