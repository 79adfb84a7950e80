import json

import pytest

from bot.slack import MODAL_PATIENCE
from tests.slack.forms import Fields
from tests.slack.office import ACME, ANNA, BEN, GENERAL, Json, Office
from tests.slack.reading import words

LIGHT: Fields = {"colour": "red", "text": "finance director leaving"}


def fields(view: Json) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


# -------------------------------------------------------------------------------- the set-up


def test_the_set_up_asks_for_a_name_and_proposes_ones_own_language_and_time_zone(
    office: Office,
) -> None:
    view = office.opens(lambda: office.types("start", by=ANNA))

    assert view["title"]["text"] == "Account einrichten"
    assert fields(view) == ["name", "language", "time_zone"]
    language, zone = (block["element"]["initial_option"]["value"] for block in view["blocks"][2:])
    assert (language, zone) == ("de", "Europe/Berlin")


def test_an_account_set_up_in_the_modal_is_answered_in_its_channel(office: Office) -> None:
    view = office.opens(lambda: office.types("start"))

    answer = office.sends(view, {"name": "Acme", "language": "de", "time_zone": "Asia/Tokyo"})

    assert answer["text"] == "Acme is set up in this channel."
    assert answer["channel"] == ACME
    assert "Language: Deutsch · Time zone: Asia/Tokyo" in words(answer)
    assert "Anna, Ben and Chris" in words(office.types("team"))


def test_a_field_that_was_left_alone_counts_as_it_was_drawn(office: Office) -> None:
    view = office.opens(lambda: office.types("start", by=ANNA))
    for block in view["blocks"][2:]:
        block["element"]["initial_option"] |= {}

    answer = office.sends(view, {"name": "Acme"}, by=ANNA)

    assert "Sprache: Deutsch · Zeitzone: Europe/Berlin" in words(answer)


def test_a_time_zone_that_is_not_in_the_list_is_offered_if_it_is_ones_own(office: Office) -> None:
    office.slack.add_user("T0KAM", "U0KIRA", "Kira", tz="Pacific/Auckland")
    office.slack.join(ACME, "U0KIRA")

    view = office.opens(lambda: office.types("start", by="U0KIRA"))

    assert view["blocks"][3]["element"]["initial_option"]["value"] == "Pacific/Auckland"


def test_a_name_that_is_taken_is_said_to_be_under_the_name(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("start", channel=GENERAL))

    errors = acme.fails(view, {"name": "ACME"})

    assert errors["name"].startswith("There is already an account called ACME.")


def test_a_channel_that_was_taken_meanwhile_is_said_to_be(office: Office) -> None:
    view = office.opens(lambda: office.types("start"))
    office.types('account "Acme"', by=ANNA)

    errors = office.fails(view, {"name": "Globex"})

    assert errors["name"].startswith("This channel already has an account: Acme.")


@pytest.mark.parametrize("name", ["   ", "\u200f", ""])
def test_a_blank_name_is_refused_in_the_modal(office: Office, name: str) -> None:
    view = office.opens(lambda: office.types("start"))

    assert "There is no text." in office.fails(view, {"name": name})["name"]


# ---------------------------------------------------------------------------------- the light


def test_a_light_logged_in_the_modal_is_answered_where_it_was_opened(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light"))

    answer = acme.sends(view, LIGHT)

    assert answer["text"] == "Logged. 🔴 Red L1: finance director leaving"
    assert (answer["channel"], answer["user"]) == (ACME, BEN)
    assert len(acme.told()) == 1


def test_the_modal_opens_from_the_button_of_the_board(acme: Office) -> None:
    board = acme.types("lights", by=ANNA)

    view = acme.opens(lambda: acme.presses(board, "light.log", by=ANNA))

    assert acme.sends(view, LIGHT, by=ANNA)["text"].startswith("Eingetragen.")


def test_an_amber_light_takes_its_date_from_the_calendar(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light amber"))

    answer = acme.sends(view, {"text": "budget", "decide_by": "2026-10-15"})

    assert "Decide by Thu 15 Oct 2026" in words(answer)


@pytest.mark.parametrize(
    "entered, field, told",
    [
        ({"colour": "amber", "decide_by": "2020-01-01"}, "decide_by", "Wed 1 Jan 2020 is over."),
        ({"colour": "red", "decide_by": "2027-01-01"}, "decide_by", "Only an amber light"),
        ({"text": "   "}, "text", "There is no text."),
        ({"text": "x" * 501}, "text", "That is 501 characters"),
    ],
)
def test_what_is_wrong_is_said_under_its_field_and_the_modal_stays_open(
    acme: Office, entered: Fields, field: str, told: str
) -> None:
    view = acme.opens(lambda: acme.types("light"))

    errors = acme.fails(view, LIGHT | entered)

    assert list(errors) == [field]
    assert told in errors[field]
    assert acme.told() == []


def test_errors_in_a_modal_are_in_the_readers_language(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("ampel", by=ANNA))

    errors = acme.fails(view, LIGHT | {"text": " "}, by=ANNA)

    assert errors["text"].startswith("Da fehlt der Text.")


def test_what_is_entered_in_a_modal_is_data_too(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light"))

    acme.sends(view, LIGHT | {"text": "<!channel> *look*\n\nhere"})

    assert "<!channel>" not in words(acme.told()[0])
    assert "&lt;!channel&gt; *look* here" in words(acme.told()[0]).replace("\u200b", "")


def test_a_modal_that_was_open_for_too_long_is_answered_all_the_same(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light"))
    acme.slack.fail("response_url", kind="http_404")

    answer = acme.sends(view, LIGHT)

    assert answer["text"].startswith("Logged.")
    assert answer["via"] == "chat.postEphemeral"


def test_a_modal_sent_by_somebody_who_left_the_team_changes_nothing(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light", by=ANNA))
    acme.types(f"account owner <@{BEN}>")
    acme.slack.leave(ACME, ANNA)
    acme.tick(days=1)

    errors = acme.fails(view, LIGHT, by=ANNA)

    assert errors["text"].startswith("Das kann nur das Team des Accounts")


def test_a_failure_of_ours_keeps_the_modal_open_with_all_that_was_entered(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = acme.opens(lambda: acme.types("light"))
    monkeypatch.setattr("services.lights.history.created", lambda *_: 1 / 0)
    errors = acme.fails(view, LIGHT)
    monkeypatch.undo()

    (incident,) = acme.journal.read()
    assert incident["incident"] in errors["text"]
    assert acme.sends(view, LIGHT)["text"].startswith("Logged.")


# ------------------------------------------------------------------------- opening goes wrong


@pytest.mark.parametrize(
    "kind", ["expired_trigger_id", "http_500", "ratelimited", "drop_before", "invalid_auth"]
)
def test_a_modal_that_slack_does_not_open_leaves_a_button_that_does(
    acme: Office, kind: str
) -> None:
    acme.slack.fail("views.open", kind=kind)

    answer = acme.types("light red")
    view = acme.opens(lambda: acme.presses(answer, "light.log"))

    assert answer["text"] == "This opens in a window. Please press the button."
    assert acme.sends(view, LIGHT)["text"].startswith("Logged.")


def test_a_button_whose_modal_does_not_open_is_answered_with_another(acme: Office) -> None:
    board = acme.types("lights")
    acme.slack.fail("views.open", kind="expired_trigger_id")

    answer = acme.presses(board, "light.log")

    assert acme.opens(lambda: acme.presses(answer, "light.log"))["callback_id"] == "light.save"


def test_a_slack_that_opens_no_modal_in_time_does_not_keep_the_command_waiting(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MODAL_PATIENCE < 3
    monkeypatch.setattr("bot.app.MODAL_PATIENCE", 0.2)
    acme.restart()
    acme.slack.fail("views.open", kind="hang")

    answer = acme.types("start", channel=GENERAL)
    acme.slack.release()

    assert answer["text"] == "This opens in a window. Please press the button."


def test_a_memo_says_where_a_modal_was_opened_and_nothing_of_the_account(acme: Office) -> None:
    acme.types('light red "the secret"')

    view = acme.opens(lambda: acme.types("light"))

    assert set(json.loads(view["private_metadata"])) == {"account", "channel", "response_url"}
    assert "secret" not in json.dumps(view)
