"""Notices about an account and its channel."""

from domain.channel import Obstacle
from domain.notice import Kind
from handlers.owed.base import Composer, Moot, Owed
from handlers.views import accounts as views
from handlers.views import held
from handlers.views.message import Message
from services import accounts


def hello(owed: Owed) -> Message:
    """The bot introduces itself, unless the channel has its account by now."""
    if accounts.here(owed.uow, owed.notice.to) is not None:
        raise Moot("already set up")
    return views.hello(owed.speech)


def held_back(owed: Owed) -> Message:
    """The owner learns that messages to the home channel are held, and why."""
    obstacle = Obstacle(owed.notice.facts["obstacle"])
    return held.held(owed.speech, owed.home, obstacle)


COMPOSERS: dict[Kind, Composer] = {Kind.HELLO: hello, Kind.HELD: held_back}
