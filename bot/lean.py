"""Starting without what a process can do without: modules that libraries only look for."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

SPARED = ("pygments", "rich")
"""Found because typer brings them along; structlog and Alembic load them for the terminal."""


@contextmanager
def lean() -> Iterator[None]:
    """Import what a process needs; nothing of it is garbage, so none is looked for.

    That is a sixth of the time of a start, and what is imported is never looked through again.
    """
    missing = [name for name in SPARED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(missing))  # type: ignore[arg-type] # None: there is none
    gc.disable()
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]
        gc.freeze()
        gc.enable()
