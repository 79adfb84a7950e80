"""Notices about the monthly review."""

from domain.notice import Kind
from handlers.owed.base import Composer, Owed
from handlers.views.message import Message, said


def review(owed: Owed) -> Message:
    """The thread of a review, as it stands now."""
    return said(f"Roll {owed.home.name}'s plan")


COMPOSERS: dict[Kind, Composer] = {Kind.REVIEW: review}
