"""Answers to a change of a goal: what was done, and whether its pace is out of all proportion."""

from decimal import Decimal
from fractions import Fraction

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from domain.amount import Amount
from domain.goal import Goal
from domain.pace import Haste
from domain.text import SENTENCE_LIMIT, shorten
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, section
from handlers.blocks.payload import Numbered
from handlers.goals.buttons import PROGRESS, PROPOSE, REACH, ReachGoal
from handlers.goals.views import headline, plain_headline
from handlers.history.buttons import undo_button
from language.amounts import show_number
from language.speech import Speech, mark
from services import agreements, goals

DONE = {
    goals.SET: mark("Set."),
    goals.CHANGED: mark("Changed."),
    goals.RENUMBERED: mark("Changed. It has to be agreed again."),
    goals.REACHED: mark("Reached, well done."),
    goals.DROPPED: mark("Dropped."),
    goals.REOPENED: mark("Open again."),
    agreements.SIGNED: mark("You agree."),
    agreements.CLIENT_AGREED: mark("Noted: the client agrees."),
}


def changed(
    _: Speech,
    account: Account,
    goal: Goal,
    activity: Activity,
    *,
    small: str = "",
    haste: Haste | None = None,
) -> Message:
    """The one line the actor gets after a change."""
    said, hurry = _(DONE[activity.kind]), hasty(_, goal, haste)
    lines = filter(None, [f"{said} {headline(_, goal)}", hurry])
    blocks: list[Block] = [section("\n".join(lines), undo_button(_, account, activity))]
    if activity.kind == goals.SET and goal.is_business:
        about = Numbered(goal.number)
        blocks.append(actions(PROPOSE.draw(_, account, about, style="primary")))
    blocks.append(context(" · ".join(filter(None, [escape(account.name), small]))))
    return Message(" ".join(filter(None, [said, plain_headline(_, goal), hurry])), blocks)


def hasty(_: Speech, goal: Goal, haste: Haste | None) -> str:
    """⚠️ That is 3 times today's pace. Empty where it is no faster than twice."""
    return f"⚠️ {_compared(_, goal, haste)}" if haste else ""


def _compared(_: Speech, goal: Goal, haste: Haste) -> str:
    ref = haste.ref
    if haste.times is None:
        return _("Nothing measured so far moves that way ({ref}).", ref=ref)
    times = _times(_, haste.times)
    if ref == goal.ref:
        return _("That is {times} times today's pace.", times=times)
    return _(
        "That is {times} times the fastest pace measured so far ({ref}).", times=times, ref=ref
    )


def _times(_: Speech, times: Fraction) -> str:
    """One decimal below three, for the difference between two and three is great."""
    shown = Decimal(round(times * 10)) / 10 if times < 3 else Decimal(round(times))  # noqa: PLR2004
    return show_number(Amount(shown), _.language)


def ask_reached(_: Speech, account: Account, goal: Goal, problem: str, why: str) -> Message:
    """Whether a goal is reached that its numbers call far: say so, or report what was measured."""
    yes = REACH.draw(
        _,
        account,
        ReachGoal(goal.number, is_sure=True, why=shorten(why, SENTENCE_LIMIT)),
        label=_("Reached all the same"),
    )
    progress = PROGRESS.draw(_, account, Numbered(goal.number))
    blocks: list[Block] = [section(headline(_, goal)), section(problem), actions(yes, progress)]
    return Message(f"{plain_headline(_, goal)}. {problem}", blocks, is_problem=True)
