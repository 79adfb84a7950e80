"""Messages to admins about messages that can never be sent."""

from domain.errors import KamError
from domain.notice import Kind
from handlers.blocks.message import Message, context, section
from handlers.deliveries.reasons import in_words
from handlers.outbox.composer import Composer, Composition, Moot
from services import access, undelivered

NOTHING_IS_LOST = "nothing is dead"


def told(composition: Composition) -> Message:
    """How many there were and why, without a word of any account; raises Moot."""
    _, uow = composition.speech, composition.uow
    try:
        admin = access.admin(uow, composition.notice.to)
    except KamError as error:
        raise Moot("not allowed any more") from error
    found = undelivered.lately(uow, composition.now)
    if not (found and admin.wants_undelivered):
        raise Moot(NOTHING_IS_LOST)
    text = _.plural(
        "{n} message of the last day can never be sent.",
        "{n} messages of the last day can never be sent.",
        found.total(),
    )
    reasons = "\n".join(f"• {count} × {in_words(_, why)}" for why, count in found.most_common())
    return Message(
        text,
        [
            section(f"*{text}*\n{reasons}"),
            context(
                _("`kam notices --dead` on the machine lists them; `--retry N` sends one again."),
                _("`/kam settings undelivered off`: tell me no more."),
            ),
        ],
    )


COMPOSERS: dict[Kind, Composer] = {Kind.UNDELIVERED: told}
