"""Notices about an account and its channel."""

from domain.channel import Obstacle
from domain.notice import Kind
from handlers.accounts import held, views
from handlers.blocks.message import Message
from handlers.outbox.composer import Composer, Composition, Moot
from services import accounts


def hello(composition: Composition) -> Message:
    """The bot introduces itself, unless the channel has its account by now."""
    if accounts.here(composition.uow, composition.notice.to) is not None:
        raise Moot("already set up")
    return views.hello(composition.speech)


def held_back(composition: Composition) -> Message:
    """The owner learns that messages to the home channel are held, and why."""
    obstacle = Obstacle(composition.notice.facts["obstacle"])
    return held.held(composition.speech, composition.home, obstacle)


COMPOSERS: dict[Kind, Composer] = {Kind.HELLO: hello, Kind.HELD: held_back}
