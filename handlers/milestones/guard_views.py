"""Messages on numbers that must hold while a goal is pursued."""

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.goal import Goal
from domain.guard import GuardRail, GuardReading
from domain.notice_kinds import Topic
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, context, section
from handlers.goals import views as goals
from handlers.history.buttons import undo_button
from handlers.mutes.views import footer
from language.amounts import show_amount
from language.speech import Speech
from services.guards import Held


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
