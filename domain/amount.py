"""Exact numbers with a unit: what business goals, milestones and progress are measured in.

Values are decimals, never floats, so that money stays what was agreed to the cent.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from domain.errors import Invalid

PERCENT = "%"
"""The unit of a share; 25 % has the value 25."""

WHOLE_DIGITS = 15
DECIMAL_PLACES = 6
MARKUP = re.compile(r"[<>*_~`|]")
"""Signs of markup: no unit has one, since units are shown as they are."""

UNIT_LIMIT = 40
"""Characters of a unit: it stands behind every number of its goal."""

SHORTEST_STEM = 3
LONGEST_ENDING = 2
"""Letters by which `product` and `products`, `Kunde` and `Kunden` are told from other words."""

CODES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN
NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND
VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
"""

CURRENCIES = frozenset(CODES.split())
"""ISO 4217 codes in use; a unit that starts with one is money.

ALL, CUP, MOP, PEN and TOP are left out: whoever shouts "5 TOP customers" means no pa'anga.
"""


@dataclass(eq=False)
class NumberTooLong(Invalid):
    """More digits than are kept: 15 before and 6 after the decimal point.

    `value` as it was given.
    """

    value: Decimal


@dataclass(eq=False)
class UnitTooLong(Invalid):
    """The unit is longer than its limit.

    `limit` in characters.
    """

    unit: str
    limit: int = UNIT_LIMIT


@dataclass(eq=False)
class OtherUnit(Invalid):
    """The number is in another unit than the goal it belongs to.

    Both as people typed them; `expected` is empty for a goal that counts without a unit.
    """

    expected: str
    given: str


@dataclass(frozen=True)
class Amount:
    """A number and its unit as typed: `products`, `%`, `EUR`, `EUR per month`, or nothing.

    Money has an ISO 4217 code in front. Raises NumberTooLong and UnitTooLong.
    """

    value: Decimal
    unit: str = ""

    def __post_init__(self) -> None:
        """Bring both to the form in which equal amounts are written alike."""
        object.__setattr__(self, "value", plain(self.value))
        object.__setattr__(self, "unit", " ".join(self.unit.split()))
        if len(self.unit) > UNIT_LIMIT:
            raise UnitTooLong(self.unit)

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code of money."""
        code = self.unit.partition(" ")[0]
        return code if code in CURRENCIES else None

    @property
    def is_percent(self) -> bool:
        """Whether this is a share, such as 25 % or 25 % of revenue."""
        return self.unit.partition(" ")[0] == PERCENT

    @property
    def words(self) -> str:
        """The unit without currency and percent sign: `products`, `per month`."""
        return self.unit.partition(" ")[2] if self.currency or self.is_percent else self.unit

    @property
    def is_count(self) -> bool:
        """Whole things: neither money nor a share, and no decimals."""
        is_whole = self.value == self.value.to_integral_value()
        return is_whole and not self.currency and not self.is_percent

    def at(self, value: Decimal) -> "Amount":
        """Another value in the same unit."""
        return Amount(value, self.unit)


def value_in(unit: str, amount: Amount) -> Decimal:
    """The value of `amount` for a goal measured in `unit`; raises OtherUnit.

    A bare number is taken to be in the goal's unit; `1 product` is in `products`, and `5 EUR`
    in `EUR per month`.
    """
    if not _is_same_unit(unit, amount.unit):
        raise OtherUnit(unit, amount.unit)
    return amount.value


def plain(value: Decimal) -> Decimal:
    """A number without exponent, idle zeros or minus zero; raises NumberTooLong."""
    if not value.is_finite() or abs(value) >= 10**WHOLE_DIGITS:
        raise NumberTooLong(value)
    rounded = round(value, DECIMAL_PLACES)
    if rounded != value:
        raise NumberTooLong(value)
    whole = rounded.to_integral_value()
    return whole + 0 if whole == rounded else rounded.normalize()


def _is_same_unit(unit: str, given: str) -> bool:
    full, short = unit.casefold(), given.casefold()
    if short in {"", full}:
        return True
    if _is_symbol(unit):
        return short == full.partition(" ")[0]
    return not _is_symbol(given) and _is_plural(full, short)


def _is_symbol(unit: str) -> bool:
    """Whether the unit is money or a share, where every letter counts."""
    head = unit.partition(" ")[0]
    return head in CURRENCIES or head == PERCENT


def _is_plural(one: str, other: str) -> bool:
    """Whether they differ in an ending only, as plurals do in English and German."""
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= SHORTEST_STEM
        and len(long) - len(short) <= LONGEST_ENDING
        and long.startswith(short)
    )
