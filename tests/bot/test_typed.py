"""Every command for who runs the bot, as it is typed, on both databases, against the fake Slack."""

import json
from collections.abc import Callable
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from bot.cli import app
from bot.clock import real
from domain.account import Account
from domain.notice import Kind, Notice, State
from domain.person import Person
from storage import migrate
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, a_notice, a_person, all_of, an_account
from tests.databases import PostgreSQL, sqlite_url
from tests.slack.fake.people import TOKEN
from tests.slack.fake_slack import FakeSlack

Typed = Callable[..., Result]


@pytest.fixture
def typed(engine: Engine, fake_slack: FakeSlack) -> Typed:
    """Types `kam …` in the environment of an installed bot."""
    fake_slack.reset()
    environment = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": "xapp-1-fake",
        "SLACK_SIGNING_SECRET": "secret",
        "SLACK_API_URL": fake_slack.api_url,
        "DATABASE_URL": engine.url.render_as_string(hide_password=False),
    }

    def types(*words: str, answers: str = "") -> Result:
        return CliRunner().invoke(app, words, input=answers, env=environment)

    return types


@pytest.fixture
def acme(open_uow: OpenUnitOfWork) -> Account:
    """Acme, with a digest that is held, one that can never be sent, and one that should be gone."""
    a_person(open_uow, "U1", name="Anna Berg")
    home = an_account(open_uow, name="Acme GmbH", team=["U1"], owner_id="U1")
    now = real()
    states: list[dict[str, Any]] = [
        {"state": State.HELD, "reason": "archived", "next_at": now + timedelta(hours=1)},
        {"state": State.DEAD, "reason": "msg_too_long", "next_at": None},
        {"state": State.PLANNED, "reason": "ratelimited", "next_at": now + timedelta(hours=1)},
    ]
    for number, state in enumerate(states):
        common: dict[str, Any] = {"account_id": home.id, "kind": Kind.DIGEST}
        due = now - timedelta(minutes=number * 10)
        a_notice(open_uow, period=str(number), due_at=due, **common, **state)
    return home


def test_the_version_is_said(typed: Typed) -> None:
    assert typed("--version").stdout == f"kam {version('kam')}\n"


def test_doctor_finds_nothing_missing(typed: Typed) -> None:
    found = typed("doctor")

    assert "MISSING" not in found.stdout
    assert "ok       Database schema: current" in found.stdout
    assert found.exit_code == 0


def test_migrate_says_what_it_would_do_and_does_it(typed: Typed, engine: Engine) -> None:
    migrate.downgrade(engine, "0010")
    try:
        asked = typed("migrate", "--check")
        assert asked.stdout.startswith("to do: 0011 ")
        assert asked.exit_code == 3
        assert typed("doctor").exit_code == 1
    finally:
        done = typed("migrate").stdout
    assert done.replace("done: ", "to do: ") == f"{asked.stdout}The database is up to date.\n"
    again = typed("migrate", "--check")
    assert (again.stdout, again.exit_code) == ("The database is up to date.\n", 0)


@pytest.mark.usefixtures("acme")
def test_why_tells_what_became_of_what_was_due(typed: Typed) -> None:
    told = typed("why", "acme gmbh", "digest")

    assert told.stdout.startswith("Acme GmbH (T1, C1, ")
    assert "held back: its channel is archived" in told.stdout
    assert "it can never be sent: Slack answered `msg_too_long`" in told.stdout
    assert "not sent yet: Slack asked us to wait" in told.stdout
    assert typed("why", "Globex").exit_code == 1
    assert "No. 2" in typed("why", "Acme GmbH", "2").stdout


@pytest.mark.usefixtures("acme")
def test_notices_are_listed_and_sent_once_more(typed: Typed, open_uow: OpenUnitOfWork) -> None:
    held, dead, late = (typed("notices", flag).stdout for flag in ("--held", "--dead", "--late"))

    assert (held.count("\n"), dead.count("\n")) == (1, 1)
    assert "archived" in held
    assert "msg_too_long" in dead
    assert "No. 3" in late
    assert len(typed("notices").stdout.splitlines()) == 3
    (number,) = (each.id for each in all_of(open_uow, Notice) if each.state is State.DEAD)
    assert typed("notices", "--retry", str(number)).stdout == (
        f"No. {number} goes out with the next tick.\n"
    )
    assert typed("notices", "--dead").stdout == "Nothing is dead.\n"
    assert typed("notices", "--retry", "999").exit_code == 1


@pytest.mark.usefixtures("acme")
def test_a_copy_is_taken_and_brought_back_or_the_tool_is_named(
    typed: Typed, engine: Engine, open_uow: OpenUnitOfWork, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    taken = typed("backup", str(copy))
    if engine.dialect.name == "postgresql":
        assert taken.exit_code == 1
        assert "pg_dump --format=custom" in taken.stderr
        assert "pg_restore --clean" in typed("restore", str(copy)).stderr
        return
    assert "whole and checked" in taken.stdout
    an_account(open_uow, name="Later", channel_id="C0LATER")
    engine.dispose()

    brought = typed("restore", str(copy))

    assert "What stood there before is kept as" in brought.stdout
    assert [each.name for each in all_of(open_uow, Account)] == ["Acme GmbH"]


@pytest.mark.usefixtures("acme")
def test_a_database_is_copied_from_sqlite_to_postgresql_and_no_other_way(
    typed: Typed, engine: Engine, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    if engine.dialect.name == "postgresql":
        refused = typed("copy", "--to", sqlite_url(tmp_path / "x.db"))
        assert "leads from SQLite to PostgreSQL" in refused.stderr
        return
    engine.dispose()
    target = postgresql.new_database()

    done = typed("copy", "--to", target)

    assert "1  accounts" in done.stdout
    assert "each compared" in done.stdout
    assert "is not empty" in typed("copy", "--to", target).stderr


# ----------------------------------------------------------------------------------------- privacy


@pytest.mark.usefixtures("acme")
def test_what_is_kept_of_a_person_is_told_and_erased(
    typed: Typed, open_uow: OpenUnitOfWork
) -> None:
    told = json.loads(typed("about", "Anna Berg").stdout)
    assert told["person"] == {"id": "U1", "name": "Anna Berg"}
    assert [row["owner_id"] for row in told["tables"]["accounts"]] == ["U1"]

    assert typed("forget", "U1", answers="n\n").exit_code == 1
    assert typed("forget", "U1", answers="y\n").stdout.endswith(
        "rows name somebody who has left instead.\n"
    )

    assert [each.name for each in all_of(open_uow, Person)] == ["somebody who has left"]
    assert typed("about", "U1").stderr == "Nothing is kept of anybody called U1.\n"


@pytest.mark.usefixtures("acme")
def test_an_account_and_a_workspace_are_erased(typed: Typed, open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, name="Globex", channel_id="C0GLOBEX")

    assert typed("forget", "account", "Initech", "--yes").exit_code == 1
    assert "Deleted: Globex." in typed("forget", "account", "globex", "--yes").stdout
    assert [each.name for each in all_of(open_uow, Account)] == ["Acme GmbH"]

    assert (
        "What was posted stays in Slack."
        in typed("forget", "workspace", "--yes", "--workspace", HERE).stdout
    )
    assert all_of(open_uow, Account) == []
    assert all_of(open_uow, Notice) == []
