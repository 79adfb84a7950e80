"""Arguments of a contact: a name, a day, and words at the edges of a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from language.arguments.elements import Quoted, Text
from language.sentences.sentence import Reading, Sentence
from language.vocabulary import ATTITUDES, INFLUENCES

STATES = frozenset({"is", "ist", "now", "jetzt"})
"""Words in front of what somebody is."""

UNSURE = frozenset({"for", "für"})
"""Words in front that may belong to what somebody does."""


@dataclass(frozen=True)
class ContactName(Quoted):
    """The name of somebody at the customer: between quotes, or up to a comma."""

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        """A name of up to four words."""
        yield from super().read(sentence, at)
        words = sentence.words(at)
        for count in range(1, min(4, len(words)) + 1):
            if words[count - 1].endswith(","):
                yield sentence.between(at, at + count).rstrip(","), at + count
                return


@dataclass(frozen=True)
class RoleText(Text):
    """The role of somebody at the customer; `for G2` beside it is no part of it."""

    def refuses(self, sentence: Sentence, at: int) -> bool:  # noqa: ARG002 - it asks nothing
        """It may begin as it likes."""
        return False


def described(text: str) -> dict[str, Any]:
    """The facts that a text tells of somebody: their role, and words at its edges for the rest.

    `finance director for us decides`; a `for` in front belongs to what they do.
    """
    words, found = text.split(), dict[str, Any]()
    while words and words[0].casefold() in STATES:
        del words[0]
    while words and (taken := _at_end(words, found)):
        del words[-taken:]
    while words and (taken := _at_beginning(words, found)):
        del words[:taken]
    return {**found, **({"role": " ".join(words)} if words else {})}


def _at_end(words: list[str], found: dict[str, Any]) -> int:
    return next((n for n in (2, 1) if n <= len(words) and _reads(words[-n:], found)), 0)


def _at_beginning(words: list[str], found: dict[str, Any]) -> int:
    if words[0].casefold() in UNSURE and " ".join(words[:2]).casefold() not in ATTITUDES:
        return 0
    return next((n for n in (2, 1) if n <= len(words) and _reads(words[:n], found)), 0)


def _reads(words: list[str], found: dict[str, Any]) -> bool:
    """Whether the words say something that was not said yet; it is noted."""
    said = " ".join(words).casefold().strip(",;.")
    for name, known in (("attitude", ATTITUDES), ("influence", INFLUENCES)):
        if said in known and name not in found:
            found[name] = known[said]
            return True
    return False
