"""A sentence that is asked back, as people see it: what is unclear, and each way to mean it."""

from collections.abc import Iterator, Mapping
from datetime import date

from slack_sdk.models.blocks import Block, SectionBlock

from domain.amount import Amount
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, context, section
from handlers.grammar.buttons import LONGEST, SAY, Said
from handlers.help.views import inline_code, typed_back
from language.amounts import show_amount
from language.arguments.days import Time
from language.sentences.asking_back import AskedBack, Doubt, Understood
from language.sentences.sentence import SentencePart
from language.sentences.slack_writing import readable
from language.speech import Speech
from language.words import month_name

Names = Mapping[str, str]

WAYS = 4
"""Ways to mean a sentence that are offered; who was more unclear writes it anew."""


def asked_back(_: Speech, error: AskedBack, typed: str, names: Names) -> Message:
    """The question, what was understood, and every way with a button that says it so."""
    question = _question(_, error, names)
    nothing_yet = _("Nothing is saved yet.")
    known = ", ".join(understood(_, error.understood, names))
    facts = [context(_("Understood: {facts}", facts=known))] if known else []
    blocks: list[Block] = [section(f"{question} {nothing_yet}"), *facts]
    blocks += [_way(_, error, each, n, names) for n, each in enumerate(error.ways[:WAYS], 1)]
    text, small = typed_back(_, readable(typed, names))
    plain = f" {_('Understood: {facts}', facts=known)}." if known else ""
    return Message(f"{question} {nothing_yet}{plain} {text}", [*blocks, small], is_problem=True)


def _question(_: Speech, error: AskedBack, names: Names) -> str:
    words = [brief(readable(each, names), 60) for each in error.about]
    listed = ", ".join(_("“{text}”", text=each) for each in words)
    return {
        Doubt.LEFT_OVER: _("What is {words}: part of the text?", words=listed),
        Doubt.PERHAPS_TEXT: _("Is {words} part of the text?", words=listed),
        Doubt.TWICE: _("Only one of these fits: {words}. Which one?", words=listed),
        Doubt.SEVERAL: _("That looks like {number} lights. Log each?", number=len(words)),
        Doubt.EACH: _("That is about {number} at once. Which first?", number=len(words)),
        Doubt.AS_ACTION: _("Shall I plan that as an action?"),
        Doubt.WHICH_DAY: _("{words} can mean more than one day. Which one?", words=listed),
    }[error.doubt]


def understood(_: Speech, found: Understood, names: Names) -> Iterator[str]:
    """The understood parts of a sentence, one each: text, person, date, purpose."""
    if found.text:
        yield _("“{text}”", text=brief(readable(found.text, names), 120))
    for part in found.parts:
        if isinstance(part.value, str | int | Time | date | Amount):
            yield _fact(_, part, names)


def _fact(_: Speech, part: SentencePart, names: Names) -> str:
    value = part.value
    if isinstance(value, Time):
        if value.due is None:
            return _("in {month}", month=month_name(_, value.month))
        return _("by {day}", day=_.day(value.due))
    if isinstance(value, date):
        return _("by {day}", day=_.day(value))
    if isinstance(value, Amount):
        return escape(show_amount(value, _.language))
    return brief(readable(part.typed, names), 60)


def _way(_: Speech, error: AskedBack, way: str, number: int, names: Names) -> SectionBlock:
    """A clear sentence, to be copied or said by its button."""
    shown = inline_code(readable(way, names))
    if len(way) > LONGEST:
        return section(shown)
    said = Said(way, error.doubt is Doubt.SEVERAL)
    return section(shown, SAY.draw(_, None, said, beside=number))
