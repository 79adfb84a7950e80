"""The account on paper as one page to print: HTML that stands by itself and asks nobody."""

from collections.abc import Iterator
from html import escape
from math import ceil

from documents.report import Report, ReportLine, ReportPart, short
from language.speech import Speech

MOST = 6
"""Lines a part, where there is room for them; the Markdown file has the rest."""

ROOM = 112
"""Rows of text in both columns of one sheet."""

ROW = 42
"""Characters of a row, with what is lost at its end."""

STYLE = """
@page { size: A4; margin: 12mm 14mm; }
* { box-sizing: border-box; }
body { font: 9.5pt/1.35 "Noto Sans", "Segoe UI", Helvetica, Arial, sans-serif; color: #1d2733;
       max-width: 182mm; margin: 8mm auto; }
header { border-bottom: 2px solid #1f3a5f; margin-bottom: 3mm; }
h1 { font-size: 17pt; margin: 0; color: #1f3a5f; overflow-wrap: anywhere; }
header p { margin: 0 0 2mm; font-weight: 600; }
main { columns: 2; column-gap: 8mm; }
section { margin-bottom: 3.5mm; }
section.wide { column-span: all; }
h2 { break-after: avoid; font-size: 10pt; margin: 0 0 1mm; color: #1f3a5f;
     border-bottom: 1px solid #c9d3df; }
ul { margin: 0; padding: 0; list-style: none; }
li { break-inside: avoid; margin: 0 0 1mm; overflow-wrap: anywhere; }
li ul { margin: .5mm 0 0 4mm; }
b { white-space: nowrap; }
small { color: #4b5a6a; font-size: 8.5pt; }
.red, .amber, .green { border-left: 3px solid; padding-left: 2mm; }
.red { border-color: #c62828; } .amber { border-color: #f9a825; } .green { border-color: #2e7d32; }
figure { margin: 0; break-after: page; }
figure svg { display: block; width: 100%; height: auto; max-height: 268mm; }
footer { border-top: 1px solid #c9d3df; padding-top: 1mm; color: #4b5a6a; font-size: 8pt; }
@media print { body { margin: 0 auto; } }
"""

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The page runs nothing and fetches nothing, whatever it says."""


def sheet(_: Speech, whole: Report) -> Report:
    """As much of it as one sheet of paper holds, every part with as many lines as any other."""
    for limit in range(MOST, 1, -1):
        cut = short(_, whole, limit)
        if sum(map(_height, cut.parts)) <= ROOM:
            return cut
    return short(_, whole, 1)


def _height(part: ReportPart) -> float:
    """Rows that a part takes in a column, with its title and what is between parts."""
    return 2.5 + bool(part.more) + sum(map(_rows, part.lines))


def _rows(line: ReportLine) -> float:
    length = sum(map(len, (line.mark, line.text, *line.facts)))
    return ceil(length / ROW) + 0.25 + sum(map(_rows, line.parts))


def printed(report: Report, drawing: str = "") -> bytes:
    """The page, in UTF-8; `drawing` is an SVG that has a sheet of its own before it."""
    return "".join(_page(report, drawing)).encode("utf-8", "replace")


def _page(report: Report, drawing: str) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{escape(report.language)}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{escape(report.title)}</title><style>{STYLE}</style></head>\n<body>"
    if drawing:
        yield f"<figure>{drawing}</figure>\n"
    yield f"<header><h1>{_text(report.title)}</h1><p>{_text(report.below)}</p></header>\n<main>\n"
    for at, part in enumerate(report.parts):
        yield from _part(part, is_wide=not at)
    yield f"</main>\n<footer>{_text(report.foot)}</footer></body></html>\n"


def _part(part: ReportPart, *, is_wide: bool) -> Iterator[str]:
    """The first part, the vision, stands above both columns."""
    wide = ' class="wide"' if is_wide else ""
    yield f"<section{wide}><h2>{_text(part.title)}</h2>"
    if part.lines:
        yield f"<ul>{''.join(map(_line, part.lines))}</ul>"
    if part.more or not part.lines:
        yield f"<small>{_text(part.more or part.empty)}</small>"
    yield "</section>\n"


def _line(line: ReportLine) -> str:
    tone = f' class="{escape(line.tone)}"' if line.tone else ""
    facts = f" <small>{_text(' · '.join(line.facts))}</small>" if line.facts else ""
    parts = f"<ul>{''.join(map(_line, line.parts))}</ul>" if line.parts else ""
    return f"<li{tone}><b>{_text(line.mark)}</b> {_text(line.text)}{facts}{parts}</li>"


def _text(text: str) -> str:
    """The text of somebody, shown as it is; right-to-left text reorders nothing around it."""
    return f"<bdi>{escape(text)}</bdi>"
