"""Facts of goals and strategies, in words that views and documents share."""

from collections.abc import Callable
from datetime import date

from domain.agreement import AgreementStanding, Stage
from domain.calendar import Month
from domain.goal import Goal
from domain.pulse import Distribution
from language.amounts import show_amount
from language.speech import Speech
from language.words import month_name
from services.courses import Course
from services.goal_overviews import GoalOverview
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


def counts(voices: Distribution) -> str:
    """2: 1× · 4: 2×, how often each score was given."""
    return " · ".join(f"{score}: {n}×" for score, n in voices.counts)


def sure(_: Speech, voices: Distribution | None) -> str:
    """How sure the team is of a goal, as it said about a month."""
    if voices is None:
        return _("how sure: too few answers")
    month = month_name(_, Month.parse(voices.period))
    return _("how sure ({month}): {counts}", month=month, counts=counts(voices))


def confidence(_: Speech, goal: Goal, found: GoalOverview) -> str:
    """How sure the team is of a goal; empty where nobody was asked."""
    if goal.saved_id not in found.confidences:
        return ""
    return sure(_, found.confidences[goal.saved_id])


def kept(_: Speech, card: Card) -> str:
    """2 of 3 kept their part in April 2026; empty where nobody was asked."""
    last = card.parts.latest
    if last is None:
        return ""
    month = month_name(_, Month.parse(last.period))
    if not last.is_enough:
        return _("Who kept their part in {month}: too few answers", month=month)
    return _.plural(
        "{kept} of {n} kept their part in {month}",
        "{kept} of {n} kept their part in {month}",
        last.answers,
        kept=last.kept,
        month=month,
    )


QUOTES = 3


def agreement(_: Speech, standing: AgreementStanding, safe: Callable[[str], str]) -> str:
    """Drafted, team-agreed (3 of 4), client-agreed; `safe` makes a name fit to be shown."""
    if standing.client is not None:
        return _(
            "client-agreed ({name}, {day})",
            name=safe(standing.client.name or ""),
            day=_.short_day(standing.client.on),
        )
    stage = _("drafted")
    if standing.stage is Stage.TEAM_AGREED:
        stage = _("{agreed} of {all} agreed", agreed=standing.team.agreed, all=standing.team.of)
    if standing.outdated is None:
        return stage
    others = _(
        "the client agreed to other numbers ({name}, {day})",
        name=safe(standing.outdated.name or ""),
        day=_.short_day(standing.outdated.on),
    )
    return f"{stage}, {others}"


def measured(_: Speech, course: Course, today: date) -> str:
    """Where the goal stands."""
    latest = course.latest(today)
    if latest is None:
        return _("nothing measured yet")
    amount = show_amount(course.goal.numbers.target.at(latest.value), _.language)
    return _("now {amount} ({day})", amount=amount, day=_.short_day(latest.on))
