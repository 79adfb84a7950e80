"""The monthly reviews of accounts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVarTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Executable,
    Index,
    Integer,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    exists,
    or_,
    select,
)

from domain.account import Account
from domain.calendar import Month
from domain.review import Review
from domain.routine import RoutineKind
from storage.accounts import accounts
from storage.inserts import Inserting, by_dialect
from storage.metadata import of_account, versioned
from storage.repository import Repository, sets
from storage.routines import MOST, NOW, OF_WORKSPACE, routines
from storage.types import Json, MonthText, UtcDateTime

reviews = versioned(
    "reviews",
    *of_account(),
    Column("month", MonthText, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("opened_by", String),
    Column("rolled_at", UtcDateTime),
    Column("rolled_by", String),
    Column("put_off_at", UtcDateTime),
    Column("put_off_by", String),
    Column("why", Text),
    Column("snapshot", Json),
    Column("nudges", Integer, nullable=False),
    Column("next_nudge_at", UtcDateTime),
    UniqueConstraint("workspace_id", "account_id", "month"),
    Index(None, "workspace_id", "next_nudge_at"),
)


def _opening(insert: Inserting) -> Executable:
    return (
        insert(reviews)
        .values(nudges=0, version=1)
        .on_conflict_do_nothing(index_elements=["workspace_id", "account_id", "month"])
        .returning(reviews.c.id)
    )


OPENING = by_dialect(_opening)


Columns = TypeVarTuple("Columns")


def nudging(those: Select[*Columns]) -> Select[*Columns]:
    """Reviews to be brought to mind by `now`, those that wait longest first, `most` of them.

    Nobody is reminded where the review itself is off or snoozed.
    """
    of_review = and_(
        routines.c.workspace_id == reviews.c.workspace_id,
        routines.c.account_id == reviews.c.account_id,
        routines.c.kind == RoutineKind.REVIEW,
    )
    return (
        those.select_from(reviews)
        .join(accounts, accounts.c.id == reviews.c.account_id)
        .outerjoin(routines, of_review)
        .where(
            reviews.c.workspace_id == OF_WORKSPACE,
            reviews.c.next_nudge_at <= NOW,
            accounts.c.archived_at.is_(None),
            or_(routines.c.id.is_(None), routines.c.is_on.is_(True)),
            or_(routines.c.snoozed_until.is_(None), routines.c.snoozed_until <= NOW),
        )
        .order_by(reviews.c.next_nudge_at, reviews.c.id)
        .limit(MOST)
    )


class Reviews(Repository[Review]):
    """Reviews, one an account and month."""

    kind = Review

    def open(
        self, account_id: int, month: Month, now: datetime, by: str | None
    ) -> tuple[Review, bool]:
        """The review of this month, locked, and whether it is new: only one opener is told so."""
        key = {"workspace_id": self.workspace_id, "account_id": account_id, "month": month}
        row = {**key, "opened_at": now, "opened_by": by}
        opening = OPENING(self.session.dialect)
        made = self.session.execute(opening, row).scalar()
        found = self.get(account_id, month, lock=True)
        assert found is not None  # noqa: S101 - it was there, or it was just made
        return found, made is not None

    def get(self, account_id: int, month: Month, *, lock: bool = False) -> Review | None:
        """The review that plans this month; `lock` it until the transaction ends, to change it."""
        return self.find(reviews.c.account_id == account_id, reviews.c.month == month, lock=lock)

    def rolled(self, account_id: int) -> set[Month]:
        """The months of the account whose review is done."""
        return self.rolled_in([account_id]).get(account_id, set())

    def among(self, account_id: int, months: Collection[Month]) -> Sequence[Review]:
        """The account's reviews that plan one of these months."""
        return self.rows(
            reviews.c.account_id == account_id, reviews.c.month.in_(months), by=reviews.c.month
        )

    def rolled_in(self, account_ids: Collection[int]) -> dict[int, set[Month]]:
        """The months that were rolled in each of these accounts, by account id."""
        return self._months_in(account_ids, reviews.c.rolled_at.is_not(None))

    def opened_in(self, account_ids: Collection[int]) -> dict[int, set[Month]]:
        """The months whose review was opened in each of these accounts, by account id."""
        return self._months_in(account_ids)

    def _months_in(
        self, account_ids: Collection[int], *which: ColumnElement[bool]
    ) -> dict[int, set[Month]]:
        if not account_ids:
            return {}
        months = select(reviews.c.account_id, reviews.c.month)
        return sets(self.session.execute(months.where(self.within(reviews, account_ids), *which)))

    def last_rolled(self, account_id: int) -> Review | None:
        """The review that was rolled last."""
        return self.newest(
            reviews.c.account_id == account_id,
            reviews.c.rolled_at.is_not(None),
            by=(reviews.c.rolled_at.desc(), reviews.c.id.desc()),
        )

    def latest_open(self, account_ids: Collection[int], since: Month) -> Sequence[Review]:
        """The latest review of each of these accounts, where nobody rolled it or put it off.

        Reviews of months before `since` are left out.
        """
        later = reviews.alias()
        is_superseded = exists().where(
            later.c.workspace_id == self.workspace_id,
            later.c.account_id == reviews.c.account_id,
            later.c.month > reviews.c.month,
        )
        return self.rows(
            reviews.c.account_id.in_(sorted(account_ids)),
            reviews.c.month >= since,
            reviews.c.rolled_at.is_(None),
            reviews.c.put_off_at.is_(None),
            ~is_superseded,
        )

    def to_nudge(self, now: datetime, limit: int) -> Sequence[tuple[Review, Account]]:
        """Reviews to be brought to mind now, locked; others take other ones.

        Nobody is reminded where the review itself is off or snoozed.
        """
        rows = self.session.execute(
            nudging(select(Review, Account)).with_for_update(skip_locked=True, of=reviews),
            {"of_workspace": self.workspace_id, "now": now, "most": limit},
        )
        return [(review, account) for review, account in rows]
