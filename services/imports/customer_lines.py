"""Lines about the customer: contacts, and key information."""

import re
from collections.abc import Callable

from domain.contact import Contact, Description, contact
from domain.knowledge import KeyInformation, key_information
from domain.text import folded
from services.imports.cells import LineReader
from services.imports.entries import EntryLines, day, person
from services.imports.homes import ImportTarget

GOAL = re.compile(r"G[1-9][0-9]*")


class ContactLines(EntryLines[Contact]):
    """Reads contacts."""

    def text(self, line: LineReader) -> str:
        """The name of the contact."""
        return line.needed("name", str) or ""

    def key(self, entry: Contact) -> tuple[str, ...]:
        """Its name."""
        return (folded(entry.name),)

    def read(self, line: LineReader, home: ImportTarget, text: str) -> Callable[[], Contact]:
        """Somebody at the customer, with all that the line says of them."""
        said = Description(
            text,
            line.text("role"),
            line.read("attitude", line.reader.attitude),
            line.read("influence", line.reader.influence),
            person(line, "link", home),
            self._goals(line, home),
        )
        met_on = day(line, "met", home)
        return lambda: contact(self.origin(home), said, met_on)

    @staticmethod
    def _goals(line: LineReader, home: ImportTarget) -> list[int]:
        """The goals that the account has; others are left out, as in what an action serves."""
        known = set(home.there["G"].values())
        return [int(ref[1:]) for ref in GOAL.findall(line.text("goals").upper()) if ref in known]


class KnowledgeLines(EntryLines[KeyInformation]):
    """Reads key information."""

    def key(self, entry: KeyInformation) -> tuple[str, ...]:
        """Its text."""
        return (folded(entry.text),)

    def read(self, line: LineReader, home: ImportTarget, text: str) -> Callable[[], KeyInformation]:
        """Key information, since when it is known, and when it was confirmed."""
        area, source = line.read("area", line.reader.area), line.text("source")
        learned, checked = day(line, "learned", home), day(line, "checked", home)
        origin = self.origin(home, on=learned)
        return lambda: key_information(origin, text, area=area, source=source, checked_on=checked)
