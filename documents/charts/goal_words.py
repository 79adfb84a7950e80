"""The picture of a goal in words: on the picture, and instead of it."""

from documents.charts.days import long_day
from documents.charts.goal_facts import GoalFacts, MilestoneMark
from documents.facts import sure
from domain.text import shorten
from language.amounts import show_amount, show_number
from language.speech import Speech
from language.words import state_words

ALT_LIMIT = 1_000
"""Characters of an alt text that Slack takes with a file."""

ALT_MARKS = 6
"""Milestones an alt text names."""

ALT_TEXT = 160
"""Characters of the goal itself in an alt text: there must be room for the numbers."""


def goal_alt(_: Speech, facts: GoalFacts) -> str:
    """The chart of a goal in words, for readers who cannot see it."""
    said = [_title(_, facts), measured(_, facts), pace(_, facts), team(_, facts)]
    said += _milestones(_, facts)
    return shorten(" ".join(filter(None, said)), ALT_LIMIT)


def aim(_: Speech, facts: GoalFacts) -> str:
    """From where to where, by when."""
    start, target = facts.numbers.start, facts.numbers.target
    return _(
        "from {start} to {target} by {day}",
        start=show_number(start, _.language),
        target=show_amount(target, _.language),
        day=long_day(_, facts.numbers.deadline),
    )


def measured(_: Speech, facts: GoalFacts) -> str:
    """Where the goal stands."""
    if facts.latest is None:
        return _("Nothing measured yet.")
    return _(
        "Measured: {amount} on {day}.",
        amount=show_amount(facts.amount(facts.latest.value), _.language),
        day=long_day(_, facts.latest.on),
    )


def pace(_: Speech, facts: GoalFacts) -> str:
    """When today's pace gets to the target; empty where that is unknown."""
    target = show_amount(facts.numbers.target, _.language)
    if facts.is_reached:
        return _("The goal is reached.")
    if facts.projected is None:
        if len(facts.readings) < 2:  # noqa: PLR2004 - a pace needs two measurements
            return ""
        return _("Today's pace does not lead to {amount}.", amount=target)
    return _(
        "At today's pace: {amount} by {day}, {distance}.",
        amount=target,
        day=long_day(_, facts.projected),
        distance=_distance(_, (facts.projected - facts.numbers.deadline).days),
    )


def team(_: Speech, facts: GoalFacts) -> str:
    """How sure the team is of it; empty where that is unknown."""
    if facts.voices is None:
        return ""
    return _("The team: {sure}.", sure=sure(_, facts.voices))


def mark_pace(_: Speech, mark: MilestoneMark) -> str:
    """When today's pace gets to a milestone; empty where that is unknown."""
    if mark.projected is None:
        return ""
    return _("at today's pace {day}", day=long_day(_, mark.projected))


def _title(_: Speech, facts: GoalFacts) -> str:
    return _(
        "Chart of {goal}, {account}: {aim}.",
        goal=shorten(f"{facts.ref} {facts.text}", ALT_TEXT),
        account=facts.account,
        aim=aim(_, facts),
    )


def _distance(_: Speech, days: int) -> str:
    if days > 0:
        return _.plural("{n} day too late", "{n} days too late", days)
    if days < 0:
        return _.plural("{n} day early", "{n} days early", -days)
    return _("just in time")


def _milestones(_: Speech, facts: GoalFacts) -> list[str]:
    shown = facts.most_telling(ALT_MARKS)
    if not shown:
        return []
    lines = "; ".join(_milestone(_, facts, mark) for mark in shown)
    more = len(facts.marks) - len(shown)
    rest = [_.plural("And {n} more.", "And {n} more.", more)] if more else []
    return [_("Milestones: {list}.", list=lines), *rest]


def _milestone(_: Speech, facts: GoalFacts, mark: MilestoneMark) -> str:
    said = _(
        "{ref} {amount} by {day}, {state}",
        ref=mark.ref,
        amount=show_amount(facts.amount(mark.value), _.language),
        day=long_day(_, mark.due),
        state=state_words(_)[mark.state],
    )
    return ", ".join(filter(None, [said, mark_pace(_, mark)]))
