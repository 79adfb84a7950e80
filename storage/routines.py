"""Routines of accounts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    or_,
    select,
    union_all,
    update,
)

from domain.account import Account
from domain.routine import WATCHING, Routine, RoutineKind
from storage.accounts import accounts
from storage.metadata import flag, of_account, versioned
from storage.repository import Repository
from storage.types import UtcDateTime, Word

routines = versioned(
    "routines",
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
    Column("pending_period", String),
    Column("counts_from", UtcDateTime),
    UniqueConstraint("workspace_id", "account_id", "kind"),
    Index(None, "workspace_id", "next_at", "kind"),
)


OF_WORKSPACE = bindparam("of_workspace", type_=String)

NOW = bindparam("now", type_=UtcDateTime)

MOST = bindparam("most", type_=Integer)

KNOWN = sorted(RoutineKind)

TIMES = ("next_at", "pending_at", "pending_period")
"""What changes about a routine by the clock alone."""

RETIMED = (
    update(routines)
    .where(
        routines.c.workspace_id == OF_WORKSPACE,
        routines.c.id.in_(bindparam("of_ids", expanding=True)),
    )
    .values(
        version=routines.c.version + 1,
        **{name: bindparam(f"to_{name}") for name in TIMES},
    )
)


def unplanned() -> Select[int]:
    """The ids of routines of which nobody knows yet when they are due."""
    return _waiting(routines.c.next_at.is_(None))


def over() -> Select[int]:
    """The ids of routines whose time has come by `NOW`."""
    return _waiting(routines.c.next_at <= NOW)


def _waiting(when: ColumnElement[bool]) -> Select[int]:
    """The ids of routines that wait like this, read from the index: a range of it, in its order."""
    return (
        select(routines.c.id)
        .where(
            routines.c.workspace_id == OF_WORKSPACE,
            when,
            or_(
                routines.c.kind.in_(sorted(WATCHING)),
                routines.c.snoozed_until.is_(None),
                routines.c.snoozed_until <= NOW,
            ),
            routines.c.kind.in_(KNOWN),
        )
        .order_by(routines.c.next_at, routines.c.kind)
        .limit(MOST)
    )


@cache
def _due() -> Select[Routine, Account]:
    """Two ranges of one index: with an OR in their place PostgreSQL may read all of it."""
    ranges = (unplanned().subquery(), over().subquery())
    return (
        select(Routine, Account)
        .join(Account, accounts.c.id == routines.c.account_id)
        .where(routines.c.id.in_(union_all(*(select(each.c.id) for each in ranges))))
        .order_by(routines.c.kind, routines.c.next_at, routines.c.id)
        .limit(MOST)
        .with_for_update(skip_locked=True, of=routines)
    )


class Routines(Repository[Routine]):
    """The routines of accounts, and when each is due next."""

    kind = Routine

    def get(self, account_id: int, kind: RoutineKind) -> Routine | None:
        """The account's routine of a kind."""
        return self.find(routines.c.account_id == account_id, routines.c.kind == kind)

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
        return self.rows(routines.c.account_id == account_id, routines.c.kind.in_(RoutineKind))

    def due(self, now: datetime, limit: int) -> Sequence[tuple[Routine, Account]]:
        """Routines that are due or not worked out yet, locked; others take other ones.

        Those of one kind come together. Those that are off, or of an archived account, come too:
        they are passed over, so that they are not found again at every tick. Snoozed ones wait,
        unless they are watching all the same; kinds that this version does not know are left alone.
        What is changed of them is kept by `retime` alone.
        """
        rows = self.session.execute(
            _due(),
            {"of_workspace": self.workspace_id, "now": now, "most": limit},
        )
        found = [(routine, account) for routine, account in rows]
        for routine, _account in found:
            self.session.expunge(routine)
        return found

    def retime(self, those: Sequence[Routine]) -> None:
        """Keep the times of routines that `due` has locked, one statement for those of one time."""
        alike: dict[tuple[object, ...], list[int]] = {}
        for one in those:
            times = tuple(getattr(one, name) for name in TIMES)
            alike.setdefault(times, []).append(one.saved_id)
        for times, ids in alike.items():
            facts = {f"to_{name}": time for name, time in zip(TIMES, times, strict=True)}
            self.session.connection().execute(
                RETIMED, {"of_workspace": self.workspace_id, "of_ids": ids, **facts}
            )
