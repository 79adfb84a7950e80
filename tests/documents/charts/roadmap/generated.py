"""Road maps of any size, made up of words of every length."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from documents.charts.goal_facts import MilestoneMark
from documents.charts.roadmap.facts import Lane, PlannedMonth, Road, RoadMap, Wish
from domain.calendar import Month
from domain.commitment import CommitmentStanding
from domain.goal import Goal, GoalKind
from domain.light import Colour, Light, overall
from domain.milestone import MilestoneState
from domain.plan import Entry, MissingDetail
from domain.quote import Quote
from services.courses import Course
from services.standings import Card
from tests import builders
from tests.builders import NOW

TODAY = date(2026, 11, 29)
WORDS = [
    "call the finance director",
    "Rahmenvertrag",
    "we",
    "Geschäftsführungsgremium",
    "pilot in June",
    "Wirtschaftlichkeitsberechnung",
    "renew",
    "Innovationspartnerschaft mit dem Vorstand",
    "R&D",
    "<b>",
    "Kundenzufriedenheitsbefragung",
    "trust",
    "in two factories",
    "ÄÖÜß",
    "at last",
    "25 %",
]
NAMES = {"U1": "Anna", "U2": "Maximilian Freiherr von Hohenberg-Steinfurt", "U3": "Li"}


@dataclass(frozen=True)
class Size:
    """How much an account holds."""

    visions: int = 1
    wishes: int = 2
    goals: int = 3
    milestones: int = 9
    strategies: int = 2
    lights: int = 8
    actions: int = 12


TINY = Size(visions=0, wishes=0, goals=1, milestones=0, strategies=0, lights=0, actions=0)
NORMAL = Size()
HUGE = Size(visions=3, wishes=6, goals=8, milestones=40, strategies=10, lights=30, actions=60)


@dataclass
class Maker:
    """Makes one map; the same seed makes the same one."""

    size: Size
    random: Random

    def map(self) -> RoadMap:
        """The map."""
        lights = [self.light(n) for n in range(self.size.lights)]
        roads = [self.road(n, lights) for n in range(self.size.goals)]
        wishes = [self.wish(n) for n in range(self.size.wishes)]
        return RoadMap(
            account=builders.account(name=self.words(2)[:60]),
            today=TODAY,
            overall=overall({light.colour for light in lights}),
            visions=tuple(self.goal(GoalKind.VISION, n) for n in range(self.size.visions)),
            lanes=tuple(self.lanes(roads, wishes)),
            months=tuple(self.months()),
            lights={c: [each for each in lights if each.colour is c] for c in Colour},
            names=NAMES,
        )

    def words(self, most: int) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, most)))

    def lanes(self, roads: list[Road], wishes: list[Wish]) -> list[Lane]:
        count = self.size.strategies
        cards = [self.card(n) for n in range(count)]
        lanes = [
            Lane(card, tuple(roads[n::count]), tuple(wishes[n::count]))
            for n, card in enumerate(cards)
        ]
        return lanes or [Lane(None, tuple(roads), tuple(wishes))]

    def card(self, n: int) -> Card:
        strategy = builders.strategy(number=n + 1, text=self.words(8))
        return Card(strategy, CommitmentStanding((), (), (), of=5), (), (), None)

    def goal(self, kind: GoalKind, n: int) -> Goal:
        years = self.random.choice((1, 3, 5))
        return Goal(
            workspace_id="T1",
            account_id=1,
            number=n + 1,
            kind=kind,
            text=self.words(12),
            owner_id="U1",
            start_date=TODAY - timedelta(days=200),
            created_at=NOW,
            horizon_years=years,
        )

    def wish(self, n: int) -> Wish:
        goal = self.goal(GoalKind.RELATIONSHIP, n + 20)
        heard = Quote(workspace_id="T1", account_id=1, text=self.words(9), heard_by="U2", at=NOW)
        return Wish(goal, self.random.choice((heard, None)))

    def road(self, n: int, lights: Sequence[Light]) -> Road:
        days = self.random.randint(20, 1_700)
        deadline = TODAY + timedelta(days=days)
        unit = self.random.choice(("products", "€", "%", "Vertragsverlängerungen"))
        goal = builders.business_goal(
            number=n + 1,
            text=self.words(7),
            deadline=deadline,
            unit=unit,
            target_value=Decimal(self.random.choice((5, 1_200_000, 25))),
        )
        many = self.size.milestones // max(self.size.goals, 1)
        stops = sorted((self.stop(k, days) for k in range(many)), key=lambda stop: stop.due)
        projected = self.random.choice(
            (None, TODAY + timedelta(days=self.random.randint(5, 3_000)))
        )
        return Road(
            Course(goal, [], []),
            tuple(stops),
            tuple(light for light in lights if light.blocks == n + 1),
            projected,
        )

    def stop(self, n: int, days: int) -> MilestoneMark:
        due = TODAY + timedelta(days=self.random.randint(-150, days))
        number = self.random.randint(1, 99)
        late = (MilestoneState.REACHED, MilestoneState.MISSED)
        soon = (MilestoneState.ON_TRACK, MilestoneState.AT_RISK)
        state = self.random.choice(late if due < TODAY else soon)
        return MilestoneMark(f"M{number}", Decimal(n + 2), due, state)

    def light(self, n: int) -> Light:
        colour = self.random.choice(list(Colour))
        blocks = self.random.choice((None, 1, 1, 2))
        return builders.light(colour, number=n + 1, text=self.words(10), blocks=blocks)

    def months(self) -> list[PlannedMonth]:
        window = Month.of(TODAY).next.window()
        share = self.size.actions // 3
        return [
            PlannedMonth(month, tuple(self.entry(month) for _n in range(share))) for month in window
        ]

    def entry(self, month: Month) -> Entry:
        owner, late = self.random.choice((None, "U1", "U2")), self.random.random() < 0.2
        due = self.random.choice((None, month.on(self.random.randint(1, 28))))
        action = builders.action(
            number=self.random.randint(1, 200),
            text=self.words(9),
            owner_id=owner,
            due=due,
            month=month,
            serves=self.random.choice((None, "L3", "M12")),
        )
        return Entry(
            action, () if owner else (MissingDetail.OWNER,), is_overdue=late and due is not None
        )


def a_map(size: Size = NORMAL, seed: int = 1) -> RoadMap:
    """A road map of this size."""
    return Maker(size, Random(seed)).map()
