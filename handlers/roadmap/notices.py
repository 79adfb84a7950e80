"""The road map that is owed: drawn from how things stand when it is sent."""

from documents.charts.roadmap.drawing import draw_map
from documents.charts.roadmap.facts import road_map
from documents.charts.roadmap.words import map_alt
from domain.errors import KamError
from domain.notice_kinds import Kind
from domain.permission import Right
from handlers.blocks.message import Message, Picture
from handlers.outbox.composer import Composer, Composition, Moot
from services import access, glance


def roadmap(composition: Composition) -> Message:
    """The picture; raises Moot for a person who may not read the account any more."""
    _must_still_read(composition)
    _, account = composition.speech, composition.home
    seen = glance.look_at(composition.uow, account, composition.now)
    found = road_map(account, seen, account.today(composition.now))
    title = _("Road map of {account}", account=account.name)
    return Message(title, files=[Picture(draw_map(_, found), map_alt(_, found), "roadmap", title)])


def _must_still_read(composition: Composition) -> None:
    notice = composition.notice
    if not notice.is_dm:
        return
    try:
        access.on_account(
            composition.uow, notice.to, composition.account_id, Right.READ, composition.now
        )
    except KamError as error:
        raise Moot("not allowed any more") from error


COMPOSERS: dict[Kind, Composer] = {Kind.MAP: roadmap}
