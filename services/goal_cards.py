"""The goals on a living card, and the latest that became of one."""

from collections.abc import Iterable, Sequence

from domain.activity import Activity
from domain.goal import Goal
from services.goals import CHANGED, DROPPED, REACHED, RENUMBERED, REOPENED, SET
from storage.unit_of_work import UnitOfWork

TOLD = frozenset(
    {SET, CHANGED, RENUMBERED, REACHED, DROPPED, REOPENED, "agreement.client"}
    | {"milestone.set", "milestone.moved", "milestone.removed", "progress.reported"}
)
"""Changes that the card of a goal names: the agreement of each member is only counted."""


def on_card(uow: UnitOfWork, account_id: int, refs: Iterable[str]) -> Sequence[Goal]:
    """The goals with these references that still are."""
    return uow.goals.numbered(account_id, [int(ref[1:]) for ref in refs])


def last_told(uow: UnitOfWork, goal: Goal) -> Activity | None:
    """The latest change of a goal, its milestones or its numbers that was not taken back."""
    milestones = uow.milestones.of([goal.saved_id]) if goal.is_business else ()
    subjects = [goal.ref, *(one.ref for one in milestones)]
    found = uow.activities.standing_of(goal.account_id, subjects, parts_of=[goal.ref])
    wrong = {change.subject for change in found if change.kind == "progress.corrected"}
    return next(
        (one for one in found if one.kind in TOLD and one.subject not in wrong),
        None,
    )
