"""Notices about traffic lights."""

from domain.notice import Kind
from handlers.owed.base import Composer, Moot, Owed, activity_of
from handlers.views import lights as views
from handlers.views.message import Message
from services import history, lights


def light(owed: Owed) -> Message:
    """A light was logged, turned or cleared; said as it was recorded."""
    activity = activity_of(owed)
    found = lights.find(owed.uow, owed.account_id, activity.subject)
    if found is None:
        raise Moot("light is gone")
    names = history.names(owed.uow, {activity.by})
    return views.announcement(owed.speech, owed.home, found, activity, names)


def light_edit(owed: Owed) -> Message:
    """An earlier announcement, now that the light has moved on."""
    ref = owed.notice.subject or ""
    found = lights.find(owed.uow, owed.account_id, ref)
    return views.superseded(owed.speech, owed.home, found, ref)


COMPOSERS: dict[Kind, Composer] = {Kind.LIGHT: light, Kind.LIGHT_EDIT: light_edit}
