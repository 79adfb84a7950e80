from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine

from domain.account import Account
from domain.calendar import Month
from domain.notice import Kind, Notice
from domain.routine import RoutineKind
from services import reminders
from services.occurrences import DueOccurrence
from services.routines import DUTIES
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, a_person, action, all_of, an_account, keep
from tests.databases import at_once, statements

FRIDAY, MONDAY = date(2026, 5, 8), date(2026, 5, 11)


@pytest.fixture
def acme(open_uow: OpenUnitOfWork) -> Account:
    """Anna owns it, Bert is in the team."""
    a_person(open_uow, "U1", name="Anna")
    a_person(open_uow, "U2", name="Bert")
    return an_account(open_uow, team=["U1", "U2"], country="DE")


def a_morning(open_uow: OpenUnitOfWork, account: Account, day: date) -> list[str]:
    """The reminders that one account's morning of that day adds."""
    before = len(all_of(open_uow, Notice))
    at = datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC)
    with open_uow(HERE) as uow:
        reminders.plan_days(uow, [DueOccurrence(account, day.isoformat(), at)], at)
        uow.commit()
    return [notice.once for notice in all_of(open_uow, Notice)[before:]]


def said(open_uow: OpenUnitOfWork, day: date, person: str = "U1") -> list[tuple[str, str]]:
    """What the reminder of that day says of each action."""
    with open_uow(HERE) as uow:
        found = reminders.due(uow, person, day, NOW)
    overdue = [("overdue", each.text) for due in found for each in due.overdue]
    undated = [("undated", each.text) for due in found for each in due.undated]
    return [*overdue, *(("due", each.text) for due in found for each in due.due), *undated]


def test_one_is_reminded_on_the_day_and_on_the_next_working_day(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    keep(open_uow, action(due=FRIDAY, account_id=acme.saved_id))
    days = [FRIDAY - timedelta(days=1), FRIDAY, MONDAY, MONDAY + timedelta(days=1)]
    found = [a_morning(open_uow, acme, day) for day in days]
    assert found == [[], ["-/reminder/U1/2026-05-08"], ["-/reminder/U1/2026-05-11"], []]


def test_what_is_due_on_a_weekend_or_holiday_is_said_on_the_working_day_before(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    ascension, eve = date(2026, 5, 14), date(2026, 5, 13)
    keep(
        open_uow,
        action(due=date(2026, 5, 10), account_id=acme.saved_id, text="sunday"),
        action(due=ascension, account_id=acme.saved_id, number=2, text="ascension"),
    )
    assert a_morning(open_uow, acme, FRIDAY) == ["-/reminder/U1/2026-05-08"]
    assert said(open_uow, FRIDAY) == [("due", "sunday")]
    assert a_morning(open_uow, acme, eve) == ["-/reminder/U1/2026-05-13"]
    assert said(open_uow, eve) == [("overdue", "sunday"), ("due", "ascension")]


def test_what_was_carried_over_without_a_date_is_brought_to_mind_until_it_is_done(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    may = Month(2026, 5)
    keep(
        open_uow,
        action(month=may, carried=1, account_id=acme.saved_id, text="carried"),
        action(month=may.next, account_id=acme.saved_id, number=2, text="next month"),
    )
    days = [date(2026, 5, 4), FRIDAY, date(2026, 6, 1)]
    found = [a_morning(open_uow, acme, day) for day in days]
    assert found == [["-/reminder/U1/2026-05-04"], [], ["-/reminder/U1/2026-06-01"]]
    assert said(open_uow, FRIDAY) == [("undated", "carried")]
    assert said(open_uow, date(2026, 6, 1)) == [("undated", "carried"), ("undated", "next month")]


def test_one_message_a_day_over_all_accounts(open_uow: OpenUnitOfWork, acme: Account) -> None:
    tokyo = an_account(open_uow, name="Kyoto", channel_id="C2", time_zone="Asia/Tokyo")
    keep(
        open_uow,
        action(due=FRIDAY, account_id=acme.saved_id, text="here"),
        action(due=FRIDAY, account_id=tokyo.saved_id, text="there"),
    )
    assert a_morning(open_uow, tokyo, FRIDAY) == ["-/reminder/U1/2026-05-08"]
    assert a_morning(open_uow, acme, FRIDAY) == []
    assert said(open_uow, FRIDAY) == [("due", "here"), ("due", "there")]


def test_two_planners_at_once_remind_nobody_twice(open_uow: OpenUnitOfWork, acme: Account) -> None:
    globex = an_account(open_uow, name="Globex", channel_id="C2")
    keep(
        open_uow,
        action(due=FRIDAY, account_id=acme.saved_id),
        action(due=FRIDAY, account_id=globex.saved_id),
    )
    outcomes = at_once(2, lambda number: a_morning(open_uow, (acme, globex)[number], FRIDAY))
    assert not [each for each in outcomes if isinstance(each, Exception)]
    assert len(all_of(open_uow, Notice)) == 1


@pytest.mark.parametrize(
    "facts",
    [{"wants_reminders": False}, {"is_deactivated": True}, {"is_guest": True}],
)
def test_who_wants_none_or_has_gone_gets_none(
    open_uow: OpenUnitOfWork, acme: Account, facts: dict[str, bool]
) -> None:
    keep(open_uow, action(due=FRIDAY, account_id=acme.saved_id, owner_id="U2"))
    with open_uow(HERE) as uow:
        person = uow.people.get("U2")
        for name, value in facts.items():
            setattr(person, name, value)
        uow.commit()
    assert [each for each in a_morning(open_uow, acme, FRIDAY) if "reminder" in each] == []


def test_what_nobody_owns_and_what_is_done_reminds_nobody(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    done = action(due=FRIDAY, account_id=acme.saved_id, number=2)
    done.finish("U1", NOW)
    keep(open_uow, action(due=FRIDAY, account_id=acme.saved_id, owner_id=None), done)
    assert a_morning(open_uow, acme, FRIDAY) == []


def test_the_account_owner_is_told_once_a_month_that_somebody_left_with_actions(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    keep(open_uow, action(account_id=acme.saved_id, owner_id="U9"))
    assert a_morning(open_uow, acme, FRIDAY) == [f"{acme.id}/owner_lost/U9/2026-05"]
    assert a_morning(open_uow, acme, MONDAY) == []
    (notice,) = all_of(open_uow, Notice)
    assert (notice.kind, notice.to) == (Kind.OWNER_LOST, "U1")
    with open_uow(HERE) as uow:
        assert [each.ref for each in reminders.lost(uow, acme, "U9")] == ["A1"]
        assert reminders.lost(uow, acme, "U2") == []


def test_every_kind_of_routine_has_its_hour() -> None:
    assert set(DUTIES) == set(RoutineKind)


def test_what_fell_overdue_in_an_outage_is_told_once_on_the_morning_after(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    keep(open_uow, action(due=date(2026, 5, 6), account_id=acme.saved_id))
    at = datetime(2026, 5, 11, 8, 30, tzinfo=UTC)
    missed = [DueOccurrence(acme, f"2026-05-{day:02}", at.replace(day=day)) for day in (7, 8, 11)]
    with open_uow(HERE) as uow:
        reminders.plan_days(uow, missed, at)
        uow.commit()
    assert [each.once for each in all_of(open_uow, Notice)] == ["-/reminder/U1/2026-05-11"]


def test_many_accounts_are_looked_at_with_as_many_statements_as_one(
    open_uow: OpenUnitOfWork, acme: Account, engine: Engine
) -> None:
    others = [an_account(open_uow, name=f"A{n}", channel_id=f"C{n}") for n in range(2, 20)]
    homes = [acme, *others]
    for home in homes:
        keep(
            open_uow,
            action(due=FRIDAY, account_id=home.saved_id),
            action(account_id=home.saved_id, number=2, owner_id="U9"),
        )
    asked = []
    for those, day in ((homes[:1], FRIDAY), (homes[1:], MONDAY)):
        at = datetime(2026, 5, day.day, 8, 30, tzinfo=UTC)
        with open_uow(HERE) as uow, statements(engine) as seen:
            reminders.plan_days(
                uow, [DueOccurrence(home, day.isoformat(), at) for home in those], at
            )
            uow.commit()
        asked.append(len(seen))
    assert asked[0] == asked[1]
    assert len(all_of(open_uow, Notice)) == 2 + len(homes)
