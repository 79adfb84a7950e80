"""The account's page: the Markdown of a canvas, in sections that are each replaced as a whole.

Slack replaces one section a call, and a table is one section, an item of a list is one too: so
every section of the page is a heading and one table below it. Its last row says who keeps it, and
by these words the table is found again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from documents.markdown import literal
from documents.report import Chapter, ReportLine, ReportPart, chapters, shortened
from domain.account import Account
from language.speech import Speech
from services.glance import Glance

COLUMNS = 3
MOST_CELLS = 300
"""Slack refuses tables with more."""

MOST_BYTES = 3_600
"""Of one section: edits of more than about 4 KB have been seen to fail."""

LIMITS = (20, 12, 8, 6, 5, 4, 3, 2, 1)
"""Lines a part that are tried until a section is small enough."""


class PageKey(StrEnum):
    """The sections of the page, in their order."""

    VISION = "vision"
    BUSINESS = "business"
    STRATEGIES = "strategies"
    PLAN = "plan"
    LIGHTS = "lights"
    FACTS = "facts"
    REVIEW = "review"


@dataclass(frozen=True)
class PageSection:
    """One section: its title, and the rows of its table without the last one.

    `mark` begins the last row, and nothing else on the page begins so.
    """

    key: PageKey
    title: str
    mark: str
    rows: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The heading of the section, which stays when its table is replaced."""
        return f"## {literal(self.title)}"

    @property
    def digest(self) -> str:
        """A fingerprint of the table without the moment at which it was written."""
        return sha256("\n".join(self.rows).encode()).hexdigest()[:32]

    def table(self, stamp: str) -> str:
        """The table with its last row; `stamp` begins with the mark."""
        return "\n".join((*self.rows, _row("", stamp, "")))


@dataclass(frozen=True)
class PageText:
    """The page: its title, what stands above and below the sections, and the sections.

    `stamp` ends what each section says: as of when it is written.
    """

    title: str
    above: str
    sections: tuple[PageSection, ...]
    notes: str
    stamp: str

    @property
    def heading(self) -> str:
        """The title as a heading, where the page is a part of a longer canvas."""
        return f"# {literal(self.title)}"

    def stamped(self, section: PageSection) -> str:
        """The last row of a section: its mark, and as of when."""
        return f"{section.mark}{self.stamp}"

    def whole(self) -> str:
        """The page as it is first written, with the section that belongs to the team."""
        parts = [part for each in self.sections for part in self.part(each)]
        return "\n\n".join([self.above, *parts, self.notes])

    def part(self, section: PageSection) -> tuple[str, str]:
        """A section with its heading."""
        return section.heading, section.table(self.stamped(section))


def page(_: Speech, account: Account, seen: Glance, now: datetime) -> PageText:
    """The page of an account as it stands now."""
    at = now.astimezone(account.zone)
    found = chapters(_, account, seen, at.date())
    return PageText(
        title=_("Road map of {account}", account=account.name),
        above=literal(
            _("kam keeps this page up to date: it rewrites the tables when something changes.")
        ),
        sections=tuple(_sections(_, account, seen, found)),
        notes=_notes(_),
        stamp=_(", as of {day}, {time}", day=_.day(at.date()), time=f"{at:%H:%M}"),
    )


def emptied(_: Speech, text: PageText) -> PageText:
    """The page with nothing of the account in it: what is written before others can read it."""
    words = _("Empty for now: not only the account team can read here.")
    rows = (_row("", literal(words), ""), _RULE)
    return replace(text, sections=tuple(replace(each, rows=rows) for each in text.sections))


def _notes(_: Speech) -> str:
    heading = literal(_("Notes of the team"))
    return f"## {heading}\n\n{literal(_('This part is yours: kam never changes it.'))}"


def _sections(
    _: Speech, account: Account, seen: Glance, found: Mapping[Chapter, tuple[ReportPart, ...]]
) -> Iterator[PageSection]:
    vision = (*found[Chapter.VISION], *found[Chapter.RELATIONSHIPS])
    yield section(_, PageKey.VISION, _("Where we want to be"), vision)
    yield section(_, PageKey.BUSINESS, _("Business goals"), found[Chapter.BUSINESS])
    yield section(_, PageKey.STRATEGIES, _("Strategies"), found[Chapter.STRATEGIES])
    yield section(_, PageKey.PLAN, _("The plan of three months"), found[Chapter.PLAN])
    yield section(_, PageKey.LIGHTS, _("Traffic lights"), found[Chapter.LIGHTS])
    facts = found[Chapter.KNOWLEDGE]  # no contacts: their names are shown to who asks
    nothing = ReportPart(_("Key information"), (), _("No key information yet."))
    yield section(_, PageKey.FACTS, _("Key information"), facts or (nothing,))
    yield section(_, PageKey.REVIEW, _("Next review"), (_review(_, account, seen),))


def _review(_: Speech, account: Account, seen: Glance) -> ReportPart:
    """When the plan is looked at next."""
    title = _("Next review")
    if seen.review is None:
        return ReportPart(title, (), _("No review is coming: reviews are turned off."))
    at = seen.review.at.astimezone(account.zone)
    return ReportPart(title, (ReportLine(_.day(at.date()), f"{at:%H:%M}"),))


def section(_: Speech, key: PageKey, title: str, parts: Iterable[ReportPart]) -> PageSection:
    """A section of the page; what is too much for one edit is left out, and counted."""
    mark = _("{title}: kept by kam", title=title)
    return PageSection(key, title, mark, _fitting(_, tuple(parts)))


def _fitting(_: Speech, parts: tuple[ReportPart, ...]) -> tuple[str, ...]:
    """The rows of a table that Slack takes; what does not fit is counted, part by part."""
    rows = tuple(_rows(_, parts))
    for limit in LIMITS:
        if _fits(rows):
            return rows
        rows = tuple(_rows(_, [shortened(_, part, limit) for part in parts]))
    return rows


def _fits(rows: tuple[str, ...]) -> bool:
    is_small = len("\n".join(rows).encode()) <= MOST_BYTES
    return is_small and (len(rows) + 1) * COLUMNS <= MOST_CELLS


def _rows(_: Speech, parts: Iterable[ReportPart]) -> Iterator[str]:
    """The head of the table, which is the title of the first part, and a row a line."""
    for number, part in enumerate(parts):
        yield _row("", f"**{literal(part.title)}**", "")
        if not number:
            yield _RULE
        for line in part.lines:
            yield _line(line, f"**{literal(line.mark)}**")
            yield from (_line(each, f"↳ {literal(each.mark)}") for each in line.parts)
        said = part.more or ("" if part.lines else part.empty)
        if said:
            yield _row("", literal(said), "")


def _line(line: ReportLine, mark: str) -> str:
    return _row(mark, literal(line.text), literal(" · ".join(line.facts)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


_RULE = _row(*["---"] * COLUMNS)
