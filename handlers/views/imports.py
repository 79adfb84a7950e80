"""What an import would do, or did, and what is wrong with which line."""

from domain.errors import KamError
from handlers.mrkdwn import ZERO_WIDTH, entered
from handlers.sayings import SAYINGS
from handlers.speech import Speech
from services.imports import Plan, Problem


def counts(_: Speech, plan: Plan) -> str:
    """2 accounts, 3 goals and 40 actions."""
    found = [
        _.plural("{n} account", "{n} accounts", len(plan.accounts)) if plan.accounts else "",
        _.plural("{n} goal", "{n} goals", len(plan.goals)) if plan.goals else "",
        _.plural("{n} action", "{n} actions", len(plan.actions)) if plan.actions else "",
    ]
    return _.listing([each for each in found if each]) or _("nothing")


def notes(_: Speech, plan: Plan) -> list[str]:
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


def problem(_: Speech, wrong: Problem) -> str:
    """actions.csv, line 3, due: what is wrong, and what was expected."""
    place = (
        _("{file}, line {line}, {column}", file=wrong.file, line=wrong.line, column=wrong.column)
        if wrong.column
        else _("{file}, line {line}", file=wrong.file, line=wrong.line)
    )
    return f"{place}: {plain(_, wrong.error)}"


def plain(_: Speech, error: KamError) -> str:
    """The sentence of an error, without the signs that keep it harmless in Slack."""
    for kind in type(error).__mro__:
        if kind in SAYINGS:
            return entered(SAYINGS[kind](_, error)).replace(ZERO_WIDTH, "")
    raise error


def report(_: Speech, plan: Plan, *, is_done: bool) -> list[str]:
    """The whole of it as lines of plain text, for a terminal."""
    lines = [problem(_, wrong) for wrong in plan.problems]
    if plan.is_cut:
        lines.append(_("… and perhaps more: I stopped looking here."))
    lines += notes(_, plan)
    return [*lines, outcome(_, plan, is_done=is_done)]


def outcome(_: Speech, plan: Plan, *, is_done: bool) -> str:
    """What comes of it, in one sentence."""
    if plan.problems:
        return _("Nothing was imported. Please mend these lines and import the file again.")
    if is_done:
        return _("Imported: {what}.", what=counts(_, plan))
    return _("Nothing is wrong. This would be imported: {what}.", what=counts(_, plan))
