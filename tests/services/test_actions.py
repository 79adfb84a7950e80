from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from domain.action import Action, ActionKind, AlreadyClosed, DuePast, Intent
from domain.activity import Activity, ChangedSince
from domain.calendar import Month
from domain.light import Colour
from domain.notice import Kind, Notice
from domain.permission import NotAllowed, Right
from domain.plan import MissingDetail
from services import access, actions, plan, undo
from services.actions import ActionChange
from services.history import UnknownRef
from services.plan import OwnerNotInTeam
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    APRIL,
    HERE,
    JUNE,
    MAY,
    NOW,
    Actor,
    a_person,
    action,
    all_of,
    an_account,
    keep,
)
from tests.databases import at_once, statements

CALL = Intent("call the finance director")


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """A member of the team of Acme, who owns it."""
    a_person(open_uow, "U1", name="Anna")
    a_person(open_uow, "U2", name="Bert")
    an_account(open_uow, team=["U1", "U2"], with_lights=[Colour.RED])
    return Actor(open_uow, "U1")


@pytest.fixture
def bert(anna: Actor) -> Actor:
    """Another member of the same team."""
    return Actor(anna.open_uow, "U2")


def the_action(open_uow: OpenUnitOfWork) -> Action:
    (only,) = all_of(open_uow, Action)
    return only


# ------------------------------------------------------------------------------------- planning


def test_a_planned_action_is_kept_with_everything(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    day = date(2026, 6, 3)
    anna.does(actions.add, Intent("call", "U2", day, None, ActionKind.CONTACT, "L1"))
    kept = the_action(open_uow)
    assert (kept.ref, kept.text, kept.owner_id, kept.due, kept.month) == (
        "A1",
        "call",
        "U2",
        day,
        JUNE,
    )
    assert (kept.kind, kept.serves, kept.created_by) == (ActionKind.CONTACT, "L1", "U1")


def test_without_a_time_it_belongs_to_the_first_month_of_the_window(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    anna.does(actions.add, CALL)
    assert the_action(open_uow).month == APRIL


def test_what_it_serves_must_exist_in_this_account(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow, name="Globex", channel_id="C2", with_lights=[Colour.RED] * 2)
    for ref in ("L2", "S1", "M4"):
        with pytest.raises(UnknownRef):
            anna.does(actions.add, Intent("call", serves=ref))
    assert all_of(open_uow, Action) == []


@pytest.mark.parametrize(
    "facts", [{}, {"is_deactivated": True}, {"is_guest": True}, {"is_bot": True}]
)
def test_only_an_active_colleague_of_the_team_can_own_one(
    open_uow: OpenUnitOfWork, anna: Actor, facts: dict[str, bool]
) -> None:
    a_person(open_uow, "U9", **facts)
    if facts:
        with open_uow(HERE) as uow:
            uow.accounts.join(anna.enter(uow).account_id, "U9", NOW)
            uow.commit()
    with pytest.raises(OwnerNotInTeam):
        anna.does(actions.add, Intent("call", "U9"))


def test_who_only_reads_cannot_plan(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_person(open_uow, "U5", is_leader=True)
    with pytest.raises(NotAllowed):
        Actor(anna.open_uow, "U5").does(actions.add, CALL)
    assert all_of(open_uow, Action) == []


def test_the_new_owner_is_told_and_nobody_is_told_what_they_did_themselves(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    anna.does(actions.add, Intent("mine", "U1"))
    assert all_of(open_uow, Notice) == []
    anna.does(actions.assign, 1, "U2")
    (notice,) = all_of(open_uow, Notice)
    assert (notice.kind, notice.to, notice.subject) == (Kind.ASSIGNED, "U2", "A1")


# --------------------------------------------------------------------------------------- changes


def test_done_twice_says_so_and_done_by_somebody_else_says_who(anna: Actor, bert: Actor) -> None:
    anna.does(actions.add, CALL)
    anna.does(actions.finish, 1)
    with pytest.raises(AlreadyClosed):
        anna.does(actions.finish, 1)
    with pytest.raises(ChangedSince) as told:
        bert.does(actions.finish, 1)
    assert (told.value.by, told.value.what) == ("U1", actions.DONE)


def test_of_eight_who_finish_an_action_at_once_one_does(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    anna.does(actions.add, CALL)
    team = [anna, bert] * 4
    outcomes = at_once(8, lambda number: team[number].does(actions.finish, 1, seen=1))
    assert sum(isinstance(each, ActionChange) for each in outcomes) == 1
    assert {type(each) for each in outcomes} <= {ActionChange, AlreadyClosed, ChangedSince}
    assert the_action(open_uow).version == 2


def test_a_button_older_than_somebody_elses_change_is_not_obeyed(anna: Actor, bert: Actor) -> None:
    anna.does(actions.add, CALL)
    bert.does(actions.move, 1, month=JUNE)
    with pytest.raises(ChangedSince):
        anna.does(actions.drop, 1, seen=1)
    bert.does(actions.drop, 1, seen=1)


@pytest.mark.parametrize(
    "change",
    [
        lambda anna: anna.does(actions.finish, 1),
        lambda anna: anna.does(actions.drop, 1, why="no longer needed"),
        lambda anna: anna.does(actions.move, 1, month=JUNE),
        lambda anna: anna.does(actions.move, 1, due=date(2027, 1, 4)),
        lambda anna: anna.does(actions.assign, 1, "U2"),
        lambda anna: anna.does(actions.carry_over, 1),
    ],
)
def test_every_change_can_be_taken_back_whole(
    open_uow: OpenUnitOfWork, anna: Actor, change: object
) -> None:
    assert callable(change)
    anna.does(actions.add, Intent("call", "U1", date(2026, 5, 20)))
    before = vars(the_action(open_uow)).copy()
    change(anna)
    anna.does(undo.undo)
    after = vars(the_action(open_uow))
    unlike = {name for name in before if before[name] != after[name]}
    assert unlike <= {"version", "_sa_instance_state"}


def test_a_planned_action_that_is_taken_back_is_gone(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    anna.does(actions.add, CALL)
    anna.does(undo.undo)
    assert all_of(open_uow, Action) == []
    assert anna.does(actions.add, CALL).action.ref == "A2"


def test_the_reason_of_a_drop_stands_in_the_history(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    anna.does(actions.add, CALL)
    anna.does(actions.drop, 1, why="no longer needed")
    assert all_of(open_uow, Activity)[-1].why == "no longer needed"


def test_dates_are_the_accounts(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow, name="Kyoto", channel_id="C2", time_zone="Asia/Tokyo")
    late = Actor(anna.open_uow, channel_id="C2", now=NOW.replace(hour=20))
    with pytest.raises(DuePast):
        late.does(actions.add, Intent("call", due=date(2026, 4, 28)))
    late.does(actions.add, Intent("call", due=date(2026, 4, 29)))


# ------------------------------------------------------------------------------------------ plan


def test_the_month_an_account_starts_in_is_planned_without_a_review(anna: Actor) -> None:
    now = anna.does(plan.show).plan.window
    assert (now.first, now.rolled) == (APRIL, True)
    later = anna.at(NOW + timedelta(days=5)).does(plan.show).plan.window
    assert (later.first, later.rolled) == (MAY, False)


def test_whose_owner_left_or_was_deactivated_needs_one(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    anna.does(actions.add, Intent("call", "U2", date(2026, 5, 20)))
    with open_uow(HERE) as uow:
        person = uow.people.get("U2")
        assert person is not None
        person.is_deactivated = True
        uow.commit()
    (entry,) = anna.does(plan.show).plan.open
    assert entry.gaps == (MissingDetail.OWNER,)


def test_an_owner_outside_the_channel_counts_as_present(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    an_account(open_uow, team=[])
    with open_uow(HERE) as uow:
        acting = access.in_channel(uow, "U1", "C1", Right.CHANGE, NOW)
        assert plan.present(uow, acting.account) == {"U1"}


def test_a_month_shows_what_is_open_and_what_was_done(anna: Actor) -> None:
    for number in range(3):
        anna.does(actions.add, Intent(f"call {number}", due=date(2026, 5, 20 - number)))
    anna.does(actions.finish, 1)
    sight = anna.does(plan.show_month, MAY)
    assert [entry.action.ref for entry in sight.open] == ["A3", "A2"]
    assert [each.ref for each in sight.closed] == ["A1"]


def test_the_plan_takes_as_many_statements_for_two_hundred_actions_as_for_one(
    engine: Engine, open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    with open_uow(HERE) as uow:
        one = anna.enter(uow).account
    many = an_account(open_uow, name="Globex", channel_id="C2", team=["U1", "U2"])
    people = ["U1", "U2", None]
    keep(
        open_uow,
        action(account_id=one.saved_id),
        *(
            action(
                account_id=many.saved_id, number=n, owner_id=people[n % 3], month=MAY.plus(n % 3)
            )
            for n in range(1, 201)
        ),
    )

    def look(account_id: int) -> list[int]:
        counts = []
        for show in (plan.show, lambda uow, acting: plan.show_month(uow, acting, MAY)):
            with statements(engine) as seen, open_uow(HERE) as uow:
                show(uow, access.on_account(uow, "U1", account_id, Right.READ, NOW))
            counts.append(len(seen))
        with statements(engine) as seen, open_uow(HERE) as uow:
            assert actions.mine(uow, "U1", NOW)
        return [*counts, len(seen)]

    few = look(one.saved_id)
    assert few == look(many.saved_id)
    assert max(few) <= 6


# ------------------------------------------------------------------------------------------ mine


def test_mine_is_what_one_owns_in_the_accounts_one_may_see(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    globex = an_account(open_uow, name="Globex", channel_id="C2", owner_id="U2", team=["U2"])
    keep(open_uow, action(account_id=globex.saved_id), action(account_id=1, due=date(2026, 4, 27)))
    with open_uow(HERE) as uow:
        (found,) = actions.mine(uow, "U1", NOW)
    assert (found.account.name, found.entries[0].is_overdue) == ("Acme", True)
    assert Month(2026, 4) == found.entries[0].action.month
    assert anna.person_id == found.entries[0].action.owner_id
