"""What a payload says of who speaks, from where, about what: hints, taken as such."""

import json
from contextlib import suppress
from dataclasses import Field, dataclass, fields, make_dataclass
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month
from domain.light import Colour
from handlers import payloads as reading
from handlers.accounts.buttons import OfDraft
from handlers.blocks.payload import Numbered, Payload, SmallNumber, read
from handlers.incoming import LARGEST, Incoming, InvalidPayload, is_number
from handlers.lights.buttons import LogLight, TurnLight
from language.dates.errors import UnclearDate
from tests.slack import events, payloads
from tests.slack.payloads import Actor

HERE = "T0KAM"
CARL = Actor("U0CARL", "carl", home="T0CUSTOMER")
BUTTON = {
    "channel": "C0ACME",
    "ts": "1.1",
    "blocks": [{"type": "actions", "block_id": "b", "elements": [{"type": "button"}]}],
}
BUTTON["blocks"][0]["elements"][0] |= {"action_id": "x", "value": "{}"}  # type: ignore[index]

Json = dict[str, Any]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def pressed(value: object, **more: Any) -> Incoming:  # noqa: ANN401 - as of a payload
    body = payloads.block_actions(BUTTON, "x", **more)
    body["actions"][0]["value"] = value
    return reading.of_action(body, HERE)


def incoming(**facts: Any) -> Incoming:  # noqa: ANN401 - any fact
    known: Json = {"workspace_id": HERE, "person_id": "U1", "person_team": HERE}
    return Incoming(**(known | {"channel_id": "C1", "delivery": "d"} | facts))


def test_a_command_says_who_where_and_what() -> None:
    body = payloads.slash_command("  lights ", by="U0BEN", channel="C0ACME")
    found = reading.of_command(body, HERE)

    assert (found.person_id, found.channel_id, found.sentence) == ("U0BEN", "C0ACME", "lights")
    assert found.delivery == f"command:{body['trigger_id']}"
    assert not found.is_foreign


def test_the_workspace_is_never_taken_from_a_payload() -> None:
    body = payloads.slash_command("lights", by=Actor("U0BEN", team="T0OTHER"))
    found = reading.of_command(body, HERE)

    assert found.workspace_id == HERE
    assert found.is_foreign


@pytest.mark.parametrize(
    "said, sentence",
    [
        ("<@U0KAMBOT> lights", "lights"),
        ("<@U0KAMBOT|kam>   lights ", "lights"),
        ("  <@U0KAMBOT>", ""),
        ("lights", "lights"),
        ("light red <@U0ANNA> is sick", "light red <@U0ANNA> is sick"),
        ("<@ no end", "<@ no end"),
    ],
)
def test_a_sentence_begins_behind_the_address(said: str, sentence: str) -> None:
    body = events.app_mention("")
    body["event"]["text"] = said

    assert reading.of_message(body, HERE).sentence == sentence


def test_a_message_is_known_by_its_place_whatever_event_tells_of_it() -> None:
    mention = events.app_mention("lights", by="U0BEN", channel="C0ACME")
    message = {**mention, "event_id": "Ev0OTHER"}

    deliveries = {reading.of_message(each, HERE).delivery for each in (mention, message)}

    assert deliveries == {f"message:C0ACME:{mention['event']['ts']}"}


def test_somebody_of_another_company_is_foreign_in_each_kind_of_payload() -> None:
    mention = events.app_mention("x", by=CARL.id, user_team=CARL.home)
    view = {"type": "modal", "id": "V1", "hash": "h", "blocks": []}
    submission = payloads.view_submission(view, {}, by=CARL)

    assert reading.of_message(mention, HERE).is_foreign
    assert pressed("{}", by=CARL).is_foreign
    assert reading.of_view(submission, HERE).is_foreign


def test_somebody_whose_company_is_not_named_is_foreign() -> None:
    body = payloads.block_actions(BUTTON, "x")
    del body["user"]["team_id"]
    body["team"] = None

    assert reading.of_action(body, HERE).is_foreign


# ------------------------------------------------------------------------- what comes back to us


def test_a_button_brings_back_what_was_put_into_it() -> None:
    found = pressed('{"a":7,"n":3,"v":2,"c":"red"}')

    expected = {"number": 3, "seen": 2, "colour": Colour.RED}
    assert (found.account_id, read(TurnLight, found.value)) == (7, expected)
    assert not found.is_invalid


def test_an_option_of_a_menu_does_too() -> None:
    body = payloads.block_actions(BUTTON, "x")
    body["actions"][0] = {"action_id": "x", "selected_option": {"value": '{"d":4,"a":7}'}}
    found = reading.of_action(body, HERE)

    assert (found.account_id, read(OfDraft, found.value)) == (7, {"draft": 4})


@given(st.text() | ANYTHING.map(json.dumps))
def test_whatever_a_button_carries_it_is_read_or_not_ours(value: str) -> None:
    found = pressed(value)

    assert found.account_id is None or is_number(found.account_id)
    assert found.is_invalid is False or (found.account_id is None and found.value == {})


@given(st.text() | ANYTHING.map(json.dumps))
def test_whatever_a_memo_says_it_is_read_or_not_ours(memo: str) -> None:
    view = {"type": "modal", "id": "V1", "hash": "h", "blocks": [], "private_metadata": memo}
    found = reading.of_view(payloads.view_submission(view, {}), HERE)

    assert isinstance(found.channel_id, str)
    assert found.response_url is None or isinstance(found.response_url, str)


@dataclass(frozen=True)
class Everything(Payload):
    number: int
    colour: Colour
    text: str
    month: Month
    at: datetime
    hour: SmallNumber
    switch: bool
    day: date


@pytest.mark.parametrize("each", fields(Everything), ids=lambda each: each.name)
@given(found=ANYTHING)
def test_a_value_is_what_it_should_be_or_not_ours(each: Field[Any], found: object) -> None:
    one = make_dataclass("One", [(each.name, each.type)], bases=(Payload,), frozen=True)
    with suppress(InvalidPayload, UnclearDate):
        read(one, {each.name: found})


@pytest.mark.parametrize("number", [True, 0, -1, 1.0, "x", None, LARGEST + 1, [1]])
def test_what_is_no_number_of_ours_is_not_ours(number: object) -> None:
    with pytest.raises(InvalidPayload):
        read(Numbered, {"number": number})


@pytest.mark.parametrize("number", [1, 42, LARGEST, "42"])
def test_what_is_one_is_taken(number: object) -> None:
    assert read(Numbered, {"number": number}) == {"number": int(str(number))}


def test_a_day_may_be_missing() -> None:
    entered = {"colour": "red", "text": "no budget"}

    assert read(LogLight, entered)["decide_by"] is None
    assert read(LogLight, entered | {"decide_by": None})["decide_by"] is None


def test_a_memo_leads_back_to_where_a_modal_was_opened() -> None:
    opened = incoming(channel_id="C0ACME", response_url="https://hooks.example/1")
    view = {"type": "modal", "id": "V1", "hash": "h", "blocks": []}
    view["private_metadata"] = opened.memo(7)
    found = reading.of_view(payloads.view_submission(view, {}), HERE)

    assert (found.account_id, found.channel_id) == (7, "C0ACME")
    assert found.response_url == "https://hooks.example/1"
    assert found.delivery == "view:V1:h"
