"""`kam about` and `kam forget`, as somebody types them."""

import json

from tests.bot.test_cli import Environment, here, installed, kam
from tests.slack.office import BEN, Office

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


def test_a_contact_is_told_of_and_forgotten(installed: Environment, acme: Office) -> None:
    acme.types('contact "Eva Leitner" finance director')

    shown = json.loads(kam(installed, "about", "contact", "eva leitner").stdout)
    assert [row["role"] for row in shown["tables"]["contacts"]] == ["finance director"]
    done = kam(installed, "forget", "contact", "Eva Leitner", "--yes")

    assert done.stdout == "Forgotten. Contacts of that name that are gone now: 1.\n"
    assert "Eva" not in acme.types("contacts")["text"]
    assert kam(installed, "about", "contact", "Eva Leitner").returncode == 1
