"""Charts: asked for, and what they show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.account import Account
from domain.activity import Activity
from domain.light import Colour
from domain.notice import Kind, Notice
from domain.permission import Right
from services import goals, lights, notices
from services.access import Acting
from storage.unit_of_work import UnitOfWork

LOOK_BACK = timedelta(days=365)
"""How far a picture of the lights goes back."""

Counts = dict[Colour, int]


@dataclass(frozen=True)
class LightsOfDay:
    """How many lights of each colour were open at the end of a day."""

    on: date
    counts: Counts


def ask(
    uow: UnitOfWork, acting: Acting, number: int | None, *, key: str, thread_ts: str | None = None
) -> Notice:
    """Owe the home channel a picture, of a goal or of the lights; `key` tells requests apart.

    Raises UnknownRef and NotABusinessGoal.
    """
    acting.must(Right.CHANGE)
    if number is not None:
        goals.get(uow, acting, number).must_be_measured()
    return notices.owe(
        uow,
        Kind.CHART,
        period=key,
        to=acting.account.channel_id,
        now=acting.now,
        account=acting.account,
        subject=None if number is None else f"G{number}",
        facts={"thread": thread_ts} if thread_ts else {},
    )


def lights_by_day(uow: UnitOfWork, account: Account, now: datetime) -> list[LightsOfDay]:
    """Days on which the number of open lights changed, within a year; today's at least."""
    today = account.today(now)
    changes = uow.activities.standing(account.saved_id, lights.COLOURING)
    days = {day.on: day for day in _replay(account, changes)}
    begins = today - LOOK_BACK
    before = [day for day in days.values() if day.on <= begins]
    kept = [LightsOfDay(begins, before[-1].counts)] if before else []
    kept += [day for day in days.values() if day.on > begins]
    return kept or [LightsOfDay(today, dict.fromkeys(Colour, 0))]


def _replay(account: Account, changes: Iterable[Activity]) -> Iterable[LightsOfDay]:
    """The counts after each change."""
    open_lights: dict[str, Colour] = {}
    for change in changes:
        if change.kind == lights.CLEARED:
            open_lights.pop(change.subject, None)
        else:
            open_lights[change.subject] = Colour((change.after or {})["colour"])
        on = change.at.astimezone(account.zone).date()
        colours = list(open_lights.values())
        yield LightsOfDay(on, {colour: colours.count(colour) for colour in Colour})
