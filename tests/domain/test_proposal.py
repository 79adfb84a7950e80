from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from domain.calendar import Month
from domain.proposal import Proposal, propose

APRIL = Month(2026, 4)
END_OF_2027 = date(2027, 12, 31)


def proposed(
    start: str, target: str, deadline: date = END_OF_2027, *, whole: bool = True
) -> list[tuple[str, str]]:
    proposals = propose(
        Decimal(start), Decimal(target), first=APRIL, deadline=deadline, whole=whole
    )
    return [(str(one.value), str(one.month)) for one in proposals]


def test_the_example_of_the_method_comes_out() -> None:
    assert proposed("2", "5") == [("3", "2026-10"), ("4", "2027-03"), ("5", "2027-09")]


def test_a_milestone_is_due_at_the_end_of_its_month() -> None:
    assert Proposal(Decimal(3), Month(2027, 2)).due == date(2027, 2, 28)


def test_less_is_proposed_step_by_step_as_well() -> None:
    values = [value for value, _ in proposed("12", "4")]
    assert values == ["11", "10", "9", "8", "7", "6", "5", "4"]


def test_twelve_steps_are_proposed_one_by_one_and_thirteen_by_quarters() -> None:
    assert len(proposed("0", "12")) == 12
    assert [value for value, _ in proposed("0", "13")] == ["3", "7", "10", "13"]


def test_money_goes_by_quarters_of_the_way() -> None:
    assert proposed("1200000", "1500000", whole=False) == [
        ("1275000", "2026-08"),
        ("1350000", "2027-01"),
        ("1425000", "2027-05"),
        ("1500000", "2027-09"),
    ]


def test_a_count_with_decimals_goes_by_quarters() -> None:
    assert [value for value, _ in proposed("2", "4.5")] == ["2.625", "3.25", "3.875", "4.5"]


def test_fewer_months_than_steps_take_steps_together() -> None:
    assert proposed("0", "12", date(2026, 9, 15)) == [
        ("3", "2026-05"),
        ("6", "2026-06"),
        ("9", "2026-07"),
        ("12", "2026-08"),
    ]


def test_no_whole_month_before_the_deadline_proposes_nothing() -> None:
    assert proposed("2", "5", date(2026, 4, 30)) == []
    assert proposed("2", "5", date(2026, 5, 31)) == []
    assert proposed("2", "5", date(2025, 5, 31)) == []


def test_nothing_left_to_reach_proposes_nothing() -> None:
    assert proposed("5", "5") == []
    assert proposed("5", "5", whole=False) == []


numbers = st.integers(-10_000, 10_000).map(Decimal) | st.decimals(
    min_value=-(10**14), max_value=10**14, places=6, allow_nan=False, allow_infinity=False
)
months = st.builds(Month, st.integers(2020, 2040), st.integers(1, 12))


@given(numbers, numbers, months, st.integers(0, 3660), st.booleans())
def test_proposals_go_one_way_end_before_the_deadline_and_never_repeat_a_month(
    start: Decimal, target: Decimal, first: Month, days: int, whole: bool
) -> None:
    assume(start != target)
    deadline = first.first_day + timedelta(days=days)
    proposals = propose(start, target, first=first, deadline=deadline, whole=whole)
    values = [start, *(one.value for one in proposals)]
    months = [first, *(one.month for one in proposals)]
    assert all((a < b) == (start < target) and a != b for a, b in pairwise(values))
    assert all(a < b for a, b in pairwise(months))
    assert all(one.due < deadline for one in proposals)
    assert len(proposals) <= 12
    if proposals:
        assert proposals[-1].value == target


@given(st.integers(-50, 50), st.integers(1, 12), st.integers(15, 120), st.booleans())
def test_a_count_with_months_enough_gets_one_milestone_per_step(
    start: int, steps: int, span: int, down: bool
) -> None:
    sign = -1 if down else 1
    proposals = propose(
        Decimal(start),
        Decimal(start + sign * steps),
        first=APRIL,
        deadline=APRIL.plus(span).last_day,
        whole=True,
    )
    assert [one.value for one in proposals] == [start + sign * n for n in range(1, steps + 1)]
    assert proposals[-1].month == APRIL.plus(span * 85 // 100)
