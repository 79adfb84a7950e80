"""The words of dates in English and German, and one plain spelling for what people type."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from babel.dates import get_day_names, get_month_names

_LOCALES = ("en", "en_GB", "de", "de_AT")  # the last two add `Sept` and `Jänner`

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_DOT_AFTER_LETTER = re.compile(r"(?<=[a-z])\.")
_LETTERS = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(
    r"(?:this|current|coming|next|last|past|previous|(?:diese|aktuelle|laufende|kommende"
    r"|(?:ueber)?naechste|letzte|vorige|vergangene)[rmns]?"
    r"|(?:monat|quartal|jahr)e?s(?:ende|mitte|anfang|beginn)|(?:month|quarter|year)end)"
)
_AROUND = " \t'\"’‘“”„«»‹›()[]*_,;:!?."

_NUMBERS = {
    **dict.fromkeys(("a", "an", "one", "first", "ein", "eine", "einem", "einer", "einen"), 1),
    "erstes": 1,
    **dict.fromkeys(("two", "second", "zwei", "zweites"), 2),
    **dict.fromkeys(("three", "third", "drei", "drittes"), 3),
    **dict.fromkeys(("four", "fourth", "vier", "viertes"), 4),
    **dict.fromkeys(("five", "fuenf"), 5),
    **dict.fromkeys(("six", "sechs"), 6),
    **dict.fromkeys(("seven", "sieben"), 7),
    **dict.fromkeys(("eight", "acht"), 8),
    **dict.fromkeys(("nine", "neun"), 9),
    **dict.fromkeys(("ten", "zehn"), 10),
    **dict.fromkeys(("eleven", "elf"), 11),
    **dict.fromkeys(("twelve", "zwoelf"), 12),
}
_NTH = {
    **dict.fromkeys(("first", "1st", "1.", "1", "erste", "ersten", "erster"), 1),
    **dict.fromkeys(("second", "2nd", "2.", "2", "zweite", "zweiten", "zweiter"), 2),
    **dict.fromkeys(("third", "3rd", "3.", "3", "dritte", "dritten", "dritter"), 3),
    **dict.fromkeys(("fourth", "4th", "4.", "4", "vierte", "vierten", "vierter"), 4),
    **dict.fromkeys(("last", "letzte", "letzten", "letzter"), -1),
}  # fmt: skip


def plain(text: str) -> str:
    """One spelling of what was typed: lower case, no umlauts, single spaces, no quotes around.

    A dot after a letter only marks an abbreviation and goes (`Okt.`, `Fr.,`); one after a
    number stays, except at the very end.
    """
    text = unicodedata.normalize("NFKC", text).lower().translate(_UMLAUTS)
    text = text.replace("’", "'").replace("‘", "'").replace(",", " ")
    text = " ".join(text.split()).strip(_AROUND)
    return " ".join(_DOT_AFTER_LETTER.sub(" ", text).split())


def number(word: str) -> int:
    """The value of a number in digits or, up to twelve, in letters; of `last` it is -1."""
    if word in _NTH:
        return _NTH[word]
    return _NUMBERS[word] if word in _NUMBERS else int(word)


@cache
def months() -> dict[str, int]:
    """Plain month names and abbreviations of both languages, to 1-12."""
    return _named(get_month_names)


@cache
def weekdays() -> dict[str, int]:
    """Plain weekday names and abbreviations of both languages, to 0 for Monday."""
    others = {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3, "sonnabend": 5}
    return _named(get_day_names) | others


def _named(names: Callable[[Any, Any, str], Mapping[int, str]]) -> dict[str, int]:
    """Numbers by every plain name that one of Babel's functions knows for them."""
    return {
        plain(name): number
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in names(width, context, locale).items()
    }


@cache
def pattern(template: str) -> re.Pattern[str]:
    """A pattern of the grammar, its `<words>` filled in from the table below."""
    for name, expression in _placeholders().items():
        template = template.replace(f"<{name}>", expression)
    return re.compile(template)


@cache
def _placeholders() -> dict[str, str]:
    return {
        "d": r"(?P<d>[0-9]{1,2})",
        "m": r"(?P<m>[0-9]{1,2})",
        "y": r"(?P<y>[0-9]{4})",
        "yy": r"(?P<yy>[0-9]{2})",
        "th": r"(?:\.|st|nd|rd|th|ten|ter)?",
        "month": f"(?P<month>{_any(months())})",
        "weekday": f"(?P<weekday>{_any(weekdays())})",
        "n": f"(?P<n>[0-9]{{1,4}}|{_any(_NUMBERS)})",
        "nth": f"(?P<nth>{_any(map(re.escape, _NTH))})",
        # `May 2027` and `May '27`; a bare 27 after a month is its day.
        "year": r"(?:[ /-]?(?P<y>[0-9]{4})| ?'(?P<yy>[0-9]{2}))",
        "this": r"(?P<this>this|current|diese[rmns]?|aktuelle[rmns]?|laufende[rmns]?)",
        "coming": r"(?P<coming>coming|kommende[rmns]?)",
        "next": r"(?P<next>next|naechste[rmns]?)",
        "after": r"(?P<after>uebernaechste[rmns]?)",
        "last": r"(?P<last>last|past|previous|letzte[rmns]?|vorige[rmns]?|vergangene[rmns]?)",
        "of": r"(?: (?:of|des|der|von|vom|im|in|the|dem|den))*",
    }


_OTHERS = (
    "by on until till the in of to at zum am den dem der des im vom von bis ab vor ago now from "
    "today tonight tomorrow yesterday day days heute abend morgen uebermorgen gestern vorgestern "
    "before after eod cob close business tagesende feierabend tag tage tagen week weeks woche "
    "wochen month months monat monate monaten monats year years jahr jahre jahren jahres quarter "
    "quartal quartals kw cw wk w q calendar kalenderwoche end ende mid middle mitte beginning "
    "start early anfang beginn eom eoq eow eoy st nd rd th ten ter t z"
)


@cache
def _vocabulary() -> frozenset[str]:
    """Every run of letters that occurs in a date."""
    return frozenset({*_OTHERS.split(), *_NUMBERS, *_NTH, *_letters([*months(), *weekdays()])})


def _letters(texts: Iterable[str]) -> list[str]:
    return _LETTERS.findall(" ".join(texts))


def may_belong_to_a_date(word: str) -> bool:
    """Whether a word can stand in a date: a quick answer that spares most words the grammar."""
    return all(
        run in _vocabulary() or _COMPOUND.fullmatch(run) for run in _LETTERS.findall(plain(word))
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
