from tests.slack.office import ANNA, BEN, Office


def test_an_account_is_renamed_and_that_can_be_undone(acme: Office) -> None:
    answer = acme.types('account rename "Acme AG"')

    assert answer["text"] == "The account is called *Acme AG* now."
    assert acme.presses(answer, "undo")["text"] == "Taken back: renamed the account to Acme AG"
    (told,) = acme.told()
    assert told["text"] == "Taken back: Ben renamed Acme to Acme AG."


def test_the_channel_hears_once_of_every_change_of_the_account(acme: Office) -> None:
    acme.types('account rename "Acme AG"')
    acme.types(f"account owner <@{ANNA}|anna>")
    acme.types("account archive", by=ANNA)
    acme.types("account restore", by=ANNA)

    assert [post["text"] for post in acme.told()] == [
        "Ben renamed Acme to Acme AG.",
        "Ben handed Acme AG over to Anna.",
        "Anna archived Acme AG. Nothing more is posted here.",
        "Anna brought Acme AG back.",
    ]
    (told,) = acme.told(acme.talk_with(ANNA))
    assert told["text"] == "Ben hat dir Acme AG übergeben."


def test_an_account_that_announces_nothing_is_renamed_in_silence(acme: Office) -> None:
    acme.types("settings announcements none")
    acme.types('account rename "Acme AG"')

    assert acme.told() == []


def test_an_account_is_handed_over_and_the_new_owner_looks_after_it_in_german(
    acme: Office,
) -> None:
    handed = acme.types(f"account owner <@{ANNA}|anna>")
    archived = acme.types("account archivieren", by=ANNA)
    restored = acme.types("account wiederherstellen", by=ANNA)

    assert handed["text"] == "Anna owns *Acme* now."
    assert archived["text"].startswith("*Acme* ist archiviert: ")
    assert restored["text"] == "*Acme* ist wieder da."


def test_a_german_sentence_gets_a_german_answer(acme: Office) -> None:
    red = acme.types("ampel rot „Finanzdirektor geht“", by=ANNA)
    amber = acme.types("ampel gelb Budget wackelt entscheiden bis 15.10.2027", by=ANNA)

    assert red["text"] == "Eingetragen. 🔴 Rot L1: Finanzdirektor geht"
    assert "Entscheiden bis Fr., 15. Okt. 2027" in str(amber["blocks"])


def test_what_is_missing_is_asked_back_in_german_with_an_example_that_works(acme: Office) -> None:
    answer = acme.types("ampel lila", by=ANNA)
    example = "ampel rot „Finanzdirektor geht“"

    assert answer["text"].startswith("Ab „lila“ verstehe ich das nicht.")
    assert f"/kam {example}" in str(answer["blocks"])
    assert acme.types(example, by=BEN)["text"].startswith("Logged.")
