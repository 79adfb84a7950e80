"""The preview and the result of an import."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.action import Action
from domain.contact import Contact
from domain.goal import Goal
from domain.knowledge import KeyInformation
from handlers.accounts.buttons import OfDraft
from handlers.accounts.views import LANGUAGES
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, said, section, sections
from handlers.blocks.payload import Button
from language.lists import cut
from language.speech import Speech, mark
from language.words import aim, month_name
from services.access import Acting
from services.imports import ImportPlan

TAKE = Button("import.take", mark("Import"), OfDraft)
LINE = 300
FIRST = 5
"""Lines that are shown as they were understood, whatever they say."""

UNUSUAL = 10
"""Unusual lines that are shown below them; the rest is counted."""

FAR_DAYS, FAR_YEARS = 366, 5
LARGE, MUCH = 10**9, 1_000
"""A number, and a step from start to target, that somebody should look at twice."""


def counts(_: Speech, plan: ImportPlan) -> str:
    """2 accounts, 3 goals and 40 actions."""
    found = [
        _.plural("{n} account", "{n} accounts", len(plan.accounts)) if plan.accounts else "",
        _.plural("{n} goal", "{n} goals", len(plan.goals)) if plan.goals else "",
        _.plural("{n} contact", "{n} contacts", len(plan.contacts)) if plan.contacts else "",
        _.plural("{n} fact", "{n} facts", len(plan.known)) if plan.known else "",
        _.plural("{n} action", "{n} actions", len(plan.actions)) if plan.actions else "",
    ]
    return _.listing([each for each in found if each]) or _("nothing")


def notes(_: Speech, plan: ImportPlan) -> list[str]:
    """The lines that were left out, and the reasons."""
    skipped = _.plural(
        "{n} line is left out: it is closed.",
        "{n} lines are left out: they are closed.",
        plan.skipped,
    )
    unserved = _(
        "What actions serve is left out where it is not in the account: {refs}",
        refs=", ".join(sorted(plan.unserved)),
    )
    columns = ", ".join(dict.fromkeys(plan.ignored))
    ignored = _("Columns that mean nothing to me: {columns}", columns=columns)
    found = ((skipped, plan.skipped), (unserved, plan.unserved), (ignored, plan.ignored))
    return [note for note, is_so in found if is_so]


def outcome(_: Speech, plan: ImportPlan, *, is_done: bool) -> str:
    """The result of an import in one sentence."""
    if plan.problems:
        return _("Nothing was imported. Please fix these lines and import the file again.")
    if is_done:
        return _("Imported: {what}.", what=counts(_, plan))
    return _("All good. This would be imported: {what}.", what=counts(_, plan))


# ----------------------------------------------------------------------------- as it was understood


def understood(_: Speech, plan: ImportPlan) -> list[str]:
    """The first lines as they were understood, and whatever is unusual among the others."""
    entries = [(account_line(_, each), False) for each in plan.accounts]
    entries += [(goal_line(_, *each), is_unusual_goal(*each)) for each in plan.goals]
    entries += [(contact_line(*each), False) for each in plan.contacts]
    entries += [(known_line(_, *each), False) for each in plan.known]
    entries += [
        (action_line(_, acting, action, plan.names), is_unusual_action(acting, action))
        for acting, action in plan.actions
    ]
    first = [line for line, _is_unusual in entries[:FIRST]]
    unusual = [f"⚠️ {line}" for line, is_unusual in entries[FIRST:] if is_unusual]
    return [*first, *cut(_, unusual, UNUSUAL)]


def account_line(_: Speech, account: Account) -> str:
    """An account with where it is at home."""
    return f"{account.name}: {account.time_zone}, {LANGUAGES[account.language]}"


def goal_line(_: Speech, acting: Acting, goal: Goal) -> str:
    """Acme: Products sold: from 2 to 5 products by Fri 31 Dec 2027."""
    return f"{acting.account.name}: {goal.text}{aim(_, goal)}"


def contact_line(acting: Acting, contact: Contact) -> str:
    """Acme: Eva Leitner, finance director."""
    known = ", ".join(filter(None, [contact.name, contact.role]))
    return f"{acting.account.name}: {known}"


def known_line(_: Speech, acting: Acting, known: KeyInformation) -> str:
    """Acme: They move to SAP in 2027 (Tue 28 Apr 2026)."""
    return f"{acting.account.name}: {known.text} ({_.day(known.learned_on)})"


def action_line(_: Speech, acting: Acting, action: Action, names: Mapping[str, str]) -> str:
    """Acme: call the CFO (Anna, Tue 5 May 2026)."""
    due = _.day(action.due) if action.due else month_name(_, action.month)
    facts = [names.get(action.owner_id or ""), due]
    facts += [_("overdue") if action.is_overdue(acting.today) else None]
    details = ", ".join(each for each in facts if each)
    return f"{acting.account.name}: {action.text} ({details})"


def is_unusual_goal(acting: Acting, goal: Goal) -> bool:
    """Whether the deadline is over or far off, or the numbers are."""
    if not goal.is_business:
        return goal.ends < acting.today
    numbers = goal.numbers
    values = [abs(numbers.start.value), abs(numbers.target.value)]
    is_far = goal.ends < acting.today or goal.ends.year > acting.today.year + FAR_YEARS
    is_odd = max(values) >= LARGE or (min(values) > 0 and max(values) / min(values) > MUCH)
    return is_far or is_odd or any(has_three_decimals(each) for each in values)


def has_three_decimals(value: Decimal) -> bool:
    """Whether somebody may have meant thousands."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent <= -3  # noqa: PLR2004 - as the name says


def is_unusual_action(acting: Acting, action: Action) -> bool:
    """Whether it is over, or far off."""
    ends = action.due or action.month.last_day
    return ends < acting.today or (ends - acting.today).days > FAR_DAYS


# ------------------------------------------------------------------------------------- in Slack


def how(_: Speech) -> Message:
    """How to import, for who asks."""
    text = _(
        "Send me the CSV file in a direct message. I say first what would come of it, line by "
        "line where something is wrong, and import nothing until you press the button."
    )
    tables = _(
        "Actions have the columns `account`, `text`, `owner`, `due`; goals `account`, `level`, "
        "`text`, `years` or `from`, `to`, `unit`, `by`. Without `account` name the channel "
        "beside the file."
    )
    return said(text, context(tables))


def result(_: Speech, plan: ImportPlan, *, is_done: bool) -> Message:
    """The message about an import that is done, or has nothing to do."""
    text = outcome(_, plan, is_done=is_done)
    return Message(text, blocks(_, plan, text), replace=is_done)


def offered(_: Speech, plan: ImportPlan, draft_id: int) -> Message:
    """The preview of an import, and the button that carries it out."""
    text = outcome(_, plan, is_done=False)
    take = TAKE.draw(_, carried=OfDraft(draft_id), style="primary")
    lines = [f"• {brief(line, LINE)}" for line in understood(_, plan)]
    return Message(text, [*blocks(_, plan, text, lines), actions(take)])


def blocks(_: Speech, plan: ImportPlan, text: str, lines: Sequence[str] = ()) -> list[Block]:
    """A sentence, what stands below it, and what was left out."""
    small = [brief(note, LINE) for note in notes(_, plan)]
    notes_below = [context(*small)] if small else []
    return [section(f"*{escape(text)}*"), *sections(lines), *notes_below]
