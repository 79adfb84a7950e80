"""Exports that were asked for: written from how things stand, for who still may have them."""

import unicodedata
from collections.abc import Callable
from re import sub

from documents.charts.roadmap.drawing import draw_map
from documents.charts.roadmap.facts import road_map
from documents.client import client_report
from documents.html import printed, sheet
from documents.markdown import markdown
from documents.report import Report, make_report
from documents.tables.writing import WITH_COMMAS, WITH_SEMICOLONS, written, zipped
from domain.errors import KamError
from domain.language import Language
from domain.notice import Kind
from domain.permission import Right
from handlers.blocks.escaping import escape
from handlers.blocks.message import Document, File, Message
from handlers.outbox.composer import Composer, Composition, Moot
from language.speech import Speech
from services import access, client_pages, exports, glance
from services.access import Acting
from services.export_tables import as_json, tables
from services.exports import Format

DIALECTS = {Language.ENGLISH: WITH_COMMAS, Language.GERMAN: WITH_SEMICOLONS}
"""What Excel takes for columns and decimals on a computer of each language."""


def export(composition: Composition) -> Message:
    """The account in files; raises Moot where the person has left the team meanwhile."""
    acting = _acting(composition)
    files = WRITERS[Format(composition.notice.facts["format"])](composition, acting)
    _, name = composition.speech, escape(composition.home.name)
    if composition.notice.facts["format"] == Format.CLIENT:
        said = _(
            "The page for {account}, as you asked: read it before you send it on.", account=name
        )
    else:
        said = _(
            "{account} in a file, as you asked with `/kam export`. It holds what only the team "
            "may see.",
            account=name,
        )
    return Message(said, files=files)


def _acting(composition: Composition) -> Acting:
    try:
        return access.on_account(
            composition.uow,
            composition.notice.to,
            composition.account_id,
            Right.EXPORT,
            composition.now,
        )
    except KamError as error:
        raise Moot("not allowed any more") from error


def _paper(composition: Composition, acting: Acting) -> list[File]:
    _ = composition.speech
    seen = glance.look(composition.uow, acting)
    whole = make_report(_, acting.account, seen, composition.now)
    drawing = draw_map(_, road_map(acting.account, seen, acting.today))
    return _on_paper(_, acting, whole, printed(sheet(_, whole), drawing))


def _on_paper(_: Speech, acting: Acting, report: Report, page: bytes) -> list[File]:
    return [
        _file(acting, markdown(report), "md", _title(_, acting, "Markdown")),
        _file(acting, page, "html", _title(_, acting, _("to print"))),
    ]


def _client(composition: Composition, acting: Acting) -> list[File]:
    """The page for the customer: made from a type that holds nothing else."""
    _, facts = composition.speech, composition.notice.facts
    page = client_pages.page(composition.uow, acting, steps=facts["steps"], quotes=facts["quotes"])
    report = client_report(_, page)
    return _on_paper(_, acting, report, printed(report))


def _csv(composition: Composition, acting: Acting) -> list[File]:
    """A file a noun; every row says whose it is, so that several accounts' can be joined."""
    dialect = DIALECTS[composition.speech.language]
    name = {"account": acting.account.name}
    files = [
        (f"{noun}.csv", written([name | row for row in rows], dialect))
        for noun, rows in tables(exports.whole(composition.uow, acting)).items()
        if rows
    ]
    at = composition.now.astimezone(acting.account.zone)
    return [_file(acting, zipped(files, at), "zip", _title(composition.speech, acting, "CSV"))]


def _json(composition: Composition, acting: Acting) -> list[File]:
    content = as_json(exports.whole(composition.uow, acting))
    return [_file(acting, content, "json", _title(composition.speech, acting, "JSON"))]


def _file(acting: Acting, content: bytes, ending: str, title: str) -> Document:
    return Document(content, f"{plain_name(acting.account.name)}-{acting.today}", ending, title)


def _title(_: Speech, acting: Acting, form: str) -> str:
    return _("{account}, {form}", account=acting.account.name, form=form)


def plain_name(name: str) -> str:
    """A name that every disk takes: Müller & Söhne becomes muller-sohne."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return sub(r"[^a-z0-9]+", "-", letters.casefold()).strip("-") or "account"


WRITERS: dict[Format, Callable[[Composition, Acting], list[File]]] = {
    Format.PAPER: _paper,
    Format.CLIENT: _client,
    Format.CSV: _csv,
    Format.JSON: _json,
}

COMPOSERS: dict[Kind, Composer] = {Kind.EXPORT: export}
