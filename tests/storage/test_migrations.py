import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from domain.account import Account, Announcements, Member
from domain.action import Action
from domain.agreement import Agreement, AskedToAgree
from domain.goal import Goal
from domain.guard import GuardReading
from domain.light import Colour, Light
from domain.person import Person
from domain.routine import Routine, RoutineKind
from storage import migrate
from storage.engine import open_engine
from storage.mapping import SCHEMA
from storage.unit_of_work import units_of_work
from tests.builders import (
    a_person,
    action,
    all_of,
    an_account,
    contact,
    keep,
    key_information,
)
from tests.databases import PostgreSQL

ANOTHER = '''
import sqlalchemy as sa
from alembic import op

revision = "test"
down_revision = "{newest}"


def upgrade():
    {change}


def downgrade():
    """Nothing to do."""
'''

REBUILD_ACCOUNTS = """with op.batch_alter_table("accounts", recreate="auto") as accounts:
        accounts.alter_column("name", existing_type=sa.Text(), type_=sa.String())
        accounts.add_column(sa.Column("motto", sa.Text()))"""

ORPHAN_LIGHTS = """op.execute("DELETE FROM accounts")"""

FAIL_HALFWAY = """op.add_column("accounts", sa.Column("motto", sa.Text()))
    op.execute("UPDATE no_such_table SET x = 1")"""

FIRST_ROWS = """
INSERT INTO accounts (id, workspace_id, name, name_key, channel_id, language, time_zone,
    created_at, version)
    VALUES (1, 'T1', 'Acme', 'acme', 'C1', 'en', 'UTC', '2026-04-28 09:00:00.000000', 1);
INSERT INTO members VALUES ('T1', 1, 'U1', '2026-04-28 09:00:00.000000');
INSERT INTO lights (id, workspace_id, account_id, number, colour, text, logged_by, logged_at,
    since, version)
    VALUES (1, 'T1', 1, 1, 'red', 'finance director leaving', 'U1',
    '2026-04-28 09:00:00.000000', '2026-04-28 09:00:00.000000', 1)
"""


AS_OF_0016 = """
INSERT INTO accounts (id, workspace_id, name, name_key, channel_id, language, time_zone,
    created_at, version, announcements, is_confidential)
    VALUES (1, 'T1', 'Acme', 'acme', 'C1', 'en', 'UTC', '2026-04-28 09:00:00.000000', 1, 'all',
    FALSE)
"""

KNOWN_PERSON = """
INSERT INTO people (workspace_id, id, name, locale, time_zone, is_guest, is_bot, is_deactivated,
    is_foreign, is_admin, is_leader, checked_at, wants_reminders)
    VALUES ('T1', 'U1', 'Anna', 'en', 'UTC', FALSE, FALSE, FALSE, FALSE, FALSE, FALSE,
    '2026-04-28 09:00:00.000000', TRUE)
"""

SECOND_OF_THAT_NAME = """
INSERT INTO accounts (id, workspace_id, name, name_key, channel_id, language, time_zone,
    created_at, announcements, is_confidential, version)
    VALUES (2, 'T1', 'Acme', 'acme', 'C2', 'en', 'UTC', '2026-04-28 09:00:00.000000', 'all',
    FALSE, 1)
"""


def migrate_with(engine: Engine, folder: Path, change: str) -> None:
    """Go one revision further than the newest, which makes `change`."""
    scripts = folder / "migrations"
    shutil.copytree(migrate.MIGRATIONS, scripts)
    newest = max(file.stem.split("_")[0] for file in (scripts / "versions").glob("0*.py"))
    another = ANOTHER.format(newest=newest, change=change)
    (scripts / "versions" / "test.py").write_text(another)
    config = migrate.config(engine)
    config.set_main_option("script_location", str(scripts))
    command.upgrade(config, "head")


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def columns_of(engine: Engine, table: str) -> set[str]:
    return {column["name"] for column in inspect(engine).get_columns(table)}


@pytest.fixture
def with_rows(unmigrated: Engine) -> Engine:
    """Each database in turn, with an account, its team and its lights."""
    migrate.upgrade(unmigrated)
    open_uow = units_of_work(unmigrated)
    a_person(open_uow, "U1")
    an_account(open_uow, team=["U1", "U2"], with_lights=[Colour.RED, Colour.GREEN])
    return unmigrated


# ---------------------------------------------------------------------- from nothing to newest


def test_an_empty_database_is_not_current_and_one_that_was_migrated_is(unmigrated: Engine) -> None:
    assert not migrate.is_current(unmigrated)
    migrate.upgrade(unmigrated)
    assert migrate.is_current(unmigrated)


def test_what_the_migrations_make_is_what_the_tables_say(unmigrated: Engine) -> None:
    migrate.upgrade(unmigrated)
    assert migrate.drift(unmigrated) == []
    assert tables_of(unmigrated) == {*SCHEMA.tables, "alembic_version", "schema_compatibility"}


def test_a_table_that_differs_is_drift(unmigrated: Engine) -> None:
    migrate.upgrade(unmigrated)
    with unmigrated.begin() as connection:
        connection.execute(text("ALTER TABLE lights RENAME COLUMN text TO words"))
    assert {change[0] for change in migrate.drift(unmigrated)} == {"add_column", "remove_column"}


def test_migrating_again_changes_nothing(with_rows: Engine) -> None:
    migrate.upgrade(with_rows)
    assert migrate.drift(with_rows) == []
    assert len(all_of(units_of_work(with_rows), Light)) == 2


def test_the_way_back_leads_to_nothing_and_forward_again(unmigrated: Engine) -> None:
    migrate.upgrade(unmigrated)
    an_account(units_of_work(unmigrated), with_lights=[Colour.RED])
    migrate.downgrade(unmigrated, "base")
    assert tables_of(unmigrated) <= {"alembic_version"}
    migrate.upgrade(unmigrated)
    assert migrate.drift(unmigrated) == []
    assert all_of(units_of_work(unmigrated), Account) == []


# --------------------------------------------------------------------- with rows in the tables


def test_the_rows_of_the_first_revision_live_on_in_the_newest(unmigrated: Engine) -> None:
    migrate.upgrade(unmigrated, "0001")
    with unmigrated.begin() as connection:
        for insert in FIRST_ROWS.split(";"):
            connection.exec_driver_sql(insert)
    migrate.upgrade(unmigrated)
    open_uow = units_of_work(unmigrated)
    (acme,) = all_of(open_uow, Account)
    assert (acme.name, acme.announcements) == ("Acme", Announcements.ALL)
    assert not acme.is_confidential
    assert [each.text for each in all_of(open_uow, Light)] == ["finance director leaving"]
    assert [each.person_id for each in all_of(open_uow, Member)] == ["U1"]
    assert all(each.wants_reminders for each in all_of(open_uow, Person))
    kinds = {each.kind for each in all_of(open_uow, Routine)}
    assert {RoutineKind.REMINDERS, RoutineKind.DIGEST, RoutineKind.COMMITMENTS} <= kinds
    migrate.downgrade(unmigrated, "0001")
    with unmigrated.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM lights")).scalar() == 1


ACCOUNT_WITH_REVIEW = """
INSERT INTO routines (workspace_id, account_id, kind, is_on, hour, minute, weekday, before,
    only_when_needed, version) VALUES ('T1', 1, 'review', TRUE, 9, 0, 0, 2, FALSE, 1)
"""


def test_accounts_get_the_monthly_question_before_the_review_that_they_have_set(
    unmigrated: Engine,
) -> None:
    migrate.upgrade(unmigrated, "0016")
    with unmigrated.begin() as connection:
        connection.exec_driver_sql(AS_OF_0016)
        connection.exec_driver_sql(ACCOUNT_WITH_REVIEW)
    migrate.upgrade(unmigrated)
    asked = [
        each
        for each in all_of(units_of_work(unmigrated), Routine)
        if each.kind is RoutineKind.CONFIDENCE
    ]
    assert [(each.before, each.hour, each.is_on) for each in asked] == [(5, 8, True)]


def test_who_reads_is_asked_of_every_home_that_was_there_before(unmigrated: Engine) -> None:
    migrate.upgrade(unmigrated, "0001")
    with unmigrated.begin() as connection:
        for insert in FIRST_ROWS.split(";"):
            connection.exec_driver_sql(insert)
    migrate.upgrade(unmigrated, "0011")
    with unmigrated.begin() as connection:
        connection.exec_driver_sql(KNOWN_PERSON)
    migrate.upgrade(unmigrated, "0012")

    with unmigrated.begin() as connection:
        (home,) = connection.exec_driver_sql("SELECT id, audience_at FROM channels")
        (person,) = connection.exec_driver_sql("SELECT has_home, home_is_stale FROM people")
        connection.exec_driver_sql(SECOND_OF_THAT_NAME)
    assert tuple(home) == ("C1", None)
    assert [bool(each) for each in person] == [True, False]

    migrate.downgrade(unmigrated, "0011")
    with unmigrated.connect() as connection:
        names = connection.exec_driver_sql("SELECT name_key FROM accounts ORDER BY id").scalars()
        assert list(names) == ["acme", "acme 2"]
    migrate.upgrade(unmigrated)
    assert [each.name for each in all_of(units_of_work(unmigrated), Account)] == ["Acme", "Acme"]


def test_lights_and_actions_from_before_there_were_contacts_live_on(with_rows: Engine) -> None:
    open_uow = units_of_work(with_rows)
    keep(open_uow, action(account_id=1))
    migrate.downgrade(with_rows, "0013")
    assert "contacts" not in tables_of(with_rows)
    assert "outcome" not in columns_of(with_rows, "actions")

    migrate.upgrade(with_rows)

    (kept,) = all_of(open_uow, Action)
    assert (kept.text, kept.outcome, kept.contact) == ("call the finance director", None, None)
    assert [each.contact for each in all_of(open_uow, Light)] == [None, None]
    keep(open_uow, contact(), key_information())
    assert migrate.drift(with_rows) == []


GOAL_AND_AGREEMENT = """
INSERT INTO goals (id, workspace_id, account_id, number, kind, text, owner_id, start_date,
    created_at, unit, start_value, target_value, deadline, version_of_numbers, state, version)
    VALUES (1, 'T1', 1, 1, 'business', 'Products sold', 'U1', '2026-04-01',
    '2026-04-28 09:00:00.000000', 'products', '2', '5', '2027-12-31', 2, 'open', 1);
INSERT INTO agreements (id, workspace_id, goal_id, version_of_numbers, kind, person_id, name,
    "on", recorded_by, version)
    VALUES (1, 'T1', 1, 2, 'team', 'U1', NULL, '2026-04-28', 'U1', 1)
"""


def inserted(engine: Engine, *inserts: str) -> None:
    with engine.begin() as connection:
        for each in ";".join(inserts).split(";"):
            connection.exec_driver_sql(each)


def test_goals_from_before_agreement_was_brought_to_mind_live_on(unmigrated: Engine) -> None:
    migrate.upgrade(unmigrated, "0017")
    inserted(unmigrated, AS_OF_0016, GOAL_AND_AGREEMENT)

    migrate.upgrade(unmigrated)

    open_uow = units_of_work(unmigrated)
    (goal,) = all_of(open_uow, Goal)
    (agreed,) = all_of(open_uow, Agreement)
    assert (goal.numbers_on, agreed.holds_for(goal)) == (None, True)
    reminded = AskedToAgree(workspace_id="T1", person_id="U2", goal_id=1, version_of_numbers=2)
    keep(open_uow, reminded)
    assert [each.key for each in all_of(open_uow, AskedToAgree)] == [(1, 2, "U2")]
    migrate.downgrade(unmigrated, "0017")
    assert "asked_to_agree" not in tables_of(unmigrated)
    with unmigrated.connect() as connection:
        assert connection.scalar(text("SELECT text FROM goals")) == "Products sold"


READINGS = """
UPDATE goals SET guard_name = 'margin', guard_value = '30', guard_unit = 'points',
    guard_is_ceiling = FALSE WHERE id = 1;
INSERT INTO goals (id, workspace_id, account_id, number, kind, text, owner_id, start_date,
    created_at, unit, start_value, target_value, deadline, version_of_numbers, state, version)
    VALUES (2, 'T1', 1, 2, 'business', 'Visits', 'U1', '2026-04-01',
    '2026-04-28 09:00:00.000000', '', '2', '5', '2027-12-31', 1, 'open', 1);
INSERT INTO guard_readings (id, workspace_id, account_id, goal_id, value, "on", by, at, version)
    VALUES (1, 'T1', 1, 1, '28.5', '2026-04-28', 'U1', '2026-04-28 09:00:00.000000', 1),
    (2, 'T1', 1, 2, '7', '2026-04-28', 'U1', '2026-04-28 09:00:00.000000', 1)
"""


def test_goals_from_before_there_were_guard_rails_keep_none(unmigrated: Engine) -> None:
    migrate.upgrade(unmigrated, "0019")
    inserted(unmigrated, AS_OF_0016, GOAL_AND_AGREEMENT)

    migrate.upgrade(unmigrated)

    (goal,) = all_of(units_of_work(unmigrated), Goal)
    assert goal.guard is None
    assert goal.numbers.target.value == Decimal(5)


def test_what_was_measured_before_is_what_the_goal_keeps_now(unmigrated: Engine) -> None:
    migrate.upgrade(unmigrated, "0020")
    inserted(unmigrated, AS_OF_0016, GOAL_AND_AGREEMENT, READINGS)

    migrate.upgrade(unmigrated)

    open_uow = units_of_work(unmigrated)
    margin, nothings = all_of(open_uow, GuardReading)
    assert (margin.name, margin.unit, margin.value) == ("margin", "points", Decimal("28.5"))
    assert (nothings.name, nothings.unit) == ("", "")
    guarded = next(each for each in all_of(open_uow, Goal) if each.guard)
    assert guarded.guard is not None
    assert [guarded.guard.was_measured(one) for one in (margin, nothings)] == [True, False]
    migrate.downgrade(unmigrated, "0020")
    inserted(unmigrated, READING_OF_A_RELEASE_BEFORE)
    migrate.upgrade(unmigrated)
    assert [each.name for each in all_of(open_uow, GuardReading)] == ["margin", "", "margin"]


READING_OF_A_RELEASE_BEFORE = """
INSERT INTO guard_readings (id, workspace_id, account_id, goal_id, value, "on", by, at, version)
    VALUES (3, 'T1', 1, 1, '29', '2026-04-29', 'U1', '2026-04-29 09:00:00.000000', 1)
"""


def waits(connection: Connection) -> bool:
    """Whether somebody waits for a lock."""
    found = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation IS NOT NULL")
    return bool(connection.scalar(found))


def test_a_migration_that_those_at_work_are_in_the_way_of_begins_again(
    postgresql: PostgreSQL,
) -> None:
    engine = open_engine(postgresql.new_database())
    migrate.upgrade(engine, "0013")
    with ThreadPoolExecutor(1) as other, engine.connect() as at_work:
        at_work.execute(text("SELECT count(*) FROM goals"))  # which it changes late
        migrating = other.submit(migrate.upgrade, engine)
        with engine.connect() as watcher:
            while not waits(watcher) and not migrating.done():
                watcher.rollback()
        with suppress(DBAPIError):  # of the two the database ends one, as a rule who came first
            at_work.execute(text("SELECT count(*) FROM lights"))  # which it changed early
        at_work.rollback()
        migrating.result()

    assert migrate.is_current(engine)
    engine.dispose()


def test_rebuilding_a_parent_keeps_its_children(with_rows: Engine, tmp_path: Path) -> None:
    migrate_with(with_rows, tmp_path, REBUILD_ACCOUNTS)
    open_uow = units_of_work(with_rows)
    assert "motto" in columns_of(with_rows, "accounts")
    assert [each.name for each in all_of(open_uow, Account)] == ["Acme"]
    assert [each.ref for each in all_of(open_uow, Light)] == ["L1", "L2"]
    assert len(all_of(open_uow, Member)) == 2


def test_after_a_migration_foreign_keys_are_watched_again(
    with_rows: Engine, tmp_path: Path
) -> None:
    migrate_with(with_rows, tmp_path, REBUILD_ACCOUNTS)
    with with_rows.begin() as connection:
        connection.execute(text("DELETE FROM accounts"))
    assert all_of(units_of_work(with_rows), Light) == []


def test_a_migration_that_leaves_orphans_is_refused_whole(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    open_uow = units_of_work(sqlite_engine)
    an_account(open_uow, with_lights=[Colour.RED])
    with pytest.raises(RuntimeError, match="rows without their parents"):
        migrate_with(sqlite_engine, tmp_path, ORPHAN_LIGHTS)
    assert migrate.is_current(sqlite_engine)
    assert len(all_of(open_uow, Account)) == len(all_of(open_uow, Light)) == 1


def test_a_migration_that_fails_halfway_leaves_nothing_behind(
    with_rows: Engine, tmp_path: Path
) -> None:
    with pytest.raises(Exception, match="no_such_table"):
        migrate_with(with_rows, tmp_path, FAIL_HALFWAY)
    assert "motto" not in columns_of(with_rows, "accounts")
    assert migrate.is_current(with_rows)
    assert len(all_of(units_of_work(with_rows), Light)) == 2
