from datetime import timedelta

from sqlalchemy import Engine, text

from domain.routine import Routine, RoutineKind
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork, units_of_work
from tests.builders import HERE, NOW, an_account, keep

LATER = NOW + timedelta(seconds=1)


WAITING = (
    "SELECT id FROM routines WHERE workspace_id = 'T1' AND {when} ORDER BY next_at, kind LIMIT 50"
)


def a_routine(open_uow: OpenUnitOfWork, channel: str, **facts: object) -> None:
    """An account called like its channel, with a routine."""
    archived_at = facts.pop("archived_at", None)
    acme = an_account(open_uow, name=channel, channel_id=channel, archived_at=archived_at)
    known: dict[str, object] = {"kind": RoutineKind.REVIEW, "next_at": NOW}
    keep(open_uow, Routine(workspace_id=HERE, account_id=acme.saved_id, **(known | facts)))  # type: ignore[arg-type]


def due(uow: UnitOfWork) -> list[str]:
    return [account.name for _, account in uow.routines.due(NOW, limit=9)]


def test_a_routine_is_due_when_its_time_has_come_or_nobody_knows_when(
    open_uow: OpenUnitOfWork,
) -> None:
    a_routine(open_uow, "C1", next_at=NOW)
    a_routine(open_uow, "C2", next_at=None)
    a_routine(open_uow, "C3", next_at=LATER)
    with open_uow(HERE) as uow:
        assert sorted(due(uow)) == ["C1", "C2"]


def test_a_kind_that_this_version_does_not_know_is_left_alone(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_routine(open_uow, "C1")
    a_routine(open_uow, "C2")
    with engine.begin() as connection:
        connection.execute(text("UPDATE routines SET kind = 'horoscope' WHERE id = 1"))
    with open_uow(HERE) as uow:
        assert due(uow) == ["C2"]
        assert uow.routines.of(1) == []


def test_what_is_due_is_read_from_the_index_alone(engine: Engine) -> None:
    explain = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}[engine.dialect.name]
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        for when in ("next_at IS NULL", "next_at <= '2026-01-01'"):
            query = WAITING.format(when=when)
            plan = str(connection.execute(text(explain + query)).all())
            assert "ix_routines_workspace_id_next_at_kind" in plan
            assert "B-TREE" not in plan  # which is how SQLite sorts


def test_what_is_snoozed_is_not_due_until_the_snooze_is_over(open_uow: OpenUnitOfWork) -> None:
    a_routine(open_uow, "C1", snoozed_until=LATER)
    a_routine(open_uow, "C2", snoozed_until=NOW)
    with open_uow(HERE) as uow:
        assert due(uow) == ["C2"]


def test_a_scheduler_does_not_wait_for_what_another_is_planning(postgresql_engine: Engine) -> None:
    open_uow = units_of_work(postgresql_engine)
    a_routine(open_uow, "C1")
    with open_uow(HERE) as first, open_uow(HERE) as second:
        assert due(first) == ["C1"]
        assert due(second) == []
