"""The App Home: what one person has to do, and how their accounts stand."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TypeVar

from slack_sdk.models.blocks import Block, ImageBlock
from slack_sdk.models.views import View

from domain.person import Person
from domain.plan import MissingDetail
from domain.text import shorten
from handlers.accounts.buttons import SHOW as SHOW_ACCOUNT
from handlers.actions import mending
from handlers.actions.buttons import FINISH, START, STOP
from handlers.actions.views import facts, headline, new_button
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import (
    Message,
    actions,
    divider,
    header,
    packed,
    section,
)
from handlers.blocks.payload import Button, Payload, Versioned
from handlers.help.views import HELP
from handlers.home.pages import Leaf, Pages
from handlers.home.pictures import PORTFOLIO, Uploads
from handlers.lights import choices as light_choices
from handlers.lights.buttons import LOG as LOG_LIGHT
from handlers.mutes.views import name_of
from handlers.plan.views import month_alone
from handlers.portfolio import views as portfolio
from handlers.reviews import views as reviews
from handlers.settings import of_person
from handlers.settings.buttons import MINE
from handlers.strategies import lines as strategies
from language.lists import cut, rest
from language.speech import Speech, mark
from language.words import colour_status, month_name
from services.home import AccountStanding, AwaitedCommitment, Home, Todo, WaitingReview
from services.mutes import Muted

T = TypeVar("T")

LOG = Button("home.log", mark("Log a light"), Payload)
PLAN = Button("home.plan", mark("Plan an action"), Payload)

TODOS = 12
REVIEWS = 5
STRATEGIES = 5
ACCOUNTS = 5
ALT = 1_900
"""Characters of the words that stand for a picture."""
DUE = 3
LINE = 160
NAME = 160
MUTED = 5
NOTE = 4
"""Blocks of an answer that stand on top; what they do there is answered in fewer."""


def view(
    _: Speech,
    found: Home,
    pages: Pages,
    note: Message | None = None,
    pictures: Uploads | None = None,
) -> View:
    """The Home of somebody who may use the product; `note` answers what they just did there."""
    shown = pictures or {}
    leads = portfolio.on_home(_, found.portfolio) if found.portfolio else []
    leads += _picture(shown, PORTFOLIO + found.person.id) if leads else []
    body = [] if leads else _first_visit(_)
    if found.accounts:
        body = _busy(_, found, pages, shown)
    return _home([*_answer(note), *leads, *body, divider(), *_help(_)], pages)


def closed(why: str) -> View:
    """The Home of anybody else: no word of any account."""
    return _home([section(why)], Pages())


def _home(blocks: Sequence[Block], pages: Pages) -> View:
    return View(type="home", private_metadata=packed(asdict(pages)), blocks=blocks)


def _answer(note: Message | None) -> list[Block]:
    if note is None:
        return []
    return [*(note.blocks[:NOTE] or [section(escape(note.text))]), divider()]


def _first_visit(_: Speech) -> list[Block]:
    """The welcome, in three lines, and the next step."""
    lines = [
        _("🔴🟡🟢 *Lights* say what speaks for us at a customer, and what stands against us."),
        _("🎯 *Goals* say where we want to be, *strategies* how we get there, all of us."),
        _("🗓️ *The plan* says who does what by when: three months, rolled every month."),
    ]
    step = _(
        "*Next step:* go to the channel of your account team, invite me with `/invite @kam`, and "
        "type `/kam start`. Already set up? Join its channel, and it appears here."
    )
    title = header(_("kam keeps your key accounts on their roadmap"))
    return [title, section("\n".join(lines)), section(step)]


def _busy(_: Speech, found: Home, pages: Pages, pictures: Uploads) -> list[Block]:
    parts = [
        _todos(_, found, pages),
        _reviews(_, found.reviews, pages),
        _strategies(_, found.strategies, pages),
        _accounts(_, found, pages, pictures),
        _told(_, found),
    ]
    return [block for part in parts for block in part]


# ---------------------------------------------------------------------------------------- actions


def _todos(_: Speech, found: Home, pages: Pages) -> list[Block]:
    """Grouped by account; what is overdue, in whichever account, comes first."""
    count = len(found.todos)
    leaf = Leaf("todos", TODOS, pages)
    if not count:
        return [header(_("Your actions")), section(_("Nothing is waiting for you."))]
    blocks: list[Block] = [header(_todos_title(_, found))]
    for _group, todos in groupby(leaf.of(found.todos), key=_group_of):
        shown = list(todos)
        blocks.append(section(f"*{brief(shown[0].account.name, NAME)}*"))
        blocks += [block for todo in shown for block in _row(_, todo, found.person.id)]
    on_page = [(todo.account, todo.entry.action) for todo in leaf.of(found.todos)]
    return [*blocks, *mending.menus(_, on_page), *leaf.turners(_, count)]


def _group_of(todo: Todo) -> tuple[bool, int | None]:
    return todo.entry.is_overdue, todo.account.id


def _todos_title(_: Speech, found: Home) -> str:
    title = _.plural("Your action", "Your {n} actions", len(found.todos))
    overdue = sum(todo.entry.is_overdue for todo in found.todos)
    if not overdue:
        return title
    return f"{title}, {_.plural('{n} overdue', '{n} overdue', overdue)}"


def _row(_: Speech, todo: Todo, me: str) -> list[Block]:
    action = todo.entry.action
    details = facts(_, todo.entry, {me: ""})
    if action.due is None and MissingDetail.DATE not in todo.entry.gaps:
        details.insert(0, month_name(_, action.month))
    text = headline(action, LINE)
    line = section(
        f"{text}\n      {' · '.join(details)}" if details else text,
        FINISH.draw(_, todo.account, Versioned.of(action), beside=action.number),
    )
    return [line, *mending.of_entry(_, todo.account, todo.entry)]


# ---------------------------------------------------------------------------------------- reviews


def _reviews(_: Speech, waiting: Sequence[WaitingReview], pages: Pages) -> list[Block]:
    title = _.plural("{n} plan is to be rolled", "{n} plans are to be rolled", len(waiting))
    return _list(_, Leaf("reviews", REVIEWS, pages), title, waiting, _review)


def _review(_: Speech, due: WaitingReview) -> Block:
    return section(_months(_, due), reviews.roll_button(_, due.account, due.review, style=None))


def _list(
    _: Speech, leaf: Leaf, title: str, waiting: Sequence[T], row: Callable[[Speech, T], Block]
) -> list[Block]:
    """A page of what waits, under its headline; nothing where nothing waits."""
    if not waiting:
        return []
    rows = [row(_, each) for each in leaf.of(waiting)]
    return [divider(), header(title), *rows, *leaf.turners(_, len(waiting))]


def _months(_: Speech, due: WaitingReview) -> str:
    """*Acme*: May to July."""
    month = due.review.month
    return _(
        "*{name}*: {first} to {last}",
        name=brief(due.account.name, NAME),
        first=month_alone(_, month),
        last=month_alone(_, month.plus(2)),
    )


# ------------------------------------------------------------------------------------- strategies


def _strategies(_: Speech, waiting: Sequence[AwaitedCommitment], pages: Pages) -> list[Block]:
    title = _.plural(
        "{n} strategy waits for your commitment",
        "{n} strategies wait for your commitment",
        len(waiting),
    )
    return _list(_, Leaf("strategies", STRATEGIES, pages), title, waiting, _strategy)


def _strategy(_: Speech, each: AwaitedCommitment) -> Block:
    account, strategy = each.account, each.strategy
    return section(
        f"{strategies.headline(strategy, LINE)}\n      {brief(account.name, NAME)}",
        strategies.commit_button(_, account, strategy),
    )


# --------------------------------------------------------------------------------------- accounts


def versions_on_page(found: Home, pages: Pages) -> dict[int, str]:
    """The accounts of which a page shows cards, and the state that each is in."""
    shown = Leaf("accounts", ACCOUNTS, pages).of(found.accounts)
    return {each.account.saved_id: each.version for each in shown}


def _accounts(_: Speech, found: Home, pages: Pages, pictures: Uploads) -> list[Block]:
    leaf, count = Leaf("accounts", ACCOUNTS, pages), len(found.accounts)
    title = _.plural("Your account", "Your {n} accounts", count)
    cards = [
        block for standing in leaf.of(found.accounts) for block in _card(_, standing, pictures)
    ]
    anywhere = [LOG.draw(_), PLAN.draw(_)] if count > 1 else []
    ways = [*anywhere, *light_choices.menus(_, found.lights)]
    below = [actions(*ways)] if ways else []
    return [divider(), header(title), *cards, *leaf.turners(_, count), *below]


def _picture(pictures: Uploads, about: str) -> list[Block]:
    one = pictures.get(about)
    if one is None:
        return []
    return [ImageBlock(alt_text=shorten(one.alt, ALT), slack_file={"id": one.file_id})]


def _card(_: Speech, standing: AccountStanding, pictures: Uploads) -> list[Block]:
    """An account: its light, what is due, its map in small, and what one does there most."""
    account, here = standing.account, f"home-{standing.account.id}"
    return [
        section(
            "\n".join([_line(_, standing), *_due(_, standing)]),
            SHOW_ACCOUNT.draw(_, account, beside=here, label=_("Show")),
        ),
        *_picture(pictures, str(account.id)),
        actions(LOG_LIGHT.draw(_, account, beside=here), new_button(_, account, beside=here)),
    ]


def _due(_: Speech, standing: AccountStanding) -> list[str]:
    """2 overdue. Due within two weeks: A7 Mon 4 May, M4 Fri 8 May and 2 more."""
    lines = []
    if standing.overdue:
        overdue = _.plural("{n} overdue", "{n} overdue", standing.overdue)
        lines.append(f"      ⏰ *{overdue}*")
    if standing.due:
        named = [f"{each.ref} {_.day(each.due)}" for each in standing.due]
        what = ", ".join(cut(_, named, DUE))
        lines.append("      " + _("📅 Due within two weeks: {what}", what=what))
    return lines


def _line(_: Speech, standing: AccountStanding) -> str:
    """🔴 red · *Acme* · #acme-team; Slack names the channel to those only who may know of it."""
    account = standing.account
    name = brief(account.name, NAME)
    return f"{colour_status(_, standing.light)} · *{name}* · <#{account.channel_id}>"


# ------------------------------------------------------------------- what is told, and help


def _told(_: Speech, found: Home) -> list[Block]:
    """The messages that come by themselves and those that do not, with the switches."""
    person = found.person
    if person.wants_reminders:
        text = _("🔔 I remind you on the morning one of your actions is due.")
        switch = STOP.draw(_)
    else:
        text = _("🔕 I do not remind you of your actions.")
        switch = START.draw(_, label=_("Remind me"))
    return [
        divider(),
        section("\n".join([text, *_quiet(_, person), *_muted(_, found.muted)])),
        actions(switch, MINE.draw(_)),
    ]


def _quiet(_: Speech, person: Person) -> list[str]:
    if person.quiet_from is None:
        return []
    return [_("🌙 Quiet hours: {hours}", hours=of_person.quiet(_, person.quiet_hours))]


def _muted(_: Speech, muted: Sequence[Muted]) -> list[str]:
    shown = [name_of(_, each.topic, each.account) for each in muted[:MUTED]]
    shown += rest(_, len(muted) - MUTED)
    return [_("🔇 Muted or snoozed: {what}", what=" · ".join(shown))] if shown else []


def _help(_: Speech) -> list[Block]:
    text = _(
        "Talk to me in an account's channel, such as `/kam lights`; in a thread, mention @kam."
    )
    return [section(text, HELP.draw(_))]
