"""What happens when people act at the same moment, in real threads on real databases."""

from collections import Counter

import pytest

from domain.activity import Activity, AlreadyUndone, ChangedSince
from domain.light import AlreadyCleared, AlreadyThatColour, Colour, Light
from domain.notice import Notice
from services import lights, undo
from services.lights import Change
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import Actor, a_person, all_of, an_account
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


def winners(outcomes: list[Change | Exception]) -> list[Change]:
    return [each for each in outcomes if isinstance(each, Change)]


def kinds(outcomes: list[Change | Exception]) -> Counter[type]:
    return Counter(type(each) for each in outcomes)


def test_one_of_two_who_turn_a_light_alike_is_told_that_it_is_so(
    open_uow: OpenUnitOfWork, team: list[Actor]
) -> None:
    outcomes = at_once(2, lambda number: team[number].does(lights.turn, 1, GREEN))
    assert kinds(outcomes) == {Change: 1, AlreadyThatColour: 1}
    assert len(all_of(open_uow, Activity)) == len(all_of(open_uow, Notice)) == 1


def test_of_eight_who_press_the_same_button_one_turns_the_light_and_the_others_learn_who(
    open_uow: OpenUnitOfWork, team: list[Actor]
) -> None:
    colours = [GREEN, AMBER] * 4
    outcomes = at_once(8, lambda number: team[number].does(lights.turn, 1, colours[number], seen=1))
    assert kinds(outcomes) == {Change: 1, ChangedSince: 7}
    (winner,) = winners(outcomes)
    told = {each.by for each in outcomes if isinstance(each, ChangedSince)}
    assert told == {winner.activity.by}
    (kept,) = all_of(open_uow, Light)
    assert (kept.colour, kept.version) == (winner.light.colour, 2)


def test_a_light_is_cleared_once(open_uow: OpenUnitOfWork, team: list[Actor]) -> None:
    outcomes = at_once(8, lambda number: team[number].does(lights.clear, 1))
    assert kinds(outcomes) == {Change: 1, AlreadyCleared: 7}
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
