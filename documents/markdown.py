"""The account on paper as Markdown: what people wrote is text in it, whatever signs it contains."""

import re
from collections.abc import Iterator

from documents.report import Report, ReportLine, ReportPart
from domain.text import one_line

MARKUP = re.compile(r"([\\`*_\[\]<>&|~#!$])")
"""Signs that mean something in the middle of a line; nothing people wrote begins one."""

AUTOLINK = re.compile(r"(?i)(?=://|@)|(?<=www)(?=\.)")
"""Where an address begins to be one: a backslash there is not shown, and nothing is linked."""


def markdown(report: Report) -> bytes:
    """The whole paper, in UTF-8."""
    return ("\n".join(_lines(report)) + "\n").encode("utf-8", "replace")


def literal(text: str) -> str:
    """`text` such that a reader of Markdown shows it as it is, and links nothing."""
    return AUTOLINK.sub(r"\\", MARKUP.sub(r"\\\1", one_line(text)))


def _lines(report: Report) -> Iterator[str]:
    yield f"# {literal(report.title)}"
    yield f"\n{literal(report.below)}"
    for part in report.parts:
        yield from _part(part)
    yield f"\n---\n\n{literal(report.foot)}"


def _part(part: ReportPart) -> Iterator[str]:
    yield f"\n## {literal(part.title)}\n"
    for line in part.lines:
        yield _line(line, "")
        yield from (_line(each, "  ") for each in line.parts)
    if part.more:
        yield f"- {literal(part.more)}"
    if not part.lines:
        yield literal(part.empty)


def _line(line: ReportLine, indent: str) -> str:
    facts = "".join(f" · {literal(fact)}" for fact in line.facts)
    return f"{indent}- **{literal(line.mark)}** {literal(line.text)}{facts}"
