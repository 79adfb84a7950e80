"""Said elsewhere than in the account's home: its channel is named, or it is chosen from a list."""

import json

import pytest

from storage.unit_of_work import units_of_work
from tests.builders import an_account
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GLOBEX, Json, Office
from tests.slack.reading import words

RED = 'light red "finance director leaving"'
THERE = f"<#{ACME}|acme-team>"


def offered(question: Json) -> list[str]:
    (select,) = [each["elements"][-1] for each in question["blocks"] if each["type"] == "actions"]
    return [option["text"]["text"] for option in select["options"]]


def choice(question: Json, name: str) -> str:
    (select,) = [each["elements"][-1] for each in question["blocks"] if each["type"] == "actions"]
    (found,) = [each["value"] for each in select["options"] if each["text"]["text"] == name]
    return str(found)


def chooses(office: Office, question: Json, name: str, by: str = BEN) -> Json:
    return office.presses(question, "account.choose", chosen=choice(question, name), by=by)


def with_two_accounts(office: Office) -> Office:
    office.types('account "Globex"', channel=GLOBEX)
    return office


@pytest.mark.usefixtures("every_change_is_a_message")
def test_a_light_is_logged_from_anywhere_by_naming_the_channel(acme: Office) -> None:
    for sentence in (f"{RED} {THERE}", f"light {THERE} red plant manager leaving"):
        answer = acme.types(sentence, channel=GENERAL)
        assert "leaving" in answer["text"]
        assert "acme-team" not in answer["text"]
        acme.clock.forward(minutes=11)
    assert len(acme.told(ACME)) == 2
    assert acme.told(GENERAL) == []


@pytest.mark.parametrize(
    "sentence", ["acme", "lights acme", "acme lights", "plan Acme", "ampeln acme", "plan acme-team"]
)
def test_an_account_is_meant_by_its_name(acme: Office, sentence: str) -> None:
    assert acme.types(sentence, channel=GENERAL)["text"].startswith("Acme")


def test_elsewhere_the_accounts_of_the_person_are_offered_and_what_was_typed_is_kept(
    acme: Office,
) -> None:
    question = with_two_accounts(acme).types(RED, channel=GENERAL)

    text = "This channel has no account yet. Set one up here, or choose another one."
    assert question["text"] == text
    (first, _select) = next(each for each in question["blocks"] if each["type"] == "actions")[
        "elements"
    ]
    assert first["text"]["text"] == "Set up an account here"
    assert offered(question) == ["Acme", "Globex"]
    assert 'I kept what you typed: `/kam light red "finance director leaving"`' in words(question)
    assert offered(acme.types(RED, channel=GENERAL, by=ANNA)) == ["Acme"]


def test_choosing_an_account_carries_out_what_was_typed(acme: Office) -> None:
    question = with_two_accounts(acme).types(RED, channel=GENERAL)

    answer = chooses(acme, question, "Globex")

    assert answer["text"] == "Logged. 🔴 Red L1: finance director leaving"
    assert answer["replace_original"]
    assert len(acme.told(GLOBEX)) == 1
    assert acme.told(ACME) == []


def test_what_was_typed_is_carried_out_once(acme: Office) -> None:
    question = acme.types(RED, channel=GENERAL)
    chooses(acme, question, "Acme")

    again = chooses(acme, question, "Acme")

    assert again["text"] == "That sentence is too old. Please send it again."
    assert len(acme.told()) == 1


def test_what_could_not_be_carried_out_waits_for_another_choice(acme: Office) -> None:
    question = with_two_accounts(acme).types("light L1 green", channel=GENERAL)
    acme.types('light amber "budget wobbles"', channel=GLOBEX)

    refused = chooses(acme, question, "Acme")
    done = chooses(acme, question, "Globex")

    assert refused["text"] == "There is no L1 in this account. `/kam lights` shows all."
    assert done["text"] == "Turned. 🟢 Green L1: budget wobbles"


def test_an_overview_can_be_chosen_too(acme: Office) -> None:
    question = acme.types("", channel=GENERAL)

    assert chooses(acme, question, "Acme")["text"].startswith("Acme: ")


def test_a_modal_that_needs_an_account_opens_once_it_is_chosen(acme: Office) -> None:
    question = acme.types("light", channel=GENERAL)
    view = acme.opens(lambda: chooses(acme, question, "Acme"))

    answer = acme.sends(view, {"colour": "green", "text": "new champion"})

    assert answer["text"] == "Logged. 🟢 Green L1: new champion"
    assert answer["channel"] == GENERAL
    assert len(acme.told(ACME)) == 1


def test_a_sentence_waits_for_a_day(acme: Office) -> None:
    question = acme.types(RED, channel=GENERAL)
    acme.clock.forward(days=1, seconds=1)

    answer = chooses(acme, question, "Acme")

    assert answer["text"] == "That sentence is too old. Please send it again."


def test_the_clock_forgets_sentences_that_waited_too_long(acme: Office) -> None:
    question = acme.types(RED, channel=GENERAL)
    acme.tick(days=1, seconds=1)

    assert "too old" in chooses(acme, question, "Acme")["text"]


def test_a_sentence_of_somebody_else_is_not_carried_out(acme: Office) -> None:
    question = acme.types(RED, channel=GENERAL)

    answer = chooses(acme, question, "Acme", by=CHRIS)

    assert answer["text"] == "That sentence is too old. Please send it again."
    assert acme.told() == []


def test_an_account_that_was_not_offered_is_not_opened_by_choosing_it(acme: Office) -> None:
    with_two_accounts(acme).types('light red "the Globex secret"', channel=GLOBEX)
    question = acme.types("lights", channel=GENERAL, by=ANNA)
    value = json.loads(choice(question, "Acme"))
    elsewhere = json.dumps(value | {"account": value["account"] + 1})
    forged = {"value": elsewhere, "text": {"type": "plain_text"}}

    answer = acme.presses(question, "account.choose", chosen=forged, by=ANNA)

    assert answer["text"] == "Das kann nur das Team des Accounts: die Leute in seinem Channel."


def test_who_has_no_account_is_shown_how_one_begins(acme: Office) -> None:
    assert acme.types(RED, channel=GENERAL, by=DANA)["text"] == ("This channel has no account yet.")


def test_an_archived_account_is_not_offered(acme: Office) -> None:
    with_two_accounts(acme).types("account archive")

    assert offered(acme.types("lights", channel=GENERAL)) == ["Globex"]


def test_a_named_channel_without_an_account_is_said_to_have_none(acme: Office) -> None:
    answer = acme.types(f"{RED} <#{GENERAL}|general>", channel=GLOBEX)

    assert offered(answer) == ["Acme"]


def test_of_more_accounts_than_a_list_holds_the_rest_are_counted(acme: Office) -> None:
    opened = units_of_work(acme.kam.engine)
    for number in range(104):
        an_account(
            opened,
            team=[BEN],
            workspace_id=TEAM,
            name=f"Client {number:03}",
            channel_id=f"C1{number:03}",
            owner_id=BEN,
        )

    question = acme.types(RED, channel=GENERAL)

    assert len(offered(question)) == 100
    assert "and 5 more: mention the account's channel" in words(question)
