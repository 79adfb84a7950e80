"""Which facts of an account a road map shows."""

import pytest

from documents.charts.roadmap.facts import road_map
from domain.light import Colour
from services import glance, lights
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, TODAY, Actor, a_goal, a_person, an_account


@pytest.mark.parametrize("colour", list(Colour))
def test_a_road_shows_every_open_light_that_names_its_goal(
    open_uow: OpenUnitOfWork, colour: Colour
) -> None:
    a_person(open_uow)
    account = an_account(open_uow)
    goal = a_goal(open_uow, account)
    anna = Actor(open_uow)
    anna.does(lights.log, colour, "about the goal", blocks=goal.number)
    anna.does(lights.log, colour, "about no goal")

    with open_uow(HERE) as uow:
        acting = anna.enter(uow)
        (road,) = road_map(acting.account, glance.look(uow, acting), TODAY).roads

    assert [light.text for light in road.lights] == ["about the goal"]
