import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.entity import Origin
from domain.light import (
    AlreadyCleared,
    AlreadyThatColour,
    Colour,
    DecideByNeedsAmber,
    DecideByPast,
    DecidedThenAlready,
    Light,
    NamedAlready,
    account_light,
    board,
    log,
)
from domain.text import TextMissing, TextTooLong
from tests.builders import NOW, TODAY, light

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN
LATER = NOW + timedelta(days=3)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

quick = settings(max_examples=150, derandomize=True, deadline=None)


def logged(colour: Colour = RED, text: str = "finance director leaving", **facts: Any) -> Light:  # noqa: ANN401 - handed on
    light = log(Origin("T1", 1, "U1", NOW, TODAY), colour, text, **facts)
    light.number = 3
    return light


def lights() -> st.SearchStrategy[Light]:
    def built(
        number: int, colour: Colour, age: int, due: int | None, cleared: bool
    ) -> Light:  # as drawn below
        return light(
            colour,
            number=number,
            since=NOW - timedelta(hours=age),
            decide_by=TODAY + timedelta(days=due) if due is not None and colour is AMBER else None,
            cleared_at=NOW if cleared else None,
        )

    return st.builds(
        built,
        st.integers(1, 99),
        st.sampled_from(Colour),
        st.integers(0, 5),
        st.none() | st.integers(-3, 3),
        st.booleans(),
    )


# ------------------------------------------------------------------------------------ logging


def test_a_logged_light_is_open_and_known_by_a_short_reference() -> None:
    new = logged(GREEN, "  new\nsponsor ")
    assert (new.ref, new.text, new.is_open) == ("L3", "new sponsor", True)
    assert new.logged_at == new.since == NOW


def test_a_light_says_something_within_its_limit() -> None:
    with pytest.raises(TextMissing):
        logged(text=" ")
    with pytest.raises(TextTooLong):
        logged(text="x" * 501)


@pytest.mark.parametrize("colour", list(Colour))
def test_a_light_of_any_colour_may_name_the_goal_it_is_about(colour: Colour) -> None:
    assert logged(colour, blocks=2).blocks == 2


def test_a_light_names_another_goal_once() -> None:
    named = light(GREEN, number=3, blocks=1)
    named.name_goal(2)
    with pytest.raises(NamedAlready) as refused:
        named.name_goal(2)
    assert (refused.value.ref, refused.value.named) == ("L3", "G2")


def test_an_amber_light_is_decided_within_four_weeks_unless_it_says_when() -> None:
    assert logged(AMBER).decide_by == date(2026, 5, 26)
    assert logged(AMBER, decide_by=TODAY).decide_by == TODAY


def test_an_amber_light_is_not_decided_in_the_past() -> None:
    with pytest.raises(DecideByPast) as refused:
        logged(AMBER, decide_by=YESTERDAY)
    assert refused.value.day == YESTERDAY


@pytest.mark.parametrize("colour", [RED, GREEN])
def test_only_an_amber_light_is_decided_by_a_date(colour: Colour) -> None:
    assert logged(colour).decide_by is None
    with pytest.raises(DecideByNeedsAmber):
        logged(colour, decide_by=TOMORROW)


# ------------------------------------------------------------------------------------ turning


def test_a_turned_light_has_its_colour_since_then() -> None:
    turned = light(RED)
    turned.turn(GREEN, now=LATER, today=LATER.date())
    assert (turned.colour, turned.since, turned.logged_at) == (GREEN, LATER, NOW)


def test_a_light_that_turns_amber_gets_a_date_and_one_that_leaves_amber_loses_it() -> None:
    turned = light(RED)
    turned.turn(AMBER, now=NOW, today=TODAY, decide_by=TOMORROW)
    assert turned.decide_by == TOMORROW
    turned.turn(RED, now=NOW, today=TODAY)
    assert turned.decide_by is None


def test_a_light_that_turns_keeps_its_goal() -> None:
    turned = light(RED, blocks=2)
    turned.turn(AMBER, now=NOW, today=TODAY)
    assert turned.blocks == 2


def test_a_light_cannot_turn_to_the_colour_it_has() -> None:
    with pytest.raises(AlreadyThatColour) as refused:
        light(RED, number=3).turn(RED, now=LATER, today=TODAY)
    assert (refused.value.ref, refused.value.colour) == ("L3", RED)


@pytest.mark.parametrize(
    "colour,decide_by,error",
    [(AMBER, YESTERDAY, DecideByPast), (GREEN, TOMORROW, DecideByNeedsAmber)],
)
def test_a_refused_turn_leaves_the_light_as_it_was(
    colour: Colour, decide_by: date, error: type[Exception]
) -> None:
    kept = light(RED, blocks=2)
    with pytest.raises(error):
        kept.turn(colour, now=LATER, today=TODAY, decide_by=decide_by)
    assert (kept.colour, kept.since, kept.blocks, kept.decide_by) == (RED, NOW, 2, None)


# ----------------------------------------------------------------------------------- clearing


def test_a_cleared_light_keeps_its_colour_and_is_history() -> None:
    cleared = light(RED)
    cleared.clear(LATER)
    assert (cleared.colour, cleared.cleared_at, cleared.is_open) == (RED, LATER, False)


@pytest.mark.parametrize(
    "change",
    [lambda old: old.clear(LATER), lambda old: old.turn(GREEN, now=LATER, today=TODAY)],
    ids=["clear", "turn"],
)
def test_a_cleared_light_can_be_neither_turned_nor_cleared_again(
    change: Callable[[Light], None],
) -> None:
    with pytest.raises(AlreadyCleared) as refused:
        change(light(RED, number=3, cleared_at=NOW))
    assert refused.value.ref == "L3"


# ------------------------------------------------------------------------------------ overdue


def test_an_amber_light_is_overdue_the_day_after_its_date() -> None:
    waiting = light(AMBER, decide_by=TODAY)
    assert not waiting.is_overdue(TODAY)
    assert waiting.is_overdue(TOMORROW)


def test_a_cleared_light_and_one_without_a_date_are_never_overdue() -> None:
    assert not light(AMBER, decide_by=YESTERDAY, cleared_at=NOW).is_overdue(TODAY)
    assert not light(RED).is_overdue(TODAY)


# -------------------------------------------------------------------------- the account's light


@pytest.mark.parametrize(
    "open_colours,overall",
    [
        ([], None),
        ([GREEN], GREEN),
        ([GREEN, AMBER], AMBER),
        ([AMBER, RED, GREEN], RED),
        ([GREEN, RED], RED),
    ],
)
def test_the_worst_open_light_is_the_light_of_the_account(
    open_colours: list[Colour], overall: Colour | None
) -> None:
    assert account_light(light(colour) for colour in open_colours) is overall


def test_a_cleared_light_does_not_count() -> None:
    assert account_light([light(RED, cleared_at=NOW), light(GREEN)]) is GREEN
    assert account_light([light(RED, cleared_at=NOW)]) is None


@quick
@given(st.lists(lights()))
def test_no_open_light_is_worse_than_the_accounts_and_one_is_as_bad(some: list[Light]) -> None:
    severity = [RED, AMBER, GREEN].index
    present = [severity(each.colour) for each in some if each.cleared_at is None]
    overall = account_light(some)
    assert (None if overall is None else severity(overall)) == min(present, default=None)


# -------------------------------------------------------------------------------- the board


def test_the_board_shows_the_newest_first() -> None:
    old, new = light(number=1), light(number=2, since=LATER)
    assert board([old, new], TODAY)[RED] == [new, old]


def test_of_two_lights_of_the_same_moment_the_later_number_comes_first() -> None:
    first, second = light(number=1), light(number=2)
    assert board([first, second], TODAY)[RED] == [second, first]


def test_an_amber_past_its_date_comes_before_a_newer_one() -> None:
    overdue = light(AMBER, decide_by=YESTERDAY)
    newer = light(AMBER, decide_by=TOMORROW, since=LATER)
    assert board([newer, overdue], TODAY)[AMBER] == [overdue, newer]


def test_the_board_goes_from_red_to_green_and_names_a_colour_without_lights() -> None:
    assert list(board([], TODAY).items()) == [(RED, []), (AMBER, []), (GREEN, [])]


@quick
@given(st.lists(lights(), unique_by=lambda each: each.number), st.randoms(use_true_random=False))
def test_the_board_shows_each_open_light_once_under_its_colour_in_one_order(
    some: list[Light], chance: random.Random
) -> None:
    shown = board(some, TODAY)
    shuffled = chance.sample(some, len(some))
    assert board(shuffled, TODAY) == shown
    assert all(each.colour is colour for colour, group in shown.items() for each in group)
    listed = [each for group in shown.values() for each in group]
    assert len(listed) == len({id(each) for each in listed})
    assert {id(each) for each in listed} == {id(each) for each in some if each.cleared_at is None}


@quick
@given(st.lists(lights(), unique_by=lambda each: each.number))
def test_within_a_colour_overdue_comes_first_and_then_the_newest(some: list[Light]) -> None:
    for group in board(some, TODAY).values():
        late = [each.is_overdue(TODAY) for each in group]
        assert late == sorted(late, reverse=True)
        for is_late in (True, False):
            since = [each.since for each in group if each.is_overdue(TODAY) is is_late]
            assert since == sorted(since, reverse=True)


# ---------------------------------------------------------------------------- still open


def test_an_amber_light_whose_date_is_over_may_stay_open_until_another() -> None:
    amber = light(AMBER, decide_by=YESTERDAY)
    amber.keep_open(TOMORROW, TODAY)
    assert (amber.colour, amber.decide_by, amber.since) == (AMBER, TOMORROW, NOW)
    assert not amber.is_overdue(TODAY)


@pytest.mark.parametrize(
    "kept, until, error",
    [
        (light(AMBER, decide_by=YESTERDAY), YESTERDAY, DecideByPast),
        (light(AMBER, decide_by=TOMORROW), TOMORROW, DecidedThenAlready),
        (light(RED), TOMORROW, DecideByNeedsAmber),
        (light(GREEN), TOMORROW, DecideByNeedsAmber),
        (light(AMBER, decide_by=YESTERDAY, cleared_at=NOW), TOMORROW, AlreadyCleared),
    ],
    ids=["to a day that is over", "to its own day", "a red one", "a green one", "a cleared one"],
)
def test_what_cannot_stay_open_keeps_its_date(
    kept: Light, until: date, error: type[Exception]
) -> None:
    before = kept.decide_by
    with pytest.raises(error):
        kept.keep_open(until, TODAY)
    assert kept.decide_by == before
