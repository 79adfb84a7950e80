"""The clock that only ticks, while somebody sets the clock of the machine."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
import time_machine

from scheduler.jobs import Job
from scheduler.runner import Runner, SteadyScheduler


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_set_by_an_hour_stops_no_tick(
    monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    monkeypatch.setattr(SteadyScheduler, "look_every", 0.1)
    ticks = [Event(), Event(), Event(), Event()]
    waiting = iter(ticks)
    runner = Runner([Job("tick", 1, lambda: next(waiting, ticks[-1]).set())])
    runner.start(datetime.now(UTC))
    assert ticks[0].wait(20)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours)):
        assert ticks[3].wait(20)
    runner.stop()
