"""The dashboard and the alerts in docs/ ask for figures that there are."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.health import Health
from tests.bot.test_health import Signs
from tests.slack.office import Office

WATCHING = Path(__file__).parents[2] / "docs" / "watching"
FIGURE = re.compile(r"kam_[a-z_]+")
PROMTOOL = shutil.which("promtool")


def alerts() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((WATCHING / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    rules: list[dict[str, Any]] = group["rules"]
    return rules


def dashboard() -> list[dict[str, Any]]:
    panels: list[dict[str, Any]] = json.loads(
        (WATCHING / "grafana.json").read_text(encoding="utf-8")
    )["panels"]
    return panels


def asked_for() -> set[str]:
    asked = [rule["expr"] for rule in alerts()]
    asked += [target["expr"] for panel in dashboard() for target in panel["targets"]]
    return {figure for each in asked for figure in FIGURE.findall(each)}


def test_every_figure_that_is_asked_for_is_there(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    acme.kam.metrics.requests.labels("taken").inc()
    acme.kam.runner.tick()
    shown = Health(acme.kam, signs=Signs()).figures().decode()

    there = {line.split("{")[0].split(" ")[0] for line in shown.splitlines() if line[:1] != "#"}

    assert asked_for() - there == set()


def test_there_are_five_alerts_and_each_says_what_to_do() -> None:
    assert len(alerts()) == 5
    for rule in alerts():
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["action"]


def test_no_two_panels_stand_on_each_other() -> None:
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in dashboard()]

    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    "words", [("check", "rules", "alerts.yml"), ("test", "rules", "alerts-test.yml")]
)
def test_promtool_where_there_is_one_agrees(words: tuple[str, ...]) -> None:
    assert (WATCHING / words[-1]).is_file()
    if PROMTOOL is not None:
        subprocess.run([PROMTOOL, *words], cwd=WATCHING, check=True, timeout=60)
