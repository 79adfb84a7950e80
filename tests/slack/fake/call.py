"""One Web API call: who asks, for what, with which arguments."""

import json
from dataclasses import dataclass
from typing import Any

from tests.slack.fake.errors import SlackError
from tests.slack.fake.people import Channel, Team

Json = dict[str, Any]

# Arguments that carry JSON; in a form they arrive as strings.
_STRUCTURED = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments_format",
    "metadata": "invalid_metadata_format",
    "view": "invalid_arguments",
    "files": "invalid_arguments",
    "changes": "invalid_arguments",
    "criteria": "invalid_arguments",
    "document_content": "invalid_arguments",
}


@dataclass(frozen=True)
class Call:
    """A call whose token was accepted; `args` hold JSON values, however they were sent."""

    method: str
    team: Team
    args: Json

    def need(self, name: str, otherwise: str = "invalid_arguments") -> str:
        """A required string argument, or the error Slack gives when it is absent."""
        value = self.args.get(name)
        if value in (None, ""):
            missing = f"missing required field: {name} [json-pointer:/{name}]"
            raise SlackError(otherwise, [missing] if otherwise == "invalid_arguments" else [])
        return str(value)

    def flag(self, name: str) -> bool:
        """A boolean argument; forms say 1 or true."""
        return str(self.args.get(name, "")).lower() in {"1", "true"}

    def need_scope(self, *scopes: str) -> None:
        """Raise `missing_scope` unless the token has every one of these."""
        for scope in scopes:
            if scope not in self.team.scopes:
                provided = ",".join(sorted(self.team.scopes))
                raise SlackError("missing_scope", needed=scope, provided=provided)

    def need_scope_for(self, channel: Channel, right: str) -> None:
        """Raise `missing_scope` unless the token has `right` for this kind of conversation."""
        self.need_scope(f"{channel.scope_family}:{right}")


MAY_BE_EMPTY = frozenset({"text", "cursor"})


def must_say_something(args: Json) -> None:
    """What is not meant is left out: null and "" stand for nothing that Slack knows."""
    empty = [
        f"[ERROR] input must not be empty [json-pointer:/{name}]"
        for name, value in args.items()
        if value is None or (value == "" and name not in MAY_BE_EMPTY)
    ]
    if empty:
        raise SlackError("invalid_arguments", empty)


def parsed(args: Json) -> Json:
    """The arguments with JSON strings turned into what they mean."""
    found = dict(args)
    for name, code in _STRUCTURED.items():
        if isinstance(found.get(name), str):
            found[name] = _loaded(found[name], code)
    return found


def _loaded(text: str, code: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text) if text.strip() else None
    except json.JSONDecodeError:
        raise SlackError(code) from None
