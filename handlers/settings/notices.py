"""The data that is kept of somebody, for themselves: written when it is sent."""

from domain.errors import KamError
from domain.notice import Kind
from handlers.blocks.message import Document, Message
from handlers.outbox.composer import Composer, Composition, Moot
from services import access, privacy


def about_me(composition: Composition) -> Message:
    """Everything that names this person; raises Moot for who may not use the product any more."""
    _ = composition.speech
    try:
        person = access.person(composition.uow, composition.notice.to)
    except KamError as error:
        raise Moot("not allowed any more") from error
    content = privacy.about_oneself(composition.uow, person, composition.now)
    day = composition.now.astimezone(person.zone).date()
    title = _("What I keep about you")
    return Message(
        _(
            "Here is everything that I keep about you. A workspace admin can have it erased, and "
            "docs/privacy.md says what is kept, why and for how long."
        ),
        files=[Document(content, f"kam-about-me-{day}", "json", title)],
    )


COMPOSERS: dict[Kind, Composer] = {Kind.ABOUT_ME: about_me}
