"""How amber lights ended: `/kam lights past`, and the one line of the review."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.amber import AmberEnd, AmberTally, amber_tally
from domain.light import Colour
from handlers.blocks.escaping import brief
from handlers.blocks.message import Message, header, section
from language.lists import cut, paragraphs
from language.speech import Speech
from language.words import DOTS

SHOWN = 30
LINE = 220


def past(_: Speech, account: Account, ends: Sequence[AmberEnd]) -> Message:
    """The tally of the ambers that ended, then each of them, the latest first."""
    title = _("{name}: how ambers ended", name=account.name)
    tally = amber_tally(ends)
    told = told_tally(_, tally) if tally else _("No amber light has ended yet.")
    lines = cut(_, [_line(_, account, end) for end in ends], SHOWN)
    blocks: list[Block] = [header(title), section(told)]
    blocks += [section(text) for text in paragraphs(lines)]
    return Message(f"{title}. {told}", blocks)


def told_tally(_: Speech, tally: AmberTally) -> str:
    """Of 12 ambers, 7 went green, 3 went red and 2 were cleared; median 19 days."""
    went = [_went(_, colour, tally.went.get(colour, 0)) for colour in (*TURNS, None)]
    return _(
        "{ambers}: {went}; median {days}.",
        ambers=_.plural("{n} amber ended", "{n} ambers ended", tally.total),
        went=_.listing([each for each in went if each]),
        days=_.plural("{n} day", "{n} days", tally.median_days),
    )


TURNS = (Colour.GREEN, Colour.RED)
"""What an amber may turn to."""


def _went(_: Speech, colour: Colour | None, count: int) -> str:
    if not count:
        return ""
    return {
        Colour.GREEN: _.plural("{n} went green", "{n} went green", count),
        Colour.RED: _.plural("{n} went red", "{n} went red", count),
        None: _.plural("{n} was cleared", "{n} were cleared", count),
    }[colour]


def _line(_: Speech, account: Account, end: AmberEnd) -> str:
    """🟢 *L3* went green on 12 May, after 9 days: budget wobbles."""
    words = {Colour.GREEN: _("went green"), Colour.RED: _("went red"), None: _("was cleared")}
    said = _(
        "{ref} {went} on {day}, after {days}",
        ref=f"*{end.ref}*",
        went=words[end.went],
        day=_.day(account.today(end.at)),
        days=_.plural("{n} day", "{n} days", end.days),
    )
    return f"{DOTS[end.went] if end.went else '☑️'} {said}: {brief(end.text, LINE)}"
