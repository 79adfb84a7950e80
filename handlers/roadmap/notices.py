"""The road map as a notice: drawn from how things stand when it is sent."""

from documents.charts.roadmap.drawing import SHARP, draw_map
from documents.charts.roadmap.facts import road_map
from documents.charts.roadmap.words import map_alt
from domain.notice_kinds import Kind
from handlers.blocks.escaping import escape, inert
from handlers.blocks.message import Message, Picture
from handlers.outbox.composer import Composer, Composition, must_still_read
from services import glance


def roadmap(composition: Composition) -> Message:
    """The picture; raises Moot for a person who may not read the account any more."""
    must_still_read(composition)
    _, account = composition.speech, composition.home
    seen = glance.look_at(composition.uow, account, composition.now)
    found = road_map(account, seen, account.today(composition.now))
    title = _("Road map of {account}", account=inert(account.name))
    return Message(
        _("Road map of {account}", account=escape(account.name)),
        files=[Picture(draw_map(_, found), inert(map_alt(_, found)), "roadmap", title, SHARP)],
    )


COMPOSERS: dict[Kind, Composer] = {Kind.MAP: roadmap}
