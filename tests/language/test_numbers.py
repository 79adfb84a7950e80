from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.amount import CURRENCIES, Amount, NumberTooLong, UnitTooLong
from domain.language import Language
from language.amounts import show_amount, show_short
from language.numbers import UnclearNumber, parse_amount

EN, DE = Language.ENGLISH, Language.GERMAN

IN_BOTH = [
    ("2", "2", ""),
    ("-3", "-3", ""),
    ("−3", "-3", ""),
    ("–3 %", "-3", "%"),
    ("0", "0", ""),
    ("12k", "12000", ""),
    ("12 K products", "12000", "products"),
    ("1.2m EUR", "1200000", "EUR"),
    ("€ 1.5m", "1500000", "EUR"),
    ("€1.5m", "1500000", "EUR"),
    ("1,2 Mio. €", "1200000", "EUR"),
    ("1,2 Mio €", "1200000", "EUR"),
    ("1.2 mn euros", "1200000", "EUR"),
    ("3 Mrd. EUR", "3000000000", "EUR"),
    ("450 TEUR", "450000", "EUR"),
    ("450 T€", "450000", "EUR"),
    ("450 k€", "450000", "EUR"),
    ("450kEUR", "450000", "EUR"),
    ("2 MioEUR", "2000000", "EUR"),
    ("25 %", "25", "%"),
    ("25%", "25", "%"),
    ("25 percent", "25", "%"),
    ("2,5 Prozent", "2.5", "%"),
    ("25 % of revenue", "25", "% of revenue"),
    ("1.200.000 €", "1200000", "EUR"),
    ("1,200,000", "1200000", ""),
    ("1.200,50 €", "1200.5", "EUR"),
    ("1,200.50 €", "1200.5", "EUR"),
    ("1 200 000 EUR", "1200000", "EUR"),
    ("1\u00a0200\u202f000 EUR", "1200000", "EUR"),
    ("1'200'000.50 CHF", "1200000.5", "CHF"),
    ("CHF 5", "5", "CHF"),
    ("SFr. 5", "5", "CHF"),
    ("US$ 5", "5", "USD"),
    ("$5", "5", "USD"),
    ("-€5", "-5", "EUR"),
    ("€ -5", "-5", "EUR"),
    ("€ 5 EUR", "5", "EUR"),
    ("5 euro per month", "5", "EUR per month"),
    ("£3k", "3000", "GBP"),
    ("1,5", "1.5", ""),
    ("1.5", "1.5", ""),
    (".5", "0.5", ""),
    ("0.500", "0.5", ""),
    ("0,500", "0.5", ""),
    ("1234.567", "1234.567", ""),
    ("5 products", "5", "products"),
    ("5  big   Products", "5", "big Products"),
    ("3t", "3", "t"),
    ("12 kg", "12", "kg"),
    ("10 min", "10", "min"),
    ("5 m2", "5", "m2"),
    ("5 m²", "5", "m²"),
    ("5 Kunden", "5", "Kunden"),
    ("5 TOP customers", "5", "TOP customers"),
    ("100 MAD", "100", "MAD"),
    ("5 °C", "5", "°C"),
    ("5 Eurobonds", "5", "Eurobonds"),
]


@pytest.mark.parametrize("language", [EN, DE])
@pytest.mark.parametrize("text, value, unit", IN_BOTH)
def test_what_is_unambiguous_is_understood_in_both_languages(
    text: str, value: str, unit: str, language: Language
) -> None:
    assert parse_amount(text, language=language) == Amount(Decimal(value), unit)


@pytest.mark.parametrize(
    "text, english, german",
    [
        ("1.000", "1", "1000"),
        ("1,000", "1000", "1"),
        ("1.200 €", "1.2", "1200"),
        ("12,345", "12345", "12.345"),
        ("1.500k", "1500", "1500000"),
        ("1 billion", "1000000000", "1000000000000"),
    ],
)
def test_what_means_two_things_follows_the_language(text: str, english: str, german: str) -> None:
    assert parse_amount(text, language=EN).value == Decimal(english)
    assert parse_amount(text, language=DE).value == Decimal(german)


@pytest.mark.parametrize("language", [EN, DE])
@pytest.mark.parametrize(
    "text",
    [
        "", " ", "products", "five", "about 5", "+3", "--3", "5.", "5..2", "1,2,3", "1.20.000",
        "1 2000", "2-3", "2/5", "5 of 10", "1e5", "€ 5 USD", "½", "٣", "5 <!channel>", "€", "%",
        "NaN", "Infinity", "1_000", "5" + " x" * 60, "5 : 3", "%5", "1,200.000.00",
    ],
)  # fmt: skip
def test_what_is_no_number_is_unclear_and_given_back(text: str, language: Language) -> None:
    with pytest.raises(UnclearNumber) as unclear:
        parse_amount(text, language=language)
    assert unclear.value.text == text


@pytest.mark.parametrize("unit", ["kg<!channel>", "kg <!here>", "k *bold*", "a_b", "kg`x`", "x|y"])
def test_a_unit_holds_no_markup(unit: str) -> None:
    with pytest.raises(UnclearNumber):
        parse_amount(f"5 {unit}", language=EN)


def test_more_digits_than_are_kept_are_refused() -> None:
    with pytest.raises(NumberTooLong):
        parse_amount("9" * 30, language=EN)
    with pytest.raises(NumberTooLong):
        parse_amount("0.1234567", language=EN)
    with pytest.raises(NumberTooLong):
        parse_amount("1,000,000 bn", language=EN)


def test_a_unit_has_a_limit() -> None:
    with pytest.raises(UnitTooLong):
        parse_amount("5 " + "x" * 41, language=EN)


@pytest.mark.parametrize(
    "amount, english, german",
    [
        (Amount(Decimal(1200000), "EUR"), "€1,200,000", "1.200.000 €"),
        (Amount(Decimal("1200.5"), "EUR"), "€1,200.50", "1.200,50 €"),
        (Amount(Decimal("0.125"), "EUR"), "€0.125", "0,125 €"),
        (Amount(Decimal(-5), "CHF"), "-CHF 5", "-5 CHF"),
        (Amount(Decimal("25.5"), "%"), "25.5%", "25,5 %"),
        (Amount(Decimal(25), "% of revenue"), "25% of revenue", "25 % of revenue"),
        (Amount(Decimal(1000), "products"), "1,000 products", "1.000 products"),
        (Amount(Decimal("1.5")), "1.5", "1,5"),
    ],
)
def test_numbers_are_shown_as_the_language_writes_them(
    amount: Amount, english: str, german: str
) -> None:
    assert show_amount(amount, EN).replace("\u00a0", " ") == english
    assert show_amount(amount, DE).replace("\u00a0", " ") == german


def test_a_scale_shows_millions_shortly() -> None:
    assert show_short(Amount(Decimal(1_250_000), "EUR"), EN) == "€1.25M"
    assert show_short(Amount(Decimal(1_250_000), "EUR"), DE).split() == ["1,25", "Mio.", "€"]
    assert show_short(Amount(Decimal(2_000_000), "products"), EN) == "2M"
    assert show_short(Amount(Decimal(999_999), "products"), EN) == "999,999"


values = st.decimals(
    min_value=-(10**14), max_value=10**14, places=6, allow_nan=False, allow_infinity=False
) | st.integers(-(10**14), 10**14).map(Decimal)
units = st.sampled_from(["", "%", "products", "EUR", "EUR per month", *sorted(CURRENCIES)])


@given(values, units, st.sampled_from([EN, DE]))
@example(Decimal(1000), "", EN)
@example(Decimal("1.234"), "", DE)
@example(Decimal("-0.001"), "XOF", DE)
def test_what_is_echoed_is_read_back_as_the_same_amount(
    value: Decimal, unit: str, language: Language
) -> None:
    amount = Amount(value, unit)
    assert parse_amount(show_amount(amount, language), language=language) == amount


@given(
    st.text(alphabet="0123456789.,' -+€$%kKmMio TEUR²½x/", max_size=20), st.sampled_from([EN, DE])
)
def test_any_text_is_an_amount_or_unclear(text: str, language: Language) -> None:
    try:
        amount = parse_amount(text, language=language)
    except (UnclearNumber, NumberTooLong):
        return
    assert isinstance(amount.value, Decimal)
    assert any(character.isdigit() for character in text)


@pytest.mark.parametrize("language", [EN, DE])
@pytest.mark.parametrize(
    "text, value, unit",
    [
        ("1.0E+06", "1000000", ""),
        ("1,5E+6 EUR", "1500000", "EUR"),
        ("2E+03", "2000", ""),
        ("$1.5MM", "1500000", "USD"),
        ("2MM USD", "2000000", "USD"),
        ("5 mm", "5", "mm"),
        ("1,5 Mio", "1500000", ""),
        ("1.5 mln EUR", "1500000", "EUR"),
        ("3 Mln. €", "3000000", "EUR"),
    ],
)
def test_numbers_of_spreadsheets_and_bankers_are_read_whole(
    text: str, value: str, unit: str, language: Language
) -> None:
    amount = parse_amount(text, language=language)
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("language", [EN, DE])
@pytest.mark.parametrize("text", ["1.000E+06", "12E+3", "1,250E+03", "1.0E+06x"])
def test_an_exponent_behind_what_may_be_thousands_is_unclear(text: str, language: Language) -> None:
    with pytest.raises(UnclearNumber):
        parse_amount(text, language=language)
