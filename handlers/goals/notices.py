"""Notices about goals and the pulse of relationship goals."""

from domain.activity import Activity
from domain.agreement import Standing
from domain.goal import Goal
from domain.notice import Kind
from handlers.owed.base import Composer, Moot, Owed, activity_of
from handlers.views import goal_news as views
from handlers.views import goals as goal_views
from handlers.views import milestones as milestone_views
from handlers.views import quotes as quote_views
from handlers.views.message import Message
from services import access, agreements, goals, history, pulses

ABOUT_GOALS = frozenset(views.WHAT)


def goal(owed: Owed) -> Message:
    """Something happened to a goal, its milestones or its progress; said as it was recorded."""
    activity = activity_of(owed)
    found = _goal_of(owed, activity)
    if found is None:
        raise Moot("goal is gone")
    who = history.name(owed.uow, activity.by) or owed.speech("Somebody")
    if activity.kind in ABOUT_GOALS:
        what = views.news(owed.speech, activity, who, found.kind)
        return _said(owed, found, what, activity.why)
    course = goals.course(owed.uow, found)
    what = milestone_views.news(owed.speech, activity, who, course)
    lines = goal_views.milestone_lines(owed.speech, course, owed.home.today(owed.now))
    return views.announcement(owed.speech, owed.home, found, None, what, lines, activity.why)


def goal_edit(owed: Owed) -> Message:
    """An earlier message about a goal, now that it has moved on or was taken back."""
    ref = owed.notice.subject or ""
    is_whole = ref[0] == "G" and history.PART not in ref
    found = goals.find(owed.uow, owed.account_id, ref) if is_whole else None
    return views.superseded(owed.speech, owed.home, found, _standing(owed, found), ref)


def pulse(owed: Owed) -> Message:
    """A member is asked how true the relationship goals are today."""
    wanted = pulses.questions(owed.uow, owed.account_id)
    if not wanted:
        raise Moot("no relationship goal")
    if not access.look_at(owed.uow, owed.notice.to, owed.account_id).in_team:
        raise Moot("not in the team")
    return quote_views.pulse(owed.speech, owed.home, wanted)


def _said(owed: Owed, found: Goal, what: str, why: str | None) -> Message:
    standing = _standing(owed, found)
    return views.announcement(owed.speech, owed.home, found, standing, what, (), why)


def _standing(owed: Owed, found: Goal | None) -> Standing | None:
    if found is None or not found.is_business:
        return None
    return agreements.standing(owed.uow, owed.account_id, found)


def _goal_of(owed: Owed, activity: Activity) -> Goal | None:
    """The goal an activity is about: itself, the whole of a part, or a milestone's."""
    ref = history.whole(activity.subject)
    if ref[0] == "G":
        return goals.find(owed.uow, owed.account_id, ref)
    milestone = owed.uow.milestones.get(owed.account_id, int(ref[1:]))
    return owed.uow.goals.by_id(milestone.goal_id) if milestone else None


COMPOSERS: dict[Kind, Composer] = {
    Kind.GOAL: goal,
    Kind.GOAL_EDIT: goal_edit,
    Kind.PULSE: pulse,
}
