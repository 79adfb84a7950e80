"""Confidence, kept promises, and where voices and numbers differ."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.calendar import Month
from domain.confidence import (
    HowKept,
    PartReport,
    QuestionOver,
    are_unkept,
    must_be_open,
    parts,
)
from domain.progress import Progress
from domain.pulse import Distribution
from domain.voices import Discord, of_business, of_relationship
from tests.builders import NOW, strategy
from tests.domain.goal_builders import a_goal, a_milestone, measured

APRIL, MAY = Month(2026, 4), Month(2026, 5)
TODAY = date(2026, 10, 1)
ON_TRACK = measured({date(2026, 4, 1): 2, TODAY: 4})
TOO_SLOW = measured({date(2026, 4, 1): "2", TODAY: "2.1"})


def voices(*scores: int) -> Distribution:
    return Distribution("2026-09", tuple((each, scores.count(each)) for each in sorted({*scores})))


def differs(scores: Distribution, progress: list[Progress]) -> Discord | None:
    found = of_business(a_goal(), [], progress, scores, TODAY)
    return found.discord if found else None


def test_the_team_doubts_what_is_on_track_or_is_sure_of_what_is_behind() -> None:
    assert differs(voices(1, 2, 5), ON_TRACK) is Discord.DOUBTED
    assert differs(voices(3, 4, 5), TOO_SLOW) is Discord.BEHIND


def test_where_voices_and_numbers_agree_there_is_nothing_to_talk_about() -> None:
    assert differs(voices(4, 4, 5), ON_TRACK) is None
    assert differs(voices(1, 1, 2), TOO_SLOW) is None
    assert differs(voices(3, 3, 3), TOO_SLOW) is None
    assert differs(voices(1, 1, 1), measured({TODAY: 2})) is None  # no pace is known


def test_a_milestone_that_slips_is_behind_whatever_the_pace() -> None:
    late = a_milestone("4.5", TODAY - timedelta(days=1))
    found = of_business(a_goal(), [late], ON_TRACK, voices(5, 5, 5), TODAY)
    assert found is not None
    assert found.discord is Discord.BEHIND


def test_a_high_pulse_needs_something_that_was_heard_within_a_quarter() -> None:
    goal, quarter = a_goal(), timedelta(days=91)
    assert of_relationship(goal, NOW, voices(4, 4, 5), NOW + quarter) is not None
    assert of_relationship(goal, NOW, voices(4, 4, 5), NOW + quarter - timedelta(1)) is None
    assert of_relationship(goal, NOW, voices(3, 3, 5), NOW + quarter) is None


def reports(month: Month, *kept: HowKept) -> list[PartReport]:
    return [
        PartReport(
            workspace_id="T1",
            strategy_id=7,
            wording=1,
            period=str(month),
            person_id=f"U{n}",
            kept=one,
        )
        for n, one in enumerate(kept)
    ]


KEPT, NOT = HowKept.KEPT, HowKept.NOT


def test_two_of_three_kept_their_part_in_april() -> None:
    (april,) = parts(reports(APRIL, KEPT, KEPT, HowKept.PARTLY))
    assert (april.kept, april.answers, april.is_enough, april.is_kept) == (2, 3, True, True)
    assert not parts(reports(APRIL, KEPT, KEPT))[0].is_enough


@pytest.mark.parametrize(
    "april,may,is_so",
    [
        ((KEPT, NOT, NOT), (NOT, NOT, NOT), True),
        ((KEPT, NOT, NOT), (KEPT, KEPT, NOT), False),
        ((NOT, NOT), (NOT, NOT, NOT), False),
        ((), (NOT, NOT, NOT), False),
    ],
)
def test_promises_are_unkept_after_two_months_in_a_row(
    april: tuple[HowKept, ...],
    may: tuple[HowKept, ...],
    is_so: bool,
) -> None:
    assert are_unkept([*reports(APRIL, *april), *reports(MAY, *may)], MAY) is is_so


def test_a_month_is_answered_about_until_the_end_of_the_next() -> None:
    must_be_open(APRIL, date(2026, 4, 27))
    must_be_open(APRIL, date(2026, 5, 31))
    for day in (date(2026, 3, 31), date(2026, 6, 1)):
        with pytest.raises(QuestionOver):
            must_be_open(APRIL, day)


def test_a_strategy_is_reconsidered_half_a_year_after_it_was_worded_or_confirmed() -> None:
    one = strategy()
    assert not one.is_to_be_reconsidered(date(2026, 10, 27))
    assert one.is_to_be_reconsidered(date(2026, 10, 28))
    one.confirm(NOW + timedelta(days=183))
    assert not one.is_to_be_reconsidered(date(2027, 4, 27))
    assert one.is_to_be_reconsidered(date(2027, 4, 28))


def test_the_median_is_the_score_in_the_middle() -> None:
    assert voices(1, 2, 5).median == 2
    assert voices(2, 3).median == Decimal("2.5")
