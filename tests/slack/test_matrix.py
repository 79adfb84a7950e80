"""Persons × states of the channel × doors: nothing of an account reaches whom it must not reach.

Each cell is tried here through a few doors, other ones in every cell; `make matrix` tries every
door in every cell.
"""

from itertools import cycle, islice

from tests.slack.matrix.cells import (
    ALOUD,
    COLLEAGUE,
    TESTERS,
    Cell,
    disclosed,
    every_cell,
    furnish,
)
from tests.slack.matrix.doors import every_door
from tests.slack.office import Office

DOORS = 2
"""Doors that are tried in each cell."""


def test_nothing_is_disclosed(office: Office) -> None:
    furnish(office)
    cells, doors, aloud = list(every_cell()), list(every_door()), cycle(ALOUD)

    found = [
        f"{cell}: {said}"
        for number, cell in enumerate(cells)
        for said in disclosed(
            office,
            cell,
            doors[number :: len(cells)][:DOORS],
            islice(aloud, int(cell.tester.is_in or cell.tester is TESTERS[0])),
        )
    ]

    assert found == []


def test_who_may_read_does_read(office: Office) -> None:
    """What is looked for is there to be found: else the matrix could not fail."""
    furnish(office)
    doors = [each for each in every_door() if each.name in {"/kam lights", "button light.show"}]

    found = disclosed(office, Cell(COLLEAGUE, "private"), doors, ALOUD[:1])

    assert [said.split(":")[0] for said in found] == [
        "/kam lights",
        "button light.show",
        f"reading along, {ALOUD[0]}",
    ]
