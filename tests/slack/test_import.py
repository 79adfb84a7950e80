"""A CSV file that is sent to the bot: first what would come of it, then the button."""

import json

import pytest

from services import imports
from services.imports import LINES, ImportPlan, PlanOutdated, PreparedImport
from storage.unit_of_work import UnitOfWork
from tests.slack import events, payloads
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GREG, Json, Office
from tests.slack.reading import words
from tests.slack.test_bad_input import a_locked_database

FILE = "account,text,owner,due\nAcme,call the CFO,Anna,5 May\nAcme,write,Ben,6 May\n"
TAKE = "import.take"


def sends(office: Office, content: str | bytes, *, by: str = BEN, text: str = "") -> Json:
    """Somebody sends a file to the bot; what they alone see then."""
    raw = content if isinstance(content, bytes) else content.encode()
    file = office.slack.put_file("actions.csv", raw, team=TEAM)
    shared = events.file_share(text, [file], by=by, channel=office.talk_with(by))
    return office.whisper(lambda: office.deliver(shared))


def planned(office: Office) -> str:
    return words(office.types("plan", channel=ACME))


def test_first_it_is_said_what_would_come_of_it_then_the_button_does_it(acme: Office) -> None:
    offer = sends(acme, FILE)

    assert offer["text"].startswith("All good. This would be imported: 2 actions.")
    assert "call the CFO" not in planned(acme)

    done = acme.presses(offer, TAKE)

    assert done["text"] == "Imported: 2 actions."
    assert done["replace_original"]
    assert "*A1* call the CFO" in planned(acme)
    assert acme.told() == []
    assert acme.slack.direct_messages(ANNA) == []


def test_pressing_twice_imports_once(acme: Office) -> None:
    offer = sends(acme, FILE)
    acme.presses(offer, TAKE)

    again = acme.presses(offer, TAKE)

    assert again["text"].startswith("That sentence is too old.")
    assert planned(acme).count("call the CFO") == 1


def test_what_came_in_between_is_not_imported_twice(acme: Office) -> None:
    first, second = sends(acme, FILE), sends(acme, FILE)
    acme.presses(first, TAKE)

    late = acme.presses(second, TAKE)

    assert "line 2, text, “call the CFO”: A1 already says the same." in words(late)
    assert late["text"].startswith("Nothing was imported.")
    assert planned(acme).count("call the CFO") == 1


def test_bad_lines_are_named_and_there_is_no_button(acme: Office) -> None:
    lines = "".join(f"Acme,<!channel> {n},Nobody,soon\n" for n in range(60))

    answer = sends(acme, f"account,text,owner,due\n{lines}", by=ANNA)

    assert "actions.csv, Zeile 2, owner: Niemand namens Nobody" in words(answer)
    assert "actions.csv, Zeile 2, due: „soon“" in words(answer)
    assert "und 80 weitere" in words(answer)
    assert TAKE not in str(answer)
    assert len(words(answer)) < 12_000


def test_lines_that_name_no_account_belong_to_the_channel_that_is_named(acme: Office) -> None:
    offer = sends(acme, "text,due\ncall,5 May\n", text=f"for <#{ACME}|acme-team>")
    acme.presses(offer, TAKE)

    assert "call" in planned(acme)


def test_without_a_channel_such_lines_are_asked_back(acme: Office) -> None:
    assert "line 2, account: This must not be empty. Write something like Acme GmbH here." in words(
        sends(acme, "text,due\ncall,5 May\n")
    )


@pytest.mark.parametrize("by,answer", [(DANA, "There is no account called Acme"), (GREG, "Guests")])
def test_who_may_not_change_an_account_imports_nothing_into_it(
    acme: Office, by: str, answer: str
) -> None:
    found = sends(acme, FILE, by=by)

    assert answer in words(found)
    assert TAKE not in str(found)
    assert "call the CFO" not in planned(acme)


def test_naming_the_channel_of_an_account_opens_no_way_into_it(acme: Office) -> None:
    found = sends(acme, "text,due\ncall,\n", by=DANA, text=f"<#{ACME}|acme-team>")

    assert found["text"].startswith("Only the account's team can do this")


def test_accounts_are_set_up_in_their_channel_or_on_the_command_line(acme: Office) -> None:
    assert "Accounts are imported on the command line only" in words(
        sends(acme, "name,channel\nGlobex,C0GLOBEX\n")
    )


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"hello", b"\xff\xfe", b"a" * 5_000_000]
)
def test_what_is_no_table_is_said_to_be_none(acme: Office, content: bytes) -> None:
    answer = words(sends(acme, content))

    assert "I cannot tell what this table is about" in answer or "That is too much" in answer


def test_a_file_that_slack_does_not_give_out_is_asked_for_again(acme: Office) -> None:
    acme.slack.fail("files.info", kind="ratelimited", retry_after=30)

    assert sends(acme, FILE)["text"].startswith("I could not fetch the file from Slack.")


def test_a_file_from_elsewhere_is_not_fetched_and_sees_no_token(acme: Office) -> None:
    acme.slack.world.files_from = "https://files.slack.com.evil.example"

    assert sends(acme, FILE)["text"].startswith("I could not fetch the file from Slack.")


def test_a_delivery_that_slack_repeats_is_answered_once(acme: Office) -> None:
    file = acme.slack.put_file("actions.csv", FILE.encode(), team=TEAM)
    shared = events.file_share("", [file], by=BEN, channel=acme.talk_with(BEN))
    acme.deliver(shared)

    assert acme.whisper(lambda: acme.deliver(shared)) == {}


def test_a_file_in_a_channel_is_none_of_our_business(acme: Office) -> None:
    file = acme.slack.put_file("actions.csv", FILE.encode(), team=TEAM)
    shared = events.file_share("", [file], by=BEN, channel=ACME, channel_type="channel")

    assert acme.whisper(lambda: acme.deliver(shared)) == {}
    assert acme.slack.calls("files.info") == []


def test_nothing_is_fetched_for_who_may_not_be_here(acme: Office) -> None:
    refused = sends(acme, FILE, by=GREG)

    assert refused["text"] == "Guests cannot use kam here."
    assert acme.slack.calls("files.info") == []


def test_the_button_imports_nothing_but_what_was_sent_as_a_file(acme: Office) -> None:
    acme.types("light red no sponsor", channel=GENERAL)
    offer = sends(acme, FILE)
    forged = payloads.press(acme.slack, offer, TAKE, by=BEN)
    forged["actions"][0]["value"] = json.dumps({"d": 1})

    answer = acme.whisper(lambda: acme.deliver(forged))

    assert answer["text"].startswith("This button or window is not one of mine")
    assert acme.presses(offer, TAKE)["text"] == "Imported: 2 actions."


def test_several_files_have_as_many_lines_as_one(acme: Office) -> None:
    half = "account,text,due\n" + "Acme,call,\n" * (LINES // 2 + 1)
    files = [
        acme.slack.put_file(f"{name}.csv", half.encode(), team=TEAM) for name in ("one", "two")
    ]
    shared = events.file_share("", files, by=BEN, channel=acme.talk_with(BEN))

    answer = acme.whisper(lambda: acme.deliver(shared))

    assert "two.csv, line 1: That is too much at once: 10000 lines is the most." in words(answer)
    assert "one.csv, line 1: That" not in words(answer)


def test_while_the_database_is_locked_the_file_is_asked_for_again(acme: Office) -> None:
    with a_locked_database(acme):
        answer = sends(acme, FILE)
    acme.journal.read()

    assert answer["text"].startswith("I am busy right now and did not save this.")


def test_several_files_have_as_many_bytes_as_one(acme: Office) -> None:
    wide = "account,text,due,remarks\nAcme,call,5 May," + ("x" * 1_000 + "|") * 2_500
    files = [acme.slack.put_file(f"{n}.csv", wide.encode(), team=TEAM) for n in (1, 2)]
    shared = events.file_share("", files, by=BEN, channel=acme.talk_with(BEN))

    answer = acme.whisper(lambda: acme.deliver(shared))

    assert answer["text"].startswith("That is too much at once: 10000 lines is the most.")


@pytest.mark.parametrize("column, cell", [("due", "9999-12-31"), ("month", "9999-12")])
def test_a_year_for_which_nobody_plans_is_asked_back(acme: Office, column: str, cell: str) -> None:
    answer = sends(acme, f"account,text,owner,{column}\nAcme,call,Ben,{cell}\n")

    assert f"line 2, {column}: I cannot read “{cell}” as a date." in words(answer)


def test_how_to_import_is_told_in_both_languages(acme: Office) -> None:
    assert "Send me the CSV file" in words(acme.types("import"))
    assert "Schick mir die CSV-Datei" in words(acme.types("importieren", by=ANNA))


# ------------------------------------------------------------------------- as it was understood

GOALS = "account;level;text;from;to;unit;by\n"


def test_the_offer_shows_the_values_as_they_were_understood(acme: Office) -> None:
    file = f"{GOALS}Acme;business;Revenue;1.000;2.000,5;€;31.05.2027\n"

    assert "Acme: Revenue: from €1,000 to €2,000.50 by Mon 31 May 2027" in words(sends(acme, file))
    assert "Acme: Revenue: von 1.000 auf 2.000,50" in words(sends(acme, file, by=ANNA)).replace(
        "\N{NO-BREAK SPACE}€", ""
    )


def test_below_the_first_five_lines_the_unusual_ones_are_shown(acme: Office) -> None:
    lines = [f"Acme,call {n},Anna,2026-05-{n:02}\n" for n in range(1, 20)]
    lines.insert(12, "Acme,long ago,Ben,2025-05-05\n")

    offer = words(sends(acme, f"account,text,owner,due\n{''.join(lines)}"))

    assert "Acme: call 5 (Anna, Tue 5 May 2026)" in offer
    assert "call 6" not in offer
    assert "⚠️ Acme: long ago (Ben, Mon 5 May 2025, overdue)" in offer


@pytest.mark.parametrize(
    "line,told",
    [
        ("Acme,call,Anna,26-05-31,open", "line 2, due: “26-05-31” can mean more than one day"),
        ("Acme,call,Anna,,wartet", "line 2, state: “wartet” is not one of open, offen"),
        (f"Acme,{'x' * 501},Anna,,", f"line 2, text, “{'x' * 59}…”: "),
    ],
)
def test_who_imports_is_told_where_what_stands_and_what_would_do(
    acme: Office, line: str, told: str
) -> None:
    assert told in words(sends(acme, f"account,text,owner,due,state\n{line}\n"))


def test_a_number_that_can_mean_two_things_is_not_kept(acme: Office) -> None:
    file = GOALS.replace(";", ",") + "Acme,business,Revenue,1.000,1.250,EUR,2027-12-31\n"

    told = words(sends(acme, file))

    assert "line 2, from, “1.000”" not in told
    assert "line 2, from: “1.000” can mean 1000 or 1.0000. Please write 1000" in told
    assert TAKE not in told


# ---------------------------------------------------------------------- while others go on


def test_what_is_added_while_a_file_is_prepared_counts(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = sends(acme, FILE)
    prepare, at_once = imports.prepare, ["action call"]

    def slowly(uow: UnitOfWork, plan: ImportPlan) -> PreparedImport:
        ready = prepare(uow, plan)
        while at_once:
            acme.types(at_once.pop(), by=CHRIS)
        return ready

    monkeypatch.setattr(imports, "prepare", slowly)

    assert acme.presses(offer, TAKE)["text"] == "Imported: 2 actions."
    assert "A3" in words(acme.types("actions"))


def test_where_others_do_not_stop_it_is_asked_for_again(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = sends(acme, FILE)
    monkeypatch.setattr(imports, "keep", _outdated)

    answer = acme.presses(offer, TAKE)

    assert "changed" in answer["text"]
    monkeypatch.undo()
    assert acme.presses(offer, TAKE)["text"] == "Imported: 2 actions."


def _outdated(*_: object) -> None:
    raise PlanOutdated
