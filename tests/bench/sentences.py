"""The sentences that take longest to read, each as long as a sentence may be."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from time import process_time

from domain.errors import KamError
from domain.language import Language
from handlers.grammar.table import SENTENCE_LIMIT, cut, understand

TODAY = date(2026, 4, 28)

WORST = (
    "action by by x may 5",
    "action in",
    "action by may",
    "light amber decide by may the",
    "action next friday in next",
    "action A1 A2",
    "goal x from 1 222 333 from",
    'light red "a',
    "action Hi, on Monday, 3 May, we met; by Friday Ben has the numbers from 2 to 5 in Q3 for L3",
    "they said on Monday, 3 May, we met; by Friday Ben has the numbers from 2 to 5",
    "how is L1",
)
"""What is said over and over behind the first word."""


@dataclass(frozen=True)
class Slowest:
    """The sentence that took longest, by how it begins, and the seconds of work it took."""

    sentence: str = ""
    seconds: float = 0.0


def seconds(worst: str) -> float:
    """The work that it takes to read one of them: the best of three tries."""
    command, _, rest = worst.partition(" ")
    sentence = (f"{command} " + f"{rest} " * SENTENCE_LIMIT)[:SENTENCE_LIMIT]
    return min(_read(sentence) for _try in range(3))


def slowest() -> Slowest:
    """The worst of all."""
    return max((Slowest(each, seconds(each)) for each in WORST), key=lambda each: each.seconds)


def _read(sentence: str) -> float:
    begun = process_time()
    with suppress(KamError):
        understand(cut(sentence), Language.ENGLISH, TODAY)
    return process_time() - begun
