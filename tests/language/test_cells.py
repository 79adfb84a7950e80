"""What cells mean: right, or asked back; never by the language of who reads them."""

from datetime import date
from decimal import Decimal

import pytest

from domain.amount import Amount
from domain.calendar import Month
from domain.errors import KamError
from domain.language import Language
from language.cells import AmbiguousNumber, CellReader, ShortenedNumber, UnknownWord
from language.conventions import convention
from language.dates import AmbiguousDate, UnclearDate
from language.numbers import UnclearNumber

TODAY = date(2026, 4, 28)
LANGUAGES = list(Language)


def reader(
    *column: str,
    separator: str = ",",
    language: Language = Language.ENGLISH,
    is_ours: bool = False,
) -> CellReader:
    """Who reads a file in whose columns these cells stand."""
    return CellReader(convention(language, separator, column, column, is_ours=is_ours))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "cell,separator,column,value",
    [
        ("1.000", ";", ("1.000", "1.250"), "1000"),
        ("1,5", ";", ("1,5",), "1.5"),
        ("1.5", ",", ("1.5",), "1.5"),
        ("1.250", ",", ("1.250", "2.5"), "1.25"),
        ("1.250", ",", ("1.250", "1,5"), "1250"),
        ("1,250", ",", ("1,250",), "1250"),
        ("1.250.000", ",", ("1.250.000",), "1250000"),
        ("1.250,5", "\t", ("1.250,5",), "1250.5"),
        ("1.250", "\t", ("1.250", "0,5"), "1250"),
        ("1,200,000.50", ";", ("1,200,000.50",), "1200000.5"),
        ("1 200 000,5", ";", (), "1200000.5"),
        ("-2,125", ";", ("-2,125", "1,5"), "-2.125"),
        ("\N{MINUS SIGN}3", ",", (), "-3"),
        ("0.125", ",", (), "0.125"),
        ("1234.567", ",", (), "1234.567"),
    ],
)
def test_a_number_is_read_as_its_file_writes_numbers(
    cell: str, separator: str, column: tuple[str, ...], value: str, language: Language
) -> None:
    found = reader(*(column or (cell,)), separator=separator, language=language)

    assert found.amount(cell) == Amount(Decimal(value))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "cell,separator,column,error",
    [
        ("1.000", ",", ("1.000", "1.250"), AmbiguousNumber),
        ("1.000", "\t", ("1.000",), AmbiguousNumber),
        ("1,125", ";", ("1,125",), AmbiguousNumber),
        ("1.250", ",", ("1.5", "1,5"), AmbiguousNumber),
        ("1.0E+06", ",", (), ShortenedNumber),
        ("1,23E+05", ";", (), ShortenedNumber),
        ("12 34", ",", (), UnclearNumber),
        ("1.2.3", ",", (), UnclearNumber),
        ("two", ",", (), UnclearNumber),
    ],
)
def test_a_number_that_can_mean_two_things_is_asked_back(
    cell: str, separator: str, column: tuple[str, ...], error: type[KamError], language: Language
) -> None:
    with pytest.raises(error):
        reader(*column, separator=separator, language=language).amount(cell)


def test_what_kam_wrote_itself_has_as_many_decimals_as_it_says() -> None:
    assert reader("1.125", is_ours=True).amount("1.125").value == Decimal("1.125")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "cell,column,day",
    [
        ("2027-05-31", (), date(2027, 5, 31)),
        ("2026-04-01", (), date(2026, 4, 1)),
        ("31.05.2027", (), date(2027, 5, 31)),
        ("1.4.26", (), date(2026, 4, 1)),
        ("25-May-26", (), date(2026, 5, 25)),
        ("25-Dez-26", (), date(2026, 12, 25)),
        ("25. Mai 2026", (), date(2026, 5, 25)),
        ("2027-05-31 00:00:00", (), date(2027, 5, 31)),
        ("2027-05-31T17:30", (), date(2027, 5, 31)),
        ("31.05.2027 00:00", (), date(2027, 5, 31)),
        ("5/31/27 12:00 AM", ("5/31/27 12:00 AM",), date(2027, 5, 31)),
        ("5/6/2027", ("5/6/2027", "5/31/2027"), date(2027, 5, 6)),
        ("5/6/2027", ("5/6/2027", "31/5/2027"), date(2027, 6, 5)),
        ("05-06-2027", ("31-05-2027",), date(2027, 6, 5)),
    ],
)
def test_a_day_is_read_as_its_column_writes_days(
    cell: str, column: tuple[str, ...], day: date, language: Language
) -> None:
    assert reader(*column, language=language).day(cell, TODAY) == day


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "cell,column,error",
    [
        ("26-05-31", (), AmbiguousDate),
        ("May-26", (), AmbiguousDate),
        ("5/6/2027", (), AmbiguousDate),
        ("5/6/2027", ("31/5/2027", "5/31/2027"), AmbiguousDate),
        ("2027-05-30T22:00:00Z", (), UnclearDate),
        ("2027-05-30 22:00:00+02:00", (), UnclearDate),
        ("46173", (), UnclearDate),
        ("31.02.2027", (), UnclearDate),
        ("soon", (), UnclearDate),
    ],
)
def test_a_day_that_can_be_two_is_asked_back(
    cell: str, column: tuple[str, ...], error: type[KamError], language: Language
) -> None:
    with pytest.raises(error):
        reader(*column, language=language).day(cell, TODAY)


@pytest.mark.parametrize("cell", ["2026-05", "May-26", "Mai 2026", "05/2026", "2026-05-01"])
def test_a_month_is_read_however_a_spreadsheet_shows_it(cell: str) -> None:
    assert reader().month(cell, TODAY) == Month(2026, 5)


@pytest.mark.parametrize("word,is_open", [("Open", True), ("offen", True), ("In  Arbeit", True)])
def test_a_state_says_whether_something_is_still_to_be_done(word: str, is_open: bool) -> None:
    assert reader().is_open(word) is is_open


@pytest.mark.parametrize("word", ["done", "erreicht", "Dropped", "fallen gelassen"])
def test_a_closed_state_is_known_by_its_word(word: str) -> None:
    assert not reader().is_open(word)


@pytest.mark.parametrize("word", ["opne", "wartet", "?", "50 %"])
def test_a_state_that_is_not_known_is_asked_back(word: str) -> None:
    with pytest.raises(UnknownWord):
        reader().is_open(word)
