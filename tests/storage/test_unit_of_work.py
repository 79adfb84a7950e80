from contextlib import AbstractContextManager
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from domain.account import Account
from domain.activity import ChangedSince
from domain.person import Person
from storage import patience
from storage.troubles import StorageBusy
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import HERE, NOW, a_person, account, all_of, an_account, person
from tests.databases import REFUSED


class Interrupted(Exception):
    """Something went wrong in the middle."""


def test_what_is_committed_is_kept(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow:
        uow.people.add(person(name="Anna"))
        uow.commit()
    assert [each.name for each in all_of(open_uow, Person)] == ["Anna"]


def test_nothing_is_kept_without_a_commit(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow:
        uow.people.add(person())
        uow.flush()
    assert all_of(open_uow, Person) == []


def test_nothing_is_kept_when_something_goes_wrong(open_uow: OpenUnitOfWork) -> None:
    def fail() -> None:
        with open_uow(HERE) as uow:
            uow.people.add(person())
            uow.flush()
            raise Interrupted

    with pytest.raises(Interrupted):
        fail()
    assert all_of(open_uow, Person) == []


def test_a_new_row_has_its_id_once_it_is_flushed(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow:
        acme = uow.accounts.add(account())
        assert acme.id is None
        uow.flush()
        assert acme.saved_id > 0


def test_what_was_read_can_be_used_after_the_transaction(open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, name="Acme")
    with open_uow(HERE) as uow:
        acme = uow.accounts.in_channel("C1")
        uow.commit()
    assert acme is not None
    assert acme.name == "Acme"


def test_every_change_of_a_row_carries_a_version(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow)
    with open_uow(HERE) as uow:
        again = uow.accounts.get(acme.saved_id)
        assert again is not None
        again.rename("Acme AG")
        uow.commit()
    assert [each.version for each in all_of(open_uow, Account)] == [2]


def test_saving_a_person_twice_overwrites_what_was_known(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", name="Anna", is_guest=True)
    with open_uow(HERE) as uow:
        uow.people.save(person(id="U1", name="Anne", checked_at=NOW + timedelta(hours=1)))
        uow.commit()
    (anne,) = all_of(open_uow, Person)
    assert (anne.name, anne.is_guest, anne.checked_at) == ("Anne", False, NOW + timedelta(hours=1))


def test_two_accounts_share_no_channel(open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, name="ACME", channel_id="C1")
    with open_uow(HERE) as uow:
        uow.accounts.add(account(name="Globex", channel_id="C1"))
        with pytest.raises(REFUSED):
            uow.commit()


# ----------------------------------------------------------- where writers do not wait in line


def two_who_rename_at_once(engine: Engine, *, how: str) -> None:
    """Anna reads the account, somebody else renames it, then Anna does."""
    open_uow = units_of_work(engine)
    acme = an_account(open_uow)
    with open_uow(HERE) as slow, open_uow(HERE) as quick:
        hers, other = slow.accounts.get(acme.saved_id), quick.accounts.get(acme.saved_id)
        assert hers is not None
        assert other is not None
        other.rename("Quick")
        quick.commit()
        hers.rename("Slow")
        with pytest.raises(ChangedSince):
            getattr(slow, how)()
    assert [each.name for each in all_of(open_uow, Account)] == ["Quick"]


@pytest.mark.parametrize("how", ["commit", "flush"])
def test_the_slower_of_two_changes_is_refused(postgresql_engine: Engine, how: str) -> None:
    two_who_rename_at_once(postgresql_engine, how=how)


# ------------------------------------------------------------------------ SQLite's single lock


def in_a_hurry() -> AbstractContextManager[None]:
    """For somebody who waits a moment only."""
    return patience.answering(monotonic() - patience.ANSWER + 0.05)


def test_a_locked_database_is_busy_and_keeps_nothing(
    sqlite_engine: Engine,
) -> None:
    def write() -> None:
        with units_of_work(sqlite_engine)(HERE) as uow:
            uow.people.add(person())
            uow.commit()

    with sqlite_engine.begin(), in_a_hurry(), pytest.raises(StorageBusy):
        write()
    assert all_of(units_of_work(sqlite_engine), Person) == []


def test_a_database_that_is_free_again_takes_what_was_refused(
    sqlite_engine: Engine,
) -> None:
    with sqlite_engine.begin(), in_a_hurry(), pytest.raises(StorageBusy):
        a_person(units_of_work(sqlite_engine), "U1")
    a_person(units_of_work(sqlite_engine), "U1")
    assert len(all_of(units_of_work(sqlite_engine), Person)) == 1


def test_another_failure_of_the_database_is_not_called_busy(unmigrated: Engine) -> None:
    with pytest.raises(DatabaseError) as failed:
        a_person(units_of_work(unmigrated))
    assert not isinstance(failed.value, StorageBusy)
