"""`/kam export …`: the account in a file, for the one who asks."""

from domain.permission import Right
from handlers.blocks.message import Message, Open, said
from handlers.blocks.payload import Rows
from handlers.files import client_forms
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.incoming import LONGEST, InvalidPayload
from handlers.request import Request
from language.arguments.elements import Choice, Literal
from language.speech import mark
from services import client_pages, exports
from services.exports import Format

FOR_CLIENT = Literal(("client", "customer", "kunde", "für den kunden"))
FORMAT = Choice(
    "form",
    {
        "markdown": Format.PAPER,
        "md": Format.PAPER,
        "html": Format.PAPER,
        "csv": Format.CSV,
        "excel": Format.CSV,
        "json": Format.JSON,
    },
)


def export(request: Request, form: Format = Format.PAPER) -> Message:
    """Have the account sent to oneself."""
    acting = request.acting(Right.EXPORT)
    exports.ask(request.uow, acting, form, key=request.incoming.delivery)
    return said(request.speech("I am sending it to you in a direct message."))


def open_client(request: Request) -> Open:
    """Open the form that chooses what the customer is shown."""
    acting = request.acting(Right.EXPORT)
    form = client_forms.client(request.speech, client_pages.offer(request.uow, acting))
    return request.open(form, client_forms.PAGE)


def save_client(request: Request, step: Rows[bool], quote: Rows[bool]) -> Message:
    """The form of the client's page was sent; raises InvalidPayload."""
    acting = request.acting(Right.EXPORT)
    client_pages.ask(
        request.uow,
        acting,
        steps=_chosen(step),
        quotes=_chosen(quote),
        key=request.incoming.delivery,
    )
    found = client_pages.offer(request.uow, acting)
    return client_forms.asked(request.speech, acting, found)


def _chosen(rows: Rows[bool]) -> list[int]:
    """The rows that are to be shown, by their numbers."""
    if not all(row.isdecimal() and len(row) <= LONGEST for row in rows):
        raise InvalidPayload
    return [int(row) for row, is_shown in rows.items() if is_shown]


COMMANDS = (
    Command(
        word="export",
        also=("exportieren", "herunterladen"),
        usage=(mark("export"), mark("export csv|json"), mark("export client")),
        about=mark("The account in a file: Markdown and a page to print, CSV, or JSON"),
        access=Right.EXPORT,
        forms=(Form(open_client, (FOR_CLIENT,)), Form(export, (FORMAT,)), Form(export)),
    ),
)
BUTTONS: Buttons = {client_forms.PAGE: open_client}
MODALS: Windows = {client_forms.SAVE_PAGE: save_client}
