"""Undo: take back a change of one's own, as long as what it set still stands."""

from collections.abc import Callable
from typing import Any

from domain.activity import Activity, AlreadyUndone, NothingToUndo
from domain.entity import Entity
from domain.permission import Right
from services import (
    accounts,
    actions,
    agreements,
    audience,
    commitments,
    contacts,
    goals,
    history,
    knowledge,
    lights,
    milestones,
    moves,
    progress,
    reviews,
    settings,
    slips,
    strategies,
)
from services.access import Acting
from services.courses import course_of
from storage.repository import Repository
from storage.unit_of_work import UnitOfWork

Find = Callable[[UnitOfWork, int, str], Any]
Correct = Callable[[UnitOfWork, Acting, Activity], None]


def _part_of(rows: Callable[[UnitOfWork], Repository[Any]]) -> Find:
    """How to find a part of a subject, such as a measurement of G2, by the id in its reference."""

    def find(uow: UnitOfWork, account_id: int, ref: str) -> Any:  # noqa: ANN401 - of any noun
        found = rows(uow).by_id(history.part_id(ref))
        return found if found and found.account_id == account_id else None

    return find


def _nothing_else(_uow: UnitOfWork, _acting: Acting, _activity: Activity) -> None:
    """Nothing but the subject itself tells of the change."""


def _goal_undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Look where its milestones stand now; whether it may be undone, the goal itself says."""
    goals.undone(uow, acting, activity)
    is_there = activity.before is not None
    goal = goals.find(uow, activity.account_id, activity.subject) if is_there else None
    if goal is not None and goal.is_business:
        slips.look_at(uow, acting.account, course_of(uow, goal), acting.now)


UNDOING: dict[str, tuple[Find, Correct]] = {
    "light": (lights.find, lights.undone),
    "account": (accounts.find, accounts.undone),
    "action": (actions.find, actions.undone),
    "review": (reviews.find, reviews.undone),
    "settings": (settings.find, settings.undone),
    "goal": (goals.find, _goal_undone),
    "agreement": (agreements.find, agreements.undone),
    "milestone": (milestones.find, milestones.undone),
    "progress": (_part_of(lambda uow: uow.progress), progress.undone),
    "quote": (_part_of(lambda uow: uow.quotes), _nothing_else),
    "guard": (_part_of(lambda uow: uow.guards), _nothing_else),
    "strategy": (strategies.find, strategies.undone),
    "commitment": (commitments.find, commitments.undone),
    "concern": (commitments.find_concern, commitments.concern_undone),
    "guest": (audience.find, audience.undone),
    "contact": (contacts.find, contacts.undone),
    "knowledge": (knowledge.find, _nothing_else),
    moves.MOVED: (accounts.find, moves.undone),
}
"""By noun, or by kind: how to find what an activity is about, and what else is to be done, or to be
refused, once it was taken back."""

CHECKS: dict[str, Correct] = {moves.MOVED: moves.may_be_undone}
"""What refuses to have a change of a kind taken back before anything is put back."""

LASTING = frozenset({accounts.STARTED})
"""Kinds that are not undone: others have built on them, and all of it would go with them."""


def undo(uow: UnitOfWork, acting: Acting, activity_id: int | None = None) -> Activity:
    """Take back the change named, else one's latest on this account.

    Raises NothingToUndo, AlreadyUndone, ChangedSince where the subject has moved on, and what
    the corrections of its noun raise.
    """
    acting.must(Right.CHANGE)
    activity = _to_undo(uow, acting, activity_id)
    noun = activity.kind.partition(".")[0]
    find, correct = UNDOING.get(activity.kind) or UNDOING[noun]
    subject = find(uow, activity.account_id, activity.subject)
    if subject is None or not _locked(uow, subject) or not history.stands(activity, subject):
        raise history.changed_since(uow, acting, activity.subject)
    if activity.kind in CHECKS:
        CHECKS[activity.kind](uow, acting, activity)
    activity.undone_at = acting.now
    history.show(uow, acting)
    if activity.before is None:
        uow.remove(subject)
    else:
        history.put_back(activity, subject)
    correct(uow, acting, activity)
    return activity


def _locked(uow: UnitOfWork, subject: Any) -> bool:  # noqa: ANN401 - of any noun
    """Whether it is still there; settings are kept in several rows, whose versions are compared."""
    return not isinstance(subject, Entity) or uow.lock(subject)


def _to_undo(uow: UnitOfWork, acting: Acting, activity_id: int | None) -> Activity:
    if activity_id is None:
        activity = uow.activities.latest_by(acting.account_id, acting.person.id)
    else:
        activity = uow.activities.get(activity_id)
    mine = (acting.account_id, acting.person.id)
    if activity is None or (activity.account_id, activity.by) != mine:
        raise NothingToUndo
    if activity.kind in LASTING:
        raise NothingToUndo
    if activity.undone_at is not None:
        raise AlreadyUndone
    return activity
