"""`make container`: the steps of the container file, replayed in a clean folder, timed.

Where nothing can build an image this shows that its steps work: each `COPY` and `RUN` of the
first stage is done with its folders below one of ours, then the command is started as the image
starts it, on a fake of Slack, until its own health check says that it is well. Two things only an
image can show are left out: the base image, and the user without rights.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.container.dockerfile import ROOT, Stage, stages
from tests.slack.fake.people import TOKEN
from tests.slack.fake.remote import fake_slack_process

FOLDERS = re.compile(r"(?<![\w.])/(src|opt|wheel|data)\b")
WELL_WITHIN = 60


def main() -> int:
    """Replay, and say by the exit code whether the bot was well."""
    build, image = stages((ROOT / "Dockerfile").read_text())
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        for instruction in build.instructions:
            if instruction.word == "COPY":
                _copy(instruction.rest, Path(folder))
            elif instruction.word == "RUN":
                _run(instruction.rest, Path(folder))
        size = sum(
            each.stat().st_size for each in Path(folder, "opt/kam").rglob("*") if each.is_file()
        )
        print(
            f"built in {time.monotonic() - begun:.0f} s: {size / 1e6:.0f} MB beside the base image"
        )
        return _start(image, Path(folder))


def _below(text: str, folder: Path) -> str:
    return FOLDERS.sub(rf"{folder}/\1", text)


def _copy(rest: str, folder: Path) -> None:
    *sources, target = rest.split()
    there = folder / "src" / ("" if target == "./" else target)
    for source in sources:
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, there, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            there.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, there)


def _run(command: str, folder: Path) -> None:
    (folder / "src").mkdir(exist_ok=True)
    python = os.environ.get("PYTHON", sys.executable)
    here = re.sub(r"(?<![\w/])python -m venv", f"{shlex.quote(python)} -m venv", command)
    print(f"RUN {command[:90]}", flush=True)
    subprocess.run(["/bin/sh", "-ec", _below(here, folder)], cwd=folder / "src", check=True)


def _start(image: Stage, folder: Path) -> int:
    (folder / "data").mkdir()
    said = dict(pair.split("=", 1) for each in image.of("ENV") for pair in each.split())
    with fake_slack_process() as slack:
        environment = {
            **{name: _below(value, folder) for name, value in said.items()},
            "PATH": f"{folder}/opt/kam/bin:{os.environ['PATH']}",
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_APP_TOKEN": "xapp-1-fake",
            "SLACK_API_URL": slack.api_url,
        }
        program = f"{folder}/opt/kam/bin/kam"
        for word in ("--version", "doctor"):
            subprocess.run([program, word], cwd=folder / "data", env=environment, check=False)
        with subprocess.Popen([program, "run"], cwd=folder / "data", env=environment) as kam:
            try:
                return _wait_until_well(image, environment)
            finally:
                kam.terminate()
                print(f"ended with {kam.wait(15)}")


def _wait_until_well(image: Stage, environment: dict[str, str]) -> int:
    (health,) = image.of("HEALTHCHECK")
    words = list(re.findall(r'"((?:[^"\\]|\\.)*)"', health.partition("CMD")[2]))
    begun = time.monotonic()
    while time.monotonic() - begun < WELL_WITHIN:
        if subprocess.run(words, env=environment, capture_output=True, check=False).returncode == 0:
            print(f"healthy {time.monotonic() - begun:.0f} s after its start")
            return 0
        time.sleep(1)
    print("not healthy")
    return 1


if __name__ == "__main__":
    sys.exit(main())
