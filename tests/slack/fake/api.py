"""From a request to a reply: failures, hooks, token, method, and a log of it all."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.slack.fake.answers import respond
from tests.slack.fake.call import Call, must_say_something, parsed
from tests.slack.fake.errors import SlackError
from tests.slack.fake.failures import (
    ACCEPT_THEN_500,
    ACCEPT_THEN_DROP,
    AFTER_ACCEPTANCE,
    DROP_BEFORE,
    RATELIMITED,
    Failure,
    Failures,
)
from tests.slack.fake.methods import METHODS
from tests.slack.fake.methods.files import receive
from tests.slack.fake.world import World

Json = dict[str, Any]
Hook = Callable[[Json], None]


@dataclass
class Reply:
    """What goes back over the wire."""

    body: Json | str | bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Recorded:
    """A call that arrived, whatever became of it."""

    method: str
    token: str
    args: Json
    at: float


@dataclass(frozen=True)
class Rejection:
    """A call the fake refused by its own rules, not by an ordered failure."""

    method: str
    error: str
    problems: tuple[str, ...]


class Api:
    """Answers calls on `world`; a reply of None means: close the connection unanswered."""

    def __init__(self, world: World) -> None:
        """Nothing has been called yet."""
        self.world = world
        self.failures = Failures()
        self.latency = 0.0
        self.headers: dict[str, str] = {}
        self.recorded: list[Recorded] = []
        self.rejections: list[Rejection] = []
        self._hooks: list[tuple[str, Hook]] = []
        self._hook_lock = threading.Lock()

    def clear(self) -> None:
        """Forget calls, failures and hooks."""
        self.failures.clear()
        self.latency = 0.0
        self.headers.clear()
        self.recorded.clear()
        self.rejections.clear()
        self._hooks.clear()

    def before(self, method: str, do: Hook) -> None:
        """Run `do` with the arguments of the next call of `method`, before it is looked at."""
        with self._hook_lock:
            self._hooks.append((method, do))

    def web(self, method: str, args: Json, token: str) -> Reply | None:
        """A call of the Web API."""
        return self._answer(method, args, token, lambda: self._call(method, args, token))

    def response_url(self, token: str, body: Json) -> Reply | None:
        """A POST to a `response_url`; in the log and for failures its method is response_url."""
        return self._answer("response_url", body, token, lambda: self._respond(token, body))

    def upload(self, file_id: str, content: bytes) -> Reply | None:
        """The bytes of a file; in the log and for failures its method is upload."""
        facts = {"file_id": file_id, "length": len(content)}
        return self._answer("upload", facts, "", lambda: self._receive(file_id, content))

    def download(self, file_id: str, token: str) -> Reply | None:
        """The content of a file; in the log and for failures its method is download."""
        facts = {"file_id": file_id}
        return self._answer("download", facts, token, lambda: self._hand_out(file_id, token))

    def _hand_out(self, file_id: str, token: str) -> Reply:
        """Whoever may not have it is sent to the login page, as Slack does."""
        upload = self.world.uploads.get(file_id)
        try:
            team = self.world.by_token(token)
        except SlackError:
            upload = None
        if upload is None or upload.team != team.id:
            return Reply("log in first", 302, {"Location": "/login"})
        return Reply(upload.content or b"")

    def _answer(
        self,
        method: str,
        args: Json,
        token: str,
        do: Callable[[], Reply],
    ) -> Reply | None:
        self._record(method, args, token)
        if self.latency:
            time.sleep(self.latency)
        failure = self.failures.take(method, args)
        if failure is None:
            return do()
        if failure.kind in AFTER_ACCEPTANCE:
            return self._accepted(failure, do())
        failure.reach()
        return self._failed(failure)

    def _record(self, method: str, args: Json, token: str) -> None:
        with self._hook_lock:
            self.recorded.append(Recorded(method, token, args, self.world.clock()))
            mine = next((hook for hook in self._hooks if hook[0] == method), None)
            if mine is not None:
                self._hooks.remove(mine)
        if mine is not None:
            mine[1](args)

    @staticmethod
    def _accepted(failure: Failure, reply: Reply) -> Reply | None:
        failure.reach()
        if failure.kind == ACCEPT_THEN_DROP:
            return None
        if failure.kind == ACCEPT_THEN_500:
            return Reply("internal error", 500)
        failure.wait_until_released()
        return reply

    @staticmethod
    def _failed(failure: Failure) -> Reply | None:
        kind = failure.kind.replace(" ", "_")
        if kind == DROP_BEFORE:
            return None
        if kind == RATELIMITED:
            wait = {"Retry-After": str(failure.retry_after)}
            return Reply({"ok": False, "error": RATELIMITED}, 429, wait)
        if kind.startswith("http_"):
            return Reply("upstream error", int(kind.removeprefix("http_")))
        return Reply({"ok": False, "error": kind})

    def _call(self, method: str, args: Json, token: str) -> Reply:
        try:
            with self.world.lock:
                team = self.world.by_token(token)
                if method not in METHODS:
                    raise SlackError("unknown_method", req_method=method)  # noqa: TRY301
                must_say_something(args)
                body = METHODS[method](self.world, Call(method, team, parsed(args)))
        except SlackError as error:
            return self._refuse(method, error)
        scopes = {"x-oauth-scopes": ",".join(sorted(team.scopes))}
        return Reply({"ok": True, **body}, headers=scopes | self.headers)

    def _respond(self, token: str, body: Json) -> Reply:
        try:
            with self.world.lock:
                respond(self.world, token, parsed(body))
        except SlackError as error:
            reply = self._refuse("response_url", error)
            reply.status = 404 if error.code == "used_url" else 400
            return reply
        return Reply({"ok": True})

    def _receive(self, file_id: str, content: bytes) -> Reply:
        try:
            with self.world.lock:
                return Reply(receive(self.world, file_id, content))
        except SlackError as error:
            reply = self._refuse("upload", error)
            reply.status = 400
            return reply

    def _refuse(self, method: str, error: SlackError) -> Reply:
        with self._hook_lock:
            self.rejections.append(Rejection(method, error.code, tuple(error.problems)))
        return Reply(error.answer())
