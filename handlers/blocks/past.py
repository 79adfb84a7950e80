"""The past of one noun: a line a change, with its moment."""

from collections.abc import Callable, Mapping, Sequence

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import section
from language.lists import paragraphs
from language.speech import Speech

LINE = 400
"""Characters of a change, unless it is shown whole."""

Tell = str | Callable[[Speech, Activity], str]
"""What a change did to `{ref}`: a sentence of the catalog, or what makes one."""


def lines(
    _: Speech, account: Account, changes: Sequence[Activity], say: Callable[[Activity], str]
) -> list[Block]:
    """Each change as `say` tells it, behind its moment in the account's time zone."""
    told = [f"{_.moment(each.at.astimezone(account.zone))}  {say(each)}" for each in changes]
    return [section(text) for text in paragraphs(told)]


def by_whom(
    _: Speech,
    account: Account,
    changes: Sequence[Activity],
    names: Mapping[str, str],
    what: Mapping[str, Tell],
    limit: int | None = LINE,
) -> list[Block]:
    """12 May 09:30  *Anna*  added C5: Eva Leitner."""

    def say(change: Activity) -> str:
        who = escape(names.get(change.by, _("Somebody")))
        told = f"{did(_, what[change.kind], change)}{why(change)}"
        return f"*{who}*  {brief(told, limit) if limit else escape(told)}{undone(_, change)}"

    return lines(_, account, changes, say)


def did(_: Speech, tell: Tell, change: Activity) -> str:
    """A change without the person; of a part, such as a measurement, it names the whole."""
    if callable(tell):
        return tell(_, change)
    return _(tell, ref=change.subject.partition("/")[0])


def why(change: Activity) -> str:
    """The reason somebody gave, behind a colon."""
    return f": {change.why}" if change.why else ""


def undone(_: Speech, change: Activity) -> str:
    """That it was taken back, in brackets."""
    return f" ({_('undone')})" if change.undone_at else ""
