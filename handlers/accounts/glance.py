"""The account at a glance: the one message to show a colleague before a meeting.

Everything is cut to a few short lines a noun, so that it fits a screen and Slack's limits
whatever the account holds; what is left out is counted.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from slack_sdk.models.blocks import Block, ButtonElement

from documents.facts import agreement, measured, standing
from domain.account import Account
from domain.contact import Relation
from domain.goal import Goal
from domain.knowledge import foremost
from domain.light import Colour, Light
from domain.plan import Entry, Plan
from handlers.actions import mending
from handlers.actions import views as action_views
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, section, sections
from handlers.contacts import views as contacts
from handlers.goals import views as goals
from handlers.goals.buttons import FORM, OfLevel
from handlers.goals.buttons import OVERVIEW as GOALS
from handlers.knowledge import views as knowledge
from handlers.lights import views as light_views
from handlers.lights.buttons import LOG
from handlers.plan.buttons import SHOW as PLAN
from handlers.roadmap.buttons import SHOW as MAP
from language.lists import cut, rest
from language.speech import Speech
from language.words import (
    MILESTONE_MARKS,
    colour_status,
    colour_word,
    month_name,
    state_words,
)
from services.courses import Course
from services.glance import Glance
from services.goal_overviews import GoalOverview
from services.lights import Board
from services.occurrences import ReviewDay
from services.standings import StrategyOverview as Strategies

LIGHTS = {Colour.RED: 3, Colour.AMBER: 3, Colour.GREEN: 2}
"""Lights of a colour; what stands against us matters most before a meeting."""

RELATIONSHIPS, BUSINESS, ACTIONS, STRATEGIES, DECIDERS = 2, 3, 5, 3, 2
LINE = 140
"""Characters of a line's text."""

VISION = 280

SOON = timedelta(days=14)
"""How far ahead a glance looks for what is due."""


def glance(_: Speech, account: Account, seen: Glance, today: date, *, may_change: bool) -> Message:
    """Vision on top, goals with state, lights, this month's actions, strategies, next review."""
    title = f"{account.name}: {colour_status(_, seen.board.overall)}"
    return Message(
        f"{title}. {_summary(_, seen)}",
        [
            header(title),
            *(_vision(_, goal) for goal in seen.goals.visions[:1]),
            *_part(_("Goals"), _goals(_, seen.goals, today)),
            *_part(_("Lights"), _lights(_, seen.board, today)),
            *_part(_("Due in the next 14 days"), _actions(_, seen, today + SOON)),
            *(_mends(_, account, seen, today + SOON) if may_change else []),
            *_strategies(_, seen.strategies),
            *_known(_, seen),
            context(_review(_, account, seen)),
            actions(*_buttons(_, account, seen, may_change=may_change)),
            context(
                _("`/kam lights`, `/kam goals`, `/kam plan` show more · `/kam export` sends a file")
            ),
        ],
    )


def _part(title: str, lines: Sequence[str]) -> list[Block]:
    """A titled paragraph, or several where it is long."""
    return sections([f"*{title}*", *lines])


def _summary(_: Speech, seen: Glance) -> str:
    """The glance in one sentence, for those who listen."""
    counts = [
        _.plural("{n} business goal", "{n} business goals", len(seen.goals.business)),
        *(
            _("{count} {colour}", count=len(found), colour=colour_word(_, colour))
            for colour, found in seen.board.lights.items()
            if found
        ),
        _.plural("{n} open action", "{n} open actions", len(seen.plan.plan.open)),
    ]
    return _.listing(counts) + "."


def _vision(_: Speech, goal: Goal) -> Block:
    return section(goals.headline(_, goal, VISION))


# ---------------------------------------------------------------------------------------- goals


def _goals(_: Speech, found: GoalOverview, today: date) -> list[str]:
    """Relationship goals beside the latest quotes, and business goals with their state."""
    wanted = [_wanted(_, goal, found) for goal in found.relationships]
    aimed = [_aimed(_, goal, found, today) for goal in found.business]
    lines = cut(_, wanted, RELATIONSHIPS) + cut(_, aimed, BUSINESS)
    return lines or [_("No goals yet.")]


def _wanted(_: Speech, goal: Goal, found: GoalOverview) -> str:
    line = goals.headline(_, goal, LINE)
    heard = next((quote for quote in found.quotes if quote.goal_id == goal.id), None)
    if heard is None:
        return line
    return f"{line}\n      {_('Last heard: “{text}”', text=brief(heard.text, LINE))}"


def _aimed(_: Speech, goal: Goal, found: GoalOverview, today: date) -> str:
    course = found.courses[goal.saved_id]
    facts = [
        measured(_, course, today),
        agreement(_, found.standings[goal.saved_id], escape),
        *_states(_, course, today),
    ]
    return f"{goals.headline(_, goal, LINE)}\n      {' · '.join(facts)}"


def _states(_: Speech, course: Course, today: date) -> list[str]:
    """How many milestones stand where: 🟠 1 at risk."""
    states = [outlook.state for _milestone, outlook in course.outlooks(today)]
    words = state_words(_)
    return [
        f"{mark} {states.count(state)} {words[state]}"
        for state, mark in MILESTONE_MARKS.items()
        if state in states
    ]


# --------------------------------------------------------------------------- lights and actions


def _lights(_: Speech, board: Board, today: date) -> list[str]:
    lines: list[str] = []
    for colour, found in board.lights.items():
        shown = [_light(_, board, light, today) for light in found]
        lines += cut(_, shown, LIGHTS[colour])
    return lines or [_("No open lights yet.")]


def _light(_: Speech, board: Board, light: Light, today: date) -> str:
    """Why it is as it is; an amber that should be decided by now says so."""
    late = f"⏰ {_('decision overdue')}" if light.is_overdue(today) else ""
    why = light_views.why_line(_, board.whys, light, LINE)
    return " · ".join(filter(None, [light_views.headline(_, light, LINE), late, why]))


def _soon(plan: Plan, until: date) -> Iterator[Entry]:
    """Actions that are overdue or left over, due by then, or without a date."""
    yield from (*plan.overdue, *plan.left)
    ahead = [entry for entries in plan.months.values() for entry in entries]
    yield from (each for each in ahead if each.action.due and each.action.due <= until)
    yield from (each for each in plan.in_detail if each.action.due is None)


def _actions(_: Speech, seen: Glance, until: date) -> list[str]:
    """The actions that somebody has to think of now."""
    plan = seen.plan.plan
    lines = []
    for entry in _soon(plan, until):
        text = f"• *{entry.action.ref}* {brief(entry.action.text, LINE)}"
        lines.append(" · ".join([text, *action_views.facts(_, entry, seen.plan.names)]))
    nothing = _("Nothing.") if plan.open else _("Nothing planned yet.")
    return cut(_, lines, ACTIONS) or [nothing]


def _mends(_: Speech, account: Account, seen: Glance, until: date) -> list[Block]:
    shown = islice(_soon(seen.plan.plan, until), ACTIONS)
    return mending.of_list(_, account, mending.lacking(shown))


def _strategies(_: Speech, found: Strategies) -> list[Block]:
    """How the team wants to get there, and who stands by it; nothing where there are none."""
    lines = []
    for card in found.cards:
        text = f"🧭 *{card.strategy.ref}* {brief(card.strategy.text, LINE)}"
        lines.append(" · ".join([text, *standing(_, card)]))
    return _part(_("Strategies"), cut(_, lines, STRATEGIES)) if lines else []


def _known(_: Speech, seen: Glance) -> list[Block]:
    """The deciders, and the latest key information; nothing where nobody said anything."""
    deciding = [one for one in seen.contacts.relations if one.contact.decides]
    people = [_contact(_, one, seen) for one in deciding]
    lines = [knowledge.headline(_, each, LINE) for each in foremost(seen.known)]
    left = len(seen.known) - len(lines)
    found = [*cut(_, people, DECIDERS), *lines, *rest(_, left)]
    return _part(_("Key information"), found) if found else []


def _contact(_: Speech, relation: Relation, seen: Glance) -> str:
    facts = contacts.facts(_, relation, seen.contacts.names)
    return " · ".join([f"👤 {contacts.headline(relation.contact)}", *facts])


def _review(_: Speech, account: Account, seen: Glance) -> str:
    """The review that is open, or the day of the next one."""
    window = seen.plan.plan.window
    if not window.rolled:
        month = month_name(_, window.first)
        return _("⚠️ {month} is not rolled yet: `/kam review`", month=month)
    return _next(_, account, seen.review)


def _next(_: Speech, account: Account, review: ReviewDay | None) -> str:
    if review is None:
        return _("No review is planned: it is turned off for this account.")
    at = review.at.astimezone(account.zone)
    return _("Next review: {day}, {time}", day=_.day(at.date()), time=f"{at:%H:%M}")


def _buttons(_: Speech, account: Account, seen: Glance, *, may_change: bool) -> list[ButtonElement]:
    """Ways on; what changes something only for those who may."""
    found = [PLAN.draw(_, account), GOALS.draw(_, account), MAP.draw(_, account)]
    if may_change:
        found = [LOG.draw(_, account), action_views.new_button(_, account), *found]
    if may_change and seen.goals.is_empty:
        found.append(FORM.draw(_, account, OfLevel()))
    return found
