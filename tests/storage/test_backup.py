import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from domain.light import Light
from storage import backup
from storage.backup import InUse, NotADatabase
from storage.engine import open_engine
from storage.unit_of_work import units_of_work
from tests.builders import all_of, an_account, keep, light
from tests.databases import sqlite_url


@pytest.fixture
def database(sqlite_engine: Engine) -> Path:
    """A database in which something stands, with a log beside it."""
    open_uow = units_of_work(sqlite_engine)
    home = an_account(open_uow)
    keep(open_uow, light(account_id=home.id))
    return Path(sqlite_engine.url.database or "")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copies.db"


def lights(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM lights").fetchone()[0])


def test_a_copy_holds_what_was_committed_and_nobody_else_reads_it(
    database: Path, copy: Path
) -> None:
    size = backup.take(database, copy)

    assert lights(copy) == 1
    assert size == copy.stat().st_size
    assert copy.stat().st_mode & 0o777 == 0o600
    assert not list(copy.parent.glob("*.part"))


def test_what_cp_copies_lacks_what_stands_in_the_log_beside_it(database: Path, copy: Path) -> None:
    shutil.copy(database, copy)

    assert lights(copy) == 0


def test_a_copy_is_as_of_one_moment_while_somebody_is_writing(
    database: Path, copy: Path, sqlite_engine: Engine
) -> None:
    with sqlite_engine.begin() as connection:
        connection.execute(text("DELETE FROM lights"))
        backup.take(database, copy)

    assert (lights(copy), lights(database)) == (1, 0)


def test_a_copy_never_takes_the_place_of_another(database: Path, copy: Path) -> None:
    copy.write_text("dear to me")

    with pytest.raises(FileExistsError):
        backup.take(database, copy)

    assert copy.read_text() == "dear to me"


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192:-4096] = b"\xff" * (len(content) - 12_288)
    file.write_bytes(content)


def emptied(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()


@pytest.mark.parametrize(
    "ruin, said",
    [
        (lambda file: file.unlink(), "there is no such file"),
        (lambda file: file.write_text("hello"), "it is not a database of kam"),
        (lambda file: file.write_text(""), "it is not a database of kam"),
        (damaged, "it is "),
        (emptied, "it is a database without a schema"),
    ],
)
def test_what_is_no_whole_copy_is_not_restored_and_nothing_changes(
    database: Path, copy: Path, ruin: object, said: str, tmp_path: Path
) -> None:
    backup.take(database, copy)
    assert callable(ruin)
    ruin(copy)

    with pytest.raises(NotADatabase, match=said):
        backup.restore(copy, database, tmp_path / "kept")

    assert lights(database) == 1
    assert not (tmp_path / "kept").exists()


def test_a_database_that_is_in_use_is_not_replaced(
    database: Path, copy: Path, sqlite_engine: Engine, tmp_path: Path
) -> None:
    backup.take(database, copy)
    with sqlite_engine.connect() as connection:
        connection.execute(text("SELECT 1 FROM lights"))

        with pytest.raises(InUse):
            backup.restore(copy, database, tmp_path / "kept")

    assert database.exists()
    assert copy.exists()
    assert not list(database.parent.glob("*.restored"))


@pytest.fixture
def left(database: Path, sqlite_engine: Engine) -> Path:
    """A database that nobody uses any more."""
    sqlite_engine.dispose()
    return database


def test_what_is_restored_is_the_copy_and_what_stood_there_is_kept(
    left: Path, copy: Path, tmp_path: Path
) -> None:
    backup.take(left, copy)
    with closing(sqlite3.connect(left)) as connection:
        connection.execute("DELETE FROM lights")
        connection.commit()

    backup.restore(copy, left, tmp_path / "kept")

    assert (lights(left), lights(tmp_path / "kept")) == (1, 0)
    engine = open_engine(sqlite_url(left))
    assert len(all_of(units_of_work(engine), Light)) == 1
    engine.dispose()
