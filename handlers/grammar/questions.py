"""Questions before something is done that may not be meant: nothing is kept until it is said again.

They are asked of a sentence, whose button says it once more, or of a form, which is sent again.
"""

from slack_sdk.models.views import View

from domain.likeness import LooksLike
from domain.permission import Right
from handlers.blocks.escaping import brief
from handlers.blocks.message import Message, Open, actions, section
from handlers.blocks.payload import Button, P, Payload
from handlers.grammar.buttons import LONGEST, SAY, Said
from handlers.request import Request
from language.speech import Speech

SHOWN = 200
"""Characters of the text that is like another."""


def the_same(request: Request, error: LooksLike) -> Message:
    """Whether a sentence means what stands already: look at that, or keep it as another one."""
    _, account = request.speech, request.acting(Right.READ).account
    sentence = request.incoming.sentence
    show = SAY.draw(
        _, account, Said(error.ref), beside="show", label=_("Show {ref}", ref=error.ref)
    )
    label = _("No, it is another one")
    other = SAY.draw(_, account, Said(sentence, is_sure=True), beside="other", label=label)
    buttons = [other, show] if len(sentence) <= LONGEST else [show]
    text = _("{question} Nothing is saved yet.", question=question(_, error))
    return Message(text, [section(text), actions(*buttons)], is_problem=True)


def the_same_in_form(
    request: Request, error: LooksLike, form: View, way_in: Button[P], remembers: Payload
) -> Open:
    """The form once more, with the question on top; sent again, it is kept."""
    _ = request.speech
    again = _("If it is another one, send this once more.")
    form.blocks = [section(f"⚠️ {question(_, error)} {again}"), *(form.blocks or [])]
    return request.open(form, way_in, remembers=remembers)


def question(_: Speech, error: LooksLike) -> str:
    """The one that stands already, and whether it is the same."""
    return _(
        "{ref} says nearly the same: “{text}”. Is it the same as {ref}?",
        ref=error.ref,
        text=brief(error.text, SHOWN),
    )
