"""The demo's account is worth looking at, on whichever day the demo is started."""

from datetime import UTC, datetime

import pytest

from bot.demo import account as demo_account
from bot.demo.world import ACME, BEN, SAMPLE, TEAM
from domain.milestone import MilestoneState
from domain.notice import Kind
from domain.permission import Right
from services import access, glance, people
from services.glance import Glance
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import person

DAYS = [
    datetime(2026, 11, 28, 9, tzinfo=UTC),
    datetime(2026, 12, 1, 9, tzinfo=UTC),
    datetime(2026, 12, 31, 22, 30, tzinfo=UTC),
    datetime(2027, 1, 1, 23, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 9, tzinfo=UTC),
    datetime(2027, 3, 31, 0, 10, tzinfo=UTC),
    datetime(2027, 4, 12, 9, tzinfo=UTC),
]


@pytest.fixture(params=DAYS, ids=lambda now: now.date().isoformat())
def now(request: pytest.FixtureRequest) -> datetime:
    """A day to start the demo on."""
    day: datetime = request.param
    return day


@pytest.fixture
def told(open_uow: OpenUnitOfWork, now: datetime) -> Glance:
    """What Ben sees of the account on that day."""
    with open_uow(TEAM) as uow:
        for one in SAMPLE.people:
            people.learn(uow, person(workspace_id=TEAM, id=one.id, name=one.name, checked_at=now))
        uow.commit()
    demo_account.tell(open_uow, now)
    with open_uow(TEAM) as uow:
        return glance.look(uow, access.in_channel(uow, BEN.id, ACME.id, Right.READ, now))


def test_the_account_has_goals_on_all_levels_and_one_milestone_at_risk(
    told: Glance, now: datetime
) -> None:
    goals = told.goals

    assert [len(goals.visions), len(goals.relationships), len(goals.business)] == [1, 1, 2]
    assert len(goals.quotes) == 2
    states = [
        outlook.state
        for goal in goals.business
        for _milestone, outlook in goals.courses[goal.saved_id].outlooks(now.date())
    ]
    assert MilestoneState.REACHED in states
    assert states.count(MilestoneState.AT_RISK) == 1
    assert MilestoneState.MISSED not in states


def test_its_plan_is_rolled_and_the_months_to_come_are_planned(told: Glance) -> None:
    plan = told.plan.plan

    assert plan.window.rolled
    assert not plan.left
    assert all(plan.months[month] for month in plan.window.months[1:])


def test_its_strategies_are_committed_to_and_one_of_them_still_asks(told: Glance) -> None:
    assert [len(card.standing.committed) for card in told.strategies.cards] == [3, 1]


@pytest.mark.usefixtures("told")
def test_the_channel_hears_only_what_is_new_today_and_shows_its_strategies(
    open_uow: OpenUnitOfWork, now: datetime
) -> None:
    with open_uow(TEAM) as uow:
        account = access.in_channel(uow, BEN.id, ACME.id, Right.READ, now).account
        waiting = uow.notices.waiting(account.saved_id)
        cards = [notice for notice in waiting if notice.kind is Kind.STRATEGY]
        others = {notice.due_at for notice in waiting if notice not in cards}

    assert len(cards) == 2
    assert others == {now}
