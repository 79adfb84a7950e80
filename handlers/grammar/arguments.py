"""Arguments with numbers and with days that are over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.amount import Amount
from domain.language import Language
from handlers.commands.dates import read_date
from handlers.commands.grammar import Reading, Sentence
from handlers.commands.numbers import UnclearNumber, parse_amount

FROM = ("from", "von")
TO = ("to", "auf", "zu", "nach")
BY = ("by", "until", "bis", "bis zum")
ON = ("on", "am", "vom", "as of", "per")

STOPS = {"from", "von", "to", "auf", "zu", "nach", "by", "until", "bis", "on", "am", "vom", "for"}
"""Words that end a number with its unit."""

LONGEST = 8
"""Words of a number with its unit."""

YEARS = re.compile(r"([0-9]{1,4})-?(y|yr|yrs|year|years|j|jahr|jahre|jahren)", re.IGNORECASE)


@dataclass(frozen=True)
class AmountOf:
    """A number with or without its unit; raises UnclearNumber where none begins here."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)[:LONGEST]
        ends = [n for n, word in enumerate(words) if word.casefold() in STOPS]
        words = words[: ends[0]] if ends else words
        found = False
        for count in range(len(words), 0, -1):
            amount = _amount(" ".join(words[:count]), sentence.language)
            if amount is not None:
                found = True
                yield amount, at + count
        if not found:
            raise UnclearNumber(sentence.tokens[at].text)


@dataclass(frozen=True)
class Years:
    """How far to look ahead: `3y`, `3 years`, `3 Jahre`."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)
        for count in (2, 1):
            match = YEARS.fullmatch("".join(words[:count]))
            if match and len(words) >= count:
                yield int(match[1]), at + count
                return


@dataclass(frozen=True)
class DayGone:
    """A day on which something happened; raises what `read_date` raises."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)
        if words:
            when, used = read_date(
                words, today=sentence.today, language=sentence.language, allow_past=True
            )
            yield when, at + used


def _amount(text: str, language: Language) -> Amount | None:
    try:
        return parse_amount(text, language=language)
    except UnclearNumber:
        return None
