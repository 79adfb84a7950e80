"""The notices of an account and their fate, in sentences."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from domain.notice import Kind, Notice, State
from domain.routine import Routine, RoutineKind
from handlers.blocks.message import Message, header, section
from handlers.deliveries.reasons import in_words
from language.lists import paragraphs
from language.speech import Speech
from services.deliveries import Deliveries

Word = Callable[[Speech], str]

NAMES: Mapping[Kind, Word] = {
    Kind.DIGEST: lambda _: _("Weekly digest"),
    Kind.REVIEW: lambda _: _("Monthly review"),
    Kind.NUDGE: lambda _: _("Reminder of the review"),
    Kind.NUDGE_OWNER: lambda _: _("Reminder of the review to the owner"),
    Kind.PLAN_POSTED: lambda _: _("The plan after the review"),
    Kind.LIGHT: lambda _: _("Card of a light"),
    Kind.LIGHT_NEWS: lambda _: _("News of a light"),
    Kind.GOAL: lambda _: _("Card of a goal"),
    Kind.GOAL_NEWS: lambda _: _("News of a goal"),
    Kind.SLIP: lambda _: _("A milestone that slips"),
    Kind.SLIP_OVER: lambda _: _("A slip that is over"),
    Kind.STRATEGY: lambda _: _("A strategy"),
    Kind.CONCERN: lambda _: _("A concern"),
    Kind.ASSIGNED: lambda _: _("An action was given to somebody"),
    Kind.REMINDER: lambda _: _("Morning reminder"),
    Kind.PULSE: lambda _: _("Pulse of a relationship goal"),
    Kind.EXPORT: lambda _: _("Export"),
    Kind.CALENDAR: lambda _: _("Calendar file"),
    Kind.HELLO: lambda _: _("Hello in the channel"),
    Kind.ACCOUNT_NEWS: lambda _: _("News of the account"),
    Kind.NEW_OWNER: lambda _: _("Note to a new owner"),
    Kind.ACCOUNT_MOVED: lambda _: _("Note that the account has moved here"),
    Kind.ACCOUNT_GONE: lambda _: _("Note that the account has moved away"),
    Kind.WITHDRAWN: lambda _: _("A message is emptied where the account has moved away"),
    Kind.HELD: lambda _: _("Note to the owner that messages are held back"),
}
"""What a message is called; where it has no name of its own here, its kind is one."""

ROUTINES: Mapping[RoutineKind, Word] = {
    RoutineKind.DIGEST: lambda _: _("Weekly digest"),
    RoutineKind.REVIEW: lambda _: _("Monthly review"),
}


def shown(_: Speech, found: Deliveries, now: datetime) -> Message:
    """The notices of an account and their fate, newest first."""
    title = _("{name}: what was due, and what became of it", name=found.account.name)
    blocks: list[Block] = [header(title)]
    blocks += [section(text) for text in paragraphs(list(lines(_, found, now)))]
    return Message(title, blocks)


def lines(_: Speech, found: Deliveries, now: datetime) -> Iterator[str]:
    """A sentence for each routine and each notice."""
    if found.account.is_archived:
        yield _("The account is archived: nothing falls due any more.")
    else:
        yield from (routine(_, each, found.account.zone, now) for each in found.routines)
    yield from (sentence(_, each, found.account.zone) for each in found.notices)
    if not found.notices:
        yield _("Nothing was due yet.")


def routine(_: Speech, one: Routine, zone: ZoneInfo, now: datetime) -> str:
    """Whether it is on, and when it is due next."""
    name = ROUTINES[one.kind](_)
    if not one.is_on:
        return _("{name}: turned off. `/kam settings` turns it on.", name=name)
    if one.is_snoozed(now) and one.snoozed_until:
        until = _.moment(one.snoozed_until.astimezone(zone))
        return _("{name}: snoozed until {until}.", name=name, until=until)
    if one.next_at is None:
        return _("{name}: on; the clock has not worked out yet when.", name=name)
    return _("{name}: on, due next {when}.", name=name, when=_.moment(one.next_at.astimezone(zone)))


def sentence(_: Speech, notice: Notice, zone: ZoneInfo) -> str:
    """One notice in a sentence: its due time, its fate and the reason."""
    word = NAMES.get(notice.kind)
    name = word(_) if word else notice.kind.replace("_", " ").capitalize()
    name = f"{name} {notice.subject}" if notice.subject else name
    due = _.moment(notice.due_at.astimezone(zone))
    fate = FATES[notice.state](_, notice, zone)
    details = {"number": notice.id, "name": name, "due": due, "fate": fate}
    return _("No. {number}: {name}, due {due}: {fate}", **details)


def _next(_: Speech, notice: Notice, zone: ZoneInfo) -> str:
    return _.moment(notice.next_at.astimezone(zone)) if notice.next_at else ""


def _sent(_: Speech, notice: Notice, zone: ZoneInfo) -> str:
    when = _.moment(notice.sent_at.astimezone(zone)) if notice.sent_at else ""
    if notice.attempts > 1:
        return _("sent {when}, at attempt {number}.", when=when, number=notice.attempts)
    return _("sent {when}.", when=when)


def _skipped(_: Speech, notice: Notice, _zone: ZoneInfo) -> str:
    return _("not sent: {reason}.", reason=in_words(_, notice.reason))


def _dead(_: Speech, notice: Notice, _zone: ZoneInfo) -> str:
    return _("it can never be sent: {reason}.", reason=in_words(_, notice.reason))


def _held(_: Speech, notice: Notice, zone: ZoneInfo) -> str:
    again, reason = _next(_, notice, zone), in_words(_, notice.reason)
    return _("held back: {reason}. I look again {again}.", reason=reason, again=again)


def _planned(_: Speech, notice: Notice, zone: ZoneInfo) -> str:
    again = _next(_, notice, zone)
    if notice.reason is None:
        return _("it goes out {again}.", again=again)
    reason = in_words(_, notice.reason)
    return _("not sent yet: {reason}. I try again {again}.", reason=reason, again=again)


def _uncertain(_: Speech, notice: Notice, zone: ZoneInfo) -> str:
    again = _next(_, notice, zone)
    return _("perhaps sent: Slack gave no clear answer. I look it up {again}.", again=again)


def _under_way(_: Speech, _notice: Notice, _zone: ZoneInfo) -> str:
    return _("it is being sent.")


FATES: Mapping[State, Callable[[Speech, Notice, ZoneInfo], str]] = {
    State.SENT: _sent,
    State.SKIPPED: _skipped,
    State.DEAD: _dead,
    State.HELD: _held,
    State.PLANNED: _planned,
    State.UNCERTAIN: _uncertain,
    State.CLAIMED: _under_way,
    State.SENDING: _under_way,
}
