"""Mutes and quiet hours: what a person, or a whole account, is not told now."""

from dataclasses import dataclass
from datetime import datetime

from domain.account import Account
from domain.mute import ROUTINES, Mute
from domain.notice import Notice
from domain.notice_kinds import Topic
from domain.person import Person
from domain.settings import snoozed_until
from services import access, reminders
from services.access import Acting
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Muted:
    """A topic that somebody has muted, for ever or until a day; of one account, or of all."""

    topic: Topic
    account: Account | None
    until: datetime | None


def mute(uow: UnitOfWork, person: Person, acting: Acting | None, topic: Topic) -> Muted:
    """Never tell this person of the topic again; `acting`: of its account only.

    Reminders have a switch of their own, which this turns off.
    """
    if topic is Topic.REMINDERS:
        reminders.switch(uow, person.id, on=False)
    else:
        _keep(uow, person, acting, topic, None)
    return Muted(topic, acting.account if acting else None, None)


def snooze(
    uow: UnitOfWork, person: Person, acting: Acting | None, topic: Topic, now: datetime
) -> Muted:
    """Tell this person nothing of the topic for a week, by their own clocks."""
    until = snoozed_until(now, person.zone)
    _keep(uow, person, acting, topic, until)
    return Muted(topic, acting.account if acting else None, until)


def lift(uow: UnitOfWork, person: Person, account_id: int | None, topic: Topic) -> None:
    """Tell them again."""
    if topic is Topic.REMINDERS:
        reminders.switch(uow, person.id, on=True)
    kept = uow.mutes.get(person.id, account_id, topic)
    if kept is not None:
        uow.remove(kept)


def of(uow: UnitOfWork, person_id: str, now: datetime) -> list[Muted]:
    """The topics that a person has muted or snoozed; raises NotAllowed.

    The switch for reminders is a field of the person.
    """
    person = access.person(uow, person_id)
    held = [each for each in uow.mutes.of(person.id) if each.holds(now)]
    visible = {account.id: account for account in uow.accounts.visible_to(person)} if held else {}
    return [
        Muted(each.topic, visible.get(each.account_id), each.until)
        for each in held
        if each.account_id is None or each.account_id in visible
    ]


def silence(uow: UnitOfWork, notice: Notice, now: datetime) -> str | None:
    """Why a notice is not to be sent: its reader, or its account, wants no such message now."""
    topic = notice.promise.topic
    if topic is None:
        return None
    if not notice.is_dm:
        return _silence_of_account(uow, notice, topic, now)
    held = [
        each for each in uow.mutes.about(notice.to, notice.account_id, topic) if each.holds(now)
    ]
    if not held:
        return None
    return "muted" if any(each.until is None for each in held) else "snoozed"


def quiet_until(uow: UnitOfWork, notice: Notice, now: datetime) -> datetime | None:
    """When the quiet hours of the reader of a DM are over; None where it may come now.

    What somebody asked for a moment ago comes at once, and what rewrites a message rings nowhere.
    """
    if not notice.is_dm or notice.promise.awaited or notice.edits is not None:
        return None
    reader = access.known(uow, notice.to)
    return reader.quiet_end(now) if reader else None


def _silence_of_account(uow: UnitOfWork, notice: Notice, topic: Topic, now: datetime) -> str | None:
    kind = ROUTINES.get(topic)
    if kind is None or notice.account_id is None:
        return None
    routine = uow.routines.get(notice.account_id, kind)
    if routine is None or not routine.is_quiet(now):
        return None
    return "snoozed for the account" if routine.is_on else "muted for the account"


def _keep(
    uow: UnitOfWork, person: Person, acting: Acting | None, topic: Topic, until: datetime | None
) -> None:
    uow.mutes.keep(
        Mute(
            workspace_id=uow.workspace_id,
            person_id=person.id,
            account_id=acting.account_id if acting else None,
            topic=topic,
            until=until,
        )
    )
