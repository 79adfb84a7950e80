"""Key information: what is old, and what stands first."""

from datetime import timedelta

import pytest

from domain.knowledge import Area, AskedLater, by_area, foremost
from tests.builders import TODAY, key_information


def test_a_line_is_old_after_half_a_year_without_a_word() -> None:
    line = key_information()

    assert not line.is_old(TODAY + timedelta(days=182))
    assert line.is_old(TODAY + timedelta(days=183))
    line.confirm(TODAY + timedelta(days=183))
    assert not line.is_old(TODAY + timedelta(days=183))


def test_what_was_said_today_need_not_be_said_again() -> None:
    with pytest.raises(AskedLater):
        key_information().confirm(TODAY)


def test_lines_stand_by_area_with_what_was_confirmed_last_on_top() -> None:
    old = key_information(number=1, area=Area.OURS, checked_on=TODAY - timedelta(days=9))
    new = key_information(number=2, area=Area.OURS)
    unsorted = key_information(number=3)

    found = by_area([old, new, unsorted])

    assert found == {Area.OURS: [new, old], None: [unsorted]}
    assert list(found) == [Area.OURS, None]
    assert foremost([old, new, unsorted]) == [unsorted, new, old]
