"""Numbers with units, as they are shown: 1,200,000 products, 1.200.000 €, 25 %."""

import re
from decimal import Decimal

from babel import Locale
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_symbol,
)

from domain.amount import Amount
from domain.language import Language
from language.speech import REGION

COMPACT_FROM = 1_000_000
NO_BREAK = "\N{NO-BREAK SPACE}"


def show_amount(amount: Amount, language: Language) -> str:
    """Every digit of it, and its unit; `parse_amount` reads it back."""
    return _with_words(amount, show_number(amount, language))


def show_short(amount: Amount, language: Language) -> str:
    """For the scale of a chart: millions as 1.25M or 1,25 Mio., and no words behind."""
    if abs(amount.value) < COMPACT_FROM:
        return show_number(amount, language)
    if amount.currency:
        return format_compact_currency(
            amount.value, amount.currency, locale=REGION[language], fraction_digits=2
        )
    return format_compact_decimal(amount.value, locale=REGION[language], fraction_digits=2)


def _with_words(amount: Amount, number: str) -> str:
    return f"{number} {amount.words}".rstrip()


def show_number(amount: Amount, language: Language) -> str:
    """Without the words behind it: from 2 to 5 products, from 3 % to 5 % of revenue."""
    if amount.currency:
        return _money(amount.value, amount.currency, REGION[language])
    number = format_decimal(amount.value, locale=REGION[language], decimal_quantization=False)
    if not amount.is_percent:
        return number
    return f"{number}%" if language is Language.ENGLISH else f"{number}{NO_BREAK}%"


def _money(value: Decimal, currency: str, region: str) -> str:
    """Cents only where there are some, and a space between letters and digits."""
    pattern = Locale.parse(region).currency_formats["standard"].pattern
    if value == value.to_integral_value():
        pattern = pattern.replace(".00", "")
    if get_currency_symbol(currency, locale=region)[-1].isalpha():
        pattern = re.sub(r"¤(?=#)", f"¤{NO_BREAK}", pattern)
    return format_currency(
        value,
        currency,
        pattern,
        locale=region,
        currency_digits=False,
        decimal_quantization=False,
    )
