"""Private messages about strategies that wait for somebody's commitment."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.notice_kinds import Topic
from domain.strategy import Strategy
from domain.text import alphabetical, shorten
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, section
from handlers.blocks.payload import Numbered
from handlers.goals import views as goals
from handlers.goals.buttons import AGREE
from handlers.lights.views import account_name
from handlers.mutes.views import footer
from handlers.strategies.buttons import SHOW
from handlers.strategies.lines import (
    NAMED,
    answers,
    headline,
    name_of,
    plain_headline,
)
from language.lists import cut, rest
from language.speech import Speech
from services.agreeing import ToAgree
from services.asking import Silent
from services.standings import Waiting

ROWS = 8
"""Strategies with buttons of their own; Slack takes 50 blocks and 12,000 characters a message."""

LINE = 300
STATEMENT = 600
TOLD = 2_900


def shown(_: Speech, found: Waiting) -> Message:
    """The team's strategies, for somebody who joined, with the question to commit."""
    account = found.account
    title = _.plural(
        "Welcome to the team of {account}. One strategy asks for your part.",
        "Welcome to the team of {account}. {n} strategies ask for your part.",
        len(found.strategies),
        account=account.name,
    )
    blocks: list[Block] = [section(f"*{escape(title)}*")]
    blocks += _rows(_, account, found.strategies[:ROWS])
    blocks += _rest(_, len(found.strategies) - ROWS)
    blocks.append(context(_("You get this once, because you joined the team.")))
    named = "; ".join(plain_headline(one) for one in found.strategies)
    return Message(shorten(f"{title} {named}", TOLD), blocks)


def reminder(_: Speech, found: Sequence[Waiting], to_agree: Sequence[ToAgree] = ()) -> Message:
    """The strategies and goals that wait for somebody, over all their accounts."""
    count = sum(len(each.strategies) for each in found)
    title = _title(_, count, sum(len(each.goals) for each in to_agree))
    blocks: list[Block] = [header(title)]
    left = ROWS
    for each in found:
        some = each.strategies[:left]
        if some:
            blocks.append(section(f"*{account_name(each.account)}*"))
        blocks += _rows(_, each.account, some)
        left -= len(some)
    blocks += _rest(_, count - ROWS)
    blocks += _to_agree(_, to_agree)
    blocks += footer(_, Topic.COMMITMENTS, _why(_, has_strategies=count > 0), personal=True)
    named = [plain_headline(one) for each in found for one in each.strategies]
    named += [goals.plain_headline(_, goal) for each in to_agree for goal in each.goals]
    return Message(shorten(f"{title}. {'; '.join(named)}", TOLD), blocks)


def _why(_: Speech, *, has_strategies: bool) -> str:
    """Why somebody gets it; a strategy is answered in a line, a goal by a button alone."""
    if not has_strategies:
        return _("You get this because you are in the team and have not answered yet.")
    return _(
        "You get this because you are in the team and have not answered yet. "
        "One line is enough, and a concern is an answer, too."
    )


def _title(_: Speech, strategies: int, business: int) -> str:
    waiting = [commitments_wait(_, strategies)] if strategies else []
    return _.listing([*waiting, *([agreements_wait(_, business)] if business else [])])


def commitments_wait(_: Speech, count: int) -> str:
    """2 strategies wait for your commitment."""
    return _.plural(
        "{n} strategy waits for your commitment", "{n} strategies wait for your commitment", count
    )


def agreements_wait(_: Speech, count: int) -> str:
    """2 goals wait for your agreement."""
    return _.plural("{n} goal waits for your agreement", "{n} goals wait for your agreement", count)


def _to_agree(_: Speech, to_agree: Sequence[ToAgree]) -> list[Block]:
    """The goals that wait for somebody's agreement, each with the button that gives it."""
    asked = [(each.account, goal) for each in to_agree for goal in each.goals]
    blocks: list[Block] = [
        section(
            f"*{account_name(account)}*\n{goals.headline(_, goal)}",
            AGREE.draw(_, account, Numbered(goal.number), beside=f"{account.id}-{goal.number}"),
        )
        for account, goal in asked[:ROWS]
    ]
    more = rest(_, len(asked) - ROWS)
    return [*blocks, *(context(f"{each}: `/kam goals`") for each in more)]


def _rows(_: Speech, account: Account, strategies: Sequence[Strategy]) -> list[Block]:
    return [block for each in strategies for block in _row(_, account, each)]


def _row(_: Speech, account: Account, one: Strategy) -> list[Block]:
    says = f"\n{brief(one.statement, STATEMENT)}" if one.statement else ""
    return [section(f"{headline(one, LINE)}{says}"), actions(*answers(_, account, one))]


def _rest(_: Speech, count: int) -> list[Block]:
    return [context(f"{each}: `/kam strategies`") for each in rest(_, count)]


def uncommitted(
    _: Speech, account: Account, found: Sequence[Silent], names: Mapping[str, str]
) -> Message:
    """The owner learns who has not answered, and what helps."""
    people = {person for each in found for person in each.people}
    title = _.plural(
        "{n} person has not answered to a strategy of {account}",
        "{n} people have not answered to a strategy of {account}",
        len(people),
        account=account.name,
    )
    blocks: list[Block] = [section(f"*{escape(title)}*")]
    blocks += [_who(_, account, each, names) for each in found[:ROWS]]
    blocks += _rest(_, len(found) - ROWS)
    hint = _("They were reminded twice. A talk helps more than a third message.")
    blocks.append(context(hint))
    why = _("You get this once, because you look after {name}.", name=account_name(account))
    blocks += footer(_, Topic.UNCOMMITTED, why, account=account, personal=True)
    details = "; ".join(plain_headline(each.strategy) for each in found)
    return Message(shorten(f"{title}: {details}", TOLD), blocks)


def _who(_: Speech, account: Account, found: Silent, names: Mapping[str, str]) -> Block:
    called = sorted((name_of(_, names, each) for each in found.people), key=alphabetical)
    listed = _.listing(cut(_, called, NAMED))
    show = SHOW.draw(_, account, Numbered(found.strategy.number), beside=found.strategy.number)
    return section(f"{headline(found.strategy, LINE)}\n⏳ {listed}", show)
