"""Notices about slips and silent goals: said as long as they are true."""

from domain.notice import Kind
from domain.slip import SLIPS
from handlers.owed.base import Composer, Moot, Owed
from handlers.views import milestones as views
from handlers.views.message import Message
from services import access, slips
from services.slips import Slip


def slip(owed: Owed) -> Message:
    """A milestone entered at risk or missed."""
    found = _found(owed)
    if found.milestone.state != owed.notice.facts["state"]:
        raise Moot("no longer so")
    return views.slipped(owed.speech, owed.home, found)


def slip_over(owed: Owed) -> Message:
    """A slip is over, in its own thread."""
    found = _found(owed)
    if found.milestone.state in SLIPS:
        raise Moot("slipped again")
    return views.resolved(owed.speech, owed.home, found)


def silent(owed: Owed) -> Message:
    """The owner of a silent goal is asked how it is getting on."""
    found = _found(owed)
    look = access.look_at(owed.uow, owed.notice.to, owed.account_id)
    if not look.in_team and owed.home.owner_id != owed.notice.to:
        raise Moot("not in the team")
    if not slips.is_silent(owed.uow, owed.home, found, owed.now):
        raise Moot("somebody reported")
    return views.silent(owed.speech, owed.home, found)


def _found(owed: Owed) -> Slip:
    found = slips.slip(owed.uow, owed.home, owed.notice.subject or "", owed.now)
    if found is None:
        raise Moot("milestone is gone, or its goal is closed")
    return found


COMPOSERS: dict[Kind, Composer] = {
    Kind.SLIP: slip,
    Kind.SLIP_OVER: slip_over,
    Kind.SILENT: silent,
}
