"""The agenda of a review: actions that are done, that are left, and the needs of the coming months.

Source of the rules: docs/method.md, "plan" and "review".
"""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.action import Action, Purpose
from domain.amber import AmberTally
from domain.calendar import Month
from domain.goal import Goal
from domain.knowledge import KeyInformation
from domain.light import Colour, Light
from domain.plan import Entry, entry
from domain.sight import Finding, Scene, gaps, slipping


@dataclass(frozen=True)
class MethodCheck:
    """The demands of the method on a plan before it is rolled; empty where it meets them."""

    undetailed: tuple[Entry, ...]
    """Of the first month, without an owner or a date."""

    all_urgent: tuple[Month, ...]
    """Months without important work that is not urgent."""

    unanswered: tuple[Purpose, ...]
    """Red lights and slipping milestones that no open action serves, such as L3."""

    undecided: tuple[Light, ...]
    """Ambers past their decide-by date."""

    idle: tuple[Purpose, ...]
    """Strategies that no action serves in the window, such as S1."""


@dataclass(frozen=True)
class Agenda:
    """The points that the team goes through to plan `month` and the two after it."""

    month: Month
    done: tuple[Action, ...]
    left: tuple[Action, ...]
    """Open, of months before: to be done, carried over or dropped; the oldest first."""

    planned: tuple[tuple[Month, int], ...]
    """How much is planned for each month of the window."""

    check: MethodCheck

    gaps: tuple[Finding, ...]
    """Of the line of sight, the most important first."""

    ambers: AmberTally | None = None
    """How all ambers ended so far, where one did in the month that ends."""

    old: tuple[KeyInformation, ...] = ()
    """Key information that nobody has confirmed for half a year, the oldest first."""

    fading: tuple[Goal, ...] = ()
    """Visions and relationship goals to renew or to retire: their horizon is near."""

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """The window once this is rolled."""
        return self.month.window()

    @property
    def empty(self) -> tuple[Month, ...]:
        """Months of the window for which nothing is planned yet."""
        return tuple(month for month, count in self.planned if not count)


def agenda(
    month: Month,
    actions: Collection[Action],
    scene: Scene,
    *,
    today: date,
    present: Container[str],
    idle: Collection[Purpose] = (),
    ambers: AmberTally | None = None,
    old: Iterable[KeyInformation] = (),
) -> Agenda:
    """The agenda of the review that plans `month`, on `today` in the account's time zone.

    `actions`: all that are open, and those of the month before. `idle`: strategies that no action
    serves in the window. `ambers`: how all ambers ended, if that is news. `old`: key information
    that is to be confirmed.
    """
    live = [each for each in actions if each.is_open]
    window = month.window()
    return Agenda(
        month=month,
        done=tuple(each for each in actions if each.is_done and each.month == month.plus(-1)),
        left=tuple(sorted((each for each in live if each.month < month), key=_age)),
        planned=tuple((each, sum(one.month == each for one in live)) for each in window),
        check=_check(month, live, scene, today, present, idle),
        gaps=tuple(gaps(scene)),
        ambers=ambers,
        old=tuple(old),
        fading=tuple(each for each in scene.goals if each.is_fading(today)),
    )


def _check(  # noqa: PLR0917 - what the agenda is made of
    month: Month,
    live: Sequence[Action],
    scene: Scene,
    today: date,
    present: Container[str],
    idle: Collection[Purpose],
) -> MethodCheck:
    first = [entry(each, month, today, present) for each in live if each.month == month]
    long_term = {each.month for each in live if each.kind is not None}
    reds = [
        Purpose(each.ref, each.text)
        for each in scene.lights
        if each.is_open and each.colour is Colour.RED
    ]
    to_answer = (*reds, *slipping(scene.ways))
    return MethodCheck(
        undetailed=tuple(each for each in first if each.gaps),
        all_urgent=tuple(each for each in month.window() if each not in long_term),
        unanswered=tuple(each for each in to_answer if each.ref not in scene.served),
        undecided=tuple(each for each in scene.lights if each.is_overdue(today)),
        idle=tuple(idle),
    )


def _age(action: Action) -> tuple[Month, date, int]:
    return action.month, action.due or date.max, action.number
