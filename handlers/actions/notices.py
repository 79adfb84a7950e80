"""Notices about actions: somebody got one, something is due, an owner has gone."""

from datetime import date

from domain.notice import Kind
from domain.plan import entry
from handlers.owed.base import Composer, Moot, Owed, activity_of
from handlers.views import actions as views
from handlers.views import reminders as reminder_views
from handlers.views.message import Message
from services import access, actions, history, plan, reminders


def assigned(owed: Owed) -> Message:
    """Somebody was given an action, if it is still theirs to do."""
    activity = activity_of(owed)
    action = actions.find(owed.uow, owed.account_id, activity.subject)
    here = plan.present(owed.uow, owed.home)
    if action is None or not action.is_open or action.owner_id != owed.notice.to:
        raise Moot("not theirs any more")
    if owed.notice.to not in here:
        raise Moot("not in the team any more")
    today = owed.home.today(owed.now)
    first = plan.window(owed.uow, owed.home, today).first
    return views.assigned(
        owed.speech,
        owed.home,
        entry(action, first, today, here),
        history.name(owed.uow, activity.by) or "",
        {},
        is_new=activity.kind == actions.PLANNED,
    )


def reminder(owed: Owed) -> Message:
    """What is due, as things stand now; nothing to somebody who has turned it off."""
    person = access.known(owed.uow, owed.notice.to)
    if person is None or not person.wants_reminders:
        raise Moot("turned off")
    day = date.fromisoformat(owed.notice.period.rpartition("/")[2])
    found = reminders.due(owed.uow, person.id, day, owed.now)
    if not found:
        raise Moot("nothing is due any more")
    return reminder_views.reminder(owed.speech, found)


def owner_lost(owed: Owed) -> Message:
    """The owner of the account learns whose actions need somebody else."""
    person_id = owed.notice.facts["person"]
    found = reminders.lost(owed.uow, owed.home, person_id)
    if not found:
        raise Moot("nothing is left without an owner")
    name = history.name(owed.uow, person_id) or ""
    return reminder_views.owner_lost(owed.speech, owed.home, name, found)


COMPOSERS: dict[Kind, Composer] = {
    Kind.ASSIGNED: assigned,
    Kind.REMINDER: reminder,
    Kind.OWNER_LOST: owner_lost,
}
