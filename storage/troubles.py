"""The troubles of the database, in the product's own terms.

StorageTrouble
├── StorageBusy          nothing was kept; again, soon
│   ├── StorageUnreachable   it does not answer
│   └── StorageDamaged       somebody must look after its file
└── OutcomeUnknown       whether it was kept nobody knows
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from domain.errors import Conflict


class Damage(StrEnum):
    """The kinds of damage to a database's file or disk."""

    GONE = "gone"
    UNREADABLE = "unreadable"
    FULL = "full"


class StorageTrouble(Conflict):
    """The database does not do what it is asked to."""


class StorageBusy(StorageTrouble):
    """The database could not be written in time; nothing was kept."""


class StorageUnreachable(StorageBusy):
    """The database does not answer, or only reads; nothing was kept."""


@dataclass(eq=False)
class StorageDamaged(StorageBusy):
    """Somebody must look after the database's file or disk; nothing was kept.

    `damage`: what has become of it.
    """

    damage: Damage


class OutcomeUnknown(StorageTrouble):
    """The connection was lost while a transaction was being kept: it may be kept, or not."""


SQLITE = {
    "has been deleted": Damage.GONE,
    "unable to open database file": Damage.GONE,
    "malformed": Damage.UNREADABLE,
    "not a database": Damage.UNREADABLE,
    "disk i/o error": Damage.UNREADABLE,
    "database or disk is full": Damage.FULL,
}
"""What a message of SQLite's means."""

BUSY = ("55P03", "57014", "40001", "40P01")
"""PostgreSQL: no lock in time, statement given up, two transactions in each other's way."""

UNREACHABLE = ("08", "57P", "53", "25006")
"""How codes of PostgreSQL begin: connection, shutdown, no resources left, read-only."""


def trouble(error: BaseException | None) -> StorageTrouble | None:
    """The trouble that an error of the driver means; None for one that is a mistake of ours."""
    if isinstance(error, NoConnection):
        return StorageBusy()
    if not isinstance(error, DBAPIError) or isinstance(error, IntegrityError):
        return None
    code = getattr(error.orig, "sqlstate", None)
    if code in BUSY:
        return StorageBusy()
    if code is not None:
        return StorageUnreachable() if code.startswith(UNREACHABLE) else None
    return _without_code(error)


def _without_code(error: DBAPIError) -> StorageTrouble | None:
    """SQLite has words only; PostgreSQL has no code where it was lost or never reached."""
    said = str(error.orig).lower()
    damage = next((means for words, means in SQLITE.items() if words in said), None)
    if damage is not None:
        return StorageDamaged(damage)
    if "locked" in said:
        return StorageBusy()
    is_lost = error.connection_invalidated or type(error.orig).__module__.startswith("psycopg")
    return StorageUnreachable() if is_lost and isinstance(error, OperationalError) else None


def is_lost(error: DBAPIError) -> bool:
    """Whether nobody knows what became of the statement: its connection is gone."""
    return error.connection_invalidated or isinstance(trouble(error), StorageUnreachable)
