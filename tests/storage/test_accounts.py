import pytest
from sqlalchemy import Engine

from domain.account import Member
from domain.person import Person
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, a_person, account, all_of, an_account, person
from tests.databases import statements

LATER = NOW.replace(hour=10)


def visible(open_uow: OpenUnitOfWork, who: Person) -> list[str]:
    with open_uow(HERE) as uow:
        return [each.name for each in uow.accounts.visible_to(who)]


def team_of(open_uow: OpenUnitOfWork) -> dict[str, bool]:
    """Who is in the team, and whether they have been since NOW."""
    return {each.person_id: each.since == NOW for each in all_of(open_uow, Member)}


@pytest.mark.parametrize("name", ["Acme GmbH", "acme gmbh", "  ACME\nGmbH ", "Acme\x00 GmbH"])
def test_an_account_is_found_however_its_name_is_written(
    open_uow: OpenUnitOfWork, name: str
) -> None:
    acme = an_account(open_uow, name="Acme GmbH")
    with open_uow(HERE) as uow:
        (found,) = uow.accounts.all_called(name)
    assert found.id == acme.id


def test_a_member_sees_their_accounts_an_owner_theirs_and_a_leader_all(
    open_uow: OpenUnitOfWork,
) -> None:
    an_account(open_uow, name="Acme", channel_id="C1", owner_id="U9", team=["U1", "U2"])
    an_account(open_uow, name="Globex", channel_id="C2", owner_id="U1", team=[])
    an_account(open_uow, name="Initech", channel_id="C3", owner_id="U9", team=["U9"])
    assert visible(open_uow, person(id="U1")) == ["Acme", "Globex"]
    assert visible(open_uow, person(id="U2")) == ["Acme"]
    assert visible(open_uow, person(id="U3")) == []
    assert visible(open_uow, person(id="U3", is_leader=True)) == ["Acme", "Globex", "Initech"]


def test_a_leaders_own_accounts_are_those_they_are_in_or_own(open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, name="Acme", channel_id="C1", owner_id="U9", team=["U1"])
    an_account(open_uow, name="Globex", channel_id="C2", owner_id="U1", team=[])
    an_account(open_uow, name="Initech", channel_id="C3", owner_id="U9", team=["U9"])
    an_account(open_uow, name="Hooli", channel_id="C4", team=["U1"], archived_at=NOW)
    with open_uow(HERE) as uow:
        assert [each.name for each in uow.accounts.of("U1")] == ["Acme", "Globex"]


def test_a_leader_is_not_offered_confidential_accounts_of_other_teams(
    open_uow: OpenUnitOfWork,
) -> None:
    an_account(open_uow, name="Acme", channel_id="C1", owner_id="U9", is_confidential=True)
    an_account(open_uow, name="Globex", channel_id="C2", owner_id="U9", team=[])
    assert visible(open_uow, person(id="U3", is_leader=True)) == ["Globex"]
    assert visible(open_uow, person(id="U1", is_leader=True)) == ["Acme", "Globex"]


def test_archived_accounts_are_not_offered(open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, archived_at=NOW)
    assert visible(open_uow, person()) == []
    assert visible(open_uow, person(is_leader=True)) == []


def test_accounts_are_offered_by_name(open_uow: OpenUnitOfWork) -> None:
    for number, name in enumerate(["beta", "Alpha", "gamma"]):
        an_account(open_uow, name=name, channel_id=f"C{number}")
    assert visible(open_uow, person()) == ["Alpha", "beta", "gamma"]


@pytest.mark.parametrize("who", [person(), person(is_leader=True)], ids=["member", "leader"])
def test_fifty_accounts_are_one_statement_like_one(
    engine: Engine, open_uow: OpenUnitOfWork, who: Person
) -> None:
    for number in range(50):
        an_account(open_uow, name=f"Account {number}", channel_id=f"C{number}")
    with statements(engine) as seen:
        assert len(visible(open_uow, who)) == 50
    assert len(seen) == 1


# ------------------------------------------------------------------------------------- the team


def test_who_stays_in_the_team_keeps_the_day_they_joined(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow, team=["U1", "U2"])
    with open_uow(HERE) as uow:
        uow.accounts.set_team(acme.saved_id, ["U2", "U3"], LATER)
        uow.commit()
    assert team_of(open_uow) == {"U2": True, "U3": False}


def test_joining_twice_is_joining_once(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow, team=["U1"])
    with open_uow(HERE) as uow:
        uow.accounts.join(acme.saved_id, "U1", LATER)
        uow.commit()
    assert team_of(open_uow) == {"U1": True}


def test_a_team_can_be_set_in_the_transaction_that_made_it(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow:
        acme = uow.accounts.add(account())
        uow.flush()
        uow.accounts.join(acme.saved_id, "U1", NOW)
        uow.accounts.join(acme.saved_id, "U1", NOW)
        uow.accounts.set_team(acme.saved_id, ["U1", "U2"], NOW)
        uow.commit()
    assert team_of(open_uow) == {"U1": True, "U2": True}


def test_who_leaves_and_joins_in_one_transaction_is_in_the_team(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow, team=["U1"])
    with open_uow(HERE) as uow:
        uow.accounts.join(acme.saved_id, "U1", NOW)
        uow.accounts.leave(acme.saved_id, ["U1"])
        uow.accounts.join(acme.saved_id, "U1", LATER)
        uow.commit()
    assert team_of(open_uow) == {"U1": False}


def test_setting_a_team_of_fifty_takes_as_many_statements_as_one_of_two(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    def set_team(channel: str, size: int) -> int:
        acme = an_account(open_uow, name=channel, channel_id=channel, team=["U0"])
        with statements(engine) as seen, open_uow(HERE) as uow:
            uow.accounts.set_team(acme.saved_id, [f"U{each}" for each in range(1, size + 1)], NOW)
            uow.commit()
        return len(seen)

    assert set_team("C1", 50) == set_team("C2", 2) == 3


def test_the_team_is_listed_by_name_as_far_as_it_is_known(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", name="Zoe")
    a_person(open_uow, "U2", name="Anna")
    acme = an_account(open_uow, team=["U1", "U2", "U3"])
    with open_uow(HERE) as uow:
        assert [member.name for member in uow.accounts.team(acme.saved_id)] == ["Anna", "Zoe"]


# -------------------------------------------------------------------------------------- a look


def test_one_statement_tells_who_stands_before_which_account(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U1", name="Anna")
    acme = an_account(open_uow, team=["U1"])
    with statements(engine) as seen, open_uow(HERE) as uow:
        look = uow.accounts.look("U1", "C1")
    assert look.person is not None
    assert look.account is not None
    assert (look.person.name, look.account.id, look.in_team) == ("Anna", acme.id, True)
    assert len(seen) == 1


def test_somebody_outside_the_team_stands_before_the_account_without_being_in_it(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, team=["U1"])
    with open_uow(HERE) as uow:
        look = uow.accounts.look("U2", "C1")
    assert look.account is not None
    assert not look.in_team


def test_nobody_who_is_unknown_stands_before_an_account(open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, team=["U1"])
    with open_uow(HERE) as uow:
        look = uow.accounts.look("U1", "C1")
    assert (look.person, look.account, look.in_team) == (None, None, False)
