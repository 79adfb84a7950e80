"""Changes of actions, in words."""

from datetime import date

from domain.activity import Activity
from domain.calendar import Month
from handlers.blocks.past import Tell, tells
from language.speech import Speech, mark
from language.words import month_name
from services.actions import (
    AIMED,
    ASSIGNED,
    CARRIED,
    DONE,
    DROPPED,
    MOVED,
    NAMED,
    OUTCOME_TOLD,
    PLANNED,
    REOPENED,
    REWORDED,
)


def _moved(_: Speech, change: Activity) -> str:
    """Only what changed is recorded: without a new month the day alone moved."""
    after = change.after or {}
    if after.get("due"):
        where = _.day(date.fromisoformat(after["due"]))
    elif after.get("month"):
        where = month_name(_, Month.parse(after["month"]))
    else:
        return _("took the date off {ref}", ref=change.subject)
    return _("moved {ref} to {where}", ref=change.subject, where=where)


def _done(_: Speech, change: Activity) -> str:
    if not (change.after or {}).get("outcome"):
        return _("marked {ref} done", ref=change.subject)
    return _with_outcome(_, change)


_with_outcome = tells(mark("marked {ref} done: {outcome}"), outcome="outcome")


WHAT: dict[str, Tell] = {
    PLANNED: tells(mark("planned {ref}: {text}"), text="text"),
    DONE: _done,
    OUTCOME_TOLD: tells(mark("told what came of {ref}: {outcome}"), outcome="outcome"),
    NAMED: tells(mark("linked {ref} to C{number}"), number="contact"),
    MOVED: _moved,
    ASSIGNED: tells(mark("gave {ref} to somebody")),
    DROPPED: tells(mark("dropped {ref}")),
    CARRIED: tells(mark("carried {ref} over")),
    AIMED: tells(mark("linked {ref} to {what}"), what="serves"),
    REWORDED: tells(mark("reworded {ref}")),
    REOPENED: tells(mark("reopened {ref}")),
}
"""What each kind of change did, for the history."""

ANSWERS = {
    PLANNED: mark("Planned."),
    DONE: mark("Done."),
    MOVED: mark("Moved."),
    ASSIGNED: mark("Assigned."),
    DROPPED: mark("Dropped."),
    CARRIED: mark("Carried over."),
    AIMED: mark("Linked."),
    NAMED: mark("Linked."),
    OUTCOME_TOLD: mark("Noted."),
    REWORDED: mark("Changed."),
    REOPENED: mark("Open again."),
}
"""What is said first to the person who made a change of each kind."""

VERBS: dict[str, str] = {
    PLANNED: mark("planned"),
    DONE: mark("completed"),
    MOVED: mark("moved"),
    ASSIGNED: mark("reassigned"),
    DROPPED: mark("dropped"),
    CARRIED: mark("carried over"),
    AIMED: mark("linked"),
    NAMED: mark("linked"),
    OUTCOME_TOLD: mark("completed"),
    REWORDED: mark("reworded"),
    REOPENED: mark("reopened"),
}
"""What each kind of change did to an action, in one word."""
