"""One transaction for one workspace. Nothing is kept unless `commit` is called."""

from collections.abc import Callable, Mapping
from functools import partial
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import class_mapper
from sqlalchemy.orm.exc import StaleDataError

from domain.account import Account
from domain.activity import ChangedSince
from domain.entity import Entity
from storage.accounts import Accounts
from storage.actions import Actions
from storage.activities import Activities
from storage.agreements import AgreementReminders, Agreements
from storage.channels import Channels
from storage.confidence import Confidences, PartReports
from storage.contacts import Contacts
from storage.drafts import Drafts
from storage.due import DueNow
from storage.goals import Goals
from storage.inbox import Inbox
from storage.knowledge import Knowledge
from storage.known_texts import KnownTexts
from storage.lights import Lights
from storage.mapping import map_domain
from storage.milestones import GuardReadings, Milestones, ProgressLog
from storage.mutes import Mutes
from storage.notices import Notices
from storage.numbers import Counters
from storage.pages import AccountPages
from storage.people import People
from storage.personal import Personal
from storage.portfolio import Portfolios
from storage.quotes import Pulses, Quotes
from storage.readers import Companions, Readers
from storage.reviews import Reviews
from storage.routines import Routines
from storage.session import WorkspaceSession
from storage.sqlite import READS, REPEATABLE
from storage.staging import NewRows, Staging
from storage.strategies import AskedLog, Commitments, Concerns, Strategies
from storage.troubles import OutcomeUnknown, is_lost, trouble
from storage.workspaces import AdminChanges, Workspaces

UNIQUE_VIOLATION = "23505"
"""PostgreSQL's word for a key that another transaction was quicker to use; on SQLite, where one
transaction writes after the other, the same is a mistake of ours."""


class UnitOfWork:
    """The repositories of one workspace in one transaction."""

    def __init__(self, engine: Engine, workspace_id: str) -> None:
        """Opens nothing yet: the transaction begins with the first statement."""
        self.workspace_id = workspace_id
        self.session = WorkspaceSession(engine, workspace_id)
        self.accounts = Accounts(self.session)
        self.actions = Actions(self.session)
        self.activities = Activities(self.session)
        self.admin_changes = AdminChanges(self.session)
        self.agreements = Agreements(self.session)
        self.asked = AskedLog(self.session)
        self.asked_to_agree = AgreementReminders(self.session)
        self.channels = Channels(self.session)
        self.companions = Companions(self.session)
        self.commitments = Commitments(self.session)
        self.concerns = Concerns(self.session)
        self.confidences = Confidences(self.session)
        self.contacts = Contacts(self.session)
        self.drafts = Drafts(self.session)
        self.due = DueNow(self.session)
        self.goals = Goals(self.session)
        self.guards = GuardReadings(self.session)
        self.inbox = Inbox(self.session)
        self.knowledge = Knowledge(self.session)
        self.lights = Lights(self.session)
        self.milestones = Milestones(self.session)
        self.mutes = Mutes(self.session)
        self.notices = Notices(self.session)
        self.numbers = Counters(self.session)
        self.part_reports = PartReports(self.session)
        self.pages = AccountPages(self.session)
        self.people = People(self.session)
        self.personal = Personal(self.session)
        self.portfolio = Portfolios(self.session)
        self.readers = Readers(self.session)
        self.reviews = Reviews(self.session)
        self.progress = ProgressLog(self.session)
        self.pulses = Pulses(self.session)
        self.quotes = Quotes(self.session)
        self.routines = Routines(self.session)
        self.known_texts = KnownTexts(self.session)
        self.strategies = Strategies(self.session)
        self.workspaces = Workspaces(self.session)
        self._staging: Staging | None = None
        self.shown_changes: dict[int, Account] = {}
        """Accounts that have a page and were changed here, by their ids."""

    def __enter__(self) -> Self:
        """Enter the transaction."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back what was not committed; raises what an error of the driver means."""
        try:
            self.session.close()
        except DBAPIError as lost:
            error = error or lost
        finally:
            if self._staging is not None:
                self._staging.close()
        meant = trouble(error)
        if meant is not None:
            raise meant from error

    def only_reads(self) -> None:
        """Say, before anything else, that nothing will be written: so nobody waits for it."""
        self.session.connection(execution_options={READS: True})

    @property
    def has_one_lock(self) -> bool:
        """Whether only one transaction writes at a time, whatever it writes."""
        return self.session.dialect == "sqlite"

    def may_be_done_again(self) -> None:
        """Say, before anything else, that what a power cut takes is simply done again.

        So nobody waits for the disk; what is kept after it keeps it as well.
        """
        self.session.connection(execution_options={REPEATABLE: True})

    def stage(self, rows: NewRows) -> None:
        """Lay new rows ready, if there are any, before anything else: see `keep_staged`."""
        if any(rows.values()):
            self._staging = Staging(self.session, rows)

    def is_taken(self, kind: type[Entity], *columns: str) -> bool:
        """Whether a row of this kind is kept that equals one laid ready in one of the columns."""
        return self._staging is not None and self._staging.is_taken(kind, columns)

    def keep_staged(self, letters: Mapping[type[Entity], str]) -> None:
        """Keep the rows that were laid ready; they learn no ids. Raises ChangedSince.

        `letters` of the kinds that are counted: the counters of new accounts begin behind them.
        """
        if self._staging is not None:
            _unless_changed(partial(self._staging.move, letters))

    def remove(self, row: Entity) -> None:
        """Delete a row."""
        self.session.delete(row)

    def lock(self, row: Entity) -> bool:
        """Let nobody else change a stored row until the transaction ends; false where it is gone.

        It is read anew: what somebody has changed since it was found shows.
        """
        key = class_mapper(type(row)).primary_key
        query = select(type(row)).where(*(each == getattr(row, str(each.key)) for each in key))
        fresh = query.with_for_update().execution_options(populate_existing=True)
        return self.session.scalar(fresh) is not None

    def flush(self) -> None:
        """Send what is pending, so that new rows have their ids; raises ChangedSince."""
        _unless_changed(self.session.flush)

    def commit(self) -> None:
        """Keep everything; raises ChangedSince where somebody was quicker, and OutcomeUnknown."""
        self.flush()
        try:
            _unless_changed(self.session.commit)
        except DBAPIError as error:
            if is_lost(error):
                raise OutcomeUnknown from error
            raise


def _unless_changed(keep: Callable[[], None]) -> None:
    try:
        keep()
    except StaleDataError as error:
        raise ChangedSince("", "", None, None) from error
    except IntegrityError as error:
        if getattr(error.orig, "sqlstate", None) != UNIQUE_VIOLATION:
            raise
        raise ChangedSince("", "", None, None) from error


OpenUnitOfWork = Callable[[str], UnitOfWork]


def units_of_work(engine: Engine) -> OpenUnitOfWork:
    """The function that opens a unit of work for a workspace on `engine`."""
    map_domain()
    return lambda workspace_id: UnitOfWork(engine, workspace_id)
