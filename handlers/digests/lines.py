"""The lines of a digest as people read them: one each, with colour and word."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from documents.facts import agreement
from domain.action import Action
from domain.digest import (
    Done,
    Duties,
    GoalNews,
    GoalStep,
    Item,
    LightNews,
    Mark,
    PlanNews,
    StillUndecided,
    Uncommitted,
    Undecided,
)
from domain.review import ReviewState
from handlers.actions.views import Names
from handlers.blocks.escaping import brief, escape
from handlers.goals import views as goals
from handlers.lights import views as lights
from handlers.plan.views import month_alone
from language.lists import cut, rest
from language.speech import Speech
from language.words import colour_word, month_name

TEXT = 110
"""Characters of the text of a light or a goal."""

ACTION, NAME = 60, 40
OUTCOMES = 3
"""What came of actions, told one by one; the rest is counted."""

REFS = 10
"""Lights that are named where those that are still undecided are one line."""

DUTIES = 220
"""Characters of a person's line before the rest of it is counted: the first action always fits."""


def line(_: Speech, item: Item, names: Names) -> str:
    """One line of a digest in words."""
    return LINES[type(item)](_, item, names)


def _light(_: Speech, news: LightNews, _names: Names) -> str:
    """🔴 *Red L3*: finance director leaving · was amber."""
    text = lights.headline(_, news.light, TEXT)
    if not news.light.is_open:
        return text
    if news.was is None:
        return f"{text} · {_('new')}"
    return f"{text} · " + _("was {colour}", colour=colour_word(_, news.was))


def _milestone(_: Speech, mark: Mark, _names: Names) -> str:
    """🟠 *M4* 3 products by Sat 31 Oct 2026: *at risk* · *G2* Products sold."""
    text = goals.milestone_line(_, mark.goal, mark.milestone, mark.outlook)
    return f"{text} · *{mark.goal.ref}* {brief(mark.goal.text, ACTION)}"


def _goal(_: Speech, news: GoalNews, _names: Names) -> str:
    """🎯 *G2* Products sold: new, team-agreed (2 of 3)."""
    goal = news.goal
    steps = ", ".join(dict.fromkeys(_step(_, news, step) for step in news.steps))
    return f"{goals.named(goal, TEXT)}: {steps}"


def _step(_: Speech, news: GoalNews, step: GoalStep) -> str:
    if step in (GoalStep.TEAM_AGREED, GoalStep.CLIENT_AGREED) and news.standing is not None:
        return agreement(_, news.standing, escape)
    return {
        GoalStep.SET: _("new"),
        GoalStep.RENUMBERED: _("numbers changed"),
        GoalStep.REOPENED: _("taken up again"),
        GoalStep.REACHED: _("reached"),
    }.get(step, _("dropped"))


def _plan(_: Speech, news: PlanNews, names: Names) -> str:
    month = month_alone(_, news.month)
    if news.state is ReviewState.OPEN or news.review is None:
        return _("⚠️ {month} is not rolled yet: `/kam review`", month=month_name(_, news.month))
    if news.state is ReviewState.PUT_OFF:
        why = brief(news.review.why or "", TEXT)
        return _("⏸️ The plan for {month} was put off: {why}", month=month, why=why)
    who = brief(names.get(news.review.rolled_by or "", _("somebody")), NAME)
    return _("✅ {who} rolled the plan for {month}", who=who, month=month)


def _done(_: Speech, item: Done, _names: Names) -> str:
    """✅ 3 actions done · *A7* → she wants a pilot in June."""
    done = [_.plural("{n} action done", "{n} actions done", item.count)] if item.count else []
    told = [f"*{ref}* → {brief(text, ACTION)}" for ref, text in item.outcomes]
    return "✅ " + " · ".join([*done, *cut(_, told, OUTCOMES)])


def _duties(_: Speech, item: Duties, names: Names) -> str:
    """*Ben*: *A3* call the finance director (Wed 6 May) · *A7* send the offer (Fri 8 May)."""
    if item.owner is None:
        who = "⚠️ *" + _("needs owner") + "*"
    else:
        who = f"*{brief(names.get(item.owner, _('somebody')), NAME)}*"
    details: list[str] = []
    for action in item.actions:
        details.append(_action(_, action))
        if len(" · ".join(details)) > DUTIES:
            break
    return f"{who}: {' · '.join([*details, *rest(_, len(item.actions) - len(details))])}"


def _action(_: Speech, action: Action) -> str:
    return f"*{action.ref}* {brief(action.text, ACTION)}{_when(_, action.due)}"


def _when(_: Speech, day: date | None) -> str:
    return f" ({_.near_day(day)})" if day else ""


def _undecided(_: Speech, item: Undecided, _names: Names) -> str:
    """🟡 *Amber L4*: new buyer (Wed 29 Apr): the day by which it was to be decided."""
    return f"{lights.headline(_, item.light, TEXT)}{_when(_, item.light.decide_by)}"


def _still_undecided(_: Speech, item: StillUndecided, _names: Names) -> str:
    """🟡 Still undecided: L1, L4, L11."""
    refs = cut(_, [f"*{light.ref}*" for light in item.lights], REFS)
    return _("🟡 Still undecided: {lights}", lights=", ".join(refs))


def _uncommitted(_: Speech, item: Uncommitted, _names: Names) -> str:
    """🧭 2 strategies, 3 commitments still to come: `/kam strategies`."""
    strategies = _.plural("{n} strategy", "{n} strategies", item.strategies)
    commitments = _.plural("{n} commitment", "{n} commitments", item.commitments)
    return _(
        "🧭 {strategies}, {commitments} still to come: `/kam strategies`",
        strategies=strategies,
        commitments=commitments,
    )


LINES: Mapping[type[Item], Callable[[Speech, Any, Names], str]] = {
    LightNews: _light,
    Mark: _milestone,
    GoalNews: _goal,
    PlanNews: _plan,
    Done: _done,
    Duties: _duties,
    Undecided: _undecided,
    StillUndecided: _still_undecided,
    Uncommitted: _uncommitted,
}
