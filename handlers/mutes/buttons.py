"""The button *Why do I see this?* and what it offers: what each carries."""

from dataclasses import dataclass

from domain.notice_kinds import Topic
from domain.permission import Right
from handlers.blocks.payload import Button, Payload
from language.speech import mark


@dataclass(frozen=True)
class OfTopic(Payload):
    """The topic of a message, and whether it went to one person."""

    topic: Topic
    personal: bool = False


SHOW = Button("why.show", mark("Why do I see this?"), OfTopic, Right.READ)
MUTE = Button("why.mute", mark("Mute"), OfTopic, Right.READ)
SNOOZE = Button("why.snooze", mark("Snooze a week"), OfTopic, Right.READ)
AGAIN = Button("why.again", mark("Undo"), OfTopic, Right.READ)
