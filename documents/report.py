"""The account on paper: what Markdown and the page to print both say, without any markup yet.

Texts here are what people wrote, as they wrote it: whoever writes them down escapes them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from documents.facts import QUOTES, agreement, confidence, measured, standing
from domain.account import Account
from domain.commitment import Commitment
from domain.contact import Contact, Relation
from domain.goal import Goal
from domain.knowledge import by_area
from domain.light import Light
from domain.plan import Entry
from domain.text import shorten
from language.amounts import show_amount
from language.lists import and_more
from language.speech import Speech
from language.words import (
    DOTS,
    MILESTONE_MARKS,
    aim,
    area_title,
    attitude_status,
    carried,
    colour_meaning,
    colour_status,
    influence_word,
    kind_word,
    light_details,
    month_name,
    state_words,
)
from services.courses import Course
from services.glance import Glance
from services.goal_overviews import GoalOverview
from services.lights import Board
from services.standings import StrategyOverview as Strategies

ON_A_LINE = 125
"""Characters of a text on the printed page."""

PARTS_ON_A_PAGE = 3
"""Milestones, quotes or promises below a line of it."""


@dataclass(frozen=True)
class ReportLine:
    """One thing: what it is (`mark`), what somebody wrote, what is known of it, what hangs on it.

    `tone` is the colour of a light, for those who print in colour; `mark` says the same in words.
    """

    mark: str
    text: str
    facts: tuple[str, ...] = ()
    parts: tuple["ReportLine", ...] = ()
    tone: str = ""


@dataclass(frozen=True)
class ReportPart:
    """A titled list, or what is said where it is empty; `more` lines were left out."""

    title: str
    lines: tuple[ReportLine, ...]
    empty: str = ""
    more: str = ""


@dataclass(frozen=True)
class Report:
    """The whole account: a title, a line below it, and its parts; `foot` is the small print."""

    title: str
    below: str
    parts: tuple[ReportPart, ...]
    foot: str
    language: str


class Chapter(StrEnum):
    """The chapters of an account on paper, in their order."""

    VISION = "vision"
    RELATIONSHIPS = "relationships"
    BUSINESS = "business"
    LIGHTS = "lights"
    PLAN = "plan"
    STRATEGIES = "strategies"
    KNOWLEDGE = "knowledge"
    CONTACTS = "contacts"


def chapters(
    _: Speech, account: Account, seen: Glance, today: date
) -> dict[Chapter, tuple[ReportPart, ...]]:
    """Everything that counts of an account, by what it is about."""
    return {
        Chapter.VISION: (_vision(_, seen.goals),),
        Chapter.RELATIONSHIPS: (_relationships(_, account, seen.goals),),
        Chapter.BUSINESS: (_business(_, seen.goals, today),),
        Chapter.LIGHTS: tuple(_lights(_, seen.board)),
        Chapter.PLAN: tuple(_plan(_, seen)),
        Chapter.STRATEGIES: (_strategies(_, seen.strategies),),
        Chapter.KNOWLEDGE: tuple(_knowledge(_, seen)),
        Chapter.CONTACTS: tuple(_contacts(_, seen)),
    }


def make_report(_: Speech, account: Account, seen: Glance, now: datetime) -> Report:
    """Everything that counts of an account now."""
    at = now.astimezone(account.zone)
    found = chapters(_, account, seen, at.date())
    return Report(
        title=account.name,
        below=colour_status(_, seen.board.overall),
        parts=tuple(part for parts in found.values() for part in parts),
        foot=_foot(_, account, seen, at),
        language=_.language.value,
    )


def short(_: Speech, whole: Report, limit: int) -> Report:
    """A report with at most `limit` lines a part, each cut to `ON_A_LINE`: what fits on a page."""
    return replace(whole, parts=tuple(shortened(_, part, limit) for part in whole.parts))


def shortened(_: Speech, part: ReportPart, limit: int) -> ReportPart:
    """A part with at most `limit` lines, each cut to `ON_A_LINE`; what is left out is counted."""
    more = len(part.lines) - limit
    said = and_more(_, more) if more > 0 else ""
    return replace(part, lines=tuple(map(_cut, part.lines[:limit])), more=said)


def _cut(line: ReportLine) -> ReportLine:
    parts = tuple(map(_cut, line.parts[:PARTS_ON_A_PAGE]))
    return replace(line, text=shorten(line.text, ON_A_LINE), parts=parts)


def _foot(_: Speech, account: Account, seen: Glance, at: datetime) -> str:
    said = [_("As of {day}, {time}.", day=_.day(at.date()), time=f"{at:%H:%M}")]
    if seen.review is not None:
        review = seen.review.at.astimezone(account.zone)
        said.append(_("Next review: {day}.", day=_.day(review.date())))
    said.append(_("For the account team only."))
    return " ".join(said)


# ---------------------------------------------------------------------------------------- goals


def _vision(_: Speech, found: GoalOverview) -> ReportPart:
    lines = [_goal(_, goal) for goal in found.visions]
    return ReportPart(_("Vision"), tuple(lines), _("No vision yet."))


def _relationships(_: Speech, account: Account, found: GoalOverview) -> ReportPart:
    heard = {goal.id: _heard(_, account, goal, found) for goal in found.relationships}
    lines = [replace(_goal(_, goal), parts=heard[goal.id]) for goal in found.relationships]
    return ReportPart(_("What we want to hear"), tuple(lines), _("No relationship goal yet."))


def _heard(_: Speech, account: Account, goal: Goal, found: GoalOverview) -> tuple[ReportLine, ...]:
    """The quotes of the customer, the latest first."""
    quotes = [quote for quote in found.quotes if quote.goal_id == goal.id]
    return tuple(
        ReportLine(
            _("Heard"),
            _("“{text}”", text=quote.text),
            (
                found.names.get(quote.heard_by, _("somebody")),
                _.day(account.today(quote.at)),
            ),
        )
        for quote in quotes[:QUOTES]
    )


def _business(_: Speech, found: GoalOverview, today: date) -> ReportPart:
    lines = []
    for goal in found.business:
        course = found.courses[goal.saved_id]
        facts = (
            measured(_, course, today),
            confidence(_, goal, found),
            agreement(_, found.standings[goal.saved_id], safe=str),
        )
        milestones = tuple(_milestones(_, course, today))
        line = _goal(_, goal)
        lines.append(replace(line, facts=(*line.facts, *filter(None, facts)), parts=milestones))
    return ReportPart(_("Business goals"), tuple(lines), _("No business goal yet."))


def _goal(_: Speech, goal: Goal) -> ReportLine:
    """The line of a goal; its aim is a fact, which stays where the text is cut."""
    return ReportLine(goal.ref, goal.text, (aim(_, goal).strip(" :()"),))


def _milestones(_: Speech, course: Course, today: date) -> Iterable[ReportLine]:
    for one, outlook in course.outlooks(today):
        said = _(
            "{amount} by {day}",
            amount=show_amount(course.goal.numbers.target.at(one.value), _.language),
            day=_.day(one.due),
        )
        pace = outlook.projected
        facts = [state_words(_)[outlook.state]]
        facts += [_("at today's pace {day}", day=_.day(pace))] if pace else []
        yield ReportLine(f"{MILESTONE_MARKS[outlook.state]} {one.ref}", said, tuple(facts))


# --------------------------------------------------------------------------------------- lights


def _lights(_: Speech, board: Board) -> Iterable[ReportPart]:
    """A part a colour, named by what the colour says."""
    for colour, lights in board.lights.items():
        lines = [
            ReportLine(
                f"{DOTS[colour]} {light.ref}",
                light.text,
                tuple(filter(None, [light_details(_, light), _why(_, board, light)])),
                tone=colour.value,
            )
            for light in lights
        ]
        yield ReportPart(colour_meaning(_, colour), tuple(lines), _("No light of this colour."))


def _why(_: Speech, board: Board, light: Light) -> str:
    why = board.whys.get(light.ref)
    return _("Why: {why}", why=why) if why else ""


# ----------------------------------------------------------------------------------------- plan


def _plan(_: Speech, seen: Glance) -> Iterable[ReportPart]:
    """The overdue actions, then the plan month by month."""
    found, names = seen.plan.plan, seen.plan.names
    late = (*found.overdue, *found.left)
    if late:
        yield _actions(_, _("Overdue or left over"), late, names)
    for month, entries in found.months.items():
        title = _("Actions in {month}", month=month_name(_, month))
        yield _actions(_, title, entries, names)
    if found.later:
        yield _actions(_, _("Later"), found.later, names)


def _actions(
    _: Speech, title: str, entries: Sequence[Entry], names: Mapping[str, str]
) -> ReportPart:
    lines = [
        ReportLine(entry.action.ref, entry.action.text, tuple(_facts(_, entry, names)))
        for entry in entries
    ]
    return ReportPart(title, tuple(lines), _("Nothing planned yet."))


# ----------------------------------------------------------------------------------- strategies


def _strategies(_: Speech, found: Strategies) -> ReportPart:
    """The strategies: statements, members who stand by them, and their commitments."""
    lines = [
        ReportLine(
            card.strategy.ref,
            " ".join(filter(None, [card.strategy.text, card.strategy.statement])),
            tuple(standing(_, card)),
            tuple(_promise(_, found, one) for one in card.standing.committed),
        )
        for card in found.cards
    ]
    return ReportPart(_("Strategies"), tuple(lines), _("No strategy yet."))


def _promise(_: Speech, found: Strategies, one: Commitment) -> ReportLine:
    return ReportLine(found.names.get(one.person_id, _("Somebody")), one.line)


def _facts(_: Speech, entry: Entry, names: Mapping[str, str]) -> Iterable[str]:
    """The owner, the date and the purpose of an action."""
    action = entry.action
    late = entry.is_overdue and action.due
    found = [
        names.get(action.owner_id or "", ""),
        _("overdue since {day}", day=_.day(late)) if late else "",
        _.day(action.due) if action.due and not late else "",
        _("for {ref}", ref=action.serves) if action.serves else "",
        kind_word(_, action.kind) if action.kind else "",
        carried(_, action),
    ]
    return (fact for fact in found if fact)


# ---------------------------------------------------------------------------------- the customer


def _knowledge(_: Speech, seen: Glance) -> Iterable[ReportPart]:
    """Key information by area; nothing where nobody has told any."""
    lines = [
        ReportLine(
            each.ref,
            each.text,
            tuple(filter(None, [area_title(_, area), _.day(each.checked_on), each.source])),
        )
        for area, found in by_area(seen.known).items()
        for each in found
    ]
    if lines:
        yield ReportPart(_("Key information"), tuple(lines))


def _contacts(_: Speech, seen: Glance) -> Iterable[ReportPart]:
    """Whom we know at the customer, as on the board; nothing where we know nobody."""
    lines = [
        ReportLine(one.contact.ref, _called(one.contact), tuple(_stands(_, one, seen)))
        for one in seen.contacts.relations
    ]
    if lines:
        yield ReportPart(_("Whom we know"), tuple(lines))


def _called(contact: Contact) -> str:
    return ", ".join(filter(None, [contact.name, contact.role]))


def _stands(_: Speech, one: Relation, seen: Glance) -> Iterable[str]:
    """🟢 for us, decides, link: Anna, last talked Tue 12 May 2026."""
    contact = one.contact
    yield attitude_status(_, contact.attitude)
    if contact.influence:
        yield influence_word(_, contact.influence)
    if contact.held_by:
        yield _("link: {name}", name=seen.contacts.names.get(contact.held_by, _("somebody")))
    if one.met_on:
        yield _("last talked {day}", day=_.day(one.met_on))
