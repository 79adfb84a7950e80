"""The data that came from Slack, as hints: person, place, subject; nothing in it is proof."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from domain.errors import Invalid

LARGEST = 2**31 - 1
"""The largest whole number that every database keeps."""


LONGEST = 10
"""Digits of it."""


class InvalidPayload(Invalid):
    """A button or a modal brought back what this version of the code never puts there."""


@dataclass(eq=False)
class SlackLookupNeeded(Exception):
    """Slack must be asked before this can be answered: who somebody is, or who reads somewhere.

    `about` a person's or a channel's id; None: who speaks, and the team in `home`.
    """

    about: str | None = None
    home: str = ""


@dataclass(frozen=True)
class Incoming:
    """The data that came from Slack. Every id in it is a hint that is checked, never proof.

    `delivery` is what Slack repeats when it repeats the delivery. `person_team` is the workspace
    the person says they are from. `account_id` and `value` come back from our own buttons,
    `memory` from our modals; `is_invalid`: what came back was not ours. `is_elsewhere`: the
    sentence names the channel `channel_id`, it was not said there. `asked` holds what Slack was
    asked about for this answer, by id: of a channel who is in it, of a person nobody. `home`: how
    the App Home stood on which something was pressed; None for what comes from elsewhere.
    `is_private`: it was written or pressed in the bot's own talk with one person, where nobody
    else reads and an answer stays. `is_in_window`: it was pressed in a window that is still open.
    `is_sure`: they were asked whether they mean what the sentence says. `edits`: the delivery of
    the message of which this is another wording.
    """

    workspace_id: str
    person_id: str
    person_team: str
    channel_id: str
    delivery: str
    sentence: str = ""
    thread_ts: str | None = None
    account_id: int | None = None
    value: Mapping[str, Any] = field(default_factory=dict)
    memory: Mapping[str, Any] = field(default_factory=dict)
    is_invalid: bool = False
    is_elsewhere: bool = False
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trigger_id: str | None = None
    response_url: str | None = None
    home: Mapping[str, Any] | None = None
    is_private: bool = False
    is_in_window: bool = False
    is_sure: bool = False
    edits: str | None = None

    @property
    def is_foreign(self) -> bool:
        """Whether the person is from another workspace than the one that installed the bot."""
        return self.person_team != self.workspace_id

    @property
    def is_nowhere(self) -> bool:
        """Whether there is no place but a window in which this person can be answered."""
        return self.home is None and not (self.channel_id or self.response_url)

    def memo(self, account: int | None = None, **more: int | str | None) -> str:
        """The memo of a modal, so that its answer appears where it was opened."""
        where: dict[str, Any] = {
            "account": account,
            "channel": self.channel_id,
            "response_url": self.response_url,
        }
        home = {"home": self.home} if self.home is not None else {}
        private = {"is_private": True} if self.is_private else {}
        return json.dumps({**where, **home, **private, **more})


def is_number(found: object) -> TypeGuard[int]:
    """Whether it can be the id or the number of something in a database."""
    return type(found) is int and 0 < found <= LARGEST
