"""Notices about actions: somebody got one, something is due, an owner has gone."""

from datetime import date

from domain.notice import Kind
from domain.plan import entry
from handlers.actions import handovers as handover_views
from handlers.actions import reminders as reminder_views
from handlers.actions import views
from handlers.blocks.message import Message
from handlers.outbox.composer import Composer, Composition, Moot, activity_of, still
from services import access, actions, handovers, history, plan, questions, reminders
from services.absences import FOR


def assigned(composition: Composition) -> Message:
    """Somebody was given an action, if it is still theirs to do."""
    activity = activity_of(composition)
    action = actions.find(composition.uow, composition.account_id, activity.subject)
    here = plan.present(composition.uow, composition.home)
    meant = composition.notice.facts.get(FOR, composition.notice.to)
    if action is None or not action.is_open or action.owner_id != meant:
        raise Moot("not theirs any more")
    if composition.notice.to not in here:
        raise Moot("not in the team any more")
    today = composition.home.today(composition.now)
    first = plan.window(composition.uow, composition.home, today).first
    return views.assigned(
        composition.speech,
        composition.home,
        entry(action, first, today, here),
        history.name(composition.uow, activity.by) or "",
        {},
        is_new=activity.kind == actions.PLANNED,
    )


def reminder(composition: Composition) -> Message:
    """The actions that are due now; nothing to somebody who turned reminders off."""
    person = access.known(composition.uow, composition.notice.to)
    if person is None or not person.wants_reminders:
        raise Moot("turned off")
    day = date.fromisoformat(composition.notice.period.rpartition("/")[2])
    absent = composition.notice.facts.get(FOR)
    if absent is None and questions.came_on(composition.uow, person, day):
        raise Moot("the monthly question says it")
    reader = person.id if absent else None
    owner, now = absent or person.id, composition.now
    found = reminders.due(composition.uow, owner, day, now, reader=reader)
    return reminder_views.reminder(composition.speech, still(found, "nothing is due any more"))


def handed_over(composition: Composition) -> Message:
    """Somebody was given all open actions of another, as far as they are still theirs."""
    facts, to = composition.notice.facts, composition.notice.to
    if to not in plan.present(composition.uow, composition.home):
        raise Moot("not in the team any more")
    numbers = facts["numbers"]
    found = handovers.still_theirs(composition.uow, composition.account_id, to, numbers)
    still(found, "not theirs any more")
    names = history.names(composition.uow, {facts["by"], facts["of"]})
    by, of = names.get(facts["by"], ""), names.get(facts["of"], "")
    return handover_views.told(composition.speech, composition.home, found, by, of)


def owner_lost(composition: Composition) -> Message:
    """The owner of the account learns whose actions need somebody else."""
    person_id = composition.notice.facts["person"]
    found = reminders.lost(composition.uow, composition.home, person_id)
    still(found, "nothing is left without an owner")
    name = history.name(composition.uow, person_id) or ""
    return reminder_views.owner_lost(composition.speech, composition.home, person_id, name, found)


COMPOSERS: dict[Kind, Composer] = {
    Kind.ASSIGNED: assigned,
    Kind.HANDED_OVER: handed_over,
    Kind.REMINDER: reminder,
    Kind.OWNER_LOST: owner_lost,
}
