"""Messages on what slips, falls silent, breaks or holds again on the way to a goal."""

from datetime import date

from documents.facts import measured
from domain.account import Account
from domain.goal import Goal
from domain.guard import GuardRail, GuardReading
from domain.milestone import MilestoneState
from domain.notice_kinds import Topic
from handlers.actions.views import new_button
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, context, said, section
from handlers.blocks.payload import Numbered
from handlers.goals import buttons as goal_buttons
from handlers.goals import views as goals
from handlers.history.buttons import undo_button
from handlers.milestones.buttons import MOVE
from handlers.milestones.views import plain
from handlers.mutes.views import footer
from language.amounts import show_amount
from language.speech import Speech
from language.words import MILESTONE_MARKS, state_words
from services.courses import Course
from services.guards import Held
from services.slips import Slip


def slipped(_: Speech, account: Account, slip: Slip) -> Message:
    """A milestone entered at risk or missed: what was expected, what is, where it leads."""
    state = slip.outlook.state
    title = _("{ref} is {state}", ref=slip.milestone.ref, state=state_words(_)[state])
    wanted, stands = goals.wanted(_, slip.goal, slip.milestone), _stands(_, slip)
    buttons = (
        goal_buttons.PROGRESS.draw(_, account, Numbered(slip.goal.number), style="primary"),
        new_button(_, account, slip.milestone.ref),
        MOVE.draw(_, account, Numbered(slip.milestone.number)),
    )
    shown = (
        f"{MILESTONE_MARKS[state]} *{title}*: {wanted}\n"
        f"*{slip.goal.ref}* {brief(slip.goal.text, goals.LINE)}\n{stands}"
    )
    heard = f"{title}: {wanted}. {slip.goal.ref} {slip.goal.text}. {plain(stands)}."
    end = footer(_, Topic.SLIPS, goals.home(_, account), *buttons, account=account)
    return said(shown, *end, plain=heard)


def _stands(_: Speech, slip: Slip) -> str:
    """The latest value, the goal's prospect at today's pace, and its owner."""
    facts = [_("nothing measured yet")]
    if slip.latest is not None:
        amount = goals.amount(_, slip.goal, slip.latest.value)
        facts = [_("now {amount} ({day})", amount=amount, day=_.short_day(slip.latest.on))]
    if slip.outlook.projected is not None:
        facts.append(_("at today's pace {day}", day=_.day(slip.outlook.projected)))
    if slip.owner:
        facts.append(_("owner {name}", name=escape(slip.owner)))
    return " · ".join(facts)


def resolved(_: Speech, account: Account, slip: Slip) -> Message:
    """A slip is over: said once, in its own thread."""
    state = slip.outlook.state
    ref, stands = slip.milestone.ref, _stands(_, slip)
    text = _("{ref} is {state} again.", ref=ref, state=state_words(_)[state])
    if state is MilestoneState.REACHED:
        text = _("{ref} is reached.", ref=ref)
    shown, small = f"{MILESTONE_MARKS[state]} {text}\n{stands}", context(goals.home(_, account))
    return said(shown, small, plain=f"{text} {plain(stands)}")


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
    heard = f"{title}. {goals.plain_headline(_, goal)}. {plain(stands)}."
    end = footer(_, Topic.SLIPS, goals.home(_, account), *buttons, account=account)
    return said(f"{text}\n{stands}\n{hint}", *end, plain=heard)


def silent(_: Speech, account: Account, slip: Slip) -> Message:
    """The owner is asked how a goal is getting on."""
    text = _(
        "Nothing was measured for {goal} for a while, and {ref} is due on {day}: {amount}.",
        goal=slip.goal.ref,
        ref=slip.milestone.ref,
        day=_.day(slip.milestone.due),
        amount=goals.amount(_, slip.goal, slip.milestone.value),
    )
    why = _(
        "You see this because you look after this goal of {account}. "
        "It is asked once for each milestone.",
        account=escape(account.name),
    )
    report = goal_buttons.PROGRESS.draw(_, account, Numbered(slip.goal.number), style="primary")
    end = footer(_, Topic.SILENT, why, report, account=account, personal=True)
    return said(f"{text}\n{goals.headline(_, slip.goal)}", *end, plain=text)


# ------------------------------------------------------------------ numbers that must hold


def held(_: Speech, account: Account, found: Held) -> Message:
    """The answer to who measured the number that must hold."""
    text = _held(_, found.goal, found.rail, found.reading)
    shown = f"{escape(text)}\n{goals.headline(_, found.goal)}"
    undo = undo_button(_, account, found.activity)
    blocks = [section(shown, undo), context(escape(account.name))]
    return Message(f"{text} {goals.plain_headline(_, found.goal)}", blocks)


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
    shown, why = f"{sign} *{escape(text)}*\n{goals.headline(_, goal)}", goals.home(_, account)
    if is_over:
        return said(shown, context(why), plain=text)
    end = footer(_, Topic.SLIPS, why, account=account)
    return said(shown, *end, plain=f"{text} {goals.plain_headline(_, goal)}")
