"""APScheduler, which only ticks: what is due is decided by our tables, not by its jobs."""

from collections.abc import Sequence
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.jobs import Job


class Runner:
    """Runs jobs at their intervals, each in one thread at a time, in this process."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        """Starts nothing yet."""
        self.jobs = jobs
        self._scheduler = BackgroundScheduler(timezone=UTC)

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
