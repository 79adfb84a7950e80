"""Everything that was said, read by somebody who looks for what must never be said."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from tests.slack.fake_slack import FakeSlack

Json = dict[str, Any]

UNFIT = (
    re.compile(r"Traceback|\b[A-Za-z]+(Error|Exception)\b"),
    re.compile(r"\{[a-z_]*\}"),
    re.compile(r"\bNone\b"),
    re.compile(r"xox[a-z]-"),
)
"""A stack trace, a fact that is missing, a Python word, a token."""

MARKUP = re.compile(r"<!|<@|<#|<http(?!s://[a-z0-9-]+[.]slack[.]com/archives/)")
"""A mention, a link out of Slack: where Slack reads markup, which it does not in plain text."""

HOME_CHANNEL = re.compile(r"<#[CG][A-Z0-9]+>")
"""The way from the App Home to an account's channel: Slack names it to its members only."""

NOT_READ = {"type", "value", "action_id", "block_id", "private_metadata", "response_url", "token"}
"""What people never see."""


UNMARKED = ("plain_text", "plain_text_input")
"""Types of objects in which Slack reads no markup."""


def unfit(slack: FakeSlack) -> list[str]:
    """Texts that nobody should have had to read."""
    everything = [*slack.ledger, *slack.ephemerals, *slack.responses, *slack.views]
    homes = [HOME_CHANNEL.sub("", text) for text in texts(slack.homes, but=UNMARKED)]
    read = [*texts(everything), *texts(slack.homes)]
    marked = [*texts(everything, but=UNMARKED), *homes]
    odd = [text for text in read if any(bad.search(text) for bad in UNFIT)]
    return odd + [text for text in marked if MARKUP.search(text)]


def texts(said: Any, but: Collection[str] = ()) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Every text that a person reads in it, `but` those in objects of these types."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list):
        for item in said:
            yield from texts(item, but)
    elif isinstance(said, dict) and said.get("type") not in but:
        for key, value in said.items():
            if key not in NOT_READ:
                yield from texts(value, but)


def words(said: Json) -> str:
    """All that a person reads in a message or a modal, in one."""
    return "\n".join(texts({key: said[key] for key in ("text", "blocks", "title") if key in said}))


def values(said: Json, action: str) -> list[Json]:
    """What the buttons of an action, such as `light.turn`, carry."""
    found = re.findall(
        rf'"action_id": "{re.escape(action)}[^}}]*"value": ("(?:[^"\\]|\\.)*")', json.dumps(said)
    )
    return [json.loads(json.loads(each)) for each in found]
