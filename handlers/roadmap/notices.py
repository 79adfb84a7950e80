"""The road map and the account's page: drawn from how things stand when they are sent."""

from documents.charts.roadmap.drawing import SHARP, draw_map
from documents.charts.roadmap.facts import road_map
from documents.charts.roadmap.words import map_alt
from documents.page import PageSection, PageText, emptied, page
from domain.notice_kinds import Kind
from domain.page import Page, PagePlace, Trouble
from handlers.blocks.message import Message, pictured
from handlers.outbox.canvases import CanvasWork
from handlers.outbox.composer import Composer, Composition, Moot, must_still_read
from handlers.roadmap import views
from services import glance, pages


def roadmap(composition: Composition) -> Message:
    """The picture; raises Moot for a person who may not read the account any more."""
    must_still_read(composition)
    _, account = composition.speech, composition.home
    seen = glance.look_at(composition.uow, account, composition.now)
    found = road_map(account, seen, account.today(composition.now))
    title = _("Road map of {account}", account=account.name)
    return pictured(title, draw_map(_, found), map_alt(_, found), "roadmap", SHARP)


def made(composition: Composition) -> Message:
    """The whole page, to be made; raises Moot where it is there already."""
    kept = _page(composition)
    if kept.canvas_id is not None:
        raise Moot("the page is there already")
    text = _text(composition)
    place = PagePlace(composition.notice.facts[pages.PLACE])
    pages.look_tomorrow(composition.uow, composition.home, kept, composition.now)
    return _work(composition, kept, text, text.sections, place=place)


def updated(composition: Composition) -> Message:
    """The sections that say something else by now, and the title; raises Moot where none does."""
    kept = _page(composition)
    if not kept.is_kept:
        raise Moot("the page is not kept")
    text, written = _text(composition), kept.written
    pages.look_tomorrow(composition.uow, composition.home, kept, composition.now)
    todo = tuple(
        each
        for each in text.sections
        if each.key not in written or written[each.key].digest != each.digest
    )
    if not todo and kept.title == text.title:
        raise Moot("nothing on it has changed")
    return _work(composition, kept, text, todo)


def emptied_page(composition: Composition) -> Message:
    """Every section with nothing in it; raises Moot where nothing stands there."""
    kept = pages.left_behind(composition.home, composition.notice) or _page(composition)
    written = kept.written
    text = emptied(composition.speech, _text(composition))
    todo = tuple(each for each in text.sections if each.key in written and written[each.key].digest)
    if kept.canvas_id is None or not todo:
        raise Moot("the page is empty")
    return _work(composition, kept, text, todo, empties=True)


def no_page(composition: Composition) -> Message:
    """Why there is no page, and what can be done about it."""
    must_still_read(composition)
    trouble = Trouble(composition.notice.facts[pages.TROUBLE])
    return views.page_trouble(composition.speech, composition.home, trouble)


def _page(composition: Composition) -> Page:
    kept = composition.uow.pages.of(composition.account_id)
    if kept is None:
        raise Moot("no page")
    return kept


def _text(composition: Composition) -> PageText:
    account, now = composition.home, composition.now
    seen = glance.look_at(composition.uow, account, now)
    return page(composition.speech, account, seen, now)


def _work(
    composition: Composition,
    kept: Page,
    text: PageText,
    todo: tuple[PageSection, ...],
    *,
    place: PagePlace | None = None,
    empties: bool = False,
) -> CanvasWork:
    return CanvasWork(
        channel=composition.notice.to,
        canvas_id=kept.canvas_id,
        place=place or kept.place,
        page=text,
        todo=todo,
        written=kept.written,
        title=kept.title,
        empties=empties,
    )


COMPOSERS: dict[Kind, Composer] = {
    Kind.MAP: roadmap,
    Kind.PAGE: made,
    Kind.PAGE_UPDATE: updated,
    Kind.PAGE_EMPTIED: emptied_page,
    Kind.PAGE_ANSWER: no_page,
    Kind.PAGE_TROUBLE: no_page,
}
