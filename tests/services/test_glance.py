"""The glance is one message of a constant number of statements, whatever an account holds."""

from datetime import date

import pytest
from sqlalchemy import Engine

from domain.goal import GoalKind
from domain.light import Colour
from domain.permission import NotAllowed, Right
from domain.routine import Routine, RoutineKind
from services import access, glance
from services.glance import Glance
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    APRIL,
    HERE,
    MAY,
    NOW,
    a_goal,
    a_person,
    a_strategy,
    action,
    an_account,
    commitment,
    concern,
    keep,
)
from tests.databases import statements


def look(open_uow: OpenUnitOfWork, account_id: int, by: str = "U1") -> Glance:
    with open_uow(HERE) as uow:
        return glance.look(uow, access.on_account(uow, by, account_id, Right.READ, NOW))


def filled(open_uow: OpenUnitOfWork, channel: str, *, times: int) -> int:
    """An account with so many of everything."""
    home = an_account(
        open_uow,
        name=channel,
        channel_id=channel,
        team=["U1", "U2"],
        with_lights=[Colour.RED, Colour.AMBER, Colour.GREEN] * times,
    )
    soft = {"unit": "", "start_value": None, "target_value": None, "deadline": None}
    for number in range(times):
        a_goal(open_uow, home, 3 * number + 1)
        for offset, kind in ((2, GoalKind.VISION), (3, GoalKind.RELATIONSHIP)):
            a_goal(open_uow, home, 3 * number + offset, kind=kind, horizon_years=2, **soft)
    keep(
        open_uow,
        *(
            action(account_id=home.saved_id, number=n, owner_id=f"U{n % 2 + 1}", month=APRIL)
            for n in range(1, 4 * times + 1)
        ),
    )
    for number in range(1, times + 1):
        kept = a_strategy(open_uow, home, number=number, wording=number)
        keep(open_uow, commitment(strategy_id=kept.saved_id), concern(strategy_id=kept.saved_id))
    return home.saved_id


def test_three_hundred_lights_and_four_hundred_actions_take_as_many_statements_as_a_few(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2")
    few, many = filled(open_uow, "C1", times=1), filled(open_uow, "C2", times=100)

    counts = []
    for account_id in (few, many):
        with statements(engine) as seen:
            look(open_uow, account_id)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 30


def test_the_next_review_is_the_one_that_is_not_rolled_yet(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    home = an_account(open_uow)
    kind = RoutineKind.REVIEW
    keep(open_uow, Routine(workspace_id=HERE, account_id=home.saved_id, kind=kind))

    found = look(open_uow, home.saved_id).review

    assert found is not None
    assert (found.month, found.at.date()) == (MAY, date(2026, 4, 30))


def test_who_may_not_read_the_account_sees_nothing_at_all(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U9")
    home = an_account(open_uow)

    with pytest.raises(NotAllowed):
        look(open_uow, home.saved_id, by="U9")
