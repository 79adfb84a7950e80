"""The text of a light, of which one sentence has one."""

import re
from dataclasses import dataclass

from domain.language import Language
from language.arguments.elements import Text
from language.sentences.asking_back import AskedBack, Doubt, Understood, in_quotes
from language.sentences.sentence import Sentence
from language.sentences.tokens import TokenKind
from language.vocabulary import COLOURS

JOINING = frozenset({"and", "und", "&", "+", "light", "ampel", "licht"})
"""Words before the colour of a second light."""

NOUN = {Language.ENGLISH: "light", Language.GERMAN: "ampel"}


@dataclass(frozen=True)
class LightText(Text):
    """The text of a light; two lights in one sentence are asked back as two."""

    def refuses(self, sentence: Sentence, at: int) -> bool:
        """Whether no text begins here; raises AskedBack where another light follows."""
        starts = [n for n in range(at + 1, len(sentence.tokens) - 1) if begins(sentence, n)]
        if starts:
            raise _several(sentence, at, starts)
        return super().refuses(sentence, at)


def begins(sentence: Sentence, at: int) -> bool:
    """Whether another light begins at a token: a colour behind a comma, an `and`, or quotes."""
    before, first = sentence.tokens[at - 1], sentence.tokens[at]
    if first.kind is not TokenKind.WORD or first.folded not in COLOURS:
        return False
    breaks = "\n" in sentence.typed[before.end : first.start]
    ends = before.kind is TokenKind.QUOTED or before.text.endswith((",", ";", "."))
    return breaks or ends or before.folded in JOINING


def _several(sentence: Sentence, at: int, starts: list[int]) -> AskedBack:
    """Each light as a sentence of its own, and all of it as one."""
    firsts = [at - 1, *starts]
    ends = [*starts, len(sentence.tokens)]
    ways = [_one(sentence, *each) for each in zip(firsts, ends, strict=True)]
    whole = re.sub('["“”„«»]', "", sentence.span(at, len(sentence.tokens)))
    about = tuple(sentence.tokens[first].text for first in firsts)
    ways.append(f"{NOUN[sentence.language]} {sentence.tokens[at - 1].text} {in_quotes(whole)}")
    return AskedBack(Doubt.SEVERAL, about, tuple(ways), Understood(""))


def _one(sentence: Sentence, first: int, end: int) -> str:
    while end > first + 2 and sentence.tokens[end - 1].folded in JOINING:
        end -= 1
    text = sentence.between(first + 1, end).rstrip(",;. ")
    return f"{NOUN[sentence.language]} {sentence.tokens[first].text} {in_quotes(text)}"
