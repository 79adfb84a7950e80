"""Goals and lights as the tests of the pictures need them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from documents.charts.goal_facts import GoalFacts, MilestoneMark
from domain.amount import Amount
from domain.light import Colour
from domain.measure import numbers
from domain.milestone import MilestoneState
from services.charts import LightsOfDay
from tests.domain.goal_builders import measured

START, DEADLINE = date(2026, 4, 1), date(2027, 12, 31)
NOVEMBER = date(2026, 11, 3)
TODAY = date(2026, 11, 20)

REACHED, ON_TRACK = MilestoneState.REACHED, MilestoneState.ON_TRACK
AT_RISK, MISSED = MilestoneState.AT_RISK, MilestoneState.MISSED

MARKS = (
    MilestoneMark("M3", Decimal(3), date(2026, 10, 31), REACHED),
    MilestoneMark("M4", Decimal(4), date(2027, 3, 31), AT_RISK, date(2027, 4, 4)),
    MilestoneMark("M5", Decimal(5), date(2027, 9, 30), ON_TRACK, date(2027, 9, 3)),
)


def goal_facts(
    start: str = "2",
    target: str = "5",
    unit: str = "products",
    *,
    text: str = "Products sold",
    account: str = "Acme GmbH",
    readings: Mapping[date, str] | None = None,
    marks: tuple[MilestoneMark, ...] = MARKS,
    projected: date | None = None,
    today: date = TODAY,
) -> GoalFacts:
    """G2 of Acme: from 2 to 5 products by the end of 2027."""
    return GoalFacts(
        account=account,
        ref="G2",
        text=text,
        numbers=numbers(
            Amount(Decimal(start), unit),
            Amount(Decimal(target), unit),
            deadline=DEADLINE,
            start_date=START,
            today=START,
        ),
        readings=measured(readings or {}),
        marks=marks,
        projected=projected,
        today=today,
    )


def lights_of(on: date, red: int = 0, amber: int = 0, green: int = 0) -> LightsOfDay:
    """So many lights were open on a day."""
    counts = Counter({Colour.RED: red, Colour.AMBER: amber, Colour.GREEN: green})
    return LightsOfDay(on, +counts)
