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
    guards,
    history,
    knowledge,
    lights,
    milestones,
    moves,
    progress,
    quotes,
    reviews,
    settings,
    slips,
    strategies,
)
from services.access import Acting
from services.courses import course_of
from storage.unit_of_work import UnitOfWork

Find = Callable[[UnitOfWork, int, str], Any]
Correct = Callable[[UnitOfWork, Acting, Activity], None]

SUBJECTS: dict[str, Find] = {
    "light": lights.find,
    "account": accounts.find,
    "action": actions.find,
    "review": reviews.find,
    "settings": settings.find,
    "goal": goals.find,
    "agreement": agreements.find,
    "milestone": milestones.find,
    "progress": progress.find,
    "quote": quotes.find,
    "guard": guards.find,
    "strategy": strategies.find,
    "commitment": commitments.find,
    "concern": commitments.find_concern,
    "guest": audience.find,
    "contact": contacts.find,
    "knowledge": knowledge.find,
}
"""How to find what an activity is about, by the noun its kind begins with."""


def _goal_undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Look where its milestones stand now; whether it may be undone, the goal itself says."""
    goals.undone(uow, acting, activity)
    is_there = activity.before is not None
    goal = goals.find(uow, activity.account_id, activity.subject) if is_there else None
    if goal is not None and goal.is_business:
        slips.look_at(uow, acting.account, course_of(uow, goal), acting.now)


CORRECTIONS: dict[str, Correct] = {
    "light": lights.undone,
    "account": accounts.undone,
    moves.MOVED: moves.undone,
    "action": actions.undone,
    "review": reviews.undone,
    "settings": settings.undone,
    "goal": _goal_undone,
    "agreement": agreements.undone,
    "milestone": milestones.undone,
    "progress": progress.undone,
    "strategy": strategies.undone,
    "commitment": commitments.undone,
    "concern": commitments.concern_undone,
    "guest": audience.undone,
    "contact": contacts.undone,
}
"""What else there is to do, or to refuse, when a change was taken back: by noun, or by kind."""

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
    noun = activity.kind.split(".", maxsplit=1)[0]
    subject = SUBJECTS[noun](uow, activity.account_id, activity.subject)
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
    correct = CORRECTIONS.get(activity.kind) or CORRECTIONS.get(noun)
    if correct is not None:
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
