"""Charts: what they are about, and what they show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.account import Account
from domain.activity import Activity
from domain.light import Colour, overall
from services import goals, lights
from services.access import Acting
from storage.unit_of_work import UnitOfWork

LOOK_BACK = timedelta(days=365)
"""How far a picture of the lights goes back."""


@dataclass(frozen=True)
class LightsOfDay:
    """How many lights were open at the end of a day, by the colours that any had."""

    on: date
    counts: Counter[Colour]

    @property
    def light(self) -> Colour | None:
        """The account's light."""
        return overall(self.counts)


def subject(uow: UnitOfWork, acting: Acting, number: int | None) -> str | None:
    """The reference of the goal that a picture shows; None for the lights of the account.

    Raises UnknownRef and NotABusinessGoal.
    """
    if number is None:
        return None
    goal = goals.get(uow, acting, number)
    goal.must_be_measured()
    return goal.ref


def lights_by_day(uow: UnitOfWork, account: Account, now: datetime) -> list[LightsOfDay]:
    """Days on which the number of open lights changed, within a year; today's at least."""
    today = account.today(now)
    changes = uow.activities.standing(account.saved_id, lights.COLOURING)
    days = {day.on: day for day in _replay(account, changes)}
    begins = today - LOOK_BACK
    before = [day for day in days.values() if day.on <= begins]
    kept = [LightsOfDay(begins, before[-1].counts)] if before else []
    kept += [day for day in days.values() if day.on > begins]
    return kept or [LightsOfDay(today, Counter())]


def _replay(account: Account, changes: Iterable[Activity]) -> Iterable[LightsOfDay]:
    """The counts after each change."""
    open_lights: dict[str, Colour] = {}
    cleared: dict[str, Colour] = {}
    for change in changes:
        if change.kind == lights.CLEARED:
            cleared[change.subject] = open_lights.pop(change.subject, Colour.RED)
        elif change.kind == lights.REOPENED:
            open_lights[change.subject] = cleared.get(change.subject, Colour.RED)
        else:
            open_lights[change.subject] = Colour((change.after or {})["colour"])
        on = change.at.astimezone(account.zone).date()
        yield LightsOfDay(on, Counter(open_lights.values()))
