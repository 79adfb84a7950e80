"""Files that people send to the bot: fetched from Slack, and from nowhere else."""

from http.client import HTTPMessage
from typing import IO, Any
from urllib.request import HTTPRedirectHandler, Request, build_opener

import structlog
from slack_sdk import WebClient

from domain.errors import Invalid
from handlers.outbox.slack_errors import UNANSWERED, reason
from handlers.slack_hosts import is_slacks
from services.imports.errors import TooLarge
from services.imports.tables import LINES, SIZE

log = structlog.get_logger()


class NotFetched(Invalid):
    """Slack did not give the file out."""


def fetch(client: WebClient, file_id: str) -> tuple[str, bytes]:
    """Name and content of a file; raises NotFetched, and TooLarge before anything is fetched."""
    try:
        file: dict[str, Any] = client.files_info(file=file_id)["file"]
        if int(file.get("size") or 0) > SIZE:
            raise TooLarge(LINES)
        return str(file.get("name") or file_id), _content(client, file)
    except UNANSWERED as error:
        log.warning("file.not_fetched", reason=reason(error))
        raise NotFetched from error


def _content(client: WebClient, file: dict[str, Any]) -> bytes:
    """The token goes to Slack alone, whatever address a file claims to have."""
    url = str(file.get("url_private_download") or "")
    if not is_slacks(url, client.base_url):
        log.warning("file.not_fetched", reason="elsewhere")
        raise NotFetched
    request = Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - checked above
    with OPENER.open(request, timeout=client.timeout) as answer:
        return bytes(answer.read(SIZE + 1))


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
