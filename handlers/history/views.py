"""The history as people read it."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from handlers.accounts import audience_views as guests
from handlers.accounts import confidentiality, moving, succession
from handlers.accounts import views as accounts
from handlers.actions import news as action_news
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, section
from handlers.contacts import views as contacts
from handlers.goals import news as goal_news
from handlers.history.buttons import undo_button
from handlers.knowledge import views as knowledge
from handlers.lights import views as lights
from handlers.lights.views import NAME
from handlers.milestones import views as milestones
from handlers.quotes import views as quotes
from handlers.reviews import views as review_views
from handlers.settings import views as setting_views
from handlers.strategies import cards as strategies
from language.lists import paragraphs
from language.speech import Speech, mark

MODULES = (
    accounts,
    guests,
    confidentiality,
    moving,
    succession,
    lights,
    action_news,
    review_views,
    goal_news,
    milestones,
    quotes,
    strategies,
    contacts,
    knowledge,
    setting_views,
)
WHAT = {kind: tell for module in MODULES for kind, tell in module.WHAT.items()}
VERBS: dict[str, str] = {
    **lights.VERBS,
    **action_news.VERBS,
    **review_views.VERBS,
    **goal_news.VERBS,
    **milestones.VERBS,
    **strategies.VERBS,
}
Names = Mapping[str, str]

LINE = 400
"""Characters of a change: twenty of them must fit into a message."""


def history(
    _: Speech, account: Account, changes: Sequence[Activity], names: Names, me: str
) -> Message:
    """The latest changes of an account, newest first."""
    title = _("{name}: what happened", name=account.name)
    lines = [line(_, account, change, names) for change in changes]
    blocks: list[Block] = [header(title)]
    blocks += [section(text) for text in paragraphs(lines or [_("Nothing yet.")])]
    mine = next((each for each in changes if each.by == me and each.undone_at is None), None)
    if mine is not None:
        hint = _("Undo takes back your latest change: {what}", what=escape(what(_, mine)))
        blocks += [actions(undo_button(_, account, mine)), context(hint)]
    return Message(title, blocks)


def line(_: Speech, account: Account, change: Activity, names: Names) -> str:
    """When, who, what."""
    when = _.moment(change.at.astimezone(account.zone))
    who = names.get(change.by, _("Somebody"))
    undone = f" ({_('undone')})" if change.undone_at else ""
    why = f" ({change.why})" if change.why else ""
    details = brief(what(_, change) + why, LINE)
    return f"{when}  " + _("{who}  {what}", who=f"*{brief(who, NAME)}*", what=details) + undone


def what(_: Speech, change: Activity) -> str:
    """A change without the person; in German without the "hat" that stands behind the person."""
    tell = WHAT.get(change.kind)
    return tell(_, change) if tell else change.kind


def verb(_: Speech, kind: str) -> str:
    """A change in one word, as in "Ben already cleared L3"."""
    said = VERBS.get(kind, mark("changed"))
    return _(said)


def undone(_: Speech, change: Activity) -> Message:
    """A change was taken back."""
    text = _("Taken back: {what}", what=escape(what(_, change)))
    return Message(text, [section(text)], replace=True)
