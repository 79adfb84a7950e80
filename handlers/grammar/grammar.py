"""The command language: what a command looks like, declared once, and how a sentence is read.

A `Command` has `Form`s; a form is a row of arguments, then options. The parts of a sentence may
stand in any order, and a text needs no quotes where the rest is unambiguous: see parts.py.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.errors import KamError
from domain.permission import Right
from handlers.blocks.message import Reply
from handlers.blocks.payload import Button, Window
from language.arguments.elements import Option, Text
from language.sentences.asking_back import AskedBack, Doubt, Understood, in_quotes
from language.sentences.parts import PartReader, Slot
from language.sentences.sentence import (
    Argument,
    Reading,
    Sentence,
    Unread,
    Values,
)
from language.sentences.tokens import TokenKind

REORDERED = 16
"""Tokens of a sentence whose parts are tried in every order."""

UNNAMED = "#"
"""The beginning of the name of a part that brings no value, such as a fixed word."""

Run = Callable[..., Reply]
Buttons = Mapping[Button[Any], Run]
Windows = Mapping[Window, Run]
"""What answers the buttons and the windows of a noun: it gets what they bring back by its names."""


@dataclass(frozen=True)
class Form:
    """One way to use a command: `run` gets what was read, by the names of the arguments."""

    run: Run
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()

    def read(self, sentence: Sentence, at: int) -> Values:
        """The values of this form, its arguments in order.

        Raises Unread with the furthest token that was reached, and AskedBack.
        """
        furthest: Unread | AskedBack = Unread(at)
        for found in self._in_order(sentence, at, 0, {}):
            if not isinstance(found, Unread | AskedBack):
                return found
            if isinstance(found, Unread) and found.is_sure:
                raise found
            furthest = _further(furthest, found)
        raise furthest

    def reordered(self, sentence: Sentence, at: int) -> Values:
        """The values of this form, its arguments in any order; raises Unread and AskedBack."""
        is_clear = self._slot is None or not self._slot.is_needed or sentence.has_quotes
        if not self._heads or len(sentence.tokens) > REORDERED:
            raise Unread(at)
        if not is_clear:
            self._ask_about_end(sentence, at)
            raise Unread(at)
        heads = tuple(Option(head, unnamed=f"{UNNAMED}{n}") for n, head in enumerate(self._heads))
        slot = self._slot if sentence.has_quotes else None
        reader = PartReader(sentence, at, slot, (*heads, *self._options))
        try:
            values = reader.values()
        except AskedBack as asked:
            values = {part.name: part.value for part in asked.understood.parts}
            if all(head.name in values for head in heads):
                raise
        if any(head.name not in values for head in heads):
            raise Unread(at)
        return {name: value for name, value in values.items() if not name.startswith(UNNAMED)}

    def _ask_about_end(self, sentence: Sentence, at: int) -> None:
        """A text may end with what should stand before it; raises AskedBack."""
        last = len(sentence.tokens) - 1
        text = self._text
        if len(self._heads) != 1 or last <= at or (text and text.refuses(sentence, at)):
            return
        part = next(self._heads[0].read(sentence, last), None)
        if part is not None and part[1] > last:
            said, word = sentence.span(at, last), sentence.span(last, last + 1)
            way = f"{sentence.span(0, at)} {word} {in_quotes(said)}"
            raise AskedBack(Doubt.PERHAPS_TEXT, (word,), (way,), Understood(said))

    @property
    def _heads(self) -> Sequence[Argument]:
        return [each for each in self.arguments if not isinstance(each, Text)]

    @property
    def _options(self) -> Sequence[Option]:
        return [each for each in self.options if not isinstance(each.argument, Text)]

    @property
    def _text(self) -> Text | None:
        texts = (*self.arguments, *(option.argument for option in self.options))
        return next((each for each in texts if isinstance(each, Text)), None)

    @property
    def _slot(self) -> Slot | None:
        text = self._text
        return Slot(text.name, text in self.arguments, text.is_quoted) if text else None

    def _in_order(
        self, sentence: Sentence, at: int, index: int, values: Values
    ) -> Iterator[Values | Unread | AskedBack]:
        if index == len(self._heads):
            yield self._rest(sentence, at, values)
            return
        if at >= len(sentence.tokens):
            yield Unread(at)
            return
        argument, reached = self._heads[index], False
        for reading in _readings(argument, sentence, at):
            if isinstance(reading, Unread):
                yield reading
                return
            reached = True
            found = {**values, argument.name: reading[0]} if argument.name else values
            yield from self._in_order(sentence, reading[1], index + 1, found)
        if not reached:
            yield Unread(at)

    def _rest(self, sentence: Sentence, at: int, values: Values) -> Values | Unread | AskedBack:
        """The tokens behind the arguments: the options and the text."""
        text = self._text
        at_text = _without_dash(sentence, at) if text else at
        options = [each for each in self._options if each.name not in values]
        try:
            if text and at_text < len(sentence.tokens) and text.refuses(sentence, at_text):
                return Unread(at_text)
            return {**values, **PartReader(sentence, at_text, self._slot, options).values()}
        except (Unread, AskedBack) as error:
            return error


def _without_dash(sentence: Sentence, at: int) -> int:
    """Where a text begins: in `red - budget cut` behind the dash."""
    is_dash = at < len(sentence.tokens) and not sentence.tokens[at].folded.strip("-\u2013\u2014:")
    is_quoted = is_dash and sentence.tokens[at].kind is TokenKind.QUOTED
    return at + 1 if is_dash and not is_quoted else at


def _further(one: Unread | AskedBack, other: Unread | AskedBack) -> Unread | AskedBack:
    """The one that says more: a question, else what was reached last, and why it ended there."""
    if isinstance(one, AskedBack) or isinstance(other, AskedBack):
        return one if isinstance(one, AskedBack) else other
    is_further = (other.at, other.cause is not None) >= (one.at, one.cause is not None)
    return other if is_further else one


def _readings(argument: Argument, sentence: Sentence, at: int) -> Iterator[Reading | Unread]:
    try:
        yield from argument.read(sentence, at)
    except Unread as error:
        yield error
    except KamError as error:
        yield Unread(at, error)


@dataclass(frozen=True)
class Command:
    """A word of the language: how it is used, what it is for, what right it asks for.

    `usage`, `example` and `about` are sentences of the catalog; `also` are its other names. Without
    an example its first usage is one. Where two nouns share a word, the first says what it is.
    `takes_channel`: a channel it names is an argument, not the account that is meant; so is one
    where the second word is among `channel_after`.
    """

    word: str
    usage: tuple[str, ...]
    forms: tuple[Form, ...]
    also: tuple[str, ...] = ()
    example: str = ""
    about: str = ""
    access: Right | None = field(default=None)
    takes_channel: bool = False
    channel_after: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """The first usage is the example of a command that has no other."""
        object.__setattr__(self, "example", self.example or self.usage[0])

    @property
    def names(self) -> tuple[str, ...]:
        """Every word that means this command."""
        return (self.word, *self.also)

    def read(self, sentence: Sentence, at: int) -> tuple[Run, Values]:
        """The form that fits and its values: with its parts in order, else in any.

        Raises Unread where none fits, and AskedBack.
        """
        furthest: Unread | AskedBack = Unread(at)
        for way_in in (Form.read, Form.reordered):
            for form in self.forms:
                try:
                    return form.run, way_in(form, sentence, at)
                except (Unread, AskedBack) as error:
                    if isinstance(error, Unread) and error.is_sure:
                        raise
                    if way_in is Form.read or isinstance(error, AskedBack):
                        furthest = _first_furthest(furthest, error)
        raise furthest


def _first_furthest(one: Unread | AskedBack, other: Unread | AskedBack) -> Unread | AskedBack:
    """As `_further`, but of two that reached as far the earlier."""
    if isinstance(one, Unread) and isinstance(other, Unread):
        is_further = (other.at, other.cause is not None) > (one.at, one.cause is not None)
        return other if is_further else one
    return _further(one, other)
