"""The morning's reminder of actions, as people read it."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.action import Action
from domain.notice_kinds import Topic
from domain.plan import MissingDetail
from handlers.actions import mending
from handlers.actions.buttons import FINISH, START, STOP
from handlers.actions.handovers import HAND_OVER, ROWS, ActionsOf, listed
from handlers.actions.views import LINE, headline
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, header, said, section
from handlers.blocks.payload import Versioned
from handlers.mutes.views import footer
from language.lists import and_more
from language.speech import Speech
from services.reminders import Due


def reminder(_: Speech, found: Sequence[Due]) -> Message:
    """The actions that are due, overdue or undated, by account, each with its button."""
    due = sum(len(each.due) for each in found)
    overdue = sum(len(each.overdue) for each in found)
    undated = sum(len(each.undated) for each in found)
    title = _title(_, due, overdue, undated)
    blocks: list[Block] = [header(title)]
    left = ROWS
    for each in found:
        shown = [*each.overdue, *each.due, *each.undated][:left]
        left -= len(shown)
        if shown:
            blocks.append(section(f"*{escape(each.account.name)}*"))
        blocks += [_row(_, each, action) for action in shown]
    if due + overdue + undated > ROWS:
        more = and_more(_, due + overdue + undated - ROWS)
        blocks.append(context(f"{more}: `/kam mine`"))
    why = _("You get this on working days when one of your actions is due.")
    blocks += footer(_, Topic.REMINDERS, why, STOP.draw(_), personal=True)
    return Message(title, blocks)


def _title(_: Speech, due: int, overdue: int, undated: int) -> str:
    if not due and not overdue:
        return _.plural("{n} action has no date", "{n} actions have no date", undated)
    if not due:
        return _.plural("{n} action is overdue", "{n} actions are overdue", overdue)
    counts = [_.plural("{n} action is due", "{n} actions are due", due)]
    if overdue:
        counts.append(_.plural("{n} is overdue", "{n} are overdue", overdue))
    return _.listing(counts)


def _row(_: Speech, due: Due, action: Action) -> Block:
    when = _when(_, action, due.today)
    done = FINISH.draw(_, due.account, Versioned.of(action), beside=action.number)
    return section(f"{headline(action, LINE)}\n      {when}", done)


def _when(_: Speech, action: Action, today: date) -> str:
    """Since when it is overdue, when it is due, or that it has no date."""
    if action.due is None:
        return _("no date yet")
    day = _.day(action.due)
    if action.is_overdue(today):
        return f"⏰ *{_('overdue since {day}', day=day)}*"
    return _("due {day}", day=day)


def owner_lost(
    _: Speech, account: Account, person_id: str, name: str, found: Sequence[Action]
) -> Message:
    """The account's owner learns that somebody's actions need somebody else."""
    who = name or _("Somebody")
    text = _.plural(
        "{who} is no longer in the team of {account}; {n} action needs another owner.",
        "{who} is no longer in the team of {account}; {n} actions need another owner.",
        len(found),
        who=who,
        account=account.name,
    )
    why = _("You get this because you own {name}.", name=escape(account.name))
    example = _("Give them to somebody: `/kam assign {action} @name`", action=found[0].ref)
    return said(
        escape(text),
        section(listed(_, found)),
        actions(HAND_OVER.draw(_, account, ActionsOf(person_id))),
        *mending.of_list(_, account, [(each, [MissingDetail.OWNER]) for each in found]),
        context(example),
        *footer(_, Topic.OWNER_LOST, why, account=account, personal=True),
        plain=text,
    )


def switched(_: Speech, *, on: bool) -> Message:
    """Reminders are on or off, and the way back."""
    if on:
        return said(_("Reminders are on: on the morning one of your actions is due."))
    text = _("No more reminders. `/kam mine` still shows your actions.")
    return said(text, actions(START.draw(_)))
