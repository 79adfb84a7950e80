"""Changes of actions, in words for the history."""

from collections.abc import Callable
from datetime import date

from domain.activity import Activity
from domain.calendar import Month
from domain.text import shorten
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


def _planned(_: Speech, change: Activity) -> str:
    text = shorten((change.after or {})["text"], 120)
    return _("planned {ref}: {text}", ref=change.subject, text=text)


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


def _aimed(_: Speech, change: Activity) -> str:
    what = (change.after or {})["serves"]
    return _("linked {ref} to {what}", ref=change.subject, what=what)


def _done(_: Speech, change: Activity) -> str:
    came = (change.after or {}).get("outcome")
    if not came:
        return _("marked {ref} done", ref=change.subject)
    return _("marked {ref} done: {outcome}", ref=change.subject, outcome=shorten(came, 120))


def _told(_: Speech, change: Activity) -> str:
    came = shorten((change.after or {})["outcome"], 120)
    return _("told what came of {ref}: {outcome}", ref=change.subject, outcome=came)


def _named(_: Speech, change: Activity) -> str:
    number = (change.after or {})["contact"]
    return _("linked {ref} to C{number}", ref=change.subject, number=number)


WHAT: dict[str, Callable[[Speech, Activity], str]] = {
    PLANNED: _planned,
    DONE: _done,
    OUTCOME_TOLD: _told,
    NAMED: _named,
    MOVED: _moved,
    ASSIGNED: lambda _, change: _("gave {ref} to somebody", ref=change.subject),
    DROPPED: lambda _, change: _("dropped {ref}", ref=change.subject),
    CARRIED: lambda _, change: _("carried {ref} over", ref=change.subject),
    AIMED: _aimed,
    REWORDED: lambda _, change: _("reworded {ref}", ref=change.subject),
    REOPENED: lambda _, change: _("reopened {ref}", ref=change.subject),
}
"""What each kind of change did, for the history."""

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
