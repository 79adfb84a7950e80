"""Lines about the customer: contacts, and key information."""

import re

from domain.contact import Contact, Description, contact
from domain.knowledge import KeyInformation, key_information
from domain.text import folded
from services.imports.cells import LineReader
from services.imports.entries import EntryLines
from services.imports.homes import ImportTarget

GOAL = re.compile(r"G[1-9][0-9]*")


class ContactLines(EntryLines):
    """Reads contacts."""

    def look_at(self, line: LineReader) -> None:
        """Plan the contact, or note what is wrong with the line."""
        if self.is_closed(line):
            return
        home, name = self.home(line), line.needed("name", str)
        if home is None or name is None or not line.is_sound:
            return
        found = self._contact(line, home, name)
        if found is None:
            return
        key = folded(found.name)
        if self.is_new(line, home.contacts.get(key), (home.acting.account.name_key, key)):
            self.plan.contacts.append((home.acting, found))

    def _contact(self, line: LineReader, home: ImportTarget, name: str) -> Contact | None:
        linked = line.read("link_id" if line.text("link_id") else "link", home.people.find)
        said = Description(
            name,
            line.text("role"),
            line.read("attitude", line.reader.attitude),
            line.read("influence", line.reader.influence),
            linked,
            self._goals(line, home),
        )
        met_on = line.read("met", lambda cell: line.reader.day(cell, home.today))
        if not line.is_sound:
            return None
        return line.made(lambda: contact(self.origin(home), said, met_on))

    @staticmethod
    def _goals(line: LineReader, home: ImportTarget) -> list[int]:
        """The goals that the account has; others are left out, as in what an action serves."""
        known = set(home.goals.values())
        return [int(ref[1:]) for ref in GOAL.findall(line.text("goals").upper()) if ref in known]


class KnowledgeLines(EntryLines):
    """Reads key information."""

    def look_at(self, line: LineReader) -> None:
        """Plan the line of key information, or note what is wrong with it."""
        if self.is_closed(line):
            return
        home, text = self.home(line), self.text(line)
        if home is None or not line.is_sound:
            return
        found = self._known(line, home, text)
        if found is None:
            return
        key = folded(found.text)
        if self.is_new(line, home.known.get(key), (home.acting.account.name_key, key)):
            self.plan.known.append((home.acting, found))

    def _known(self, line: LineReader, home: ImportTarget, text: str) -> KeyInformation | None:
        area = line.read("area", line.reader.area)
        learned = line.read("learned", lambda cell: line.reader.day(cell, home.today))
        checked = line.read("checked", lambda cell: line.reader.day(cell, home.today))
        if not line.is_sound:
            return None
        return line.made(
            lambda: key_information(
                self.origin(home, on=learned),
                text,
                area=area,
                source=line.text("source"),
                checked_on=checked,
            )
        )
