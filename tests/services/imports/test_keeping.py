"""An import keeps nobody waiting, and is kept as a whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select

from documents.tables.reading import read_all, reader_for
from domain.account import Account
from domain.action import Action, Intent
from domain.activity import Activity
from domain.language import Language
from services import actions, imports
from services.imports import PlanOutdated, PreparedImport
from storage.activities import activities
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import HERE, NOW, Actor, a_person, all_of, an_account
from tests.databases import opened

FILE = "account,text,due\nAcme,one,\nAcme,two,5 May\n"


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    return _anna(open_uow)


def _anna(open_uow: OpenUnitOfWork) -> Actor:
    a_person(open_uow, "U1", name="Anna")
    an_account(open_uow, team=["U1"], owner_id="U2")
    return Actor(open_uow, "U1")


def prepared(anna: Actor, *files: str) -> PreparedImport:
    named = [(f"{number}.csv", file.encode()) for number, file in enumerate(files or (FILE,))]
    tables, broken = read_all(named)
    assert broken == []
    with anna.open_uow(HERE) as uow:
        uow.only_reads()
        plan = imports.check(
            uow, "U1", tables, reader_for(Language.ENGLISH), anna.now, may_set_up=True
        )
        return imports.prepare(uow, plan)


def kept(anna: Actor, ready: PreparedImport) -> None:
    with anna.open_uow(HERE) as uow:
        uow.stage(ready.rows)
        imports.keep(uow, ready, anna.now)
        uow.commit()


def test_while_rows_are_checked_and_laid_ready_others_write(anna: Actor) -> None:
    with anna.open_uow(HERE) as reading:
        reading.only_reads()
        assert reading.people.get("U1") is not None
        anna.does(actions.add, Intent("while it is read"))
    ready = prepared(anna, "name,channel\nGlobex,C0GLOBEX\n")
    with anna.open_uow(HERE) as uow:
        uow.stage(prepared(anna).rows)
        anna.does(actions.add, Intent("while rows lie ready"))
    kept(anna, ready)

    assert [each.ref for each in all_of(anna.open_uow, Action)] == ["A1", "A2"]


def test_what_others_do_meanwhile_makes_the_plan_outdated(anna: Actor) -> None:
    ready = prepared(anna)
    anna.does(actions.add, Intent("one"))

    with pytest.raises(PlanOutdated):
        kept(anna, ready)

    assert [each.text for each in all_of(anna.open_uow, Action)] == ["one"]
    kept(anna, prepared(anna, "account,text,due\nAcme,two,\n"))
    assert [each.ref for each in all_of(anna.open_uow, Action)] == ["A1", "A2"]


def test_an_account_that_somebody_set_up_meanwhile_makes_the_plan_outdated(anna: Actor) -> None:
    ready = prepared(anna, "name,channel\nGlobex,C0GLOBEX\n")
    an_account(anna.open_uow, name="Other", channel_id="C0GLOBEX")

    with pytest.raises(PlanOutdated):
        kept(anna, ready)


def test_new_accounts_are_not_written_one_by_one_while_others_wait(
    anna: Actor, engine: Engine
) -> None:
    ready = prepared(anna, "name,channel\n" + "".join(f"New {n},C0NEW{n}\n" for n in range(50)))
    with anna.open_uow(HERE) as uow:
        uow.stage(ready.rows)
        with written(engine) as seen:
            imports.keep(uow, ready, anna.now)
            uow.commit()

    assert max(seen) == 1
    assert len(all_of(anna.open_uow, Account)) == 51


@contextmanager
def written(engine: Engine) -> Iterator[list[int]]:
    """How many rows of parameters each statement takes that runs inside the block."""
    seen: list[int] = []

    def note(*said: Any) -> None:  # noqa: ANN401 - the event's own
        _connection, _cursor, _statement, parameters, _context, is_many = said
        seen.append(len(parameters) if is_many else 1)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_what_belongs_to_new_accounts_is_kept_in_them_and_counted_on(anna: Actor) -> None:
    tables = "name,channel\nGlobex,C0GLOBEX\nInitech,C0INITECH\n"
    lines = "account,text,due\nInitech,one,\nAcme,two,\nGlobex,three,\nInitech,four,\n"
    kept(anna, prepared(anna, tables, lines))
    with anna.open_uow(HERE) as uow:
        homes = {each.saved_id: each.name for each in uow.accounts.all()}
        next_one = uow.numbers.next(next(key for key in homes if homes[key] == "Initech"), "A")

    found = [(homes[each.account_id], each.ref) for each in all_of(anna.open_uow, Action)]
    assert found == [("Initech", "A1"), ("Acme", "A1"), ("Globex", "A1"), ("Initech", "A2")]
    assert next_one == 3
    told = [(homes[each.account_id], each.subject) for each in all_of(anna.open_uow, Activity)]
    assert told[2:] == [(name, ref) for name, ref in found]


def test_who_has_left_the_team_meanwhile_imports_nothing(anna: Actor) -> None:
    ready = prepared(anna)
    with anna.open_uow(HERE) as uow:
        uow.accounts.leave(1, ["U1"])
        uow.commit()

    with pytest.raises(PlanOutdated):
        kept(anna, ready)


def test_what_fails_in_between_leaves_nothing_behind_and_the_next_import_works(
    anna: Actor, engine: Engine
) -> None:
    ready = prepared(anna)
    with anna.open_uow(HERE) as uow:
        uow.stage(ready.rows)
        imports.keep(uow, ready, anna.now)  # and no commit

    assert all_of(anna.open_uow, Action) == []
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(activities)) == 0
    kept(anna, ready)
    assert [each.ref for each in all_of(anna.open_uow, Action)] == ["A1", "A2"]
    assert len(all_of(anna.open_uow, Activity)) == 2


def test_a_process_that_is_killed_in_between_leaves_nothing_behind(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    """The files, as they are at that moment, are what a killed process leaves."""
    anna = _anna(units_of_work(sqlite_engine))
    ready = prepared(anna)
    with anna.open_uow(HERE) as uow:
        uow.stage(ready.rows)
        laid_ready = _as_left(sqlite_engine, tmp_path / "laid ready")
        imports.keep(uow, ready, NOW)
        moved = _as_left(sqlite_engine, tmp_path / "moved")
        uow.commit()
    committed = _as_left(sqlite_engine, tmp_path / "committed")

    assert (laid_ready, moved, committed) == ((0, 0), (0, 0), (2, 2))


def _as_left(engine: Engine, folder: Path) -> tuple[int, int]:
    """How many actions and activities the files have as they are now."""
    folder.mkdir()
    file = Path(str(engine.url.database))
    for each in (file, file.with_name(f"{file.name}-wal")):
        if each.exists():
            shutil.copy(each, folder / each.name)
    with opened(folder / file.name) as open_uow:
        return len(all_of(open_uow, Action)), len(all_of(open_uow, Activity))
