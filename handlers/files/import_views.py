"""What an import would do, or did."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, button, context, section
from language.lists import paragraphs
from language.speech import Speech
from services.imports import ImportPlan

TAKE = "import.take"
LINE = 300


def counts(_: Speech, plan: ImportPlan) -> str:
    """2 accounts, 3 goals and 40 actions."""
    found = [
        _.plural("{n} account", "{n} accounts", len(plan.accounts)) if plan.accounts else "",
        _.plural("{n} goal", "{n} goals", len(plan.goals)) if plan.goals else "",
        _.plural("{n} action", "{n} actions", len(plan.actions)) if plan.actions else "",
    ]
    return _.listing([each for each in found if each]) or _("nothing")


def notes(_: Speech, plan: ImportPlan) -> list[str]:
    """What was left out, and why."""
    found = []
    if plan.skipped:
        found.append(
            _.plural(
                "{n} line is left out: it is closed.",
                "{n} lines are left out: they are closed.",
                plan.skipped,
            )
        )
    if plan.ignored:
        columns = ", ".join(dict.fromkeys(plan.ignored))
        found.append(_("Columns that mean nothing to me: {columns}", columns=columns))
    return found


def outcome(_: Speech, plan: ImportPlan, *, is_done: bool) -> str:
    """What comes of it, in one sentence."""
    if plan.problems:
        return _("Nothing was imported. Please mend these lines and import the file again.")
    if is_done:
        return _("Imported: {what}.", what=counts(_, plan))
    return _("Nothing is wrong. This would be imported: {what}.", what=counts(_, plan))


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
    return Message(text, [section(text), context(tables)])


def told(_: Speech, plan: ImportPlan, *, is_done: bool) -> Message:
    """What came of files."""
    text = outcome(_, plan, is_done=is_done)
    return Message(text, blocks(_, plan, text), replace=is_done)


def offered(_: Speech, plan: ImportPlan, draft_id: int) -> Message:
    """What would come of files, and the button that imports them."""
    text = outcome(_, plan, is_done=False)
    take = button(_("Import"), TAKE, {"d": draft_id}, style="primary")
    return Message(text, [*blocks(_, plan, text), actions(take)])


def blocks(_: Speech, plan: ImportPlan, text: str, lines: Sequence[str] = ()) -> list[Block]:
    """A sentence, what stands below it, and what was left out."""
    small = [brief(note, LINE) for note in notes(_, plan)]
    made: list[Block] = [section(f"*{escape(text)}*")]
    made += [section(each) for each in paragraphs(lines)]
    return [*made, context(*small)] if small else made
