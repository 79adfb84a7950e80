"""Cells of CSV files: how a fact is written into one, and how its text is read back.

A spreadsheet takes a cell that begins with `=` and its like for a formula, and would run what
somebody wrote. So such a text gets an apostrophe in front, which is taken off when it is read
again; numbers and dates stay as they are.
"""

import csv
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from services.export_facts import plain

BOM = "\ufeff"
"""Tells Excel that the file is UTF-8."""

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - the wide ones count too
ARMED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - as above


@dataclass(frozen=True)
class Dialect:
    """The signs with which spreadsheets of one language separate columns and decimals."""

    separator: str
    decimal: str


WITH_COMMAS = Dialect(",", ".")
WITH_SEMICOLONS = Dialect(";", ",")


def disarmed(text: str) -> str:
    """`text` such that no spreadsheet takes it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that `disarmed` made a cell of."""
    return cell[1:] if ARMED.match(cell) else cell


def cell(value: object, dialect: Dialect) -> str:
    """A fact as it stands in a file."""
    if value is None:
        return ""
    if isinstance(value, str):
        return disarmed(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | list):
        return disarmed(json.dumps(value, ensure_ascii=False))
    if isinstance(value, int):
        return str(value)
    told = plain(value)
    return told.replace(".", dialect.decimal) if isinstance(value, Decimal) else told


def written(rows: Sequence[Mapping[str, Any]], dialect: Dialect) -> bytes:
    """A table as a CSV file; one without rows is empty but for what Excel needs."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.separator, lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0].keys())
    writer.writerows([cell(value, dialect) for value in row.values()] for row in rows)
    return (BOM + out.getvalue()).encode("utf-8", "replace")


def zipped(files: Iterable[tuple[str, bytes]], at: datetime) -> bytes:
    """Files in one archive, all dated `at`."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
