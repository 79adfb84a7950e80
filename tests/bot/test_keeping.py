"""Copies on the command line, taken and restored while a bot works."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from click.exceptions import Exit
from sqlalchemy import Engine, text

from bot import keeping, moving, schema
from bot.settings import Settings
from storage import backup, migrate
from storage.engine import open_engine
from storage.unit_of_work import units_of_work
from tests.builders import NOW, an_account
from tests.databases import PostgreSQL, sqlite_url
from tests.slack import payloads
from tests.slack.office import ACME, BEN, Office


def settings(url: str) -> Settings:
    return Settings(database_url=url, slack_bot_token="xoxb-1")


class Typist:
    """Types lights until told to stop, and knows which were acknowledged."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.stop = Event()
        self.acknowledged: list[str] = []

    def type(self, name: int) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            said = f"{name}-{number}"
            command = payloads.slash_command(f'light red "{said}"', by=BEN, channel=ACME)
            response = self.office.kam.app.dispatch(self.office.request(command))
            if "Logged" in str(response.body):
                self.acknowledged.append(said)

    def wait_for(self, count: int) -> None:
        pause = Event()
        while len(self.acknowledged) < count:
            pause.wait(0.01)


def lights(url: str) -> set[str]:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = set(connection.execute(text("SELECT text FROM lights")).scalars())
    engine.dispose()
    return found


def test_a_copy_taken_under_load_restores_every_acknowledged_command(
    acme: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typist, copy = Typist(acme), tmp_path / "copy.db"
    with ThreadPoolExecutor(4) as pool:
        for name in range(4):
            pool.submit(typist.type, name)
        typist.wait_for(20)
        before = set(typist.acknowledged)
        keeping.back_up(acme.settings, copy)
        typist.wait_for(len(typist.acknowledged) + 8)
        typist.stop.set()

    restored = settings(sqlite_url(tmp_path / "restored.db"))
    keeping.restore(restored, copy, NOW)

    assert lights(restored.database_url) >= before
    assert lights(restored.database_url) < set(typist.acknowledged)
    assert "whole and checked" in capsys.readouterr().out


def test_a_bot_that_runs_keeps_its_database(
    acme: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keeping.back_up(acme.settings, tmp_path / "copy.db")
    with acme.kam.engine.connect() as connection:
        connection.execute(text("SELECT 1 FROM lights"))

        with pytest.raises(Exit):
            keeping.restore(acme.settings, tmp_path / "copy.db", NOW)

    assert "is in use: stop kam first" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["no/such", "copies"])
def test_a_file_that_cannot_be_written_is_said_not_to_be(
    acme: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    (tmp_path / "copies").touch()

    with pytest.raises(Exit):
        keeping.back_up(acme.settings, tmp_path / folder / "copy.db")

    assert "cannot be written" in capsys.readouterr().err


def test_of_postgresql_the_tool_is_named_with_its_version_and_no_password(
    postgresql: PostgreSQL, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    url = postgresql.new_database()
    engine = open_engine(url)
    with engine.connect() as connection:
        version = connection.dialect.server_version_info
    engine.dispose()

    with pytest.raises(Exit):
        keeping.back_up(settings(url), tmp_path / "kam.dump")
    with pytest.raises(Exit):
        keeping.restore(settings(url), tmp_path / "kam.dump", NOW)
    dump, restore = capsys.readouterr().err.split("pg_restore of version", maxsplit=1)
    assert f"pg_dump of version {(version or (0,))[0]} or newer" in dump
    assert "--file=" in dump
    assert "--single-transaction --dbname='postgresql://" in restore
    with pytest.raises(Exit):
        keeping.back_up(settings("postgresql://kam:hunter2@127.0.0.1:9/kam"), tmp_path / "x")
    assert "hunter2" not in capsys.readouterr().err


# ----------------------------------------------------------------------------------- migrations


@pytest.fixture
def behind(sqlite_engine: Engine) -> str:
    """A database of an earlier version, with an account in it."""
    an_account(units_of_work(sqlite_engine))
    migrate.downgrade(sqlite_engine, "0009")
    url = str(sqlite_engine.url)
    sqlite_engine.dispose()
    return url


def test_before_an_embedded_database_is_migrated_it_is_kept(
    behind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    schema.upgrade_embedded(behind, NOW)

    said = capsys.readouterr().out
    (kept,) = backup.file_of(behind).parent.glob("*.schema-0009-*")
    assert str(kept) in said
    assert backup.check(kept) == "0009"
    schema.upgrade_embedded(behind, NOW)
    assert capsys.readouterr().out == ""


def test_a_look_says_what_would_be_migrated_and_changes_nothing(
    behind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Exit) as ended:
        schema.look_at_schema(settings(behind))

    assert ended.value.exit_code == schema.NEEDED
    assert capsys.readouterr().out.startswith("to do: 0010 ")
    assert backup.check(backup.file_of(behind)) == "0009"
    schema.upgrade(behind)
    schema.look_at_schema(settings(behind))
    assert capsys.readouterr().out == "The database is up to date.\n"


def test_a_look_makes_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exit):
        schema.look_at_schema(settings(sqlite_url(tmp_path / "new.db")))

    assert "There is no database yet" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def migrated_by_a_newer_version(engine: Engine, oldest: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("UPDATE schema_compatibility SET oldest = :it"), {"it": oldest})


def test_the_schema_of_the_next_version_is_taken_as_it_is(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    migrated_by_a_newer_version(engine, "0009")
    try:
        assert migrate.state(engine) is migrate.SchemaState.NEXT
        url = engine.url.render_as_string(hide_password=False)
        schema.upgrade(url)
        schema.look_at_schema(settings(url))
        assert "this one runs on it as well" in capsys.readouterr().out
    finally:
        put_back(engine)


def test_a_schema_that_this_version_does_not_run_on_is_refused_in_a_sentence(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    migrated_by_a_newer_version(engine, "9998")
    try:
        for work in (schema.upgrade, lambda url: schema.look_at_schema(settings(url))):
            with pytest.raises(Exit):
                work(engine.url.render_as_string(hide_password=False))
            assert "migrated by a newer version of kam" in capsys.readouterr().err
    finally:
        put_back(engine)


def put_back(engine: Engine) -> None:
    """The database serves other tests too."""
    newest = max(file.stem[:4] for file in (migrate.MIGRATIONS / "versions").glob("[0-9]*.py"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": newest})
    migrate.upgrade(engine)


# ---------------------------------------------------------------------------- to another database


def test_copying_says_how_many_rows_and_what_to_do_next(
    acme: Office, postgresql: PostgreSQL, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    acme.types('light red "budget cut"')
    backup.take(backup.file_of(acme.settings.database_url), tmp_path / "resting.db")
    resting = settings(sqlite_url(tmp_path / "resting.db"))
    to = postgresql.new_database().replace("+psycopg", "")

    moving.copy(resting, to)

    said = capsys.readouterr().out
    assert "         1  lights\n" in said
    assert said.endswith("each compared. Set DATABASE_URL to it and start kam.\n")
    with pytest.raises(Exit):
        moving.copy(resting, to)
    assert "is not empty. Nothing was copied." in capsys.readouterr().err
    with pytest.raises(Exit):
        moving.copy(acme.settings, to)
    assert "is in use: stop kam first" in capsys.readouterr().err


@pytest.mark.parametrize(
    "source, to, said",
    [
        ("postgresql://a@b/c", "postgresql://a@b/c", "DATABASE_URL is no SQLite file"),
        ("sqlite:////no/such.db", "postgresql://a@b/c", "/no/such.db is not there."),
        ("sqlite:////no/such.db", "mysql://a@b/c", "--to wants the address of a PostgreSQL"),
    ],
)
def test_what_cannot_be_copied_is_said_not_to_be(
    capsys: pytest.CaptureFixture[str], source: str, to: str, said: str
) -> None:
    with pytest.raises(Exit):
        moving.copy(settings(source), to)

    assert said in capsys.readouterr().err
