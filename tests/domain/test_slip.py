from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.milestone import MilestoneState
from domain.slip import SlipChange, slip_change, trend
from tests.domain.goal_builders import START, a_goal, a_milestone, measured

DUE = date(2026, 10, 31)
JUNE = date(2026, 6, 1)
NUMBERS = a_goal().numbers
FEWER = a_goal("12", "4", "complaints").numbers

REACHED, ON_TRACK = MilestoneState.REACHED, MilestoneState.ON_TRACK
AT_RISK, MISSED = MilestoneState.AT_RISK, MilestoneState.MISSED


def state_on(
    day: date, values: Mapping[date, str | int] | Mapping[date, str] | None = None
) -> MilestoneState:
    return trend(NUMBERS, measured(values or {}), day).state(a_milestone("3", DUE))


def test_a_milestone_far_ahead_is_on_track_while_little_is_known() -> None:
    assert state_on(JUNE) is ON_TRACK
    assert state_on(JUNE, {START: 2}) is ON_TRACK


def test_a_milestone_is_at_risk_from_21_days_before_it_is_due() -> None:
    assert state_on(DUE - timedelta(days=22)) is ON_TRACK
    assert state_on(DUE - timedelta(days=21)) is AT_RISK
    assert state_on(DUE) is AT_RISK


def test_a_milestone_is_missed_from_the_day_after_it_was_due() -> None:
    assert state_on(DUE + timedelta(days=1)) is MISSED


@pytest.mark.parametrize("value", ["3", "3.0", "4"])
def test_a_milestone_at_or_past_its_value_is_reached_even_late(value: str) -> None:
    assert state_on(DUE + timedelta(days=9), {JUNE: value}) is REACHED


def test_the_latest_progress_decides_even_if_it_jumped_backwards() -> None:
    assert state_on(JUNE + timedelta(days=9), {START: 3, JUNE: 2}) is AT_RISK


def test_a_falling_goal_is_reached_at_or_below() -> None:
    six = a_milestone("6", DUE)
    assert trend(FEWER, measured({JUNE: 6}), JUNE).state(six) is REACHED
    assert trend(FEWER, measured({JUNE: 7}), JUNE).state(six) is ON_TRACK


def test_progress_of_a_day_to_come_is_not_known_yet() -> None:
    assert state_on(JUNE, {date(2026, 7, 1): 3}) is ON_TRACK


def test_a_line_that_crosses_on_the_due_date_is_on_track() -> None:
    half_way = {DUE - timedelta(days=100): "2", DUE - timedelta(days=50): "2.5"}
    assert state_on(DUE - timedelta(days=50), half_way) is ON_TRACK


def test_a_line_that_crosses_a_day_late_is_at_risk() -> None:
    slower = {DUE - timedelta(days=100): "2", DUE - timedelta(days=50): "2.495"}
    assert state_on(DUE - timedelta(days=50), slower) is AT_RISK


@pytest.mark.parametrize("later", ["2", "1.5"])
def test_a_line_that_never_crosses_is_at_risk(later: str) -> None:
    assert state_on(JUNE, {START: "2", JUNE: later}) is AT_RISK


def test_the_projection_is_the_first_day_at_or_past_the_value() -> None:
    tenth_a_day = {date(2026, 5, 1): "2", date(2026, 5, 4): "2.3"}
    found = trend(NUMBERS, measured(tenth_a_day), date(2026, 5, 4))
    assert found.projected(Decimal(3)) == date(2026, 5, 11)
    assert found.projected(Decimal("3.01")) == date(2026, 5, 12)


def test_thirds_are_exact() -> None:
    progress = measured({date(2026, 5, 1): "2", date(2026, 5, 4): "3"})
    assert trend(NUMBERS, progress, date(2026, 5, 4)).projected(Decimal(4)) == date(2026, 5, 7)


def test_a_falling_goal_is_projected_downwards() -> None:
    progress = measured({date(2026, 5, 1): 12, date(2026, 5, 11): 11})
    assert trend(FEWER, progress, date(2026, 5, 11)).projected(Decimal(4)) == date(2026, 7, 20)


def test_many_measurements_give_the_pace_of_their_least_squares() -> None:
    # slope of the least squares through (0, 2), (10, 3), (20, 3): a twentieth a day
    progress = measured({date(2026, 5, 1): 2, date(2026, 5, 11): 3, date(2026, 5, 21): 3})
    assert trend(NUMBERS, progress, date(2026, 5, 21)).projected(Decimal(4)) == date(2026, 6, 10)


@pytest.mark.parametrize(
    "values",
    [{}, {JUNE: 2}, {START: 2, JUNE: 2}, {START: 3, JUNE: 2}, {START: 2, JUNE: 4}],
)
def test_no_projection_where_it_is_unknown_never_or_already(values: dict[date, int]) -> None:
    assert trend(NUMBERS, measured(dict(values)), JUNE).projected(Decimal(4)) is None


def test_a_pace_beyond_every_calendar_is_never() -> None:
    progress = measured({START: "2", JUNE: "2.000001"})
    assert trend(NUMBERS, progress, JUNE).projected(Decimal(4)) is None
    assert state_on(JUNE, {START: "2", JUNE: "2.000001"}) is AT_RISK


def test_a_projection_does_not_lie_in_the_past() -> None:
    progress = measured({date(2026, 5, 1): "2", date(2026, 5, 11): "2.5"})
    today = date(2026, 6, 30)
    assert trend(NUMBERS, progress, today).projected(Decimal(3)) == today


def test_an_outlook_is_the_state_with_its_projection() -> None:
    found = trend(NUMBERS, measured({START: "2", JUNE: "2.1"}), JUNE)
    sight = found.outlook(a_milestone("3", DUE))
    assert sight.state is AT_RISK
    assert sight.projected == found.projected(Decimal(3))


@pytest.mark.parametrize(
    "before, after, said",
    [
        (ON_TRACK, AT_RISK, SlipChange.SLIPPED),
        (AT_RISK, MISSED, SlipChange.SLIPPED),
        (MISSED, AT_RISK, SlipChange.SLIPPED),
        (REACHED, MISSED, SlipChange.SLIPPED),
        (AT_RISK, AT_RISK, None),
        (MISSED, MISSED, None),
        (AT_RISK, ON_TRACK, SlipChange.RESOLVED),
        (MISSED, REACHED, SlipChange.RESOLVED),
        (ON_TRACK, REACHED, None),
        (REACHED, ON_TRACK, None),
    ],
)
def test_every_entry_into_a_slip_is_said_once_and_its_end_too(
    before: MilestoneState, after: MilestoneState, said: SlipChange | None
) -> None:
    assert slip_change(before, after) is said


@pytest.mark.parametrize(
    "today, heard, silent",
    [
        (DUE - timedelta(days=46), {}, False),
        (DUE - timedelta(days=45), {}, True),
        (DUE, {DUE - timedelta(days=45): 2}, True),
        (DUE, {DUE - timedelta(days=44): 2}, False),
        (DUE, {DUE - timedelta(days=60): 3}, False),
        (DUE + timedelta(days=1), {}, False),
    ],
)
def test_a_goal_is_silent_45_days_before_a_milestone_is_due(
    today: date, heard: dict[date, int], silent: bool
) -> None:
    assert trend(NUMBERS, measured(dict(heard)), today).is_silent(a_milestone("3", DUE)) is silent


def test_a_goal_that_has_just_begun_is_not_silent() -> None:
    early = a_milestone("3", START + timedelta(days=40))
    assert not trend(NUMBERS, [], START + timedelta(days=20)).is_silent(early)


days = st.dates(START, date(2027, 12, 31))
readings = st.dictionaries(days, st.decimals(0, 6, places=2).map(str), max_size=8)


@given(readings, days)
def test_state_and_projection_never_contradict_each_other(
    values: dict[date, str], today: date
) -> None:
    milestone = a_milestone("3", DUE)
    found = trend(NUMBERS, measured(dict(values)), today).outlook(milestone)
    if found.projected is not None:
        assert found.projected >= today
        assert found.state is not REACHED
    if found.projected is not None and found.projected > milestone.due:
        assert found.state in {AT_RISK, MISSED}
    if found.state is ON_TRACK and found.projected is not None:
        assert found.projected <= milestone.due


@given(readings, days, days)
def test_progress_after_today_changes_nothing(
    values: dict[date, str], today: date, later: date
) -> None:
    milestone = a_milestone("3", DUE)
    known = {day: value for day, value in values.items() if day <= today}
    future = {max(later, today + timedelta(days=1)): "9"}
    with_future = trend(NUMBERS, measured({**known, **future}), today)
    assert with_future.outlook(milestone) == trend(NUMBERS, measured(dict(known)), today).outlook(
        milestone
    )
