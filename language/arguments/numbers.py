"""Arguments with numbers: amounts, growth, years, several references."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.amount import Amount
from domain.language import Language
from language.arguments.elements import Ref
from language.dates.words import may_belong_to_a_date
from language.numbers import UnclearNumber, parse_amount
from language.sentences.sentence import Argument, Reading, Sentence, Stands

FROM = ("from", "von")
TO = ("to", "auf", "zu", "nach")
BY = ("by", "until", "bis", "bis zum")
ON = ("on", "am", "vom", "as of", "per")

STOPS = {*FROM, *TO, *BY, *ON, "for", "as"}
"""Words that end a number with its unit."""

PLUS = re.compile(r"\+\s*[0-9.,€$£]")

SINCE = ("on", "over", "vs", "versus", "auf", "gegenüber", "zum", "im vergleich zum", "compared to")
THAT_YEAR = ("last year", "the previous year", "previous year", "vorjahr", "das vorjahr")
LAST_YEAR = [
    f"{since} {year}".split()
    for since in SINCE
    for year in (*THAT_YEAR, "dem vorjahr", "letztes jahr", "letztem jahr", "dem letzten jahr")
]
"""How growth is said to be counted from last year."""

YEARS = re.compile(r"([0-9]{1,4})-?(y|yr|yrs|year|years|j|jahr|jahre|jahren)", re.IGNORECASE)


@dataclass(frozen=True)
class AmountOf(Argument):
    """A number with or without its unit; raises UnclearNumber where none begins here."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)
        tokens = sentence.tokens[at : at + len(words)]
        ends = [n for n, each in enumerate(tokens) if each.folded in STOPS or each.is_reference]
        words = words[: ends[0]] if ends else words
        found = False
        for count in range(len(words), 0, -1):
            amount = amount_in(" ".join(words[:count]), sentence.language)
            if amount is not None:
                found = True
                yield amount, at + count
        if not found:
            raise UnclearNumber(sentence.tokens[at].text)


@dataclass(frozen=True)
class Years(Argument):
    """How far to look ahead: `3y`, `3 years`, `3 Jahre`."""

    name: str
    stands = Stands.AT_AN_EDGE

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)
        for count in (2, 1):
            match = YEARS.fullmatch("".join(words[:count]))
            if match and len(words) >= count:
                yield int(match[1]), at + count
                return


@dataclass(frozen=True)
class Refs(Argument):
    """Several references of one kind, such as `A1, A2 and A3`; the value is their numbers."""

    name: str
    letter: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        found: dict[int, None] = {}
        one = Ref("", self.letter)
        while at < len(sentence.tokens):
            reading = next(one.read(sentence, at), None)
            if reading is None and not (found and sentence.tokens[at].folded in ("and", "und")):
                break
            if reading is not None:
                found[reading[0]] = None
            at += 1
        if len(found) > 1:
            yield tuple(found), at


@dataclass(frozen=True)
class Growth(AmountOf):
    """By how much something is to grow: `25%`, `2m`; what may be a misspelt date is none.

    `on last year` may follow, which is what growth is counted from anyway.
    """

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        for amount, end in _grown(sentence, at):
            words = sentence.words(at)[: end - at]
            if amount.is_percent or not all(map(may_belong_to_a_date, words)):
                yield amount, _behind_last_year(sentence, end)
                return


@dataclass(frozen=True)
class Plus(Argument):
    """By how much something is to grow, with its sign: `+25% on last year`, `+2m`."""

    name: str
    stands = Stands.ANYWHERE

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)
        if not words or not PLUS.match("".join(words[:2])):
            return
        for amount, end in _grown(sentence, at):
            yield amount, _behind_last_year(sentence, end)
            return


def _grown(sentence: Sentence, at: int) -> Iterator[tuple[Amount, int]]:
    """The amounts that begin at a token, none of which reaches into what is said of last year."""
    words = sentence.words(at)
    ends = [n for n in range(1, len(words)) if _behind_last_year(sentence, at + n) > at + n]
    stops = [n for n, each in enumerate(words) if each.strip(",").casefold() in STOPS]
    for count in range(min([len(words), *ends, *(n for n in stops if n)]), 0, -1):
        amount = amount_in(" ".join(words[:count]).lstrip("+ "), sentence.language)
        if amount is not None:
            yield amount, at + count


def _behind_last_year(sentence: Sentence, at: int) -> int:
    """The token behind `on last year`, where that stands at a token; else that token."""
    words = [each.strip(",").casefold() for each in sentence.words(at)]
    said = next((each for each in LAST_YEAR if words[: len(each)] == each), [])
    return at + len(said)


def amount_in(text: str, language: Language) -> Amount | None:
    """The amount that a text is as a whole; None where it is none."""
    try:
        return parse_amount(text, language=language)
    except UnclearNumber:
        return None


@dataclass(frozen=True)
class Count(Argument):
    """A whole number of at most `longest` digits."""

    name: str
    longest: int = 2

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        text = sentence.tokens[at].text
        if text.isdecimal() and len(text) <= self.longest:
            yield int(text), at + 1
