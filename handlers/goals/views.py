"""Goals on their levels as people see them: the vision on top, wanted beside heard."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from slack_sdk.models.blocks import Block, ButtonElement

from documents.facts import QUOTES, agreement, confidence, counts, measured
from domain.account import Account
from domain.amount import Amount
from domain.goal import Goal, GoalKind, GoalState
from domain.light import Colour
from domain.milestone import Milestone, MilestoneState
from domain.quote import Quote
from domain.slip import Outlook
from domain.text import shorten
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, row, section, sections
from handlers.blocks.payload import Numbered
from handlers.goals.buttons import (
    ADD,
    AGREE,
    CHART,
    CLIENT,
    DROP,
    PROGRESS,
    PROPOSE,
    REACH,
    REOPEN,
    ClientYes,
    OfLevel,
    ReachGoal,
)
from handlers.lights.views import headline as light_headline
from handlers.milestones.buttons import MOVE
from language.amounts import show_amount
from language.lists import cut, rest
from language.speech import Speech, mark
from language.words import GOAL_SIGNS, MILESTONE_MARKS, aim, state_words
from services.courses import Course
from services.goal_overviews import GoalOverview

SHOWN = {GoalKind.VISION: 3, GoalKind.RELATIONSHIP: 6, GoalKind.BUSINESS: 10}
"""Goals of a level in an overview; the rest is counted."""

MILESTONES, LIGHTS = 12, 12
LINE = 300

Names = Mapping[str, str]


def named(goal: Goal, limit: int = LINE) -> str:
    """🎯 *G2* Products sold."""
    return f"{GOAL_SIGNS[goal.kind]} *{goal.ref}* {brief(goal.text, limit)}"


def headline(_: Speech, goal: Goal, limit: int = LINE) -> str:
    """🎯 *G2* Products sold: from 2 to 5 products by Fri 31 Dec 2027."""
    return f"{named(goal, limit)}{escape(aim(_, goal))}"


def plain_headline(_: Speech, goal: Goal) -> str:
    """The headline of a goal without markup, for screen readers and notifications."""
    return f"{GOAL_SIGNS[goal.kind]} {goal.ref} {shorten(goal.text, LINE)}{aim(_, goal)}"


def amount(_: Speech, goal: Goal, value: Decimal) -> str:
    """3 products: a value in the unit of a goal."""
    return show_amount(Amount(value, goal.unit), _.language)


def wanted(_: Speech, goal: Goal, milestone: Milestone) -> str:
    """3 products by Sat 31 Oct 2026."""
    reached = amount(_, goal, milestone.value)
    return _("{amount} by {day}", amount=reached, day=_.day(milestone.due))


def milestone_line(_: Speech, goal: Goal, milestone: Milestone, outlook: Outlook) -> str:
    """🟠 *M4* 3 products by Sat 31 Oct 2026: at risk, at today's pace Thu 3 Dec 2026."""
    said = _(
        "{amount} by {day}: *{state}*",
        amount=amount(_, goal, milestone.value),
        day=_.day(milestone.due),
        state=state_words(_)[outlook.state],
    )
    facts = [f"{MILESTONE_MARKS[outlook.state]} *{milestone.ref}* {said}"]
    if outlook.projected is not None:
        facts.append(_("at today's pace {day}", day=_.day(outlook.projected)))
    if milestone.redated:
        facts.append(_.plural("re-dated once", "re-dated {n} times", milestone.redated))
    return ", ".join(facts)


def milestone_lines(_: Speech, course: Course, today: date) -> list[str]:
    """The milestones by due date."""
    lines = [
        milestone_line(_, course.goal, milestone, outlook)
        for milestone, outlook in course.outlooks(today)
    ]
    return cut(_, lines, MILESTONES)


# --------------------------------------------------------------------------------- the overview


def overview(_: Speech, account: Account, found: GoalOverview, today: date) -> Message:
    """The four levels: vision, what we want to hear beside what we hear, business, milestones."""
    title = _("{name}: goals", name=account.name)
    blocks: list[Block] = [header(title)]
    for kind, level in _levels(found).items():
        for goal in level[: SHOWN[kind]]:
            blocks += _goal(_, account, goal, found, today)
            blocks += [actions(*_ways(_, account, goal, found, today))] if goal.is_business else []
    blocks += _rest(_, found)
    blocks += _invitation(_, account, found)
    return Message(f"{title}: {_.listing(_counts(_, found))}.", blocks)


def _levels(found: GoalOverview) -> dict[GoalKind, Sequence[Goal]]:
    return {
        GoalKind.VISION: found.visions,
        GoalKind.RELATIONSHIP: found.relationships,
        GoalKind.BUSINESS: found.business,
    }


def _counts(_: Speech, found: GoalOverview) -> list[str]:
    return [
        _.plural("{n} vision", "{n} visions", len(found.visions)),
        _.plural("{n} relationship goal", "{n} relationship goals", len(found.relationships)),
        _.plural("{n} business goal", "{n} business goals", len(found.business)),
    ]


def _goal(_: Speech, account: Account, goal: Goal, found: GoalOverview, today: date) -> list[Block]:
    """A goal beside what was heard, or with where its numbers and milestones stand."""
    if goal.kind is GoalKind.VISION:
        return [section(headline(_, goal))]
    if goal.kind is GoalKind.RELATIONSHIP:
        return _relationship(_, account, goal, found)
    stands = milestone_lines(_, found.courses[goal.saved_id], today)
    return sections([headline(_, goal), _facts(_, goal, found, today), *stands])


def _relationship(_: Speech, account: Account, goal: Goal, found: GoalOverview) -> list[Block]:
    quotes = [quote for quote in found.quotes if quote.goal_id == goal.id]
    lines = [headline(_, goal)]
    if quotes:
        lines.append(_("Heard:"))
        lines += cut(_, [_quote(_, account, quote, found.names) for quote in quotes], QUOTES)
    else:
        lines.append(_('Nothing heard yet: `/kam heard "…" {goal}`', goal=goal.ref))
    pulse = found.pulses.get(goal.saved_id)
    if pulse is not None:
        year, quarter = pulse.period.split("-")
        when = f"{quarter} {year}"
        lines.append(_("Pulse {when} (1 to 5): {counts}", when=when, counts=counts(pulse)))
    return sections(lines)


def _quote(_: Speech, account: Account, quote: Quote, names: Names) -> str:
    who = escape(names.get(quote.heard_by, _("somebody")))
    day = _.short_day(quote.at.astimezone(account.zone).date())
    link = " " + _("<{url}|message>", url=quote.link) if quote.link else ""
    said = _("“{text}”", text=brief(quote.text, LINE))
    return f"   {said} _({who}, {day})_{link}"


def _ways(
    _: Speech, account: Account, goal: Goal, found: GoalOverview, today: date
) -> list[ButtonElement]:
    """Reports, draws, and moves the next milestone that is not reached yet, if there is one."""
    states = found.courses[goal.saved_id].states(today)
    ahead = [one for one, state in states if state is not MilestoneState.REACHED]
    return [
        *(each.draw(_, account, Numbered(goal.number)) for each in (PROGRESS, CHART)),
        *(
            MOVE.draw(_, account, Numbered(one.number), label=_("Move {ref}…", ref=one.ref))
            for one in ahead[:1]
        ),
    ]


def _facts(_: Speech, goal: Goal, found: GoalOverview, today: date) -> str:
    owner = found.names.get(goal.owner_id)
    facts = [
        measured(_, found.courses[goal.saved_id], today),
        confidence(_, goal, found),
        _held(_, goal, found),
        agreement(_, found.standings[goal.saved_id], escape),
        _("owner {name}", name=escape(owner)) if owner else "",
    ]
    return " · ".join(filter(None, facts))


def _held(_: Speech, goal: Goal, found: GoalOverview) -> str:
    """Margin 28 % (12 May), with a warning where that does not hold."""
    reading, rail = found.held.get(goal.saved_id), goal.guard
    if reading is None or rail is None:
        return ""
    amount = show_amount(rail.amount.at(reading.value), _.language)
    sign = "" if rail.holds(reading.value) else "⚠️ "
    return f"{sign}{escape(rail.name)} {escape(amount)} ({_.short_day(reading.on)})"


def _rest(_: Speech, found: GoalOverview) -> list[Block]:
    more = sum(max(len(level) - SHOWN[kind], 0) for kind, level in _levels(found).items())
    said = [_("{more}: `/kam goal G7` shows one", more=each) for each in rest(_, more)]
    return [context(*said)] if said else []


def _invitation(_: Speech, account: Account, found: GoalOverview) -> list[Block]:
    """The levels that are still empty, each with the sentence that fills it and a button."""
    hints = [_(EMPTY[kind]) for kind, level in _levels(found).items() if not level]
    blocks: list[Block] = [context(*hints)] if hints else []
    return [*blocks, actions(*(add_button(_, account, kind) for kind in GoalKind))]


EMPTY = {
    GoalKind.VISION: mark('No vision yet: `/kam vision "…" 3y`'),
    GoalKind.RELATIONSHIP: mark('Nothing we want to hear yet: `/kam relationship "…" 2y`'),
    GoalKind.BUSINESS: mark(
        'No business goal yet: `/kam goal "Products sold" from 2 to 5 by 2027-12-31`'
    ),
}


def add_button(_: Speech, account: Account, kind: GoalKind) -> ButtonElement:
    """Opens the form of a level."""
    return ADD[kind].draw(_, account, OfLevel(kind))


# ------------------------------------------------------------------------------------- one goal


def alone(_: Speech, account: Account, found: GoalOverview, goal: Goal, today: date) -> Message:
    """One goal with everything that hangs on it, and what can be done about it."""
    end: list[Block]
    if goal.is_open:
        has_milestones = goal.is_business and bool(found.courses[goal.saved_id].milestones)
        end = row(*_buttons(_, account, goal, has_milestones=has_milestones))
    else:
        reopen = REOPEN.draw(_, account, Numbered(goal.number))
        end = [context(closed(_, goal)), actions(reopen)]
    blocks = [*_goal(_, account, goal, found, today), *_lights(_, found), *end]
    return Message(plain_headline(_, goal), blocks)


def _lights(_: Speech, found: GoalOverview) -> list[Block]:
    """The open lights that speak for or against a goal, the gravest first."""
    gravest = sorted(found.lights, key=lambda light: list(Colour).index(light.colour))
    lines = cut(_, [light_headline(_, light, LINE) for light in gravest], LIGHTS)
    heading = f"*{_('What speaks for and against it')}*"
    return sections([heading, *lines]) if lines else []


def closed(_: Speech, goal: Goal) -> str:
    """Reached or dropped, and why."""
    word = _("Reached") if goal.state is GoalState.REACHED else _("Dropped")
    return f"{word}: {escape(goal.why)}" if goal.why else f"{word}."


def _buttons(
    _: Speech, account: Account, goal: Goal, *, has_milestones: bool
) -> list[ButtonElement]:
    about = Numbered(goal.number)
    closing = [REACH.draw(_, account, ReachGoal(goal.number)), DROP.draw(_, account, about)]
    if not goal.is_business:
        return closing
    first = [] if has_milestones else [PROPOSE.draw(_, account, about)]
    client = CLIENT.draw(_, account, ClientYes(goal.number))
    steps = [each.draw(_, account, about) for each in (PROGRESS, AGREE)]
    return [*first, *steps, client, CHART.draw(_, account, about), *closing]


def home(_: Speech, account: Account) -> str:
    """Why the channel sees a message."""
    return _(
        "You see this because this channel is the home of {account}.", account=escape(account.name)
    )
