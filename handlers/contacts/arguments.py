"""Arguments of a contact: a name, and words at the edge of a text."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.grammar.grammar import Choice
from handlers.grammar.sentence import Reading, Sentence, Stands
from handlers.grammar.tokens import TokenKind


@dataclass(frozen=True)
class ContactName:
    """The name of somebody at the customer: between quotes, or up to a comma."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        """A name of up to four words."""
        if sentence.tokens[at].kind is TokenKind.QUOTED:
            yield sentence.between(at, at + 1), at + 1
            return
        words = sentence.words(at)
        for count in range(1, min(4, len(words)) + 1):
            if words[count - 1].endswith(","):
                yield sentence.between(at, at + count).rstrip(","), at + count
                return


@dataclass(frozen=True)
class Phrase(Choice):
    """One of a few words or pairs of words, before or behind a text."""

    stands: Stands = Stands.AT_AN_EDGE

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        """The value of the longest that stands here."""
        words = [token for token in sentence.tokens[at : at + 2] if token.kind is TokenKind.WORD]
        for count in range(len(words), 0, -1):
            said = " ".join(token.folded for token in words[:count])
            if said in self.words:
                yield self.words[said], at + count
                return
