"""The line of sight: what is a gap, what is none, and which comes first."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.contact import Influence
from domain.entity import Origin
from domain.goal import Goal, GoalKind
from domain.light import Colour
from domain.milestone import MilestoneState
from domain.new_goals import soft_goal
from domain.sight import Gap, Scene, Way, gaps, slipping
from tests.builders import AUGUST, JULY, JUNE, action, contact, light, strategy
from tests.domain.goal_builders import NOW, a_goal, a_milestone

ON_TRACK, AT_RISK = MilestoneState.ON_TRACK, MilestoneState.AT_RISK
MISSED, REACHED = MilestoneState.MISSED, MilestoneState.REACHED


def soft(kind: GoalKind, number: int) -> Goal:
    goal = soft_goal(Origin("T1", 1, "U1", NOW, NOW.date()), kind, "We trust them", 2)
    goal.number = number
    return goal


SOFT = [soft(GoalKind.VISION, 3), soft(GoalKind.RELATIONSHIP, 4)]
GOAL, M4 = a_goal(), a_milestone()
WHOLE = Scene(
    goals=[GOAL, *SOFT],
    ways=[Way(GOAL, [(M4, ON_TRACK)])],
    lights=[],
    actions=[
        action(serves="M4", month=JUNE),
        action(number=2, serves="S1", month=JULY),
    ],
    strategies=[strategy(goals=[4])],
    last=JULY,
    contacts=[contact(influence=Influence.DECIDES, held_by="U1")],
    present=["U1"],
)
"""Everything serves something: a vision, a relationship goal, and a goal on whose way we are."""


def found(scene: Scene) -> list[tuple[Gap, str]]:
    return [(each.gap, each.ref) for each in gaps(scene)]


def test_where_everything_serves_something_there_is_no_gap() -> None:
    assert gaps(WHOLE) == []


def test_an_action_that_serves_nothing_is_listed() -> None:
    aimless = action(number=7, text="tidy up", month=AUGUST)
    scene = replace(WHOLE, actions=[*WHOLE.actions, aimless])
    (gap,) = gaps(scene)
    assert (gap.gap, gap.ref, gap.text) == (Gap.AIMLESS_ACTION, "A7", "tidy up")


def test_a_milestone_without_an_action_is_listed_with_what_an_action_would_serve() -> None:
    m5 = a_milestone("4", date(2027, 3, 31), number=5)
    scene = replace(WHOLE, ways=[Way(GOAL, [(M4, ON_TRACK), (m5, ON_TRACK)])])
    (gap,) = gaps(scene)
    assert (gap.gap, gap.ref, gap.answer) == (Gap.MILESTONE_WITHOUT_ACTION, "M5", "M5")
    assert gap.amount is not None
    assert (gap.amount.value, gap.amount.unit, gap.due) == (Decimal(4), "products", m5.due)


def test_a_milestone_that_is_reached_needs_no_action() -> None:
    m5 = a_milestone("2.5", date(2026, 6, 30), number=5)
    assert gaps(replace(WHOLE, ways=[Way(GOAL, [(m5, REACHED), (M4, ON_TRACK)])])) == []


def test_slipping_milestones_are_named_before_those_on_track() -> None:
    standing = [
        (a_milestone(number=number, due=date(2026, 9, number)), state)
        for number, state in ((1, REACHED), (2, ON_TRACK), (3, MISSED), (4, AT_RISK))
    ]
    way = Way(GOAL, standing)
    assert [one.ref for one in way.ahead] == ["M3", "M4", "M2"]
    assert [each.ref for each in slipping([way])] == ["M3", "M4"]


@pytest.mark.parametrize("month,is_planned", [(JULY, True), (AUGUST, False)])
def test_a_goal_that_nothing_within_three_months_leads_to_is_listed(
    month: object, *, is_planned: bool
) -> None:
    serving = [action(serves="M4", month=month), action(serves="S1", month=month)]
    found_then = [] if is_planned else [(Gap.GOAL_WITHOUT_PLAN, ref) for ref in ("G2", "G4")]
    assert found(replace(WHOLE, actions=serving)) == found_then


def test_an_action_against_a_red_light_leads_to_the_goal_it_blocks() -> None:
    red = light(Colour.RED, number=3, blocks=2)
    scene = replace(
        WHOLE,
        lights=[red],
        actions=[
            action(serves="L3", month=JUNE),
            action(serves="M4", month=AUGUST),
            action(serves="S1", month=JUNE),
        ],
    )
    assert gaps(scene) == []


def test_a_strategy_that_no_open_action_carries_out_is_listed() -> None:
    scene = replace(WHOLE, strategies=[*WHOLE.strategies, strategy(number=5, text="Listen")])
    (gap,) = gaps(scene)
    assert (gap.gap, gap.ref, gap.text) == (Gap.STRATEGY_WITHOUT_ACTIONS, "S5", "Listen")
    assert gap.answer == "S5"


def test_an_action_for_a_strategy_leads_to_the_goals_it_is_for() -> None:
    scene = replace(
        WHOLE,
        strategies=[strategy(goals=[2, 4])],
        actions=[action(serves="S1", month=JUNE), action(serves="M4", month=AUGUST)],
    )
    assert gaps(scene) == []


@pytest.mark.parametrize("blocks", [None, 9])
def test_a_red_light_names_an_open_goal(blocks: int | None) -> None:
    scene = replace(WHOLE, lights=[light(Colour.RED, blocks=blocks), light(Colour.AMBER)])
    assert found(scene) == [(Gap.RED_WITHOUT_GOAL, "L1")]


def test_a_milestone_that_a_change_of_numbers_left_behind_is_listed() -> None:
    behind = a_milestone("9", number=4)
    scene = replace(WHOLE, ways=[Way(GOAL, [(behind, ON_TRACK)])])
    assert found(scene) == [(Gap.MISPLACED_MILESTONE, "M4")]


def test_an_account_that_has_nothing_is_asked_for_its_three_upper_levels() -> None:
    scene = Scene(goals=[], ways=[], lights=[], actions=[], strategies=[], last=JULY)
    assert found(scene) == [
        (Gap.NO_BUSINESS_GOAL, ""),
        (Gap.NO_RELATIONSHIP_GOAL, ""),
        (Gap.NO_VISION, ""),
    ]


def test_where_to_comes_before_how_and_how_before_what_for() -> None:
    scene = Scene(
        goals=[GOAL],
        ways=[Way(GOAL, [])],
        lights=[light(Colour.RED)],
        actions=[action()],
        strategies=[strategy()],
        last=JULY,
    )
    assert found(scene) == [
        (Gap.RED_WITHOUT_GOAL, "L1"),
        (Gap.GOAL_WITHOUT_MILESTONES, "G2"),
        (Gap.GOAL_WITHOUT_PLAN, "G2"),
        (Gap.STRATEGY_WITHOUT_ACTIONS, "S1"),
        (Gap.NO_RELATIONSHIP_GOAL, ""),
        (Gap.NO_VISION, ""),
        (Gap.NOBODY_KNOWN, ""),
        (Gap.AIMLESS_ACTION, "A1"),
    ]


# ----------------------------------------------------------------------------------- the customer


def test_an_account_whose_customer_has_no_face_is_asked_once_who_decides() -> None:
    assert found(replace(WHOLE, contacts=[])) == [(Gap.NOBODY_KNOWN, "")]


def test_a_goal_that_nobody_is_known_to_decide_about_is_listed() -> None:
    scene = replace(WHOLE, contacts=[contact(influence=Influence.DECIDES, goals=[9], held_by="U1")])

    assert found(scene) == [(Gap.GOAL_WITHOUT_DECIDER, GOAL.ref)]


def test_who_decides_and_is_linked_to_nobody_in_the_team_is_listed() -> None:
    scene = replace(WHOLE, contacts=[contact(influence=Influence.DECIDES, held_by="U9")])

    assert found(scene) == [(Gap.DECIDER_WITHOUT_LINK, "C1")]


def test_links_that_one_of_us_holds_all_are_listed() -> None:
    (known,) = WHOLE.contacts
    scene = replace(WHOLE, contacts=[known, contact(number=2, held_by="U1")])

    assert found(scene) == [(Gap.LINKS_OF_ONE, "")]


def test_an_action_with_somebody_is_not_aimless() -> None:
    with_her = action(number=7, contact=1, month=AUGUST)

    assert found(replace(WHOLE, actions=[*WHOLE.actions, with_her])) == []
