from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.account import Account, NameTaken
from domain.activity import Activity, AlreadyUndone, ChangedSince, NothingToUndo
from domain.light import Colour, Light
from domain.notice import Kind, Notice
from domain.permission import NotAllowed, Reason, Right
from services import accounts, lights, people, undo
from services.accounts import AccountWish
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, Actor, a_goal, a_person, all_of, an_account

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
LATER = NOW + HOUR


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """A member of a team."""
    a_person(open_uow, "U1")
    return Actor(open_uow, "U1")


@pytest.fixture
def bert(open_uow: OpenUnitOfWork) -> Actor:
    """Another member of the same team."""
    a_person(open_uow, "U2")
    return Actor(open_uow, "U2")


def colours(open_uow: OpenUnitOfWork) -> list[Colour]:
    return [each.colour for each in all_of(open_uow, Light) if each.is_open]


# ------------------------------------------------------------------------------ what is undone


def test_undoing_a_log_takes_the_light_away(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    undone = anna.at(LATER).does(undo.undo)
    assert all_of(open_uow, Light) == []
    assert (undone.kind, undone.undone_at) == ("light.logged", LATER)


def test_a_number_once_given_is_not_given_again(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    anna.does(undo.undo)
    assert anna.does(lights.log, RED, "budget cut").light.ref == "L2"


def test_undoing_a_turn_gives_back_all_it_took(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_goal(open_uow, an_account(open_uow))
    before = anna.does(lights.log, RED, "finance director leaving", blocks=2).light
    anna.at(LATER).does(lights.turn, 1, AMBER)
    anna.at(LATER).does(undo.undo)
    (kept,) = all_of(open_uow, Light)
    assert (kept.colour, kept.blocks, kept.decide_by, kept.since) == (RED, 2, None, NOW)
    assert kept.version > before.version


def test_undoing_a_turn_away_from_amber_gives_back_its_date(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    logged = anna.does(lights.log, AMBER, "reorganisation").light
    anna.does(lights.turn, 1, GREEN)
    anna.does(undo.undo)
    (kept,) = all_of(open_uow, Light)
    assert kept.decide_by == logged.decide_by is not None


def test_undoing_a_clear_opens_the_light_again(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow, with_lights=[RED])
    anna.does(lights.clear, 1)
    anna.does(undo.undo)
    assert colours(open_uow) == [RED]


def test_undo_after_undo_goes_back_step_by_step(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    anna.does(lights.turn, 1, AMBER)
    anna.at(LATER).does(lights.turn, 1, GREEN)
    anna.does(lights.clear, 1)
    seen = []
    for _ in range(4):
        anna.does(undo.undo)
        seen.append(colours(open_uow))
    assert seen == [[GREEN], [AMBER], [RED], []]
    with pytest.raises(NothingToUndo):
        anna.does(undo.undo)


def test_what_was_done_after_an_undo_is_undone_first(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    anna.does(lights.turn, 1, GREEN)
    anna.does(undo.undo)
    anna.does(lights.turn, 1, AMBER)
    anna.does(undo.undo)
    assert colours(open_uow) == [RED]
    anna.does(undo.undo)
    assert colours(open_uow) == []


def test_undo_works_for_a_change_told_in_another_zone(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    berlin = anna.at(NOW.astimezone(ZoneInfo("Europe/Berlin")))
    berlin.does(lights.log, RED, "finance director leaving")
    berlin.does(lights.turn, 1, AMBER)
    berlin.does(undo.undo)
    assert colours(open_uow) == [RED]
    berlin.does(undo.undo)
    assert colours(open_uow) == []


def test_a_named_change_is_undone_though_it_is_not_the_latest(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    first = anna.does(lights.log, RED, "finance director leaving").activity
    anna.does(lights.log, GREEN, "new sponsor")
    anna.does(undo.undo, first.id)
    assert colours(open_uow) == [GREEN]


# --------------------------------------------------------------------------- what is not undone


def test_a_change_is_undone_once(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow, with_lights=[RED])
    turned = anna.does(lights.turn, 1, GREEN).activity
    anna.does(undo.undo, turned.id)
    with pytest.raises(AlreadyUndone):
        anna.does(undo.undo, turned.id)
    assert colours(open_uow) == [RED]


def test_nobody_undoes_what_somebody_else_did(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=["U1", "U2"], with_lights=[RED])
    turned = anna.does(lights.turn, 1, GREEN).activity
    with pytest.raises(NothingToUndo):
        bert.does(undo.undo, turned.id)
    with pytest.raises(NothingToUndo):
        bert.does(undo.undo)
    assert colours(open_uow) == [GREEN]


def test_a_change_of_another_account_is_not_undone_from_here(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    an_account(open_uow, name="Globex", channel_id="C2", with_lights=[RED])
    there = Actor(open_uow, channel_id="C2").does(lights.turn, 1, GREEN).activity
    with pytest.raises(NothingToUndo):
        anna.does(undo.undo, there.id)
    with pytest.raises(NothingToUndo):
        anna.does(undo.undo)


def test_a_change_that_does_not_exist_is_not_undone(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    with pytest.raises(NothingToUndo):
        anna.does(undo.undo, 99)


def test_a_change_that_somebody_built_on_is_not_undone(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=["U1", "U2"])
    anna.does(lights.log, RED, "finance director leaving")
    bert.at(LATER).does(lights.turn, 1, AMBER)
    with pytest.raises(ChangedSince) as since:
        anna.does(undo.undo)
    told = since.value
    assert (told.ref, told.what, told.by, told.at) == ("L1", "light.turned", "U2", LATER)
    assert colours(open_uow) == [AMBER]


def test_a_change_somebody_took_back_to_the_same_colour_is_not_undone(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=["U1", "U2"], with_lights=[RED])
    anna.at(LATER).does(lights.turn, 1, GREEN)
    bert.at(LATER + HOUR).does(lights.turn, 1, AMBER)
    bert.at(LATER + HOUR).does(lights.turn, 1, GREEN)
    with pytest.raises(ChangedSince):
        anna.does(undo.undo)


def test_a_change_can_be_undone_once_what_was_built_on_it_is_undone(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=["U1", "U2"])
    anna.does(lights.log, RED, "finance director leaving")
    bert.at(LATER).does(lights.turn, 1, AMBER)
    bert.does(undo.undo)
    anna.does(undo.undo)
    assert colours(open_uow) == []


def test_setting_an_account_up_is_not_undone_with_all_the_team_has_done(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    with open_uow(HERE) as uow:
        uow.readers.listed("C1", ["U1"], NOW)
        people.audience_asked(uow, "C1", NOW)
        acting = accounts.set_up(uow, "U1", "C1", AccountWish("Acme"), NOW)
        uow.accounts.join(acting.account_id, "U2", NOW)
        uow.commit()
    bert.does(lights.log, RED, "finance director leaving")
    with pytest.raises(NothingToUndo):
        anna.does(undo.undo)
    (started,) = (each for each in all_of(open_uow, Activity) if each.kind == "account.started")
    with pytest.raises(NothingToUndo):
        anna.does(undo.undo, started.id)
    assert len(all_of(open_uow, Account)) == len(all_of(open_uow, Light)) == 1


# -------------------------------------------------------------------------- the account itself


def test_a_new_name_and_a_new_owner_are_taken_back(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, name="Acme", team=["U1", "U2"])
    anna.does(accounts.rename, "Acme AG")
    anna.does(accounts.hand_over, "U2")
    anna.does(undo.undo)
    anna.does(undo.undo)
    (acme,) = all_of(open_uow, Account)
    assert (acme.owner_id, acme.name, acme.name_key) == ("U1", "Acme", "acme")


def test_who_handed_an_account_over_an_hour_ago_has_no_say_in_it_any_more(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, name="Acme", team=["U1", "U2"])
    renamed = anna.does(accounts.rename, "Acme AG")
    handed = anna.does(accounts.hand_over, "U2")
    late = anna.at(NOW + accounts.SECOND_THOUGHTS + SECOND)

    for change in (handed, renamed):
        with pytest.raises(NotAllowed) as refused:
            late.does(undo.undo, change.id)
        assert refused.value.reason is Reason.NOT_OWNER

    (acme,) = all_of(open_uow, Account)
    assert (acme.owner_id, acme.name) == ("U2", "Acme AG")


def test_who_restored_an_account_and_is_not_its_owner_by_now_does_not_archive_it_by_undo(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_person(open_uow, "U2")
    an_account(open_uow, team=["U1", "U2"])
    anna.does(accounts.archive)
    restored = anna.does(accounts.restore)
    anna.does(accounts.hand_over, "U2")

    with pytest.raises(NotAllowed):
        anna.does(undo.undo, restored.id)

    assert not all_of(open_uow, Account)[0].is_archived


def test_a_name_that_is_taken_meanwhile_is_not_taken_back(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    acme = an_account(open_uow, name="Acme")
    anna.does(accounts.rename, "Acme AG")
    an_account(open_uow, name="ACME", channel_id="C2")
    with pytest.raises(NameTaken) as taken:
        anna.does(undo.undo)
    assert taken.value.name == "Acme"
    assert {each.name for each in all_of(open_uow, Account)} == {"Acme AG", "ACME"}
    assert acme.saved_id


def test_an_archived_account_comes_back_by_restoring_not_by_undo(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    owner = Actor(open_uow, right=Right.RESTORE)
    owner.does(accounts.archive)
    owner.does(accounts.restore)
    anna.does(undo.undo)
    (acme,) = all_of(open_uow, Account)
    assert acme.is_archived


# --------------------------------------------------------------------------- what is announced


def test_an_undone_change_is_corrected_in_the_message_that_announced_it(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    logged = anna.does(lights.log, RED, "finance director leaving").activity
    anna.at(LATER).does(undo.undo)
    announced, corrected = all_of(open_uow, Notice)
    assert (corrected.kind, corrected.edits) == (Kind.LIGHT_EDIT, announced.id)
    assert (corrected.facts["activity"], corrected.due_at) == (logged.id, LATER)


def test_an_undone_turn_corrects_the_card_and_the_reply_that_told_of_it(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    turned = anna.at(LATER).does(lights.turn, 1, GREEN).activity
    anna.at(LATER + HOUR).does(undo.undo)
    card, _, reply, *corrections = all_of(open_uow, Notice)
    assert {(each.kind, each.edits) for each in corrections} == {
        (Kind.LIGHT_EDIT, card.id),
        (Kind.LIGHT_NEWS_EDIT, reply.id),
    }
    assert {each.facts["activity"] for each in corrections} == {turned.id}


def test_history_tells_what_was_undone(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    anna.at(LATER).does(undo.undo)
    assert [(each.kind, each.undone_at) for each in all_of(open_uow, Activity)] == [
        ("light.logged", LATER)
    ]
