"""The kill test in full, on both databases."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.chaos.run import Storm, migrated, run
from tests.databases import a_postgresql_server, sqlite_url
from tests.slack.fake.remote import fake_slack_process


def main() -> int:
    """Run, tell, and say by the exit code whether all went well."""
    options = argparse.ArgumentParser(description="Kill senders again and again.")
    options.add_argument("--reviews", type=int, default=600)
    options.add_argument("--kills", type=int, default=400)
    options.add_argument("--senders", type=int, default=3)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default="", help="one of the databases")
    chosen = options.parse_args()
    storm = Storm(chosen.reviews, chosen.kills, chosen.senders, seed=chosen.seed)
    good = True
    with tempfile.TemporaryDirectory() as folder, a_postgresql_server() as server:
        urls = {
            "SQLite": sqlite_url(Path(folder) / "kam.sqlite"),
            "PostgreSQL": server.new_database(),
        }
        for name, url in urls.items():
            if chosen.only not in name:
                continue
            with fake_slack_process() as slack:
                outcome = run(migrated(url), slack, storm, lambda far: print(far, flush=True))
            print(f"{name}: {outcome}", flush=True)
            good = good and outcome.is_good
    print("Nothing lost, doubled, out of order or too fast." if good else "Something went wrong.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
