"""The history: recorded in the transaction of the change.

A use case wraps its change in `recorded`, which compares the subject before and after; that is
all `services.undo` needs to take it back.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Protocol, TypeVar, get_args, get_type_hints

from domain.activity import Activity, ChangedSince
from domain.calendar import Month
from domain.entity import Entity
from domain.errors import AboutRef, NotFound
from domain.person import told_apart
from domain.text import one_line, sentence
from services.access import Acting
from storage.unit_of_work import UnitOfWork

HIDDEN = frozenset(
    {
        *("id", "workspace_id", "account_id", "version", "snapshot"),
        *("next_at", "pending_at", "counts_from", "numbers_on", "has_page"),
    }
)
"""Fields that are never news, move by themselves, or are far too long for it."""

Facts = dict[str, Any]

PART = "/"
"""Between a reference and the id of one of its parts."""


class Subject(Protocol):
    """Something with a reference and a version, such as a light."""

    version: int

    @property
    def ref(self) -> str: ...


SubjectKind = TypeVar("SubjectKind", bound=Subject)


class Change(Protocol):
    """A subject as it was and as it became: of an account, or changed by an admin."""

    before: Facts | None
    after: Facts | None


class UnknownRef(AboutRef, NotFound):
    """There is nothing of this reference in the account."""


def facts(subject: object) -> dict[str, Any]:
    """The fields of a subject, ready for JSON."""
    names = [field.name for field in fields(subject) if field.name not in HIDDEN]  # type: ignore[arg-type]
    return {name: _plain(getattr(subject, name)) for name in names}


def created(uow: UnitOfWork, acting: Acting, kind: str, subject: Subject) -> Activity:
    """Record that `subject` is new."""
    show(uow, acting)
    return uow.activities.add(_activity(acting, kind, subject.ref, None, facts(subject)))


def creations(kind: str, made: Iterable[tuple[Acting, Subject]]) -> list[Activity]:
    """The changes by which many subjects are new, each by who made it, to be kept with them."""
    return [_activity(by, kind, each.ref, None, facts(each)) for by, each in made]


def added(uow: UnitOfWork, acting: Acting, kind: str, part: Entity, of: str) -> Activity:
    """Record a new part of the subject `of`, such as a measurement of G2; see `part_id`."""
    uow.flush()
    show(uow, acting)
    part_of = f"{of}{PART}{part.id}"  # type: ignore[attr-defined]
    return uow.activities.add(_activity(acting, kind, part_of, None, facts(part)))


def part_id(ref: str) -> int:
    """The id of the row that the subject of an `added` activity names: the 7 of G2/7."""
    return int(ref.partition(PART)[2])


def whole(ref: str) -> str:
    """The reference without the part of it: the G2 of G2/7."""
    return ref.partition(PART)[0]


@contextmanager
def recorded(
    uow: UnitOfWork,
    acting: Acting,
    kind: str,
    subject: Any,  # noqa: ANN401 - a Subject, or any entity where `ref` names it
    why: str | None = None,
    *,
    ref: str | None = None,
) -> Iterator[Activity]:
    """Record what the block changes of `subject`; the activity is complete after the block.

    A block that raises leaves no activity behind. Raises TextTooLong for a long `why`.
    """
    before = facts(subject)
    activity = _activity(acting, kind, ref or subject.ref, before, None, why)
    yield activity
    activity.before, activity.after = difference(before, facts(subject))
    show(uow, acting)
    uow.activities.add(activity)


def recorded_of_all(
    uow: UnitOfWork,
    acting: Acting,
    kind: str,
    subjects: Iterable[SubjectKind],
    *,
    change: Callable[[SubjectKind], None],
    keep: Callable[[], None],
) -> Activity:
    """Change many subjects alike, each with an activity of its own; the first one, with its id.

    `keep` writes what was changed, all at once. What `change` or it raises leaves no activity
    behind. There is at least one subject.
    """
    first, *others = [_changed(acting, kind, each, change) for each in subjects]
    keep()
    show(uow, acting)
    kept = uow.activities.add(first)
    uow.activities.add_all(others)
    return kept


def _changed(
    acting: Acting, kind: str, subject: SubjectKind, change: Callable[[SubjectKind], None]
) -> Activity:
    before = facts(subject)
    change(subject)
    return _activity(acting, kind, subject.ref, *difference(before, facts(subject)))


def show(uow: UnitOfWork, acting: Acting) -> None:
    """Have a change shown on the page of the account, if it has one."""
    if acting.account.has_page:
        uow.shown_changes[acting.account_id] = acting.account


def difference(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """The fields that have changed, as they were and as they are."""
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def _activity(  # noqa: PLR0917 - the columns of an activity
    acting: Acting,
    kind: str,
    ref: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    why: str | None = None,
) -> Activity:
    return Activity(
        workspace_id=acting.account.workspace_id,
        account_id=acting.account_id,
        by=acting.person.id,
        at=acting.now,
        kind=kind,
        subject=ref,
        before=before,
        after=after,
        why=sentence(why) if why and one_line(why) else None,
    )


def must_be(uow: UnitOfWork, acting: Acting, subject: Subject, seen: int | None) -> None:
    """Raises ChangedSince when `subject` moved on from the version a button was drawn for."""
    if seen is None or seen == subject.version:
        return
    raise changed_since(uow, acting, subject.ref)


def changed_since(uow: UnitOfWork, acting: Acting, ref: str) -> ChangedSince:
    """The error for a button older than its subject: the last change, who and when."""
    latest = latest_of(uow, acting, ref, limit=1)
    if not latest:
        return ChangedSince(ref, "", None, None)
    return ChangedSince(ref, latest[0].kind, latest[0].by, latest[0].at)


def get(uow: UnitOfWork, activity_id: int) -> Activity | None:
    """One change by its id, for the sender."""
    return uow.activities.get(activity_id)


def latest(uow: UnitOfWork, acting: Acting, limit: int = 20) -> Sequence[Activity]:
    """The account's latest changes, newest first."""
    return uow.activities.latest(acting.account_id, limit=limit)


def latest_of(uow: UnitOfWork, acting: Acting, ref: str, limit: int = 20) -> Sequence[Activity]:
    """The latest changes of one subject, newest first."""
    return uow.activities.latest(acting.account_id, subject=ref, limit=limit)


def of_message(uow: UnitOfWork, person_id: str, delivery: str) -> Sequence[Activity]:
    """The changes that stand of a message that somebody wrote, known by its delivery."""
    moments = uow.inbox.moments(delivery)
    if not moments:
        return []
    theirs = [account.saved_id for account in uow.accounts.of(person_id)]
    return uow.activities.made_at(theirs, person_id, moments)


def names(uow: UnitOfWork, ids: Iterable[str | None]) -> dict[str, str]:
    """The names of the people with these ids, told apart from everybody who is called the same."""
    wanted = {person_id for person_id in ids if person_id}
    found = uow.people.with_namesakes(wanted)
    called = told_apart(each for each in found if each.id in wanted or each.is_active)
    return {person_id: called[person_id] for person_id in wanted if person_id in called}


def name(uow: UnitOfWork, person_id: str) -> str | None:
    """The name of one person; None where nothing is known of them."""
    return names(uow, {person_id}).get(person_id)


def stands(change: Change, subject: object) -> bool:
    """Whether everything the change set is still as it set it."""
    now = facts(subject)
    return all(now[name] == value for name, value in (change.after or {}).items())


def put_back(change: Change, subject: object) -> None:
    """Give the subject the values it had before the change."""
    for name, value in (change.before or {}).items():
        setattr(subject, name, _typed(type(subject), name, value))


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):  # in UTC, as it will come back from the database
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Month):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _typed(owner: type, name: str, value: Any) -> Any:  # noqa: ANN401 - a value out of JSON
    """The value a field of `owner` had before it became JSON."""
    if value is None:
        return None
    for kind in _kinds(owner, name):
        if issubclass(kind, datetime | date):
            return kind.fromisoformat(value)
        if issubclass(kind, Month):
            return kind.parse(value)
        if issubclass(kind, StrEnum | Decimal):
            return kind(value)
    return value


@cache
def _kinds(owner: type, name: str) -> tuple[type, ...]:
    hint = get_type_hints(owner)[name]
    return tuple(kind for kind in get_args(hint) or (hint,) if isinstance(kind, type))
