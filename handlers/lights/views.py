"""Traffic lights as people see them: always a colour and a word."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from domain.light import Colour, Light
from domain.text import shorten
from handlers.blocks import past as past_lines
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, section
from handlers.blocks.past import Tell, tells
from handlers.blocks.payload import Numbered
from handlers.history.buttons import undoable
from handlers.lights import choices
from handlers.lights.buttons import LOG, REOPEN
from language.lists import and_more
from language.speech import Speech, mark
from language.words import DOTS, colour_meaning, colour_status, colour_word, light_details, titled
from services.lights import (
    BLOCKED,
    CLEARED,
    KEPT_OPEN,
    LOGGED,
    NAMED,
    REOPENED,
    REWORDED,
    TURNED,
    Board,
    LightChange,
)

SHOWN = 10
"""Lights of a colour on the whole board; the rest is counted."""

SHOWN_ALONE = 30
LINE = 220
"""Characters of a light in a list. Thirty of them, with their facts, must fit into a message."""

NAME = 60
WHY = 600
WHY_IN_A_LIST = 120


Names = Mapping[str, str]


def headline(_: Speech, light: Light, limit: int | None = None) -> str:
    """🔴 *Red L3*: finance director leaving; ☑️ *Cleared L3*: … once it has no colour any more."""
    text = brief(light.text, limit) if limit else escape(light.text)
    return f"{_mark(light)} *{_title(_, light)}*: {text}"


def plain_headline(_: Speech, light: Light) -> str:
    """The headline of a light without markup, for screen readers and notifications."""
    return f"{_mark(light)} {_title(_, light)}: {light.text}"


def _mark(light: Light) -> str:
    return DOTS[light.colour] if light.is_open else "☑️"


def _title(_: Speech, light: Light) -> str:
    if light.is_open:
        return titled(_, light.colour, light.ref)
    return _("{colour} {ref}", colour=_("Cleared"), ref=light.ref)


ANSWERS = {
    LOGGED: mark("Logged."),
    TURNED: mark("Turned."),
    BLOCKED: mark("Noted."),
    NAMED: mark("Noted."),
    KEPT_OPEN: mark("Noted."),
    REWORDED: mark("Changed."),
    REOPENED: mark("Open again."),
}
"""What is said first to the person who made a change, but where the light says it: cleared."""


def changed(_: Speech, account: Account, change: LightChange) -> Message:
    """The one line the actor gets after a change."""
    light, activity = change.light, change.activity
    done = _(ANSWERS[activity.kind]) if activity.kind in ANSWERS else ""
    line = f"{done} {headline(_, light)}".strip()
    blocks = undoable(_, account, activity, line, light_details(_, light))
    if activity.kind == TURNED:
        blocks.append(
            actions(choices.edit_button(_, account, light, _("Still the right words? Edit…")))
        )
    return Message(f"{done} {plain_headline(_, light)}".strip(), blocks)


def account_name(account: Account) -> str:
    """The account's name, safe to show."""
    return escape(account.name)


def _logged_by(_: Speech, who: str, colour: Colour) -> str:
    return {
        Colour.RED: _("{who} logged a red light", who=who),
        Colour.AMBER: _("{who} logged an amber light", who=who),
        Colour.GREEN: _("{who} logged a green light", who=who),
    }[colour]


NEWS: dict[str, Callable[[Speech, str, Mapping[str, Any]], str]] = {
    LOGGED: lambda _, who, now: _logged_by(_, who, Colour(now["colour"])),
    TURNED: lambda _, who, now: _(
        "{who} turned a light {colour}", who=who, colour=colour_word(_, Colour(now["colour"]))
    ),
    CLEARED: lambda _, who, _now: _("{who} cleared a light", who=who),
    REWORDED: lambda _, who, _now: _("{who} reworded a light", who=who),
    REOPENED: lambda _, who, _now: _("{who} reopened a light", who=who),
    KEPT_OPEN: lambda _, who, now: _(
        "{who} left a light open until {day}", who=who, day=_kept_until(_, now)
    ),
    BLOCKED: lambda _, who, now: _(
        "{who} named the goal that a light is about: {goal}", who=who, goal=f"G{now['blocks']}"
    ),
    NAMED: lambda _, who, now: _(
        "{who} named whom a light is about: C{number}", who=who, number=now["contact"]
    ),
}
"""News of each kind of change of a light, from the person and what it is now."""


def news(_: Speech, activity: Activity, who: str) -> str:
    """A change of a light in a sentence, with the person who made it."""
    return NEWS[activity.kind](_, who, activity.after or {})


def _kept_until(_: Speech, now: Mapping[str, Any]) -> str:
    return _.day(date.fromisoformat(now["decide_by"]))


def why_line(_: Speech, whys: Mapping[str, str], light: Light, limit: int = WHY) -> str:
    """Why: board approved it; empty where nobody said why."""
    why = whys.get(light.ref)
    return _("Why: {why}", why=brief(why, limit)) if why else ""


def board(
    _: Speech, account: Account, board: Board, today: date, only: Colour | None = None
) -> Message:
    """Open lights by colour with words, newest first, with who and since when."""
    title = f"{account.name}: {colour_status(_, board.overall)}"
    blocks: list[Block] = [header(title)]
    shown = SHOWN if only is None else SHOWN_ALONE
    for colour, lights in board.lights.items():
        if lights and only in (None, colour):
            blocks += _column(_, account, board, colour, lights[:shown], today)
            blocks += _rest(_, colour, len(lights) - shown)
    if len(blocks) == 1:
        blocks.append(section(_("No open lights. What speaks for us, what stands against us?")))
    blocks.append(actions(LOG.draw(_, account)))
    counts = [
        _("{count} {colour}", count=len(lights), colour=colour_word(_, colour))
        for colour, lights in board.lights.items()
    ]
    return Message(f"{title}. {_.listing(counts)}.", blocks)


def _column(
    _: Speech,
    account: Account,
    board: Board,
    colour: Colour,
    lights: Sequence[Light],
    today: date,
) -> list[Block]:
    heading = section(f"{DOTS[colour]} *{colour_meaning(_, colour)}*")
    rows = [
        section(_line(_, account, board, light, today), choices.menu(_, account, light))
        for light in lights
    ]
    return [heading, *rows]


def _rest(_: Speech, colour: Colour, count: int) -> list[Block]:
    if count <= 0:
        return []
    more = and_more(_, count)
    return [context(_("{more}: `/kam lights {colour}`", more=more, colour=colour_word(_, colour)))]


def _line(_: Speech, account: Account, board: Board, light: Light, today: date) -> str:
    who = brief(board.names.get(light.logged_by, _("somebody")), NAME)
    since = _.short_day(account.today(light.since))
    facts = [light_details(_, light), who, _("since {day}", day=since)]
    overdue = f"⏰ *{_('decision overdue')}* · " if light.is_overdue(today) else ""
    why = why_line(_, board.whys, light, WHY_IN_A_LIST)
    small = f"{overdue}_{' · '.join(fact for fact in facts if fact)}_"
    return "\n".join(filter(None, [f"*{light.ref}* {brief(light.text, LINE)}", why, small]))


def past(
    _: Speech, account: Account, light: Light, changes: Sequence[Activity], names: Names
) -> Message:
    """One light and what became of it."""

    def say(change: Activity) -> str:
        what = news(_, change, names.get(change.by, _("Somebody")))
        return brief(
            f"{what}{past_lines.why(change)}{past_lines.undone(_, change)}", past_lines.LINE
        )

    top = [headline(_, light), light_details(_, light)]
    blocks: list[Block] = [section("\n".join(line for line in top if line))]
    blocks += past_lines.lines(_, account, changes, say)
    reopen = REOPEN.draw(_, account, Numbered(light.number))
    buttons = choices.all_buttons(_, account, light) if light.is_open else [reopen]
    blocks.append(actions(*buttons))
    return Message(plain_headline(_, light), blocks)


def _logged(_: Speech, change: Activity) -> str:
    after = change.after or {}
    colour = colour_word(_, Colour(after["colour"]))
    text = shorten(after["text"], past_lines.TEXT)
    return _("logged {ref} {colour}: {text}", ref=change.subject, colour=colour, text=text)


def _turned(_: Speech, change: Activity) -> str:
    colour = colour_word(_, Colour((change.after or {})["colour"]))
    return _("turned {ref} {colour}", ref=change.subject, colour=colour)


WHAT: dict[str, Tell] = {
    LOGGED: _logged,
    TURNED: _turned,
    CLEARED: tells(mark("cleared {ref}")),
    REWORDED: tells(mark("reworded {ref}")),
    REOPENED: tells(mark("reopened {ref}")),
    KEPT_OPEN: lambda _, change: _(
        "left {ref} open until {day}", ref=change.subject, day=_kept_until(_, change.after or {})
    ),
    NAMED: tells(mark("named C{number} as whom {ref} is about"), number="contact"),
    BLOCKED: tells(mark("named G{number} as what {ref} is about"), number="blocks"),
}
"""What each kind of change did, for the history."""

VERBS: dict[str, str] = {
    LOGGED: mark("logged"),
    TURNED: mark("turned"),
    CLEARED: mark("cleared"),
    KEPT_OPEN: mark("left open"),
    REWORDED: mark("reworded"),
    REOPENED: mark("reopened"),
}
"""What each kind of change did to a light, in one word."""
