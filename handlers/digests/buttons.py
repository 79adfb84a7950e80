"""The button that shows what a digest had no room for."""

from dataclasses import dataclass
from datetime import datetime

from domain.permission import Right
from handlers.blocks.payload import Button, Payload
from language.speech import mark


@dataclass(frozen=True)
class OfDigest(Payload):
    """A digest, by the moment since when it tells; without one the coming digest."""

    since: datetime | None = None


ALL = Button("digest.all", mark("Show everything"), OfDigest, Right.READ)
UNDECIDED = Button("digest.undecided", mark("Decide…"), Payload, Right.READ)
