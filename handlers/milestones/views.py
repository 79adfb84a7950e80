"""Milestones, progress and slips as people see them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from domain.amount import Amount
from domain.goal import Goal
from domain.milestone import Milestone
from domain.progress import Progress, newly_reached
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, said, section
from handlers.blocks.payload import Numbered
from handlers.goals import buttons as goal_buttons
from handlers.goals import views as goals
from handlers.history.buttons import undo_button
from language.amounts import show_amount
from language.lists import paragraphs
from language.speech import Speech
from services import guards, milestones, progress
from services.courses import Course
from services.milestones import Planned
from services.progress import Measured

LEFT_OUT = "–"
"""What is written for a proposed milestone that is not wanted."""


def planned(_: Speech, account: Account, change: Planned, today: date) -> Message:
    """The answer to who set, moved or removed a milestone."""
    said = {milestones.SET: _("Set."), milestones.MOVED: _("Re-dated.")}
    word = said.get(change.activity.kind, _("Removed."))
    line = _line(_, change.course, change.milestone, today)
    headline = goals.headline(_, change.course.goal)
    hurry = goals.hasty(_, change.course.goal, change.haste)
    is_gone = change.activity.kind == milestones.REMOVED
    undo = None if is_gone else undo_button(_, account, change.activity)
    blocks: list[Block] = [
        section("\n".join(filter(None, [f"{word} {line}", headline, hurry])), undo),
        context(escape(account.name)),
    ]
    return Message(" ".join(filter(None, [f"{word} {plain(line)}", hurry])), blocks)


def saved(_: Speech, account: Account, course: Course, today: date) -> Message:
    """The answer to who saved the proposed milestones."""
    lines = goals.milestone_lines(_, course, today)
    count, ref = len(course.milestones), course.goal.ref
    title = _.plural("{ref} has {n} milestone.", "{ref} has {n} milestones.", count, ref=ref)
    shown = [section(text) for text in paragraphs([title, *lines])]
    hint = _('`/kam move M1 to 2027-05-31 "why"` re-dates one')
    return Message(title, [*shown, context(escape(account.name), hint)])


def listed(_: Speech, account: Account, course: Course, today: date) -> Message:
    """A goal's milestones with their states, and how to add or move one."""
    lines = [goals.headline(_, course.goal), *goals.milestone_lines(_, course, today)]
    hint = _(
        "`/kam milestone {goal} 3 by 2026-10-31` adds one, "
        "`/kam move M1 to 2027-05-31` re-dates one",
        goal=course.goal.ref,
    )
    return Message(
        goals.plain_headline(_, course.goal),
        [
            *(section(text) for text in paragraphs(lines)),
            actions(
                goal_buttons.PROGRESS.draw(_, account, Numbered(course.goal.number)),
                goal_buttons.CHART.draw(_, account, Numbered(course.goal.number)),
            ),
            context(hint),
        ],
    )


def none_left_out(_: Speech) -> Message:
    """Every proposal was left out."""
    return said(_("No milestone was set."))


def _line(_: Speech, course: Course, milestone: Milestone, today: date) -> str:
    for one, outlook in course.outlooks(today):
        if one.ref == milestone.ref:
            return goals.milestone_line(_, course.goal, one, outlook)
    amount = show_amount(Amount(milestone.value, course.goal.unit), _.language)
    return f"*{milestone.ref}* " + _("{amount} by {day}", amount=amount, day=_.day(milestone.due))


def plain(line: str) -> str:
    """A line without its own formatting."""
    return line.replace("*", "")


def reported(_: Speech, account: Account, change: Measured, today: date) -> Message:
    """The answer to who reported or corrected progress: what was understood, what follows."""
    amount = _amount(_, change.course, change.progress.value)
    day = _.day(change.progress.on)
    if change.activity.kind == progress.CORRECTED:
        text = _("Taken back: {amount} on {day}.", amount=amount, day=day)
    else:
        text = _("Noted: {amount} on {day}.", amount=amount, day=day)
    lines = [f"{text} {goals.headline(_, change.course.goal)}"]
    if change.jumps_back:
        lines.append("⚠️ " + _("That is a step back. If it is a typo, undo it."))
    lines += celebrated(_, change.course, change.progress)
    lines += goals.milestone_lines(_, change.course, today)
    texts = paragraphs(lines)
    return Message(
        f"{text} {goals.plain_headline(_, change.course.goal)}",
        [
            section(texts[0], undo_button(_, account, change.activity)),
            *(section(part) for part in texts[1:]),
            context(escape(account.name)),
        ],
    )


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
    return [_cheer(_, refs, _amount(_, course, last.value), last.due - new.on)]


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
        amount = show_amount(Amount(Decimal(after["value"]), goal.unit), _.language)
        return _("{who} reported {amount}", who=who, amount=amount)
    if activity.kind == milestones.MOVED:
        day = _.day(date.fromisoformat(after["due"]))
        return _("{who} re-dated {ref} to {day}", who=who, ref=activity.subject, day=day)
    if activity.kind == milestones.REMOVED:
        return _("{who} took {ref} out", who=who, ref=activity.subject)
    return _("{who} set milestones", who=who)


def _amount(_: Speech, course: Course, value: Decimal) -> str:
    return show_amount(Amount(value, course.goal.unit), _.language)


# ---------------------------------------------------------------------------------------- slips


def _measured_what(_: Speech, change: Activity) -> str:
    after = change.after or {}
    goal = change.subject.partition("/")[0]
    day = _.short_day(date.fromisoformat(after["on"]))
    value = show_amount(Amount(Decimal(after["value"])), _.language)
    return _("reported {value} for {ref} on {day}", value=value, ref=goal, day=day)


def _held_what(_: Speech, change: Activity) -> str:
    after = change.after or {}
    goal = change.subject.partition("/")[0]
    value = show_amount(Amount(Decimal(after["value"])), _.language)
    return _("measured {value} of what must hold for {ref}", value=value, ref=goal)


def _moved_what(_: Speech, change: Activity) -> str:
    day = _.day(date.fromisoformat((change.after or {})["due"]))
    return _("re-dated {ref} to {day}", ref=change.subject, day=day)


def _set_what(_: Speech, change: Activity) -> str:
    after = change.after or {}
    value = show_amount(Amount(Decimal(after["value"])), _.language)
    day = _.day(date.fromisoformat(after["due"]))
    return _("set {ref}: {value} by {day}", ref=change.subject, value=value, day=day)


WHAT: dict[str, Callable[[Speech, Activity], str]] = {
    milestones.SET: _set_what,
    milestones.MOVED: _moved_what,
    milestones.REMOVED: lambda _, change: _("took {ref} out", ref=change.subject),
    progress.REPORTED: _measured_what,
    guards.HELD: _held_what,
    progress.CORRECTED: lambda _, change: _(
        "took back a measurement of {ref}", ref=change.subject.partition("/")[0]
    ),
}
"""What each kind of change did, for the history."""

VERBS: dict[str, Callable[[Speech], str]] = {
    milestones.SET: lambda _: _("set"),
    milestones.MOVED: lambda _: _("re-dated"),
    milestones.REMOVED: lambda _: _("removed"),
}
"""What each kind of change did to a milestone, in one word."""
