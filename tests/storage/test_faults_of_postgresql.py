"""A PostgreSQL that is frozen, locked, cut off, restarted or demoted, and what is said then."""

from collections.abc import Iterator
from time import monotonic

import pytest
from sqlalchemy import Engine, event, text

from domain.person import Person
from storage import migrate, patience
from storage.engine import open_engine
from storage.troubles import OutcomeUnknown, StorageBusy, StorageTrouble, StorageUnreachable
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork, units_of_work
from tests.builders import HERE, NOW, all_of, person
from tests.databases import PostgreSQL, at_once

IN_TIME = 3.0
"""Seconds after which Slack shows a timeout."""


@pytest.fixture
def open_uow(postgresql_engine: Engine) -> Iterator[OpenUnitOfWork]:
    """Units of work on connections of the test's own, one of which is open already."""
    engine = open_engine(postgresql_engine.url.render_as_string(hide_password=False))
    with engine.connect():
        pass
    yield units_of_work(engine)
    engine.dispose()


def write(open_uow: OpenUnitOfWork, who: str = "U1") -> None:
    with open_uow(HERE) as uow:
        uow.people.save(person(id=who, checked_at=NOW))
        uow.commit()


def answered(open_uow: OpenUnitOfWork, meant: type[StorageTrouble]) -> float:
    """Seconds until somebody who waits for an answer is told so."""
    begun = monotonic()
    with patience.answering(), pytest.raises(meant):
        write(open_uow)
    return monotonic() - begun


def test_a_server_that_is_frozen_is_given_up_in_time_and_used_again_at_once(
    postgresql: PostgreSQL, open_uow: OpenUnitOfWork
) -> None:
    with postgresql.frozen():
        took = answered(open_uow, StorageUnreachable)
    write(open_uow)
    assert took < IN_TIME
    assert len(all_of(open_uow, Person)) == 1


def test_a_server_that_cannot_be_connected_to_is_given_up_in_time(
    postgresql: PostgreSQL, postgresql_engine: Engine
) -> None:
    never_connected = open_engine(postgresql_engine.url.render_as_string(hide_password=False))
    with postgresql.frozen():
        took = answered(units_of_work(never_connected), StorageUnreachable)
    never_connected.dispose()
    assert took < IN_TIME


def test_work_that_nobody_waits_for_gives_a_frozen_server_up_as_well(
    postgresql: PostgreSQL, open_uow: OpenUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "BACKGROUND", 0.5)
    with postgresql.frozen(), pytest.raises(StorageUnreachable):
        write(open_uow)


def test_who_waits_for_a_lock_is_told_in_time(
    open_uow: OpenUnitOfWork, postgresql_engine: Engine
) -> None:
    write(open_uow)
    with postgresql_engine.begin() as somebody:
        somebody.execute(text("LOCK TABLE people"))
        took = answered(open_uow, StorageBusy)
    assert took < IN_TIME


def test_house_keeping_has_no_limits(open_uow: OpenUnitOfWork) -> None:
    names = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    with patience.unhurried(), open_uow(HERE) as uow:
        found = [uow.session.scalar(text(f"SHOW {name}")) for name in names]
    assert found == ["0", "0", "0"]


def test_connections_that_were_cut_are_replaced_unseen(
    postgresql: PostgreSQL, open_uow: OpenUnitOfWork
) -> None:
    write(open_uow)
    postgresql.cut()
    write(open_uow, "U2")
    assert len(all_of(open_uow, Person)) == 2


def test_a_connection_to_a_server_that_became_read_only_is_dropped(
    open_uow: OpenUnitOfWork,
) -> None:
    def demote(uow: UnitOfWork) -> None:
        uow.session.connection().exec_driver_sql("SET default_transaction_read_only = on")
        uow.session.commit()

    with open_uow(HERE) as uow:
        demote(uow)
    with pytest.raises(StorageUnreachable):
        write(open_uow)
    write(open_uow)
    assert len(all_of(open_uow, Person)) == 1


def test_a_connection_that_is_lost_in_a_commit_leaves_the_outcome_open(
    postgresql: PostgreSQL, open_uow: OpenUnitOfWork
) -> None:
    with open_uow(HERE) as uow:
        uow.people.save(person(checked_at=NOW))
        engine = uow.session.get_bind()
        event.listen(engine, "commit", lambda _connection: postgresql.cut(), once=True)
        with pytest.raises(OutcomeUnknown):
            uow.commit()


def test_two_who_migrate_at_once_both_end_well(postgresql: PostgreSQL) -> None:
    url = postgresql.new_database()

    def upgrade(_number: int) -> bool:
        engine = open_engine(url)
        try:
            migrate.upgrade(engine)
            return migrate.is_current(engine)
        finally:
            engine.dispose()

    assert at_once(2, upgrade) == [True, True]
