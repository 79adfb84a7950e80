"""From SQLite to PostgreSQL: every row, or nothing."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, func, select, text

from domain.account import Account
from domain.light import Light
from domain.notice import Notice
from storage import migrate, moving
from storage.engine import open_engine
from storage.mapping import SCHEMA
from storage.moving import Differs, NotCurrent, NotEmpty
from storage.unit_of_work import units_of_work
from tests.builders import a_notice, a_person, all_of, an_account, keep, light
from tests.databases import PostgreSQL


@pytest.fixture
def source(sqlite_engine: Engine) -> Engine:
    """An embedded database in which something stands."""
    open_uow = units_of_work(sqlite_engine)
    a_person(open_uow, "U1", name="Zoë")
    home = an_account(open_uow, name="Acme & Söhne")
    keep(open_uow, light(account_id=home.id, text="finance director leaving 🚪"))
    for number in range(5):
        a_notice(open_uow, period=str(number), account_id=home.id, facts={"n": [number, "ä"]})
    return sqlite_engine


@pytest.fixture
def target(postgresql: PostgreSQL) -> Iterator[Engine]:
    """A database without a table."""
    engine = open_engine(postgresql.new_database())
    yield engine
    engine.dispose()


def rows(engine: Engine) -> dict[str, list[str]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in SCHEMA.sorted_tables
        }


def test_every_row_is_copied_and_counted_twice(
    source: Engine, target: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", 2)
    told: list[int] = []

    found = moving.copy(source, target, told.append)

    assert rows(target) == rows(source)
    assert found["notices"] == 5
    assert sum(told) == 2 * moving.count(source)
    assert migrate.state(target) is migrate.SchemaState.CURRENT


def test_ids_go_on_where_they_stopped(source: Engine, target: Engine) -> None:
    moving.copy(source, target, int)
    open_uow = units_of_work(target)

    new = an_account(open_uow, name="Globex", channel_id="C2")

    assert new.id == max(account.id or 0 for account in all_of(open_uow, Account))
    assert len(all_of(open_uow, Account)) == 2
    assert all_of(open_uow, Light)[0].text == "finance director leaving 🚪"
    assert all_of(open_uow, Notice)[0].facts == {"n": [0, "ä"]}


@pytest.mark.parametrize("made", ["CREATE TABLE theirs (x integer)", "INSERT", "0005"])
def test_a_database_that_is_not_empty_is_left_alone(
    source: Engine, target: Engine, made: str
) -> None:
    if made == "INSERT":
        migrate.upgrade(target)
        an_account(units_of_work(target))
    elif made == "0005":
        migrate.upgrade(target, made)
    else:
        with target.begin() as connection:
            connection.execute(text(made))

    with pytest.raises(NotEmpty):
        moving.copy(source, target, int)


def test_a_database_that_was_only_migrated_is_empty(source: Engine, target: Engine) -> None:
    migrate.upgrade(target)

    moving.copy(source, target, int)

    assert rows(target) == rows(source)


def test_a_row_that_differs_is_named_and_nothing_is_kept(source: Engine, target: Engine) -> None:
    migrate.upgrade(target)
    with target.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION spoil() RETURNS trigger AS $$ BEGIN NEW.text = 'x'; RETURN NEW;"
                " END $$ LANGUAGE plpgsql"
            )
        )
        connection.execute(
            text(
                "CREATE TRIGGER spoil BEFORE INSERT ON lights FOR EACH ROW EXECUTE FUNCTION spoil()"
            )
        )

    with pytest.raises(Differs, match=r"lights: \(1,\)"):
        moving.copy(source, target, int)

    with target.connect() as connection:
        for table in SCHEMA.sorted_tables:
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_a_database_that_is_not_migrated_is_not_copied(source: Engine, target: Engine) -> None:
    migrate.downgrade(source, "0005")

    with pytest.raises(NotCurrent):
        moving.copy(source, target, int)
