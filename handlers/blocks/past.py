"""The past of one noun: a line a change, with its moment."""

from collections.abc import Callable, Mapping, Sequence

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from domain.text import shorten
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import section
from language.lists import paragraphs
from language.speech import Speech
from services import history

LINE = 400
"""Characters of a change, unless it is shown whole."""

TEXT = 120
"""Characters of a text in a sentence about its change."""

Tell = Callable[[Speech, Activity], str]


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
        told = f"{what[change.kind](_, change)}{why(change)}"
        return f"*{who}*  {brief(told, limit) if limit else escape(told)}{undone(_, change)}"

    return lines(_, account, changes, say)


def tells(sentence: str, **fields: str) -> Tell:
    """Tells a change in a sentence of the catalog, which names its `{ref}`.

    `fields` are what it set, by their names in the sentence.
    """

    def tell(_: Speech, change: Activity) -> str:
        after = change.after or {}
        facts = {name: shorten(str(after.get(field, "")), TEXT) for name, field in fields.items()}
        return _(sentence, ref=history.whole(change.subject), **facts)

    return tell


def why(change: Activity) -> str:
    """The reason somebody gave, behind a colon."""
    return f": {change.why}" if change.why else ""


def undone(_: Speech, change: Activity) -> str:
    """That it was taken back, in brackets."""
    return f" ({_('undone')})" if change.undone_at else ""
