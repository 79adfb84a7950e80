from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.clock import clock, real


def test_the_clock_shows_the_time_in_utc() -> None:
    with time_machine.travel(datetime(2026, 4, 28, 9, 0, tzinfo=UTC), tick=False):
        assert clock(None)() == real() == datetime(2026, 4, 28, 9, 0, tzinfo=UTC)
    assert real().tzinfo is UTC


def test_a_clock_that_starts_elsewhere_runs_on_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = [100.0]
    monkeypatch.setattr("bot.clock.time.monotonic", lambda: passed[0])
    rehearsal = clock("2027-04-30T09:00+02:00")
    assert rehearsal() == datetime(2027, 4, 30, 7, 0, tzinfo=UTC)

    passed[0] += 90

    assert rehearsal() - datetime(2027, 4, 30, 7, 0, tzinfo=UTC) == timedelta(seconds=90)
    assert rehearsal().tzinfo is UTC


@pytest.mark.parametrize("now", ["2027-04-30T09:00", "2027-04-30", "tomorrow", ""])
def test_a_time_without_an_offset_is_no_time(now: str) -> None:
    with pytest.raises(
        ValueError, match=r"like 2027-04-30T09:00\+02:00|needs an offset, such as 2027-04-30T09"
    ):
        clock(now)
