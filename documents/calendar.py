"""A diary as an iCalendar file, which every calendar takes; the library escapes what people wrote.

Each thing keeps its UID for ever and a newer file has a higher SEQUENCE: importing again moves
what has moved, and adds nothing twice.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from domain.account import Account
from domain.action import Action
from language.speech import Speech
from language.words import kind_word, month_name
from services.diary import Diary
from services.occurrences import ReviewDay

if TYPE_CHECKING:
    from icalendar import Event

ONE_DAY = timedelta(days=1)
REVIEW_LASTS = timedelta(hours=1)


def calendar(_: Speech, diary: Diary, now: datetime) -> bytes:
    """The diary as a file."""
    from icalendar import Calendar  # noqa: PLC0415 - 50 ms that a start saves

    made = Calendar()
    made.add("prodid", "-//kam//kam//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "kam")
    for account, action in diary.actions:
        made.add_component(_action(_, account, action, now))
    for account, day in diary.reviews:
        made.add_component(_review(_, account, day, now))
    year = now.year
    made.add_missing_timezones(date(year, 1, 1), date(year + 2, 1, 1))
    return bytes(made.to_ical())


def _action(_: Speech, account: Account, action: Action, now: datetime) -> "Event":
    """A whole day, which keeps nobody busy."""
    assert action.due is not None  # noqa: S101 - a diary has no others
    event = _event(account, action.ref, now)
    event.add("summary", f"{action.ref} {action.text} ({account.name})")
    event.add("dtstart", action.due)
    event.add("dtend", action.due + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    facts = [
        _("for {ref}", ref=action.serves) if action.serves else "",
        kind_word(_, action.kind) if action.kind else "",
        _("Done? `/kam done A{number}` in the account's channel.", number=action.number),
    ]
    event.add("description", "\n".join(fact for fact in facts if fact))
    return event


def _review(_: Speech, account: Account, day: ReviewDay, now: datetime) -> "Event":
    """At the account's own hour, whatever the clocks do."""
    event = _event(account, f"review-{day.month}", now)
    begins = day.at.astimezone(account.zone)
    event.add("summary", _("Review of {account}", account=account.name))
    event.add("dtstart", begins)
    event.add("dtend", (day.at + REVIEW_LASTS).astimezone(account.zone))
    month = month_name(_, day.month)
    event.add("description", _("We plan {month} and the two months after it.", month=month))
    return event


def _event(account: Account, name: str, now: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", f"{account.workspace_id}-{account.id}-{name}@kam")
    event.add("dtstamp", now)
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("class", "PRIVATE")
    return event
