"""Nouns of which an account has several, known by their numbers: one is found, kept or changed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.activity import Activity
from domain.entity import NumberedEntity
from domain.permission import Right
from services import history
from services.access import Acting
from services.history import UnknownRef
from storage.repository import NumberedRows
from storage.unit_of_work import UnitOfWork

One = TypeVar("One", bound=NumberedEntity)


def _tell_nobody(_uow: UnitOfWork, _acting: Acting, _one: object, _activity: Activity) -> None:
    """Of a noun that has no messages."""


@dataclass(frozen=True)
class NumberedNoun(Generic[One]):
    """A noun such as the light, and where its rows are kept.

    `tell` tells of a change of one, in the transaction of the change.
    """

    kind: type[One]
    rows: Callable[[UnitOfWork], NumberedRows[One]]
    tell: Callable[[UnitOfWork, Acting, One, Activity], None] = _tell_nobody

    def get(self, uow: UnitOfWork, acting: Acting, number: int, *, lock: bool = False) -> One:
        """The one with this number, to be changed if `lock`; raises NotAllowed and UnknownRef."""
        acting.must(Right.READ)
        found = self.rows(uow).get(acting.account_id, number, lock=lock)
        if found is None:
            raise UnknownRef(f"{self.kind.LETTER}{number}")
        return found

    def find(self, uow: UnitOfWork, account_id: int, ref: str) -> One | None:
        """The one of this reference, such as the subject of an activity; rights are not asked."""
        return self.rows(uow).get(account_id, int(ref[1:]))

    def past(self, uow: UnitOfWork, acting: Acting, number: int) -> tuple[One, Sequence[Activity]]:
        """The one with this number and what became of it, newest first; raises what `get` does."""
        found = self.get(uow, acting, number)
        return found, history.latest_of(uow, acting, found.ref)

    def to_change(
        self, uow: UnitOfWork, acting: Acting, number: int, seen: int | None = None
    ) -> One:
        """The one with this number, for somebody who may change it.

        Raises NotAllowed, UnknownRef, and ChangedSince where it moved on from the version `seen`.
        """
        acting.must(Right.CHANGE)
        found = self.get(uow, acting, number, lock=True)
        history.must_be(uow, acting, found, seen)
        return found

    @contextmanager
    def changing(  # noqa: PLR0917 - what is changed, how it is called and why
        self,
        uow: UnitOfWork,
        acting: Acting,
        kind: str,
        number: int,
        seen: int | None = None,
        why: str | None = None,
    ) -> Iterator[tuple[One, Activity]]:
        """Let the block change one, record that and tell of it; raises what `to_change` raises."""
        found = self.to_change(uow, acting, number, seen)
        with history.recorded(uow, acting, kind, found, why) as activity:
            yield found, activity
        self.tell(uow, acting, found, activity)

    def keep(self, uow: UnitOfWork, acting: Acting, kind: str, new: One) -> Activity:
        """Give a new one its number, and keep it; the change by which it is new."""
        new.number = uow.numbers.next(acting.account_id, self.kind.LETTER)
        self.rows(uow).add(new)
        return history.created(uow, acting, kind, new)
