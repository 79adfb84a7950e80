from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from domain.action import Intent
from domain.calendar import Month
from domain.notice import Kind, Notice
from domain.permission import NotAllowed
from domain.review import AlreadyRolled, Review
from services import actions, plan, reviews
from services.reviews import NoReview
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, Actor, a_person, all_of, an_account
from tests.databases import at_once, statements

MAY = Month(2026, 5)
END = datetime(2026, 4, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """Anna before Acme, whose team she and Ben are."""
    a_person(open_uow, "U1")
    a_person(open_uow, "U2", name="Ben")
    an_account(open_uow, team=["U1", "U2"])
    return Actor(open_uow, now=END)


def kinds(open_uow: OpenUnitOfWork) -> list[Kind]:
    return [each.kind for each in all_of(open_uow, Notice)]


def with_actions(anna: Actor, count: int) -> None:
    for number in range(count):
        anna.does(actions.add, Intent(f"step {number}", month=Month(2026, 4)))


def test_a_second_review_of_a_month_is_impossible_whoever_opens_it(
    anna: Actor, open_uow: OpenUnitOfWork
) -> None:
    outcomes = at_once(6, lambda _: anna.does(reviews.open_by_hand))

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert len(all_of(open_uow, Review)) == 1
    assert kinds(open_uow).count(Kind.REVIEW) == 1


def test_of_many_who_roll_at_once_one_does(anna: Actor, open_uow: OpenUnitOfWork) -> None:
    with_actions(anna, 3)
    anna.does(reviews.open_by_hand)

    outcomes = at_once(6, lambda _: anna.does(reviews.roll, MAY))

    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert len(refused) == 5
    assert kinds(open_uow).count(Kind.PLAN_POSTED) == 1
    with open_uow(HERE) as uow:
        assert {each.carried for each in uow.actions.open(1)} == {1}


def test_who_comes_too_late_learns_the_name_of_who_was_quicker(
    anna: Actor, open_uow: OpenUnitOfWork
) -> None:
    anna.does(reviews.open_by_hand)
    Actor(open_uow, "U2", now=END).does(reviews.roll, MAY)
    with pytest.raises(AlreadyRolled) as caught:
        anna.does(reviews.roll, MAY)
    assert caught.value.by == "Ben"


def test_what_is_left_of_any_month_before_comes_into_the_month_that_is_planned(
    anna: Actor, open_uow: OpenUnitOfWork
) -> None:
    anna.at(NOW.replace(month=2)).does(actions.add, Intent("old", month=Month(2026, 2)))
    anna.does(reviews.open_by_hand)
    anna.does(reviews.roll, MAY)
    with open_uow(HERE) as uow:
        (action,) = uow.actions.open(1)
    assert (action.month, action.carried) == (MAY, 1)


def test_the_snapshot_is_the_plan_as_it_was_rolled(anna: Actor, open_uow: OpenUnitOfWork) -> None:
    anna.does(actions.add, Intent("visit Graz", owner_id="U2", month=MAY))
    anna.does(reviews.open_by_hand)
    anna.does(reviews.roll, MAY)
    anna.does(actions.drop, 1)

    (review,) = all_of(open_uow, Review)

    assert review.snapshot is not None
    assert review.snapshot["months"] == ["2026-05", "2026-06", "2026-07"]
    (kept,) = review.snapshot["actions"]
    assert (kept["ref"], kept["text"], kept["owner"]) == ("A1", "visit Graz", "Ben")


def test_a_review_that_was_never_opened_cannot_be_rolled(anna: Actor) -> None:
    with pytest.raises(NoReview):
        anna.does(reviews.roll, MAY)


def test_who_is_not_in_the_team_opens_and_rolls_nothing(
    anna: Actor, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U3", is_leader=True)
    leader = Actor(open_uow, "U3", now=END)
    anna.does(reviews.open_by_hand)
    with pytest.raises(NotAllowed):
        leader.does(reviews.open_by_hand)
    with pytest.raises(NotAllowed):
        leader.does(reviews.roll, MAY)


def test_what_changed_is_told_since_the_last_roll_without_what_was_undone(anna: Actor) -> None:
    with_actions(anna, 1)
    anna.does(reviews.open_by_hand)
    anna.does(reviews.roll, MAY)
    later = anna.at(END.replace(hour=10))
    later.does(actions.add, Intent("new", month=MAY))

    news = later.does(reviews.news)

    assert news.month == MAY
    assert [change.kind for change in news.changes] == [actions.PLANNED]


def test_head_and_plan_of_200_actions_take_as_many_statements_as_of_two(
    anna: Actor, open_uow: OpenUnitOfWork, engine: Engine
) -> None:
    counts = []
    anna.does(reviews.open_by_hand)
    for more in (2, 198):
        with_actions(anna, more)
        with open_uow(HERE) as uow:
            acting = anna.enter(uow)
            with statements(engine) as seen:
                reviews.look(uow, acting, MAY)
                plan.sight(uow, acting.account, acting.today)
            counts.append(len(seen))
    assert counts[0] == counts[1]


def test_rolling_200_actions_asks_as_often_as_rolling_two(anna: Actor, engine: Engine) -> None:
    asked = []
    for month, more in ((MAY, 2), (MAY.next, 198)):
        actor = anna if month == MAY else anna.at(datetime(2026, 5, 29, 9, 0, tzinfo=UTC))
        for number in range(more):
            actor.does(actions.add, Intent(f"step {number}", month=month.plus(-1)))
        actor.does(reviews.open_by_hand)
        with statements(engine) as seen:
            actor.does(reviews.roll, month)
        asked.append(sum(each.startswith("SELECT") for each in seen))
    assert asked[0] == asked[1]
