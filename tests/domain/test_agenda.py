"""What a review looks at: back, ahead, and whether the method is met."""

from dataclasses import replace
from datetime import date

from domain.action import ActionKind
from domain.agenda import Agenda, agenda
from domain.calendar import Month
from domain.light import Colour
from domain.milestone import MilestoneState
from domain.plan import MissingDetail
from domain.sight import Scene, Way
from tests.builders import APRIL, JULY, JUNE, MAY, NOW, action, light
from tests.domain.goal_builders import a_goal, a_milestone

LAST_DAY = date(2026, 4, 30)
NOTHING = Scene(goals=[], ways=[], lights=[], actions=[], strategies=[], last=JULY)


def of_april(scene: Scene = NOTHING, *, done: int = 0) -> Agenda:
    """The review at the end of April, with so many actions done in April."""
    finished = [action(number=90 + n, month=APRIL) for n in range(done)]
    for each in finished:
        each.finish("U1", NOW)
    everything = [*scene.actions, *finished]
    return agenda(MAY, everything, scene, today=LAST_DAY, present={"U1"})


def test_it_tells_what_was_done_and_what_is_left_of_any_month_before() -> None:
    left = [action(number=2, month=APRIL), action(number=1, month=Month(2026, 2))]
    found = of_april(replace(NOTHING, actions=[*left, action(number=3)]), done=2)
    assert len(found.done) == 2
    assert [each.ref for each in found.left] == ["A1", "A2"]


def test_it_counts_each_month_of_the_window_and_names_the_empty_ones() -> None:
    found = of_april(replace(NOTHING, actions=[action(), action(number=2, month=JULY)]))
    assert found.planned == ((MAY, 1), (JUNE, 0), (JULY, 1))
    assert found.empty == (JUNE,)


def test_the_first_month_is_checked_for_owners_and_dates() -> None:
    whole = action(due=date(2026, 5, 8))
    bare = action(number=2, owner_id=None)
    later = action(number=3, owner_id=None, month=JUNE)
    (gap,) = of_april(replace(NOTHING, actions=[whole, bare, later])).check.undetailed
    assert gap.action is bare
    assert gap.gaps == (MissingDetail.OWNER, MissingDetail.DATE)


def test_each_month_needs_important_work_that_is_not_urgent() -> None:
    contact = action(kind=ActionKind.CONTACT, month=JUNE)
    assert of_april(replace(NOTHING, actions=[contact])).check.all_urgent == (MAY, JULY)


def test_red_lights_and_slipping_milestones_are_to_be_answered_by_an_open_action() -> None:
    standing = [
        (a_milestone(number=number), state)
        for number, state in (
            (1, MilestoneState.AT_RISK),
            (2, MilestoneState.MISSED),
            (3, MilestoneState.ON_TRACK),
            (4, MilestoneState.AT_RISK),
        )
    ]
    scene = replace(
        NOTHING,
        ways=[Way(a_goal(), standing)],
        lights=[light(number=1), light(number=2), light(Colour.AMBER, number=3)],
        actions=[action(serves="L1"), action(number=2, serves="M4")],
    )
    found = of_april(scene).check.unanswered
    assert [each.ref for each in found] == ["L2", "M1", "M2"]


def test_ambers_past_their_date_are_named() -> None:
    late = light(Colour.AMBER, decide_by=date(2026, 4, 29))
    today = light(Colour.AMBER, number=2, decide_by=LAST_DAY)
    assert of_april(replace(NOTHING, lights=[late, today])).check.undecided == (late,)


def test_it_brings_the_gaps_of_the_line_of_sight() -> None:
    assert [gap.gap for gap in of_april().gaps] == [
        "no_business_goal",
        "no_relationship_goal",
        "no_vision",
    ]
