from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.agreement import (
    AgreedInTheFuture,
    Agreement,
    AlreadyAgreed,
    Stage,
    TeamAgreement,
    client_said_yes,
    sign,
    standing,
    team_agreement,
)
from domain.amount import Amount
from domain.entity import Origin
from domain.goal import Goal, GoalClosed, GoalKind, NotABusinessGoal
from domain.new_goals import soft_goal
from domain.text import TextMissing
from tests.domain.goal_builders import NOW, START, a_goal

TEAM = ["U1", "U2", "U3", "U4"]


def signed_by(goal: Goal, *people: str) -> list[Agreement]:
    return [sign(goal, [], person_id=person, today=START) for person in people]


def by_client(goal: Goal, on: date = START) -> Agreement:
    return client_said_yes(goal, name="Ms Huber", on=on, recorded_by="U1", today=START)


def test_three_of_four_have_agreed() -> None:
    goal = a_goal()
    assert team_agreement(goal, signed_by(goal, "U1", "U2", "U3"), TEAM) == TeamAgreement(3, 4)


def test_a_goal_is_drafted_then_team_agreed_then_client_agreed() -> None:
    goal = a_goal()
    team = signed_by(goal, "U1")
    assert standing(goal, [], TEAM).stage is Stage.DRAFTED
    assert standing(goal, team, TEAM).stage is Stage.TEAM_AGREED
    agreed = standing(goal, [*team, by_client(goal)], TEAM)
    assert (agreed.stage, agreed.team) == (Stage.CLIENT_AGREED, TeamAgreement(1, 4))


def test_the_latest_word_of_the_client_is_shown() -> None:
    goal = a_goal()
    early, late = by_client(goal, START - timedelta(days=9)), by_client(goal)
    assert standing(goal, [late, early], TEAM).client is late


@pytest.mark.parametrize("of, complete", [(TEAM, True), ([*TEAM, "U5"], False), ([], False)])
def test_a_team_agrees_when_every_member_does(of: list[str], complete: bool) -> None:
    goal = a_goal()
    assert team_agreement(goal, signed_by(goal, *TEAM), of).is_complete is complete


def test_who_left_the_team_is_not_counted() -> None:
    goal = a_goal()
    assert team_agreement(goal, signed_by(goal, "U1", "U9"), TEAM) == TeamAgreement(1, 4)


def test_changing_the_number_reopens_the_agreement() -> None:
    goal = a_goal()
    given = [*signed_by(goal, *TEAM), by_client(goal)]
    goal.renumber(today=START, target=Amount(Decimal(6)))
    assert standing(goal, given, TEAM).stage is Stage.DRAFTED
    assert sign(goal, given, person_id="U1", today=START).version_of_numbers == 2


def test_a_signature_under_another_goal_says_nothing() -> None:
    goal, other = a_goal(), a_goal()
    other.id = 8
    assert standing(goal, signed_by(other, "U1"), TEAM).stage is Stage.DRAFTED


def test_nobody_agrees_twice_to_the_same_numbers() -> None:
    goal = a_goal()
    with pytest.raises(AlreadyAgreed) as already:
        sign(goal, signed_by(goal, "U1"), person_id="U1", today=START + timedelta(days=1))
    assert (already.value.ref, already.value.on) == ("G2", START)


def test_the_client_agreed_on_a_day_that_was() -> None:
    with pytest.raises(AgreedInTheFuture):
        by_client(a_goal(), on=START + timedelta(days=1))


def test_somebody_at_the_client_said_so() -> None:
    with pytest.raises(TextMissing):
        client_said_yes(a_goal(), name=" ", on=START, recorded_by="U1", today=START)


def test_only_open_business_goals_are_agreed_to() -> None:
    vision = soft_goal(Origin("T1", 1, "U1", NOW, START), GoalKind.VISION, "Their first call", 3)
    with pytest.raises(NotABusinessGoal):
        sign(vision, [], person_id="U1", today=START)
    goal = a_goal()
    goal.reach(NOW)
    with pytest.raises(GoalClosed):
        by_client(goal)
