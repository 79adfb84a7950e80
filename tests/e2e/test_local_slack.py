from pathlib import Path
from urllib.error import URLError

import pytest
from slack_sdk import WebClient

from bot.demo.local_slack import LocalSlack, LocalSlackFailed, LocalSlackMissing, find_binary
from bot.demo.world import ANNA, BOT_USER, CARL, DANA, GREG, SAMPLE, TEAM
from tests.e2e.conftest import NewSlackPage
from tests.e2e.echo_bot import echo_bot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_missing_local_slack_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(LocalSlackMissing, match="npm install"):
        find_binary(tmp_path)


def test_a_taken_port_is_named(local_slack: LocalSlack) -> None:
    port = int(local_slack.browser_url.rstrip("/").rpartition(":")[2])

    with pytest.raises(LocalSlackFailed, match=str(port)):
        LocalSlack.start(SAMPLE, port=port)


def test_stopped_it_answers_no_more_however_often_it_is_stopped(local_slack: LocalSlack) -> None:
    client = WebClient(SAMPLE.bot_token, base_url=local_slack.api_url, retry_handlers=[])
    assert client.auth_test()["user_id"] == BOT_USER

    local_slack.stop()
    local_slack.stop()

    with pytest.raises(URLError):
        client.auth_test()


def test_the_bot_is_told_who_people_are(local_slack: LocalSlack) -> None:
    client = WebClient(SAMPLE.bot_token, base_url=local_slack.api_url, retry_handlers=[])

    people = {person["id"]: person for person in client.users_list()["members"]}

    assert people[ANNA.id]["locale"] == "de-DE"
    assert people[DANA.id]["is_admin"]
    assert people[GREG.id]["is_restricted"]
    assert people[CARL.id]["team_id"] != TEAM
    assert client.users_info(user=ANNA.id)["user"] == people[ANNA.id]
    assert not people[ANNA.id]["is_restricted"]


def test_the_bot_is_told_that_no_channel_is_shared(local_slack: LocalSlack) -> None:
    client = WebClient(SAMPLE.bot_token, base_url=local_slack.api_url, retry_handlers=[])

    channels = client.conversations_list()["channels"]

    names = [channel["name"] for channel in channels]
    assert names == ["acme-team", "globex-team", "sales-leads", "partners"]
    assert not any(channel["is_ext_shared"] for channel in channels)


def test_a_person_types_a_command_presses_the_button_and_submits_the_modal(
    local_slack: LocalSlack, new_slack_page: NewSlackPage, screenshots: Path
) -> None:
    slack = new_slack_page(local_slack)
    with echo_bot(local_slack):
        slack.wait_for_bot()
        slack.act_as("Ben Clark")
        slack.open("acme-team")
        slack.type_command("/kam light red „Finanzdirektor geht“ @anna")
        slack.wait_for_answer("Heard: light red „Finanzdirektor geht“ @Anna Berger")
        slack.press_button("Open", in_message_containing="Finanzdirektor")
        slack.wait_for_text("A form")
        slack.submit_modal_and_see("Which one?")
        slack.fill_modal({"Name": "Acme", "Day": "2027-12-31"})
        slack.choose("Colour", "red")
        slack.screenshot(screenshots / "local-slack-modal.png")
        slack.submit_modal()
        slack.wait_for_post("Acme is red until 2027-12-31")
        slack.wait_until_gone("Heard:")
        slack.screenshot(screenshots / "local-slack-channel.png")

    slack.wait_for_no_bot()
    assert "The form is open." in slack.messages()[0]


def test_a_mention_is_answered_where_it_was_made(
    local_slack: LocalSlack, new_slack_page: NewSlackPage
) -> None:
    slack = new_slack_page(local_slack)
    with echo_bot(local_slack):
        slack.wait_for_bot()
        slack.open("globex-team")
        slack.say("@kam help")
        slack.wait_for_post("You said help")
        slack.open_thread("@kam help")
        slack.reply("@kam lights")
        slack.wait_for_post("You said lights")

        assert "You said lights" in slack.thread_messages()[-1]
        slack.close_thread()
        assert not any("You said lights" in message for message in slack.messages())


def test_each_person_has_a_home_and_direct_messages(
    local_slack: LocalSlack, new_slack_page: NewSlackPage
) -> None:
    slack = new_slack_page(local_slack)
    with echo_bot(local_slack) as bot:
        slack.wait_for_bot()
        slack.act_as("Anna Berger")
        slack.open_home()
        slack.wait_for_text("Welcome @Anna Berger")
        bot.chat_postMessage(channel=ANNA.id, text="A word with you")
        slack.open_dm("Anna Berger")
        slack.wait_for_post("A word with you")


def test_the_bot_may_be_restarted_while_people_are_looking(
    local_slack: LocalSlack, new_slack_page: NewSlackPage
) -> None:
    slack = new_slack_page(local_slack)
    with echo_bot(local_slack):
        slack.wait_for_bot()
    slack.wait_for_no_bot()

    with echo_bot(local_slack):
        slack.wait_for_bot()
        slack.type_command("/kam back again")
        slack.wait_for_answer("Heard: back again")
