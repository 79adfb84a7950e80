"""Users and channels, page by page."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack.fake.building import ACME, ANNA, refused
from tests.slack.fake_slack import BOT_USER, TEAM, FakeSlack


def test_a_user_shows_locale_only_when_asked(client: WebClient) -> None:
    assert "locale" not in client.users_info(user=ANNA)["user"]
    user = client.users_info(user=ANNA, include_locale=True)["user"]
    assert (user["locale"], user["tz"]) == ("de-DE", "Europe/Berlin")


def test_guests_and_strangers_are_recognisable(client: WebClient, slack: FakeSlack) -> None:
    slack.add_user(TEAM, "U0GUEST", "guest", is_ultra_restricted=True)
    slack.add_user(TEAM, "U0ELSE", "else", team_id="T0ELSE")
    guest = client.users_info(user="U0GUEST")["user"]
    assert (guest["is_restricted"], guest["is_ultra_restricted"]) == (True, True)
    assert client.users_info(user="U0ELSE")["user"]["team_id"] == "T0ELSE"


def test_a_deactivated_user_has_no_roles_any_more(client: WebClient, slack: FakeSlack) -> None:
    slack.change_user(TEAM, ANNA, deleted=True)
    user = client.users_info(user=ANNA)["user"]
    assert user["deleted"]
    assert "is_admin" not in user


def test_everybody_is_listed_over_the_pages(client: WebClient, slack: FakeSlack) -> None:
    for number in range(5):
        slack.add_user(TEAM, f"U{number}", f"user{number}")
    pages = [[user["id"] for user in page["members"]] for page in client.users_list(limit=2)]
    assert [len(page) for page in pages] == [2, 2, 2, 2, 1]
    assert len({user for page in pages for user in page}) == 9


def test_members_are_listed_over_the_pages(client: WebClient, slack: FakeSlack) -> None:
    people = [f"U{number}" for number in range(5)]
    slack.add_channel("C0BIG", "big", people)
    pages = client.conversations_members(channel="C0BIG", limit=2)
    assert [user for page in pages for user in page["members"]] == [*people, BOT_USER]


def test_an_archived_channel_shortens_its_page(client: WebClient, slack: FakeSlack) -> None:
    slack.add_channel("C0OLD", "old", is_archived=True)
    slack.add_channel("C0ZOO", "zoo")
    pages = client.conversations_list(limit=1, exclude_archived=True)
    assert [[c["id"] for c in page["channels"]] for page in pages] == [[ACME], [], ["C0ZOO"]]


def test_a_made_up_cursor_is_refused(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as error:
        client.conversations_list(cursor="bm9wZQ==")
    assert refused(error) == "invalid_cursor"


def test_private_channels_are_listed_only_where_the_bot_is_in(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    slack.add_channel("C0IN", "in", is_private=True)
    slack.add_channel("C0OUT", "out", is_private=True, is_member=False)
    listed = client.conversations_list(types="private_channel")["channels"]
    assert [channel["id"] for channel in listed] == ["C0IN"]


def test_a_shared_channel_says_so(client: WebClient, slack: FakeSlack) -> None:
    slack.change_channel(ACME, is_pending_ext_shared=True)
    pending = client.conversations_info(channel=ACME)["channel"]
    assert (pending["is_ext_shared"], pending["is_pending_ext_shared"]) == (False, True)


def test_the_channels_of_a_person_are_those_they_are_in(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    slack.add_channel("C0ZOO", "zoo", ["U0BERT"])
    channels = client.users_conversations(user=ANNA)["channels"]
    assert [channel["id"] for channel in channels] == [ACME]


def test_a_direct_message_is_opened_once_and_found_by_the_persons_id(
    client: WebClient,
    slack: FakeSlack,
) -> None:
    opened = client.conversations_open(users=ANNA)["channel"]["id"]
    again = client.conversations_open(users=ANNA)
    assert (again["channel"]["id"], again["already_open"]) == (opened, True)
    assert client.chat_postMessage(channel=ANNA, text="Due today")["channel"] == opened
    assert [m["text"] for m in slack.direct_messages(ANNA)] == ["Due today"]


@pytest.mark.parametrize(
    "user,code",
    [("U0GONE", "user_disabled"), ("U0NONE", "user_not_found"), (BOT_USER, "cannot_dm_bot")],
)
def test_who_cannot_be_written_to_is_refused(
    client: WebClient,
    slack: FakeSlack,
    user: str,
    code: str,
) -> None:
    slack.add_user(TEAM, "U0GONE", "gone", deleted=True)
    with pytest.raises(SlackApiError) as error:
        client.conversations_open(users=user)
    assert refused(error) == code
