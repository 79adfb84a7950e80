"""Servers, each a process of its own: `python -m tests.bench.serve '[{"RUNG": "WHOLE", …}]'`."""

import json
import multiprocessing
import os
import sys

from bot import processes
from bot.start import prepare
from tests.bench.rungs import Rung, on_rung


def main(environments: str) -> None:
    """Serve until killed. What takes long to import is imported once, then the process forks."""
    fork = multiprocessing.get_context("fork")
    servers = [fork.Process(target=serve, args=(each,)) for each in json.loads(environments)]
    for server in servers:
        server.start()
    for server in servers:
        server.join()


def serve(environment: dict[str, str]) -> None:
    """`kam web`, with the app of one rung."""
    os.environ.update({"KAM_PACE": "0", **environment})  # everybody at once is the point
    settings, kam = prepare(None, migrate_embedded=False)
    secret = settings.slack_signing_secret
    processes.serve(on_rung(kam, Rung[environment["RUNG"]]), secret, settings.port)


if __name__ == "__main__":
    main(*sys.argv[1:])
