"""Milestones, progress and slips as people see them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from slack_sdk.models.blocks import Block

from documents.facts import measured
from domain.account import Account
from domain.activity import Activity
from domain.amount import Amount
from domain.goal import Goal
from domain.guard import GuardRail, GuardReading
from domain.milestone import Milestone, MilestoneState
from domain.notice_kinds import Topic
from domain.progress import Progress, newly_reached
from handlers.actions.views import new_button
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, said, section
from handlers.blocks.payload import Numbered
from handlers.goals import buttons as goal_buttons
from handlers.goals import views as goals
from handlers.lights.views import undo_button
from handlers.milestones.buttons import MOVE
from handlers.mutes.views import footer
from language.amounts import show_amount
from language.lists import paragraphs
from language.speech import Speech
from language.words import MILESTONE_MARKS, state_words
from services import guards, milestones, progress
from services.courses import Course
from services.guards import Held
from services.milestones import Planned
from services.progress import Measured
from services.slips import Slip

LEFT_OUT = "–"
"""What is written for a proposed milestone that is not wanted."""


def planned(_: Speech, account: Account, change: Planned, today: date) -> Message:
    """The answer to who set, moved or removed a milestone."""
    word = {
        milestones.SET: _("Set."),
        milestones.MOVED: _("Re-dated."),
        milestones.REMOVED: _("Removed."),
    }[change.activity.kind]
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
    title = _.plural(
        "{ref} has {n} milestone.",
        "{ref} has {n} milestones.",
        len(course.milestones),
        ref=course.goal.ref,
    )
    return Message(
        title,
        [
            *(section(text) for text in paragraphs([title, *lines])),
            context(escape(account.name), _('`/kam move M1 to 2027-05-31 "why"` re-dates one')),
        ],
    )


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


def slipped(_: Speech, account: Account, slip: Slip) -> Message:
    """A milestone entered at risk or missed: what was expected, what is, where it leads."""
    state = slip.outlook.state
    title = _("{ref} is {state}", ref=slip.milestone.ref, state=state_words(_)[state])
    amount = show_amount(Amount(slip.milestone.value, slip.goal.unit), _.language)
    wanted = _("{amount} by {day}", amount=amount, day=_.day(slip.milestone.due))
    buttons = (
        goal_buttons.PROGRESS.draw(_, account, Numbered(slip.goal.number), style="primary"),
        new_button(_, account, slip.milestone.ref),
        MOVE.draw(_, account, Numbered(slip.milestone.number)),
    )
    return Message(
        f"{title}: {wanted}. {slip.goal.ref} {slip.goal.text}. {plain(_stands(_, slip))}.",
        [
            section(
                f"{MILESTONE_MARKS[state]} *{title}*: {wanted}\n"
                f"*{slip.goal.ref}* {brief(slip.goal.text, goals.LINE)}\n"
                f"{_stands(_, slip)}"
            ),
            *footer(_, Topic.SLIPS, goals.home(_, account), *buttons, account=account),
        ],
    )


def _stands(_: Speech, slip: Slip) -> str:
    """The latest value, the goal's prospect at today's pace, and its owner."""
    facts = [_("nothing measured yet")]
    if slip.latest is not None:
        amount = show_amount(Amount(slip.latest.value, slip.goal.unit), _.language)
        facts = [_("now {amount} ({day})", amount=amount, day=_.short_day(slip.latest.on))]
    if slip.outlook.projected is not None:
        facts.append(_("at today's pace {day}", day=_.day(slip.outlook.projected)))
    if slip.owner:
        facts.append(_("owner {name}", name=escape(slip.owner)))
    return " · ".join(facts)


def resolved(_: Speech, account: Account, slip: Slip) -> Message:
    """A slip is over: said once, in its own thread."""
    state = slip.outlook.state
    word = state_words(_)[state]
    text = _("{ref} is {state} again.", ref=slip.milestone.ref, state=word)
    if state is MilestoneState.REACHED:
        text = _("{ref} is reached.", ref=slip.milestone.ref)
    return Message(
        f"{text} {plain(_stands(_, slip))}",
        [
            section(f"{MILESTONE_MARKS[state]} {text}\n{_stands(_, slip)}"),
            context(goals.home(_, account)),
        ],
    )


def held(_: Speech, account: Account, found: Held) -> Message:
    """The answer to who measured the number that must hold."""
    text = _held(_, found.goal, found.rail, found.reading)
    return Message(
        f"{text} {goals.plain_headline(_, found.goal)}",
        [
            section(
                f"{escape(text)}\n{goals.headline(_, found.goal)}",
                undo_button(_, account, found.activity),
            ),
            context(escape(account.name)),
        ],
    )


def _held(_: Speech, goal: Goal, rail: GuardRail, reading: GuardReading) -> str:
    """Margin of G2: 28 % on 12 May, it does not hold."""
    state = _("it holds") if rail.holds(reading.value) else _("it does not hold")
    return _(
        "{name} of {ref}: {amount} on {day}, {state}.",
        name=rail.name,
        ref=goal.ref,
        amount=show_amount(rail.amount.at(reading.value), _.language),
        day=_.short_day(reading.on),
        state=state,
    )


def guard(
    _: Speech, account: Account, goal: Goal, rail: GuardRail, reading: GuardReading
) -> Message:
    """A number that must hold has broken, or holds again: said once, where it happens."""
    text, is_over = _held(_, goal, rail, reading), rail.holds(reading.value)
    sign = "🔵" if is_over else "🟠"
    blocks: list[Block] = [section(f"{sign} *{escape(text)}*\n{goals.headline(_, goal)}")]
    if is_over:
        return Message(text, [*blocks, context(goals.home(_, account))])
    end = footer(_, Topic.SLIPS, goals.home(_, account), account=account)
    return Message(f"{text} {goals.plain_headline(_, goal)}", [*blocks, *end])


def missed(_: Speech, account: Account, course: Course, owner: str | None, today: date) -> Message:
    """A goal's deadline has passed unreached: where it stands, and what can become of it."""
    goal = course.goal
    title = _("The deadline of {ref} has passed", ref=goal.ref)
    who = [_("owner {name}", name=escape(owner))] if owner else []
    stands = " · ".join([measured(_, course, today), *who])
    hint = _("`/kam goal {goal} by 2027-12-31` gives it another day.", goal=goal.ref)
    about = Numbered(goal.number)
    buttons = (
        goal_buttons.PROGRESS.draw(_, account, about, style="primary"),
        goal_buttons.REACH.draw(_, account, goal_buttons.ReachGoal(goal.number)),
        goal_buttons.DROP.draw(_, account, about),
    )
    text = f"{MILESTONE_MARKS[MilestoneState.MISSED]} *{title}*\n{goals.headline(_, goal)}"
    return Message(
        f"{title}. {goals.plain_headline(_, goal)}. {plain(stands)}.",
        [
            section(f"{text}\n{stands}\n{hint}"),
            *footer(_, Topic.SLIPS, goals.home(_, account), *buttons, account=account),
        ],
    )


def silent(_: Speech, account: Account, slip: Slip) -> Message:
    """The owner is asked how a goal is getting on."""
    amount = show_amount(Amount(slip.milestone.value, slip.goal.unit), _.language)
    text = _(
        "Nothing was measured for {goal} for a while, and {ref} is due on {day}: {amount}.",
        goal=slip.goal.ref,
        ref=slip.milestone.ref,
        day=_.day(slip.milestone.due),
        amount=amount,
    )
    why = _(
        "You see this because you look after this goal of {account}. "
        "It is asked once for each milestone.",
        account=escape(account.name),
    )
    report = goal_buttons.PROGRESS.draw(_, account, Numbered(slip.goal.number), style="primary")
    end = footer(_, Topic.SILENT, why, report, account=account, personal=True)
    return Message(text, [section(f"{text}\n{goals.headline(_, slip.goal)}"), *end])


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
