from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from documents.charts.scales import Days, Values, value_ticks
from documents.charts.svg import fit, width_of, wrap


def ticks(*values: str, whole: bool = False) -> list[str]:
    return [str(tick) for tick in value_ticks(map(Decimal, values), whole=whole)]


def test_products_are_ticked_one_by_one() -> None:
    assert ticks("2", "5", whole=True) == ["2", "3", "4", "5"]


def test_things_that_are_counted_are_never_ticked_in_parts() -> None:
    assert ticks("0", "2", whole=True) == ["0", "1", "2"]


def test_money_is_ticked_at_round_numbers() -> None:
    low, *_, high = value_ticks([Decimal(1_215_000), Decimal(1_500_000)], whole=False)
    assert (low, high) == (Decimal(1_200_000), Decimal(1_500_000))


@given(st.lists(st.decimals(-(10**9), 10**9, places=4), min_size=2, max_size=9), st.booleans())
def test_ticks_enclose_every_value_and_are_few(values: list[Decimal], whole: bool) -> None:
    assume(min(values) < max(values))
    found = value_ticks(values, whole=whole)
    assert found[0] <= min(values) <= max(values) <= found[-1]
    assert 2 <= len(found) <= 8
    assert all(a < b for a, b in pairwise(found))


def test_values_grow_upwards() -> None:
    scale = Values(ticks=(Decimal(0), Decimal(5), Decimal(10)), bottom=300, top=100)
    assert [scale.y(Decimal(value)) for value in (0, 5, 10)] == [300, 200, 100]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 3800))
def test_days_have_few_ticks_in_order_and_inside(first: date, length: int) -> None:
    scale = Days(first=first, last=first + timedelta(days=length), left=100, right=800)
    found = scale.ticks()
    assert len(found) <= 11
    assert all(a < b for a, b in pairwise(found))
    assert all(100 <= scale.x(day) <= 800 for day in found)


def test_a_short_time_is_ticked_by_mondays_and_a_long_one_by_quarters() -> None:
    short = Days(date(2026, 10, 1), date(2026, 11, 30), 0, 100)
    long = Days(date(2026, 4, 1), date(2027, 12, 31), 0, 100)
    assert {day.weekday() for day in short.ticks()} == {0}
    assert {day.month for day in long.ticks()} == {1, 4, 7, 10}


@pytest.mark.parametrize("words", ["Products sold", "Ü" * 90, "a b c " * 40, "一二三四" * 20])
def test_words_are_cut_to_their_room(words: str) -> None:
    cut = fit(words, 14, 200)
    assert width_of(cut, 14) <= 200
    assert cut == words or cut.endswith("…")


def test_words_are_wrapped_and_the_last_line_is_cut() -> None:
    rows = wrap("one two three four five six seven eight nine ten", 14, 120, 2)
    assert len(rows) == 2
    assert rows[0] + " " == "one two three "
    assert rows[1].endswith("…")
    assert wrap("one", 14, 120, 2) == ["one"]
    assert wrap("", 14, 120, 2) == []
