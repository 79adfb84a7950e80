"""Files that people send to the bot: fetched from Slack, and from nowhere else."""

from collections.abc import Sequence
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import structlog
from slack_sdk import WebClient

from domain.errors import Invalid
from handlers.outbox.slack_errors import UNANSWERED, reason
from services.imports.errors import TooLarge
from services.imports.tables import LINES, SIZE

log = structlog.get_logger()

SLACK = ".slack.com"


class NotFetched(Invalid):
    """Slack did not give the file out."""


def fetch_all(client: WebClient, file_ids: Sequence[str]) -> list[tuple[str, bytes]]:
    """Names and contents of files; raises NotFetched, and TooLarge before anything is fetched."""
    try:
        files = [client.files_info(file=file_id)["file"] for file_id in file_ids]
        if sum(int(file.get("size") or 0) for file in files) > SIZE:
            raise TooLarge(LINES)
        return [(str(file.get("name") or file["id"]), _content(client, file)) for file in files]
    except UNANSWERED as error:
        log.warning("file.not_fetched", reason=reason(error))
        raise NotFetched from error


def _content(client: WebClient, file: dict[str, Any]) -> bytes:
    """The token goes to Slack alone, whatever address a file claims to have."""
    url = str(file.get("url_private_download") or "")
    if not _is_slacks(url, client.base_url):
        log.warning("file.not_fetched", reason="elsewhere")
        raise NotFetched
    request = Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - checked above
    with OPENER.open(request, timeout=client.timeout) as answer:
        return bytes(answer.read(SIZE + 1))


def _is_slacks(url: str, api: str) -> bool:
    """At Slack's, or where the Web API is: a local Slack has its files beside it."""
    there, here = urlsplit(url), urlsplit(api)
    at_slack = there.scheme == "https" and f".{there.hostname}".endswith(SLACK)
    return at_slack or (there.scheme, there.netloc) == (here.scheme, here.netloc)


class _Stay(HTTPRedirectHandler):
    """Slack sends whoever may not have a file to its login page: that is no file."""

    def redirect_request(  # noqa: PLR0917 - as the library has it
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Follow nowhere: the answer is an HTTPError, which is an OSError."""


OPENER = build_opener(_Stay)
