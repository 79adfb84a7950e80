from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import Engine

from scheduler.batches import BATCH, Batches
from scheduler.planner import Planner
from tests.bench import __main__, course, report
from tests.bench.course import Findings
from tests.bench.laps import Contender, Figures, Length, race
from tests.bench.portfolio import Measured
from tests.bench.slips import Look, looks
from tests.bench.steps import DATABASES, DEFAULT, STEPS, WHOLE


def found(*, whole: float) -> Findings:
    """Ten milliseconds for the default, one for everything else but the whole command."""
    quick, slow = Figures(0.001, 0.001, 1000), Figures(0.01, 0.01, 100)
    one_team = {step: slow if step is DEFAULT else quick for step in STEPS}
    many_teams = {step: Figures(whole, whole, 1 / whole) for step in WHOLE.values()}
    statements = dict.fromkeys(DATABASES, 6)
    slips = dict.fromkeys(DATABASES, (Look([9], 2, 0.1), Look([5], 0, 0.1)))
    of_leaders = dict.fromkeys(DATABASES, Measured(slow, 13))
    return Findings(one_team, one_team | many_teams, many_teams, statements, slips, of_leaders)


@pytest.fixture(scope="module")
def measured() -> Findings:
    """A short run of the whole."""
    return course.run(course.QUICK)


def test_the_bench_measures_every_step_and_a_light_takes_at_most_ten_statements(
    measured: Findings,
) -> None:
    assert set(measured.in_process) == set(measured.over_http) == set(STEPS)
    assert all(1 <= measured.statements[name] <= report.STATEMENTS for name in DATABASES)
    assert "Bolt's default no-op" in report.table(measured)


def test_the_portfolio_of_500_accounts_takes_few_statements_and_less_than_slack_waits(
    measured: Findings,
) -> None:
    for name in DATABASES:
        assert 1 <= measured.portfolio[name].statements <= report.PORTFOLIO_STATEMENTS
        assert measured.portfolio[name].figures.p50 < 3
    assert "of a leader with 500 accounts" in report.table(measured)


def test_a_look_at_milestones_asks_as_much_in_every_batch_and_tells_every_slip_once(
    engine: Engine,
) -> None:
    small = Batches(most=BATCH)
    first, second = looks(engine, 3 * BATCH, partial(Planner, batches=small, roomy=small))

    assert first.told == 2 * 3 * BATCH
    assert second.told == 0
    assert min(len(first.statements), len(second.statements)) > 1
    assert len(set(first.statements)) == len(set(second.statements)) == 1
    assert max(first.statements) <= report.LOOK_STATEMENTS


def test_an_aim_that_is_missed_is_named() -> None:
    lines = report.table(found(whole=0.0031)).splitlines()

    assert "  MISSED SQLite: p50 / the durable floor: 3.1 (at most 3)" in lines
    assert "  holds  SQLite: p50 / Bolt's default no-op: 0.31 (at most 0.35)" in lines


@pytest.mark.parametrize(
    "whole, arguments, code",
    [(0.002, ["--strict"], 0), (0.02, ["--strict"], 1), (0.02, [], 0)],
)
def test_only_a_strict_run_fails_on_a_missed_aim(
    whole: float, arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course, "run", lambda _length: found(whole=whole))

    assert __main__.main(arguments) == code


def test_too_many_statements_miss_the_aim() -> None:
    many = replace(found(whole=0.001), statements=dict.fromkeys(DATABASES, 11))

    assert [aim.found for aim in report.aims(many) if not aim.holds] == [11, 11]


def test_contenders_take_turns_and_the_first_lap_does_not_count() -> None:
    asked: list[str] = []
    contenders = [Contender(asked.append, partial(str, name), times=2) for name in "ab"]

    race(contenders, Length(laps=1, times=2, seconds=1))

    assert asked == ["a", "a", "b", "b"] * 2
    assert [len(contender.taken) for contender in contenders] == [2, 2]


def test_a_race_on_a_busy_machine_ends_in_time_with_one_lap_at_least() -> None:
    contender = Contender(lambda _request: None, lambda: None, times=3)

    race([contender], Length(laps=1000, times=3, seconds=0))

    assert len(contender.taken) == 3
