"""APScheduler, which only ticks: what is due is decided by our tables, not by its jobs."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import STATE_STOPPED

from scheduler.jobs import Job

LOOK_EVERY = 5.0
"""Seconds between two looks at whether somebody has set the clock."""

SET = 2.0
"""Seconds by which a clock that was set differs from one that only ran."""


class SteadyScheduler(BackgroundScheduler):  # type: ignore[misc] # APScheduler 3 ships no types
    """Ticks on while the clock is set back or forward.

    APScheduler waits until the time of day at which a job runs next: after a clock was set back by
    an hour, for an hour.
    """

    look_every = LOOK_EVERY

    def _main_loop(self) -> None:
        ahead, wait = _ahead(), 0.0
        while self.state != STATE_STOPPED:
            self._event.wait(min(wait, self.look_every))
            self._event.clear()
            moved = _ahead() - ahead
            if abs(moved) > SET:
                ahead += moved
                self._follow(timedelta(seconds=moved))
            found = self._process_jobs()
            wait = self.look_every if found is None else found

    def _follow(self, moved: timedelta) -> None:
        """Run every job when it would have run on a clock that nobody set."""
        for job in self.get_jobs():
            job.modify(next_run_time=job.next_run_time + moved)


def _ahead() -> float:
    """Seconds by which the time of day is ahead of the monotonic clock; nobody sets that."""
    return time.time() - time.monotonic()


class Runner:
    """Runs jobs at their intervals, each in one thread at a time, in this process."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        """Starts nothing yet."""
        self.jobs = jobs
        self._scheduler = SteadyScheduler(timezone=UTC)

    def start(self, now: datetime) -> None:
        """Start ticking; `now` is the time of the first tick."""
        for job in self.jobs:
            self._scheduler.add_job(
                job.run,
                "interval",
                seconds=job.seconds,
                next_run_time=now,
                max_instances=1,
                coalesce=True,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def tick(self) -> None:
        """Run every job once, here and now: for cron deployments and rehearsals."""
        for job in self.jobs:
            job.run()

    def stop(self) -> None:
        """Stop ticking, and wait for what is running."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
