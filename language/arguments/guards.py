"""Guard rails in a sentence: `keeping margin at 30 %`, `halte Marge bei 30 %`, `margin 28 %`."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.amount import Amount
from domain.guard import GuardRail, guard_rail
from domain.language import Language
from language.arguments.numbers import STOPS, amount_in
from language.sentences.sentence import Argument, Reading, Sentence, Stands

FLOORS = ("at least", "at", "above", "over", "mindestens", "bei", "über", "auf")
CEILINGS = ("at most", "below", "under", "höchstens", "unter")
KEEPING = ("keeping", "while keeping", "halte", "und halte")

Bound = tuple[int, bool]
"""How many words say that something is a floor or a ceiling, and whether it is a ceiling."""


@dataclass(frozen=True)
class Keeping(Argument):
    """A guard rail, behind one of `KEEPING`: a name, a bound and an amount."""

    name: str

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)
        for end in range(len(words), 2, -1):
            rail = read_rail(words[:end], sentence.language)
            if rail is not None:
                yield rail, at + end
                return


@dataclass(frozen=True)
class HeldAmount(Argument):
    """The name of a number that must hold, and what was measured of it: `margin 28 %`."""

    name: str
    stands = Stands.ANYWHERE

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        words = sentence.words(at)
        for begin in range(1, min(len(words), 4)):
            if not "".join(words[:begin]).isalpha():
                return
            for end in range(len(words), begin, -1):
                amount = _amount(words[begin:end], sentence.language)
                if amount is not None:
                    yield (" ".join(words[:begin]), amount), at + end
                    return


def read_rail(words: list[str], language: Language) -> GuardRail | None:
    """The guard rail that all of these words say; None where they say none."""
    for at in range(1, len(words)):
        bound = _bound(words[at:])
        amount = _amount(words[at + bound[0] :], language) if bound else None
        if bound and amount is not None:
            return guard_rail(" ".join(words[:at]), amount, is_ceiling=bound[1])
    return None


def _bound(words: list[str]) -> Bound | None:
    for known, is_ceiling in ((CEILINGS, True), (FLOORS, False)):
        for phrase in known:
            parts = phrase.split()
            if [each.casefold() for each in words[: len(parts)]] == parts:
                return len(parts), is_ceiling
    return None


def _amount(words: list[str], language: Language) -> Amount | None:
    if any(each.casefold() in STOPS for each in words):
        return None
    return amount_in(" ".join(words).rstrip(",;."), language) if words else None
