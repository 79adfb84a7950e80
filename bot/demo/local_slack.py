"""A Slack on this machine, in a child process: for the demo and the browser tests.

It listens on every interface and takes any token: nothing real belongs in it.
"""

import platform
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from bot.demo.local_facts import LOOPBACK, CompletedApi, LocalFacts
from bot.demo.world import DemoWorld

_PROJECT = Path(__file__).resolve().parents[2]
_PATIENCE = 20.0  # seconds; it takes a tenth of one
_FAREWELL = 5.0
_SERVED_AT = re.compile(rf"Web UI:\s+http://{re.escape(LOOPBACK)}:(\d+)")
_PACKAGED = ("Linux", "x86_64")
_REASON = re.compile(r"^\s*(?:error:|✗)\s*(.+)$", re.MULTILINE)


class LocalSlackMissing(Exception):
    """The local Slack is not installed."""

    def __init__(self, system: str = platform.system(), machine: str = platform.machine()) -> None:
        """`system` and `machine` as `platform` names them."""
        super().__init__(_what_to_do(system, machine))


def _what_to_do(system: str, machine: str) -> str:
    if not (_PROJECT / "package.json").exists():
        return "The demo runs from a checkout of kam's source: there, say `make demo`."
    if (system, machine) != _PACKAGED:
        return (
            f"npm has the local Slack for Linux on x64 only, and this is {system} on {machine}. "
            "`make demo` opens a prompt instead; or put a `local-slack` of your own on the PATH."
        )
    return (
        "The local Slack is not installed. Run `npm install` in the project folder (on Debian, "
        "`apt-get install npm` brings npm)."
    )


class LocalSlackFailed(Exception):
    """The local Slack ended, or said nothing, before it could be used; carries the reason."""


def find_binary(project: Path = _PROJECT) -> Path:
    """The program: from the project's `node_modules`, else from the PATH.

    Raises LocalSlackMissing.
    """
    for found in sorted(project.glob("node_modules/local-slack-*/bin/local-slack*")):
        return found
    if on_path := shutil.which("local-slack"):
        return Path(on_path)
    raise LocalSlackMissing


class LocalSlack:
    """A running local Slack: its Web API at `api_url`, its people's view at `browser_url`.

    Messages live as long as it does.
    """

    def __init__(self, api_url: str, browser_url: str, running: ExitStack) -> None:
        self.api_url = api_url
        self.browser_url = browser_url
        self._running = running

    @classmethod
    def start(cls, world: DemoWorld, *, port: int = 0, patience: float = _PATIENCE) -> Self:
        """Serve `world` on `port`, or on a free one, and return once it answers.

        Raises LocalSlackMissing, and LocalSlackFailed where `port` is taken or `patience`
        (seconds) runs out.
        """
        with ExitStack() as stack:
            home = stack.enter_context(TemporaryDirectory(prefix="kam-local-slack-"))
            command = _command(find_binary(), Path(home), world, port)
            served = stack.enter_context(_process(command, patience))
            api = stack.enter_context(CompletedApi(served, LocalFacts(world.facts())))
            return cls(api.url, f"http://{LOOPBACK}:{served}/", stack.pop_all())

    def stop(self) -> None:
        """End it and forget all messages; more than once does no harm."""
        self._running.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _command(binary: Path, home: Path, world: DemoWorld, port: int) -> list[str]:
    config = home / "workspace.json"
    config.write_text(world.config(), encoding="utf-8")
    places = ["--config", str(config), "--files-dir", str(home / "files")]
    return [str(binary), *places, "--port", str(port), "--base-host", LOOPBACK]


@contextmanager
def _process(command: list[str], patience: float) -> Iterator[int]:
    """The port on which the command serves, while it runs."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        process_group=0,  # Ctrl-C reaches the bot alone, which then stops this in good order
    ) as process:
        port: Future[int] = Future()
        reader = threading.Thread(target=_read, args=(process.stdout, port), daemon=True)
        reader.start()
        try:
            yield port.result(patience)
        except TimeoutError:
            raise LocalSlackFailed("It said nothing.") from None
        finally:
            _end(process)
            reader.join()


def _read(lines: Iterable[str], port: Future[int]) -> None:
    """Settle `port`, and go on reading: what is said later must not fill the pipe."""
    heard = ""
    for line in lines:
        if port.done():
            continue
        heard += line
        if served := _SERVED_AT.search(line):
            port.set_result(int(served[1]))
    if not port.done():
        reason = _REASON.search(heard)
        port.set_exception(LocalSlackFailed(reason[1] if reason else heard[-500:]))


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
