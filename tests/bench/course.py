"""The whole bench: every step in process and over HTTP, side by side, and what it found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle

from slack_bolt import BoltRequest

from bot.app import Kam
from storage.engine import open_engine
from tests.bench import commands, portfolio
from tests.bench.client import KeepAlive
from tests.bench.laps import Contender, Figures, Length, Request, race
from tests.bench.portfolio import Measured
from tests.bench.rungs import on_rung
from tests.bench.sentences import Slowest, slowest
from tests.bench.slips import Look, looks
from tests.bench.steps import DATABASES, DEFAULT, STEPS, WHOLE, Step
from tests.bench.world import World, a_world
from tests.databases import statements

TEAMS = 20
"""Teams that use the bot at the same time, in the row that shows what announcing costs."""

FULL = Length(laps=100, times=10, seconds=15, accounts=10_000)
QUICK = Length(laps=1, times=5, seconds=5, accounts=120)
SLOW = 5
"""How many times fewer requests the slow default gets."""


@dataclass(frozen=True)
class Findings:
    """Figures by step, with one team and with many; statements of the command by database.

    `slips`: two looks at the milestones of many accounts, `portfolio`: what the portfolio of many
    takes, by database; `sentence`: the one that takes longest to read.
    """

    in_process: dict[Step, Figures]
    over_http: dict[Step, Figures]
    many_teams: dict[Step, Figures]
    statements: dict[str, int]
    slips: dict[str, tuple[Look, Look]]
    portfolio: dict[str, Measured]
    sentence: Slowest = field(default_factory=Slowest)


def run(length: Length) -> Findings:
    """Measure everything."""
    with a_world(1 + TEAMS) as world:
        counted = {name: _statements(world, name) for name in DATABASES}
        in_process = _in_process(world, length)
        with world.servers(STEPS) as servers:
            many_teams = _many_teams(world, servers, length)
            one_team = _over_http(world, servers, world.channels[:1], length)
        of_leaders = portfolio.measure(world, length)
        looked = {name: _looks(world, name, length.accounts) for name in DATABASES}
        return Findings(in_process, one_team, many_teams, counted, looked, of_leaders, slowest())


def _looks(world: World, database: str, accounts: int) -> tuple[Look, Look]:
    engine = open_engine(world.urls[database])
    try:
        return looks(engine, accounts)
    finally:
        engine.dispose()


def _statements(world: World, database: str) -> int:
    with world.bot(database) as kam:
        make = _making(commands.in_process, world.channels)
        dispatch = _dispatching(kam)
        dispatch(make())
        with statements(kam.engine) as seen:
            dispatch(make())
        return len(seen)


def _in_process(world: World, length: Length) -> dict[Step, Figures]:
    with ExitStack() as stack:
        bots = {name: stack.enter_context(world.bot(name)) for name in DATABASES}
        asks = {step: _dispatching(on_rung(bots[step.database], step.rung)) for step in STEPS}
        return _race(asks, _making(commands.in_process, world.channels[:1]), length)


def _many_teams(world: World, servers: Mapping[Step, str], length: Length) -> dict[Step, Figures]:
    """One database after the other, so that one's announcements do not slow down the other."""
    found: dict[Step, Figures] = {}
    for step in WHOLE.values():
        found |= _over_http(world, {step: servers[step]}, world.channels[1:], length)
    return found


def _over_http(
    world: World, servers: Mapping[Step, str], channels: Sequence[str], length: Length
) -> dict[Step, Figures]:
    """One client of each server, while announcements go out to the channels."""
    world.settle()
    with ExitStack() as stack:
        asks = {
            step: _asking(stack.enter_context(KeepAlive(address)))
            for step, address in servers.items()
        }
        return _race(asks, _making(commands.over_http, channels), length)


def _race(
    asks: Mapping[Step, Callable[[Request], None]], make: Callable[[], Request], length: Length
) -> dict[Step, Figures]:
    contenders = [
        Contender(ask, make, length.times // (SLOW if step is DEFAULT else 1))
        for step, ask in asks.items()
    ]
    return dict(zip(asks, race(contenders, length), strict=True))


def _making(wrap: Callable[[str], Request], channels: Sequence[str]) -> Callable[[], Request]:
    turns: Iterator[str] = cycle(channels)
    return lambda: wrap(commands.delivery(next(turns)))


def _dispatching(kam: Kam) -> Callable[[BoltRequest], None]:
    def ask(request: BoltRequest) -> None:
        commands.must_be_done(kam.app.dispatch(request).body)

    return ask


def _asking(client: KeepAlive) -> Callable[[bytes], None]:
    def ask(request: bytes) -> None:
        commands.must_be_done(client.ask(request).decode())

    return ask
