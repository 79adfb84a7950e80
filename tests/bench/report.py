"""What the bench found, as a table, and whether the aims hold."""

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.batches import BATCH
from tests.bench.course import TEAMS, Findings
from tests.bench.laps import Figures
from tests.bench.portfolio import ACCOUNTS, SENTENCE
from tests.bench.slips import MILESTONES
from tests.bench.steps import DATABASES, DEFAULT, FLOOR, WHOLE, WITHIN, Step

OF_DEFAULT = 0.35
OF_FLOOR = 3.0
STATEMENTS = 10
PORTFOLIO_STATEMENTS = 16
LOOK_STATEMENTS = 12
WORST_MS = 50
"""The aims: the command's p50 against Bolt's default no-op and the durable floor; statements of
the command, of the portfolio, and of a batch of accounts whose milestones are looked at; and how
long the worst sentence may take to be read.
"""

NAME = 41
NOTHING = " " * 27
HEAD = f"{'p50 ms':>9}{'p99 ms':>9}{'req/s':>9}"


@dataclass(frozen=True)
class Aim:
    """What is aimed at, and what is."""

    what: str
    found: float
    at_most: float

    @property
    def holds(self) -> bool:
        """Whether the aim is reached."""
        return self.found <= self.at_most

    def line(self) -> str:
        """The verdict."""
        verdict = "holds" if self.holds else "MISSED"
        return f"  {verdict:7}{self.what}: {self.found:.3g} (at most {self.at_most:g})"


def aims(found: Findings) -> list[Aim]:
    """The aims on each database, over HTTP."""
    worst = Aim("ms to read the worst sentence", found.sentence.seconds * 1000, WORST_MS)
    return [*(aim for name in DATABASES for aim in _aims_on(found, name)), worst]


def _aims_on(found: Findings, name: str) -> Iterator[Aim]:
    p50 = {step: figures.p50 for step, figures in found.over_http.items()}
    whole = p50[WHOLE[name]]
    yield Aim(f"{name}: p50 / Bolt's default no-op", whole / p50[DEFAULT], OF_DEFAULT)
    yield Aim(f"{name}: p50 / the durable floor", whole / p50[FLOOR[name]], OF_FLOOR)
    yield Aim(f"{name}: SQL statements", found.statements[name], STATEMENTS)
    most = max(count for look in found.slips[name] for count in look.statements)
    asked = found.portfolio[name].statements
    yield Aim(f"{name}: SQL statements of the portfolio", asked, PORTFOLIO_STATEMENTS)
    yield Aim(f"{name}: SQL statements of a look at {BATCH} accounts", most, LOOK_STATEMENTS)


def table(found: Findings) -> str:
    """The whole report."""
    machine = f"{platform.python_implementation()} {platform.python_version()}"
    cores = f"{os.cpu_count()} cores"
    lines = [
        f"One client, one request after the other. {machine}, {cores}.",
        "",
        f"{'':{NAME}}{'in process':>27}{'over HTTP':>27}",
        f"{'':{NAME}}{HEAD}{HEAD}{'SQL':>6}",
        *(_row(found, step) for step in (DEFAULT, WITHIN)),
        *(line for name in DATABASES for line in _database(found, name)),
        "",
        f"/kam {SENTENCE} of a leader with {ACCOUNTS} accounts, in process:",
        *(_portfolio(found, name) for name in DATABASES),
        "",
        f"The daily look at accounts with {MILESTONES} milestones each, {BATCH} at once:",
        *(line for name in DATABASES for line in _looks(found, name)),
        "",
        f"The sentence that takes longest to read, over and over: {found.sentence.sentence}",
        "",
        "The aims, for the whole command over HTTP:",
        *(aim.line() for aim in aims(found)),
    ]
    return "\n".join(lines)


def _database(found: Findings, name: str) -> Iterator[str]:
    yield name
    yield _row(found, FLOOR[name])
    yield f"{_row(found, WHOLE[name])}{found.statements[name]:>6}"
    meanwhile = f"    while {TEAMS} teams are told of theirs"
    yield f"{meanwhile:{NAME}}{NOTHING}{_cells(found.many_teams[WHOLE[name]])}"


def _portfolio(found: Findings, name: str) -> str:
    measured = found.portfolio[name]
    return f"{'  ' + name:{NAME}}{_cells(measured.figures)}{NOTHING}{measured.statements:>6}"


def _looks(found: Findings, name: str) -> Iterator[str]:
    for when, look in zip(("the first day", "the day after"), found.slips[name], strict=True):
        batches = len(look.statements)
        yield (
            f"  {name}, {when}: {look.told} slips told, {batches} batches of at most "
            f"{max(look.statements)} statements, {look.seconds:.1f} s, "
            f"{look.seconds / batches * 1000:.0f} ms a batch"
        )


def _row(found: Findings, step: Step) -> str:
    name = str(step.rung) if step in (DEFAULT, WITHIN) else f"  {step.rung}"
    return f"{name:{NAME}}{_cells(found.in_process[step])}{_cells(found.over_http[step])}"


def _cells(figures: Figures) -> str:
    return f"{figures.p50 * 1000:>9.2f}{figures.p99 * 1000:>9.2f}{figures.rate:>9.0f}"
