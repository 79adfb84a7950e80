"""CSV files as spreadsheets and people write them: decoded, cut into rows, headings understood."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice

from documents.tables.writing import restored
from domain.errors import KamError
from domain.language import Language
from domain.text import storable
from language.cells import CellReader
from language.conventions import convention
from services.imports.columns import Headings, understood
from services.imports.errors import BrokenQuotes, EmptyFile, NotATable, TooLarge, TooManyCells
from services.imports.plan import Problem
from services.imports.tables import LINES, SIZE, Table, TableRow

COLUMNS = 1_000
"""Cells of the first line that are looked at: no table of ours has as many."""

ONE_BYTE = ("cp1252", "latin-1", "mac_roman")
"""Encodings of a byte a letter, the likeliest first: no mark tells them apart."""

IN_WORDS = re.compile("(?<=[A-Za-z])[äöüßéèàçñ]|[äöüéèàçñ](?=[a-z])|(?<![a-z])[ÄÖÜ](?=[A-Za-z])")
BESIDE_WORDS = re.compile("(?<=[A-Za-z])[^\\x00-\\x7fäöüßéèàçñÄÖÜ–—’“”](?=[a-z])|\ufffd")

SEPARATORS = ",;\t|"
SEPARATOR_NAMED = re.compile(r"sep=([,;\t|])", re.IGNORECASE)
"""Excel's own first line that names the separator."""

NUMBERS = ("from", "to", "keeping_at")
DAYS = ("due", "by", "start", "met", "learned", "checked")


def read_all(
    files: Iterable[tuple[str, bytes]], together: int | None = None
) -> tuple[list[Table], list[Problem]]:
    """The tables in files of these names, and what is wrong with those that are none.

    `together`: how many lines they may have in all.
    """
    tables: list[Table] = []
    problems = []
    for name, content in files:
        read_so_far = sum(len(table.rows) for table in tables)
        at_most = LINES if together is None else min(LINES, together - read_so_far)
        try:
            tables.append(read(name, content, at_most))
        except KamError as error:
            line = error.line if isinstance(error, BrokenQuotes) else 1
            problems.append(Problem(name, line, "", error))
    return tables, problems


def read(name: str, content: bytes, at_most: int = LINES) -> Table:
    """The table in a file; raises TooLarge, BrokenQuotes, NotATable and EmptyFile.

    No more is kept of a file than may be in it, however long it is.
    """
    if len(content) > SIZE:
        raise TooLarge(LINES)
    text = decoded(content)
    separator, body = _separator(text)
    lines = _lines(body, separator)
    _line, typed = next(lines, (0, []))
    headings = understood([storable(heading).strip() for heading in typed[:COLUMNS]])
    if headings is None:
        raise NotATable([heading.strip() for heading in typed[:COLUMNS] if heading.strip()])
    rows = [_row(line, cells, headings) for line, cells in islice(lines, at_most + 1)]
    if not rows:
        raise EmptyFile
    if len(rows) > at_most:
        raise TooLarge(LINES)
    return Table(name, headings, rows, separator)


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 as their marks say, else what Windows or a Mac writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    return max((content.decode(name, "replace") for name in ONE_BYTE), key=_letters)


def _letters(text: str) -> int:
    """How many umlauts and accents stand where words have them; fewer what is no character."""
    return len(IN_WORDS.findall(text)) - len(BESIDE_WORDS.findall(text))


def _separator(text: str) -> tuple[str, str]:
    """The sign between cells, and the text without a line that only names it.

    It is the one with which most headings are understood.
    """
    first, _newline, rest = text.partition("\n")
    named = SEPARATOR_NAMED.fullmatch(first.rstrip("\r"))
    if named:
        return named[1], f"\n{rest}"
    return max(SEPARATORS, key=lambda sign: _understood(text, sign)), text


def _understood(text: str, separator: str) -> int:
    """How many headings of the first line are understood with this separator."""
    try:
        _line, typed = next(_lines(text, separator), (0, []))
    except BrokenQuotes:
        return 0
    headings = understood(typed[:COLUMNS])
    return len(headings.places) - len(headings.ignored) if headings else 0


def _lines(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, with the line it begins in; raises BrokenQuotes."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(storable(cell).strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BrokenQuotes(begins) from error


def _row(line: int, cells: Sequence[str], headings: Headings) -> TableRow:
    extra = [cell for cell in cells[len(headings.places) :] if cell.strip()]
    if extra:
        problem = TooManyCells(len(cells), len(headings.places))
        return TableRow(line, {}, problem)
    pairs = zip(headings.places, cells, strict=False)
    return TableRow(
        line, {column: storable(restored(cell)).strip() for column, cell in pairs if column}
    )


def reader_for(tongue: Language) -> Callable[[Table], CellReader]:
    """Finds the reader of a table; `tongue` counts where its headings are of no language."""

    def of(table: Table) -> CellReader:
        headings, cells = table.headings, (table.column(*NUMBERS), table.column(*DAYS))
        language, is_ours = headings.language or tongue, headings.is_ours
        return CellReader(convention(language, table.separator, *cells, is_ours=is_ours))

    return of
