"""The planner: every tick, enqueues a notice for whatever fell due, in one transaction.

Two planners may race, in any number of processes: the rows they take are locked, and the
database refuses a second notice of one account, kind and period.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfoNotFoundError

import structlog

from domain.account import Account
from domain.review import Review
from domain.routine import Routine, RoutineKind
from domain.timetable import INSTANT, due, next_instant
from scheduler.batches import Batches, roomy
from services import confidentiality, holidays, portfolio
from services.occurrences import DueOccurrence, advance
from services.review_notices import nudge
from services.routines import plan
from services.workspace import schedule as leaders_schedule
from storage.due import DueWork
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

LATER = timedelta(hours=1)
"""When an account that cannot be planned is tried again."""

UNKNOWN_ZONE = (ZoneInfoNotFoundError, ValueError)
"""What Python raises for a time zone that this machine does not have."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Planner:
    """Plans for one workspace."""

    workspace_id: str
    open_uow: OpenUnitOfWork
    clock: Callable[[], datetime]
    batches: Batches = field(default_factory=Batches)
    """Where whoever writes keeps everybody else waiting."""
    roomy: Batches = field(default_factory=roomy)
    """Where they do not."""

    def plan(self) -> int:
        """Plan everything that is due; how many routines were worked on."""
        works = {
            DueWork.ROUTINES: self._routines,
            DueWork.NUDGES: self._nudges,
            DueWork.PORTFOLIO: self._portfolio,
            DueWork.LIFTING: self._lifting,
        }
        with self.open_uow(self.workspace_id) as uow:
            due_now = uow.due.at(self.clock())
            batches = self.batches if uow.has_one_lock else self.roomy
        return sum(batches.all(works[each]) for each in DueWork if each in due_now)

    def _routines(self, most: int) -> int:
        """Those that are due; where a country's holidays are news, the lock is let go first."""
        now = self.clock()
        with self.open_uow(self.workspace_id) as uow:
            uow.may_be_done_again()
            found = uow.routines.due(now, most)
            news = holidays.unlearned({account.country for _routine, account in found}, now.year)
            if found and not news:
                self._work_on(uow, found, now)
        holidays.learn(news)
        return len(found)

    @staticmethod
    def _work_on(uow: UnitOfWork, found: Sequence[tuple[Routine, Account]], now: datetime) -> None:
        occurrences: dict[RoutineKind, list[DueOccurrence]] = {}
        for routine, account in found:
            occurrences.setdefault(routine.kind, []).extend(_advanced(routine, account, now))
        uow.routines.retime([routine for routine, _account in found])
        for kind, those in occurrences.items():
            plan(uow, kind, those, now)
        uow.commit()

    def _nudges(self, most: int) -> int:
        """Bring to mind the reviews that nobody has rolled in time."""
        now = self.clock()
        with self.open_uow(self.workspace_id) as uow:
            found = uow.reviews.to_nudge(now, most)
            for review, account in found:
                _nudge(uow, account, review, now)
            if found:
                uow.commit()
            return len(found)

    def _lifting(self, _most: int) -> int:
        """Lift the confidentiality of accounts whose owner has not refused in time."""
        now = self.clock()
        with self.open_uow(self.workspace_id) as uow:
            found = confidentiality.lift_due(uow, now)
            if found:
                uow.commit()
            return len(found)

    def _portfolio(self, _most: int) -> int:
        """The portfolio for the leaders' channel."""
        now = self.clock()
        with self.open_uow(self.workspace_id) as uow:
            workspace = uow.workspaces.due(now)
            if workspace is None:
                return 0
            schedule = leaders_schedule(workspace)
            since, workspace.next_at = workspace.next_at, next_instant(schedule, now)
            occurrences = due(schedule, since - INSTANT, now) if since else []
            for latest in occurrences[-1:]:
                portfolio.plan(uow, workspace, latest.period, latest.at)
            uow.commit()
            return 1


def _advanced(routine: Routine, account: Account, now: datetime) -> list[DueOccurrence]:
    """The due occurrences; of an account that cannot be planned none, and no other waits for it."""
    try:
        return advance(routine, account, now)
    except UNKNOWN_ZONE as error:
        _put_aside(account, error)
        routine.next_at = now + LATER
        return []


def _nudge(uow: UnitOfWork, account: Account, review: Review, now: datetime) -> None:
    try:
        nudge(uow, account, review, now)
    except UNKNOWN_ZONE as error:
        _put_aside(account, error)
        review.next_nudge_at = now + LATER


def _put_aside(account: Account, error: Exception) -> None:
    log.warning("account.not_planned", account=account.id, reason=type(error).__name__)
