"""Actions as people see them: one line each, what they lack, and the modals that change them."""

from collections.abc import Iterable, Mapping, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, StaticSelectElement

from domain.account import Account
from domain.action import Action
from domain.activity import Activity
from domain.calendar import PlanWindow
from domain.plan import Entry, MissingDetail
from domain.text import SENTENCE_LIMIT
from handlers.actions import mending
from handlers.actions.buttons import (
    CHANGE,
    FINISH,
    FOLLOW,
    OUTCOME,
    PLAN,
    REOPEN,
    ActionStep,
    ChangeAction,
    FollowAction,
    FollowUp,
    PlanAction,
)
from handlers.actions.news import ANSWERS, WHAT
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, section
from handlers.blocks.past import by_whom as lines_of_past
from handlers.blocks.payload import Numbered, Versioned
from handlers.history.buttons import undoable
from handlers.lights.views import account_name
from language.speech import Speech
from language.words import action_state_word, carried, kind_word, month_name
from services.actions import DONE

LINE = 160

Names = Mapping[str, str]


# ---------------------------------------------------------------------------------------- a line


def headline(action: Action, limit: int = SENTENCE_LIMIT) -> str:
    """*A7* call the finance director."""
    return f"*{action.ref}* {brief(action.text, limit)}"


def facts(_: Speech, entry: Entry, names: Names) -> list[str]:
    """The owner, the date, the purpose of an action, and the details that it lacks."""
    action = entry.action
    found = [
        _owner(_, entry, names),
        _date(_, entry),
        _("for {ref}", ref=action.serves) if action.serves else "",
        _("with C{number}", number=action.contact) if action.contact else "",
        kind_word(_, action.kind) if action.kind else "",
        carried(_, action),
    ]
    return [fact for fact in found if fact]


def _owner(_: Speech, entry: Entry, names: Names) -> str:
    name = escape(names.get(entry.action.owner_id or "", ""))
    if MissingDetail.OWNER not in entry.gaps:
        return name
    if entry.action.owner_id is None:
        return "⚠️ *" + _("needs owner") + "*"
    return "⚠️ *" + _("needs owner") + "* " + _("({name} has left)", name=name or _("somebody"))


def _date(_: Speech, entry: Entry) -> str:
    due = entry.action.due
    if due is None:
        return "⚠️ *" + _("needs date") + "*" if MissingDetail.DATE in entry.gaps else ""
    if entry.is_overdue:
        return "⏰ *" + _("overdue since {day}", day=_.day(due)) + "*"
    return _.day(due)


# -------------------------------------------------------------------------------------- a change


def changed(
    _: Speech, account: Account, entry: Entry, activity: Activity, names: Names, window: PlanWindow
) -> Message:
    """The one line the actor gets after a change, with the date as it was understood."""
    said = _(ANSWERS[activity.kind])
    action = entry.action
    details = facts(_, entry, names) if action.is_open else []
    if action.is_open and action.due is None:
        details.append(month_name(_, action.month))
    plain = _plain(details)
    blocks = undoable(_, account, activity, f"{said} {headline(action)}", *details)
    blocks += mending.of_entry(_, account, entry)
    if action.is_open and action.month not in window:
        blocks.append(context(_outside(_, action, window)))
    if action.is_done:
        blocks += came_of(_, account, action)
    return Message(f"{said} {action.ref}: {action.text}{plain and f' ({plain})'}", blocks)


def outcome(action: Action, limit: int = SENTENCE_LIMIT) -> str:
    """→ she wants a pilot in June; empty where nobody said what came of it."""
    return f"→ {brief(action.outcome, limit)}" if action.outcome else ""


def came_of(_: Speech, account: Account, action: Action) -> list[Block]:
    """The question what came of an action; once it is answered, what may follow from it."""
    if not action.outcome:
        return [actions(OUTCOME.draw(_, account, Numbered(action.number)))]
    draw = [
        FOLLOW.draw(_, account, FollowAction(action.number, step), label=label, beside=step)
        for step, label in _follow_ups(_).items()
    ]
    return [section(outcome(action)), actions(*draw)]


def _follow_ups(_: Speech) -> dict[FollowUp, str]:
    return {
        FollowUp.ACTION: _("Plan what follows"),
        FollowUp.LIGHT: _("Log a light"),
        FollowUp.QUOTE: _("The customer said…"),
        FollowUp.CONTACT: _("Add a contact"),
    }


def finished(_: Speech, found: Sequence[Action]) -> Message:
    """The one line the actor gets after marking several actions done."""
    said = _(ANSWERS[DONE])
    refs = ", ".join(action.ref for action in found)
    return Message(
        f"{said} {refs}", [section("\n".join(f"{said} {headline(each)}" for each in found))]
    )


def _plain(details: Iterable[str]) -> str:
    """Facts without their formatting, for those who listen."""
    return ", ".join(details).replace("*", "")


def _outside(_: Speech, action: Action, window: PlanWindow) -> str:
    """The plan shows three months; this is about another one."""
    if action.month > window.months[-1]:
        return _(
            "Not among the plan's three months yet: it comes into view as the plan is rolled on to "
            "{month}.",
            month=month_name(_, action.month),
        )
    return _("The plan already starts with {month}.", month=month_name(_, window.first))


# ------------------------------------------------------------------------------- one action alone


def past(
    _: Speech,
    account: Account,
    entry: Entry,
    changes: Sequence[Activity],
    names: Names,
) -> Message:
    """One action and what became of it."""
    action = entry.action
    state = action_state_word(_, action.state)
    known = facts(_, entry, names) if action.is_open else []
    blocks: list[Block] = [section(headline(action), menu(_, account, action))]
    blocks.append(context(" · ".join([state, month_name(_, action.month), *known])))
    blocks += mending.of_entry(_, account, entry)
    if action.is_done:
        blocks += came_of(_, account, action)
    blocks += lines_of_past(_, account, changes, names, WHAT, limit=None)
    if not action.is_open:
        blocks.append(actions(REOPEN.draw(_, account, Numbered(action.number))))
    return Message(f"{action.ref}: {action.text} ({state})", blocks)


def menu(_: Speech, account: Account, action: Action) -> StaticSelectElement | None:
    """The menu of the steps that are open for an action; None where it is closed."""
    if not action.is_open:
        return None
    choices = {
        ActionStep.DONE: _("Done"),
        ActionStep.MOVE: _("Move…"),
        ActionStep.ASSIGN: _("Assign…"),
        ActionStep.AIM: _("Say what it is for…"),
        ActionStep.EDIT: _("Edit…"),
        ActionStep.CARRY: _("Carry over one month"),
        ActionStep.DROP: _("Drop"),
    }
    steps = [
        (label, account, ChangeAction.of(action, step=step)) for step, label in choices.items()
    ]
    return CHANGE.menu(_(CHANGE.label), steps, beside=action.number)


def assigned(
    _: Speech, account: Account, entry: Entry, by: str, names: Names, *, is_new: bool
) -> Message:
    """The message to the new owner of an action."""
    action = entry.action
    who = by or _("Somebody")
    text = (
        _("{who} planned an action for you.", who=who)
        if is_new
        else _("{who} gave you an action.", who=who)
    )
    details = [account_name(account), *facts(_, entry, names), month_name(_, action.month)]
    return Message(
        f"{text} {action.ref}: {action.text}",
        [
            section(f"{escape(text)}\n{headline(action)}"),
            context(" · ".join(details)),
            actions(
                FINISH.draw(_, account, Versioned.of(action)),
                *mending.buttons(_, account, action, entry.gaps),
            ),
            context(_("You get this because the action is yours now.")),
        ],
    )


# --------------------------------------------------------------------------------------- buttons


def new_button(
    _: Speech, account: Account, serves: str | None = None, *, beside: str = ""
) -> ButtonElement:
    """Opens the modal; `beside` tells the buttons of one message apart."""
    return PLAN.draw(_, account, PlanAction(serves or ""), beside=beside)
