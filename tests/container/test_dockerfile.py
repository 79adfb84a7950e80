"""The container file holds what kam needs to run, and nothing else; `make container` replays it."""

import subprocess
import tomllib

import pytest

from tests.container.dockerfile import ROOT, Stage, stages


@pytest.fixture(scope="module")
def built() -> Stage:
    return stages((ROOT / "Dockerfile").read_text())[0]


@pytest.fixture(scope="module")
def image() -> Stage:
    return stages((ROOT / "Dockerfile").read_text())[-1]


def copied(stage: Stage) -> set[str]:
    """What is copied from the checkout."""
    found = [rest.split() for rest in stage.of("COPY") if not rest.startswith("--from=")]
    return {source for words in found for source in words[:-1]}


def test_everything_that_is_copied_is_there_and_let_through(built: Stage) -> None:
    lines = (ROOT / ".dockerignore").read_text().split()
    let_through = {line[1:] for line in lines if line.startswith("!")}

    assert "*" in lines
    assert copied(built) == let_through
    assert all((ROOT / each).exists() for each in let_through)
    assert "**/__pycache__" in lines


def test_every_package_of_the_wheel_is_in_it(built: Stage) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]

    assert set(packages) <= copied(built)


def test_only_the_runtime_lock_is_installed_and_every_file_is_checked(built: Stage) -> None:
    (install,) = [each for each in built.of("RUN") if "requirements" in each]

    assert "--require-hashes" in install
    assert "requirements-dev" not in install


def test_it_runs_without_rights_and_says_whether_it_is_well(image: Stage) -> None:
    assert image.of("USER") == ["kam"]
    assert image.of("VOLUME") == ["/data"]
    assert image.of("CMD") == ['["kam", "run"]']
    (health,) = image.of("HEALTHCHECK")
    assert "/live" in health
    words = [each.word for each in image.instructions]
    assert words.index("USER") < words.index("CMD")


def test_no_secret_is_in_it_and_its_shell_commands_can_be_read(built: Stage, image: Stage) -> None:
    for stage in (built, image):
        assert not any("TOKEN" in each or "SECRET" in each for each in stage.of("ENV"))
        for command in stage.of("RUN"):
            done = subprocess.run(
                ["/bin/sh", "-n", "-c", command], capture_output=True, check=False
            )
            assert done.returncode == 0, done.stderr
