"""Modals, home tabs, files and `response_url`."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from tests.slack.fake.building import ACME, ANNA, a_modal, a_section, refused
from tests.slack.fake_slack import FakeSlack


def test_a_trigger_opens_one_view(client: WebClient, slack: FakeSlack) -> None:
    client.views_open(trigger_id="1.1.a", view=a_modal())
    with pytest.raises(SlackApiError) as error:
        client.views_open(trigger_id="1.1.a", view=a_modal())
    assert refused(error) == "exchanged_trigger_id"
    assert len(slack.views) == 1


def test_three_views_lie_on_each_other_and_no_more(client: WebClient, slack: FakeSlack) -> None:
    first = client.views_open(trigger_id="1.1.a", view=a_modal())["view"]
    client.views_push(trigger_id="1.1.b", view=a_modal())
    third = client.views_push(trigger_id="1.1.c", view=a_modal())["view"]
    assert third["root_view_id"] == first["id"]
    with pytest.raises(SlackApiError) as error:
        client.views_push(trigger_id="1.1.d", view=a_modal())
    assert refused(error) == "push_limit_reached"
    assert len(slack.views) == 3


def test_an_outdated_hash_keeps_a_view_as_it_is(client: WebClient, slack: FakeSlack) -> None:
    view = client.views_open(trigger_id="1.1.a", view=a_modal())["view"]
    other = a_modal(blocks=[a_section("Other")])
    client.views_update(view_id=view["id"], hash=view["hash"], view=other)
    with pytest.raises(SlackApiError) as error:
        client.views_update(view_id=view["id"], hash=view["hash"], view=a_modal())
    assert refused(error) == "hash_conflict"
    assert slack.views[0]["blocks"][0]["text"]["text"] == "Other"


def test_everybody_has_a_home_of_their_own(client: WebClient, slack: FakeSlack) -> None:
    for user in (ANNA, "U0BERT"):
        client.views_publish(user_id=user, view={"type": "home", "blocks": [a_section(user)]})
    home = slack.home(ANNA)
    assert home is not None
    assert home["blocks"][0]["text"]["text"] == ANNA


def test_a_file_is_announced_sent_and_shared_in_a_thread(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    parent = client.chat_postMessage(channel=ACME, text="Chart?")["ts"]
    client.files_upload_v2(
        channel=ACME,
        thread_ts=parent,
        filename="chart.png",
        content=b"pixels",
        title="Products sold",
        alt_txt="Rising",
        initial_comment="Here",
    )
    (file,) = slack.files
    assert (file.content, file.alt_txt, file.channel) == (b"pixels", "Rising", ACME)
    assert (slack.ledger[1]["thread_ts"], slack.ledger[1]["text"]) == (parent, "Here")


def test_a_response_url_is_good_for_five_answers(slack: FakeSlack) -> None:
    hook = WebhookClient(slack.response_url(ACME, ANNA))
    sent = [hook.send(text=str(n), response_type="ephemeral").status_code for n in range(6)]
    assert sent == [200] * 5 + [404]
    assert [e["text"] for e in slack.ephemerals] == list("01234")
    assert len(slack.responses) == 5


def test_a_response_url_can_replace_and_delete_its_message(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    ts = client.chat_postMessage(channel=ACME, text="Open")["ts"]
    hook = WebhookClient(slack.response_url(ACME, ANNA, ts))
    hook.send(text="Done", replace_original=True)
    assert [m["text"] for m in slack.messages(ACME)] == ["Done"]
    hook.send(delete_original=True)
    assert slack.messages(ACME) == []


def test_a_response_in_the_channel_is_in_the_ledger(slack: FakeSlack) -> None:
    hook = WebhookClient(slack.response_url(ACME, ANNA))
    hook.send(text="For all", response_type="in_channel")
    assert [(e["method"], e["text"]) for e in slack.ledger] == [("response_url", "For all")]
