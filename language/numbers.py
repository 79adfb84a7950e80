"""Numbers with units as people write them, in both languages.

`1.000` is one thousand in German and one in English. What is unambiguous is understood in
either: `€ 1.5m` in German, `1.200,50` in English. Everything else follows the language, and
the answer to a command shows what was understood (handlers/amounts.py).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel.numbers import get_currency_symbol

from domain.amount import CURRENCIES, MARKUP, PERCENT, Amount
from domain.errors import Invalid
from domain.language import Language
from language.speech import REGION

LONGEST = 100
"""Characters a number with its unit may take; more is called unclear unread."""

DECIMAL_SIGN = {Language.ENGLISH: ".", Language.GERMAN: ","}

MINUS = re.compile("[-\N{MINUS SIGN}–] ?")
NUMBER = re.compile(
    r"[0-9]{1,3}(?:[ '’][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?"  # 1 200 000,50 and 1'200'000.50
    r"|[0-9]+(?:[.,][0-9]+)*"
    r"|[.,][0-9]+"
)
EXPONENT = re.compile(r"[eE]([+-][0-9]{1,2})(?!\w)")
MANTISSA = re.compile(r"[0-9](?:[.,](?![0-9]{3}(?![0-9]))[0-9]+)?")
"""A digit and decimals, but not three of them: those may be thousands."""

GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})*")
WORD = re.compile(r"[^\W\d_]+")
SHARE = re.compile(r"%|(?:percent|per cent|prozent|pct)\b", re.IGNORECASE)
NOT_A_UNIT = re.compile(
    rf"[^\w°/]|/?\s*[\d_]|[eE][+-]?[0-9]|.*(?<!\S)[\d.,]+(?!\S)|.*{MARKUP.pattern}"
)
"""Starts with no letter, is a second number, or has signs of markup in it."""

POWERS = {
    **dict.fromkeys(("k", "tsd", "tausend", "thousand"), 3),
    **dict.fromkeys(("m", "mn", "mio", "mill", "mln", "million", "millions", "millionen"), 6),
    **dict.fromkeys(("bn", "mrd", "milliarde", "milliarden"), 9),
}
POWERS_IN = {
    Language.ENGLISH: {**POWERS, "b": 9, "billion": 9, "billions": 9},
    Language.GERMAN: {**POWERS, "billion": 12, "billionen": 12},
}
MILLIONS = "MM"
"""A thousand thousands, as bankers write it; small letters are millimetres."""

BEFORE_MONEY = {**POWERS, "t": 3}
"""`T€` and `TEUR` are thousands; a `t` of anything else is a tonne."""

CURRENCY_WORDS = {
    "$": "USD",
    "¥": "JPY",
    "Fr.": "CHF",
    "SFr.": "CHF",
    "franken": "CHF",
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    **{code.lower(): code for code in ("EUR", "USD", "GBP", "CHF")},
}


@dataclass(eq=False)
class UnclearNumber(Invalid):
    """The text is no number, or more than one.

    `text` as it was typed.
    """

    text: str


def parse_amount(text: str, *, language: Language) -> Amount:
    """The number and the unit in `text`.

    Raises UnclearNumber, NumberTooLong and UnitTooLong. A plus sign is unclear: it may mean
    "that many more".
    """
    line = " ".join(text.split())
    if len(line) > LONGEST:
        raise UnclearNumber(text)
    try:
        return _Reader(line, language).amount()
    except _UnclearError:
        raise UnclearNumber(text) from None


class _UnclearError(Exception):
    """Whatever it was, it is not a number."""


class _Reader:
    """Reads one amount from left to right; `rest` is what is still to be read."""

    def __init__(self, line: str, language: Language) -> None:
        self.rest = line
        self.language = language

    def amount(self) -> Amount:
        """Sign and currency in either order, number, power of ten, unit."""
        negative = self._take(MINUS)
        before = self._currency()
        negative = negative or self._take(MINUS)
        value = self._value().scaleb(self._power())
        return Amount(-value if negative else value, self._unit(before))

    def _value(self) -> Decimal:
        """The number itself; with an exponent no sign in it may part thousands."""
        digits = NUMBER.match(self.rest)
        exponent = EXPONENT.match(self.rest, digits.end()) if digits else None
        if digits is None or exponent is None:
            return _value(self._take(NUMBER), self.language)
        if MANTISSA.fullmatch(digits.group()) is None:
            raise _UnclearError
        self.rest = self.rest[exponent.end() :].lstrip()
        return _decimal(digits.group().replace(",", ".")).scaleb(int(exponent[1]))

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.rest)
        if match is None:
            return ""
        self.rest = self.rest[match.end() :].lstrip()
        return match.group()

    def _power(self) -> int:
        """The power of ten that follows, such as that of `m`, `Mio.` or the T in `T€`."""
        word = WORD.match(self.rest)
        if word is None or word.group() in CURRENCIES:
            return 0
        power, length = self._power_in(word.group())
        if length == word.end() and self.rest[length : length + 1].isalnum():
            return 0  # m2 and m² are areas
        if length:
            self.rest = self.rest[length:].removeprefix(".").lstrip()
        return power

    def _power_in(self, word: str) -> tuple[int, int]:
        """The power that starts `word`, and how many letters it takes."""
        if word == MILLIONS:
            return 6, len(word)
        known = POWERS_IN[self.language].get(word.casefold())
        if known:
            return known, len(word)
        for length in range(len(word), 0, -1):
            power = BEFORE_MONEY.get(word[:length].casefold())
            if power and _currency_at(self.rest[length:]):
                return power, length
        return 0, 0

    def _unit(self, before: str) -> str:
        """Currency or percent sign, and the words behind it."""
        after = self._currency() or (PERCENT if self._take(SHARE) else "")
        if before and after and before != after:
            raise _UnclearError
        if NOT_A_UNIT.match(self.rest):
            raise _UnclearError
        return f"{before or after} {self.rest}".strip()

    def _currency(self) -> str:
        """The ISO 4217 code of the currency that comes next, if one does."""
        sign = _currency_at(self.rest)
        self.rest = self.rest[len(sign) :].lstrip()
        return _currencies()[sign] if sign else ""


def _value(digits: str, language: Language) -> Decimal:
    plain = re.sub(r"[ '’]", "", digits)
    signs = [sign for sign in plain if sign in ".,"]
    if not signs:
        return _decimal(plain)
    if len(signs) > 1 or (plain == digits and _is_group(plain, signs[0], language)):
        return _decimal(_ungroup(plain, signs))
    return _decimal(plain.replace(",", "."))


def _is_group(digits: str, sign: str, language: Language) -> bool:
    """Whether the only sign parts thousands: it may, and is not the language's decimal sign."""
    return sign != DECIMAL_SIGN[language] and GROUPED.fullmatch(digits) is not None


def _ungroup(digits: str, signs: list[str]) -> str:
    """Without the signs that part thousands; where two kinds occur, the last is the decimal's."""
    whole, fraction = digits, ""
    if signs[-1] != signs[0]:
        whole, _sign, fraction = digits.rpartition(signs[-1])
    if GROUPED.fullmatch(whole) is None:
        raise _UnclearError
    return f"{re.sub('[.,]', '', whole)}.{fraction or 0}"


def _decimal(digits: str) -> Decimal:
    if not digits:
        raise _UnclearError
    return Decimal(digits)


def _currency_at(text: str) -> str:
    """The currency's code, sign or word that `text` starts with, as typed; the longest."""
    return next((sign for sign in _signs() if _starts_with(text, sign)), "")


def _starts_with(text: str, sign: str) -> bool:
    """Words must end where they end: `EURO` is not `EUR` and an O."""
    if not text.startswith(sign):
        return False
    return not (sign[-1].isalpha() and text[len(sign) : len(sign) + 1].isalpha())


@cache
def _signs() -> list[str]:
    return sorted(_currencies(), key=len, reverse=True)


@cache
def _currencies() -> dict[str, str]:
    """The words that people write for a currency, and its ISO 4217 code."""
    found = dict(CURRENCY_WORDS)
    for word, code in CURRENCY_WORDS.items():
        found[word.capitalize()] = code
    for code in sorted(CURRENCIES):
        found[code] = code
        for region in REGION.values():
            sign = " ".join(get_currency_symbol(code, locale=region).split())
            found.setdefault(sign, code)
    return found
