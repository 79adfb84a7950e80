"""What is written into a CSV file is read back as it was, and no spreadsheet runs any of it."""

import csv
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.tables.writing import (
    WITH_COMMAS,
    WITH_SEMICOLONS,
    Dialect,
    cell,
    disarmed,
    restored,
    written,
    zipped,
)
from domain.calendar import Month

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
TRICKY = st.lists(
    st.sampled_from(["'", "=", "+", "-", "@", "\t", "\r", "\n", ";", ",", '"', "a", " ", "\ufeff"])
).map("".join)
DIALECTS = st.sampled_from([WITH_COMMAS, WITH_SEMICOLONS])


def read(content: bytes, dialect: Dialect) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=dialect.separator, strict=True))


@given(st.lists(TEXT | TRICKY, min_size=1), DIALECTS)
def test_every_text_comes_back_as_it_was_written(texts: list[str], dialect: Dialect) -> None:
    content = written([{"text": text, "other": text[::-1]} for text in texts], dialect)

    (head, *rows) = read(content, dialect)

    assert head == ["text", "other"]
    assert [[restored(each) for each in row] for row in rows] == [
        [text, text[::-1]] for text in texts
    ]


@given(TEXT | TRICKY)
def test_nothing_that_is_written_begins_a_formula(text: str) -> None:
    assert not disarmed(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1"]
)
def test_a_formula_is_text_with_an_apostrophe(text: str) -> None:
    assert disarmed(text) == f"'{text}"
    assert restored(disarmed(text)) == text


@pytest.mark.parametrize("text", ["", "call", "it's", "'quoted'", "a=b", "3 - 2", "’=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert disarmed(text) == restored(text) == text


@pytest.mark.parametrize(
    "value,english,german",
    [
        (Decimal("-2.5"), "-2.5", "-2,5"),
        (Decimal(1_200_000), "1200000", "1200000"),
        (-3, "-3", "-3"),
        (None, "", ""),
        (True, "yes", "yes"),
        (date(2026, 4, 28), "2026-04-28", "2026-04-28"),
        (datetime(2026, 4, 28, 9, tzinfo=UTC), *["2026-04-28T09:00:00+00:00"] * 2),
        (Month(2026, 5), "2026-05", "2026-05"),
        ({"text": "=1"}, '{"text": "=1"}', '{"text": "=1"}'),
        ("-2.5", "'-2.5", "'-2.5"),
    ],
)
def test_numbers_and_dates_stay_what_they_are(value: object, english: str, german: str) -> None:
    assert cell(value, WITH_COMMAS) == english
    assert cell(value, WITH_SEMICOLONS) == german


def test_what_no_file_can_hold_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        cell(object(), WITH_COMMAS)


def test_excel_is_told_that_it_is_utf_8() -> None:
    assert written([{"name": "Müller"}], WITH_COMMAS) == b"\xef\xbb\xbfname\r\nM\xc3\xbcller\r\n"


def test_files_are_found_in_the_archive_under_their_names() -> None:
    content = zipped([("goals.csv", b"a"), ("lights.csv", b"b")], datetime(2026, 4, 28, 9, 30))  # noqa: DTZ001 - archives know no zones

    archive = zipfile.ZipFile(BytesIO(content))
    assert [(info.filename, info.date_time[:4]) for info in archive.infolist()] == [
        ("goals.csv", (2026, 4, 28, 9)),
        ("lights.csv", (2026, 4, 28, 9)),
    ]
    assert archive.read("lights.csv") == b"b"
