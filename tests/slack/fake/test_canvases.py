"""Canvases: what Slack takes, in which words it refuses, and who may open them."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack.fake_slack import TEAM, FakeSlack

CONTENT = {"type": "markdown", "markdown": "# Plan\n\nHello **you**\n\n- one\n- two\n\n## Notes"}


@pytest.fixture
def made(slack: FakeSlack, client: WebClient) -> str:
    """The canvas of a channel in which the bot is; its id."""
    slack.add_channel("C1", "acme", ["U1"])
    return str(
        client.conversations_canvases_create(channel_id="C1", document_content=CONTENT)["canvas_id"]
    )


def code_of(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def found(client: WebClient, canvas_id: str, **criteria: object) -> list[str]:
    answer = client.canvases_sections_lookup(canvas_id=canvas_id, criteria=criteria)
    return [each["id"] for each in answer["sections"]]


def change(
    client: WebClient, canvas_id: str, operation: str, markdown: str = "", section: str = ""
) -> None:
    content = {"document_content": {"type": "markdown", "markdown": markdown}} if markdown else {}
    where = {"section_id": section} if section else {}
    client.canvases_edit(
        canvas_id=canvas_id, changes=[{"operation": operation, **where, **content}]
    )


def test_a_channel_has_one_canvas_and_its_info_names_it(
    slack: FakeSlack, client: WebClient, made: str
) -> None:
    channel = client.conversations_info(channel="C1")["channel"]
    assert channel["properties"]["canvas"]["file_id"] == made
    with pytest.raises(SlackApiError) as refused:
        client.conversations_canvases_create(channel_id="C1", document_content=CONTENT)
    assert code_of(refused) == "channel_canvas_already_exists"
    slack.set_plan(is_free=True)
    with pytest.raises(SlackApiError) as refused:
        client.conversations_canvases_create(channel_id="C1", document_content=CONTENT)
    assert code_of(refused) == "free_team_canvas_tab_already_exists"


def test_sections_are_found_by_heading_and_text_and_an_id_is_lost_when_it_is_replaced(
    slack: FakeSlack, client: WebClient, made: str
) -> None:
    assert len(found(client, made, section_types=["any_header"])) == 2
    (hello,) = found(client, made, contains_text="Hello you")
    change(client, made, "replace", "Hello all", hello)

    assert "Hello all" in slack.canvases[0].text
    assert "Hello **you**" not in slack.canvases[0].text
    with pytest.raises(SlackApiError) as refused:
        change(client, made, "replace", "again", hello)
    assert code_of(refused) == "canvas_editing_failed"


def test_operations_write_where_they_say(slack: FakeSlack, client: WebClient, made: str) -> None:
    (notes,) = found(client, made, section_types=["h2"], contains_text="notes")
    change(client, made, "insert_before", "| a | b |\n|---|---|\n| c | d |", notes)
    change(client, made, "insert_after", "behind", notes)
    change(client, made, "insert_at_start", "first")
    change(client, made, "insert_at_end", "last")
    (table,) = found(client, made, contains_text="c")

    assert slack.canvases[0].text == (
        "first\n\n# Plan\n\nHello **you**\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "## Notes\n\nbehind\n\nlast"
    )
    change(client, made, "delete", section=table)
    assert "|" not in slack.canvases[0].text
    change(client, made, "replace", "all anew")
    assert slack.canvases[0].text == "all anew"


@pytest.mark.parametrize(
    "markdown, detail",
    [
        ("#### too deep", "heading depth"),
        ("> - a list", "within block quote"),
        ("|a|b|\n|-|-|\n|c|", "malformed table"),
        ("|a|b|c|\n|-|-|-|\n" + "\n".join(["|a|b|c|"] * 100), "300 cells"),
        ("x" * 5000, "too large"),
    ],
)
def test_an_edit_that_slack_does_not_take_changes_nothing(
    slack: FakeSlack, client: WebClient, made: str, markdown: str, detail: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        change(client, made, "insert_at_end", markdown)
    assert code_of(refused) == "canvas_editing_failed"
    assert detail in refused.value.response["detail"]
    assert slack.canvases[0].text.endswith("## Notes")


def test_one_call_makes_one_change(client: WebClient, made: str) -> None:
    one = {"operation": "insert_at_end", "document_content": CONTENT}
    for changes in ([one, one], [], [{"operation": "sprinkle"}], [{"operation": "delete"}]):
        with pytest.raises(SlackApiError) as refused:
            client.canvases_edit(canvas_id=made, changes=changes)
        assert code_of(refused) == "invalid_arguments"


def test_each_scope_is_asked_for(slack: FakeSlack, client: WebClient, made: str) -> None:
    slack.set_scopes("canvases:write")
    with pytest.raises(SlackApiError) as refused:
        found(client, made, section_types=["h1"])
    assert code_of(refused) == "missing_scope"
    slack.set_scopes("canvases:read")
    with pytest.raises(SlackApiError) as refused:
        change(client, made, "insert_at_end", "x")
    assert code_of(refused) == "missing_scope"


def test_a_canvas_is_open_to_whom_its_channel_is(
    slack: FakeSlack, client: WebClient, made: str
) -> None:
    slack.leave("C1", slack.world.teams[TEAM].bot_user_id)
    with pytest.raises(SlackApiError) as refused:
        change(client, made, "insert_at_end", "x")
    assert code_of(refused) == "canvas_not_found"


def test_a_canvas_of_the_bot_is_shared_and_unshared_and_deleted(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.add_channel("C1", "acme", ["U1"])
    own = client.canvases_create(title="Mine", document_content=CONTENT)["canvas_id"]
    client.canvases_access_set(canvas_id=own, access_level="write", channel_ids=["C1"])
    assert client.files_info(file=own)["file"]["channels"] == ["C1"]
    slack.unshare_canvas(own)
    assert client.files_info(file=own)["file"]["channels"] == []
    client.canvases_delete(canvas_id=own)
    with pytest.raises(SlackApiError) as refused:
        change(client, own, "insert_at_end", "x")
    assert code_of(refused) == "canvas_not_found"
    with pytest.raises(SlackApiError) as refused:
        found(client, own, section_types=["h1"])
    assert code_of(refused) == "canvas_deleted"


def test_plans_and_settings_refuse_by_name(slack: FakeSlack, client: WebClient, made: str) -> None:
    slack.set_plan(is_free=True)
    with pytest.raises(SlackApiError) as refused:
        client.canvases_create(document_content=CONTENT)
    assert code_of(refused) == "free_teams_cannot_create_non_tabbed_canvases"
    slack.set_plan(has_canvases=False)
    with pytest.raises(SlackApiError) as refused:
        change(client, made, "insert_at_end", "x")
    assert code_of(refused) == "canvas_disabled_user_team"
