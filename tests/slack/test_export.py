"""`/kam export`: the account in a file, for its team alone. It is Tuesday 28 April 2026."""

import csv
import io
import json
import zipfile

import pytest

from tests.slack import events
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GREG, Json, Office
from tests.slack.reading import words

Rows = list[dict[str, str]]


@pytest.fixture
def full(acme: Office) -> Office:
    """Acme with something of everything, and with text that means harm."""
    acme.types('vision "First *choice* &lt;b&gt;everywhere" 3y')
    acme.types('relationship "We trust them" 2y')
    acme.types('heard "=cmd|calc" G2')
    acme.types('goal "Products sold" from -2 to 5.5 products by 2027-12-31')
    acme.types("milestone G3 3 by 2026-10-31")
    acme.types("progress G3 1")
    acme.types("agreed G3 team")
    harm = "a | table [link](https://evil.example) &amp; &lt;script&gt;x&lt;/script&gt;"
    acme.types(f'light red "{harm}" blocks G3')
    acme.types('light green "+49 30 1234 called us"')
    acme.types(f"action \"call; them, 'now'\" <@{ANNA}> by 30 April for L1")
    acme.types('action "later" in June')
    acme.types("drop A2 no longer needed")
    return acme


def received(office: Office, by: str) -> Json:
    """The last message with files that somebody got from the bot, and the files' contents."""
    (*_, letter) = [each for each in office.slack.direct_messages(by) if each.get("files")]
    uploads = {upload.id: upload.content or b"" for upload in office.slack.files}
    contents = {file["name"]: uploads[file["id"]] for file in letter["files"]}
    return {"text": words(letter), "files": contents}


def file(office: Office, ending: str, by: str = BEN) -> bytes:
    """The content of the one file with this ending."""
    (content,) = [
        content for name, content in received(office, by)["files"].items() if name.endswith(ending)
    ]
    return bytes(content)


def sheets(office: Office, by: str = BEN, separator: str = ",") -> dict[str, Rows]:
    """The tables in the archive that was sent, as a spreadsheet shows them."""
    archive = zipfile.ZipFile(io.BytesIO(file(office, ".zip", by)))
    return {
        name.removesuffix(".csv"): list(
            csv.DictReader(
                io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""),
                delimiter=separator,
            )
        )
        for name in archive.namelist()
    }


# --------------------------------------------------------------------------- who gets it, and how


def test_it_is_sent_to_the_person_alone(full: Office) -> None:
    before = len(full.told())

    answer = full.types("export", by=CHRIS)

    assert answer["text"] == "I am sending it to you in a direct message."
    assert "Acme in a file, as you asked" in received(full, CHRIS)["text"]
    names = list(received(full, CHRIS)["files"])
    assert [name.partition("2026-04-28-")[0] for name in names] == ["acme-", "acme-"]
    assert [name[-3:] for name in names] == [".md", "tml"]
    assert len(full.told()) == before
    assert full.slack.direct_messages(BEN) == []


@pytest.mark.parametrize("who", [DANA, GREG])
def test_nobody_outside_the_team_gets_a_thing(full: Office, who: str) -> None:
    for sentence in ("export", "export csv", "export json"):
        answer = full.types(f"{sentence} <#{ACME}|acme-team>", by=who)
        assert "sending" not in answer["text"]
    assert not full.slack.files


def test_who_left_the_team_before_it_is_sent_gets_nothing(full: Office) -> None:
    full.slack.fail("conversations.open", kind="ratelimited", retry_after=60)
    full.types("export json", by=CHRIS)
    full.slack.leave(ACME, CHRIS)
    full.deliver(events.member_left_channel(CHRIS, ACME))

    full.tick(minutes=2)

    assert not full.slack.files


def test_it_says_how_things_stand_when_it_is_sent(full: Office) -> None:
    full.slack.fail("conversations.open", kind="ratelimited", retry_after=60)
    full.types("export json")
    full.types("light L1 clear", by=CHRIS)

    full.tick(minutes=2)

    assert json.loads(file(full, ".json"))["lights"][0]["cleared_at"] is not None


def test_an_archived_account_can_still_be_taken_away(full: Office) -> None:
    full.types("account archive")

    full.types("export json")

    assert json.loads(file(full, ".json"))["account"]["archived_at"] is not None


def test_an_upload_that_was_lost_is_looked_up_and_not_sent_twice(full: Office) -> None:
    full.slack.fail("files.completeUploadExternal", kind="accept_then_drop")
    full.types("export csv")

    full.tick(minutes=2)
    full.tick(minutes=2)

    assert len(full.slack.direct_messages(BEN)) == 1


# ----------------------------------------------------------------------------------- what it says


def test_markdown_shows_what_people_wrote_and_is_not_broken_by_it(full: Office) -> None:
    full.types("export")

    text = file(full, ".md").decode()

    assert text.startswith("# Acme\n\n🔴 red\n\n## Vision\n\n- **G1** First \\*choice\\* \\<b\\>")
    assert "a \\| table \\[link\\](https\\://evil.example) \\& \\<script\\>" in text
    assert "- **G3** Products sold · from -2 to 5.5 products by Fri 31 Dec 2027" in text
    assert "1 of 3 agreed" in text
    assert "  - **🔵 M1** 3 products by Sat 31 Oct 2026 · on track" in text
    assert "  - **Heard** “=cmd\\|calc” · Ben · Tue 28 Apr 2026" in text
    assert "- **A1** call; them, 'now' · Anna · Thu 30 Apr 2026 · for L1" in text
    assert "A2" not in text
    assert "As of Tue 28 Apr 2026, 10:00. Next review: Thu 30 Apr 2026." in text


def test_the_page_stands_by_itself_and_runs_nothing(full: Office) -> None:
    full.types("export", by=ANNA)

    page = file(full, ".html", ANNA).decode()

    assert '<html lang="de">' in page
    assert "default-src &#x27;none&#x27;" in page or "default-src 'none'" in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script" not in page
    assert "href" not in page
    assert "src=" not in page
    assert "Was wir hören wollen" in page
    assert "Nur für das Account-Team." in page


def test_json_holds_everything_under_names_that_stay(full: Office) -> None:
    full.types("export json")

    found = json.loads(file(full, ".json"))

    assert (found["format"], found["version"]) == ("kam-account", 1)
    assert found["account"]["name"] == "Acme"
    assert [goal["level"] for goal in found["goals"]] == ["vision", "relationship", "business"]
    assert found["goals"][2]["from"] == "-2"
    assert found["goals"][2]["to"] == "5.5"
    assert found["milestones"][0]["goal"] == "G3"
    assert found["progress"][0]["by"] == "Ben"
    assert found["agreements"][0]["member_id"] == BEN
    assert found["quotes"][0]["text"] == "=cmd|calc"
    assert found["lights"][0]["blocks"] == "G3"
    assert [action["state"] for action in found["actions"]] == ["open", "dropped"]
    assert found["actions"][0]["owner_id"] == ANNA
    assert found["history"][-1]["kind"] == "action.dropped"
    assert found["history"][-1]["at"].startswith("2026-04-28T10:00:00+01:00")


def test_answers_to_the_pulse_are_in_no_file(full: Office) -> None:
    full.types("export json")

    found = json.loads(file(full, ".json"))

    assert found["pulses"] == []
    assert "score" not in json.dumps(found)


def test_csv_is_a_table_a_noun_in_which_nothing_is_run_and_numbers_stay_numbers(
    full: Office,
) -> None:
    full.types("export csv")

    found = sheets(full)

    assert found["quotes"][0]["text"] == "'=cmd|calc"
    assert found["lights"][1]["text"] == "'+49 30 1234 called us"
    assert (found["goals"][2]["from"], found["goals"][2]["to"]) == ("-2", "5.5")
    assert found["actions"][0]["text"] == "call; them, 'now'"
    assert {row["account"] for rows in found.values() for row in rows} == {"Acme"}
    assert not any(
        cell.startswith("=") for rows in found.values() for row in rows for cell in row.values()
    )


def test_csv_for_a_german_computer_has_its_separators(full: Office) -> None:
    full.types("exportieren csv", by=ANNA)

    found = sheets(full, ANNA, separator=";")

    assert found["goals"][2]["to"] == "5,5"
    assert file(full, ".zip", ANNA)[:2] == b"PK"


def test_an_account_with_nothing_can_be_exported_too(acme: Office) -> None:
    for sentence in ("export", "export csv", "export json"):
        acme.types(sentence)

    (markdown,) = [each for each in acme.slack.files if each.name.endswith(".md")]
    assert b"No vision yet." in (markdown.content or b"")
    assert [each.name[-3:] for each in acme.slack.files] == [".md", "tml", "zip", "son"]
