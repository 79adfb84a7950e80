"""What is compared: rungs of the ladder, those that write on each database."""

from dataclasses import dataclass

from tests.bench.rungs import Rung

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
DATABASES = (SQLITE, POSTGRESQL)


@dataclass(frozen=True)
class Step:
    """A rung, and the database that it writes to or that just happens to be there."""

    rung: Rung
    database: str = SQLITE


DEFAULT, WITHIN = Step(Rung.DEFAULT), Step(Rung.WITHIN)
FLOOR = {name: Step(Rung.FLOOR, name) for name in DATABASES}
WHOLE = {name: Step(Rung.WHOLE, name) for name in DATABASES}
STEPS = (DEFAULT, WITHIN, *FLOOR.values(), *WHOLE.values())
