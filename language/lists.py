"""Lists, cut to what Slack takes: how many are left out is always said."""

from collections.abc import Sequence

from domain.text import units
from language.speech import Speech


def and_more(_: Speech, count: int) -> str:
    """And 12 more."""
    return _.plural("and {n} more", "and {n} more", count)


def rest(_: Speech, count: int) -> list[str]:
    """How many of a list are not shown; empty where all are."""
    return [and_more(_, count)] if count > 0 else []


def cut(_: Speech, lines: Sequence[str], limit: int) -> list[str]:
    """So many lines, and how many more there are."""
    return [*lines[:limit], *rest(_, len(lines) - limit)]


def paragraphs(lines: Sequence[str], limit: int = 2_900) -> list[str]:
    """Lines gathered into texts that each fit a section."""
    made: list[str] = []
    for line in lines:
        if made and units(made[-1]) + units(line) < limit:
            made[-1] += "\n" + line
        else:
            made.append(line)
    return made
