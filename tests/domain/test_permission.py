import pytest

from domain.account import Account
from domain.permission import NotAllowed, Reason, Right, admit, check, sees_inside
from domain.person import Person
from tests.builders import NOW, account, person

READ, CHANGE, EXPORT, MANAGE, RESTORE = Right

MEMBER = person(id="U2")
OWNER = person(id="U1")
OUTSIDER = person(id="U3")
LEADER = person(id="U4", is_leader=True)
ADMIN = person(id="U5", is_admin=True)
LEADING_ADMIN = person(id="U6", is_leader=True, is_admin=True)


def refusal(who: Person, right: Right, acme: Account, *, in_team: bool = False) -> Reason | None:
    """Why `who` may not, or None where they may."""
    try:
        check(who, acme, right, in_team=in_team)
    except NotAllowed as error:
        return error.reason
    return None


@pytest.mark.parametrize(
    "who,in_team,read,change,manage",
    [
        (OWNER, True, None, None, None),
        (OWNER, False, None, None, None),
        (MEMBER, True, None, None, Reason.NOT_OWNER),
        (OUTSIDER, False, Reason.NOT_IN_TEAM, Reason.NOT_IN_TEAM, Reason.NOT_IN_TEAM),
        (LEADER, False, None, Reason.READ_ONLY, Reason.READ_ONLY),
        (LEADER, True, None, None, Reason.NOT_OWNER),
        (ADMIN, False, Reason.NOT_IN_TEAM, Reason.NOT_IN_TEAM, None),
        (ADMIN, True, None, None, None),
        (LEADING_ADMIN, False, None, Reason.READ_ONLY, None),
    ],
    ids=[
        "owner",
        "owner outside the channel",
        "member",
        "outsider",
        "leader",
        "leader in the team",
        "admin",
        "admin in the team",
        "leading admin",
    ],
)
def test_what_each_colleague_may_do(
    who: Person,
    in_team: bool,
    read: Reason | None,
    change: Reason | None,
    manage: Reason | None,
) -> None:
    acme = account(owner_id="U1")
    assert refusal(who, READ, acme, in_team=in_team) is read
    assert refusal(who, CHANGE, acme, in_team=in_team) is change
    assert refusal(who, EXPORT, acme, in_team=in_team) is change
    assert refusal(who, MANAGE, acme, in_team=in_team) is manage
    assert refusal(who, RESTORE, acme, in_team=in_team) is manage


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("flaw", ["guest", "bot", "deactivated", "foreign"])
def test_who_is_no_colleague_may_nothing_even_as_owner_admin_and_leader(
    right: Right, flaw: str
) -> None:
    mighty = person(id="U1", is_admin=True, is_leader=True, **{f"is_{flaw}": True})
    assert refusal(mighty, right, account(owner_id="U1"), in_team=True) is Reason(flaw)


def test_who_is_unknown_may_nothing() -> None:
    with pytest.raises(NotAllowed) as refused:
        admit(None)
    assert refused.value.reason is Reason.UNKNOWN


def test_a_colleague_is_admitted() -> None:
    assert admit(MEMBER) is MEMBER


def test_somebody_from_outside_is_first_of_all_foreign() -> None:
    stranger = person(is_foreign=True, is_deactivated=True, is_bot=True, is_guest=True)
    with pytest.raises(NotAllowed) as refused:
        admit(stranger)
    assert refused.value.reason is Reason.FOREIGN


def test_an_archived_account_can_be_read_taken_away_and_restored_and_nothing_else() -> None:
    gone = account(owner_id="U1", archived_at=NOW)
    assert refusal(OWNER, READ, gone) is None
    assert refusal(OWNER, EXPORT, gone) is None
    assert refusal(OWNER, RESTORE, gone) is None
    assert refusal(OWNER, CHANGE, gone) is Reason.ARCHIVED
    assert refusal(OWNER, MANAGE, gone) is Reason.ARCHIVED
    assert refusal(ADMIN, MANAGE, gone) is Reason.ARCHIVED


def test_nobody_outside_the_team_learns_that_an_account_is_archived() -> None:
    gone = account(owner_id="U1", archived_at=NOW)
    assert refusal(OUTSIDER, CHANGE, gone) is Reason.NOT_IN_TEAM


def test_an_account_without_an_owner_is_managed_by_admins_alone() -> None:
    orphan = account(owner_id=None)
    assert refusal(MEMBER, MANAGE, orphan, in_team=True) is Reason.NOT_OWNER
    assert refusal(ADMIN, MANAGE, orphan) is None


@pytest.mark.parametrize("right", [READ, CHANGE])
def test_a_leader_outside_the_team_does_not_look_into_a_confidential_account(right: Right) -> None:
    secret = account(owner_id="U1", is_confidential=True)
    assert refusal(LEADER, right, secret) is Reason.CONFIDENTIAL
    assert refusal(OUTSIDER, right, secret) is Reason.NOT_IN_TEAM
    assert refusal(LEADER, right, secret, in_team=True) is None
    assert refusal(OWNER, right, secret) is None


def test_an_admin_manages_a_confidential_account_without_reading_it() -> None:
    secret = account(owner_id="U1", is_confidential=True)
    assert refusal(LEADING_ADMIN, MANAGE, secret) is None
    assert refusal(LEADING_ADMIN, READ, secret) is Reason.CONFIDENTIAL


def test_in_a_list_of_accounts_a_leader_sees_inside_all_but_confidential_ones() -> None:
    open_one, secret = account(owner_id="U1"), account(owner_id="U1", is_confidential=True)
    assert sees_inside(LEADER, open_one, in_team=False)
    assert not sees_inside(LEADER, secret, in_team=False)
    assert sees_inside(LEADER, secret, in_team=True)
    assert sees_inside(OWNER, secret, in_team=False)
    assert not sees_inside(OUTSIDER, open_one, in_team=False)
