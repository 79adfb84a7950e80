"""What a weekly digest tells of lights, milestones, goals, the plan and actions."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from domain import digest_lines as written
from domain.action import Action, ActionState
from domain.activity import Activity
from domain.agreement import Agreement, AgreementStanding, Party, standing
from domain.amount import Amount
from domain.calendar import Month, window
from domain.commitment import CommitmentStanding as TeamStanding
from domain.digest import GoalStep, Line, Part, Uncommitted
from domain.digest_lines import Before
from domain.goal import Goal
from domain.light import Colour, Light
from domain.milestone import Milestone
from domain.progress import Progress
from domain.review import Review, ReviewState
from tests.builders import HERE, MAY, NOW, TODAY, action, light
from tests.domain.goal_builders import START, a_goal, a_milestone, measured

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN
DAY, WEEK = timedelta(days=1), timedelta(days=7)
YESTERDAY, TOMORROW = TODAY - DAY, TODAY + DAY
BEFORE = Before(NOW - WEEK, TODAY - WEEK)
ANNA, BEN, GONE = "U1", "U2", "U9"
HERE_ARE = {ANNA, BEN}


def change(subject: str, before: Mapping[str, Any] | None) -> Activity:
    """A change of a light; without a before it is the one that made it."""
    return Activity(
        workspace_id=HERE,
        account_id=1,
        by=ANNA,
        at=NOW,
        kind="light.changed",
        subject=subject,
        before=dict(before) if before is not None else None,
        after={},
    )


# ------------------------------------------------------------------------------------- lights


def news(lights: Sequence[Light], changes: Sequence[Activity]) -> list[tuple[str, Colour | None]]:
    """The lights that have news, with their colours before."""
    found = [line.item for line in written.lights(lights, changes, TODAY)]
    return [(item.light.ref, item.was) for item in found]  # type: ignore[union-attr]


def test_a_new_light_is_news_and_one_that_nobody_touched_is_none() -> None:
    lights = [light(number=1), light(number=2)]
    assert news(lights, [change("L2", None)]) == [("L2", None)]


def test_a_light_that_was_turned_twice_is_told_once_with_its_first_colour() -> None:
    changes = [change("L1", {"colour": "amber"}), change("L1", {"colour": "green"})]
    assert news([light(RED)], changes) == [("L1", AMBER)]


def test_a_light_that_came_back_to_its_colour_is_no_news() -> None:
    changes = [change("L1", {"colour": "red"}), change("L1", {"colour": "amber"})]
    assert news([light(RED)], changes) == []


def test_a_light_that_was_logged_and_turned_is_new() -> None:
    changes = [change("L1", None), change("L1", {"colour": "green"})]
    assert news([light(RED)], changes) == [("L1", None)]


def test_a_cleared_light_is_told_last() -> None:
    lights = [light(RED, number=1, cleared_at=NOW), light(GREEN, number=2)]
    changes = [change("L1", {"cleared_at": None}), change("L2", None)]
    assert [ref for ref, _ in news(lights, changes)] == ["L2", "L1"]


def test_a_light_that_was_cleared_and_reopened_is_no_news_until_it_turns() -> None:
    back = [change("L1", {"cleared_at": None}), change("L1", {"cleared_at": NOW.isoformat()})]
    turned = [*back, change("L1", {"colour": "amber"})]

    assert news([light(RED)], back) == []
    assert news([light(RED)], turned) == [("L1", AMBER)]


def test_red_lights_are_told_first_and_then_the_newest() -> None:
    lights = [light(GREEN, number=1), light(RED, number=2), light(RED, number=3)]
    changes = [change(each.ref, None) for each in lights]
    assert [ref for ref, _ in news(lights, changes)] == ["L3", "L2", "L1"]


def test_what_changed_but_the_colour_is_no_news() -> None:
    assert news([light(RED)], [change("L1", {"blocks": None})]) == []


def test_a_light_that_is_gone_because_it_was_taken_back_is_no_news() -> None:
    assert news([], [change("L1", None)]) == []


def test_an_amber_past_its_date_is_asked_about_and_not_told_as_news_too() -> None:
    late = light(AMBER, decide_by=YESTERDAY)
    assert news([late], [change("L1", {"colour": "red"})]) == []
    (line,) = written.undecided([late], TODAY - 7 * DAY, TODAY)
    assert line.part is Part.UNDECIDED


def test_of_ambers_past_their_date_the_longest_overdue_is_first() -> None:
    lights = [
        light(AMBER, number=number, decide_by=TODAY - number * DAY) for number in (0, 1, 2, 3)
    ]
    found = [line.item for line in written.undecided(lights, TODAY - 7 * DAY, TODAY)]
    assert [item.light.ref for item in found] == ["L3", "L2", "L1"]  # type: ignore[union-attr]


def test_ambers_that_the_last_digest_asked_about_are_one_line() -> None:
    weeks = [light(AMBER, number=number, decide_by=TODAY - 20 * DAY) for number in (1, 4, 11)]
    new = light(AMBER, number=12, decide_by=YESTERDAY)
    folded, asked = written.undecided([*weeks, new], TODAY - 7 * DAY, TODAY)
    assert asked.item.light.ref == "L12"  # type: ignore[union-attr]
    assert [each.ref for each in folded.item.lights] == ["L1", "L4", "L11"]  # type: ignore[union-attr]
    assert folded.count == 3


# --------------------------------------------------------------------------------- milestones


def parts(
    milestone: Milestone,
    progress: Sequence[Progress] = (),
    *,
    today: date,
    goal: Goal | None = None,
    redated: Sequence[str] = (),
) -> list[Part]:
    """Where a milestone stands in the digest of a day, a week after the last."""
    day = today - WEEK
    before = Before(NOW.replace(year=day.year, month=day.month, day=day.day), day)
    found = written.milestones(goal or a_goal(), [milestone], progress, redated, before, today)
    return [line.part for line in found]


DUE = date(2026, 10, 31)


def test_a_milestone_on_track_is_not_mentioned() -> None:
    assert parts(a_milestone("3", DUE), today=DUE - 30 * DAY) == []


def test_a_slip_is_news_once_and_stands_until_it_is_resolved() -> None:
    entered = DUE - 20 * DAY
    assert parts(a_milestone("3", DUE), today=entered) == [Part.CHANGED]
    assert parts(a_milestone("3", DUE), today=entered + WEEK) == [Part.SLIPPING]
    assert parts(a_milestone("3", DUE), today=DUE + DAY) == [Part.CHANGED]
    assert parts(a_milestone("3", DUE), today=DUE + DAY + WEEK) == [Part.SLIPPING]


def test_a_milestone_that_was_reached_since_is_news_and_then_no_more() -> None:
    today = DUE - 5 * DAY
    reached = measured({today - DAY: "3"})
    reached[0].at = NOW.replace(month=10, day=today.day - 1)
    assert parts(a_milestone("3", DUE), reached, today=today) == [Part.CHANGED]
    assert parts(a_milestone("3", DUE), reached, today=today + WEEK) == []


def test_what_was_measured_earlier_but_reported_since_is_news() -> None:
    today = DUE - 5 * DAY
    reported_late = measured({START: "3"})
    reported_late[0].at = NOW.replace(month=10, day=today.day - 1)
    assert parts(a_milestone("3", DUE), reported_late, today=today) == [Part.CHANGED]


def test_a_milestone_that_was_re_dated_is_news_though_it_slips_no_more() -> None:
    assert parts(a_milestone("3", DUE), today=DUE - 60 * DAY, redated=["M4"]) == [Part.CHANGED]


# -------------------------------------------------------------------------------------- goals


def agreed(goal: Goal, kind: Party = Party.TEAM, *, version: int = 1) -> AgreementStanding:
    one = Agreement(
        workspace_id=HERE,
        goal_id=goal.saved_id,
        kind=kind,
        person_id=ANNA,
        on=TODAY,
        recorded_by=ANNA,
        version_of_numbers=version,
    )
    return standing(goal, [one], [ANNA])


def steps(
    goal: Goal, *taken: GoalStep, known: AgreementStanding | None = None
) -> list[tuple[GoalStep, ...]]:
    """What is told of a goal."""
    standings = {goal.saved_id: known} if known else {}
    lines = written.goals([goal], [(goal.ref, step) for step in taken], standings)
    return [line.item.steps for line in lines]  # type: ignore[union-attr]


def test_what_became_of_a_goal_is_told_in_one_line() -> None:
    goal = a_goal()
    told = steps(goal, GoalStep.TEAM_AGREED, GoalStep.SET, GoalStep.TEAM_AGREED, known=agreed(goal))
    assert told == [(GoalStep.SET, GoalStep.TEAM_AGREED)]


def test_a_goal_that_nothing_became_of_is_not_told() -> None:
    assert steps(a_goal()) == []


def test_an_agreement_that_new_numbers_reopened_is_no_news() -> None:
    goal = a_goal()
    signed = agreed(goal)
    goal.renumber(today=TODAY, target=Amount(goal.numbers.target.value + 1))
    reopened = agreed(goal)
    told = steps(goal, GoalStep.TEAM_AGREED, GoalStep.RENUMBERED, known=reopened)
    assert signed.team.agreed == 1
    assert told == [(GoalStep.RENUMBERED,)]


def test_the_client_s_word_is_news_while_it_counts() -> None:
    goal = a_goal()
    assert steps(goal, GoalStep.CLIENT_AGREED, known=agreed(goal, Party.CLIENT)) == [
        (GoalStep.CLIENT_AGREED,)
    ]
    assert steps(goal, GoalStep.CLIENT_AGREED, known=agreed(goal)) == []


def test_a_goal_that_was_reached_and_taken_up_again_is_open() -> None:
    goal = a_goal()
    goal.reach(NOW)
    assert steps(goal, GoalStep.REACHED) == [(GoalStep.REACHED,)]
    goal.reopen()
    assert steps(goal, GoalStep.REACHED, GoalStep.REOPENED) == [(GoalStep.REOPENED,)]
    goal.drop("the customer sold it", NOW)
    assert steps(goal, GoalStep.REACHED, GoalStep.REOPENED, GoalStep.DROPPED) == [
        (GoalStep.DROPPED,)
    ]


# --------------------------------------------------------------------------------------- plan


FOURTH_OF_MAY = date(2026, 5, 4)
IN_MAY = Before(NOW, TODAY)


def a_review(**facts: Any) -> Review:  # noqa: ANN401 - any field of a review
    known: dict[str, Any] = {"workspace_id": HERE, "account_id": 1, "month": MAY, "opened_at": NOW}
    return Review(**(known | facts))


def the_plan(*reviews: Review, rolled: Sequence[Month] = ()) -> list[tuple[Part, ReviewState]]:
    lines = written.plan(window(FOURTH_OF_MAY, rolled), reviews, IN_MAY)
    return [(line.part, line.item.state) for line in lines]  # type: ignore[union-attr]


def test_a_plan_that_is_not_rolled_is_said_every_week() -> None:
    assert the_plan() == the_plan(a_review()) == [(Part.PLAN, ReviewState.OPEN)]


def test_a_plan_that_was_rolled_since_is_news_and_then_no_more() -> None:
    rolled = a_review(rolled_at=NOW + DAY, rolled_by=ANNA)
    assert the_plan(rolled, rolled=[MAY]) == [(Part.CHANGED, ReviewState.ROLLED)]
    earlier = a_review(rolled_at=NOW - DAY, rolled_by=ANNA)
    assert the_plan(earlier, rolled=[MAY]) == []


def test_a_plan_that_was_put_off_is_news_and_then_left_in_peace() -> None:
    put_off = a_review(put_off_at=NOW + DAY, why="the customer decides in June")
    assert the_plan(put_off) == [(Part.CHANGED, ReviewState.PUT_OFF)]
    assert the_plan(a_review(put_off_at=NOW - DAY, why="as above")) == []


# ------------------------------------------------------------------------------------- duties


def duties(*actions: Action, part: Part = Part.THIS_WEEK) -> list[tuple[str | None, list[str]]]:
    """Who has to do what."""
    lines: list[Line] = written.duties(actions, HERE_ARE, TODAY)
    return [
        (line.item.owner, [each.ref for each in line.item.actions])  # type: ignore[union-attr]
        for line in lines
        if line.part is part
    ]


def test_each_person_has_one_line_by_due_date_and_the_quickest_comes_first() -> None:
    found = duties(
        action(number=1, owner_id=ANNA, due=TODAY + 5 * DAY),
        action(number=2, owner_id=BEN, due=TODAY),
        action(number=3, owner_id=ANNA, due=TOMORROW),
    )
    assert found == [(BEN, ["A2"]), (ANNA, ["A3", "A1"])]


def test_the_week_ends_before_the_next_digest() -> None:
    sunday, monday = TODAY + 6 * DAY, TODAY + 7 * DAY
    assert duties(action(number=1, due=sunday), action(number=2, due=monday)) == [(ANNA, ["A1"])]


def test_what_is_overdue_stands_apart() -> None:
    late = action(number=1, due=YESTERDAY)
    assert duties(late) == []
    assert duties(late, part=Part.OVERDUE) == [(ANNA, ["A1"])]


@pytest.mark.parametrize("owner", [None, GONE])
def test_what_belongs_to_nobody_or_to_somebody_who_left_comes_first(owner: str | None) -> None:
    found = duties(
        action(number=1, owner_id=ANNA, due=TODAY), action(number=2, owner_id=owner, due=TOMORROW)
    )
    assert found == [(None, ["A2"]), (ANNA, ["A1"])]


def test_what_is_done_dropped_or_has_no_date_is_not_to_be_done_this_week() -> None:
    assert (
        duties(
            action(number=1, due=TODAY, state=ActionState.DONE),
            action(number=2, due=TODAY, state=ActionState.DROPPED),
            action(number=3),
        )
        == []
    )


def test_done_actions_are_counted_if_there_are_any() -> None:
    assert written.done(0) == []
    assert len(written.done(3)) == 1


# ------------------------------------------------------------------------------------ strategies


def standing_with(*waiting: str) -> TeamStanding:
    return TeamStanding(committed=(), concerns=(), waiting=waiting, of=2)


def test_strategies_that_wait_are_counted_and_nobody_is_named() -> None:
    (line,) = written.uncommitted([standing_with(ANNA, BEN), standing_with(), standing_with(BEN)])
    assert line.part is Part.COMMITMENT
    assert line.item == Uncommitted(strategies=2, commitments=3)


def test_strategies_that_everybody_committed_to_are_no_matter_for_a_digest() -> None:
    assert written.uncommitted([standing_with()]) == []
