"""Small blocks, views and clients for the tests of the fake."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack.fake_slack import TOKEN, FakeSlack

ACME = "C0ACME"
ANNA = "U0ANNA"


def a_client(slack: FakeSlack, token: str = TOKEN, timeout: int = 5) -> WebClient:
    return WebClient(token, base_url=slack.api_url, retry_handlers=[], timeout=timeout)


def refused(call: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(call.value.response["error"])


def a_section(text: str = "Hello", **more: object) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def a_button(text: str = "Done", **more: object) -> dict[str, object]:
    return {"type": "button", "text": {"type": "plain_text", "text": text}, **more}


def a_modal(**more: object) -> dict[str, object]:
    title = {"type": "plain_text", "text": "Set up"}
    return {"type": "modal", "title": title, "blocks": [a_section()], **more}
