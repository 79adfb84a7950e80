"""`kam about` and `kam forget`, as somebody types them."""

import json

import pytest

from tests.bot.test_cli import Environment, here, installed, kam
from tests.slack.office import ACME, ANNA, BEN, Office

__all__ = ["here", "installed"]


def test_what_is_kept_of_a_person_is_printed_as_json(installed: Environment, acme: Office) -> None:
    acme.types('light red "budget cut"')

    shown = kam(installed, "about", "ben")

    found = json.loads(shown.stdout)
    assert found["person"]["id"] == BEN
    assert [row["text"] for row in found["tables"]["lights"]] == ["budget cut"]


def test_a_forgotten_person_is_somebody_who_has_left(installed: Environment, acme: Office) -> None:
    acme.types('light red "budget cut"')

    done = kam(installed, "forget", BEN, "--yes")

    assert done.returncode == 0
    assert done.stdout.startswith("Forgotten. ")
    assert kam(installed, "about", BEN).stderr == f"Nothing is kept of anybody called {BEN}.\n"
    again = kam(installed, "about", "somebody who has left")
    assert "budget cut" in again.stdout


def test_nobody_is_forgotten_unasked(installed: Environment, acme: Office) -> None:
    acme.types('light red "budget cut"')

    assert kam(installed, "forget", BEN).returncode == 1
    assert kam(installed, "about", BEN).returncode == 0


def test_an_account_and_a_workspace_are_forgotten(installed: Environment, acme: Office) -> None:
    acme.types('light red "budget cut"')

    assert kam(installed, "forget", "account", "Nobody").returncode == 1
    assert kam(installed, "forget", "account").returncode == 2
    assert "Deleted: Acme." in kam(installed, "forget", "account", "acme", "--yes").stdout
    assert "Deleted: " in kam(installed, "forget", "workspace", "--yes").stdout
    assert kam(installed, "about", BEN).stderr.startswith("Which workspace?")


@pytest.mark.parametrize("what", [("account", "acme"), ("workspace",)])
def test_what_is_forgotten_leaves_its_page_in_slack_and_the_teams_notes_stay(
    installed: Environment, acme: Office, what: tuple[str, ...]
) -> None:
    acme.types('light red "budget cut"')
    acme.types("map page")
    (canvas,) = acme.slack.canvases

    done = kam(installed, "forget", *what, "--yes")

    assert (done.returncode, done.stderr) == (0, "")
    assert "budget cut" not in canvas.text
    assert "Traffic lights" not in canvas.text
    assert "Acme" not in canvas.title
    assert "Notes of the team" in canvas.text


def test_a_section_of_kams_goes_from_the_teams_canvas(installed: Environment, acme: Office) -> None:
    acme.slack.add_canvas(ACME, ANNA, "# Ours\n\nKeep this")
    acme.types('light red "budget cut"')
    acme.types("map page")
    acme.presses(acme.slack.direct_messages(BEN)[-1], "map.section")
    (canvas,) = acme.slack.canvases
    assert "budget cut" in canvas.text

    kam(installed, "forget", "account", "acme", "--yes")

    assert canvas.text == "# Ours\n\nKeep this"
    assert not any(word in canvas.text for word in ("budget cut", "Traffic lights", "Acme"))


@pytest.mark.parametrize("what", [("account", "acme"), ("workspace",)])
def test_where_slack_says_no_it_is_forgotten_all_the_same_and_said_what_to_do(
    installed: Environment, acme: Office, what: tuple[str, ...]
) -> None:
    acme.types("map page")
    acme.slack.fail("canvases.edit", 99, "restricted_action")

    done = kam(installed, "forget", *what, "--yes")

    assert done.stdout.startswith("Deleted: ")
    assert "The page of Acme still stands in Slack" in done.stderr
    assert "restricted_action). Delete it by hand" in done.stderr


def test_a_contact_is_told_of_and_forgotten(installed: Environment, acme: Office) -> None:
    acme.types('contact "Eva Leitner" finance director')

    shown = json.loads(kam(installed, "about", "contact", "eva leitner").stdout)
    assert [row["role"] for row in shown["tables"]["contacts"]] == ["finance director"]
    done = kam(installed, "forget", "contact", "Eva Leitner", "--yes")

    assert done.stdout == "Forgotten. Contacts of that name that are gone now: 1.\n"
    assert "Eva" not in acme.types("contacts")["text"]
    assert kam(installed, "about", "contact", "Eva Leitner").returncode == 1
