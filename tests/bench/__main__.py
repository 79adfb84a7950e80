"""`make bench`, or `python -m tests.bench [--quick] [--strict]`."""

import argparse
import sys
import warnings
from collections.abc import Sequence

from tests.bench import course, report


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the exit code says whether the aims hold, if they must."""
    options = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="few requests: does it work at all?")
    options.add_argument("--strict", action="store_true", help="fail where an aim is missed")
    chosen = options.parse_args(arguments)
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")  # as in pyproject.toml
    found = course.run(course.QUICK if chosen.quick else course.FULL)
    print(report.table(found))
    return int(chosen.strict and not all(aim.holds for aim in report.aims(found)))


if __name__ == "__main__":
    sys.exit(main())
