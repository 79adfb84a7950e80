"""Notices about goals and the pulse of relationship goals."""

from domain.activity import Activity
from domain.agreement import AgreementStanding
from domain.goal import Goal
from domain.notice import Kind
from handlers.blocks.message import Message
from handlers.goals import news as views
from handlers.goals import views as goal_views
from handlers.milestones import views as milestone_views
from handlers.outbox.composer import Composer, Composition, Moot, activity_of
from handlers.quotes import views as quote_views
from services import access, agreements, goals, history, pulses

ABOUT_GOALS = frozenset(views.WHAT)


def goal(composition: Composition) -> Message:
    """Something happened to a goal, its milestones or its progress; said as it was recorded."""
    activity = activity_of(composition)
    found = _goal_of(composition, activity)
    if found is None:
        raise Moot("goal is gone")
    who = history.name(composition.uow, activity.by) or composition.speech("Somebody")
    if activity.kind in ABOUT_GOALS:
        what = views.news(composition.speech, activity, who, found.kind)
        return _said(composition, found, what, activity.why)
    course = goals.course(composition.uow, found)
    what = milestone_views.news(composition.speech, activity, who, course)
    lines = goal_views.milestone_lines(
        composition.speech, course, composition.home.today(composition.now)
    )
    return views.announcement(
        composition.speech, composition.home, found, None, what, lines, activity.why
    )


def goal_edit(composition: Composition) -> Message:
    """An earlier message about a goal, now that it has moved on or was taken back."""
    ref = composition.notice.subject or ""
    is_whole = ref[0] == "G" and history.PART not in ref
    found = goals.find(composition.uow, composition.account_id, ref) if is_whole else None
    return views.superseded(
        composition.speech, composition.home, found, _standing(composition, found), ref
    )


def pulse(composition: Composition) -> Message:
    """A member is asked how true the relationship goals are today."""
    wanted = pulses.questions(composition.uow, composition.account_id)
    if not wanted:
        raise Moot("no relationship goal")
    if not access.look_at(composition.uow, composition.notice.to, composition.account_id).in_team:
        raise Moot("not in the team")
    return quote_views.pulse(composition.speech, composition.home, wanted)


def _said(composition: Composition, found: Goal, what: str, why: str | None) -> Message:
    standing = _standing(composition, found)
    return views.announcement(composition.speech, composition.home, found, standing, what, (), why)


def _standing(composition: Composition, found: Goal | None) -> AgreementStanding | None:
    if found is None or not found.is_business:
        return None
    return agreements.standing(composition.uow, composition.account_id, found)


def _goal_of(composition: Composition, activity: Activity) -> Goal | None:
    """The goal an activity is about: itself, the whole of a part, or a milestone's."""
    ref = history.whole(activity.subject)
    if ref[0] == "G":
        return goals.find(composition.uow, composition.account_id, ref)
    milestone = composition.uow.milestones.get(composition.account_id, int(ref[1:]))
    return composition.uow.goals.by_id(milestone.goal_id) if milestone else None


COMPOSERS: dict[Kind, Composer] = {
    Kind.GOAL: goal,
    Kind.GOAL_EDIT: goal_edit,
    Kind.PULSE: pulse,
}
