"""How the parts of a sentence are found, in whatever order they stand, and what is left as text.

Between quotes nothing is a part. Without quotes a text is one piece: what is read as a part, in
front of it, behind it or in its midst, never ends up in it, and what fits nowhere is asked back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.errors import KamError
from language.arguments.elements import Option
from language.sentences.asking_back import Asking
from language.sentences.sentence import (
    LONGEST,
    Sentence,
    SentencePart,
    Stands,
    Stretch,
    Unread,
    Values,
)
from language.sentences.tokens import TokenKind

MOST = 12
"""Parts of one sentence; who writes more does not mean them all."""

POLITE = frozenset({"please", "pls", "thanks", "thx", "bitte", "danke", "gern"})
"""Words that are overlooked where they stand apart from a text."""

DANGLING = frozenset(
    (
        *("with", "and", "or", "about", "from", "of", "for", "at", "since", "before", "after"),
        *("than", "the", "a", "an", "this", "last", "between", "to", "via", "through", "over"),
        *("during", "without", "against", "mit", "und", "oder", "über", "ueber", "von", "vom"),
        *("aus", "für", "fuer", "bei", "beim", "seit", "vor", "nach", "als", "der", "die", "das"),
        *("den", "dem", "ein", "eine", "einen", "einem", "an", "zu", "zum", "zur", "durch"),
        *("ohne", "gegen"),
    )
)
"""Words with which no text ends: what follows may belong to it."""


@dataclass(frozen=True)
class Slot:
    """Where the text of a form goes; `is_quoted`: only from between quotes."""

    name: str
    is_needed: bool = True
    is_quoted: bool = False


@dataclass(frozen=True)
class PartReader:
    """Reads a sentence from a token on: options in any order, and a text if there is a slot."""

    sentence: Sentence
    at: int
    slot: Slot | None
    options: Sequence[Option]

    @property
    def _end(self) -> int:
        return len(self.sentence.tokens)

    @property
    def _asking(self) -> Asking:
        return Asking(self.sentence, self.at)

    def values(self) -> Values:
        """The value of every option that was found, and of the text; raises Unread, AskedBack."""
        quoted = None
        if self.slot is not None:
            quoted = next((n for n in range(self.at, self._end) if self._is_quoted(n)), None)
        if self.slot is None or quoted is not None:
            return self._around(quoted)
        if self.slot.is_quoted:
            raise Unread(self.at)
        return self._without_quotes()

    def _is_quoted(self, at: int) -> bool:
        return self.sentence.tokens[at].kind is TokenKind.QUOTED

    # ------------------------------------------------------------------- every token is of a part

    def _around(self, text_at: int | None) -> Values:
        """Every token but the quoted text belongs to a part."""
        if text_at is None:
            return self._only_parts()
        parts, left = self._cover(self.at, text_at)
        more, also_left = self._cover(text_at + 1, self._end)
        text = Stretch(text_at, text_at + 1)
        quoted = self.sentence.tokens[text_at].text
        self._asking.if_twice([*parts, *more], [], quoted)
        if left or also_left:
            self._asking.left_over([*left, *also_left], quoted, [*parts, *more])
        return self._made([*parts, *more], text)

    def _only_parts(self) -> Values:
        values: Values = {}
        at = self.at
        while at < self._end:
            part = self._any_part(at, set(values))
            if part is not None and part.name not in values:
                values[part.name], at = part.value, part.end
            elif self.sentence.tokens[at].folded in POLITE:
                at += 1
            else:
                raise Unread(at)
        return values

    def _cover(self, at: int, end: int) -> tuple[list[SentencePart], list[Stretch]]:
        """The parts from a token up to another, and what is left between them."""
        parts: list[SentencePart] = []
        begun, left = at, []
        while at < end:
            part = self._any_part(at, {part.name for part in parts})
            if part is None:
                at += 1
                continue
            left.append(Stretch(begun, part.start))
            parts.append(part)
            at = begun = part.end
        left.append(Stretch(begun, end))
        return parts, [each for each in left if each and not self._is_polite(each)]

    def _any_part(self, at: int, known: set[str]) -> SentencePart | None:
        """The part at a token; an option that was read already only if it is nothing else."""
        problem: Unread | None = None
        for option in sorted(self.options, key=lambda option: option.name in known):
            try:
                if part := self._part(option, at):
                    return part
            except Unread as error:
                problem = problem or error
        if problem is not None:
            raise problem
        return None

    def _part(self, option: Option, at: int) -> SentencePart | None:
        """Raises Unread."""
        value_at = option.value_at(self.sentence, at)
        if value_at is None:
            return None
        try:
            reading = next(option.read(self.sentence, at), None)
        except Unread:
            raise
        except KamError as error:
            raise Unread(at, error) from error
        if reading is None:
            return None
        value, end = reading
        is_weak = option.is_weak(self.sentence, at, end)
        typed = self.sentence.span(at, end)
        return SentencePart(at, end, option.name, value, value_at, typed, is_weak)

    # -------------------------------------------------------------------------- without any quotes

    def _without_quotes(self) -> Values:
        announced = list(self._announced())
        apart, texts = self._apart(list(self._between(announced)))
        known = [*announced, *apart]
        edges = self._at_edges(texts[0], known) if len(texts) == 1 else []
        parts = sorted([*known, *edges], key=lambda part: part.start)
        texts = [each for text in texts for each in _minus(text, edges)]
        self._asking.if_twice(parts, texts)
        if len(texts) > 1:
            self._asking.where(parts, texts)
        doubtful = [part for part in parts if self._is_doubtful(part, edges, texts)]
        shorter = [self._without_dangling(text) for text in texts]
        self._asking.if_text(doubtful, parts, texts, shorter)
        return self._made(parts, texts[0] if texts else None)

    def _announced(self) -> Iterator[SentencePart]:
        """The parts that no text can contain without quotes."""
        options = [each for each in self.options if each.stands is Stands.ANYWHERE]
        at, count = self.at, 0
        while at < self._end and count < MOST:
            part = self._first_of(options, at)
            if part is not None:
                yield part
                count += 1
            at = part.end if part else at + 1

    def _first_of(self, options: Sequence[Option], at: int) -> SentencePart | None:
        problem: Unread | None = None
        for option in options:
            try:
                if part := self._part(option, at):
                    return part
            except Unread as error:
                problem = problem or (error if error.is_sure else None)
        if problem is not None:
            raise problem
        return None

    def _between(self, parts: Sequence[SentencePart]) -> Iterator[Stretch]:
        ends = [self.at, *(part.end for part in parts)]
        starts = [*(part.start for part in parts), self._end]
        for start, end in zip(ends, starts, strict=True):
            stretch = Stretch(start, end)
            if stretch and not self._is_polite(stretch):
                yield stretch

    def _is_polite(self, stretch: Stretch) -> bool:
        """Whether it says please and nothing else; a text that is only that stays one."""
        if self.slot is not None and len(stretch) == self._end - self.at:
            return False
        return all(
            token.folded in POLITE for token in self.sentence.tokens[stretch.start : stretch.end]
        )

    def _apart(self, stretches: Sequence[Stretch]) -> tuple[list[SentencePart], list[Stretch]]:
        """Those that are a part each, as another one stands between them and the text."""
        if len(stretches) == 1:
            is_whole = len(stretches[0]) == self._end - self.at
            part = None if is_whole else self._whole(stretches[0], Stands.AT_AN_EDGE)
            return ([part], []) if part else ([], list(stretches))
        read = [(each, self._whole(each, *Stands)) for each in stretches]
        return [part for _each, part in read if part], [each for each, part in read if not part]

    def _whole(self, stretch: Stretch, *stands: Stands) -> SentencePart | None:
        """The part that consists of all of these tokens."""
        for option in self.options if len(stretch) <= LONGEST else ():
            part = self._quietly(option, stretch.start) if option.stands in stands else None
            if part and part.end == stretch.end:
                return part
        return None

    def _quietly(self, option: Option, at: int) -> SentencePart | None:
        try:
            return self._part(option, at)
        except Unread:
            return None

    def _at_edges(self, text: Stretch, known: Sequence[SentencePart]) -> list[SentencePart]:
        """The parts at the end or the beginning of the text, announced by no word."""
        found: list[SentencePart] = []
        for option in self.options:
            names = {part.name for part in (*known, *found)}
            if option.stands is Stands.AT_AN_EDGE and option.name not in names:
                part = self._at_end(option, text) or self._at_beginning(option, text)
                found += [part] if part else []
                text = next(_minus(text, found), text)
        return found

    def _at_end(self, option: Option, text: Stretch) -> SentencePart | None:
        """Raises Unread where it is surely meant, and cannot be."""
        for start in range(max(text.start + 1, text.end - LONGEST), text.end):
            try:
                part = self._part(option, start)
            except Unread as error:
                if error.is_sure and not self._dangles(start):
                    raise
                continue
            if part and part.end == text.end:
                return None if part.is_weak and self._dangles(start) else part
        return None

    def _at_beginning(self, option: Option, text: Stretch) -> SentencePart | None:
        part = self._quietly(option, text.start)
        return part if part and part.end < text.end else None

    def _dangles(self, at: int) -> bool:
        """Whether the word before a token is none with which a text ends."""
        return at > self.at and self.sentence.tokens[at - 1].folded in DANGLING

    def _without_dangling(self, text: Stretch) -> Stretch:
        end = text.end
        while end > text.start + 1 and self._dangles(end):
            end -= 1
        return Stretch(text.start, end)

    def _is_doubtful(
        self, part: SentencePart, edges: Sequence[SentencePart], texts: Sequence[Stretch]
    ) -> bool:
        """Whether a part may as well be a word of the text."""
        if part.is_announced:
            return False
        follows = any(text.end == part.start for text in texts)
        if follows and self._dangles(part.start):
            return True
        is_set_off = part.typed.endswith((",", ":", ";"))
        leads = not (follows or is_set_off or isinstance(part.value, str | int))
        return part in edges and (part.is_weak or leads)

    def _made(self, parts: Sequence[SentencePart], text: Stretch | None) -> Values:
        values: Values = {part.name: part.value for part in parts}
        if self.slot is not None and text is not None:
            return {**values, self.slot.name: self.sentence.between(text.start, text.end)}
        if self.slot is not None and self.slot.is_needed:
            raise Unread(self._end)
        return values


def _minus(text: Stretch, parts: Sequence[SentencePart]) -> Iterator[Stretch]:
    """A text without the parts at its beginning and its end."""
    start = max([text.start, *(each.end for each in parts if each.start == text.start)])
    end = min([text.end, *(each.start for each in parts if each.end == text.end)])
    if start < end:
        yield Stretch(start, end)
