"""Shortcuts: on a message, in an account's channel or elsewhere, and from anywhere."""

from typing import Any

import pytest

from domain.account import Account
from domain.language import Language
from tests.builders import NOW
from tests.slack import payloads
from tests.slack.fake.people import TEAM
from tests.slack.forms import Fields, controls
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GLOBEX, GREG, Office, open_for
from tests.slack.payloads import Actor
from tests.slack.reading import words

Json = dict[str, Any]

ON_A_MESSAGE = ("light.message", "action.message", "heard")
RED: Fields = {"colour": "red", "text": "finance director leaving"}
CUSTOMERS = "C0SHARED"
"""A channel in which the customer sits, too: no account's home."""


@pytest.fixture
def said(acme: Office) -> Json:
    """A message in Acme's channel."""
    return acme.slack.say(ACME, CHRIS, "Their finance director is leaving &amp; <@U0ANNA|anna> saw")


def used(office: Office, callback_id: str, message: Json | None = None, by: str = BEN) -> Json:
    """The window that opens when somebody uses a shortcut."""
    if message is None:
        return office.opens(lambda: office.uses_global_shortcut(callback_id, by=by))
    return office.opens(lambda: office.uses_shortcut(callback_id, message, by=by))


def element(view: Json, block_id: str) -> Json:
    (found,) = [each for name, each in controls(view) if name == block_id]
    return found


def fields(view: Json) -> list[str]:
    return [name for name, _element in controls(view)]


def board(office: Office, channel: str = ACME) -> str:
    return str(office.types("lights", channel=channel)["blocks"])


def offered(view: Json) -> list[str]:
    return [each["text"]["text"] for each in element(view, "account")["options"]]


# ---------------------------------------------------------------------- in the account's channel


def test_a_light_is_logged_from_a_message_with_its_text(acme: Office, said: Json) -> None:
    view = used(acme, "light.message", said)
    assert element(view, "text")["initial_value"] == (
        "Their finance director is leaving & @anna saw"
    )
    assert "account" not in fields(view)

    answer = acme.sends(view, {"colour": "red"})

    assert answer["text"] == "Logged. 🔴 Red L1: Their finance director is leaving & @anna saw"
    assert answer["channel"] == ACME


def test_an_action_is_planned_from_a_message_with_the_team_to_choose_from(
    acme: Office, said: Json
) -> None:
    view = used(acme, "action.message", said)
    people = [each["text"]["text"] for each in element(view, "owner")["options"]]
    assert people == ["Ben", "Anna", "Chris", "Nobody yet"]

    answer = acme.sends(view, {"owner": ANNA, "text": "call her", "due": "2026-05-04"})

    assert answer["text"] == "Planned. A1: call her (Anna, Mon 4 May 2026)"


def test_what_the_customer_said_stands_beside_the_only_goal_there_is(
    acme: Office, said: Json
) -> None:
    acme.types('relationship "We trust them completely" 2y')
    view = used(acme, "heard", said)
    assert element(view, "goal")["initial_option"]["value"] == "1"

    acme.sends(view, {})

    assert f"/archives/{ACME}/p" in str(acme.types("goals")["blocks"])


def test_who_reads_german_gets_a_german_window(acme: Office, said: Json) -> None:
    view = used(acme, "light.message", said, by=ANNA)

    assert view["title"]["text"] == "Ampel eintragen"


@pytest.mark.parametrize("callback_id", ON_A_MESSAGE)
def test_a_message_that_is_too_long_is_cut_and_that_is_said(acme: Office, callback_id: str) -> None:
    message = acme.slack.say(ACME, CHRIS, "word " * 200)

    view = used(acme, callback_id, message)

    assert len(element(view, "text")["initial_value"]) <= 500
    assert element(view, "text")["initial_value"].endswith("word…")
    assert "The message has 999 characters and 500 fit here: this is its beginning." in words(view)


def test_one_that_just_fits_is_whole_and_nothing_is_said(acme: Office) -> None:
    message = acme.slack.say(ACME, CHRIS, "x" * 500)

    view = used(acme, "light.message", message)

    assert element(view, "text")["initial_value"] == "x" * 500
    assert "fit here" not in words(view)


@pytest.mark.parametrize("callback_id", ON_A_MESSAGE)
@pytest.mark.parametrize("text", ["", "  \n\u200f"])
def test_a_message_without_text_is_asked_about(acme: Office, callback_id: str, text: str) -> None:
    message = acme.slack.say(ACME, CHRIS, "x") | {"text": text, "files": [{"id": "F1"}]}

    view = used(acme, callback_id, message)

    assert "That message has no text." in words(view)
    assert "initial_value" not in element(view, "text")


# ------------------------------------------------------------------------------------- elsewhere


@pytest.fixture
def elsewhere(acme: Office) -> Json:
    """A message of the customer's in a channel that both companies share."""
    acme.types('account "Globex"', channel=GLOBEX)
    acme.slack.add_user(TEAM, "U0CARL", "Carl", team_id="T0CUSTOMER")
    acme.slack.add_channel(CUSTOMERS, "acme-and-us", [BEN, "U0CARL"], is_ext_shared=True)
    return acme.slack.say(CUSTOMERS, "U0CARL", "You always bring us ideas")


@pytest.mark.parametrize("callback_id", ON_A_MESSAGE)
def test_where_the_customer_speaks_one_picks_the_account_and_nobody_else_sees_anything(
    acme: Office, elsewhere: Json, callback_id: str
) -> None:
    view = used(acme, callback_id, elsewhere)
    assert fields(view)[0] == "account"
    assert offered(view) == ["Globex", "Acme"]
    number = element(view, "account")["options"][1]["value"]
    colour: Fields = {"colour": "green"} if callback_id == "light.message" else {}

    answer = acme.sends(view, {"account": number, **colour})

    assert "You always bring us ideas" in answer["text"]
    assert [each["text"] for each in acme.told(CUSTOMERS)] == ["You always bring us ideas"]
    assert "ideas" in str(acme.types("history")["blocks"])
    assert "ideas" not in str(acme.types("history", channel=GLOBEX)["blocks"])


def test_the_only_account_one_has_is_chosen_already(acme: Office) -> None:
    message = acme.slack.say(GENERAL, DANA, "They move to Graz")

    view = used(acme, "light.message", message)

    assert element(view, "account")["initial_option"]["text"]["text"] == "Acme"
    acme.sends(view, {"colour": "green"})
    assert "They move to Graz" in board(acme)


def test_who_is_in_no_team_is_told_what_to_do(acme: Office) -> None:
    message = acme.slack.say(GENERAL, DANA, "They move to Graz")

    answer = acme.uses_shortcut("light.message", message, by=DANA)

    assert answer["text"].startswith("You are in no account's team yet.")
    assert acme.slack.views == []


def test_an_account_that_one_left_meanwhile_is_refused_where_it_was_picked(
    acme: Office, elsewhere: Json
) -> None:
    view = used(acme, "light.message", elsewhere)
    (number,) = [
        each["value"]
        for each in element(view, "account")["options"]
        if each["text"]["text"] == "Globex"
    ]
    acme.types(f"account owner <@{DANA}|dana>", channel=GLOBEX)
    acme.slack.leave(GLOBEX, BEN)
    with open_for(acme) as uow:
        uow.accounts.leave(int(number), [BEN])
        uow.commit()

    errors = acme.fails(view, {"account": number, **RED})

    assert errors == {"account": "Only the account's team can do this: the people in its channel."}


@pytest.mark.parametrize("picked", ["99", "0", "-1", "x", "1e3", "9" * 30])
def test_an_account_that_was_never_offered_is_refused(
    acme: Office, elsewhere: Json, picked: str
) -> None:
    view = used(acme, "light.message", elsewhere)
    menu = element(view, "account")
    menu["options"].append({"text": {"type": "plain_text", "text": "?"}, "value": picked})

    errors = acme.fails(view, {"account": picked, **RED})

    assert list(errors) == ["account"]
    assert "finance director" not in board(acme)


def test_somebody_elses_account_is_refused_though_it_is_named_by_its_number(
    acme: Office, elsewhere: Json
) -> None:
    view = used(acme, "light.message", elsewhere)
    number = element(view, "account")["options"][0]["value"]

    errors = acme.fails(view, {"account": number, **RED}, by=CHRIS)

    assert errors["account"].startswith("Only the account's team can do this")


# ----------------------------------------------------------------------------------- from anywhere


def test_a_light_is_logged_from_anywhere_and_answered_in_the_window(acme: Office) -> None:
    view = used(acme, "light.new")
    sent = payloads.view_submission(view, RED, by=BEN)

    acme.deliver(sent)

    (shown,) = acme.slack.views
    assert "Logged. 🔴 *Red L1*: finance director leaving" in words(shown)
    assert [name for name, _element in controls(shown)] == []
    assert "finance director leaving" in board(acme)


def test_the_account_one_worked_on_last_is_offered_first(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    assert offered(used(acme, "light.new")) == ["Globex", "Acme"]
    acme.types('light green "x"')
    assert offered(used(acme, "light.new", by=BEN)) == ["Acme", "Globex"]


def with_many(office: Office, count: int) -> None:
    """Ben is in so many more accounts."""
    for number in range(count):
        office.slack.add_channel(f"C{number:03}", f"customer-{number:03}", [BEN])
    with open_for(office) as uow:
        for number in range(count):
            account = Account(
                workspace_id=TEAM,
                name=f"Customer {number:03}",
                channel_id=f"C{number:03}",
                owner_id=BEN,
                language=Language.ENGLISH,
                time_zone="UTC",
                created_at=NOW,
            )
            uow.accounts.add(account)
        uow.commit()


def test_who_has_a_hundred_accounts_picks_among_them_all(acme: Office) -> None:
    with_many(acme, 99)

    view = used(acme, "light.new")

    assert len(offered(view)) == 100
    assert "other_account" not in fields(view)


def test_who_has_more_picks_among_the_latest_and_types_the_others(acme: Office) -> None:
    with_many(acme, 150)
    view = used(acme, "light.new")
    assert offered(view)[0] == "Acme"
    assert len(offered(view)) == 100
    assert "Above are the 100 of your 151 accounts that you worked on last." in words(view)

    acme.deliver(payloads.view_submission(view, {"other_account": "customer 149", **RED}, by=BEN))

    (shown,) = acme.slack.views
    assert "Customer 149" in words(shown)


@pytest.mark.parametrize("typed", ["#acme-team", "acme-team", "ACME", "  acme ", "Acm"])
def test_an_account_is_typed_by_its_name_its_channel_or_a_part_that_no_other_has(
    acme: Office, typed: str
) -> None:
    with_many(acme, 150)
    acme.types('light green "before"')
    view = used(acme, "light.new")

    acme.deliver(payloads.view_submission(view, {"other_account": typed, **RED}, by=BEN))

    assert "finance director leaving" in board(acme)


@pytest.mark.parametrize("typed", ["Globex", "Customer", "#", "<b>&amp;", "C0ACME", "1"])
def test_what_names_no_single_account_of_ones_own_is_asked_back(acme: Office, typed: str) -> None:
    acme.types('account "Globex"', channel=GLOBEX, by=DANA)
    with open_for(acme) as uow:
        (globex,) = uow.accounts.all_called("Globex")
        assert globex is not None
        uow.accounts.leave(globex.saved_id, [BEN])
        uow.commit()
    with_many(acme, 150)
    view = used(acme, "light.new")

    errors = acme.fails(view, {"other_account": typed, **RED})

    assert "does not match exactly one of your accounts" in errors["other_account"]


def test_who_picks_none_of_many_is_asked_which(acme: Office) -> None:
    with_many(acme, 150)
    view = used(acme, "light.new")

    errors = acme.fails(view, RED)

    assert errors == {"account": "Please choose an account, or type its name below."}


def test_who_is_in_no_team_is_told_so_in_a_window(acme: Office) -> None:
    view = used(acme, "light.new", by=DANA)

    assert "You are in no account's team yet." in words(view)


# -------------------------------------------------------------------------------- who may not


@pytest.mark.parametrize("callback_id", ON_A_MESSAGE)
def test_a_guest_is_told_that_guests_cannot(acme: Office, said: Json, callback_id: str) -> None:
    answer = acme.uses_shortcut(callback_id, said, by=GREG)

    assert answer["text"] == "Guests cannot use kam here."
    assert acme.slack.views == []


def test_a_guest_is_told_so_in_a_window_where_there_is_no_channel(acme: Office) -> None:
    view = used(acme, "light.new", by=GREG)

    assert words(view) == "Guests cannot use kam here.\nkam"


@pytest.mark.parametrize("callback_id", ON_A_MESSAGE)
def test_somebody_of_another_company_is_told_that_it_is_not_for_them(
    acme: Office, said: Json, callback_id: str
) -> None:
    outsider = Actor("U0CARL", "carl", home="T0CUSTOMER")

    answer = acme.uses_shortcut(callback_id, said, by=outsider)

    assert answer["text"] == "kam is for people of this workspace only."
    assert acme.slack.views == []


@pytest.mark.parametrize("callback_id", ON_A_MESSAGE)
def test_in_a_channel_that_became_shared_it_still_opens_and_nothing_is_posted(
    acme: Office, said: Json, callback_id: str
) -> None:
    acme.clock.forward(minutes=2)
    acme.slack.change_channel(ACME, is_ext_shared=True)
    before = len(acme.slack.ledger)
    view = used(acme, callback_id, said)
    colour: Fields = {"colour": "red"} if callback_id == "light.message" else {}

    answer = acme.sends(view, colour)

    assert "Their finance director is leaving" in answer["text"]
    assert [each for each in acme.slack.ledger[before:] if each["channel"] == ACME] == []


def test_in_the_channel_of_an_archived_account_it_says_so(acme: Office, said: Json) -> None:
    acme.types("account archive")

    answer = acme.uses_shortcut("light.message", said)

    assert answer["text"].startswith("This account is archived.")


def test_an_archived_account_is_not_offered(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types("account archive")

    assert offered(used(acme, "light.new")) == ["Globex"]


@pytest.mark.parametrize("callback_id", ON_A_MESSAGE)
def test_a_window_that_slack_does_not_open_in_time_is_asked_for_again(
    acme: Office, said: Json, callback_id: str
) -> None:
    acme.slack.fail("views.open", kind="expired_trigger_id")

    answer = acme.uses_shortcut(callback_id, said)

    assert answer["text"] == "Slack did not open the window in time. Please try once more."


def test_a_shortcut_that_is_delivered_twice_opens_one_window(acme: Office, said: Json) -> None:
    used_once = payloads.message_shortcut("light.message", said, by=BEN, slack=acme.slack)
    for _ in range(2):
        acme.deliver(used_once)

    assert len(acme.slack.views) == 1
