"""Which tables can be imported, and what their columns are called, in English and German."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.language import Language
from domain.text import folded


class Noun(StrEnum):
    """The nouns that a table may list."""

    ACCOUNTS = "accounts"
    GOALS = "goals"
    CONTACTS = "contacts"
    KNOWLEDGE = "knowledge"
    ACTIONS = "actions"


@dataclass(frozen=True)
class Column:
    """How files call a column: in English and in German, each in words with commas between."""

    english: str
    german: str = ""

    def headings(self, language: Language) -> frozenset[str]:
        """The words for it in a language."""
        called = self.german if language is Language.GERMAN else self.english
        return frozenset(called.split(", ")) - {""}


ACCOUNT = Column("account, customer", "kunde, konto")
OWNER = Column("owner, who", "verantwortlich, wer, inhaber")
OWNER_ID = Column("owner id")
STATE = Column("state, status", "status, stand")

OURS = frozenset({"account", "owner_id", "created_at"})
"""Headings that stand together only in what kam itself has written."""

COLUMNS: Mapping[Noun, Mapping[str, Column]] = {
    Noun.ACCOUNTS: {
        "name": Column("name, account, customer", "name, kunde, konto"),
        "channel": Column("channel", "kanal"),
        "owner": OWNER,
        "owner_id": OWNER_ID,
        "language": Column("language", "sprache"),
        "time_zone": Column("time zone, timezone", "zeitzone"),
        "country": Column("country", "land"),
        "confidential": Column("confidential", "vertraulich"),
        "archived_at": Column("archived at"),
    },
    Noun.GOALS: {
        "account": ACCOUNT,
        "level": Column("level", "ebene"),
        "text": Column("text, goal, metric", "text, ziel, kennzahl"),
        "years": Column("years", "jahre"),
        "from": Column("from", "von"),
        "to": Column("to", "auf"),
        "unit": Column("unit", "einheit"),
        "by": Column("by, deadline", "bis, termin"),
        "keeping": Column("keeping", "halte"),
        "keeping_at": Column("keeping at", "halte bei"),
        "keeping_unit": Column("keeping unit", "halte einheit"),
        "keeping_at_most": Column("keeping at most", "halte höchstens"),
        "owner": OWNER,
        "owner_id": OWNER_ID,
        "start": Column("start", "start, beginn"),
        "state": STATE,
    },
    Noun.ACTIONS: {
        "account": ACCOUNT,
        "text": Column("text, action, task", "text, aktion, aufgabe"),
        "owner": OWNER,
        "owner_id": OWNER_ID,
        "carried": Column("carried"),
        "due": Column("due, due date, by", "fällig, fällig am, bis"),
        "month": Column("month", "monat"),
        "kind": Column("kind", "art"),
        "serves": Column("serves, for", "dient, für"),
        "outcome": Column("outcome, result", "ergebnis"),
        "contact": Column("contact, with", "kontakt"),
        "closed_at": Column("closed at"),
        "state": STATE,
    },
    Noun.CONTACTS: {
        "account": ACCOUNT,
        "name": Column("name, contact", "name, kontakt"),
        "role": Column("role, function", "rolle, funktion"),
        "attitude": Column("attitude", "haltung"),
        "influence": Column("influence", "einfluss"),
        "goals": Column("goals", "ziele"),
        "link": Column("link, held by", "kontakt über"),
        "link_id": Column("link id"),
        "met": Column("met, last talked", "zuletzt gesprochen"),
        "state": STATE,
    },
    Noun.KNOWLEDGE: {
        "account": ACCOUNT,
        "text": Column("text, key information", "text, wissen"),
        "area": Column("area, about", "thema"),
        "source": Column("source", "quelle"),
        "learned": Column("learned, on", "vom"),
        "checked": Column("checked", "bestätigt"),
        "state": STATE,
    },
}

MARKS: Mapping[Noun, tuple[frozenset[str], frozenset[str]]] = {
    Noun.ACCOUNTS: (frozenset({"name", "channel"}), frozenset({"channel"})),
    Noun.GOALS: (frozenset({"text", "level"}), frozenset({"level"})),
    Noun.CONTACTS: (frozenset({"name"}), frozenset({"role", "attitude", "influence"})),
    Noun.ACTIONS: (frozenset({"text"}), frozenset({"owner", "due", "month"})),
    Noun.KNOWLEDGE: (frozenset({"text"}), frozenset({"area", "source"})),
}
"""What a table is known by: columns it must have, and some of which it must have one.

A table of lights has a text as well, and must not be taken for actions.
"""


@dataclass(frozen=True)
class Headings:
    """The meaning of a file's headings: the column of each place, or None where it is not read."""

    noun: Noun
    places: tuple[str | None, ...]
    typed: tuple[str, ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headings that mean nothing here."""
        pairs = zip(self.typed, self.places, strict=True)
        return tuple(typed for typed, column in pairs if column is None and typed)

    @property
    def language(self) -> Language | None:
        """The language of most headings; None where they could be of either."""
        counts = {language: self._headings_in(language) for language in Language}
        most = max(counts, key=lambda language: counts[language])
        return most if list(counts.values()).count(counts[most]) == 1 else None

    def _headings_in(self, language: Language) -> int:
        """How many of the headings are of this language; those of both count for both."""
        columns = COLUMNS[self.noun]
        return sum(
            column is not None and _folded(typed) in columns[column].headings(language)
            for typed, column in zip(self.typed, self.places, strict=True)
        )

    @property
    def is_ours(self) -> bool:
        """Whether kam wrote the file: then every cell is as it wrote it."""
        return set(self.typed) >= OURS

    def heading(self, column: str) -> str:
        """How the file calls a column."""
        return self.typed[self.places.index(column)] if column in self.places else column


def understood(typed: Sequence[str]) -> Headings | None:
    """The meaning of the headings; None where they are those of no table we import."""
    for noun, (needed, either) in MARKS.items():
        places = _places(noun, typed)
        if needed <= set(places) and either & set(places):
            return Headings(noun, places, tuple(typed))
    return None


def _places(noun: Noun, typed: Sequence[str]) -> tuple[str | None, ...]:
    """The column of each heading; a column that is there twice counts where it stands first."""
    names = {
        name: column
        for column, called in COLUMNS[noun].items()
        for language in Language
        for name in called.headings(language)
    }
    found: list[str | None] = []
    for heading in typed:
        column = names.get(_folded(heading))
        found.append(None if column in found else column)
    return tuple(found)


def _folded(heading: str) -> str:
    return folded(heading.replace("_", " ").replace("-", " "))
