"""Where a team stands: what is shown, and how many statements it takes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from domain.account import Account
from domain.action import ActionState
from domain.permission import NotAllowed
from services import standings
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import (
    HERE,
    JULY,
    NOW,
    Actor,
    a_goal,
    a_person,
    a_strategy,
    action,
    an_account,
    commitment,
    concern,
    keep,
)
from tests.databases import statements


@pytest.fixture
def acme(open_uow: OpenUnitOfWork) -> Account:
    """Anna owns it; Bert and Cleo are in the team, and so is a guest."""
    for person_id, name in (("U1", "Anna"), ("U2", "Bert"), ("U3", "Cleo")):
        a_person(open_uow, person_id, name=name)
    a_person(open_uow, "U4", name="Greg", is_guest=True)
    return an_account(open_uow, team=["U1", "U2", "U3", "U4"])


def waiting(open_uow: OpenUnitOfWork, person: str) -> list[tuple[str, list[str]]]:
    with open_uow(HERE) as uow:
        found = standings.waiting_for(uow, person)
    return [(each.account.name, [one.ref for one in each.strategies]) for each in found]


def test_a_card_shows_who_committed_who_has_a_concern_and_who_is_still_to_come(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    one = a_strategy(open_uow, acme)
    keep(
        open_uow,
        commitment(strategy_id=one.id, person_id="U1"),
        commitment(strategy_id=one.id, person_id="U9"),
        concern(strategy_id=one.id, person_id="U2"),
    )
    found = Actor(open_uow).does(standings.overview)
    (card,) = found.cards
    assert [each.person_id for each in card.standing.committed] == ["U1"]
    assert [each.person_id for each in card.standing.concerns] == ["U2"]
    assert (card.standing.waiting, card.standing.of) == (("U3",), 3)
    assert found.names == {"U1": "Anna", "U2": "Bert", "U3": "Cleo"}


def test_a_card_shows_its_goals_and_the_actions_that_serve_it(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    a_goal(open_uow, acme, number=2)
    a_strategy(open_uow, acme, goals=[2, 9])
    about = {"account_id": acme.saved_id, "serves": "S1"}
    earlier, later = NOW - timedelta(days=9), NOW - timedelta(days=2)
    done = {"state": ActionState.DONE}
    keep(
        open_uow,
        action(**about, number=1, month=JULY),
        action(**about, number=2, due=date(2026, 5, 4)),
        action(**about, number=3, **done, closed_at=later),
        action(**about, number=4, **done, closed_at=earlier),
        action(account_id=acme.saved_id, number=5, serves="S2"),
    )
    (card,) = Actor(open_uow).does(standings.overview).cards
    assert [goal.ref for goal in card.goals] == ["G2"]
    assert [each.ref for each in card.actions] == ["A2", "A1"]
    assert card.last_done == later


def test_what_waits_for_somebody_is_found_over_all_their_accounts(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    globex = an_account(open_uow, name="Globex", channel_id="C2", team=["U2"], owner_id="U1")
    hooli = an_account(open_uow, name="Hooli", channel_id="C3", team=["U3"], owner_id="U3")
    archived = an_account(open_uow, name="Old", channel_id="C4", team=["U2"], archived_at=NOW)
    strategies = [a_strategy(open_uow, home) for home in (acme, globex, hooli, archived)]
    second = a_strategy(open_uow, acme, number=2)
    retired = a_strategy(open_uow, acme, number=3)
    with open_uow(HERE) as uow:
        kept = uow.strategies.get(acme.saved_id, retired.number)
        assert kept is not None
        kept.retire("sold", NOW)
        uow.commit()
    keep(open_uow, commitment(strategy_id=strategies[0].id, person_id="U2"))

    assert waiting(open_uow, "U2") == [("Acme", ["S2"]), ("Globex", ["S1"])]
    assert waiting(open_uow, "U1") == [("Acme", ["S1", "S2"]), ("Globex", ["S1"])]

    keep(open_uow, concern(strategy_id=second.id, person_id="U2"))
    assert waiting(open_uow, "U2") == [("Globex", ["S1"])]


def test_nothing_waits_for_guests_and_strangers(open_uow: OpenUnitOfWork, acme: Account) -> None:
    a_strategy(open_uow, acme)
    for person in ("U4", "U77"):
        with pytest.raises(NotAllowed):
            waiting(open_uow, person)


def count_of(engine: Engine, open_uow: OpenUnitOfWork) -> tuple[int, int]:
    """The statements of one overview, and of one look at what waits for Anna."""
    with open_uow(HERE) as uow:
        acting = Actor(open_uow).enter(uow)
        with statements(engine) as overview:
            standings.overview(uow, acting)
    with open_uow(HERE) as uow, statements(engine) as waiting:
        standings.waiting_for(uow, "U1")
    return len(overview), len(waiting)


def test_many_strategies_and_fifty_members_take_as_many_statements_as_one(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    people = [f"U{n}" for n in range(1, 51)]
    for person in people:
        a_person(open_uow, person, name=person)
    acme = an_account(open_uow, team=people)
    a_goal(open_uow, acme)
    first = a_strategy(open_uow, acme, goals=[2])
    keep(open_uow, commitment(strategy_id=first.id, person_id="U2"))
    one = count_of(engine, open_uow)

    for number in range(2, 12):
        more = a_strategy(open_uow, acme, number=number, goals=[2])
        keep(open_uow, action(account_id=acme.saved_id, number=number, serves=more.ref))
        keep(open_uow, *(commitment(strategy_id=more.id, person_id=each) for each in people[:9]))
        globex = an_account(open_uow, name=f"Globex {number}", channel_id=f"C{number}")
        a_strategy(open_uow, globex)

    assert count_of(engine, open_uow) == one
    cards = Actor(open_uow).does(standings.overview).cards
    assert [len(each.standing.committed) for each in cards] == [1, *[9] * 10]
