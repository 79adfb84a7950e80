"""The real bot, as `kam run` starts it: a process of its own on a SQLite file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.demo.local_slack import LocalSlack
from bot.demo.world import SAMPLE

_PATIENCE = 120  # seconds to end in


@dataclass
class RunningBot:
    """A bot in `slack`; it keeps everything in `folder`, so it may be stopped and started."""

    slack: LocalSlack
    folder: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self, now: str | None = None) -> None:
        """Start it, its clock at `now` (ISO 8601); the page shows when it is connected."""
        rehearsal = ["--now", now] if now else []
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run", *rehearsal],
                cwd=self.folder,  # no .env of the project's is read
                env=os.environ | self._settings(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def stop(self) -> None:
        """End it as a server is ended; it must end well, without an error in its log."""
        if self._process is None:
            return
        self._process.terminate()
        code = self._process.wait(_PATIENCE)
        self._process = None
        log = self._log.read_text(encoding="utf-8")
        assert code == 0, log
        assert '"level": "error"' not in log, log

    def kill(self) -> None:
        """Make sure that nothing is left of it after a test that failed."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(_PATIENCE)

    @property
    def _log(self) -> Path:
        return self.folder / "bot.log"

    def _settings(self) -> dict[str, str]:
        return {
            "SLACK_API_URL": self.slack.api_url,
            "SLACK_BOT_TOKEN": SAMPLE.bot_token,
            "SLACK_APP_TOKEN": SAMPLE.app_token,
            "DATABASE_URL": f"sqlite:///{self.folder / 'kam.sqlite'}",
            "KAM_LANGUAGE": "en",
            "KAM_LOG": "INFO",
        }


@contextmanager
def running_bot(slack: LocalSlack, folder: Path, now: str | None = None) -> Iterator[RunningBot]:
    """A bot from `now` on; it must end well, and nothing is left of it where a test fails."""
    running = RunningBot(slack, folder)
    running.start(now)
    try:
        yield running
        running.stop()
    finally:
        running.kill()
