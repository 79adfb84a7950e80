"""What stands on somebody's App Home, and how many statements it takes to know it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from domain.account import Account
from domain.light import Colour
from domain.permission import NotAllowed, Reason
from domain.review import Review
from services import home
from services.home import Home
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    APRIL,
    ELSEWHERE,
    HERE,
    JUNE,
    MAY,
    NOW,
    TODAY,
    a_person,
    action,
    an_account,
    keep,
    light,
    strategy,
)
from tests.databases import statements


@pytest.fixture(autouse=True)
def anna(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")


def look(open_uow: OpenUnitOfWork, who: str = "U1") -> Home:
    with open_uow(HERE) as uow:
        return home.look(uow, who, NOW)


def accounts(open_uow: OpenUnitOfWork, *names: str) -> list[Account]:
    return [an_account(open_uow, name=name, channel_id=f"C{name}") for name in names]


def review(home: Account, **facts: object) -> Review:
    known = {"workspace_id": HERE, "account_id": home.id, "month": MAY, "opened_at": NOW}
    return Review(**(known | facts))  # type: ignore[arg-type]


def test_what_is_overdue_in_any_account_comes_before_what_is_not(
    open_uow: OpenUnitOfWork,
) -> None:
    acme, globex = accounts(open_uow, "Acme", "Globex")
    keep(
        open_uow,
        action(account_id=acme.id, number=1, due=TODAY),
        action(account_id=acme.id, number=2, due=date(2026, 4, 27)),
        action(account_id=globex.id, number=3),
        action(account_id=globex.id, number=4, due=date(2026, 4, 1)),
        action(account_id=globex.id, number=5, owner_id="U2"),
    )
    found = look(open_uow).todos
    assert [(each.account.name, each.entry.action.ref) for each in found] == [
        ("Acme", "A2"),
        ("Globex", "A4"),
        ("Acme", "A1"),
        ("Globex", "A3"),
    ]


def test_red_accounts_come_first_then_by_name(open_uow: OpenUnitOfWork) -> None:
    acme, globex, hooli, _initech = accounts(open_uow, "Acme", "Globex", "Hooli", "Initech")
    keep(
        open_uow,
        light(Colour.GREEN, account_id=acme.id),
        light(Colour.RED, account_id=globex.id, number=1),
        light(Colour.GREEN, account_id=globex.id, number=2),
        light(Colour.AMBER, account_id=hooli.id),
    )
    found = [(each.account.name, each.light) for each in look(open_uow).accounts]
    assert found == [
        ("Globex", Colour.RED),
        ("Hooli", Colour.AMBER),
        ("Acme", Colour.GREEN),
        ("Initech", None),
    ]


def test_reviews_wait_until_they_are_rolled_or_their_month_is_over(
    open_uow: OpenUnitOfWork,
) -> None:
    acme, globex, hooli, initech = accounts(open_uow, "Acme", "Globex", "Hooli", "Initech")
    keep(
        open_uow,
        review(acme),
        review(globex, rolled_at=NOW, rolled_by="U2"),
        review(hooli, month=APRIL),
        review(initech, month=APRIL.plus(-1)),
    )
    found = [(each.account.name, each.review.month) for each in look(open_uow).reviews]
    assert found == [("Acme", MAY), ("Hooli", APRIL)]


def test_a_month_is_over_by_the_accounts_own_date(open_uow: OpenUnitOfWork) -> None:
    east = an_account(open_uow, name="East", channel_id="C1", time_zone="Pacific/Kiritimati")
    west = an_account(open_uow, name="West", channel_id="C2", time_zone="Etc/GMT+12")
    keep(open_uow, review(east, month=APRIL), review(west, month=APRIL))
    new_month = NOW.replace(day=30, hour=11)
    with open_uow(HERE) as uow:
        at_eleven = home.look(uow, "U1", new_month)
        at_noon_in_may = home.look(uow, "U1", new_month + timedelta(days=1))
    assert [each.account.name for each in at_eleven.reviews] == ["West"]
    assert [each.account.name for each in at_noon_in_may.reviews] == ["West"]


def test_a_leader_finds_their_own_accounts_only(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U8", is_leader=True)
    an_account(open_uow, name="Acme", owner_id="U9", team=["U9"])
    an_account(open_uow, name="Globex", channel_id="C2", owner_id="U8", team=["U9"])
    assert [each.account.name for each in look(open_uow, "U8").accounts] == ["Globex"]


def test_archived_accounts_and_what_is_in_them_are_put_away(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow, with_lights=[Colour.RED], archived_at=NOW)
    keep(open_uow, action(account_id=acme.id), review(acme, month=JUNE))
    found = look(open_uow)
    assert (found.todos, found.reviews, found.accounts) == ([], [], [])


@pytest.mark.parametrize(
    "facts,reason",
    [
        ({"is_guest": True}, Reason.GUEST),
        ({"is_deactivated": True}, Reason.DEACTIVATED),
        ({"is_foreign": True}, Reason.FOREIGN),
        ({"is_bot": True}, Reason.BOT),
        ({"workspace_id": ELSEWHERE}, Reason.UNKNOWN),
    ],
    ids=str,
)
def test_nobody_else_finds_anything(
    open_uow: OpenUnitOfWork, facts: dict[str, object], reason: Reason
) -> None:
    a_person(open_uow, "U7", **facts)
    an_account(open_uow, team=["U7"], owner_id="U7")
    with pytest.raises(NotAllowed) as caught:
        look(open_uow, "U7")
    assert caught.value.reason is reason


def test_two_hundred_accounts_take_as_many_statements_as_one(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U2")
    full(open_uow, 1, 1, "U1")
    full(open_uow, 200, 500, "U2")

    def count(who: str) -> int:
        with statements(engine) as seen:
            found = look(open_uow, who)
        assert all((found.todos, found.reviews, found.strategies, found.accounts))
        return len(seen)

    assert count("U1") == count("U2")
    assert count("U2") <= 14


def full(open_uow: OpenUnitOfWork, homes: int, steps: int, who: str) -> None:
    """Somebody with so many accounts, a light and a review in each, and so many actions in all."""
    for number in range(homes):
        home = an_account(
            open_uow,
            name=f"{who} {number}",
            channel_id=f"C{who}{number}",
            team=[who],
            with_lights=[Colour.RED],
        )
        mine = range(number, steps, homes)
        keep(open_uow, review(home), strategy(account_id=home.id))
        with open_uow(HERE) as uow:
            for step in mine:
                uow.actions.add(action(account_id=home.saved_id, number=step + 1, owner_id=who))
            uow.commit()
