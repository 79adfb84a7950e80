"""Tokens, scopes and workspaces."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack.fake.building import ACME, ANNA, a_client, refused
from tests.slack.fake_slack import BOT_USER, TEAM, FakeSlack


def test_a_token_tells_whose_bot_calls_and_what_it_may(client: WebClient, slack: FakeSlack) -> None:
    slack.set_scopes("chat:write", "users:read")
    answer = client.auth_test()
    assert (answer["team_id"], answer["user_id"]) == (TEAM, BOT_USER)
    assert answer.headers["x-oauth-scopes"] == "chat:write,users:read"


def test_an_unknown_token_is_refused(slack: FakeSlack) -> None:
    with pytest.raises(SlackApiError) as error:
        a_client(slack, "xoxb-else").auth_test()
    assert refused(error) == "invalid_auth"


def test_a_call_without_a_token_is_refused(slack: FakeSlack) -> None:
    with pytest.raises(SlackApiError) as error:
        WebClient(base_url=slack.api_url, retry_handlers=[]).auth_test()
    assert refused(error) == "not_authed"


def test_a_missing_scope_is_named(client: WebClient, slack: FakeSlack) -> None:
    slack.set_scopes("channels:read")
    with pytest.raises(SlackApiError) as error:
        client.conversations_history(channel=ACME)
    assert error.value.response["needed"] == "channels:history"


def test_an_unknown_method_is_refused(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        client.api_call("chat.shout")
    assert refused(error) == "unknown_method"


def test_two_workspaces_may_use_the_same_ids_and_stay_apart(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    other = a_client(slack, slack.add_team("T0OTHER"))
    slack.add_channel(ACME, "theirs", team="T0OTHER")
    other.chat_postMessage(channel=ACME, text="theirs")
    client.chat_postMessage(channel=ACME, text="ours")
    assert [m["text"] for m in slack.messages(ACME)] == ["ours"]
    assert [m["text"] for m in slack.messages(ACME, team="T0OTHER")] == ["theirs"]
    with pytest.raises(SlackApiError) as error:
        other.users_info(user=ANNA)
    assert refused(error) == "user_not_found"
