"""Notices about traffic lights: their cards, and what became of them in the cards' threads."""

from collections.abc import Sequence

from domain.activity import Activity
from domain.notice import Kind, Notice
from handlers.blocks.message import Message
from handlers.lights import cards as card_views
from handlers.outbox.composer import Composer, Composition, changes_of, still
from services import cards, history, lights


def card(composition: Composition) -> Message:
    """The lights on a new card as they stand when it is posted."""
    seen = _seen(composition, composition.notice)
    still(seen.lights, "undone")
    return card_views.card(composition.speech, composition.home, seen)


def card_edit(composition: Composition) -> Message:
    """A card that stands already, now that one of its lights has moved on or was taken back."""
    message = composition.uow.notices.by_id(composition.notice.edits or 0)
    return card_views.card(
        composition.speech, composition.home, _seen(composition, message or composition.notice)
    )


def news(composition: Composition) -> Message:
    """News of the lights on a card, by one person within a few minutes."""
    return _news(composition, still(changes_of(composition), "undone"))


def news_edit(composition: Composition) -> Message:
    """A reply that stands already: more has happened, or something was taken back."""
    told = changes_of(composition)
    return _news(composition, told) if told else card_views.taken_back(composition.speech)


def _news(composition: Composition, told: Sequence[Activity]) -> Message:
    found = lights.on_card(
        composition.uow, composition.account_id, {change.subject for change in told}
    )
    names = history.names(composition.uow, {change.by for change in told})
    return card_views.news(composition.speech, found, told, names)


def _seen(composition: Composition, card: Notice) -> card_views.SeenLights:
    uow, account_id = composition.uow, composition.account_id
    refs = cards.refs(uow, card)
    told = lights.told(uow, account_id, refs)
    found = {each.ref: each for each in lights.on_card(uow, account_id, refs)}
    whys = lights.whys(uow, account_id, found.values())
    names = history.names(uow, {change.by for change in told.values()})
    return card_views.SeenLights(refs, found, cards.living(uow, card), told, whys, names)


COMPOSERS: dict[Kind, Composer] = {
    Kind.LIGHT: card,
    Kind.LIGHT_EDIT: card_edit,
    Kind.LIGHT_NEWS: news,
    Kind.LIGHT_NEWS_EDIT: news_edit,
}
