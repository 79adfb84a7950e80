"""The answer to who changed the account itself."""

from domain.activity import Activity
from handlers.blocks.message import Message, actions, said
from handlers.history.buttons import undo_button
from handlers.request import Request
from services.access import Acting


def done(request: Request, acting: Acting, text: str, activity: Activity | None = None) -> Message:
    """One line, with Undo where the change can be taken back."""
    request.uow.flush()
    if activity is None:
        return said(text)
    return said(text, actions(undo_button(request.speech, acting.account, activity)))
