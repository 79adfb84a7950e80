"""Routines of accounts."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    Column,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    or_,
    select,
    update,
)
from sqlalchemy.orm.attributes import set_committed_value

from domain.account import Account
from domain.routine import WATCHING, Routine, RoutineKind
from storage.accounts import accounts
from storage.metadata import flag, metadata, of_account
from storage.repository import Repository
from storage.types import UtcDateTime, Word

routines = Table(
    "routines",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace_id", String, nullable=False),
    *of_account(),
    Column("kind", Word(RoutineKind), nullable=False),
    flag("is_on"),
    Column("hour", Integer, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("before", Integer, nullable=False),
    flag("only_when_needed"),
    Column("snoozed_until", UtcDateTime),
    Column("next_at", UtcDateTime),
    Column("pending_at", UtcDateTime),
    Column("counts_from", UtcDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "kind"),
    Index(None, "workspace_id", "is_on", "next_at"),
)


TIMES = ("next_at", "pending_at")
"""What changes about a routine by the clock alone."""

RETIMED = (
    update(routines)
    .where(
        routines.c.workspace_id == bindparam("of_workspace"),
        routines.c.id == bindparam("of_id"),
    )
    .values(
        version=routines.c.version + 1,
        **{name: bindparam(f"to_{name}") for name in TIMES},
    )
)


class Routines(Repository[Routine]):
    """What is done by the clock, and when next."""

    kind = Routine

    def get(self, account_id: int, kind: RoutineKind) -> Routine | None:
        """The account's routine of a kind."""
        return self.session.scalar(
            select(Routine).where(routines.c.account_id == account_id, routines.c.kind == kind)
        )

    def in_accounts(self, account_ids: Collection[int], kind: RoutineKind) -> dict[int, Routine]:
        """The routine of a kind of each of these accounts, by their ids."""
        found = self.session.scalars(
            select(Routine).where(
                routines.c.account_id.in_(sorted(account_ids)), routines.c.kind == kind
            )
        )
        return {routine.account_id: routine for routine in found}

    def of(self, account_id: int) -> Sequence[Routine]:
        """Every routine of an account."""
        return self.session.scalars(
            select(Routine)
            .where(routines.c.account_id == account_id, routines.c.kind.in_(RoutineKind))
            .order_by(routines.c.id)
        ).all()

    def due(self, now: datetime, limit: int) -> Sequence[tuple[Routine, Account]]:
        """Routines that are due or not worked out yet, locked; others take other ones.

        Those that are off or snoozed are not, unless they are watching all the same.
        """
        rows = self.session.execute(
            select(Routine, Account)
            .join(Account, accounts.c.id == routines.c.account_id)
            .where(
                or_(routines.c.next_at.is_(None), routines.c.next_at <= now),
                or_(
                    routines.c.kind.in_(sorted(WATCHING)),
                    and_(
                        routines.c.is_on.is_(True),
                        or_(routines.c.snoozed_until.is_(None), routines.c.snoozed_until <= now),
                    ),
                ),
                accounts.c.archived_at.is_(None),
                routines.c.kind.in_(RoutineKind),  # a newer version plans what only it knows
            )
            .order_by(routines.c.next_at, routines.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=routines)
        )
        return [(routine, account) for routine, account in rows]

    def retime(self, those: Sequence[Routine]) -> None:
        """Keep the times of routines that `due` has locked, all of them with one statement."""
        if not those:
            return
        self.session.connection().execute(RETIMED, [self._times(one) for one in those])
        for one in those:
            for name in TIMES:
                set_committed_value(one, name, getattr(one, name))
            set_committed_value(one, "version", one.version + 1)

    def _times(self, one: Routine) -> dict[str, object]:
        times = {f"to_{name}": getattr(one, name) for name in TIMES}
        return {"of_workspace": self.workspace_id, "of_id": one.id, **times}
