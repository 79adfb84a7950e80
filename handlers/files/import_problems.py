"""The problems of files that were to be imported, line by line.

Apart from what an import does, because the sentences of errors know the commands.
"""

from domain.errors import KamError
from domain.text import shorten
from handlers.blocks.escaping import ZERO_WIDTH, brief
from handlers.blocks.message import Message
from handlers.errors import sentence
from handlers.files.import_views import LINE, blocks, notes, outcome, understood
from language.lists import cut
from language.sentences.slack_writing import entered
from language.speech import Speech
from services.imports import ImportPlan, Problem

CELL = 60
"""Characters of a cell that is quoted back."""

SHOWN = 20
"""Problems in a message; the rest is counted."""


def problem(_: Speech, wrong: Problem) -> str:
    """actions.csv, line 3, due: what is wrong, and what was expected."""
    place = (
        _("{file}, line {line}, {column}", file=wrong.file, line=wrong.line, column=wrong.column)
        if wrong.column
        else _("{file}, line {line}", file=wrong.file, line=wrong.line)
    )
    details = plain(_, wrong.error)
    if not wrong.cell or wrong.cell in details:
        return f"{place}: {details}"
    return _("{place}, “{cell}”: {told}", place=place, cell=shorten(wrong.cell, CELL), told=details)


def plain(_: Speech, error: KamError) -> str:
    """The sentence of an error, without the signs that keep it harmless in Slack."""
    return entered(sentence(_, error)).replace(ZERO_WIDTH, "")


def report(_: Speech, plan: ImportPlan, *, is_done: bool) -> list[str]:
    """The whole of it as lines of plain text, for a terminal."""
    lines = [problem(_, wrong) for wrong in plan.problems]
    if plan.is_cut:
        lines.append(_("… and perhaps more: I stopped looking here."))
    lines += understood(_, plan) if plan.is_sound and not is_done else []
    lines += notes(_, plan)
    return [*lines, outcome(_, plan, is_done=is_done)]


def refused(_: Speech, plan: ImportPlan) -> Message:
    """The message that lists the problems for which nothing is imported."""
    text = outcome(_, plan, is_done=False)
    lines = [f"• {brief(problem(_, wrong), LINE)}" for wrong in plan.problems]
    return Message(text, blocks(_, plan, text, cut(_, lines, SHOWN)))
