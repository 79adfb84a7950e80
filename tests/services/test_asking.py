"""The daily look for commitments that are missing: as many statements for many as for one."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from domain.account import Account
from domain.commitment import Asked
from domain.notice import Kind, Notice
from services import accounts, asking
from services.occurrences import DueOccurrence
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import (
    HERE,
    NOW,
    a_person,
    a_strategy,
    all_of,
    an_account,
    commitment,
    keep,
)
from tests.databases import at_once, statements

THIRD, TENTH, ELEVENTH = date(2026, 5, 1), date(2026, 5, 12), date(2026, 5, 13)
"""Working days after NOW."""


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def occurrences(day: date, *homes: Account) -> list[DueOccurrence]:
    return [DueOccurrence(home, day.isoformat(), morning(day)) for home in homes]


def look(open_uow: OpenUnitOfWork, day: date, *homes: Account) -> None:
    with open_uow(HERE) as uow:
        asking.plan_days(uow, occurrences(day, *homes), morning(day))
        uow.commit()


def planned(open_uow: OpenUnitOfWork) -> list[str]:
    return [each.once for each in all_of(open_uow, Notice)]


@pytest.fixture
def acme(open_uow: OpenUnitOfWork) -> Account:
    """Anna owns it, Bert is in the team, and so is a guest."""
    a_person(open_uow, "U1", name="Anna")
    a_person(open_uow, "U2", name="Bert")
    a_person(open_uow, "U3", name="Greg", is_guest=True)
    return an_account(open_uow, team=["U1", "U2", "U3"])


def test_two_reminders_and_then_word_to_the_owner(open_uow: OpenUnitOfWork, acme: Account) -> None:
    one = a_strategy(open_uow, acme)
    keep(open_uow, commitment(strategy_id=one.id, person_id="U1"))
    for day in (date(2026, 4, 30), THIRD, THIRD, date(2026, 5, 4), TENTH, ELEVENTH):
        look(open_uow, day, acme)
    look(open_uow, date(2026, 5, 14), acme)
    assert planned(open_uow) == [
        f"-/commit_reminder/U2/{THIRD}",
        f"-/commit_reminder/U2/{TENTH}",
        f"{acme.id}/uncommitted/U1/{ELEVENTH}",
    ]
    told = [each for each in all_of(open_uow, Notice) if each.kind is Kind.UNCOMMITTED]
    assert [each.facts for each in told] == [{"silent": {"S1": ["U2"]}}]


def test_without_an_owner_in_reach_who_proposed_it_is_told(open_uow: OpenUnitOfWork) -> None:
    for person in ("U1", "U2", "U4"):
        a_person(open_uow, person)
    acme = an_account(open_uow, team=["U2", "U4"], owner_id="U77")
    a_strategy(open_uow, acme, proposed_by="U4")
    for day in (THIRD, TENTH, ELEVENTH):
        look(open_uow, day, acme)
    assert f"{acme.id}/uncommitted/U4/{ELEVENTH}" in planned(open_uow)


def test_where_nobody_can_be_told_a_later_owner_is(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U2")
    acme = an_account(open_uow, team=["U2"], owner_id=None)
    a_strategy(open_uow, acme, proposed_by="U77")
    for day in (THIRD, TENTH, ELEVENTH):
        look(open_uow, day, acme)
    assert [each for each in planned(open_uow) if "uncommitted" in each] == []

    a_person(open_uow, "U1")
    acme.owner_id = "U1"
    look(open_uow, date(2026, 5, 14), acme)
    assert planned(open_uow)[-1] == f"{acme.id}/uncommitted/U1/2026-05-14"


def test_a_new_wording_asks_everybody_anew(open_uow: OpenUnitOfWork, acme: Account) -> None:
    a_strategy(open_uow, acme)
    look(open_uow, THIRD, acme)
    with open_uow(HERE) as uow:
        kept = uow.strategies.get(acme.saved_id, 1)
        assert kept is not None
        kept.reword(2, morning(THIRD), text="something else")
        uow.commit()
    look(open_uow, date(2026, 5, 5), acme)
    assert len(planned(open_uow)) == 2
    look(open_uow, date(2026, 5, 6), acme)
    assert planned(open_uow)[2:] == [
        "-/commit_reminder/U1/2026-05-06",
        "-/commit_reminder/U2/2026-05-06",
    ]


def test_planners_of_two_accounts_at_once_remind_nobody_twice(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    a_person(open_uow)
    homes = [an_account(open_uow, name=f"Acme {n}", channel_id=f"C{n}") for n in range(4)]
    for home in homes:
        a_strategy(open_uow, home)
    outcomes = at_once(4, lambda n: look(open_uow, THIRD, homes[n]))
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert planned(open_uow) == [f"-/commit_reminder/U1/{THIRD}"]
    assert len(all_of(open_uow, Asked)) == 4
    with open_uow(HERE) as uow:
        assert len(asking.due(uow, "U1", THIRD)) == 4


def count_of(engine: Engine, open_uow: OpenUnitOfWork, day: date, homes: list[Account]) -> int:
    with open_uow(HERE) as uow, statements(engine) as seen:
        asking.plan_days(uow, occurrences(day, *homes), morning(day))
        uow.commit()
    return len(seen)


def test_many_accounts_members_and_strategies_take_as_many_statements_as_one(
    engine: Engine,
) -> None:
    open_uow = units_of_work(engine)
    people = [f"U{n}" for n in range(1, 51)]
    for person in people:
        a_person(open_uow, person)
    homes = [
        an_account(open_uow, name=f"Acme {n}", channel_id=f"C{n}", team=people) for n in range(5)
    ]
    for home in homes:
        for number in (1, 2, 3):
            a_strategy(open_uow, home, number=number)
    for day in (THIRD, TENTH, ELEVENTH):
        one = count_of(engine, open_uow, day, homes[:1])
        many = count_of(engine, open_uow, day, homes[1:])
        assert many <= one
    found = [each.kind for each in all_of(open_uow, Notice)]
    assert found.count(Kind.COMMIT_REMINDER) == 100
    assert found.count(Kind.UNCOMMITTED) == 5


def test_one_reminder_is_worked_out_in_as_many_statements_for_many_accounts(
    engine: Engine,
) -> None:
    open_uow = units_of_work(engine)
    a_person(open_uow)
    counts = []
    for number in range(3):
        home = an_account(open_uow, name=f"Acme {number}", channel_id=f"C{number}")
        a_strategy(open_uow, home)
        with open_uow(HERE) as uow, statements(engine) as seen:
            asking.due(uow, "U1", THIRD)
        counts.append(len(seen))
    assert counts[0] == counts[-1]


def test_a_team_without_strategies_takes_one_statement(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    homes = [an_account(open_uow, name=f"Acme {n}", channel_id=f"C{n}") for n in range(3)]
    assert count_of(engine, open_uow, THIRD, homes) == 1


def test_whoever_a_resync_finds_new_is_shown_the_strategies_once(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    a_strategy(open_uow, acme)
    for person in ("U4", "U5"):
        a_person(open_uow, person)
    for _ in range(2):
        with open_uow(HERE) as uow:
            accounts.set_team(uow, acme, ["U1", "U2", "U4", "U5"], NOW)
            uow.commit()
        with open_uow(HERE) as uow:
            accounts.set_team(uow, acme, ["U1", "U2"], NOW)
            uow.commit()
    assert planned(open_uow) == [f"{acme.id}/strategies_shown/{each}" for each in ("U4", "U5")]
