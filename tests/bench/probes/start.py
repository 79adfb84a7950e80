"""What a start costs before anything is asked of anybody: seconds of import, modules, memory.

Stands alone, so that older code can be measured beside this: `python start.py`.
"""

import json
import resource
import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from time import perf_counter, process_time


def main() -> dict[str, float]:
    """Import what `kam run` imports."""
    begun, working = perf_counter(), process_time()
    with _as_it_starts():
        import_module("bot.processes")
        import_module("bot.start")
    return {
        "import_s": perf_counter() - begun,
        "import_cpu_s": process_time() - working,
        "modules": len(sys.modules),
        "rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _as_it_starts() -> AbstractContextManager[None]:
    """As the command line imports it; older code does nothing about it."""
    try:
        return import_module("bot.lean").lean()  # type: ignore[no-any-return]
    except ImportError:
        return nullcontext()


if __name__ == "__main__":
    print(json.dumps(main()))
