"""The kill test in full, on both databases."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.chaos.run import run
from tests.databases import a_postgresql_server, sqlite_url
from tests.slack.fake.remote import fake_slack_process


def main() -> int:
    """Run, tell, and say by the exit code whether all went well."""
    options = argparse.ArgumentParser(description="Kill the sender again and again.")
    options.add_argument("--reviews", type=int, default=200)
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as folder, a_postgresql_server() as server:
        urls = {
            "SQLite": sqlite_url(Path(folder) / "kam.sqlite"),
            "PostgreSQL": server.new_database(),
        }
        for name, url in urls.items():
            with fake_slack_process() as slack:
                outcome = run(
                    url, slack, reviews=chosen.reviews, kills=chosen.kills, seed=chosen.seed
                )
            print(f"{name}: {outcome}")
            good = good and outcome.is_good
    print("Every review posted, none twice." if good else "Something was lost or came twice.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
