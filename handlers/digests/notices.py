"""The weekly digest, as true as it is at the moment it is sent."""

from domain.notice import Kind
from handlers.blocks.message import Message
from handlers.digests import views
from handlers.outbox.composer import Composer, Composition, Moot
from services import digests


def digest(composition: Composition) -> Message:
    """The changes since the last digest and the open duties; an empty digest is never sent."""
    sight = digests.look(composition.uow, composition.home, composition.now)
    digests.tells(composition.notice, sight, composition.now)
    reason = digests.why_not(composition.uow, composition.home, sight)
    if reason is not None:
        raise Moot(reason)
    return views.digest(composition.speech, composition.home, sight)


COMPOSERS: dict[Kind, Composer] = {Kind.DIGEST: digest}
