"""`/kam import`, and CSV files that are sent to the bot: what would come of them, then import."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from documents.tables.reading import decoded, read_all, reader_for
from domain.errors import Invalid, KamError
from domain.permission import Right
from domain.text import storable
from handlers.blocks.message import Message
from handlers.files import import_views as views
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.incoming import InvalidPayload
from handlers.request import Prepared, Request, TakesLong
from language.speech import mark
from services import access, drafts, imports
from services.imports import ImportPlan, PreparedImport
from services.imports.errors import TooLarge

File = tuple[str, bytes]


@dataclass(eq=False)
class BadLines(Invalid):
    """Something is wrong with the files: nothing of them is imported.

    `plan` has the problems.
    """

    plan: ImportPlan


def explain(request: Request) -> Message:
    """How to import."""
    _known = request.person
    return views.how(request.speech)


def offer(_request: Request, files: Sequence[File], channel_id: str | None = None) -> Message:
    """Files were sent: what importing them would do, with a button that does it.

    `channel_id` is the channel that was named with them: the home of lines that name no account.
    Raises BadLines, TooLarge, NotAllowed and NoAccountHere.
    """
    if sum(len(content) for _name, content in files) > imports.SIZE:
        raise TooLarge(imports.LINES)  # all of it is kept until the button is pressed
    raise TakesLong(partial(_prepare_offer, files=files, channel_id=channel_id))


def _prepare_offer(request: Request, files: Sequence[File], channel_id: str | None) -> Prepared:
    here = ""
    if channel_id is not None:
        look = access.look(request.uow, request.person.id, channel_id)
        here = access.acting(look, Right.CHANGE, request.now).account.name
    texts = [(name, storable(decoded(content))) for name, content in files]
    plan = _plan(request, texts, here)
    kept = json.dumps({"here": here, "files": texts})
    return Prepared(partial(_offer, plan=plan, kept=kept))


def _offer(request: Request, plan: ImportPlan, kept: str) -> Message:
    if not plan.is_sound:
        return views.result(request.speech, plan, is_done=False)
    return views.offered(
        request.speech, plan, drafts.keep(request.uow, request.person.id, kept, request.now)
    )


def take(_request: Request, draft: int) -> Message:
    """The button: import what was sent; raises DraftGone, and BadLines if much has changed."""
    raise TakesLong(partial(_prepare, draft=draft))


def _prepare(request: Request, draft: int) -> Prepared:
    files, here = _kept(drafts.find(request.uow, request.person.id, draft, request.now))
    plan = _plan(request, files, here)
    if not plan.is_sound:
        return Prepared(partial(_take, draft=draft, prepared=None, plan=plan))
    prepared = imports.prepare(request.uow, plan)
    return Prepared(partial(_take, draft=draft, prepared=prepared, plan=plan), prepared.rows)


def _take(
    request: Request, draft: int, prepared: PreparedImport | None, plan: ImportPlan
) -> Message:
    drafts.take(request.uow, request.person.id, draft, request.now)
    if prepared is not None:
        imports.keep(request.uow, prepared, request.now)
    return views.result(request.speech, plan, is_done=prepared is not None)


def _kept(draft: str) -> tuple[list[tuple[str, str]], str]:
    """The files that `offer` kept; raises InvalidPayload for the number of another draft."""
    try:
        kept = json.loads(draft)
    except ValueError as error:
        raise InvalidPayload from error
    return kept["files"], kept["here"]


def refuse(_request: Request, error: KamError) -> Message:
    """Files were sent that could not even be fetched."""
    raise error


def _plan(request: Request, texts: Sequence[tuple[str, str]], here: str) -> ImportPlan:
    """Raises BadLines."""
    files = ((name, text.encode()) for name, text in texts)
    tables, broken = read_all(files, together=imports.LINES)
    reader = reader_for(request.person.language)
    plan = imports.check(request.uow, request.person.id, tables, reader, request.now, here=here)
    plan.problems[:0] = broken
    if plan.problems:
        raise BadLines(plan)
    return plan


COMMANDS = (
    Command(
        word="import",
        also=("importieren",),
        usage=(mark("import"),),
        about=mark("Goals and actions from a CSV file that you send me"),
        forms=(Form(explain),),
    ),
)
BUTTONS: Buttons = {views.TAKE: take}
