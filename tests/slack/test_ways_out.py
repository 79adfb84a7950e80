"""The ways on which something leaves: answers, comments of files, names of people."""

import re

import pytest
from slack_sdk.webhook import WebhookClient

from tests.slack import events, payloads
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, Office
from tests.slack.reading import words

ELSEWHERE = [
    "https://evil.example/1",
    "https://hooks.slack.com.evil.example/1",
    "https://hooks.slack.com@evil.example/1",
    "http://hooks.slack.com/1",
]


@pytest.fixture
def posted_to(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses to which answers were posted."""
    addresses: list[str] = []
    post = WebhookClient.send_dict

    def noting(client: WebhookClient, *parts: object) -> object:
        addresses.append(client.url)
        return post(client, *parts)  # type: ignore[arg-type]

    monkeypatch.setattr(WebhookClient, "send_dict", noting)
    return addresses


@pytest.mark.parametrize("url", ELSEWHERE)
def test_an_answer_to_a_press_goes_to_slack_alone(
    acme: Office, posted_to: list[str], url: str
) -> None:
    acme.types('light red "finance director leaving"')
    (card,) = acme.told()
    press = payloads.press(acme.slack, card, "light.turn#green") | {"response_url": url}

    answer = acme.whisper(lambda: acme.deliver(press))

    assert "finance director leaving" in words(answer)
    assert answer["via"] == "chat.postEphemeral"
    assert posted_to == []


@pytest.mark.parametrize("url", ELSEWHERE)
def test_an_answer_to_a_window_goes_to_slack_alone(
    acme: Office, posted_to: list[str], url: str
) -> None:
    """The address that comes back in the memo of a window is a hint like any other."""
    window = acme.opens(lambda: acme.types("action"))
    memo = window["private_metadata"]
    begins = memo.index('"response_url"')
    ends = memo.index('"', memo.index(":", begins) + 3) + 1
    window["private_metadata"] = f'{memo[:begins]}"response_url": "{url}"{memo[ends:]}'

    answer = acme.sends(window, {"text": "call the CFO"})

    assert "call the CFO" in words(answer)
    assert answer["via"] == "chat.postEphemeral"
    assert posted_to == []


COPIED = "R&D a_b@acme.example https://acme.example/a_b :white_check_mark: <b> AB_12"


@pytest.mark.parametrize(
    "asked,by", [("export json", BEN), ("export csv", ANNA), ("map", BEN), ("chart G1", ANNA)]
)
def test_what_stands_above_a_file_is_copied_as_it_was_typed_and_links_nothing(
    acme: Office, asked: str, by: str
) -> None:
    """Slack makes links of addresses in the comment of a file; in a block it is told not to."""
    typed = COPIED.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    acme.types(f'account rename "{typed}"')
    acme.types(f'goal "{typed}" from 2 to 5 by 2027-12-31')
    acme.types(asked, by=by)

    (letter,) = [each for each in acme.slack.direct_messages(by) if each.get("files")]
    (above,) = letter["blocks"]
    assert above["text"]["type"] == "mrkdwn"
    assert above["text"]["verbatim"] is True
    assert COPIED in as_copied(above["text"]["text"])
    assert not re.search(r"<|[\u200b\u2060]", above["text"]["text"] + letter["text"])


def as_copied(shown: str) -> str:
    """Text of a block as somebody copies it out of Slack."""
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_nothing_in_a_name_formats_or_mentions_above_a_file(acme: Office) -> None:
    acme.types('account rename "*Acme* `x` <!channel>"')
    acme.types("export json")

    (letter,) = [each for each in acme.slack.direct_messages(BEN) if each.get("files")]
    assert not re.search(r"\*Acme\*|`x`|<!", words(letter))


def test_a_name_turns_nothing_around_it(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0EVE", "\u202eeve\u2066 \u200fliar\u202c")
    acme.slack.join(ACME, "U0EVE")
    acme.deliver(events.member_joined_channel("U0EVE"))
    acme.types('light red "budget"', by="U0EVE")

    shown = words(acme.types("team")) + words(acme.types("history"))

    assert "eve liar" in shown
    assert not set("\u202e\u2066\u200f\u202c") & set(shown)
