"""A message that was edited after it was carried out: what stands, and how to change it.

Slack tells of the edit and nothing else happens by it. A message of which nothing was kept, be it
that it only asked or that it was not understood, is simply read again.
"""

from slack_sdk.models.blocks import Block

from domain.activity import Activity
from domain.permission import Right
from handlers.blocks.escaping import brief
from handlers.blocks.message import Message, context, section
from handlers.help.views import inline_code
from handlers.history.buttons import undo_button
from handlers.history.views import what
from handlers.request import Request
from language.speech import Speech, mark
from services import access, history

LINE = 300

REWORDINGS = {
    "L": mark('light {ref} "…"'),
    "A": mark('action {ref} "…"'),
    "G": mark('goal {ref} "…"'),
    "S": mark('strategy {ref} "…"'),
}
"""How something is said better, by the letter of its reference."""


def what_stands(request: Request) -> Message | None:
    """The answer to an edited message; None where nothing was kept of how it was."""
    changes = history.of_message(request.uow, request.person.id, request.incoming.edits or "")
    if not changes:
        return None
    _, account_id = request.speech, changes[0].account_id
    acting = access.on_account(request.uow, request.person.id, account_id, Right.READ, request.now)
    told = "; ".join(brief(what(_, change), LINE) for change in changes)
    text = _("Editing a message changes nothing here. What stands: {what}.", what=told)
    hint = _how(_, changes[0])
    blocks: list[Block] = [section(text, undo_button(_, acting.account, changes[0]))]
    return Message(f"{text} {hint}".strip(), [*blocks, *([context(hint)] if hint else [])])


def _how(_: Speech, change: Activity) -> str:
    """The sentence that says better what was said."""
    ref = history.whole(change.subject)
    if ref[:1] not in REWORDINGS or not ref[1:].isdecimal():
        return ""
    example = inline_code(_(REWORDINGS[ref[0]], ref=ref))
    return _("To say it better: {example}", example=example)
