"""The picture of a business goal: planned steps, what was measured, and where its pace leads."""

from collections.abc import Iterator

from documents.charts.days import long_day
from documents.charts.frame import BODY, MARGIN, WIDTH, Head
from documents.charts.goal_facts import GoalFacts, MilestoneMark
from documents.charts.goal_plot import PACE, goal_plot
from documents.charts.goal_words import aim, goal_alt, mark_pace, measured, pace, team
from documents.charts.marks import INK, MUTED, PLAN, letters, state_mark
from documents.charts.svg import element, fit, line, picture, text, width_of
from language.amounts import show_amount
from language.lists import and_more
from language.speech import Speech
from language.words import state_words

LISTED = 12
"""Milestones named below the plot; the plot has them all."""

ROW = 29.0
COLUMNS = {"mark": MARGIN + 14, "ref": 70.0, "amount": 118.0, "due": 340.0, "state": 480.0}
PACE_COLUMN = 592.0


def goal_chart(_: Speech, facts: GoalFacts) -> str:
    """The picture as SVG; `goal_alt` says the same in words."""
    head = _head(_, facts)
    plot = goal_plot(_, facts, head.height)
    legend_at = plot.frame.values.bottom + 52
    rows = _rows(_, facts, legend_at + 38)
    height = legend_at + 28 + (ROW * len(rows) + 8 if rows else 0)
    drawn = (head.draw(), *plot.draw(), _legend(_, facts, legend_at), *rows)
    return picture(WIDTH, height, goal_alt(_, facts), *drawn)


def _head(_: Speech, facts: GoalFacts) -> Head:
    stands = f"{measured(_, facts)} {pace(_, facts)} {team(_, facts)}".strip()
    return Head(
        title=f"{facts.ref} {facts.text}", below=(f"{facts.account}: {aim(_, facts)}", stands)
    )


def _lines(_: Speech, facts: GoalFacts) -> Iterator[tuple[str, dict[str, str]]]:
    """The lines that are drawn: what each says, and its stroke."""
    yield _("Planned"), {"stroke": PLAN}
    if facts.readings:
        yield _("Measured"), {"stroke": INK}
    if facts.projected is not None:
        yield _("Today's pace"), PACE


def _legend(_: Speech, facts: GoalFacts, y: float) -> str:
    """The key of the lines; the shapes are explained in the list."""
    drawn, x = [], MARGIN
    for words, stroke in _lines(_, facts):
        drawn += [
            line((x, y - 5), (x + 32, y - 5), stroke_width=3, **stroke),
            text((x + 40, y), words, size=BODY - 1, fill=MUTED),
        ]
        x += 64 + width_of(words, BODY - 1)
    return element("g", *drawn)


def _rows(_: Speech, facts: GoalFacts, y: float) -> list[str]:
    """The milestones one below the other, the most telling ones if there are many."""
    shown = facts.most_telling(LISTED)
    rows = [_row(_, facts, mark, y + ROW * n) for n, mark in enumerate(shown)]
    more = len(facts.marks) - len(shown)
    if more:
        words = and_more(_, more)
        rows.append(text((COLUMNS["ref"], y + ROW * len(shown)), words, size=BODY, fill=MUTED))
    return rows


def _row(_: Speech, facts: GoalFacts, mark: MilestoneMark, y: float) -> str:
    words = state_words(_)
    amount = show_amount(facts.amount(mark.value), _.language)
    due = _("by {day}", day=long_day(_, mark.due))
    room = COLUMNS["due"] - COLUMNS["amount"] - 12
    return element(
        "g",
        state_mark((COLUMNS["mark"], y - 5), mark.state, letters(words)[mark.state], radius=10),
        _cell("ref", y, mark.ref, bold=True),
        _cell("amount", y, fit(amount, BODY, room)),
        _cell("due", y, due),
        _cell("state", y, words[mark.state], bold=True),
        text((PACE_COLUMN, y), mark_pace(_, mark), size=BODY, fill=MUTED),
    )


def _cell(column: str, y: float, words: str, *, bold: bool = False) -> str:
    weight = "bold" if bold else "normal"
    return text((COLUMNS[column], y), words, size=BODY, fill=INK, font_weight=weight)
