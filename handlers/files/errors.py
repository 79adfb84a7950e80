"""Errors in files that are to be imported."""

from domain.text import shorten
from handlers.blocks.escaping import escape
from handlers.error_messages import ErrorMessages
from handlers.files.downloads import NotFetched
from language.cells import AmbiguousNumber, ShortenedNumber, UnknownWord
from language.speech import Speech, mark
from services.imports import errors

SHOWN = 60
"""Characters of a cell that is quoted back."""

EXAMPLES = {
    "account": "Acme GmbH",
    "name": "Acme GmbH",
    "channel": "#acme-team",
    "text": mark("call the CFO"),
    "level": mark("business"),
}
"""What would do in a cell that must not be empty, by column."""


def not_a_table(_: Speech, error: errors.NotATable) -> str:
    """Which headings are understood."""
    found = ", ".join(error.headings) or "–"
    return _(
        "I cannot tell what this table is about from its headings: {found}. Actions have "
        "`account, text, owner, due`, goals `account, level, text, years, from, to, unit, by`, "
        "accounts `name, channel, owner`.",
        found=_quoted(found),
    )


def _quoted(text: str) -> str:
    return escape(shorten(text, SHOWN))


ERROR_MESSAGES: ErrorMessages = {
    NotFetched: mark("I could not fetch the file from Slack. Please send it again in a minute."),
    errors.EmptyFile: mark(
        "There is no line below the headings. Write one action, goal or account in each."
    ),
    errors.NotATable: not_a_table,
    errors.TooLarge: mark(
        "That is too much at once: {lines} lines is the most. Please split the file."
    ),
    errors.BrokenQuotes: lambda _, _e: _(
        "A quotation mark is not closed here, or text stands behind a closing one. One that "
        "belongs to a text is written twice, and the text in quotation marks: {example}",
        example='"call ""Bert"""',
    ),
    errors.TooManyCells: mark(
        "{found} cells below {expected} headings: is a separator part of a text? Then put the "
        "text in quotation marks."
    ),
    errors.CellMissing: lambda _, e: _(
        "This must not be empty. Write something like {example} here.",
        example=_(EXAMPLES[e.column]),
    ),
    UnknownWord: lambda _, e: _(
        "“{typed}” is not one of {known}.", typed=_quoted(e.typed), known=", ".join(e.known)
    ),
    errors.NotACount: lambda _, e: _(
        "“{typed}” is not a whole number such as 3.", typed=_quoted(e.typed)
    ),
    AmbiguousNumber: lambda _, e: _(
        "“{typed}” can mean {whole} or {part}. Please write {whole}, or {part} if that is meant.",
        typed=_quoted(e.typed),
        whole=e.readings[0],
        part=e.readings[1],
    ),
    ShortenedNumber: lambda _, e: _(
        "“{typed}” has been shortened by the spreadsheet: show the column as plain numbers there, "
        "and save it again.",
        typed=_quoted(e.typed),
    ),
    errors.UnknownAccount: lambda _, e: _(
        "There is no account called {name} that you may change. Write the name that `/kam` shows "
        "in its channel.",
        name=_quoted(e.name),
    ),
    errors.UnknownPerson: lambda _, e: _(
        "Nobody called {name} can own this. Write the name as Slack shows it, or the "
        "member ID (U…).",
        name=_quoted(e.name),
    ),
    errors.SeveralPeople: lambda _, e: _(
        "Several people are called {name}. Please write the member ID (U…).", name=_quoted(e.name)
    ),
    errors.UnknownChannel: lambda _, e: _(
        "I know no channel {name}. Please write its ID (C…), which stands at the end of the "
        "channel's details in Slack.",
        name=_quoted(e.name),
    ),
    errors.ThereAlready: mark("{ref} already says the same. Please take this line out."),
    errors.SaidTwice: mark("Line {line} says the same. Please take one of them out."),
    errors.AccountsElsewhere: mark(
        "Accounts are imported on the command line only (`kam import`): whoever sets one up owns "
        "it."
    ),
}
