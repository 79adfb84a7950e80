"""What is wrong with a catalog, a line each."""

from collections.abc import Iterable, Iterator, Sequence

from babel.messages.catalog import Catalog, Message

from tests.catalogs.code import Sentence, placeholders
from tests.catalogs.files import originals, translations


def problems(catalog: Catalog, sentences: Sequence[Sentence]) -> list[str]:
    """Everything in which the catalog and the code do not agree."""
    spoken = {sentence.forms: sentence for sentence in sentences}
    found = [line for forms, sentence in spoken.items() for line in _of(catalog, forms, sentence)]
    return [*found, *_stale(catalog, set(spoken))]


def misgiven(sentences: Iterable[Sentence]) -> list[str]:
    """Sentences of the code that speak of facts they are not given there."""
    return [
        f"{sentence.place}: not given {_names(lacks)}: {sentence.forms[0]!r}"
        for sentence in sentences
        if (lacks := sentence.lacks())
    ]


def _of(catalog: Catalog, forms: tuple[str, ...], sentence: Sentence) -> Iterator[str]:
    message = catalog.get(forms[0])
    where = f"{sentence.place}: {forms[0]!r}"
    if message is None or originals(message) != forms or not any(translations(message)):
        yield f"missing: {where}"
    elif message.fuzzy:
        yield f"fuzzy: {where}"
    elif not all(translations(message)):
        yield f"a plural form is missing: {where}"
    else:
        yield from _placeholders(message, where)


def _placeholders(message: Message, where: str) -> Iterator[str]:
    english = originals(message)
    for number, text in enumerate(translations(message)):
        original = english[min(number, len(english) - 1)]
        try:
            same = placeholders(text) == placeholders(original)
        except ValueError:
            same = False
        if not same:
            yield f"placeholders differ: {where} is {text!r}"


def _stale(catalog: Catalog, spoken: set[tuple[str, ...]]) -> Iterator[str]:
    messages = [*catalog, *catalog.obsolete.values()]
    for message in messages:
        if message.id and originals(message) not in spoken:
            yield f"stale, no longer in the code: {originals(message)[0]!r}"


def _names(facts: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(facts))
