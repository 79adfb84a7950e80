"""Milestones, progress and slips as people see them."""

from datetime import date, timedelta
from decimal import Decimal

from domain.account import Account
from domain.activity import Activity
from domain.amount import Amount
from domain.goal import Goal
from domain.milestone import Milestone
from domain.progress import Progress, newly_reached
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, said, section, sections
from handlers.blocks.past import Tell, tells
from handlers.blocks.payload import Numbered
from handlers.goals import buttons as goal_buttons
from handlers.goals import views as goals
from handlers.goals.answers import hasty
from handlers.history.buttons import undo_button
from language.amounts import show_amount
from language.speech import Speech, mark
from services import guards, milestones, progress
from services.courses import Course
from services.milestones import Planned
from services.progress import Measured

LEFT_OUT = "–"
"""What is written for a proposed milestone that is not wanted."""


def planned(_: Speech, account: Account, change: Planned, today: date) -> Message:
    """The answer to who set, moved or removed a milestone."""
    words = {milestones.SET: _("Set."), milestones.MOVED: _("Re-dated.")}
    goal, kind = change.course.goal, change.activity.kind
    line = f"{words.get(kind, _('Removed.'))} {_line(_, change.course, change.milestone, today)}"
    hurry = hasty(_, goal, change.haste)
    undo = None if kind == milestones.REMOVED else undo_button(_, account, change.activity)
    shown = "\n".join(filter(None, [line, goals.headline(_, goal), hurry]))
    heard = " ".join(filter(None, [plain(line), hurry]))
    return Message(heard, [section(shown, undo), context(escape(account.name))])


def saved(_: Speech, account: Account, course: Course, today: date) -> Message:
    """The answer to who saved the proposed milestones."""
    lines = goals.milestone_lines(_, course, today)
    count, ref = len(course.milestones), course.goal.ref
    title = _.plural("{ref} has {n} milestone.", "{ref} has {n} milestones.", count, ref=ref)
    hint = _('`/kam move M1 to 2027-05-31 "why"` re-dates one')
    return Message(title, [*sections([title, *lines]), context(escape(account.name), hint)])


def listed(_: Speech, account: Account, course: Course, today: date) -> Message:
    """A goal's milestones with their states, and how to add or move one."""
    lines = [goals.headline(_, course.goal), *goals.milestone_lines(_, course, today)]
    hint = _(
        "`/kam milestone {goal} 3 by 2026-10-31` adds one, "
        "`/kam move M1 to 2027-05-31` re-dates one",
        goal=course.goal.ref,
    )
    about = Numbered(course.goal.number)
    ways = (each.draw(_, account, about) for each in (goal_buttons.PROGRESS, goal_buttons.CHART))
    plain_title = goals.plain_headline(_, course.goal)
    return Message(plain_title, [*sections(lines), actions(*ways), context(hint)])


def none_left_out(_: Speech) -> Message:
    """Every proposal was left out."""
    return said(_("No milestone was set."))


def _line(_: Speech, course: Course, milestone: Milestone, today: date) -> str:
    for one, outlook in course.outlooks(today):
        if one.ref == milestone.ref:
            return goals.milestone_line(_, course.goal, one, outlook)
    return f"*{milestone.ref}* {goals.wanted(_, course.goal, milestone)}"


def plain(line: str) -> str:
    """A line without its own formatting."""
    return line.replace("*", "")


def reported(_: Speech, account: Account, change: Measured, today: date) -> Message:
    """The answer to who reported or corrected progress: what was understood, what follows."""
    goal, day = change.course.goal, _.day(change.progress.on)
    amount = goals.amount(_, goal, change.progress.value)
    if change.activity.kind == progress.CORRECTED:
        text = _("Taken back: {amount} on {day}.", amount=amount, day=day)
    else:
        text = _("Noted: {amount} on {day}.", amount=amount, day=day)
    lines = [f"{text} {goals.headline(_, goal)}"]
    if change.jumps_back:
        lines.append("⚠️ " + _("That is a step back. If it is a typo, undo it."))
    lines += celebrated(_, change.course, change.progress)
    lines += goals.milestone_lines(_, change.course, today)
    shown = sections(lines, undo_button(_, account, change.activity))
    heard = f"{text} {goals.plain_headline(_, goal)}"
    return Message(heard, [*shown, context(escape(account.name))])


def celebrated(_: Speech, course: Course, new: Progress) -> list[str]:
    """🎉 Reached: M1, 3 products, 3 days early. One line, for what this measurement reached."""
    if new.corrected:
        return []
    numbers = course.goal.numbers
    values = [*(one.value for one in course.milestones), numbers.target.value]
    reached = newly_reached(new, numbers, values, course.progress)
    if numbers.target.value in reached:
        amount = show_amount(numbers.target, _.language)
        close = _("`/kam goal {goal} reached` closes it.", goal=course.goal.ref)
        return [f"{_cheer(_, course.goal.ref, amount, numbers.deadline - new.on)} {close}"]
    found = [one for one in course.milestones if one.value in reached]
    if not found:
        return []
    last, refs = found[-1], _.listing([one.ref for one in found])
    return [_cheer(_, refs, goals.amount(_, course.goal, last.value), last.due - new.on)]


def _cheer(_: Speech, refs: str, amount: str, left: timedelta) -> str:
    early = _early(_, left.days)
    said = _("Reached: {refs}, {amount}, {early}.", refs=refs, amount=amount, early=early)
    return f"🎉 *{said}*"


def _early(_: Speech, days: int) -> str:
    """12 days early, just in time, 3 days late."""
    if days > 0:
        return _.plural("{n} day early", "{n} days early", days)
    if days < 0:
        return _.plural("{n} day late", "{n} days late", -days)
    return _("just in time")


def news(_: Speech, activity: Activity, who: str, goal: Goal) -> str:
    """A change of milestones or progress in a sentence, with the person who made it."""
    after = activity.after or {}
    if activity.kind == progress.REPORTED:
        amount = goals.amount(_, goal, Decimal(after["value"]))
        return _("{who} reported {amount}", who=who, amount=amount)
    if activity.kind == milestones.MOVED:
        day = _.day(date.fromisoformat(after["due"]))
        return _("{who} re-dated {ref} to {day}", who=who, ref=activity.subject, day=day)
    if activity.kind == milestones.REMOVED:
        return _("{who} took {ref} out", who=who, ref=activity.subject)
    return _("{who} set milestones", who=who)


# -------------------------------------------------------------------------------------- history


def _measured_what(_: Speech, change: Activity) -> str:
    goal, day = change.subject.partition("/")[0], _.short_day(_day(change, "on"))
    return _("reported {value} for {ref} on {day}", value=_value(_, change), ref=goal, day=day)


def _held_what(_: Speech, change: Activity) -> str:
    goal = change.subject.partition("/")[0]
    return _("measured {value} of what must hold for {ref}", value=_value(_, change), ref=goal)


def _moved_what(_: Speech, change: Activity) -> str:
    return _("re-dated {ref} to {day}", ref=change.subject, day=_.day(_day(change, "due")))


def _set_what(_: Speech, change: Activity) -> str:
    value, day = _value(_, change), _.day(_day(change, "due"))
    return _("set {ref}: {value} by {day}", ref=change.subject, value=value, day=day)


def _value(_: Speech, change: Activity) -> str:
    return show_amount(Amount(Decimal((change.after or {})["value"])), _.language)


def _day(change: Activity, name: str) -> date:
    return date.fromisoformat((change.after or {})[name])


WHAT: dict[str, Tell] = {
    milestones.SET: _set_what,
    milestones.MOVED: _moved_what,
    milestones.REMOVED: tells(mark("took {ref} out")),
    progress.REPORTED: _measured_what,
    guards.HELD: _held_what,
    progress.CORRECTED: tells(mark("took back a measurement of {ref}")),
}
"""What each kind of change did, for the history."""

VERBS: dict[str, str] = {
    milestones.SET: mark("set"),
    milestones.MOVED: mark("re-dated"),
    milestones.REMOVED: mark("removed"),
}
"""What each kind of change did to a milestone, in one word."""
