"""The words and signs of colours, states and levels, in both languages."""

from babel.dates import format_date

from domain.action import Action, ActionKind, ActionState
from domain.calendar import Month
from domain.client_page import GoalShown
from domain.contact import Attitude, Influence
from domain.goal import Goal, GoalKind
from domain.guard import GuardRail
from domain.knowledge import Area
from domain.light import Colour, Light
from domain.measure import Numbers
from domain.milestone import MilestoneState
from language.amounts import show_amount, show_number
from language.speech import Speech

DOTS = {Colour.RED: "🔴", Colour.AMBER: "🟡", Colour.GREEN: "🟢", None: "⚪"}


def colour_word(_: Speech, colour: Colour | None) -> str:
    """The colour as an adjective."""
    words = {Colour.RED: _("red"), Colour.AMBER: _("amber"), Colour.GREEN: _("green")}
    return words[colour] if colour else _("no light")


def colour_title(_: Speech, colour: Colour) -> str:
    """The colour as a title."""
    words = {Colour.RED: _("Red"), Colour.AMBER: _("Amber"), Colour.GREEN: _("Green")}
    return words[colour]


def colour_status(_: Speech, colour: Colour | None) -> str:
    """Dot and word: 🔴 red."""
    return f"{DOTS[colour]} {colour_word(_, colour)}"


def titled(_: Speech, colour: Colour, ref: str) -> str:
    """Red L3."""
    return _("{colour} {ref}", colour=colour_title(_, colour), ref=ref)


def light_details(_: Speech, light: Light) -> str:
    """For or against which goal, about whom, and by when; empty where it is not open any more."""
    if not light.is_open:
        return ""
    until = _("Decide by {day}", day=_.day(light.decide_by)) if light.decide_by else ""
    about = _("about C{number}", number=light.contact) if light.contact else ""
    return " · ".join(filter(None, [light_goal(_, light), about, until]))


def light_goal(_: Speech, light: Light) -> str:
    """The goal that it blocks, speaks for, or could tip; empty where it names none."""
    if light.blocks is None:
        return ""
    return {
        Colour.RED: _("Blocks G{number}", number=light.blocks),
        Colour.AMBER: _("Could tip G{number}", number=light.blocks),
        Colour.GREEN: _("Speaks for G{number}", number=light.blocks),
    }[light.colour]


def colour_meaning(_: Speech, colour: Colour) -> str:
    """The meaning of a colour, in the method's words."""
    return {
        Colour.RED: _("Red: stands absolutely against us"),
        Colour.AMBER: _("Amber: could tip either way"),
        Colour.GREEN: _("Green: speaks for us"),
    }[colour]


def state_words(_: Speech) -> dict[MilestoneState, str]:
    """The states of a milestone, as they are said everywhere."""
    return {
        MilestoneState.REACHED: _("reached"),
        MilestoneState.ON_TRACK: _("on track"),
        MilestoneState.AT_RISK: _("at risk"),
        MilestoneState.MISSED: _("missed"),
    }


GOAL_SIGNS = {GoalKind.VISION: "🔭", GoalKind.RELATIONSHIP: "💬", GoalKind.BUSINESS: "🎯"}


MILESTONE_MARKS = {
    MilestoneState.REACHED: "✅",
    MilestoneState.ON_TRACK: "🔵",
    MilestoneState.AT_RISK: "🟠",
    MilestoneState.MISSED: "❌",
}


def aim(_: Speech, goal: Goal) -> str:
    """How far it looks ahead, or from where to where."""
    if not goal.is_business:
        return " " + _("(by {day})", day=_.day(goal.ends))
    way, rail = way_words(_, goal.numbers), goal.guard
    return f": {way}, {rail_words(_, rail)}" if rail else f": {way}"


def way_words(_: Speech, way: Numbers | GoalShown) -> str:
    """From 2 to 5 products by Fri 31 Dec 2027."""
    return _(
        "from {start} to {target} by {day}",
        start=show_number(way.start, _.language),
        target=show_amount(way.target, _.language),
        day=_.day(way.deadline),
    )


def rail_words(_: Speech, rail: GuardRail) -> str:
    """Keeping margin at 30 % or more."""
    amount = show_amount(rail.amount, _.language)
    if rail.is_ceiling:
        return _("keeping {name} at {amount} or less", name=rail.name, amount=amount)
    return _("keeping {name} at {amount} or more", name=rail.name, amount=amount)


def rail_typed(_: Speech, rail: GuardRail | None) -> str:
    """A guard rail as it is typed into a form."""
    if rail is None:
        return ""
    amount = show_amount(rail.amount, _.language)
    if rail.is_ceiling:
        return _("{name} at most {amount}", name=rail.name, amount=amount)
    return _("{name} at {amount}", name=rail.name, amount=amount)


def level_word(_: Speech, kind: GoalKind) -> str:
    """The level, as a noun."""
    return {
        GoalKind.VISION: _("vision"),
        GoalKind.RELATIONSHIP: _("relationship goal"),
        GoalKind.BUSINESS: _("business goal"),
    }[kind]


def carried(_: Speech, action: Action) -> str:
    """How often it was carried over; empty if never."""
    if not action.carried:
        return ""
    return _.plural("carried over once", "carried over {n} times", action.carried)


def kind_word(_: Speech, kind: ActionKind) -> str:
    """Important, not urgent work in the method's words."""
    return {
        ActionKind.CONTACT: _("develops contacts"),
        ActionKind.INTRODUCTION: _("introduces colleagues"),
        ActionKind.INFORMATION: _("gathers information"),
    }[kind]


def action_state_word(_: Speech, state: ActionState) -> str:
    """The state as an adjective."""
    return {
        ActionState.OPEN: _("open"),
        ActionState.DONE: _("done"),
        ActionState.DROPPED: _("dropped"),
    }[state]


def month_name(_: Speech, month: Month) -> str:
    """May 2026."""
    return format_date(month.first_day, "MMMM y", locale=_.language)


ATTITUDE_DOTS = {Attitude.FOR: "🟢", Attitude.NEUTRAL: "⚪", Attitude.AGAINST: "🔴"}


def attitude_status(_: Speech, attitude: Attitude) -> str:
    """Dot and word: 🟢 for us."""
    words = {
        Attitude.FOR: _("for us"),
        Attitude.NEUTRAL: _("neutral"),
        Attitude.AGAINST: _("against us"),
    }
    return f"{ATTITUDE_DOTS[attitude]} {words[attitude]}"


def influence_word(_: Speech, influence: Influence) -> str:
    """The influence of somebody at the customer on our goals."""
    return {
        Influence.DECIDES: _("decides"),
        Influence.SHAPES: _("shapes the decision"),
        Influence.USES: _("uses it"),
    }[influence]


def area_title(_: Speech, area: Area | None) -> str:
    """The area of key information, as a title."""
    return {
        Area.GOALS: _("Their goals"),
        Area.CHALLENGES: _("Their challenges"),
        Area.STRUCTURE: _("Structure"),
        Area.COMPETITORS: _("Competitors"),
        Area.OURS: _("Ours there"),
        None: _("Not sorted yet"),
    }[area]
