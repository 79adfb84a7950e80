"""The weekly digest, as true as it is at the moment it is sent."""

from domain.notice import Kind
from handlers.owed.base import Composer, Moot, Owed
from handlers.views import digests as views
from handlers.views.message import Message
from services import digests


def digest(owed: Owed) -> Message:
    """What changed since the last one and what needs doing; an empty one is never sent."""
    sight = digests.look(owed.uow, owed.home, owed.now)
    digests.tells(owed.notice, sight, owed.now)
    reason = digests.why_not(owed.uow, owed.home, sight)
    if reason is not None:
        raise Moot(reason)
    return views.digest(owed.speech, owed.home, sight)


COMPOSERS: dict[Kind, Composer] = {Kind.DIGEST: digest}
