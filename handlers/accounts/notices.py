"""Notices about an account and its channel."""

from domain.channel import Obstacle
from domain.notice import Kind
from handlers.accounts import audience_views, held, views
from handlers.blocks.message import Message
from handlers.outbox.composer import Composer, Composition, Moot
from services import accounts, audience, pages


def hello(composition: Composition) -> Message:
    """The bot introduces itself, unless the channel has its account by now."""
    if accounts.here(composition.uow, composition.notice.to) is not None:
        raise Moot("already set up")
    return views.hello(composition.speech)


def held_back(composition: Composition) -> Message:
    """The owner learns that messages to the home channel are held, and why."""
    message = _held_back(composition)
    obstacle = Obstacle(composition.notice.facts["obstacle"])
    if obstacle in pages.EMPTYING and pages.stands(composition.uow, composition.home):
        return held.with_emptied_page(composition.speech, message)
    return message


def _held_back(composition: Composition) -> Message:
    obstacle = Obstacle(composition.notice.facts["obstacle"])
    if obstacle not in (Obstacle.GUESTS, Obstacle.PUBLIC):
        return held.held(composition.speech, composition.home, obstacle)
    found = audience.of(composition.uow, composition.home, composition.now)
    if found.obstacle(is_confidential=composition.home.is_confidential) is not obstacle:
        raise Moot("nobody reads there any more who should not")
    if obstacle is Obstacle.PUBLIC:
        return held.held(composition.speech, composition.home, obstacle)
    return audience_views.held_for(composition.speech, composition.home, found.guests)


def owner_left(composition: Composition) -> Message:
    """The owner left the channel: who follows is for them to settle."""
    home = composition.home
    if home.owner_id in composition.uow.readers.present(home.channel_id):
        raise Moot("the owner is back")
    return audience_views.owner_left(composition.speech, home)


COMPOSERS: dict[Kind, Composer] = {
    Kind.HELLO: hello,
    Kind.HELD: held_back,
    Kind.OWNER_LEFT: owner_left,
}
