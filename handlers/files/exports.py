"""`/kam export …`: the account in a file, for the one who asks."""

from domain.permission import Right
from handlers.blocks.message import Message, said
from handlers.grammar.grammar import Choice, Command, Form
from handlers.request import Request
from language.speech import mark
from services import exports
from services.exports import Format

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


COMMANDS = (
    Command(
        word="export",
        also=("exportieren", "herunterladen"),
        usage=(mark("export"), mark("export csv|json")),
        example=mark("export"),
        about=mark("The account in a file: Markdown and a page to print, CSV, or JSON"),
        access=Right.EXPORT,
        forms=(Form(export, (FORMAT,)), Form(export)),
    ),
)
