"""Starting without what a process can do without: modules that libraries only look for."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast

SPARED = ("pygments", "rich")
"""Found where developers work; structlog and Alembic load them for the terminal."""

UNREAD = ("likely_subtags", "territory_languages")
"""Tables of Babel for locales that are not spelled out, as ours are: 1.5 MiB."""

M_ARENA_MAX = -8
"""How glibc's <malloc.h> calls the most heaps that threads share."""


def share_one_heap() -> None:
    """Let all threads take memory from one heap; only glibc gives each its own, mostly unused.

    Python runs one thread at a time, so they do not wait for each other. Before any is started.
    """
    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, 1)


@contextmanager
def lean() -> Iterator[None]:
    """Import what a process needs; nothing of it is garbage, so none is looked for.

    That is a sixth of the time of a start, and what is imported is never looked through again.
    """
    missing = [name for name in SPARED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type] # None: there is none
    share_one_heap()
    gc.disable()
    try:
        yield
        forget_unread()
    finally:
        for name in missing:
            del sys.modules[name]
        gc.freeze()
        gc.enable()


def forget_unread() -> None:
    """Let what is needed later have the memory of Babel's unread tables."""
    from babel.core import get_global  # noqa: PLC0415 - the command line does not need it

    for table in UNREAD:
        cast("dict[str, object]", get_global(table)).clear()  # type: ignore[arg-type]
