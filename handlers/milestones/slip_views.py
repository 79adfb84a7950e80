"""Messages on milestones and goals that slip, fall silent, or are back on track."""

from datetime import date

from documents.facts import measured
from domain.account import Account
from domain.amount import Amount
from domain.milestone import MilestoneState
from domain.notice_kinds import Topic
from handlers.actions.views import new_button
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, context, section
from handlers.blocks.payload import Numbered
from handlers.goals import buttons as goal_buttons
from handlers.goals import views as goals
from handlers.milestones.buttons import MOVE
from handlers.milestones.views import plain
from handlers.mutes.views import footer
from language.amounts import show_amount
from language.speech import Speech
from language.words import MILESTONE_MARKS, state_words
from services.courses import Course
from services.slips import Slip


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
