"""When a weekly digest comes, and what is left of it where there is too much to say."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.digest import LIMIT, Digest, Done, Duties, Line, Mark, Part, Undecided, cut, digest
from domain.light import Colour
from domain.milestone import MilestoneState
from domain.slip import Outlook
from tests.builders import TODAY, action, light
from tests.domain.goal_builders import a_goal, a_milestone

AMBER, GREEN = Colour.AMBER, Colour.GREEN
LAST_WEEK, YESTERDAY = TODAY - timedelta(days=7), TODAY - timedelta(days=1)

quick = settings(max_examples=150, derandomize=True, deadline=None)


def a_digest(*lines: Line) -> Digest:
    return digest(lines, [], since=LAST_WEEK, today=TODAY)


def done() -> Line:
    return Line(Part.CHANGED, Done(1))


def undecided(number: int = 1) -> Line:
    return Line(Part.UNDECIDED, Undecided(light(AMBER, number=number, decide_by=YESTERDAY)))


def slip(part: Part = Part.SLIPPING, number: int = 4) -> Line:
    outlook = Outlook(MilestoneState.AT_RISK, None)
    return Line(part, Mark(a_goal(), a_milestone(number=number), outlook))


# ---------------------------------------------------------------------------------- when it comes


def test_a_digest_without_a_line_is_never_due() -> None:
    assert not a_digest().is_due(only_when_needed=False)
    assert not a_digest().is_due(only_when_needed=True)


def test_news_alone_is_due_unless_only_what_needs_doing_is_wanted() -> None:
    assert a_digest(done()).is_due(only_when_needed=False)
    assert not a_digest(done()).is_due(only_when_needed=True)


@pytest.mark.parametrize("line", [undecided(), slip(), slip(Part.CHANGED)], ids=str)
def test_what_needs_doing_is_always_due(line: Line) -> None:
    assert a_digest(line).is_due(only_when_needed=True)


def test_a_digest_looks_ahead_to_the_day_before_the_next() -> None:
    assert a_digest().until + timedelta(days=1) == TODAY + timedelta(days=7)


def test_the_parts_come_in_their_order_and_slips_first_within_them() -> None:
    found = a_digest(undecided(), done(), slip(Part.CHANGED))
    assert [line.part for line in found.lines] == [Part.CHANGED, Part.CHANGED, Part.UNDECIDED]
    assert found.lines[0].is_slip


def test_the_account_s_own_light_stands_on_top() -> None:
    found = digest([], [light(AMBER), light(GREEN)], since=TODAY, today=TODAY)
    assert found.overall is AMBER


# ------------------------------------------------------------------------------------ the cut


def test_up_to_twelve_lines_nothing_is_cut() -> None:
    lines = [undecided(number) for number in range(LIMIT)]
    assert cut(lines) == (lines, 0)


def test_a_flood_of_news_does_not_hide_what_needs_doing() -> None:
    lines = [*(done() for _ in range(300)), undecided(), slip()]
    kept, left = cut(lines)
    assert [line.part for line in kept[-2:]] == [Part.UNDECIDED, Part.SLIPPING]
    assert (len(kept), left) == (LIMIT, 290)


def test_slips_are_cut_last_because_they_stand_until_they_are_resolved() -> None:
    slips = [slip(number=number) for number in range(8)]
    kept, left = cut([*(done() for _ in range(9)), *(undecided() for _ in range(9)), *slips])
    assert [line for line in kept if line.is_slip] == slips
    assert left == 14


def test_of_a_person_s_line_that_is_left_out_the_actions_are_counted() -> None:
    busy = Line(Part.OVERDUE, Duties("U1", (action(), action(), action())))
    assert cut([done(), busy, busy], limit=2)[1] == 3


@st.composite
def many_lines(draw: st.DrawFn) -> list[Line]:
    kinds = draw(st.lists(st.sampled_from(["done", "undecided", "slip", "duties"]), max_size=40))
    made: dict[str, Callable[[], Line]] = {
        "done": done,
        "undecided": undecided,
        "slip": slip,
        "duties": lambda: Line(Part.OVERDUE, Duties(None, (action(), action()))),
    }
    return list(a_digest(*(made[kind]() for kind in kinds)).lines)


@quick
@given(many_lines(), st.integers(len(Part), 20))
def test_whatever_is_cut_every_part_is_heard_and_everything_is_counted(
    lines: list[Line], limit: int
) -> None:
    kept, left = cut(lines, limit)
    assert len(kept) == min(len(lines), limit)
    assert {line.part for line in kept} == {line.part for line in lines}
    assert sum(line.count for line in kept) + left == sum(line.count for line in lines)
    positions = [next(at for at, line in enumerate(lines) if line is one) for one in kept]
    assert positions == sorted(positions)
