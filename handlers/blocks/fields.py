"""Which field of a form a problem belongs to."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import KamError

MARK = "field:"


@contextmanager
def at_field(name: str, *kinds: type[KamError]) -> Iterator[None]:
    """Errors inside this block belong to this field; only those of these kinds, if any is named.

    The innermost field wins.
    """
    try:
        yield
    except KamError as error:
        if not kinds or isinstance(error, kinds):
            belongs_to(error, name)
        raise


def belongs_to(error: KamError, name: str) -> None:
    """Say which field an error belongs to."""
    error.add_note(f"{MARK}{name}")


def field_of(error: KamError) -> str:
    """The field an error belongs to; empty where nobody said so."""
    notes = getattr(error, "__notes__", [])
    return next((note.removeprefix(MARK) for note in notes if note.startswith(MARK)), "")
