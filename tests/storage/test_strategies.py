from datetime import date

import pytest
from sqlalchemy import Engine

from domain.account import Account
from domain.action import ActionState
from domain.calendar import Month
from domain.commitment import Asked, Commitment, Concern
from domain.strategy import Strategy
from storage.session import ForeignWorkspaceError
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import (
    APRIL,
    ELSEWHERE,
    HERE,
    JULY,
    JUNE,
    MAY,
    NOW,
    a_strategy,
    action,
    all_of,
    an_account,
    commitment,
    concern,
    keep,
)
from tests.databases import REFUSED, statements

SOME_DAY = date(2026, 5, 4)


@pytest.fixture
def acme(open_uow: OpenUnitOfWork) -> Account:
    return an_account(open_uow)


def test_what_a_strategy_says_and_serves_comes_back_as_it_was(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    a_strategy(open_uow, acme, goals=[2, 4], statement="We bring ideas.\nThey test them.")
    (kept,) = all_of(open_uow, Strategy)
    assert (kept.goals, kept.statement) == ([2, 4], "We bring ideas.\nThey test them.")
    assert (kept.worded_at, kept.is_active) == (NOW, True)


def test_only_commitments_to_the_present_wording_are_looked_up(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    one = a_strategy(open_uow, acme, wording=2)
    facts = {"strategy_id": one.id, "person_id": "U1"}
    keep(open_uow, commitment(**facts, wording=1), commitment(**facts, wording=2, line="newer"))
    with open_uow(HERE) as uow:
        found = uow.commitments.of([one.saved_id])
        mine = uow.commitments.mine(one, "U1")
        assert uow.commitments.mine(one, "U2") is None
    assert [each.line for each in found] == ["newer"]
    assert mine is not None
    assert mine.line == "newer"


def test_the_database_lets_somebody_commit_once_to_a_wording(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    one = a_strategy(open_uow, acme)
    keep(open_uow, commitment(strategy_id=one.id))
    with pytest.raises(REFUSED):
        keep(open_uow, commitment(strategy_id=one.id))


def test_retired_strategies_are_counted_and_not_active(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    a_strategy(open_uow, acme)
    over = a_strategy(open_uow, acme, number=2)
    with open_uow(HERE) as uow:
        kept = uow.strategies.get(acme.saved_id, over.number)
        assert kept is not None
        kept.retire("sold", NOW)
        uow.commit()
    with open_uow(HERE) as uow:
        assert [each.ref for each in uow.strategies.active([acme.saved_id])] == ["S1"]
        assert uow.strategies.retired(acme.saved_id) == 1


@pytest.mark.parametrize(
    "facts,is_idle",
    [
        ({"month": MAY}, False),
        ({"month": JULY}, False),
        ({"month": MAY, "state": ActionState.DONE}, False),
        ({"month": MAY, "state": ActionState.DROPPED}, True),
        ({"month": APRIL}, True),
        ({"month": MAY, "serves": "S11"}, True),
        ({"month": MAY, "serves": "L1"}, True),
        ({"month": MAY, "serves": None}, True),
    ],
)
def test_a_strategy_is_idle_without_an_action_in_the_window(
    open_uow: OpenUnitOfWork, acme: Account, facts: dict[str, Month | str | None], *, is_idle: bool
) -> None:
    a_strategy(open_uow, acme)
    other = an_account(open_uow, name="Globex", channel_id="C2")
    keep(
        open_uow,
        action(**({"serves": "S1"} | facts), account_id=acme.saved_id),
        action(serves="S1", month=JUNE, account_id=other.saved_id),
    )
    with open_uow(HERE) as uow:
        found = uow.strategies.idle(acme.saved_id, MAY, JULY)
    assert bool(found) is is_idle


def test_who_was_reminded_is_kept_once_and_overwritten_in_one_statement(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    one = a_strategy(open_uow, an_account(open_uow))
    rows = [
        Asked(workspace_id=HERE, strategy_id=one.saved_id, wording=1, person_id=f"U{n}", reminded=1)
        for n in range(50)
    ]
    with open_uow(HERE) as uow:
        uow.asked.save_all(rows[:25])
        uow.commit()
    for row in rows:
        row.reminded, row.reminded_on = 2, SOME_DAY
    with open_uow(HERE) as uow, statements(engine) as seen:
        uow.asked.save_all(rows)
        uow.commit()
    assert len(seen) == 1
    kept = all_of(open_uow, Asked)
    assert [(each.reminded, each.reminded_on) for each in kept] == [(2, SOME_DAY)] * 50


def test_nobody_of_another_workspace_is_kept_as_reminded(open_uow: OpenUnitOfWork) -> None:
    foreign = Asked(workspace_id=ELSEWHERE, strategy_id=1, wording=1, person_id="U1")
    with open_uow(HERE) as uow, pytest.raises(ForeignWorkspaceError):
        uow.asked.save_all([foreign])


def test_a_strategy_takes_along_what_hangs_on_it(open_uow: OpenUnitOfWork, acme: Account) -> None:
    one = a_strategy(open_uow, acme)
    keep(open_uow, commitment(strategy_id=one.id), concern(strategy_id=one.id))
    with open_uow(HERE) as uow:
        uow.remove(one)
        uow.commit()
    assert not any(all_of(open_uow, kind) for kind in (Commitment, Concern))
