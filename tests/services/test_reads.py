"""A read takes no row lock, so that nobody who looks keeps somebody waiting who writes."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from services import (
    actions,
    commitments,
    digests,
    drafts,
    exports,
    glance,
    lights,
    plan,
    reviews,
    strategies,
)
from services.access import Acting
from services.goal_overviews import alone
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork
from tests.builders import (
    HERE,
    MAY,
    NOW,
    Actor,
    a_goal,
    a_person,
    a_strategy,
    action,
    an_account,
    keep,
    light,
)
from tests.databases import statements

READS: dict[str, Callable[[UnitOfWork, Acting], object]] = {
    "a light": lambda uow, acting: lights.past(uow, acting, 1),
    "an action": lambda uow, acting: actions.past(uow, acting, 1),
    "a goal": lambda uow, acting: alone(uow, acting, 2),
    "a strategy": lambda uow, acting: strategies.get(uow, acting, 1),
    "a concern": lambda uow, acting: commitments.look(uow, acting, 1),
    "a month": lambda uow, acting: plan.show_month(uow, acting, MAY),
    "a review": lambda uow, acting: reviews.look(uow, acting, MAY),
    "the subject of a change": lambda uow, acting: lights.find(uow, acting.account_id, "L1"),
    "the glance": glance.look,
    "the digest": digests.preview,
    "the export": exports.whole,
    "a draft": lambda uow, acting: drafts.find(uow, acting.person.id, 1, NOW),
}


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """Anna in an account with something of everything."""
    a_person(open_uow)
    home = an_account(open_uow)
    a_goal(open_uow, home)
    a_strategy(open_uow, home)
    keep(open_uow, light(account_id=home.saved_id), action(account_id=home.saved_id))
    anna = Actor(open_uow)
    anna.does(commitments.raise_concern, 1, "Nobody has time for it")
    anna.does(reviews.open_by_hand)
    with open_uow(HERE) as uow:
        drafts.keep(uow, "U1", "light red x", NOW)
        uow.commit()
    return anna


@pytest.mark.parametrize("name", READS)
def test_a_read_locks_no_row(engine: Engine, anna: Actor, name: str) -> None:
    with statements(engine) as seen:
        anna.does(READS[name])

    assert seen
    assert not [each for each in seen if "FOR UPDATE" in each]
