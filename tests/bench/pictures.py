"""`python -m tests.bench.pictures [--write FOLDER]`: how long pictures take, and how they look.

With `--write` the demo's road map and five made-up ones, of all sizes and in both languages, are
written into a folder: as PNG, as SVG, and in words.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from bot.demo import account as demo_account
from bot.demo.world import ACME, BEN, SAMPLE, TEAM
from documents.charts.goal import goal_chart
from documents.charts.lights import lights_chart
from documents.charts.lights_plot import LightsFacts
from documents.charts.png import render_png
from documents.charts.roadmap.drawing import SHARP, draw_map
from documents.charts.roadmap.facts import RoadMap, road_map
from documents.charts.roadmap.words import map_alt
from domain.language import Language
from domain.permission import Right
from language.speech import speech
from services import access, glance, people
from storage.engine import open_engine
from storage.migrate import upgrade
from storage.unit_of_work import units_of_work
from tests.builders import person
from tests.databases import sqlite_url
from tests.documents.charts.facts import goal_facts, lights_of
from tests.documents.charts.roadmap.generated import HUGE, NORMAL, TINY, a_map

AT_MOST = 60
"""Milliseconds of a processor that a picture is to take."""

TIMES = 9
DAY = datetime(2026, 11, 28, 9, tzinfo=UTC)
EN, DE = speech(Language.ENGLISH), speech(Language.GERMAN)

MADE_UP = {
    "tiny-en": (EN, TINY),
    "normal-en": (EN, NORMAL),
    "normal-de": (DE, NORMAL),
    "huge-en": (EN, HUGE),
    "huge-de": (DE, HUGE),
}


@dataclass(frozen=True)
class Drawn:
    """What a picture takes: drawing it, and making pixels of it, in milliseconds; its bytes."""

    name: str
    drawing: float
    rendering: float
    size: int

    def line(self) -> str:
        """A line of the table."""
        whole = self.drawing + self.rendering
        verdict = "holds" if whole <= AT_MOST else "MISSED"
        cells = f"{self.drawing:9.1f}{self.rendering:9.1f}{whole:9.1f}{self.size / 1000:9.0f}"
        return f"  {self.name:28}{cells}   {verdict}"


def demo_map() -> RoadMap:
    """The road map of the demo's account."""
    with TemporaryDirectory() as folder:
        engine = open_engine(sqlite_url(Path(folder) / "demo.sqlite"))
        try:
            upgrade(engine)
            open_uow = units_of_work(engine)
            with open_uow(TEAM) as uow:
                for one in SAMPLE.people:
                    known = person(workspace_id=TEAM, id=one.id, name=one.name, checked_at=DAY)
                    people.learn(uow, known)
                uow.commit()
            demo_account.tell(open_uow, DAY)
            with open_uow(TEAM) as uow:
                acting = access.in_channel(uow, BEN.id, ACME.id, Right.READ, DAY)
                return road_map(acting.account, glance.look(uow, acting), acting.today)
        finally:
            engine.dispose()


def measured() -> Iterator[Drawn]:
    """Every kind of picture, as it is sent."""
    goal, lights = goal_facts(), _lights()
    yield _measure("a goal", lambda: goal_chart(EN, goal), 2)
    yield _measure("the lights of a year", lambda: lights_chart(EN, lights), 2)
    for name, (_, size) in MADE_UP.items():
        found = a_map(size)
        draw = partial(draw_map, _, found)
        yield _measure(f"the road map, {name}", draw, SHARP)
    demo = demo_map()
    yield _measure("the road map, the demo's", lambda: draw_map(EN, demo), SHARP)


def _lights() -> LightsFacts:
    counts = [
        lights_of(date(2026, month, 7), red=month % 3, amber=2, green=4) for month in range(1, 12)
    ]
    return LightsFacts("Acme", tuple(counts), date(2026, 11, 28))


def _measure(name: str, draw: Callable[[], str], sharp: float) -> Drawn:
    svg = draw()
    drawing = _least(draw)
    rendering = _least(lambda: render_png(svg, sharp))
    return Drawn(name, drawing, rendering, len(render_png(svg, sharp)))


def _least(work: Callable[[], object]) -> float:
    """The processor's time of the quickest of some runs: what others do beside it counts less."""
    taken = []
    for _n in range(TIMES):
        begun = process_time()
        work()
        taken.append(process_time() - begun)
    return 1000 * min(taken)


def write(folder: Path) -> list[Path]:
    """The demo's map and the made-up ones, as files."""
    folder.mkdir(parents=True, exist_ok=True)
    maps = {"demo-en": (EN, demo_map())}
    maps |= {name: (_, a_map(size)) for name, (_, size) in MADE_UP.items()}
    written = []
    for name, (_, found) in maps.items():
        svg = draw_map(_, found)
        file = folder / f"roadmap-{name}.png"
        file.write_bytes(render_png(svg, SHARP))
        file.with_suffix(".svg").write_text(svg, encoding="utf-8")
        file.with_suffix(".txt").write_text(map_alt(_, found) + "\n", encoding="utf-8")
        written.append(file)
    return written


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, or write the files."""
    options = argparse.ArgumentParser(prog="tests.bench.pictures", description=__doc__)
    options.add_argument("--write", type=Path, metavar="FOLDER", help="write the maps there")
    chosen = options.parse_args(arguments)
    if chosen.write is not None:
        for file in write(chosen.write):
            print(file)
        return
    print("\nPictures, in milliseconds of one processor, at most 60 each:")
    print(f"  {'':28}{'draw':>9}{'to PNG':>9}{'whole':>9}{'kB':>9}")
    for each in measured():
        print(each.line())


if __name__ == "__main__":
    main()
