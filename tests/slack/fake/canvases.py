"""Canvases of the fake: documents made of sections, and who may open and change them.

Slack's reference calls whatever has an id a section: a heading, a paragraph, an item of a list, a
table. An id is lost when its section is replaced. Undocumented, but reported: tables have at most
300 cells, and one edit takes about 4 KB.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from tests.slack.fake.errors import SlackError

LONGEST = 1_048_576
"""Characters of Markdown in one call, as documented."""

LARGEST_EDIT = 4_096
"""Bytes of Markdown that an edit of a real canvas was seen to take."""

MOST_CELLS = 300
DEEPEST = 3
"""Levels of headings."""

RUNNING_ON = frozenset({"paragraph", "table", "quote"})
"""Kinds of which lines that follow each other are one section."""

FREE, PAID = "free", "paid"
READ, WRITE, OWNER = "read", "write", "owner"

HEADING = re.compile(r"^(#+) +(.*)$")
ITEM = re.compile(r"^\s*([-*+]|\d+\.)\s+")
DIVIDER = re.compile(r"^(-{3,}|\*{3,})$")
MARKUP = re.compile(
    r"\\([\\`*_\[\]<>&|~#!$])|\*\*|^#+ +|^\s*(?:[-*+]|\d+\.)\s+(?:\[[ x]\] )?", re.MULTILINE
)


@dataclass
class Section:
    """One section: its id, its kind, and its Markdown."""

    id: str
    kind: str
    markdown: str

    @property
    def text(self) -> str:
        """The words in it, without what marks them up."""
        return MARKUP.sub(lambda found: found[1] or "", self.markdown)


@dataclass
class Canvas:
    """A canvas: in the tab of a channel (`channel`), of a channel itself, or standing alone."""

    id: str
    team: str
    by: str
    title: str = ""
    channel: str = ""
    is_of_channel: bool = False
    is_deleted: bool = False
    sections: list[Section] = field(default_factory=list)
    access: dict[str, str] = field(default_factory=dict)
    """Levels of access by the ids of channels and people."""

    @property
    def text(self) -> str:
        """The whole canvas as Markdown; the items of a list stand together."""
        runs = groupby(self.sections, key=lambda each: each.kind == "item")
        parts = [
            ("\n" if is_list else "\n\n").join(each.markdown for each in run)
            for is_list, run in runs
        ]
        return "\n\n".join(parts)

    def at(self, section_id: str) -> int:
        """The place of a section; raises the error of an edit for one that is not there."""
        for place, section in enumerate(self.sections):
            if section.id == section_id:
                return place
        raise SlackError("canvas_editing_failed", detail="Invalid section_id")


def sections_of(markdown: str, new_id: Callable[[], str], code: str) -> list[Section]:
    """The sections that Markdown becomes; raises `code` for what no canvas takes."""
    found = [Section(new_id(), kind, text) for kind, text in _blocks(markdown)]
    for section in found:
        _check(section, code)
    return found


def _blocks(markdown: str) -> Iterator[tuple[str, str]]:
    """The kind of each section, and its text."""
    lines = markdown.split("\n")
    while lines:
        line = lines.pop(0)
        kind = _kind(line)
        if kind == "code":
            yield kind, "\n".join([line, *_until_fence(lines)])
        elif kind in RUNNING_ON:
            yield kind, "\n".join([line, *_while(kind, lines)])
        elif kind != "empty":
            yield kind, line


def _while(kind: str, lines: list[str]) -> Iterator[str]:
    while lines and _kind(lines[0]) == kind:
        yield lines.pop(0)


def _until_fence(lines: list[str]) -> Iterator[str]:
    while lines:
        line = lines.pop(0)
        yield line
        if line.startswith("```"):
            return


def _kind(line: str) -> str:
    heading = HEADING.match(line)
    if heading:
        return f"h{len(heading[1])}"
    starts = {"|": "table", ">": "quote", "`": "code" if line.startswith("```") else "paragraph"}
    if DIVIDER.match(line):
        return "divider"
    if ITEM.match(line):
        return "item"
    return starts.get(line[:1], "paragraph") if line.strip() else "empty"


def _check(section: Section, code: str) -> None:
    if section.kind.startswith("h") and int(section.kind[1:]) > DEEPEST:
        raise SlackError(code, detail=f"Unsupported heading depth ({section.kind[1:]})")
    if section.kind == "quote" and ITEM.match(section.markdown.lstrip("> ")):
        raise SlackError(code, detail="Unsupported block type (List) within block quote")
    if section.kind == "table":
        _check_table(section.markdown.split("\n"), code)


def _check_table(rows: list[str], code: str) -> None:
    """Every row has as many cells as the first, and there are not too many."""
    widths = [len(re.findall(r"(?<!\\)\|", row)) - 1 for row in rows]
    if len(rows) < 2 or len(set(widths)) != 1 or set(rows[1]) - set("|-: "):
        raise SlackError(code, detail="Unsupported input: malformed table")
    if widths[0] * (len(rows) - 1) > MOST_CELLS:
        raise SlackError(code, detail=f"Table has more than {MOST_CELLS} cells")
