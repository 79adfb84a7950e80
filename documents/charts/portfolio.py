"""The picture of a portfolio: accounts by weeks, each cell with the colour and the letter.

The letter, the stripes and the dots say what the colour says, for who does not see it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

from documents.charts.frame import BODY, INNER, MARGIN, WIDTH, Head
from documents.charts.goal_words import ALT_LIMIT
from documents.charts.marks import GRID, INK, LIGHT_FILL, MUTED, initials, lettered, light_patterns
from documents.charts.svg import Point, box, fit, picture, text
from domain.account import Account
from domain.text import shorten
from language.lists import and_more
from language.speech import Speech
from language.words import colour_word
from services.portfolio import Past, Pasts

ROWS = 40
"""Accounts in a picture; more would be too small to read in Slack."""

NAMES = 232.0
"""Room for the names on the left."""

ROW, GAP = 28.0, 2.0
HEADS = 24.0
LETTER = 13.0
DAY = 11.0
NO_LIGHT = "–"


def portfolio_chart(_: Speech, found: Pasts) -> str:
    """The picture as SVG; `portfolio_alt` says the same in words."""
    head = Head(title=_title(_), below=(_legend(_),))
    top = head.height + HEADS
    drawn = [*_days(_, found.mondays, top), *_rows(_, found, top)]
    rows = min(len(found.rows) + len(found.hidden), ROWS)
    bottom = top + rows * ROW
    rest = len(found.rows) + len(found.hidden) - rows
    if rest:
        more = and_more(_, rest)
        drawn.append(text((MARGIN, bottom + 22), more, size=BODY, fill=MUTED))
    height = bottom + (46 if rest else 24)
    alt = portfolio_alt(_, found)
    return picture(WIDTH, height, alt, light_patterns(), head.draw(), *drawn)


def portfolio_alt(_: Speech, found: Pasts) -> str:
    """The portfolio's picture in words, for readers who cannot see it: how each account stands."""
    rows = [_said(_, row, found.mondays) for row in found.rows[:ROWS]]
    hidden = [f"{account.name}: {_('confidential')}" for account in found.hidden[:ROWS]]
    whole = _spoken(_, [*rows, *hidden])
    if len(whole) <= ALT_LIMIT:
        return whole
    now = [f"{row.account.name}: {colour_word(_, row.lights[-1])}" for row in found.rows[:ROWS]]
    return shorten(_spoken(_, [*now, *hidden]), ALT_LIMIT)


def _spoken(_: Speech, rows: Sequence[str]) -> str:
    return f"{_title(_)}. {'; '.join(rows)}"


def _title(_: Speech) -> str:
    return _("Portfolio, week by week")


def _legend(_: Speech) -> str:
    said = [f"{letter} {colour_word(_, colour)}" for colour, letter in initials(_).items()]
    said.append(f"{NO_LIGHT} {colour_word(_, None)}")
    weeks = _("Each week is named by its Monday; the last one is this week.")
    return f"{' · '.join(said)}. {weeks}"


def _said(_: Speech, row: Past, mondays: Sequence[date]) -> str:
    """Acme: green, red from 20 Apr."""
    weeks = zip(row.lights, mondays, strict=True)
    turns = [next(same) for _colour, same in groupby(weeks, key=itemgetter(0))]
    (first, _monday), *later = turns
    said = [colour_word(_, first)]
    said += [
        _("{colour} from {day}", colour=colour_word(_, colour), day=_.short_day(monday))
        for colour, monday in later
    ]
    return f"{row.account.name}: {', '.join(said)}"


def _width(mondays: Sequence[date]) -> float:
    return (INNER - NAMES) / len(mondays)


def _days(_: Speech, mondays: Sequence[date], top: float) -> Iterator[str]:
    """The Monday of each week above its column."""
    width = _width(mondays)
    for place, monday in enumerate(mondays):
        at = (MARGIN + NAMES + (place + 0.5) * width, top - 8)
        yield text(at, _.short_day(monday), size=DAY, fill=MUTED, text_anchor="middle")


def _rows(_: Speech, found: Pasts, top: float) -> Iterator[str]:
    for place, row in enumerate(found.rows[:ROWS]):
        y = top + place * ROW
        yield _name(row.account, y)
        yield from _cells(_, row, (MARGIN + NAMES, y), _width(found.mondays))
    for place, account in enumerate(found.hidden, start=len(found.rows)):
        if place < ROWS:
            y = top + place * ROW
            yield _name(account, y)
            at = (MARGIN + NAMES + 8, y + ROW * 0.66)
            yield text(at, _("confidential"), size=BODY, fill=MUTED)


def _name(account: Account, y: float) -> str:
    name = fit(account.name, BODY, NAMES - 14)
    return text((MARGIN, y + ROW * 0.66), name, size=BODY, fill=INK)


def _cells(_: Speech, row: Past, at: Point, width: float) -> Iterator[str]:
    """One account's weeks."""
    known = initials(_)
    for place, colour in enumerate(row.lights):
        left, fill = at[0] + place * width, LIGHT_FILL[colour] if colour else GRID
        corner, size = (left, at[1]), (width - GAP, ROW - GAP)
        yield box(corner, *size, fill=fill, rx=3)
        if colour:
            yield box(corner, *size, fill=f"url(#{colour})", rx=3)
        middle = (left + size[0] / 2, at[1] + size[1] / 2 + LETTER * 0.36)
        if colour:
            yield lettered(middle, known[colour], fill, LETTER)
        else:
            yield text(middle, NO_LIGHT, size=LETTER, fill=MUTED, text_anchor="middle")
