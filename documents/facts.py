"""Facts of goals and strategies, in words that views and documents share."""

from collections.abc import Callable
from datetime import date

from domain.agreement import AgreementStanding, Stage
from language.amounts import show_amount
from language.speech import Speech
from services.courses import Course
from services.standings import Card


def standing(_: Speech, card: Card) -> list[str]:
    """2 of 5 committed, 1 open concern."""
    facts = [counted(_, card)]
    count = len(card.standing.concerns)
    if count:
        facts.append(_.plural("{n} open concern", "{n} open concerns", count))
    return facts


def counted(_: Speech, card: Card) -> str:
    """2 of 5 committed."""
    standing = card.standing
    return _("{committed} of {of} committed", committed=len(standing.committed), of=standing.of)


QUOTES = 3


def agreement(_: Speech, standing: AgreementStanding, safe: Callable[[str], str]) -> str:
    """Drafted, team-agreed (3 of 4), client-agreed; `safe` makes a name fit to be shown."""
    if standing.client is not None:
        return _(
            "client-agreed ({name}, {day})",
            name=safe(standing.client.name or ""),
            day=_.short_day(standing.client.on),
        )
    if standing.stage is Stage.TEAM_AGREED:
        return _("{agreed} of {all} agreed", agreed=standing.team.agreed, all=standing.team.of)
    return _("drafted")


def measured(_: Speech, course: Course, today: date) -> str:
    """Where the goal stands."""
    latest = course.latest(today)
    if latest is None:
        return _("nothing measured yet")
    amount = show_amount(course.goal.numbers.target.at(latest.value), _.language)
    return _("now {amount} ({day})", amount=amount, day=_.short_day(latest.on))
