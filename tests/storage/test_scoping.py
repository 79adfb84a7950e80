"""A workspace sees and writes its own rows only, by construction."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from domain.account import Account, Member
from domain.action import ActionState
from domain.activity import Activity, AdminChange
from domain.channel import Obstacle
from domain.commitment import Asked
from domain.draft import Draft
from domain.entity import Entity
from domain.language import Language
from domain.light import Colour, Light
from domain.mute import Mute
from domain.notice import Kind, Notice
from domain.notice_kinds import Topic
from domain.permission import Right
from domain.person import Person
from domain.routine import RoutineKind
from domain.workspace import Rhythm, Workspace
from services import access, accounts, lights, notices, routines, undo
from storage.lights import lights as lights_table
from storage.numbers import numbers as numbers_table
from storage.session import ForeignWorkspaceError
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork
from tests.builders import (
    ELSEWHERE,
    HERE,
    JULY,
    MAY,
    NOW,
    TODAY,
    Actor,
    a_channel,
    a_goal,
    a_notice,
    a_person,
    a_strategy,
    account,
    action,
    all_of,
    an_account,
    commitment,
    concern,
    light,
    notice,
    person,
    strategy,
)
from tests.databases import statements

BEFORE = NOW - timedelta(days=1)

Look = Callable[[UnitOfWork], object]

MAPPED: Any = Light
"""Its attributes are columns, which its annotations cannot say."""


def settings() -> Workspace:
    """The leaders' channel of the other workspace."""
    return Workspace(
        workspace_id=ELSEWHERE,
        leaders_channel_id="C9",
        rhythm=Rhythm.WEEKLY,
        time_zone="UTC",
        language=Language.ENGLISH,
        set_by="U1",
    )


def decision() -> AdminChange:
    """What its admin decided."""
    return AdminChange(workspace_id=ELSEWHERE, by="U1", at=NOW, kind="leader.named", subject="U1")


@pytest.fixture
def theirs(open_uow: OpenUnitOfWork) -> Account:
    """An account of another workspace, with one of everything."""
    a_person(open_uow, "U1", workspace_id=ELSEWHERE, is_leader=True)
    a_channel(open_uow, "C1", workspace_id=ELSEWHERE, name="globex")
    globex = an_account(open_uow, workspace_id=ELSEWHERE, with_lights=[Colour.RED])
    a_notice(open_uow, workspace_id=ELSEWHERE, account_id=globex.id, kind=Kind.LIGHT, subject="L1")
    activity = Activity(
        workspace_id=ELSEWHERE,
        account_id=globex.saved_id,
        by="U1",
        at=NOW,
        kind="light.logged",
        subject="L1",
        before=None,
        after={},
    )
    draft = Draft(workspace_id=ELSEWHERE, person_id="U1", sentence="light red", at=NOW)
    a_goal(open_uow, globex)
    kept = a_strategy(open_uow, globex)
    about = {"workspace_id": ELSEWHERE, "strategy_id": kept.saved_id}
    with open_uow(ELSEWHERE) as uow:
        uow.commitments.add(commitment(**about))
        uow.concerns.add(concern(**about))
        uow.asked.save_all(
            [Asked(workspace_id=ELSEWHERE, strategy_id=kept.saved_id, wording=1, person_id="U1")]
        )
        facts = {"workspace_id": ELSEWHERE, "account_id": globex.id}
        uow.actions.add(action(**facts, due=date(2026, 5, 4)))
        done = {"state": ActionState.DONE, "closed_at": NOW}
        uow.actions.add(action(**facts, number=2, serves="S2", month=JULY, **done))
        uow.actions.add(action(**facts, number=3, serves="S2", month=JULY))
        uow.activities.add(activity)
        uow.drafts.add(draft)
        uow.workspaces.add(settings())
        uow.admin_changes.add(decision())
        uow.mutes.add(
            Mute(
                workspace_id=ELSEWHERE, person_id="U1", account_id=globex.id, topic=Topic.REMINDERS
            )
        )
        routines.begin(uow, globex)
        uow.reviews.open(globex.saved_id, MAY, NOW, None)
        uow.commit()
    return globex


QUESTIONS: dict[str, Look] = {
    "account by id": lambda uow: uow.accounts.get(1),
    "account by channel": lambda uow: uow.accounts.in_channel("C1"),
    "account by name": lambda uow: uow.accounts.all_called("Acme"),
    "look by channel": lambda uow: uow.accounts.look("U1", "C1").person,
    "look by id": lambda uow: uow.accounts.look_at("U1", 1).person,
    "visible accounts": lambda uow: uow.accounts.visible_to(person(id="U1")),
    "a leader's accounts": lambda uow: uow.accounts.visible_to(person(is_leader=True)),
    "accounts of a person": lambda uow: uow.accounts.of("U1"),
    "one's own accounts": lambda uow: uow.accounts.of_member("U1"),
    "open accounts": lambda uow: uow.accounts.open(),
    "all accounts": lambda uow: uow.accounts.all(),
    "team": lambda uow: uow.accounts.team(1),
    "all people": lambda uow: uow.people.all(),
    "all channels": lambda uow: uow.channels.all(),
    "all actions of an account": lambda uow: uow.actions.everything(1),
    "all changes of an account": lambda uow: uow.activities.everything(1),
    "texts of goals": lambda uow: uow.known_texts.goals([1]),
    "texts of actions": lambda uow: uow.known_texts.actions([1]),
    "references": lambda uow: uow.known_texts.refs([1])[1],
    "routines of accounts": lambda uow: uow.routines.in_accounts([1], RoutineKind.REVIEW),
    "activity": lambda uow: uow.activities.get(1),
    "history": lambda uow: uow.activities.latest(1, limit=9),
    "history of a light": lambda uow: uow.activities.latest(1, subject="L1", limit=9),
    "what to undo": lambda uow: uow.activities.latest_by(1, "U1"),
    "where somebody worked": lambda uow: uow.activities.worked_on("U1"),
    "channel": lambda uow: uow.channels.get("C1"),
    "names of channels": lambda uow: uow.channels.names(["C1"]),
    "draft": lambda uow: uow.drafts.get(1, "U1"),
    "action": lambda uow: uow.actions.get(1, 1),
    "planned actions": lambda uow: uow.actions.planned(1, MAY),
    "actions of a month": lambda uow: uow.actions.in_month(1, MAY),
    "actions that serve a strategy": lambda uow: uow.actions.serving(1, ["S2"]),
    "when an action was last done": lambda uow: uow.actions.last_done(1, ["S2"]),
    "goals by number": lambda uow: uow.goals.numbered(1, [2]),
    "open actions": lambda uow: uow.actions.open(1),
    "one's own actions": lambda uow: uow.actions.owned_by("U1", [1]),
    "actions that are due": lambda uow: uow.actions.due_within([1], TODAY, MAY.last_day),
    "whose open actions there are": lambda uow: uow.actions.owners([1]).get(1),
    "light": lambda uow: uow.lights.get(1, 1),
    "strategy": lambda uow: uow.strategies.get(1, 1),
    "strategy by id": lambda uow: uow.strategies.by_id(1),
    "active strategies": lambda uow: uow.strategies.active([1]),
    "strategies without an action": lambda uow: uow.strategies.idle(1, MAY, MAY),
    "commitments": lambda uow: uow.commitments.of([1]),
    "one's own commitment": lambda uow: uow.commitments.mine(strategy(id=1), "U1"),
    "commitment": lambda uow: uow.commitments.by_id(1),
    "whether anybody committed": lambda uow: uow.commitments.are_there(1),
    "open concerns": lambda uow: uow.concerns.open_of([1]),
    "concerns": lambda uow: uow.concerns.of(1),
    "concern": lambda uow: uow.concerns.by_id(1),
    "who was reminded": lambda uow: uow.asked.of([1]),
    "open lights": lambda uow: uow.lights.open(1),
    "colours of open lights": lambda uow: uow.lights.colours([1])[1],
    "open reviews": lambda uow: uow.reviews.latest_open([1], MAY),
    "mute": lambda uow: uow.mutes.get("U1", 1, Topic.REMINDERS),
    "mutes about an account": lambda uow: uow.mutes.about("U1", 1, Topic.REMINDERS),
    "mutes of a person": lambda uow: uow.mutes.of("U1"),
    "notice": lambda uow: uow.notices.get(1),
    "whether a notice is planned": lambda uow: uow.notices.is_planned("1/light/1"),
    "latest notice": lambda uow: uow.notices.latest_for(1, Kind.LIGHT, "L1"),
    "waiting notices": lambda uow: uow.notices.waiting(1),
    "person": lambda uow: uow.people.get("U1"),
    "people": lambda uow: uow.people.named(["U1"]),
    "routine": lambda uow: uow.routines.get(1, RoutineKind.REVIEW),
    "routines of an account": lambda uow: uow.routines.of(1),
    "due routines": lambda uow: uow.routines.due(NOW, limit=9),
    "leaders": lambda uow: uow.people.leaders(),
    "settings of the workspace": lambda uow: uow.workspaces.get(),
    "whether a portfolio is due": lambda uow: uow.workspaces.due(NOW),
    "an admin's decision": lambda uow: uow.admin_changes.get(1),
    "latest decisions": lambda uow: uow.admin_changes.latest_of(["U1"]),
    "lights of many accounts": lambda uow: uow.portfolio.lights([1], NOW),
    "changes of lights": lambda uow: uow.portfolio.light_changes([1], ["light.logged"], BEFORE),
    "changes of many accounts": lambda uow: uow.portfolio.changes([1], BEFORE),
    "one's teams": lambda uow: uow.portfolio.teams_of("U1"),
    "session.get": lambda uow: uow.session.get(Light, 1),
    "an alias": lambda uow: uow.session.scalars(select(aliased(Light))).all(),
    "a column": lambda uow: uow.session.scalars(select(MAPPED.text)).all(),
}


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_what_another_workspace_has_is_not_there(open_uow: OpenUnitOfWork, question: Look) -> None:
    with open_uow(ELSEWHERE) as uow:
        assert question(uow), "the question finds something where it lives"
    with open_uow(HERE) as uow:
        assert not question(uow)


def test_a_join_does_not_reach_into_another_workspace(
    open_uow: OpenUnitOfWork, theirs: Account
) -> None:
    a_person(open_uow, "U1")
    mine = an_account(open_uow, channel_id="C2", name="Mine")
    with open_uow(HERE) as uow:
        in_their_channel = uow.accounts.look("U1", "C1")
        at_their_id = uow.accounts.look_at("U1", theirs.saved_id)
        at_home = uow.accounts.look("U1", "C2")
    assert in_their_channel.person is not None
    assert (in_their_channel.account, in_their_channel.in_team) == (None, False)
    assert (at_their_id.account, at_their_id.in_team) == (None, False)
    assert at_home.account is not None
    assert (at_home.account.id, at_home.in_team) == (mine.id, True)


def test_the_same_channel_and_person_ids_may_live_in_two_workspaces(
    open_uow: OpenUnitOfWork, theirs: Account
) -> None:
    a_person(open_uow, "U1", name="Our Anna")
    mine = an_account(open_uow)
    with open_uow(HERE) as uow:
        look = uow.accounts.look("U1", "C1")
        team = [member.name for member in uow.accounts.team(mine.saved_id)]
    assert look.account is not None
    assert look.account.id not in (None, theirs.id)
    assert team == ["Our Anna"]


@pytest.mark.parametrize("kind", [Light, Notice, Member, Activity, Draft, Person])
@pytest.mark.usefixtures("theirs")
def test_a_bulk_delete_leaves_other_workspaces_alone(
    open_uow: OpenUnitOfWork, kind: type[Entity]
) -> None:
    with open_uow(HERE) as uow:
        uow.session.execute(delete(kind))
        uow.commit()
    assert all_of(open_uow, kind, ELSEWHERE)


@pytest.mark.usefixtures("theirs")
def test_a_bulk_update_leaves_other_workspaces_alone(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow:
        uow.session.execute(update(Light).values(text="overwritten"))
        uow.commit()
    assert [each.text for each in all_of(open_uow, Light, ELSEWHERE)] == [
        "finance director leaving"
    ]


def test_taking_members_out_of_a_foreign_team_does_nothing(
    open_uow: OpenUnitOfWork, theirs: Account
) -> None:
    with open_uow(HERE) as uow:
        uow.accounts.leave(theirs.saved_id, ["U1"])
        uow.commit()
    assert len(all_of(open_uow, Member, ELSEWHERE)) == 1


@pytest.mark.parametrize(
    "row",
    [account, light, notice, person],
    ids=["account", "light", "notice", "person"],
)
def test_a_row_of_another_workspace_cannot_be_added(
    open_uow: OpenUnitOfWork, row: Callable[..., Entity]
) -> None:
    with open_uow(HERE) as uow:
        uow.session.add(row(workspace_id=ELSEWHERE))
        with pytest.raises(ForeignWorkspaceError):
            uow.commit()


def test_a_row_cannot_be_moved_to_another_workspace(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    with open_uow(HERE) as uow:
        anna = uow.people.get("U1")
        assert anna is not None
        anna.workspace_id = ELSEWHERE
        with pytest.raises(ForeignWorkspaceError):
            uow.commit()


def test_a_row_of_another_workspace_cannot_be_changed_or_removed(
    open_uow: OpenUnitOfWork, theirs: Account
) -> None:
    with open_uow(HERE) as uow:
        uow.session.add(theirs)
        theirs.rename("Taken over")
        with pytest.raises(ForeignWorkspaceError):
            uow.commit()
    with open_uow(HERE) as uow:
        uow.remove(theirs)
        with pytest.raises(ForeignWorkspaceError):
            uow.commit()
    assert [each.name for each in all_of(open_uow, Account, ELSEWHERE)] == ["Acme"]


def test_a_person_of_another_workspace_cannot_be_overwritten(
    open_uow: OpenUnitOfWork, theirs: Account
) -> None:
    with open_uow(HERE) as uow:
        uow.people.save(person(workspace_id=theirs.workspace_id, name="Mallory"))
        with pytest.raises(ForeignWorkspaceError):
            uow.commit()


@pytest.mark.parametrize("row", [light, notice], ids=["light", "notice"])
def test_the_database_refuses_a_row_that_points_into_another_workspace(
    open_uow: OpenUnitOfWork, theirs: Account, row: Callable[..., Entity]
) -> None:
    with open_uow(HERE) as uow:
        uow.session.add(row(account_id=theirs.id))
        with pytest.raises(IntegrityError):
            uow.commit()


def test_the_database_refuses_a_member_and_a_number_of_a_foreign_account(
    open_uow: OpenUnitOfWork, theirs: Account
) -> None:
    with open_uow(HERE) as uow:
        uow.accounts.join(theirs.saved_id, "U1", NOW)
        with pytest.raises(IntegrityError):
            uow.commit()
    with open_uow(HERE) as uow, pytest.raises(IntegrityError):
        uow.numbers.next(theirs.saved_id, "L")


def test_deleting_an_account_takes_along_what_hangs_on_it(
    engine: Engine, open_uow: OpenUnitOfWork, theirs: Account
) -> None:
    with open_uow(ELSEWHERE) as uow:
        uow.remove(theirs)
        uow.commit()
    assert not any(all_of(open_uow, kind, ELSEWHERE) for kind in (Light, Notice, Member, Activity))
    with engine.connect() as connection:
        assert connection.execute(select(numbers_table)).all() == []
        assert connection.execute(select(lights_table)).all() == []


def test_two_units_of_work_in_turn_do_not_share_a_workspace(open_uow: OpenUnitOfWork) -> None:
    an_account(open_uow, name="Ours")
    an_account(open_uow, name="Theirs", workspace_id=ELSEWHERE)
    seen = []
    for workspace in (HERE, ELSEWHERE, HERE):
        with open_uow(workspace) as uow:
            found = uow.accounts.in_channel("C1")
            seen.append(found and found.name)
    assert seen == ["Ours", "Theirs", "Ours"]


def test_every_query_of_the_use_cases_names_the_workspace(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2")
    acme = an_account(open_uow)
    anna = Actor(open_uow, right=Right.MANAGE)
    with statements(engine) as seen:
        with open_uow(HERE) as uow:
            access.on_account(uow, "U1", acme.saved_id, Right.READ, NOW)
            accounts.set_team(uow, acme, ["U1", "U2"], NOW)
            accounts.visible(uow, "U1")
            accounts.greet(uow, "C1", NOW)
            notices.tell_owner(uow, acme, Obstacle.SHARED, NOW)
            uow.commit()
        anna.does(lights.log, Colour.RED, "finance director leaving")
        anna.does(lights.turn, 1, Colour.GREEN)
        anna.does(lights.past, 1)
        anna.does(lights.board)
        anna.does(undo.undo)
        anna.does(accounts.hand_over, "U2")
    queries = [each for each in seen if each.startswith("SELECT")]
    assert len(queries) > 15
    assert [each for each in queries if "workspace_id = " not in each] == []
