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
from handlers.accounts.buttons import SHOW as SHOW_ACCOUNT
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, said, section
from handlers.lights.views import NAME
from handlers.mutes.views import footer
from handlers.portfolio.buttons import BACK, ON, PICTURE, SHOW, Filtered, PageOf
from language.lists import cut, rest
from language.speech import Speech, mark
from language.words import DOTS, colour_word
from services.portfolio import Portfolio

ACCOUNT = 100
"""Characters of an account's name, once it is escaped."""

SPOKEN = 3_000
"""Characters of the text that screen readers read."""

ON_HOME = 6
"""Accounts on a leader's Home."""

REFS = 3
"""Milestones that are named; of more, how many there are."""

NOUNS = {
    "light": mark("the lights"),
    "goal": mark("the goals"),
    "milestone": mark("the milestones"),
    "strategy": mark("the strategies"),
    "action": mark("the plan"),
    "quote": mark("what they said"),
}
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
    account: Account | None = None
    """The account that a button opens; None where only its name may be known."""


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
    ways = actions(*_buttons(_, wanted, number, pages))
    place = _("Page {page} of {pages}", page=number, pages=pages) if pages > 1 else ""
    small = context(_facts([place, _news(_, found, person.zone), _why(_, person)]))
    spoken = [f"{title}: {_counts(_, found)}", place, *(row.plain for row in rows)]
    blocks = [*_listed(_, title, found, rows), ways, small]
    return Message(_sentences(spoken), blocks, replace=replace)


def digest(_: Speech, found: Portfolio, workspace: Workspace, set_by: str) -> Message:
    """The leaders' digest: the accounts that need somebody most, and a way to all."""
    title, rows = _("Portfolio"), _rows(_, found)
    see = SHOW.draw(_, style="primary")
    why = _("This channel gets it because {who} chose it.", who=escape(set_by or _("an admin")))
    end = footer(_, Topic.PORTFOLIO, _facts([_news(_, found, workspace.zone), why]), see)
    spoken = [f"{title}: {_counts(_, found)}", *(row.plain for row in rows)]
    blocks = [*_listed(_, title, found, rows), *_others(_, found, len(rows)), *end]
    return Message(_sentences(spoken), blocks)


def on_home(_: Speech, found: Portfolio) -> list[Block]:
    """The first part of a leader's Home: the accounts that need somebody most."""
    rows = _rows(_, found)
    if not rows:
        return []
    ways = actions(SHOW.draw(_), PICTURE.draw(_, carried=Filtered()))
    listed = _listed(_, _("Portfolio"), found, rows[:ON_HOME])
    return [*listed, *_others(_, found, ON_HOME), ways]


def _listed(_: Speech, title: str, found: Portfolio, rows: Sequence[AccountRow]) -> list[Block]:
    """How many accounts there are, and some of them in a line each."""
    counted = section(_counts(_, found, dots=True))
    return [header(title), counted, *(_drawn(_, row) for row in rows)]


def _others(_: Speech, found: Portfolio, shown: int) -> list[Block]:
    return [context(each) for each in rest(_, found.count - shown)]


def _drawn(_: Speech, row: AccountRow) -> Block:
    """A line with its button; the account's id tells the buttons of one message apart."""
    if row.account is None:
        return section(row.shown)
    return section(row.shown, SHOW_ACCOUNT.draw(_, row.account, beside=row.account.id))


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
    return said(escape(text), context(hint), plain=text, replace=replace)


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
    counts = [
        f"{DOTS[colour]} {n} {colour_word(_, colour)}" if dots else f"{n} {colour_word(_, colour)}"
        for colour in (*Colour, None)
        if (n := found.colours.get(colour, 0))
    ]
    if found.confidential:
        counts.append(_("{count} confidential", count=found.confidential))
    return f"{accounts}: {_.listing(counts)}"


def _rows(_: Speech, found: Portfolio) -> list[AccountRow]:
    """Accounts by need, then those of which only the name is known."""
    lines = [_row(_, line, found) for line in found.lines]
    return [*lines, *(_hidden_row(_, account) for account in found.hidden)]


def _row(_: Speech, line: PortfolioLine, found: Portfolio) -> AccountRow:
    facts = [*_milestones(_, line), *_late(_, line), _rolled(_, line), _changed(_, line)]
    owner = found.names.get(line.account.owner_id or "", "")
    told, light = [fact for fact in facts if fact], _light(_, line)
    name = brief(line.account.name, ACCOUNT)
    dots = " ".join(f"{DOTS[colour]} {n}" for colour, n in _lit(line))
    shown = [f"{DOTS[line.light]} *{name}* {light}", dots, *told, brief(owner, NAME)]
    counted = [f"{n} {colour_word(_, colour)}" for colour, n in _lit(line)]
    spoken = [f"{line.account.name} {light}", *counted, *told, owner]
    return AccountRow(_facts(shown), ", ".join(filter(None, spoken)), line.account)


def _lit(line: PortfolioLine) -> list[tuple[Colour, int]]:
    """How many open lights of each colour there are, where there is more than one light."""
    if sum(line.lit.values()) <= 1:
        return []
    return [(colour, n) for colour in Colour if (n := line.lit.get(colour, 0))]


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


def _milestones(_: Speech, line: PortfolioLine) -> list[str]:
    """M1 missed, M4 at risk."""
    missed, at_risk = _few(_, line.missed), _few(_, line.at_risk)
    return [
        _("{refs} missed", refs=missed) if missed else "",
        _("{refs} at risk", refs=at_risk) if at_risk else "",
    ]


def _few(_: Speech, refs: Sequence[str]) -> str:
    return _.listing(cut(_, refs, REFS))


def _late(_: Speech, line: PortfolioLine) -> list[str]:
    """2 overdue, 1 without a date."""
    overdue, undated = line.overdue, line.undated
    return [
        _.plural("{n} overdue", "{n} overdue", overdue) if overdue else "",
        _.plural("{n} without a date", "{n} without a date", undated) if undated else "",
    ]


def _rolled(_: Speech, line: PortfolioLine) -> str:
    return _("plan rolled") if line.is_rolled else _("plan not rolled yet")


def _changed(_: Speech, line: PortfolioLine) -> str:
    """Changed: the lights, the goals."""
    nouns = {PART_OF.get(noun, noun) for noun in line.changes}
    known = [_(words) for noun, words in NOUNS.items() if noun in nouns]
    if not nouns:
        return _("no change")
    return _("changed: {nouns}", nouns=", ".join(known or [_("other things")]))


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
