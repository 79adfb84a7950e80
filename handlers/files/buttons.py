"""The button of the client's page and its window: what each carries and brings back."""

from dataclasses import dataclass

from domain.permission import Right
from handlers.blocks.payload import Button, Payload, Rows, Window
from language.speech import mark


@dataclass(frozen=True)
class ShowClient(Payload):
    """The next steps and the quotes that somebody chose to show, by number and id."""

    step: Rows[bool]
    quote: Rows[bool]


CLIENT = Button("client.form", mark("The client's page…"), Payload, Right.EXPORT)
SAVE_CLIENT = Window("client.save", ShowClient)
