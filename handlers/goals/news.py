"""News of goals for the channel and the history: the person, the change, the state."""

from collections.abc import Callable, Sequence

from slack_sdk.models.blocks import Block

from documents.facts import agreement
from domain.account import Account
from domain.activity import Activity
from domain.agreement import AgreementStanding
from domain.goal import Goal, GoalKind
from domain.text import shorten
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, section
from handlers.blocks.payload import Numbered
from handlers.goals.buttons import AGREE
from handlers.goals.views import LINE, closed, headline, home, plain_headline
from language.lists import paragraphs
from language.speech import Speech
from language.words import level_word
from services import agreements, goals


def announcement(  # noqa: PLR0917 - what a goal's message shows
    _: Speech,
    account: Account,
    goal: Goal,
    standing: AgreementStanding | None,
    what: str,
    lines: Sequence[str] = (),
    why: str | None = None,
) -> Message:
    """Something happened to a goal: who did what, how it stands, and the button to agree."""
    facts = [
        agreement(_, standing, escape) if standing else "",
        _("Why: {why}", why=escape(why)) if why else "",
    ]
    texts = paragraphs([escape(what), headline(_, goal), *lines, *filter(None, facts)])
    blocks: list[Block] = [section(text) for text in texts]
    if goal.is_open and goal.is_business and standing and not standing.team.is_complete:
        blocks.append(actions(AGREE.draw(_, account, Numbered(goal.number))))
    blocks.append(context(home(_, account)))
    return Message(f"{what}. {plain_headline(_, goal)}", blocks)


def superseded(
    _: Speech, account: Account, goal: Goal | None, standing: AgreementStanding | None, ref: str
) -> Message:
    """An earlier message about a goal, as it stands now."""
    if goal is None:
        text = _("{ref} was taken back.", ref=ref)
        return Message(text, [section(text), context(home(_, account))])
    if not goal.is_open:
        text = f"{headline(_, goal)}\n{closed(_, goal)}"
        return Message(shorten(text, LINE), [section(text), context(home(_, account))])
    return announcement(_, account, goal, standing, _("Where this goal stands now"))


def news(_: Speech, activity: Activity, who: str, kind: GoalKind) -> str:
    """A change of a goal in a sentence, with the person who made it."""
    level = level_word(_, kind)
    details = {
        goals.SET: _("{who} set a {level}", who=who, level=level),
        goals.CHANGED: _("{who} changed a {level}", who=who, level=level),
        goals.RENUMBERED: _("{who} changed the numbers, please agree again", who=who),
        goals.REACHED: _("{who} closed a {level} as reached", who=who, level=level),
        goals.DROPPED: _("{who} dropped a {level}", who=who, level=level),
        goals.REOPENED: _("{who} took up a {level} again", who=who, level=level),
        agreements.CLIENT_AGREED: _("The client agrees, says {who}", who=who),
    }
    return details.get(activity.kind, who)


# -------------------------------------------------------------------------------------- history


def _was_set(_: Speech, change: Activity) -> str:
    text = shorten((change.after or {})["text"], 120)
    return _("set {ref}: {text}", ref=change.subject, text=text)


WHAT: dict[str, Callable[[Speech, Activity], str]] = {
    goals.SET: _was_set,
    goals.CHANGED: lambda _, change: _("changed {ref}", ref=change.subject),
    goals.RENUMBERED: lambda _, change: _("changed the numbers of {ref}", ref=change.subject),
    goals.REACHED: lambda _, change: _("closed {ref} as reached", ref=change.subject),
    goals.DROPPED: lambda _, change: _("dropped {ref}", ref=change.subject),
    goals.REOPENED: lambda _, change: _("took up {ref} again", ref=change.subject),
    agreements.SIGNED: lambda _, change: _("agreed to {ref}", ref=change.subject.partition("/")[0]),
    agreements.CLIENT_AGREED: lambda _, change: _(
        "noted that the client agrees to {ref}", ref=change.subject.partition("/")[0]
    ),
}
"""What each kind of change did, for the history."""

VERBS: dict[str, Callable[[Speech], str]] = {
    goals.SET: lambda _: _("set"),
    goals.CHANGED: lambda _: _("changed"),
    goals.RENUMBERED: lambda _: _("changed"),
    goals.REACHED: lambda _: _("closed"),
    goals.DROPPED: lambda _: _("dropped"),
    goals.REOPENED: lambda _: _("reopened"),
}
"""What each kind of change did to a goal, in one word, for a line that names the goal itself."""
