from datetime import timedelta

import pytest

from domain.account import (
    Account,
    AlreadyArchived,
    ChannelTaken,
    Member,
    NameTaken,
    NotArchived,
    UnknownTimeZone,
)
from domain.activity import Activity
from domain.language import Language
from domain.light import Colour
from domain.notice import Kind, Notice
from domain.permission import NotAllowed, Reason, Right
from domain.routine import Routine
from domain.text import TextMissing, TextTooLong
from services import accounts, lights, people
from services.access import Acting
from services.accounts import (
    AccountWish,
    ChannelUnknown,
    NotAChannel,
    NotInChannel,
    NotInTeam,
    SharedChannel,
)
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    ELSEWHERE,
    HERE,
    NOW,
    Actor,
    a_channel,
    a_person,
    all_of,
    an_account,
    in_channel,
)


def set_up(
    open_uow: OpenUnitOfWork, wish: AccountWish, *, by: str = "U1", channel: str = "C1"
) -> Acting:
    in_channel(open_uow, channel, by, wish.owner_id or by)
    with open_uow(HERE) as uow:
        acting = accounts.set_up(uow, by, channel, wish, NOW)
        uow.commit()
    return acting


def refused(
    open_uow: OpenUnitOfWork, error: type[Exception], wish: AccountWish, **where: str
) -> None:
    """Setting up raises `error` and leaves nothing behind."""
    before = len(all_of(open_uow, Account))
    with pytest.raises(error):
        set_up(open_uow, wish, **where)
    assert len(all_of(open_uow, Account)) == before


def team_of(open_uow: OpenUnitOfWork) -> set[str]:
    return {each.person_id for each in all_of(open_uow, Member)}


def the_account(open_uow: OpenUnitOfWork) -> Account:
    (only,) = all_of(open_uow, Account)
    return only


# -------------------------------------------------------------------------------- setting up


def test_a_new_account_takes_after_the_person_who_sets_it_up(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", locale="de-DE", time_zone="Europe/Berlin")
    set_up(open_uow, AccountWish("  Acme\nGmbH "))
    acme = the_account(open_uow)
    assert (acme.name, acme.channel_id, acme.owner_id) == ("Acme GmbH", "C1", "U1")
    assert (acme.language, acme.time_zone) == (Language.GERMAN, "Europe/Berlin")
    assert (acme.created_at, acme.is_archived) == (NOW, False)


def test_a_wish_outweighs_the_person(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", locale="de-DE", time_zone="Europe/Berlin")
    a_person(open_uow, "U2")
    wish = AccountWish("Acme", owner_id="U2", language=Language.ENGLISH, time_zone="Asia/Tokyo")
    set_up(open_uow, wish)
    acme = the_account(open_uow)
    assert (acme.owner_id, acme.language) == ("U2", Language.ENGLISH)
    assert acme.time_zone == "Asia/Tokyo"
    assert team_of(open_uow) == {"U1", "U2"}


def test_who_set_an_account_up_can_use_it_at_once(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    set_up(open_uow, AccountWish("Acme"))
    change = Actor(open_uow).does(lights.log, Colour.GREEN, "new sponsor")
    assert change.light.ref == "L1"


def test_the_history_of_an_account_begins_with_its_setting_up(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    set_up(open_uow, AccountWish("Acme"))
    (started,) = all_of(open_uow, Activity)
    assert (started.kind, started.by, started.at) == ("account.started", "U1", NOW)
    assert started.before is None
    assert started.after is not None
    assert started.after["name"] == "Acme"


def test_a_channel_is_home_to_one_account_archived_or_not(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, name="Acme", archived_at=NOW)
    with pytest.raises(ChannelTaken) as taken:
        set_up(open_uow, AccountWish("Globex"))
    assert (taken.value.name, taken.value.is_archived) == ("Acme", True)


def test_who_lives_in_a_channel_is_told_to_its_team_only(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, name="Acme", owner_id="U1")
    with pytest.raises(NotAllowed) as refused:
        set_up(open_uow, AccountWish("Globex"), by="U2")
    assert refused.value.reason is Reason.NOT_IN_TEAM


def test_a_name_is_taken_however_it_is_written(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, name="Acme GmbH", channel_id="C1")
    with pytest.raises(NameTaken) as taken:
        set_up(open_uow, AccountWish(" ACME  gmbh"), channel="C2")
    assert taken.value.name == " ACME  gmbh"


def test_names_of_accounts_one_does_not_see_cannot_be_found_out_by_trying(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, name="Project Falcon", owner_id="U1", channel_id="C1")
    set_up(open_uow, AccountWish("Project Falcon"), by="U2", channel="C2")
    assert [each.name for each in all_of(open_uow, Account)] == ["Project Falcon"] * 2


def test_nobody_sets_an_account_up_in_a_channel_they_are_not_in(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    in_channel(open_uow, "C1", "U2")
    with open_uow(HERE) as uow, pytest.raises(NotInChannel):
        accounts.set_up(uow, "U1", "C1", AccountWish("Acme"), NOW)


def test_where_slack_does_not_say_who_is_there_nothing_is_set_up(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    with open_uow(HERE) as uow, pytest.raises(ChannelUnknown):
        accounts.set_up(uow, "U1", "C1", AccountWish("Acme"), NOW)


def test_the_same_channel_and_name_are_free_in_another_workspace(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, workspace_id=ELSEWHERE)
    set_up(open_uow, AccountWish("Acme"))
    assert the_account(open_uow).name == "Acme"


@pytest.mark.parametrize(
    "wish,error",
    [
        (AccountWish(" "), TextMissing),
        (AccountWish("x" * 81), TextTooLong),
        (AccountWish("Acme", time_zone="Mars/Olympus"), UnknownTimeZone),
        (AccountWish("Acme", owner_id="U9"), NotAllowed),
    ],
    ids=["no name", "a long name", "no such time zone", "an unknown owner"],
)
def test_a_wish_that_cannot_be_granted_is_refused(
    open_uow: OpenUnitOfWork, wish: AccountWish, error: type[Exception]
) -> None:
    a_person(open_uow, "U1")
    refused(open_uow, error, wish)


def test_a_guest_owns_no_account(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2", is_guest=True)
    with pytest.raises(NotAllowed) as no:
        set_up(open_uow, AccountWish("Acme", owner_id="U2"))
    assert no.value.reason is Reason.GUEST


@pytest.mark.parametrize("flaw", ["is_guest", "is_bot", "is_deactivated", "is_foreign"])
def test_who_is_no_colleague_sets_nothing_up(open_uow: OpenUnitOfWork, flaw: str) -> None:
    a_person(open_uow, "U1", **{flaw: True})
    refused(open_uow, NotAllowed, AccountWish("Acme"))


@pytest.mark.parametrize("channel", ["D1", "", "U1"])
def test_a_direct_message_is_no_home(open_uow: OpenUnitOfWork, channel: str) -> None:
    a_person(open_uow, "U1")
    refused(open_uow, NotAChannel, AccountWish("Acme"), channel=channel)


def test_a_channel_that_a_customer_sees_is_no_home(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    a_channel(open_uow, "C1", is_shared=True)
    refused(open_uow, SharedChannel, AccountWish("Acme"))


# ---------------------------------------------------------------------------------- the team


def test_the_team_is_the_colleagues_in_the_channel(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2", is_guest=True)
    a_person(open_uow, "U3", is_bot=True)
    a_person(open_uow, "U4", is_foreign=True)
    a_person(open_uow, "U5", is_deactivated=True)
    a_person(open_uow, "U6", is_admin=True)
    acme = an_account(open_uow, team=["U2", "U8"])
    with open_uow(HERE) as uow:
        accounts.set_team(uow, acme, ["U1", "U2", "U3", "U4", "U5", "U6", "U9"], NOW)
        uow.commit()
    assert team_of(open_uow) == {"U1", "U6"}


def test_a_team_can_be_set_in_the_transaction_of_setting_up(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2")
    with open_uow(HERE) as uow:
        uow.readers.listed("C1", ["U1"], NOW)
        people.audience_asked(uow, "C1", NOW)
        acting = accounts.set_up(uow, "U1", "C1", AccountWish("Acme"), NOW)
        accounts.set_team(uow, acting.account, ["U1", "U2"], NOW)
        uow.commit()
    assert team_of(open_uow) == {"U1", "U2"}


def test_a_colleague_who_joins_the_channel_joins_the_team(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, team=["U1"])
    for _ in range(2):  # Slack repeats its events
        with open_uow(HERE) as uow:
            accounts.joined(uow, "C1", "U2", NOW)
            uow.commit()
    assert team_of(open_uow) == {"U1", "U2"}


@pytest.mark.parametrize("flaw", ["is_guest", "is_bot", "is_deactivated", "is_foreign"])
def test_nobody_else_who_joins_the_channel_does(open_uow: OpenUnitOfWork, flaw: str) -> None:
    a_person(open_uow, "U2", **{flaw: True})
    an_account(open_uow, team=["U1"])
    with open_uow(HERE) as uow:
        accounts.joined(uow, "C1", "U2", NOW)
        accounts.joined(uow, "C1", "U3", NOW)
        uow.commit()
    assert team_of(open_uow) == {"U1"}


def test_who_leaves_the_channel_leaves_the_team(open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, team=["U1", "U2"])
    with open_uow(HERE) as uow:
        accounts.left(uow, "C1", "U2")
        accounts.left(uow, "C1", "U9")
        uow.commit()
    assert team_of(open_uow) == {"U1"}


def test_what_happens_in_a_channel_without_an_account_is_nobodys_business(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, team=["U1"])
    with open_uow(HERE) as uow:
        accounts.joined(uow, "C9", "U2", NOW)
        accounts.left(uow, "C9", "U1")
        accounts.moved(uow, "C9", "C8")
        uow.commit()
    assert team_of(open_uow) == {"U1"}


def test_an_account_moves_with_its_channel(open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, channel_id="C1")
    with open_uow(HERE) as uow:
        accounts.moved(uow, "C1", "C7")
        uow.commit()
    assert the_account(open_uow).channel_id == "C7"


def test_homes_are_the_channels_of_the_accounts_that_are_not_archived(
    open_uow: OpenUnitOfWork,
) -> None:
    an_account(open_uow, name="Acme", channel_id="C1")
    an_account(open_uow, name="Globex", channel_id="C2", archived_at=NOW)
    with open_uow(HERE) as uow:
        assert accounts.homes(uow) == ["C1"]


# ------------------------------------------------------------------------------------ managing


def test_a_renamed_account_keeps_its_history(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, name="Acme")
    activity = Actor(open_uow).does(accounts.rename, "Acme AG")
    assert the_account(open_uow).name == "Acme AG"
    assert activity.before == {"name": "Acme", "name_key": "acme"}
    assert activity.after == {"name": "Acme AG", "name_key": "acme ag"}


def test_an_account_may_change_the_capitals_of_its_own_name(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, name="Acme")
    Actor(open_uow).does(accounts.rename, "ACME")
    assert the_account(open_uow).name == "ACME"


def test_an_account_cannot_take_the_name_of_another(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, name="Acme", channel_id="C1")
    an_account(open_uow, name="Globex", channel_id="C2", archived_at=NOW)
    with pytest.raises(NameTaken):
        Actor(open_uow).does(accounts.rename, "globex")


@pytest.mark.parametrize("name,error", [("", TextMissing), ("x" * 81, TextTooLong)])
def test_a_refused_name_is_not_history(
    open_uow: OpenUnitOfWork, name: str, error: type[Exception]
) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow)
    with open_uow(HERE) as uow:
        with pytest.raises(error):
            accounts.rename(uow, Actor(open_uow).enter(uow), name)
        uow.commit()
    assert all_of(open_uow, Activity) == []


def test_the_owner_hands_over_to_a_member_of_the_team(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2")
    an_account(open_uow, owner_id="U1", team=["U1", "U2"])
    activity = Actor(open_uow).does(accounts.hand_over, "U2")
    assert the_account(open_uow).owner_id == "U2"
    assert (activity.before, activity.after) == ({"owner_id": "U1"}, {"owner_id": "U2"})


def test_nobody_outside_the_team_is_handed_an_account(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2")
    an_account(open_uow, team=["U1"])
    with pytest.raises(NotInTeam) as not_in:
        Actor(open_uow).does(accounts.hand_over, "U2")
    assert not_in.value.person_id == "U2"


def test_a_member_who_is_no_colleague_any_more_is_not_handed_an_account(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2", is_deactivated=True)
    an_account(open_uow, team=["U1", "U2"])
    with pytest.raises(NotInTeam):
        Actor(open_uow).does(accounts.hand_over, "U2")


def test_an_archived_account_is_restored_as_it_was(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow)
    anna = Actor(open_uow, right=Right.RESTORE)
    assert anna.does(accounts.archive).kind == "account.archived"
    assert the_account(open_uow).archived_at == NOW
    with pytest.raises(AlreadyArchived):
        anna.does(accounts.archive)
    assert anna.does(accounts.restore).kind == "account.restored"
    assert the_account(open_uow).archived_at is None
    with pytest.raises(NotArchived):
        anna.does(accounts.restore)


def test_what_fell_due_while_an_account_was_archived_does_not_come_when_it_is_restored(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow, "U1")
    set_up(open_uow, AccountWish("Acme"))
    Actor(open_uow, right=Right.RESTORE).does(accounts.archive)
    later = Actor(open_uow, right=Right.RESTORE, now=NOW + timedelta(days=90))
    later.does(accounts.restore)
    times = {(each.next_at, each.counts_from) for each in all_of(open_uow, Routine)}
    assert times == {(None, NOW + timedelta(days=90))}


def test_the_team_is_told_by_name(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", name="Zoe")
    a_person(open_uow, "U2", name="Bert")
    an_account(open_uow, team=["U1", "U2"])
    assert [each.name for each in Actor(open_uow).does(accounts.team)] == ["Bert", "Zoe"]


def test_somebody_sees_the_accounts_they_may_read(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2", is_guest=True)
    an_account(open_uow, team=["U1", "U2"])
    with open_uow(HERE) as uow:
        assert [each.name for each in accounts.visible(uow, "U1")] == ["Acme"]
        with pytest.raises(NotAllowed):
            accounts.visible(uow, "U2")


# ------------------------------------------------------------------------------------- hello


def test_the_bot_says_hello_once_in_a_channel(open_uow: OpenUnitOfWork) -> None:
    for moment in (NOW, NOW + timedelta(days=400)):
        with open_uow(HERE) as uow:
            accounts.greet(uow, "C1", moment)
            uow.commit()
    (hello,) = all_of(open_uow, Notice)
    assert (hello.kind, hello.to, hello.account_id, hello.due_at) == (Kind.HELLO, "C1", None, NOW)


def test_each_channel_gets_its_own_hello(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow:
        accounts.greet(uow, "C1", NOW)
        accounts.greet(uow, "C2", NOW)
        uow.commit()
    assert {each.to for each in all_of(open_uow, Notice)} == {"C1", "C2"}
