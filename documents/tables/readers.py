"""The reader of a table's cells: it has looked at the whole table first."""

from collections.abc import Callable

from domain.language import Language
from language.cells import CellReader
from language.conventions import convention
from services.imports.tables import Table

NUMBERS = ("from", "to", "keeping_at")
DAYS = ("due", "by", "start", "met", "learned", "checked")


def reader_for(tongue: Language) -> Callable[[Table], CellReader]:
    """Finds the reader of a table; `tongue` counts where its headings are of no language."""

    def of(table: Table) -> CellReader:
        headings, cells = table.headings, (table.column(*NUMBERS), table.column(*DAYS))
        language, is_ours = headings.language or tongue, headings.is_ours
        return CellReader(convention(language, table.separator, *cells, is_ours=is_ours))

    return of
