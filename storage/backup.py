"""Copies of an embedded database: taken while others write, and put back while nobody does.

A file that is copied with `cp` lacks what still stands in the `-wal` beside it, and may be cut
through the middle of a page. SQLite copies itself as it was at one moment.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from storage.sqlite import OURS_ALONE

PARTIAL = ".part"
"""Ends the name of a copy that is not whole yet."""


RESTORED = ".restored"
"""Ends the name of a copy that is about to take the database's place."""


class NotADatabase(Exception):
    """The file is no database of this product, or a broken one; the message says which."""


class InUse(Exception):
    """Somebody has the database open."""


def file_of(database_url: str) -> Path:
    """The file of an embedded database."""
    return Path(make_url(database_url).database or "")


def take(source: Path, target: Path) -> int:
    """Copy a database as it is at one moment, however many write to it; the size in bytes.

    The copy has its name once it is whole and checked. Raises FileExistsError, NotADatabase.
    """
    if target.exists():
        raise FileExistsError(target)
    partial = target.with_name(target.name + PARTIAL)
    partial.unlink(missing_ok=True)
    partial.touch(mode=OURS_ALONE)
    with closing(_open(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(partial),))
    check(partial)
    _settle(partial)
    partial.rename(target)
    return target.stat().st_size


def check(file: Path) -> str:
    """The revision of the schema in a whole database; raises NotADatabase."""
    if not file.is_file():
        raise NotADatabase("there is no such file")
    try:
        with closing(_open(file)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                raise NotADatabase("it is damaged")
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotADatabase("it is not a database of kam") from error
    if revision is None:
        raise NotADatabase("it is a database without a schema")
    return str(revision[0])


def restore(source: Path, target: Path, kept: Path) -> None:
    """Put a copy in the place of a database, which is kept under another name.

    Raises NotADatabase, and InUse while somebody has the database open.
    """
    fresh = target.with_name(target.name + RESTORED)
    fresh.unlink(missing_ok=True)
    check(source)
    take(source, fresh)
    try:
        if target.exists():
            must_be_unused(target)
            target.rename(kept)
    except InUse:
        fresh.unlink()
        raise
    for beside in ("-wal", "-shm"):
        target.with_name(target.name + beside).unlink(missing_ok=True)
    fresh.rename(target)


def must_be_unused(file: Path) -> None:
    """Fold the log into the file, which SQLite does only where nobody has it open; else InUse."""
    try:
        with closing(_open(file)) as connection:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError as error:
        raise InUse from error
    except sqlite3.DatabaseError:
        return  # it is broken: the more reason to restore
    if mode != "delete":
        raise InUse


def _open(file: Path) -> sqlite3.Connection:
    """A connection to a file that is there: no file is made."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)


def _settle(file: Path) -> None:
    """Have the disk keep what is written so far."""
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
