"""A sentence that is asked back: what was understood of it, what was not, and how to say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

from domain.errors import Invalid
from language.dates import AmbiguousDate
from language.sentences.sentence import LONGEST, Sentence, SentencePart, Stretch

QUOTES = (('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"))


FEW = 2
"""Words behind a text that may be left out of it."""


class Doubt(Enum):
    """Why a sentence is asked back."""

    LEFT_OVER = "left over"
    """Some words are neither the text nor anything else."""
    PERHAPS_TEXT = "perhaps text"
    """A part may as well be a word of the text."""
    TWICE = "twice"
    """Two people, two dates: one thing takes one of them."""
    SEVERAL = "several"
    """Two things in one sentence."""
    EACH = "each"
    """Several references, and one thing said of all of them."""
    AS_ACTION = "as an action"
    """Somebody or a day is named, and no command."""
    WHICH_DAY = "which day"
    """A date that can be more than one day."""


@dataclass(frozen=True)
class Understood:
    """The meaning of a sentence: the text as it was typed, and the parts beside it."""

    text: str
    parts: Sequence[SentencePart] = ()


@dataclass(eq=False)
class AskedBack(Invalid):
    """A sentence that can be meant in more than one way, or of which something is left over.

    `about` are the words in doubt; `ways` are whole and clear sentences, the likeliest first.
    """

    doubt: Doubt
    about: tuple[str, ...]
    ways: tuple[str, ...]
    understood: Understood

    def there(self, channel_id: str | None) -> "AskedBack":
        """This question, about the account of a channel that was named."""
        if channel_id is None:
            return self
        ways = tuple(f"{each} <#{channel_id}>" for each in self.ways)
        return AskedBack(self.doubt, self.about, ways, self.understood)


@dataclass(frozen=True)
class Asking:
    """Asks a sentence back whose beginning, up to a token, was understood."""

    sentence: Sentence
    at: int

    def if_twice(
        self, parts: Sequence[SentencePart], texts: Sequence[Stretch], quoted: str = ""
    ) -> None:
        """One thing has one owner and one date, so it is asked which; raises AskedBack.

        Where there is no text, each way opens a form with the rest filled in.
        """
        names = [part.name for part in parts]
        twice = [part for part in parts if names.count(part.name) > 1]
        if not twice:
            return
        ways = []
        for kept in twice:
            others = [part for part in twice if part.name == kept.name and part is not kept]
            rest = [part for part in parts if part not in others]
            words = self.text([*texts, *others]) if texts else ""
            ways.append((quoted or words, rest))
        self._raise(Doubt.TWICE, twice, ways, parts)

    def where(self, parts: Sequence[SentencePart], texts: Sequence[Stretch]) -> NoReturn:
        """Some words stand apart from the text; raises AskedBack."""
        others = texts[1:] if len(texts[-1]) <= len(texts[0]) else texts[:-1]
        starts, ends = {text.start for text in texts}, {text.end for text in texts}
        inside = [
            part
            for part in parts
            if not part.is_announced and part.start in ends and part.end in starts
        ]
        rest = [part for part in parts if part not in inside]
        whole = (self.text([*texts, *inside]), rest)
        ways = [*([whole] if inside else []), (self.text(texts), parts)]
        if sum(map(len, texts[1:])) <= FEW:
            ways.append((self.text(texts[:1]), parts))
        self._raise(Doubt.LEFT_OVER, others, ways, parts)

    def left_over(
        self, left: Sequence[Stretch], text: str, parts: Sequence[SentencePart]
    ) -> NoReturn:
        """Some words stand beside a quoted text; raises AskedBack."""
        self._raise(Doubt.LEFT_OVER, left, [(text, parts)], parts)

    def if_text(
        self,
        doubtful: Sequence[SentencePart],
        parts: Sequence[SentencePart],
        texts: Sequence[Stretch],
        shorter: Sequence[Stretch],
    ) -> None:
        """Parts that may as well be words of the text; raises AskedBack where there are any.

        `shorter` are the texts without the words that make no sense where those are none of it.
        """
        if not doubtful or not texts:
            return
        rest = [part for part in parts if part not in doubtful]
        ways = [(self.text(shorter), parts), (self.text([*texts, *doubtful]), rest)]
        self._raise(Doubt.PERHAPS_TEXT, doubtful, ways, parts)

    def text(self, pieces: Sequence[Stretch]) -> str:
        """These pieces in the order in which they were typed."""
        ordered = sorted(pieces, key=lambda piece: piece.start)
        return " ".join(self.sentence.span(each.start, each.end) for each in ordered)

    def _raise(
        self,
        doubt: Doubt,
        about: Sequence[Stretch],
        ways: Sequence[tuple[str, Sequence[SentencePart]]],
        parts: Sequence[SentencePart],
    ) -> NoReturn:
        words = tuple(self.sentence.span(each.start, each.end) for each in about)
        said = dict.fromkeys(self._way(text, known) for text, known in ways)
        raise AskedBack(doubt, words, tuple(said), Understood(ways[0][0] if ways else "", parts))

    def _way(self, text: str, parts: Iterable[SentencePart]) -> str:
        """A clear sentence: its beginning, the text in quotes if there is one, then every part."""
        said = [self.sentence.span(0, self.at), in_quotes(text) if text else ""]
        said += [self.sentence.lasting(part) for part in parts]
        return " ".join(filter(None, said))


def in_quotes(text: str) -> str:
    """`text` between quotes that it does not contain; as it is where it contains all."""
    for opening, closing in QUOTES:
        if not {opening, closing} & set(text):
            return f"{opening}{text}{closing}"
    return text


def which_day(sentence: Sentence, at: int, error: AmbiguousDate) -> AskedBack:
    """The sentence with each day that its date can mean; it stands at a token or behind it."""
    words = error.text.split()
    for start in range(at, min(at + LONGEST, len(sentence.tokens))):
        if sentence.words(start)[: len(words)] == words:
            end = start + len(words)
            before, after = sentence.span(0, start), sentence.span(end, len(sentence.tokens))
            ways = (f"{before} {day.isoformat()} {after}".strip() for day in error.candidates)
            return AskedBack(Doubt.WHICH_DAY, (error.text,), tuple(ways), Understood(""))
    return AskedBack(Doubt.WHICH_DAY, (error.text,), (), Understood(""))
