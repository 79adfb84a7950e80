"""The activity log."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    String,
    Text,
    bindparam,
    func,
    or_,
    select,
)

from domain.activity import Activity
from storage.accounts import accounts
from storage.metadata import identified, of_account
from storage.repository import WrittenRows
from storage.types import Json, UtcDateTime

activities = identified(
    "activities",
    *of_account(),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("why", Text),
    Column("undone_at", UtcDateTime),
    Index(None, "workspace_id", "account_id", "id"),
    Index(None, "workspace_id", "account_id", "subject"),
)

STANDS = activities.c.undone_at.is_(None)

OF_WORKSPACE = bindparam("of_workspace", type_=String)

LAST_AT = select(
    accounts.c.id,
    select(activities.c.at)
    .where(activities.c.workspace_id == OF_WORKSPACE, activities.c.account_id == accounts.c.id)
    .order_by(activities.c.id.desc())
    .limit(1)
    .scalar_subquery(),
).where(
    accounts.c.workspace_id == OF_WORKSPACE,
    accounts.c.id.in_(bindparam("of_ids", expanding=True)),
)


class Activities(WrittenRows[Activity]):
    """The history: notices because of a change refer to it by its id, and it is undone once."""

    kind = Activity

    def counts(self, account_ids: Collection[int]) -> dict[int, tuple[int, int]]:
        """How many changes there are in each account, and the id of its last one."""
        columns = activities.c
        counted = (
            select(columns.account_id, func.count(), func.max(columns.id))
            .where(self.within(activities, account_ids))
            .group_by(columns.account_id)
        )
        return {one: (count, last) for one, count, last in self.session.execute(counted)}

    def last_at(self, account_ids: Collection[int]) -> dict[int, datetime]:
        """When the last change of each of these accounts was made; nothing where there is none."""
        of_these = {"of_workspace": self.workspace_id, "of_ids": list(account_ids)}
        rows = self.session.execute(LAST_AT, of_these)
        return {account_id: at for account_id, at in rows if at is not None}

    def latest(
        self, account_id: int, *, subject: str | None = None, limit: int
    ) -> Sequence[Activity]:
        """The latest changes of an account, or of one subject such as L3."""
        about = () if subject is None else (activities.c.subject == subject,)
        mine = activities.c.account_id == account_id
        return self.rows(mine, *about, by=activities.c.id.desc(), limit=limit)

    def standing_of(
        self, account_id: int, subjects: Collection[str], parts_of: Collection[str] = ()
    ) -> Sequence[Activity]:
        """Changes of these subjects, and of parts of some of them, that stand; newest first."""
        wanted: list[ColumnElement[bool]] = [activities.c.subject.in_(sorted(subjects))]
        wanted += [activities.c.subject.startswith(f"{ref}/") for ref in parts_of]
        return self.rows(
            activities.c.account_id == account_id, STANDS, or_(*wanted), by=activities.c.id.desc()
        )

    def among(self, ids: Collection[int]) -> Sequence[Activity]:
        """These changes, oldest first."""
        return self.rows(activities.c.id.in_(sorted(ids)))

    def since(self, account_id: int, at: datetime, *, limit: int) -> Sequence[Activity]:
        """The changes after this moment that still stand, newest first."""
        return self.rows(
            activities.c.account_id == account_id,
            activities.c.at > at,
            STANDS,
            by=activities.c.id.desc(),
            limit=limit,
        )

    def standing(
        self, account_id: int, kinds: Collection[str], *, after: datetime | None = None
    ) -> Sequence[Activity]:
        """Changes of these kinds that were not undone, oldest first; from `after` on, if named."""
        since = () if after is None else (activities.c.at > after,)
        is_one = activities.c.kind.in_(sorted(kinds))
        return self.rows(activities.c.account_id == account_id, is_one, STANDS, *since)

    def beside(self, one: Activity, kind: str) -> Sequence[Activity]:
        """Changes of a kind that were made together with this one and still stand; locked."""
        return self.rows(
            activities.c.account_id == one.account_id,
            activities.c.by == one.by,
            activities.c.at == one.at,
            activities.c.kind == kind,
            STANDS,
            lock=True,
        )

    def reasons(self, account_id: int, subjects: Collection[str]) -> Sequence[Activity]:
        """Changes of these subjects that stand and have a reason, oldest first."""
        return self.rows(
            activities.c.account_id == account_id,
            activities.c.subject.in_(sorted(subjects)),
            activities.c.why.is_not(None),
            STANDS,
        )

    def made_at(
        self, account_ids: Collection[int], person_id: str, moments: Collection[datetime]
    ) -> Sequence[Activity]:
        """The changes of a person at these very moments that stand, oldest first."""
        return self.rows(
            activities.c.account_id.in_(sorted(account_ids)),
            activities.c.by == person_id,
            activities.c.at.in_(sorted(moments)),
            STANDS,
        )

    def latest_by(self, account_id: int, person_id: str) -> Activity | None:
        """The person's latest change that is not undone."""
        theirs = (activities.c.account_id == account_id, activities.c.by == person_id)
        return self.newest(*theirs, STANDS, lock=True)

    def worked_on(self, person_id: str) -> list[int]:
        """The accounts that the person changed anything in, by id, the latest first."""
        worked_on = (
            select(activities.c.account_id)
            .where(self.ours(activities), activities.c.by == person_id)
            .group_by(activities.c.account_id)
            .order_by(func.max(activities.c.id).desc())
        )
        return list(self.session.scalars(worked_on))
