"""`/kam import`, and CSV files that are sent to the bot: what would come of them, then import."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from documents.tables.readers import reader_for
from documents.tables.reading import decoded, read_all
from domain.errors import Invalid, KamError
from domain.permission import Right
from domain.text import storable
from handlers.blocks.message import Message
from handlers.files import import_views as views
from handlers.grammar.grammar import Buttons, Command, Form, Windows
from handlers.incoming import InvalidPayload, WorkAside
from handlers.request import Request
from language.speech import mark
from services import access, drafts, imports
from services.imports import ImportPlan, Problem, Table
from services.imports.errors import TooLarge
from storage.unit_of_work import OpenUnitOfWork

File = tuple[str, bytes]


@dataclass(eq=False)
class BadLines(Invalid):
    """Something is wrong with the files: nothing of them is imported.

    `plan` has the problems.
    """

    plan: ImportPlan


@dataclass(frozen=True)
class Received:
    """Files as they were read: their texts, the tables in them, and what is wrong with them."""

    texts: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    broken: Sequence[Problem]


def explain(request: Request) -> Message:
    """How to import."""
    _known = request.person
    return views.how(request.speech)


def receive(
    request: Request, fetch: Callable[[], Sequence[File]], channel_id: str | None
) -> Message:
    """Files were sent: fetched and read only for who may import, and not too often.

    `channel_id`, the channel that is named with them, is the home of lines that name no account.
    Raises TooManyImports, NothingToChange, NotAllowed, NoAccountHere and, in the end, WorkAside.
    """
    imports.must_have_room(request.uow, request.person, request.now)
    here = _here(request, channel_id)
    raise WorkAside(lambda _open: _read(fetch()), partial(_look_up, here=here))


def _here(request: Request, channel_id: str | None) -> str:
    if channel_id is None:
        imports.must_have_a_place(request.uow, request.person, request.now)
        return ""
    look = access.look(request.uow, request.person.id, channel_id)
    return access.acting(look, Right.CHANGE, request.now).account.name


def _read(files: Sequence[File]) -> Received:
    """Raises TooLarge."""
    if sum(len(content) for _name, content in files) > imports.SIZE:
        raise TooLarge(imports.LINES)  # all of it is kept until the button is pressed
    texts = [(name, storable(decoded(content))) for name, content in files]
    return _cut(texts)


def _cut(texts: Sequence[tuple[str, str]]) -> Received:
    tables, broken = read_all(((name, text.encode()) for name, text in texts), imports.LINES)
    return Received(texts, tables, broken)


def _look_up(request: Request, done: Received, here: str) -> Message:
    """What is in the accounts is looked up; the lines are checked without a transaction."""
    before = imports.look_up(request.uow, request.person.id, request.now)
    raise WorkAside(
        lambda _open: _check(done, before, here), partial(_offer, done_read=done, here=here)
    )


def _check(read: Received, before: imports.KnownBefore, here: str) -> ImportPlan:
    plan = imports.check(before, read.tables, reader_for(before.person.language), here=here)
    plan.problems[:0] = read.broken
    return plan


def _offer(request: Request, done: ImportPlan, done_read: Received, here: str) -> Message:
    """What importing would do, with a button that does it; raises BadLines."""
    if done.problems:
        raise BadLines(done)
    if not done.is_sound:
        return views.result(request.speech, done, is_done=False)
    kept = json.dumps({"here": here, "files": done_read.texts})
    draft = drafts.keep(request.uow, request.person.id, kept, request.now)
    return views.offered(request.speech, done, draft)


def take(request: Request, draft: int) -> Message:
    """The button: import what was sent. Raises DraftGone, and BadLines if much has changed."""
    texts, here = _kept(drafts.find(request.uow, request.person.id, draft, request.now))
    before = imports.look_up(request.uow, request.person.id, request.now)
    raise WorkAside(
        lambda _open: _check(_cut(texts), before, here), partial(_keep, before=before, draft=draft)
    )


def _keep(request: Request, done: ImportPlan, before: imports.KnownBefore, draft: int) -> Message:
    """Keep it, unless something was added meanwhile: then it is checked anew."""
    if not imports.is_as_before(request.uow, before):
        return take(request, draft)
    if done.problems:
        raise BadLines(done)
    if done.size > imports.AT_ONCE:
        raise WorkAside(
            lambda open_uow: _keep_in_parts(open_uow, done, draft, request.now),
            lambda again, done: views.result(again.speech, done, is_done=True),
        )
    drafts.take(request.uow, request.person.id, draft, request.now)
    if done.is_sound:
        imports.keep(request.uow, done)
    return views.result(request.speech, done, is_done=done.is_sound)


def _keep_in_parts(
    open_uow: OpenUnitOfWork, plan: ImportPlan, draft: int, now: datetime
) -> ImportPlan:
    """Keep so much that nobody should have to wait for all of it; raises DraftGone."""
    with open_uow(plan.person.workspace_id) as uow:
        drafts.take(uow, plan.person.id, draft, now)  # who presses twice imports once
        uow.commit()
    imports.keep_in_parts(open_uow, plan)
    return plan


def _kept(draft: str) -> tuple[list[tuple[str, str]], str]:
    """What `_offer` kept; raises InvalidPayload for the number of another draft of theirs."""
    try:
        kept = json.loads(draft)
    except ValueError as error:
        raise InvalidPayload from error
    return kept["files"], kept["here"]


def refuse(_request: Request, error: KamError) -> Message:
    """What was to be done aside could not be done."""
    raise error


COMMANDS = (
    Command(
        word="import",
        also=("importieren",),
        usage=(mark("import"),),
        example=mark("import"),
        about=mark("Goals and actions from a CSV file that you send me"),
        forms=(Form(explain),),
    ),
)
BUTTONS: Buttons = {views.TAKE: take}
MODALS: Windows = {}
