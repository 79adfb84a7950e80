"""How the fake says no: the error codes of the documented Web API."""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A call refused with `code`; `problems` name what broke, `facts` join the answer."""

    def __init__(self, code: str, problems: Iterable[str] = (), **facts: object) -> None:
        """Keep the parts of the answer."""
        self.code = code
        self.problems = list(problems)
        super().__init__(code, *self.problems)
        self.facts = facts

    def answer(self) -> Json:
        """The body Slack would send; validation problems appear as Slack words them."""
        body: Json = {"ok": False, "error": self.code, **self.facts}
        if self.problems:
            body["errors"] = self.problems
            body["response_metadata"] = {"messages": [f"[ERROR] {p}" for p in self.problems]}
        return body
