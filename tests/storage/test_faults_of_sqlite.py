"""A SQLite file that is locked for long, deleted, damaged, or on a full disk."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Semaphore
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from domain.person import Person
from storage import patience
from storage.engine import open_engine
from storage.sqlite import TO_WRITE
from storage.troubles import Damage, StorageBusy, StorageDamaged
from storage.unit_of_work import units_of_work
from tests.builders import HERE, all_of, person
from tests.databases import sqlite_url


def write(engine: Engine, who: str = "U1") -> None:
    with units_of_work(engine)(HERE) as uow:
        uow.people.add(person(id=who, name="Anna " * 2_000))
        uow.commit()


def file_of(engine: Engine) -> Path:
    return Path(engine.url.database or "")


def test_patience_counts_from_the_arrival(sqlite_engine: Engine) -> None:
    waits: list[int] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("PRAGMA busy_timeout="):
            waits.append(int(statement.partition("=")[2]))

    arrived = monotonic() - patience.ANSWER + 0.2
    with sqlite_engine.begin(), patience.answering(arrived):
        event.listen(sqlite_engine, "before_cursor_execute", note)
        with pytest.raises(StorageBusy):
            write(sqlite_engine)
    event.remove(sqlite_engine, "before_cursor_execute", note)

    assert waits
    assert max(waits) <= 200


def test_whoever_waits_for_the_lock_looks_often_however_long_it_takes(
    sqlite_engine: Engine,
) -> None:
    looked = Semaphore(0)

    def trace(sql: str) -> None:
        if sql == TO_WRITE:
            looked.release()

    def watch(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.set_trace_callback(trace)

    waiting = open_engine(sqlite_url(file_of(sqlite_engine)))
    event.listen(waiting, "connect", watch)
    with ThreadPoolExecutor(1) as thread:
        with sqlite_engine.begin():
            written = thread.submit(write, waiting)
            assert all(looked.acquire(timeout=30) for _ in range(5))
        written.result()
    waiting.dispose()

    assert len(all_of(units_of_work(sqlite_engine), Person)) == 1


def test_an_answer_within_an_answer_has_no_more_patience(sqlite_engine: Engine) -> None:
    arrived = monotonic() - patience.ANSWER
    with sqlite_engine.begin(), patience.answering(arrived), patience.answering():
        with pytest.raises(StorageBusy):
            write(sqlite_engine)
        assert patience.left() == 0


def test_a_deleted_file_is_noticed_and_not_made_anew(sqlite_engine: Engine) -> None:
    write(sqlite_engine)
    file_of(sqlite_engine).unlink()
    for _ in range(2):
        with pytest.raises(StorageDamaged) as told:
            write(sqlite_engine, "U2")
        assert told.value.damage is Damage.GONE
    assert not file_of(sqlite_engine).exists()


def test_a_file_that_was_put_back_is_used_at_once(
    sqlite_engine: Engine, migrated_sqlite: Path
) -> None:
    write(sqlite_engine)
    for name in ("", "-wal", "-shm"):
        Path(f"{file_of(sqlite_engine)}{name}").unlink(missing_ok=True)
    file_of(sqlite_engine).write_bytes(migrated_sqlite.read_bytes())
    write(sqlite_engine)
    assert len(all_of(units_of_work(sqlite_engine), Person)) == 1


def test_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "kam.sqlite"
    file.write_bytes(b"this was a database once" * 1_000)
    engine = open_engine(sqlite_url(file))
    with pytest.raises(StorageDamaged) as told:
        write(engine)
    engine.dispose()
    assert told.value.damage is Damage.UNREADABLE


def test_a_full_disk_is_noticed(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count={pages}"))
        connection.rollback()
    with pytest.raises(StorageDamaged) as told:
        write(sqlite_engine)
    assert told.value.damage is Damage.FULL
