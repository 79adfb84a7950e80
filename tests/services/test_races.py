"""What happens when people act at the same moment, in real threads on real databases."""

from collections import Counter

import pytest

from domain.account import Account, ChannelTaken
from domain.activity import Activity, AdminChange, AlreadyUndone, ChangedSince
from domain.light import AlreadyCleared, AlreadyThatColour, Colour, Light
from domain.notice import Notice
from domain.permission import NotAllowed
from domain.workspace import Workspace
from services import accounts, drafts, lights, routines, settings, undo, workspace
from services.access import Acting
from services.accounts import AccountWish
from services.drafts import DraftGone
from services.lights import LightChange
from services.workspace import Posted
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, Actor, a_channel, a_person, all_of, an_account, in_channel
from tests.databases import at_once

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN


@pytest.fixture
def team(open_uow: OpenUnitOfWork) -> list[Actor]:
    """Eight members of a team that has one red light."""
    ids = [f"U{number}" for number in range(8)]
    for person_id in ids:
        a_person(open_uow, person_id)
    an_account(open_uow, team=ids, with_lights=[RED])
    return [Actor(open_uow, person_id) for person_id in ids]


def winners(outcomes: list[LightChange | Exception]) -> list[LightChange]:
    return [each for each in outcomes if isinstance(each, LightChange)]


def kinds(outcomes: list[LightChange | Exception]) -> Counter[type]:
    return Counter(type(each) for each in outcomes)


def test_one_of_two_who_turn_a_light_alike_is_told_that_it_is_so(
    open_uow: OpenUnitOfWork, team: list[Actor]
) -> None:
    outcomes = at_once(2, lambda number: team[number].does(lights.turn, 1, GREEN))
    assert kinds(outcomes) == {LightChange: 1, AlreadyThatColour: 1}
    assert len(all_of(open_uow, Activity)) == len(all_of(open_uow, Notice)) == 1


def test_of_eight_who_press_the_same_button_one_turns_the_light_and_the_others_learn_who(
    open_uow: OpenUnitOfWork, team: list[Actor]
) -> None:
    colours = [GREEN, AMBER] * 4
    outcomes = at_once(8, lambda number: team[number].does(lights.turn, 1, colours[number], seen=1))
    assert kinds(outcomes) == {LightChange: 1, ChangedSince: 7}
    (winner,) = winners(outcomes)
    told = {each.by for each in outcomes if isinstance(each, ChangedSince)}
    assert told == {winner.activity.by}
    (kept,) = all_of(open_uow, Light)
    assert (kept.colour, kept.version) == (winner.light.colour, 2)


def test_a_light_is_cleared_once(open_uow: OpenUnitOfWork, team: list[Actor]) -> None:
    outcomes = at_once(8, lambda number: team[number].does(lights.clear, 1))
    assert kinds(outcomes) == {LightChange: 1, AlreadyCleared: 7}
    assert len(all_of(open_uow, Activity)) == 1


def test_two_undo_clicks_at_once_undo_once(open_uow: OpenUnitOfWork, team: list[Actor]) -> None:
    anna = team[0]
    anna.does(lights.log, RED, "budget cut")
    turned = anna.does(lights.turn, 1, GREEN).activity

    def click(_: int) -> str:
        return anna.does(undo.undo, turned.id).kind

    outcomes = at_once(2, click)
    assert Counter(
        outcome if isinstance(outcome, str) else type(outcome).__name__ for outcome in outcomes
    ) == {"light.turned": 1, AlreadyUndone.__name__: 1}
    assert [each.colour for each in all_of(open_uow, Light)] == [RED, RED]


def test_eight_who_log_at_once_get_eight_numbers(
    open_uow: OpenUnitOfWork, team: list[Actor]
) -> None:
    outcomes = at_once(8, lambda number: team[number].does(lights.log, GREEN, f"sponsor {number}"))
    assert sorted(each.light.number for each in winners(outcomes)) == list(range(2, 10))
    assert len(all_of(open_uow, Light)) == 9
    assert len(all_of(open_uow, Notice)) == 8


# ------------------------------------------------------------------------------ what waits once


def test_of_two_who_take_a_sentence_that_waits_one_carries_it_out(
    open_uow: OpenUnitOfWork,
) -> None:
    with open_uow(HERE) as uow:
        draft_id = drafts.keep(uow, "U1", "light red no sponsor", NOW)
        uow.commit()

    def press(_: int) -> str:
        with open_uow(HERE) as uow:
            taken = drafts.take(uow, "U1", draft_id, NOW)
            uow.commit()
        return taken

    outcomes = at_once(8, press)
    assert Counter(each if isinstance(each, str) else type(each) for each in outcomes) == {
        "light red no sponsor": 1,
        DraftGone: 7,
    }


# -------------------------------------------------------------------------------- what is set


def test_settings_saved_at_once_are_changed_one_after_the_other(
    open_uow: OpenUnitOfWork, team: list[Actor]
) -> None:
    with open_uow(HERE) as uow:
        acme = uow.accounts.in_channel("C1")
        assert acme is not None
        routines.begin(uow, acme)
        uow.commit()

    outcomes = at_once(
        8, lambda number: team[1].does(settings.change, {"digest_hour": 10 + number})
    )

    assert {type(each) for each in outcomes} <= {settings.Saved, ChangedSince}
    hour = 9
    for change in all_of(open_uow, Activity):
        assert change.before == {"digest_hour": hour}
        hour = (change.after or {})["digest_hour"]
    assert team[1].does(settings.look).digest_hour == hour


def test_two_admins_who_choose_the_first_leaders_channel_at_once_are_told_of_each_other(
    open_uow: OpenUnitOfWork,
) -> None:
    for number in range(4):
        a_person(open_uow, f"U{number}", is_admin=True)
        a_channel(open_uow, f"C{number}")

    def choose(number: int) -> Posted:
        person_id, channel_id = f"U{number}", f"C{number}"
        with open_uow(HERE) as uow:
            posted = workspace.send_to(uow, person_id, channel_id, None, NOW, readers=[person_id])
            uow.commit()
        return posted

    outcomes = at_once(4, choose)

    assert {type(each) for each in outcomes} <= {Posted, ChangedSince}
    changes = all_of(open_uow, AdminChange)
    (kept,) = all_of(open_uow, Workspace)
    assert len(changes) == sum(isinstance(each, Posted) for each in outcomes) > 0
    assert (changes[-1].after or {})["leaders_channel_id"] == kept.leaders_channel_id


def test_two_who_set_up_an_account_in_one_channel_at_once_set_up_one(
    open_uow: OpenUnitOfWork,
) -> None:
    for number in range(4):
        a_person(open_uow, f"U{number}")
    in_channel(open_uow, "C1", *(f"U{number}" for number in range(4)))

    def begin(number: int) -> Acting:
        with open_uow(HERE) as uow:
            acting = accounts.set_up(uow, f"U{number}", "C1", AccountWish(f"Acme {number}"), NOW)
            uow.commit()
        return acting

    outcomes = at_once(4, begin)

    refused = {type(each) for each in outcomes if not isinstance(each, Acting)}
    assert refused <= {NotAllowed, ChannelTaken, ChangedSince}
    assert len(all_of(open_uow, Account)) == 1
