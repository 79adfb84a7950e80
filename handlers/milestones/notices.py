"""Notices about slips and silent goals: said as long as they are true."""

from domain.notice import Kind
from domain.slip import SLIPS
from handlers.blocks.message import Message
from handlers.milestones import slip_views
from handlers.outbox.composer import Composer, Composition, Moot
from services import access, goals, guards, history, slips
from services.slips import Slip


def slip(composition: Composition) -> Message:
    """A milestone entered at risk or missed."""
    _must_be_wanted(composition)
    found = _found(composition)
    if found.milestone.state != composition.notice.facts["state"]:
        raise Moot("no longer so")
    return slip_views.slipped(composition.speech, composition.home, found)


def slip_over(composition: Composition) -> Message:
    """A slip is over, in its own thread."""
    _must_be_wanted(composition)
    found = _found(composition)
    if found.milestone.state in SLIPS:
        raise Moot("slipped again")
    return slip_views.resolved(composition.speech, composition.home, found)


def missed(composition: Composition) -> Message:
    """The deadline of a goal has passed, and it is not reached."""
    ref = composition.notice.subject or ""
    found = slips.missed(composition.uow, composition.home, ref, composition.now)
    if found is None or not composition.notice.period.endswith(
        found.goal.numbers.deadline.isoformat()
    ):
        raise Moot("no longer so")
    owner = history.name(composition.uow, found.goal.owner_id)
    today = composition.home.today(composition.now)
    return slip_views.missed(composition.speech, composition.home, found, owner, today)


def guard(composition: Composition) -> Message:
    """A number that must hold has broken, or holds again; moot where that is not so any more."""
    uow, ref = composition.uow, composition.notice.subject or ""
    goal = goals.find(uow, composition.account_id, ref)
    rail = goal.guard if goal and goal.is_open else None
    if goal is None or rail is None:
        raise Moot("goal or guard rail is gone")
    today = composition.home.today(composition.now)
    reading = guards.told(uow, goal, composition.notice, today)
    if reading is None:
        raise Moot("goal or guard rail is gone")
    if rail.holds(reading.value) is (composition.notice.kind is Kind.GUARD):
        raise Moot("no longer so")
    return slip_views.guard(composition.speech, composition.home, goal, rail, reading)


def silent(composition: Composition) -> Message:
    """The owner of a silent goal is asked how it is getting on."""
    found = _found(composition)
    look = access.look_at(composition.uow, composition.notice.to, composition.account_id)
    if not look.in_team and composition.home.owner_id != composition.notice.to:
        raise Moot("not in the team")
    if not slips.is_silent(composition.uow, composition.home, found, composition.now):
        raise Moot("somebody reported")
    return slip_views.silent(composition.speech, composition.home, found)


def _must_be_wanted(composition: Composition) -> None:
    """Raises Moot where the channel wants to hear of nothing; the states are kept all the same."""
    if not composition.home.announcements.cover_turns:
        raise Moot("not announced")


def _found(composition: Composition) -> Slip:
    found = slips.slip(
        composition.uow, composition.home, composition.notice.subject or "", composition.now
    )
    if found is None:
        raise Moot("milestone is gone, or its goal is closed")
    return found


COMPOSERS: dict[Kind, Composer] = {
    Kind.SLIP: slip,
    Kind.SLIP_OVER: slip_over,
    Kind.GOAL_MISSED: missed,
    Kind.GUARD: guard,
    Kind.GUARD_OVER: guard,
    Kind.SILENT: silent,
}
