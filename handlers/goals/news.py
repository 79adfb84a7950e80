"""News of goals for the channel and the history: the person, the change, the state."""

from collections.abc import Callable

from domain.activity import Activity
from domain.goal import GoalKind
from domain.text import shorten
from language.speech import Speech
from language.words import level_word
from services import agreements, goals


def news(_: Speech, activity: Activity, who: str, kind: GoalKind) -> str:
    """A change of a goal in a sentence, with the person who made it."""
    level = level_word(_, kind)
    details = {
        goals.SET: _("{who} set a {level}", who=who, level=level),
        goals.CHANGED: _("{who} changed a {level}", who=who, level=level),
        goals.RENUMBERED: _("{who} changed the numbers, please agree again", who=who),
        goals.REACHED: _("🎉 We did it! {who} closed a {level} as reached", who=who, level=level),
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
