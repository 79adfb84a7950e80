"""The plan: three months, the first in detail, the others in outline.

Source of the rules: docs/method.md, "plan".
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.action import Action
from domain.calendar import Month, PlanWindow


class MissingDetail(StrEnum):
    """The details that an action still needs before somebody can do it."""

    OWNER = "owner"
    DATE = "date"


@dataclass(frozen=True)
class Entry:
    """An open action as it stands in the plan."""

    action: Action
    gaps: tuple[MissingDetail, ...]
    is_overdue: bool


@dataclass(frozen=True)
class Plan:
    """An account's plan on one day. Every open action stands in exactly one place."""

    window: PlanWindow
    overdue: tuple[Entry, ...]
    """Past their due date, whichever month they belong to; the longest overdue first."""

    left: tuple[Entry, ...]
    """Of months before the window, not overdue: they wait to be done, carried over or dropped."""

    months: Mapping[Month, tuple[Entry, ...]]
    """The window's months; each by due date, then what has none."""

    later: tuple[Entry, ...]
    """After the window."""

    done: tuple[Action, ...]
    """Done, of the window's first month."""

    @property
    def in_detail(self) -> tuple[Entry, ...]:
        """The window's first month."""
        return self.months[self.window.first]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.open or self.done)

    @property
    def open(self) -> tuple[Entry, ...]:
        """Every open action, in the order the plan shows them."""
        outlined = (entry for entries in self.months.values() for entry in entries)
        return (*self.overdue, *self.left, *outlined, *self.later)


def lay_out(
    actions: Iterable[Action], window: PlanWindow, today: date, present: Container[str]
) -> Plan:
    """The plan on `today` in the account's time zone.

    `present` holds the ids of those who can do something: an action of anybody else needs an
    owner.
    """
    known = sorted(actions, key=_by_date)
    entries = [entry(each, window.first, today, present) for each in known if each.is_open]
    waiting = [each for each in entries if not each.is_overdue]
    return Plan(
        window=window,
        overdue=tuple(each for each in entries if each.is_overdue),
        left=tuple(each for each in waiting if each.action.month < window.first),
        months={
            month: tuple(each for each in waiting if each.action.month == month)
            for month in window.months
        },
        later=tuple(each for each in waiting if each.action.month > window.months[-1]),
        done=tuple(each for each in known if each.is_done and each.month == window.first),
    )


def entry(action: Action, first: Month, today: date, present: Container[str]) -> Entry:
    """An open action in a plan that starts with `first`."""
    return Entry(action, gaps(action, first, present), action.is_overdue(today))


def gaps(action: Action, first: Month, present: Container[str]) -> tuple[MissingDetail, ...]:
    """Up to the first month an action needs owner and date, later one line is enough.

    Whose owner has gone needs one in any month: somebody believes it is taken care of.
    """
    in_detail = action.month <= first
    has_gone = action.owner_id is not None and action.owner_id not in present
    found = []
    if has_gone or (in_detail and action.owner_id is None):
        found.append(MissingDetail.OWNER)
    if in_detail and action.due is None:
        found.append(MissingDetail.DATE)
    return tuple(found)


def _by_date(action: Action) -> tuple[date, Month, int]:
    """By due date; what has none stands after everything of its time."""
    return action.due or date.max, action.month, action.number
