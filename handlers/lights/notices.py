"""Notices about traffic lights."""

from domain.notice import Kind
from handlers.blocks.message import Message
from handlers.lights import views
from handlers.outbox.composer import Composer, Composition, Moot, activity_of
from services import history, lights


def light(composition: Composition) -> Message:
    """A light was logged, turned or cleared; said as it was recorded."""
    activity = activity_of(composition)
    found = lights.find(composition.uow, composition.account_id, activity.subject)
    if found is None:
        raise Moot("light is gone")
    names = history.names(composition.uow, {activity.by})
    return views.announcement(composition.speech, composition.home, found, activity, names)


def light_edit(composition: Composition) -> Message:
    """An earlier announcement, now that the light has moved on."""
    ref = composition.notice.subject or ""
    found = lights.find(composition.uow, composition.account_id, ref)
    return views.superseded(composition.speech, composition.home, found, ref)


COMPOSERS: dict[Kind, Composer] = {Kind.LIGHT: light, Kind.LIGHT_EDIT: light_edit}
