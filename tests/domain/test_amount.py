from decimal import Decimal

import pytest

from domain.amount import Amount, NumberTooLong, OtherUnit, UnitTooLong, plain, value_in


def test_equal_amounts_are_written_alike() -> None:
    assert str(plain(Decimal("1.200E+6"))) == "1200000"
    assert str(plain(Decimal("1.50"))) == "1.5"
    assert str(plain(Decimal("-0.0"))) == "0"


@pytest.mark.parametrize("text", ["1E+15", "-1E+15", "0.0000001", "NaN", "Infinity"])
def test_a_number_that_cannot_be_kept_exactly_is_refused(text: str) -> None:
    with pytest.raises(NumberTooLong):
        plain(Decimal(text))


def test_the_largest_number_keeps_every_digit() -> None:
    assert str(plain(Decimal("999999999999999.999999"))) == "999999999999999.999999"


def test_money_knows_its_currency_and_keeps_its_words() -> None:
    revenue = Amount(Decimal(5), "EUR  per month")
    assert (revenue.currency, revenue.words, revenue.is_count) == ("EUR", "per month", False)


def test_products_are_counted_and_percent_are_not() -> None:
    assert Amount(Decimal(2), "products").is_count
    assert not Amount(Decimal(2), "%").is_count
    assert not Amount(Decimal("2.5"), "products").is_count


def test_a_unit_has_a_limit() -> None:
    with pytest.raises(UnitTooLong):
        Amount(Decimal(1), "x" * 41)


@pytest.mark.parametrize(
    "unit, given",
    [
        ("products", ""),
        ("products", "Products"),
        ("products", "product"),
        ("Kunde", "Kunden"),
        ("EUR per month", "EUR"),
        ("% of revenue", "%"),
    ],
)
def test_a_number_is_understood_in_the_unit_of_its_goal(unit: str, given: str) -> None:
    assert value_in(unit, Amount(Decimal(3), given)) == 3


@pytest.mark.parametrize(
    "unit, given",
    [
        ("EUR", "USD"),
        ("products", "EUR"),
        ("products", "customers"),
        ("EUR", "EUR per month"),
        ("EUR per month", "EUR per year"),
        ("", "%"),
        ("m", "mm"),
        ("%", "products"),
    ],
)
def test_another_unit_is_refused_and_both_are_named(unit: str, given: str) -> None:
    with pytest.raises(OtherUnit) as other:
        value_in(unit, Amount(Decimal(3), given))
    assert (other.value.expected, other.value.given) == (unit, given)
