"""`kam import` as somebody types it, in a process of its own; Slack is the fake one."""

import subprocess
from pathlib import Path

import pytest

from tests.bot.test_cli import Environment, here, installed, kam
from tests.slack.office import ANNA, BEN, DANA, GLOBEX, Office

__all__ = ["here", "installed"]

NOW = "2026-04-28T10:00:00+02:00"


def imports(
    environment: Environment, folder: Path, by: str, *more: str, **files: str
) -> subprocess.CompletedProcess[str]:
    """Import files of these names, as somebody."""
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="cp1252", newline="")
        paths.append(str(path))
    return kam(environment, "import", *paths, "--as", by, "--now", NOW, *more)


def test_accounts_goals_and_actions_come_in_together_and_teams_are_read_in(
    installed: Environment, acme: Office, tmp_path: Path
) -> None:
    done = imports(
        installed,
        tmp_path,
        BEN,
        actions="account,text,owner,due\nGlobex,call the CFO,Dana,5 May\nAcme,write,Anna,6 May\n",
        goals="account,level,text,years,from,to,unit,by\nGlobex,vision,First choice,3,,,,\n",
        accounts=f"name,channel,owner\nGlobex,{GLOBEX},Dana\n",
    )

    assert done.stdout.splitlines()[-1] == "Imported: 1 account, 1 goal and 2 actions."
    assert done.returncode == 0
    assert acme.types("team", channel=GLOBEX)["text"] == "Globex: a team of 2: Ben and Dana"
    assert "A1 call the CFO" in str(acme.types("plan", channel=GLOBEX)).replace("*", "")
    assert "A1 write" in str(acme.types("plan")).replace("*", "")


def test_a_dry_run_says_what_would_come_of_it_and_keeps_nothing(
    installed: Environment, acme: Office, tmp_path: Path
) -> None:
    tried = imports(
        installed, tmp_path, BEN, "--dry-run", actions="account,text,due\nAcme,call,5 May\n"
    )

    assert tried.stdout.splitlines()[-1] == ("All good. This would be imported: 1 action.")
    assert tried.returncode == 0
    assert "Nothing planned yet." in str(acme.types("plan"))


def test_bad_lines_are_named_in_the_language_of_who_imports_and_nothing_is_kept(
    installed: Environment, acme: Office, tmp_path: Path
) -> None:
    tried = imports(
        installed,
        tmp_path,
        ANNA,
        aktionen="Kunde;Aktion;Wer;Fällig\r\nAcme;Müller anrufen;Ben;5.5.2026\r\n"
        "Acme;;Ben;\r\nAcme;Brief;Niemand <&>;31.2.2026\r\n",
    )

    assert tried.returncode == 1
    missing, nobody, no_day, outcome = tried.stdout.splitlines()[-4:]
    assert missing == (
        "aktionen.csv, Zeile 3, Aktion: Das darf nicht leer sein. Schreib hier etwas wie CFO "
        "anrufen."
    )
    assert nobody.startswith("aktionen.csv, Zeile 4, Wer: Niemand namens Niemand <&> kann das")
    assert no_day.startswith("aktionen.csv, Zeile 4, Fällig: „31.2.2026“ verstehe ich nicht")
    assert outcome.startswith("Nichts wurde importiert. Bitte berichtige diese Zeilen")
    assert "Nothing planned yet." in str(acme.types("plan"))


def test_a_second_import_of_the_same_file_is_refused(
    installed: Environment, acme: Office, tmp_path: Path
) -> None:
    file = "account,text,due\nAcme,call,5 May\n"
    imports(installed, tmp_path, BEN, actions=file)

    again = imports(installed, tmp_path, BEN, actions=file)

    assert again.returncode == 1
    assert "actions.csv, line 2, text, “call”: A1 already says the same." in again.stdout
    assert str(acme.types("plan")).count("*A1*") == 1


@pytest.mark.parametrize("who", [DANA, "U0NOBODY"])
def test_whoever_is_named_has_no_more_rights_than_in_slack(
    installed: Environment, acme: Office, tmp_path: Path, who: str
) -> None:
    tried = imports(installed, tmp_path, who, actions="account,text,due\nAcme,call,5 May\n")

    acme.slack.api.rejections.clear()  # Slack was asked who that is
    assert tried.returncode == 1
    assert "Traceback" not in tried.stderr
    assert "Nothing planned yet." in str(acme.types("plan"))
