"""The payloads pass a real Bolt App, and pressing what the fake shows does what it should."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import Ack, App, BoltRequest, BoltResponse, Respond
from slack_sdk import WebClient
from slack_sdk.signature import Clock, SignatureVerifier

from tests.slack import events
from tests.slack.fake.errors import SlackError
from tests.slack.fake_slack import TEAM, TOKEN, FakeSlack
from tests.slack.payloads import (
    ACME,
    ANNA,
    Actor,
    block_actions,
    block_suggestion,
    encoded,
    find_button,
    global_shortcut,
    message_shortcut,
    press,
    retried,
    signed,
    slash_command,
    view_closed,
    view_submission,
)

Json = dict[str, Any]
SECRET = "shh"
NOW = 1_800_000_000


@pytest.fixture(scope="module")
def server() -> Iterator[FakeSlack]:
    with FakeSlack() as running:
        yield running


@pytest.fixture
def slack(server: FakeSlack) -> FakeSlack:
    server.reset()
    server.add_user(TEAM, ANNA, "anna")
    server.add_channel(ACME, "acme-team", [ANNA])
    return server


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return WebClient(TOKEN, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def app(client: WebClient) -> App:
    return App(
        client=client,
        signing_secret=SECRET,
        process_before_response=True,
        request_verification_enabled=False,
    )


def dispatched(app: App, payload: Json) -> BoltResponse:
    body = encoded(payload)
    return app.dispatch(BoltRequest(body=body, headers=dict(signed(body, SECRET, NOW))))


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def a_button(action_id: str, value: str, text: str = "Go") -> Json:
    return {"type": "button", "action_id": action_id, "value": value, "text": plain(text)}


def an_option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


def an_input(block_id: str, element: Json, **more: object) -> Json:
    label = plain(block_id)
    return {"type": "input", "block_id": block_id, "label": label, "element": element, **more}


COLOURS = {
    "type": "static_select",
    "action_id": "colour",
    "options": [an_option("red"), an_option("green")],
    "initial_option": an_option("green"),
}
WORDS: Json = {"type": "plain_text_input", "action_id": "words", "max_length": 20}
WHO: Json = {"type": "multi_users_select", "action_id": "who"}
A_LIGHT = {
    "type": "modal",
    "callback_id": "light",
    "title": plain("Light"),
    "submit": plain("Save"),
    "blocks": [
        an_input("text", WORDS),
        an_input("colour", COLOURS),
        an_input("people", WHO, optional=True),
    ],
}


# --- signing and encoding ----------------------------------------------------------------


def test_a_signed_body_is_verified() -> None:
    body = encoded(slash_command("lights"))
    verifier = SignatureVerifier(SECRET, _Clock())
    assert verifier.is_valid_request(body, signed(body, SECRET, NOW))
    assert not verifier.is_valid_request(body, signed(body, "other", NOW))


class _Clock(Clock):
    def now(self) -> float:
        return NOW


def test_a_command_is_a_form_and_an_event_is_json() -> None:
    form = encoded(slash_command("light red „geht“"))
    assert parse_qs(form)["text"] == ["light red „geht“"]
    assert signed(form, SECRET, NOW)["Content-Type"] == "application/x-www-form-urlencoded"
    body = encoded(events.app_mention("lights"))
    assert json.loads(body)["event"]["text"].endswith("> lights")
    assert signed(body, SECRET, NOW)["Content-Type"] == "application/json"


def test_deliveries_differ_unless_repeated() -> None:
    assert slash_command("x")["trigger_id"] != slash_command("x")["trigger_id"]
    assert events.message("x")["event_id"] != events.message("x")["event_id"]
    assert events.message("x", event_id="Ev1")["event_id"] == "Ev1"
    assert slash_command("x", trigger_id="1.1.a")["trigger_id"] == "1.1.a"
    assert retried({})["X-Slack-Retry-Num"] == "1"


# --- through Bolt ------------------------------------------------------------------------


def test_a_command_reaches_its_listener_and_its_answer_is_shown(
    app: App,
    slack: FakeSlack,
) -> None:
    @app.command("/kam")
    def listener(ack: Ack, command: Json, respond: Respond) -> None:
        ack(f"You said {command['text']}")
        respond(text="and later", response_type="in_channel")

    payload = slash_command("lights", slack=slack)
    answer = dispatched(app, payload)
    slack.deliver_ack(payload, answer.body)
    assert [(e["via"], e["text"]) for e in slack.ephemerals] == [("ack", "You said lights")]
    assert [e["text"] for e in slack.ledger] == ["and later"]


def test_a_button_on_a_message_can_be_pressed(
    app: App,
    client: WebClient,
    slack: FakeSlack,
) -> None:
    blocks = [{"type": "actions", "elements": [a_button("turn", "L1")]}]
    client.chat_postMessage(channel=ACME, text="L1", blocks=blocks)

    @app.action("turn")
    def listener(ack: Ack, action: Json, body: Json, respond: Respond) -> None:
        ack()
        respond(text=f"{action['value']} by {body['user']['id']}", replace_original=True)

    payload = press(slack, slack.ledger[0], "turn")
    assert dispatched(app, payload).status == 200
    assert slack.messages(ACME)[0]["text"] == f"L1 by {ANNA}"


def test_a_button_on_an_ephemeral_message_comes_without_the_message(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    blocks = [{"type": "actions", "elements": [a_button("undo", "7")]}]
    client.chat_postEphemeral(channel=ACME, user=ANNA, text="Saved", blocks=blocks)
    payload = press(slack, slack.ephemerals[0], "undo")
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload


def test_a_modal_is_opened_filled_in_and_submitted(
    app: App,
    client: WebClient,
    slack: FakeSlack,
) -> None:
    @app.shortcut("log")
    def opens(ack: Ack, shortcut: Json) -> None:
        client.views_open(trigger_id=shortcut["trigger_id"], view=A_LIGHT)
        ack()

    @app.view("light")
    def saves(ack: Ack, view: Json) -> None:
        values = view["state"]["values"]
        chosen = values["colour"]["colour"]["selected_option"]["value"]
        ack(response_action="errors", errors={"text": f"{chosen} {values['text']['words']}"})

    dispatched(app, global_shortcut("log"))
    payload = view_submission(slack.views[0], {"words": "CFO leaves", "people": ["U1"]})
    answer = slack.deliver_ack(payload, dispatched(app, payload).body)
    assert answer is not None
    assert "green" in answer["errors"]["text"]
    assert "CFO leaves" in answer["errors"]["text"]


def test_a_message_shortcut_carries_the_message(app: App, slack: FakeSlack) -> None:
    heard = []

    @app.shortcut("heard")
    def listener(ack: Ack, shortcut: Json) -> None:
        heard.append(shortcut["message"]["text"])
        ack()

    said = slack.say(ACME, ANNA, "They trust us")
    dispatched(app, message_shortcut("heard", said, slack=slack))
    assert heard == ["They trust us"]


def test_options_asked_for_on_demand_are_checked(app: App, slack: FakeSlack) -> None:
    element = {"type": "external_select", "action_id": "account"}
    client = WebClient(TOKEN, base_url=slack.api_url)
    view = {**A_LIGHT, "blocks": [an_input("account", element)]}
    client.views_open(trigger_id="1.1.a", view=view)

    @app.options("account")
    def listener(ack: Ack, payload: Json) -> None:
        ack(options=[an_option(payload["value"] * 76)])

    payload = block_suggestion(slack.views[0], "account", "a")
    with pytest.raises(SlackError, match="invalid_options"):
        slack.deliver_ack(payload, dispatched(app, payload).body)


EVENTS: list[Callable[[], Json]] = [
    lambda: events.app_mention("lights"),
    lambda: events.message("Hello"),
    lambda: events.member_joined_channel(ANNA),
    lambda: events.member_left_channel(ANNA),
    lambda: events.channel_rename(ACME, "acme-gmbh"),
    lambda: events.channel_archive(ACME),
    lambda: events.channel_unarchive(ACME),
    lambda: events.channel_deleted(ACME),
    lambda: events.channel_left(ACME),
    lambda: events.channel_shared(ACME, "T0ELSE"),
    lambda: events.channel_unshared(ACME, "T0ELSE"),
    lambda: events.channel_id_changed(ACME, "C0NEW"),
    events.app_home_opened,
    events.app_uninstalled,
    lambda: events.tokens_revoked("U0KAMBOT"),
]


@pytest.mark.parametrize("build", EVENTS)
def test_every_event_reaches_its_listener(app: App, build: Callable[[], Json]) -> None:
    payload = build()
    kind = payload["event"]["type"]
    seen = []
    app.event(kind)(lambda event, context: seen.append((event["type"], context.team_id)))
    assert dispatched(app, payload).status == 200
    assert seen == [(kind, TEAM)]


def test_a_changed_user_is_sent_as_the_fake_knows_them(slack: FakeSlack) -> None:
    slack.change_user(TEAM, ANNA, deleted=True)
    user = slack.world.users[TEAM, ANNA]
    assert events.user_change(user)["event"]["user"]["deleted"]
    assert events.team_join(user)["event"]["type"] == "team_join"


def test_somebody_from_another_company_clicks_with_their_own_team(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    blocks = [{"type": "actions", "elements": [a_button("turn", "L1")]}]
    client.chat_postMessage(channel=ACME, text="L1", blocks=blocks)
    stranger = Actor("U0ELSE", "else", home="T0ELSE")
    payload = press(slack, slack.ledger[0], "turn", by=stranger)
    assert (payload["team"]["id"], payload["user"]["team_id"]) == (TEAM, "T0ELSE")


# --- finding and filling in --------------------------------------------------------------


def test_equal_buttons_are_told_apart_by_value_or_text() -> None:
    elements = [[a_button("done", f"A{n}", f"Finish {n}")] for n in (1, 2)]
    message = {"blocks": [{"type": "actions", "elements": row} for row in elements]}
    assert find_button(message, "done", value="A2")["text"]["text"] == "Finish 2"
    assert find_button(message, "done", text="Finish 1")["value"] == "A1"
    with pytest.raises(LookupError, match="2 of 'done'"):
        find_button(message, "done")
    with pytest.raises(LookupError, match=r"0 of 'drop'.*'A1'"):
        find_button(message, "drop")


def test_a_menu_in_a_view_is_used_with_one_of_its_options(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    client.views_open(trigger_id="1.1.a", view=A_LIGHT)
    payload = block_actions(slack.views[0], "colour", chosen="red", entered={"words": "so far"})
    assert payload["actions"][0]["selected_option"]["value"] == "red"
    assert payload["view"]["state"]["values"]["text"]["words"]["value"] == "so far"
    with pytest.raises(LookupError, match="no option 'blue'"):
        block_actions(slack.views[0], "colour", chosen="blue")


@pytest.mark.parametrize("words", ["", "x" * 21])
def test_what_slack_would_not_submit_is_not_submitted(
    client: WebClient,
    slack: FakeSlack,
    words: str,
) -> None:
    client.views_open(trigger_id="1.1.a", view=A_LIGHT)
    with pytest.raises(ValueError, match="would not submit"):
        view_submission(slack.views[0], {"words": words})
    forced = view_submission(slack.views[0], {"words": words}, forced=True)
    assert forced["view"]["state"]["values"]["text"]["words"]["value"] == words


def test_a_field_that_does_not_exist_cannot_be_filled_in(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    client.views_open(trigger_id="1.1.a", view=A_LIGHT)
    with pytest.raises(LookupError, match="owner"):
        view_submission(slack.views[0], {"words": "x", "owner": ANNA})


# --- what Slack does with an ack ---------------------------------------------------------


@pytest.fixture
def opened(client: WebClient, slack: FakeSlack) -> Json:
    client.views_open(trigger_id="1.1.a", view=A_LIGHT)
    client.views_push(trigger_id="1.1.b", view=A_LIGHT)
    return view_submission(slack.views[1], {"words": "CFO leaves"})


def test_a_bare_ack_closes_the_top_view(opened: Json, slack: FakeSlack) -> None:
    slack.deliver_ack(opened, "")
    assert len(slack.views) == 1


def test_clear_closes_the_whole_stack(opened: Json, slack: FakeSlack) -> None:
    slack.deliver_ack(opened, json.dumps({"response_action": "clear"}))
    assert slack.views == []


def test_an_update_replaces_the_view_and_a_push_goes_on_top(opened: Json, slack: FakeSlack) -> None:
    other = {**A_LIGHT, "title": plain("Other")}
    slack.deliver_ack(opened, json.dumps({"response_action": "update", "view": other}))
    slack.deliver_ack(opened, json.dumps({"response_action": "push", "view": A_LIGHT}))
    assert [view["title"]["text"] for view in slack.views] == ["Light", "Other", "Light"]


def test_a_view_in_an_ack_is_as_strictly_checked_as_any(opened: Json, slack: FakeSlack) -> None:
    long = {**A_LIGHT, "title": plain("x" * 25)}
    with pytest.raises(SlackError, match="25 characters"):
        slack.deliver_ack(opened, json.dumps({"response_action": "update", "view": long}))


def test_errors_must_name_inputs_of_the_view(opened: Json, slack: FakeSlack) -> None:
    body = json.dumps({"response_action": "errors", "errors": {"nowhere": "Wrong"}})
    with pytest.raises(SlackError, match="must name inputs"):
        slack.deliver_ack(opened, body)


def test_a_command_answered_over_a_limit_is_noticed(slack: FakeSlack) -> None:
    blocks = [{"type": "header", "text": plain("x" * 151)}]
    body = json.dumps({"response_type": "ephemeral", "text": "Hi", "blocks": blocks})
    with pytest.raises(SlackError, match="invalid_blocks"):
        slack.deliver_ack(slash_command("lights"), body)


def test_a_dismissed_view_is_told_without_a_trigger(client: WebClient, slack: FakeSlack) -> None:
    client.views_open(trigger_id="1.1.a", view=A_LIGHT)
    payload = view_closed(slack.views[0])
    assert payload["view"]["id"] == slack.views[0]["id"]
    assert "trigger_id" not in payload
