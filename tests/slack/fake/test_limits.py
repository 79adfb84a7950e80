"""What Slack takes, and what it refuses by name."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack.fake.blocks import check_blocks
from tests.slack.fake.building import ACME, a_button, a_modal, a_section, refused
from tests.slack.fake_slack import FakeSlack


def fields(number: int, length: int = 5) -> list[dict[str, str]]:
    return [{"type": "mrkdwn", "text": "x" * length}] * number


def a_select(options: int = 1, length: int = 5) -> dict[str, object]:
    text = {"type": "plain_text", "text": "x" * length}
    choices = [{"text": text, "value": str(n)} for n in range(options)]
    return {"type": "static_select", "action_id": "pick", "options": choices}


def an_input(element: dict[str, object]) -> dict[str, object]:
    return {"type": "input", "label": {"type": "plain_text", "text": "Who"}, "element": element}


def actions(*elements: dict[str, object]) -> dict[str, object]:
    return {"type": "actions", "elements": list(elements)}


def context(number: int) -> dict[str, object]:
    return {"type": "context", "elements": fields(number)}


def a_header(length: int) -> dict[str, object]:
    return {"type": "header", "text": {"type": "plain_text", "text": "x" * length}}


AT_THE_LIMIT = [
    [a_section("x" * 3000)],
    [{"type": "divider"}] * 50,
    [{"type": "section", "fields": fields(10, 2000)}],
    [context(10)],
    [actions(*[a_button(action_id=str(n)) for n in range(25)])],
    [actions(a_button("x" * 75, action_id="a" * 255, value="v" * 2000))],
    [a_header(150)],
    [actions(a_select(100, 75))],
    [actions(a_button(action_id="go")), actions(a_button(action_id="go"))],
]

OVER_THE_LIMIT = [
    ([a_section("x" * 3001)], "less than 3001 characters", "/blocks/0/text/text"),
    ([a_section("")], "more than 0 characters", "/blocks/0/text/text"),
    ([{"type": "divider"}] * 51, "no more than 50 items", "/blocks"),
    ([{"type": "section", "fields": fields(11)}], "no more than 10", "/blocks/0/fields"),
    ([{"type": "section", "fields": fields(1, 2001)}], "2001", "/blocks/0/fields/0/text"),
    ([context(11)], "no more than 10 items", "/blocks/0/elements"),
    ([actions(*[a_button(action_id=str(n)) for n in range(26)])], "25", "/blocks/0/elements"),
    ([actions(a_button("x" * 76))], "76 characters", "/blocks/0/elements/0/text/text"),
    ([a_header(151)], "151 characters", "/blocks/0/text/text"),
    ([actions(a_select(101))], "no more than 100", "/blocks/0/elements/0/options"),
    ([actions(a_select(0))], "no fewer than 1", "/blocks/0/elements/0/options"),
    ([actions(a_select(1, 76))], "76", "/blocks/0/elements/0/options/0/text/text"),
    ([a_section(block_id="b"), a_section(block_id="b")], "already exists", "/blocks"),
    ([actions(a_button(action_id="go"), a_button(action_id="go"))], "already exists", "/blocks/0"),
    ([{"type": "image", "image_url": "https://e.test/a.png"}], "alt_text", "/blocks/0"),
    ([a_section(accessory={"type": "image", "image_url": "u"})], "alt_text", "/accessory"),
    ([a_section(accessory={"type": "plain_text_input"})], "unsupported type", "/accessory/type"),
    ([{"type": "headline"}], "unsupported type: headline", "/blocks/0/type"),
    ([actions(a_button(style="red"))], "primary, danger", "/blocks/0/elements/0/style"),
    ([actions({**a_button(), "confirm": {"text": {}}})], "valid text type", "/confirm/text/type"),
]


@pytest.mark.parametrize("blocks", AT_THE_LIMIT)
def test_blocks_at_a_limit_pass(blocks: list[dict[str, object]]) -> None:
    assert list(check_blocks(blocks, "message")) == []


@pytest.mark.parametrize("blocks,what,where", OVER_THE_LIMIT)
def test_blocks_over_a_limit_are_refused_by_name_and_place(
    client: WebClient,
    slack: FakeSlack,
    blocks: list[dict[str, object]],
    what: str,
    where: str,
) -> None:
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=ACME, text="Hi", blocks=blocks)
    assert refused(error) == "invalid_blocks"
    told = error.value.response["response_metadata"]["messages"]
    assert any(what in line and where in line for line in told), told
    assert slack.rejections[0].error == "invalid_blocks"


def test_text_up_to_40000_characters_is_taken(client: WebClient) -> None:
    client.chat_postMessage(channel=ACME, text="x" * 40_000)
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=ACME, text="x" * 40_001)
    assert refused(error) == "msg_too_long"


def test_blocks_that_say_too_much_in_all_are_refused(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=ACME, text="Hi", blocks=[a_section("x" * 3000)] * 5)
    assert refused(error) == "msg_blocks_too_long"


def test_metadata_needs_a_type_and_a_payload(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        client.chat_postMessage(channel=ACME, text="Hi", metadata={"event_type": "notice"})
    assert refused(error) == "invalid_metadata_format"


@pytest.mark.parametrize(
    "broken,where",
    [
        ({"title": {"type": "plain_text", "text": "x" * 25}}, "/view/title/text"),
        ({"private_metadata": "x" * 3001}, "/view/private_metadata"),
        ({"blocks": [{"type": "divider"}] * 101}, "/view/blocks"),
        ({"blocks": [an_input(a_select())]}, "/view"),
    ],
)
def test_a_view_slack_would_not_open_is_refused(
    client: WebClient,
    broken: dict[str, object],
    where: str,
) -> None:
    with pytest.raises(SlackApiError) as error:
        client.views_open(trigger_id="1.1.a", view=a_modal(**broken))
    assert refused(error) == "invalid_arguments"
    assert where in error.value.response["response_metadata"]["messages"][0]


@pytest.mark.parametrize(
    "block, most",
    [(a_section("🏆" * 1500), None), (a_section("🏆" * 1501), "/blocks/0/text/text")],
)
def test_a_sign_of_two_units_counts_twice(block: dict[str, object], most: str | None) -> None:
    """Slack does not say how it counts; what fits in units of UTF-16 fits in characters too."""
    problems = "".join(check_blocks([block], "message"))

    assert (most in problems) if most else problems == ""
