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


ACCOUNT = ("account", "customer", "kunde", "konto")
OWNER = ("owner", "who", "verantwortlich", "wer", "inhaber")
OWNER_ID = ("owner id",)
STATE = ("state", "status", "stand")

GERMAN = frozenset(
    {
        *("kunde", "konto", "verantwortlich", "wer", "inhaber", "stand", "kanal", "sprache"),
        *("zeitzone", "ebene", "ziel", "kennzahl", "jahre", "von", "auf", "einheit", "bis"),
        *("termin", "aktion", "aufgabe", "fällig", "fällig am", "monat", "art", "dient", "für"),
        *("land", "beginn", "vertraulich", "ergebnis", "kontakt", "rolle", "haltung", "einfluss"),
        *("kontakt über", "zuletzt gesprochen", "wissen", "thema", "quelle", "vom", "bestätigt"),
        *("halte", "halte bei", "halte einheit", "halte höchstens"),
    }
)
"""Headings that are German; what is in neither list could be either."""

EITHER = frozenset({"name", "text", "status", "start"})

OURS = frozenset({"account", "owner_id", "created_at"})
"""Headings that stand together only in what kam itself has written."""

COLUMNS: Mapping[Noun, Mapping[str, Sequence[str]]] = {
    Noun.ACCOUNTS: {
        "name": ("name", *ACCOUNT),
        "channel": ("channel", "kanal"),
        "owner": OWNER,
        "owner_id": OWNER_ID,
        "language": ("language", "sprache"),
        "time_zone": ("time zone", "timezone", "zeitzone"),
        "country": ("country", "land"),
        "confidential": ("confidential", "vertraulich"),
        "archived_at": ("archived at",),
    },
    Noun.GOALS: {
        "account": ACCOUNT,
        "level": ("level", "ebene"),
        "text": ("text", "goal", "ziel", "metric", "kennzahl"),
        "years": ("years", "jahre"),
        "from": ("from", "von"),
        "to": ("to", "auf"),
        "unit": ("unit", "einheit"),
        "by": ("by", "bis", "deadline", "termin"),
        "keeping": ("keeping", "halte"),
        "keeping_at": ("keeping at", "halte bei"),
        "keeping_unit": ("keeping unit", "halte einheit"),
        "keeping_at_most": ("keeping at most", "halte höchstens"),
        "owner": OWNER,
        "owner_id": OWNER_ID,
        "start": ("start", "beginn"),
        "state": STATE,
    },
    Noun.ACTIONS: {
        "account": ACCOUNT,
        "text": ("text", "action", "aktion", "task", "aufgabe"),
        "owner": OWNER,
        "owner_id": OWNER_ID,
        "carried": ("carried",),
        "due": ("due", "due date", "by", "fällig", "fällig am", "bis"),
        "month": ("month", "monat"),
        "kind": ("kind", "art"),
        "serves": ("serves", "for", "dient", "für"),
        "outcome": ("outcome", "result", "ergebnis"),
        "contact": ("contact", "with", "kontakt"),
        "closed_at": ("closed at",),
        "state": STATE,
    },
    Noun.CONTACTS: {
        "account": ACCOUNT,
        "name": ("name", "contact", "kontakt"),
        "role": ("role", "function", "rolle", "funktion"),
        "attitude": ("attitude", "haltung"),
        "influence": ("influence", "einfluss"),
        "goals": ("goals", "ziele"),
        "link": ("link", "held by", "kontakt über"),
        "link_id": ("link id",),
        "met": ("met", "last talked", "zuletzt gesprochen"),
        "state": STATE,
    },
    Noun.KNOWLEDGE: {
        "account": ACCOUNT,
        "text": ("text", "key information", "wissen"),
        "area": ("area", "about", "thema"),
        "source": ("source", "quelle"),
        "learned": ("learned", "on", "vom"),
        "checked": ("checked", "bestätigt"),
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
        known = [
            _folded(each) for each, column in zip(self.typed, self.places, strict=True) if column
        ]
        told = [each in GERMAN for each in known if each not in EITHER]
        if told.count(True) == told.count(False):
            return None
        return Language.GERMAN if told.count(True) > told.count(False) else Language.ENGLISH

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
    names = {name: column for column, also in COLUMNS[noun].items() for name in also}
    found: list[str | None] = []
    for heading in typed:
        column = names.get(_folded(heading))
        found.append(None if column in found else column)
    return tuple(found)


def _folded(heading: str) -> str:
    return folded(heading.replace("_", " ").replace("-", " "))
