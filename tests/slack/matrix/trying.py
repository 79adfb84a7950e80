"""One cell of the matrix in an office of its own, in whichever process."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from tests.builders import NOW
from tests.databases import sqlite_url
from tests.slack import office as offices
from tests.slack.fake_slack import FakeSlack
from tests.slack.matrix.cells import ALOUD, COLLEAGUE, Cell, disclosed, furnish
from tests.slack.matrix.doors import every_door
from tests.slack.office import Office

DAYS = 8
"""Days that pass at the end in each cell: reminders, a digest, a review."""


def the_team_reads(migrated: Path) -> bool:
    """Whether what is looked for is there to be found."""
    with _furnished(migrated) as office:
        lights = [each for each in every_door() if each.name == "/kam lights"]
        return len(disclosed(office, Cell(COLLEAGUE, "private"), lights, ALOUD[:1])) > 1


def try_cell(cell: Cell, migrated: Path) -> list[str]:
    """What is disclosed in one cell, through every door."""
    with _furnished(migrated) as office:
        return disclosed(office, cell, every_door(), ALOUD, days=DAYS)


@contextmanager
def _furnished(migrated: Path) -> Iterator[Office]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with FakeSlack() as slack, tempfile.TemporaryDirectory() as folder:
        offices.furnish(slack)
        file = Path(folder) / "kam.sqlite"
        shutil.copy(migrated, file)
        office = Office(slack, sqlite_url(file), NOW)
        yield furnish(office)
        office.kam.close()
