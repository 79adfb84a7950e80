"""The errors of the product, in its own terms: a tree of four families.

    KamError
    ├── Forbidden  the person may not do this
    ├── NotFound   what was named is not there, or not for this person to know
    ├── Invalid    the input breaks a rule of the method or a limit
    └── Conflict   somebody else was quicker, or it is already so

Each noun, the use cases, files and the command language declare their own, of these families. An
error is a small dataclass of facts, never a sentence: the `errors.py` of its noun speaks for it, in
the language of the person who reads it. Facts that many have in common stand here as well.
"""

from dataclasses import dataclass
from datetime import date


class KamError(Exception):
    """Something a person can be told in one sentence."""


class Forbidden(KamError):
    """The person may not do this."""


class NotFound(KamError):
    """The thing that was named is not there, or not for this person to know."""


class Invalid(KamError):
    """The input breaks a rule of the method or a limit."""


class Conflict(KamError):
    """Somebody else was quicker, or it is already so."""


@dataclass(eq=False)
class AboutRef:
    """The fact of an error about one thing: its reference, such as L3."""

    ref: str


@dataclass(eq=False)
class AboutDay:
    """The fact of an error about one day, in the account's time zone."""

    day: date


@dataclass(eq=False)
class AboutName:
    """The fact of an error about a name: as it was given, or as far as it is known."""

    name: str


class StillOpen(AboutRef, Conflict):
    """The thing is open, so there is nothing to take up again."""
