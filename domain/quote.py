"""Quotes: what the customer really said, beside what we want to hear.

Source: docs/method.md, "goals".
"""

import re
from dataclasses import dataclass
from datetime import datetime

from domain.entity import Origin, VersionedEntity
from domain.errors import AboutRef, Invalid
from domain.goal import Goal, GoalKind
from domain.text import sentence

PERMALINK = re.compile(r"https://[a-z0-9.-]+\.slack\.com/archives/[A-Z0-9]+/p[0-9]+")
"""The only address kept with a quote: that of the message it was taken from."""


@dataclass(eq=False)
class NotARelationshipGoal(AboutRef, Invalid):
    """Quotes are kept beside relationship goals, and this is none."""

    kind: GoalKind


@dataclass(eq=False, kw_only=True)
class Quote(VersionedEntity):
    """One sentence of the customer's; `link` leads to the message it stands in, if it was one."""

    account_id: int
    goal_id: int | None = None
    text: str
    heard_by: str
    at: datetime
    link: str | None = None


def quote(origin: Origin, text: str, goal: Goal | None, link: str | None = None) -> Quote:
    """A quote; raises TextMissing, TextTooLong, NotARelationshipGoal and GoalClosed."""
    if goal is not None:
        relationship(goal)
    return Quote(
        workspace_id=origin.workspace_id,
        account_id=origin.account_id,
        goal_id=goal.saved_id if goal else None,
        text=sentence(text),
        heard_by=origin.by,
        at=origin.now,
        link=link if link and PERMALINK.fullmatch(link) else None,
    )


def relationship(goal: Goal) -> Goal:
    """An open relationship goal; raises NotARelationshipGoal and GoalClosed."""
    if goal.kind is not GoalKind.RELATIONSHIP:
        raise NotARelationshipGoal(goal.ref, goal.kind)
    goal.must_be_open()
    return goal
