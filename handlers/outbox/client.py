"""Slack's client with a deadline for each call, and without calls that Slack has forbidden."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from threading import local
from typing import Any
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.web.file_upload_v2_result import FileUploadV2Result

from handlers.outbox.rate_limit import RateLimiter
from handlers.outbox.slack_errors import (
    RATE_LIMITED,
    REST,
    TOO_MANY,
    is_outage,
    is_rate_limit,
    retry_after,
)
from handlers.outbox.transport import Patience, opened

NEVER = math.inf


class SlackClient(WebClient):
    """A client that sends nothing twice by itself, and each call within `timeout` seconds in all.

    `clock` and `seconds` (steady, and running while the machine sleeps) are the wiring's.
    """

    def __init__(
        self,
        token: str,
        base_url: str,
        timeout: int,
        clock: Callable[[], datetime],
        seconds: Callable[[], float],
    ) -> None:
        """Knows of no limits until it is given `limits`."""
        super().__init__(token=token, base_url=base_url, timeout=timeout, retry_handlers=[])
        self.limits: RateLimiter | None = None
        self.ahead: timedelta | None = None
        """How far Slack's clock is ahead of ours; None until it has answered once."""
        self._clock, self._seconds = clock, seconds
        self._call = local()

    @contextmanager
    def leaving_by(self, moment: float) -> Iterator[None]:
        """Requests of this thread leave before a moment of the steady clock, or raise TooLate."""
        self._call.leave_by = moment
        try:
            yield
        finally:
            self._call.leave_by = NEVER

    def api_call(self, api_method: str, **asked: Any) -> SlackResponse:  # noqa: ANN401 - handed on to the SDK
        """Call a method; one that Slack has closed is not called, but refused as Slack would."""
        limits = self.limits
        if limits is not None and limits.seconds_closed(api_method):
            raise self._refusal(api_method, limits.seconds_closed(api_method))
        try:
            answer = super().api_call(api_method, **asked)
        except (SlackApiError, OSError, HTTPException) as error:
            self._note(api_method, error)
            raise
        if limits is not None:
            limits.answered()
        return answer

    def answers(self) -> bool:
        """Whether Slack answers at all."""
        try:
            super().api_call("auth.test")
        except (SlackApiError, OSError, HTTPException) as error:
            return not is_outage(error)
        return True

    def _note(self, method: str, error: Exception) -> None:
        if self.limits is None:
            return
        if is_outage(error):
            self.limits.silent()
            return
        self.limits.answered()
        if is_rate_limit(error) and isinstance(error, SlackApiError):
            self.limits.close(method, retry_after(error) or REST)

    def _refusal(self, method: str, seconds: int) -> SlackApiError:
        answer = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=method,
            req_args={},
            data={"ok": False, "error": RATE_LIMITED},
            headers={"Retry-After": str(seconds)},
            status_code=TOO_MANY,
        )
        return SlackApiError(f"{method} is closed", answer)  # type: ignore[no-untyped-call]

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:  # noqa: ARG002 - the SDK's own
        with opened(req, self._patience(), self.ssl, self.proxy) as answer:
            self._set_clock(answer.headers.get("Date"))
            charset = answer.headers.get_content_charset() or "utf-8"
            body = answer.read().decode(charset)
            return {"status": answer.status, "headers": answer.headers, "body": body}

    def _upload_file(self, *, url: str, data: bytes, **_: Any) -> FileUploadV2Result:  # noqa: ANN401 - the SDK's
        request = Request(url, data, method="POST")  # noqa: S310 - where Slack said
        with opened(request, self._patience(), self.ssl, self.proxy) as answer:
            return FileUploadV2Result(status=answer.status, body=answer.read().decode())

    def _patience(self) -> Patience:
        leave_by = getattr(self._call, "leave_by", NEVER)
        return Patience(self._seconds, self._seconds() + self.timeout, leave_by)

    def _set_clock(self, date: str | None) -> None:
        if date is not None:
            self.ahead = parsedate_to_datetime(date) - self._clock()
