"""Every kind of person before every kind of account, through the door of the use cases."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.light import Colour, Light
from domain.permission import NotAllowed, Reason, Right
from services import access, accounts, lights, undo
from services.access import NoAccountHere
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, Actor, a_person, all_of, an_account

READING: dict[str, Callable[[Actor], Any]] = {
    "board": lambda who: who.does(lights.board),
    "past": lambda who: who.does(lights.past, 1),
    "team": lambda who: who.does(accounts.team),
}
CHANGING: dict[str, Callable[[Actor], Any]] = {
    "log": lambda who: who.does(lights.log, Colour.RED, "finance director leaving"),
    "turn": lambda who: who.does(lights.turn, 1, Colour.GREEN),
    "clear": lambda who: who.does(lights.clear, 1),
    "undo": lambda who: who.does(undo.undo),
}
MANAGING: dict[str, Callable[[Actor], Any]] = {
    "rename": lambda who: who.does(accounts.rename, "Acme AG"),
    "hand over": lambda who: who.does(accounts.hand_over, "U1"),
    "archive": lambda who: who.does(accounts.archive),
    "restore": lambda who: who.does(accounts.restore),
}
reading = pytest.mark.parametrize("what", READING.values(), ids=READING.keys())
changing = pytest.mark.parametrize("what", CHANGING.values(), ids=CHANGING.keys())
managing = pytest.mark.parametrize("what", MANAGING.values(), ids=MANAGING.keys())
anything = pytest.mark.parametrize("what", [READING["board"], CHANGING["log"], MANAGING["archive"]])


def refusal(what: Callable[[Actor], Any], who: Actor) -> Reason:
    with pytest.raises(NotAllowed) as refused:
        what(who)
    return refused.value.reason


# ------------------------------------------------------------------- who is nobody's colleague


@pytest.mark.parametrize(
    "flaw,reason",
    [
        ("is_guest", Reason.GUEST),
        ("is_bot", Reason.BOT),
        ("is_deactivated", Reason.DEACTIVATED),
        ("is_foreign", Reason.FOREIGN),
    ],
)
@anything
def test_who_is_no_colleague_may_nothing_though_in_the_team_and_admin(
    open_uow: OpenUnitOfWork, flaw: str, reason: Reason, what: Callable[[Actor], Any]
) -> None:
    a_person(open_uow, "U1", is_admin=True, is_leader=True, **{flaw: True})
    an_account(open_uow, owner_id="U1", with_lights=[Colour.RED])
    assert refusal(what, Actor(open_uow)) is reason
    assert len(all_of(open_uow, Light)) == 1


@anything
def test_who_is_unknown_may_nothing(open_uow: OpenUnitOfWork, what: Callable[[Actor], Any]) -> None:
    an_account(open_uow, owner_id="U1", team=["U1"])
    assert refusal(what, Actor(open_uow)) is Reason.UNKNOWN


@anything
def test_a_colleague_outside_the_team_may_nothing(
    open_uow: OpenUnitOfWork, what: Callable[[Actor], Any]
) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, team=["U1"])
    assert refusal(what, Actor(open_uow, "U2")) is Reason.NOT_IN_TEAM


# ------------------------------------------------------------------------ who reads and changes


@reading
def test_a_leader_reads_every_account(
    open_uow: OpenUnitOfWork, what: Callable[[Actor], Any]
) -> None:
    a_person(open_uow, "U2", is_leader=True)
    an_account(open_uow, team=["U1"], with_lights=[Colour.RED])
    assert what(Actor(open_uow, "U2")) is not None


@changing
def test_a_leader_changes_no_account_but_their_own(
    open_uow: OpenUnitOfWork, what: Callable[[Actor], Any]
) -> None:
    a_person(open_uow, "U2", is_leader=True)
    an_account(open_uow, team=["U1"], with_lights=[Colour.RED])
    assert refusal(what, Actor(open_uow, "U2")) is Reason.READ_ONLY


@pytest.mark.parametrize("what", [CHANGING["log"], CHANGING["turn"], CHANGING["clear"]])
@pytest.mark.parametrize("who", ["U1", "U2"], ids=["member", "owner outside the channel"])
def test_a_member_of_the_team_and_the_owner_change_it(
    open_uow: OpenUnitOfWork, what: Callable[[Actor], Any], who: str
) -> None:
    a_person(open_uow, who)
    an_account(open_uow, owner_id="U2", team=["U1"], with_lights=[Colour.RED])
    assert what(Actor(open_uow, who)).activity.by == who


@managing
def test_a_member_who_is_not_the_owner_does_not_manage_the_account(
    open_uow: OpenUnitOfWork, what: Callable[[Actor], Any]
) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, owner_id="U1", team=["U1", "U2"])
    assert refusal(what, Actor(open_uow, "U2")) is Reason.NOT_OWNER


@pytest.mark.parametrize("what", [MANAGING["rename"], MANAGING["hand over"], MANAGING["archive"]])
@pytest.mark.parametrize("manager", ["owner", "admin"])
def test_the_owner_and_an_admin_manage_the_account(
    open_uow: OpenUnitOfWork, what: Callable[[Actor], Any], manager: str
) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2")
    a_person(open_uow, "U3", is_admin=True)
    an_account(open_uow, owner_id="U2", team=["U1", "U2"])
    who = {"owner": "U2", "admin": "U3"}[manager]
    assert what(Actor(open_uow, who, right=Right.MANAGE)).by == who


def test_an_admin_outside_the_team_does_not_read_what_it_keeps(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U2", is_admin=True)
    an_account(open_uow, team=["U1"])
    manager = Actor(open_uow, "U2", right=Right.MANAGE)
    assert refusal(READING["board"], manager) is Reason.NOT_IN_TEAM
    assert refusal(CHANGING["log"], manager) is Reason.NOT_IN_TEAM


# --------------------------------------------------------------------------- archived accounts


@reading
def test_an_archived_account_can_be_read(
    open_uow: OpenUnitOfWork, what: Callable[[Actor], Any]
) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, archived_at=NOW, with_lights=[Colour.RED])
    assert what(Actor(open_uow)) is not None


@pytest.mark.parametrize("what", [*CHANGING.values(), MANAGING["rename"], MANAGING["hand over"]])
def test_an_archived_account_is_not_changed(
    open_uow: OpenUnitOfWork, what: Callable[[Actor], Any]
) -> None:
    a_person(open_uow, "U1", is_admin=True)
    an_account(open_uow, archived_at=NOW, with_lights=[Colour.RED])
    assert refusal(what, Actor(open_uow)) is Reason.ARCHIVED


# ------------------------------------------------------------------------------ where they stand


def test_where_no_account_lives_there_is_nothing_to_do(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, channel_id="C1")
    with open_uow(HERE) as uow:
        with pytest.raises(NoAccountHere):
            access.in_channel(uow, "U1", "C2", Right.READ, NOW)
        with pytest.raises(NoAccountHere):
            access.on_account(uow, "U1", 99, Right.READ, NOW)


def test_an_account_is_entered_by_its_channel_or_its_id(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    acme = an_account(open_uow, channel_id="C1")
    with open_uow(HERE) as uow:
        by_channel = access.in_channel(uow, "U1", "C1", Right.CHANGE, NOW)
        by_id = access.on_account(uow, "U1", acme.saved_id, Right.CHANGE, NOW)
    assert by_channel.account_id == by_id.account_id == acme.id


def test_who_acts_has_the_date_of_the_account(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", time_zone="America/New_York")
    an_account(open_uow, time_zone="Asia/Tokyo")
    evening = NOW.replace(hour=20)
    with open_uow(HERE) as uow:
        acting = access.in_channel(uow, "U1", "C1", Right.READ, evening)
    assert acting.today.isoformat() == "2026-04-29"


def test_a_person_is_known_whether_they_may_or_not(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", is_guest=True)
    with open_uow(HERE) as uow:
        guest = access.known(uow, "U1")
        assert guest is not None
        assert access.known(uow, "U2") is None
        with pytest.raises(NotAllowed):
            access.person(uow, "U1")
