"""News of goals for the channel and the history: the person, the change, the state."""

from domain.activity import Activity
from domain.goal import GoalKind
from handlers.blocks.past import Tell, tells
from language.speech import Speech, mark
from language.words import level_word
from services import agreements, goals

NEWS = {
    goals.SET: mark("{who} set a {level}"),
    goals.CHANGED: mark("{who} changed a {level}"),
    goals.RENUMBERED: mark("{who} changed the numbers, please agree again"),
    goals.REACHED: mark("🎉 We did it! {who} closed a {level} as reached"),
    goals.DROPPED: mark("{who} dropped a {level}"),
    goals.REOPENED: mark("{who} took up a {level} again"),
    agreements.CLIENT_AGREED: mark("The client agrees, says {who}"),
}


def news(_: Speech, activity: Activity, who: str, kind: GoalKind) -> str:
    """A change of a goal in a sentence, with the person who made it."""
    said = NEWS.get(activity.kind)
    return _(said, who=who, level=level_word(_, kind)) if said else who


# -------------------------------------------------------------------------------------- history


WHAT: dict[str, Tell] = {
    goals.SET: tells(mark("set {ref}: {text}"), text="text"),
    goals.CHANGED: tells(mark("changed {ref}")),
    goals.RENUMBERED: tells(mark("changed the numbers of {ref}")),
    goals.REACHED: tells(mark("closed {ref} as reached")),
    goals.DROPPED: tells(mark("dropped {ref}")),
    goals.REOPENED: tells(mark("took up {ref} again")),
    agreements.SIGNED: tells(mark("agreed to {ref}")),
    agreements.CLIENT_AGREED: tells(mark("noted that the client agrees to {ref}")),
}
"""What each kind of change did, for the history."""

VERBS: dict[str, str] = {
    goals.SET: mark("set"),
    goals.CHANGED: mark("changed"),
    goals.RENUMBERED: mark("changed"),
    goals.REACHED: mark("closed"),
    goals.DROPPED: mark("dropped"),
    goals.REOPENED: mark("reopened"),
}
"""What each kind of change did to a goal, in one word, for a line that names the goal itself."""
