"""The portfolio as leaders read it: a line an account, by pages, and as the weekly digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, ButtonElement

from domain.account import Account
from domain.light import Colour
from domain.notice_kinds import Topic
from domain.person import Person
from domain.portfolio import Filter, PortfolioLine
from domain.text import shorten
from domain.workspace import Workspace
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, section
from handlers.lights.views import NAME
from handlers.mutes.views import footer
from handlers.portfolio.buttons import BACK, ON, PICTURE, SHOW, Filtered, PageOf
from language.lists import and_more, paragraphs
from language.speech import Speech
from language.words import DOTS, colour_word
from services.portfolio import Portfolio

ACCOUNT = 100
"""Characters of an account's name, once it is escaped."""

SPOKEN = 3_000
"""Characters of the text that screen readers read."""

NOUNS = ("light", "goal", "milestone", "strategy", "action", "quote")
PART_OF = {
    "agreement": "goal",
    "progress": "milestone",
    "review": "action",
    "commitment": "strategy",
}


@dataclass(frozen=True)
class AccountRow:
    """An account on a page: as it is shown, and in plain words."""

    shown: str
    plain: str


def page(
    _: Speech,
    found: Portfolio,
    wanted: Filter,
    person: Person,
    *,
    replace: bool = False,
) -> Message:
    """One page of what a person may read, with buttons to the others."""
    title = _title(_, found, wanted)
    rows = _rows(_, found)
    if not rows:
        return _nothing(_, wanted, title, person, replace=replace)
    number, pages = found.page.number, found.page.pages
    blocks: list[Block] = [header(title), section(_counts(_, found, dots=True))]
    blocks += [section(text) for text in paragraphs([row.shown for row in rows])]
    blocks.append(actions(*_buttons(_, wanted, number, pages)))
    place = _("Page {page} of {pages}", page=number, pages=pages) if pages > 1 else ""
    blocks.append(context(_facts([place, _news(_, found, person.zone), _why(_, person)])))
    spoken = [f"{title}: {_counts(_, found)}", place, *(row.plain for row in rows)]
    return Message(_sentences(spoken), blocks, replace=replace)


def digest(_: Speech, found: Portfolio, workspace: Workspace, set_by: str) -> Message:
    """The leaders' digest: the accounts that need somebody most, and a way to all."""
    title, rows = _("Portfolio"), _rows(_, found)
    blocks: list[Block] = [header(title), section(_counts(_, found, dots=True))]
    blocks += [section(text) for text in paragraphs([row.shown for row in rows])]
    if found.count > len(rows):
        blocks.append(context(and_more(_, found.count - len(rows))))
    see = SHOW.draw(_, style="primary")
    why = _("This channel gets it because {who} chose it.", who=escape(set_by or _("an admin")))
    blocks += footer(_, Topic.PORTFOLIO, _facts([_news(_, found, workspace.zone), why]), see)
    spoken = [f"{title}: {_counts(_, found)}", *(row.plain for row in rows)]
    return Message(_sentences(spoken), blocks)


def _nothing(_: Speech, wanted: Filter, title: str, person: Person, *, replace: bool) -> Message:
    if wanted.is_on:
        text = _("{title}: no account is like that.", title=title)
        hint = _("`/kam portfolio` shows all that you may read.")
    elif person.is_leader:
        text = _("There is no account yet.")
        hint = _("An account is set up in its channel: `/kam start`")
    else:
        text = _("You are in no account's team, so there is nothing to show.")
        hint = _("Sales leaders see every account; an admin names them: `/kam leader @anna`")
    return Message(text, [section(escape(text)), context(hint)], replace=replace)


def _title(_: Speech, found: Portfolio, wanted: Filter) -> str:
    """Portfolio, red, of Anna."""
    title = _("Portfolio")
    if wanted.light is not None:
        title = _("{title}, {colour}", title=title, colour=colour_word(_, wanted.light))
    if wanted.owner_id is not None:
        owner = found.names.get(wanted.owner_id, _("somebody"))
        title = _("{title}, owned by {owner}", title=title, owner=owner)
    return title


def _counts(_: Speech, found: Portfolio, *, dots: bool = False) -> str:
    """3 accounts: 1 red, 1 amber and 1 green."""
    accounts = _.plural("{n} account", "{n} accounts", found.count)
    said = [
        f"{DOTS[colour]} {n} {colour_word(_, colour)}" if dots else f"{n} {colour_word(_, colour)}"
        for colour in (*Colour, None)
        if (n := found.colours.get(colour, 0))
    ]
    if found.confidential:
        said.append(_("{count} confidential", count=found.confidential))
    return f"{accounts}: {_.listing(said)}"


def _rows(_: Speech, found: Portfolio) -> list[AccountRow]:
    """Accounts by need, then those of which only the name is known."""
    lines = [_row(_, line, found) for line in found.lines]
    return [*lines, *(_hidden_row(_, account) for account in found.hidden)]


def _row(_: Speech, line: PortfolioLine, found: Portfolio) -> AccountRow:
    facts = [_missed(_, line), _rolled(_, line), _changed(_, line)]
    owner = found.names.get(line.account.owner_id or "", "")
    said, light = [fact for fact in facts if fact], _light(_, line)
    name = brief(line.account.name, ACCOUNT)
    shown = [f"{DOTS[line.light]} *{name}* {light}", *said, brief(owner, NAME)]
    plain = ", ".join([f"{line.account.name} {light}", *said, owner][: -1 if not owner else None])
    return AccountRow(_facts(shown), plain)


def _hidden_row(_: Speech, account: Account) -> AccountRow:
    word = _("confidential")
    return AccountRow(f"🔒 *{brief(account.name, ACCOUNT)}* {word}", f"{account.name} {word}")


def _light(_: Speech, line: PortfolioLine) -> str:
    """Red, was amber."""
    now = colour_word(_, line.light)
    if not line.has_turned:
        return now
    if line.was is None:
        return _("{now}, had no light", now=now)
    return _("{now}, was {before}", now=now, before=colour_word(_, line.was))


def _missed(_: Speech, line: PortfolioLine) -> str:
    if not line.missed:
        return ""
    return _.plural("{n} milestone missed", "{n} milestones missed", line.missed)


def _rolled(_: Speech, line: PortfolioLine) -> str:
    return _("plan rolled") if line.is_rolled else _("plan not rolled")


def _changed(_: Speech, line: PortfolioLine) -> str:
    """Changed: the lights, the goals."""
    nouns = {PART_OF.get(noun, noun) for noun in line.changes}
    words = _noun_words(_)
    known = [words[noun] for noun in NOUNS if noun in nouns]
    if not nouns:
        return _("no change")
    return _("changed: {nouns}", nouns=", ".join(known or [_("other things")]))


def _noun_words(_: Speech) -> dict[str, str]:
    return {
        "light": _("the lights"),
        "goal": _("the goals"),
        "milestone": _("the milestones"),
        "strategy": _("the strategies"),
        "action": _("the plan"),
        "quote": _("what they said"),
    }


def _news(_: Speech, found: Portfolio, zone: ZoneInfo) -> str:
    day = found.since.astimezone(zone).date()
    return _("Changes since {day}", day=_.day(day))


def _why(_: Speech, person: Person) -> str:
    if person.is_leader:
        return _("You see every account because you are a leader.")
    return _("You see the accounts in whose team you are.")


def _buttons(_: Speech, wanted: Filter, number: int, pages: int) -> list[ButtonElement]:
    colour, owner = wanted.light, wanted.owner_id
    found = []
    if number > 1:
        found.append(BACK.draw(_, carried=PageOf(number - 1, colour, owner)))
    if number < pages:
        found.append(ON.draw(_, carried=PageOf(number + 1, colour, owner)))
    return [*found, PICTURE.draw(_, carried=Filtered(colour, owner))]


def _facts(facts: Sequence[str]) -> str:
    return " · ".join(fact for fact in facts if fact)


def _sentences(said: Sequence[str]) -> str:
    return shorten(". ".join(each for each in said if each), SPOKEN - 1) + "."
