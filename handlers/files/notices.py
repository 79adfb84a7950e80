"""Exports that were asked for: written from how things stand, for who still may have them."""

import unicodedata
from collections.abc import Callable
from re import sub

from domain.errors import KamError
from domain.language import Language
from domain.notice import Kind
from domain.permission import Right
from handlers.owed.base import Composer, Moot, Owed
from handlers.speech import Speech
from handlers.views.markdown import markdown
from handlers.views.message import Document, File, Message
from handlers.views.paper import paper
from handlers.views.printed import printed, sheet
from services import access, exports, glance
from services.access import Acting
from services.cells import WITH_COMMAS, WITH_SEMICOLONS, written, zipped
from services.export_tables import as_json, tables
from services.exports import Format

DIALECTS = {Language.ENGLISH: WITH_COMMAS, Language.GERMAN: WITH_SEMICOLONS}
"""What Excel takes for columns and decimals on a computer of each language."""


def export(owed: Owed) -> Message:
    """The account in files; raises Moot where the person has left the team meanwhile."""
    acting = _acting(owed)
    files = WRITERS[Format(owed.notice.facts["format"])](owed, acting)
    _ = owed.speech
    return Message(
        _(
            "{account} in a file, as you asked with `/kam export`. It holds what only the team "
            "may see.",
            account=owed.home.name,
        ),
        files=files,
    )


def _acting(owed: Owed) -> Acting:
    try:
        return access.on_account(owed.uow, owed.notice.to, owed.account_id, Right.EXPORT, owed.now)
    except KamError as error:
        raise Moot("not allowed any more") from error


def _paper(owed: Owed, acting: Acting) -> list[File]:
    _ = owed.speech
    whole = paper(_, acting.account, glance.look(owed.uow, acting), owed.now)
    page = printed(sheet(_, whole))
    return [
        _file(acting, markdown(whole), "md", _title(_, acting, "Markdown")),
        _file(acting, page, "html", _title(_, acting, _("to print"))),
    ]


def _csv(owed: Owed, acting: Acting) -> list[File]:
    """A file a noun; every row says whose it is, so that several accounts' can be joined."""
    dialect = DIALECTS[owed.speech.language]
    name = {"account": acting.account.name}
    files = [
        (f"{noun}.csv", written([name | row for row in rows], dialect))
        for noun, rows in tables(exports.whole(owed.uow, acting)).items()
        if rows
    ]
    at = owed.now.astimezone(acting.account.zone)
    return [_file(acting, zipped(files, at), "zip", _title(owed.speech, acting, "CSV"))]


def _json(owed: Owed, acting: Acting) -> list[File]:
    content = as_json(exports.whole(owed.uow, acting))
    return [_file(acting, content, "json", _title(owed.speech, acting, "JSON"))]


def _file(acting: Acting, content: bytes, ending: str, title: str) -> Document:
    return Document(content, f"{plain_name(acting.account.name)}-{acting.today}", ending, title)


def _title(_: Speech, acting: Acting, form: str) -> str:
    return _("{account}, {form}", account=acting.account.name, form=form)


def plain_name(name: str) -> str:
    """A name that every disk takes: Müller & Söhne becomes muller-sohne."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return sub(r"[^a-z0-9]+", "-", letters.casefold()).strip("-") or "account"


WRITERS: dict[Format, Callable[[Owed, Acting], list[File]]] = {
    Format.PAPER: _paper,
    Format.CSV: _csv,
    Format.JSON: _json,
}

COMPOSERS: dict[Kind, Composer] = {Kind.EXPORT: export}
