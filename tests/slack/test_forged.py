"""Payloads that nobody's Slack sends: every id and value in them may be a lie."""

import json

import pytest

from tests.slack import payloads
from tests.slack.forms import Fields
from tests.slack.office import ACME, ANNA, BEN, CHRIS, GENERAL, GLOBEX, Json, Office
from tests.slack.reading import words

pytestmark = pytest.mark.usefixtures("every_change_is_a_message")

LIGHT: Fields = {"colour": "red", "text": "planted"}
NOT_OURS = "This button or window is not one of mine"
HOSTILE = [
    *("", "{", "[]", "null", "1", '"a"', "{}", "NaN", "[" * 2000, '{"a":' * 400),
    *('{"a":"1"}', '{"a":1.5}', '{"a":true}', '{"a":[1]}', '{"a":{"b":1}}', '{"a":-1}', '{"a":0}'),
    *('{"a":99999999999999999999}', '{"a":NaN}', '{"a":Infinity}', '{"a":1e400}'),
    *('{"a":1}', '{"a":1,"n":1}', '{"a":1,"n":"1","v":1,"c":"red"}', '{"a":1,"n":1,"v":"x"}'),
    *(
        '{"a":1,"n":1,"v":1,"c":"purple"}',
        '{"a":1,"n":1,"v":1,"c":["red"]}',
        '{"a":1,"n":{},"v":1}',
    ),
    *('{"a":1,"n":1e99,"v":1,"c":"red"}', '{"a":1,"n":99999999999,"v":1,"c":"green"}'),
    *('{"a":1,"x":"1"}', '{"a":1,"x":99999999999999999999}', '{"a":1,"x":-5}', '{"a":1,"x":null}'),
    *(
        '{"a":1,"d":"1"}',
        '{"d":1e9,"a":1}',
        '{"a":2147483648}',
        '{"a":1,"n":1,"v":1,"c":"\\u0000"}',
    ),
    *('{"a":1,"s":1}', '{"a":1,"s":["2026"]}', '{"a":1,"s":"2026-04-01"}', '{"a":1,"s":"soon"}'),
    *('{"a":1,"s":"0001-01-01T00:00:00+14:00"}', '{"a":1,"s":"9999-12-31T23:59:59-12:00"}'),
]
ROW = {
    "type": "actions",
    "block_id": "row",
    "elements": [{"type": "button", "action_id": "any", "text": {"text": "?"}, "value": "{}"}],
}
ACTIONS = [
    "light.turn#green",
    "light.clear",
    "light.keep_open",
    "light.log",
    "digest.all",
    "undo",
    "account.start",
    "account.choose",
]


def pressed(office: Office, action: str, value: str, by: payloads.By = BEN) -> Json:
    """Somebody presses a button that says whatever they like."""
    announcement = office.told()[0] | {"blocks": [ROW]}
    press = payloads.press(office.slack, announcement, "any", by=by)
    press["actions"][0] |= {"action_id": action, "value": value}
    return office.whisper(lambda: office.deliver(press))


def with_a_light(office: Office) -> Office:
    office.types('light amber "budget wobbles"')
    return office


def opened_by(office: Office, memo: str) -> Json:
    """A modal whose memo is not what we wrote."""
    view = office.opens(lambda: office.types("light"))
    return view | {"private_metadata": memo}


@pytest.mark.parametrize("action", ACTIONS)
def test_whatever_a_button_carries_it_gets_an_answer(acme: Office, action: str) -> None:
    with_a_light(acme)
    for value in HOSTILE:
        views = len(acme.slack.views)
        answer = pressed(acme, action, value)
        assert answer or len(acme.slack.views) > views, value


def test_a_button_that_is_not_ours_says_so(acme: Office) -> None:
    with_a_light(acme)

    assert pressed(acme, "light.clear", "{")["text"].startswith(NOT_OURS)
    assert pressed(acme, "light.clear", '{"a":"1"}')["text"].startswith(NOT_OURS)
    assert pressed(acme, "light.turn", '{"a":1,"n":1,"v":1,"c":"x"}')["text"].startswith(NOT_OURS)


@pytest.mark.parametrize("action", ["light.unheard_of", "", "#", "#light.clear", "undo2"])
def test_a_button_nobody_knows_does_nothing(acme: Office, action: str) -> None:
    with_a_light(acme)

    assert pressed(acme, action, '{"a":1,"n":1,"v":1}') == {}
    assert "budget wobbles" in words(acme.types("lights"))


@pytest.mark.parametrize("action", ["light.turn#green", "light.clear", "light.log", "undo"])
def test_a_button_that_names_another_account_opens_none(acme: Office, action: str) -> None:
    with_a_light(acme)
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types('light amber "the Globex secret"', channel=GLOBEX)
    theirs = json.dumps({"a": 2, "n": 1, "v": 1, "c": "green", "x": 4})

    answer = pressed(acme, action, theirs, by=ANNA)

    assert answer["text"] == "Das kann nur das Team des Accounts: die Leute in seinem Channel."
    assert "the Globex secret" in words(acme.types("lights", channel=GLOBEX))


def test_an_account_that_does_not_exist_is_no_account(acme: Office) -> None:
    with_a_light(acme)

    answer = pressed(acme, "light.clear", '{"a":77,"n":1,"v":1}')

    assert answer["text"].startswith("This channel has no account.")


def test_nobody_undoes_what_somebody_else_did(acme: Office) -> None:
    confirmed = acme.types('light amber "budget wobbles"')

    answer = acme.presses(confirmed, "undo", by=CHRIS)

    assert answer["text"] == "There is nothing of yours to undo here."
    assert "budget wobbles" in words(acme.types("lights"))


def test_an_undo_of_one_account_does_not_reach_another(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types('light red "in Globex"', channel=GLOBEX)
    with_a_light(acme)
    values = [json.dumps({"a": 1, "x": number}) for number in range(1, 4)]

    answers = [pressed(acme, "undo", value)["text"] for value in values]

    assert "in Globex" in words(acme.types("lights", channel=GLOBEX))
    assert answers[:3] == ["There is nothing of yours to undo here."] * 3


def test_whatever_a_modal_brings_back_it_gets_an_answer(acme: Office) -> None:
    for memo in HOSTILE:
        before = len(acme.told())
        reply = acme.deliver(payloads.view_submission(opened_by(acme, memo), LIGHT, by=BEN))
        assert len(acme.told()) > before or "errors" in str(reply.body), memo
    acme.slack.api.rejections.clear()  # a memo that names no channel leaves none to answer in


def test_a_modal_that_names_another_account_logs_nothing_there(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    memo = json.dumps({"a": 2, "c": GLOBEX, "r": None})

    errors = acme.fails(opened_by(acme, memo), LIGHT, by=ANNA)

    assert errors["text"].startswith("Das kann nur das Team des Accounts")
    assert "planted" not in words(acme.types("lights", channel=GLOBEX))


@pytest.mark.parametrize(
    "memo", [{"c": 7}, {"c": ["C1"]}, {"c": {}}, {"c": None}, {"r": 7}, {"r": {}}, {"r": ""}]
)
def test_a_modal_that_does_not_know_where_it_was_opened_gets_an_answer(
    acme: Office, memo: Json
) -> None:
    view = opened_by(acme, json.dumps({"a": 1, "c": ACME} | memo))

    acme.deliver(payloads.view_submission(view, LIGHT, by=BEN))

    assert "planted" in words(acme.types("lights"))
    acme.slack.api.rejections.clear()


@pytest.mark.parametrize(
    "entered",
    [
        {"colour": {"value": "purple", "text": {"type": "plain_text", "text": "?"}}},
        {"decide_by": "yesterday"},
        {"decide_by": "2027-02-31"},
        {"decide_by": "9" * 400},
        {"text": "a\x00b" * 400},
    ],
)
def test_a_field_that_holds_what_slack_never_puts_there_gets_an_answer(
    acme: Office, entered: Fields
) -> None:
    view = acme.opens(lambda: acme.types("light amber"))

    errors = acme.fails(view, LIGHT | entered)

    assert next(iter(errors.values()))
    assert acme.told() == []


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "0001-01-01"])
@pytest.mark.parametrize(
    "sentence, entered, field",
    [
        ("light amber", {"text": "no sponsor"}, "decide_by"),
        ("action", {"text": "call them"}, "due"),
        ("goal", {"text": "Products", "start": "2", "target": "5"}, "deadline"),
    ],
)
def test_a_day_for_which_nobody_plans_is_asked_back_in_its_field(
    acme: Office, sentence: str, entered: Fields, field: str, day: str
) -> None:
    view = acme.opens(lambda: acme.types(sentence))

    errors = acme.fails(view, entered | {field: day})

    assert errors[field].startswith(f"I cannot read “{day}” as a date.")


@pytest.mark.parametrize("field", ["digest_day", "review_day"])
def test_a_day_of_the_week_that_is_none_is_refused(acme: Office, field: str) -> None:
    view = acme.opens(lambda: acme.types("settings"))
    option = {"value": "77", "text": {"type": "plain_text", "text": "?"}}

    errors = acme.fails(view, {field: option})

    assert next(iter(errors.values())).startswith(NOT_OURS)


@pytest.mark.parametrize(
    "zone", ["../../etc/passwd", "Mars/Base", "x" * 3_000, "", "Europe", "\x00"]
)
def test_a_time_zone_that_is_none_is_refused(office: Office, zone: str) -> None:
    view = office.opens(lambda: office.types("start"))
    option = {"value": zone, "text": {"type": "plain_text", "text": zone}}

    sent = payloads.view_submission(view, {"name": "Acme", "time_zone": option}, by=BEN)
    reply = json.loads(str(office.deliver(sent).body) or "{}")

    if zone:
        assert "I do not know the time zone" in reply["errors"]["time_zone"]
    else:
        assert "Europe/London" in words(office.slack.ephemerals[-1])


def test_a_language_that_is_none_is_refused(office: Office) -> None:
    view = office.opens(lambda: office.types("start"))
    option = {"value": "tlh", "text": {"type": "plain_text", "text": "Klingon"}}

    errors = office.fails(view, {"name": "Acme", "language": option})

    assert errors["name"].startswith(NOT_OURS)


def test_a_modal_without_fields_gets_an_answer(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light")) | {"blocks": []}
    sent = payloads.view_submission(view, {}, by=BEN)

    answer = acme.whisper(lambda: acme.deliver(sent))

    assert "not one of mine" in answer["text"]
    assert acme.told() == []


def test_a_modal_nobody_knows_closes(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light")) | {"callback_id": "light.unheard_of"}

    reply = acme.deliver(payloads.view_submission(view, LIGHT, by=BEN))

    assert str(reply.body) == ""
    assert acme.told() == []


def test_who_says_to_be_somebody_else_is_who_slack_says_they_are(acme: Office) -> None:
    sentence = f"light red <@{BEN}> said so"

    acme.types(sentence, by=CHRIS)

    assert acme.told()[0]["text"].startswith("Chris logged a red light.")


@pytest.mark.parametrize("channel", ["", "X", "C0NOWHERE", "D0NOBODY", "C" * 200])
def test_a_command_from_a_channel_that_does_not_exist_gets_an_answer(
    acme: Office, channel: str
) -> None:
    command = payloads.slash_command("lights", by=BEN, channel=channel)
    reply = acme.kam.app.dispatch(acme.request(command))

    assert "Acme" in str(reply.body)
    assert acme.types("lights", channel=GENERAL)["text"]
