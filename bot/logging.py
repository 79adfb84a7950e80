"""Logs: ids and codes, never what people wrote, never a token."""

import logging
import re
import sys
from collections.abc import Iterator, MutableMapping
from traceback import extract_tb
from typing import Any

import structlog

HARMLESS = frozenset(
    {
        *("event", "level", "timestamp", "logger", "exception", "incident"),
        *("notice", "kind", "state", "reason", "code", "status", "method", "job", "account"),
        *(
            "workspace",
            "channel",
            "person",
            "count",
            "port",
            "address",
            "database",
            "seconds",
            "attempt",
        ),
    }
)
"""The only keys whose values are written out; what is not known to be harmless is not."""

SECRET = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^/@\s]+@|(?<=hooks\.slack\.com/)[\w/-]+")
HIDDEN = "[redacted]"
NOISY = {
    **dict.fromkeys(("slack_sdk", "apscheduler", "alembic", "uvicorn.access"), logging.WARNING),
    "slack_bolt": logging.ERROR,  # it warns that it finds our token in the environment too
}


def redact(
    _logger: object, _method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Hide every value that is not known to be harmless, and tokens wherever they stand."""
    return {key: _safe(value) if key in HARMLESS else HIDDEN for key, value in entry.items()}


def _safe(value: Any) -> Any:  # noqa: ANN401 - whatever is logged
    return SECRET.sub(HIDDEN, value) if isinstance(value, str) else value


def trace(
    _logger: object, _method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Type and place of a failure; no messages of exceptions, which quote people's words."""
    given = entry.pop("exc_info", None)
    if given:
        error = given if isinstance(given, BaseException) else sys.exc_info()[1]
        error = given[1] if isinstance(given, tuple) else error
        entry["exception"] = "\n".join(line for each in _chain(error) for line in _lines(each))
    return entry


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, and those from which it came."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _lines(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame in extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"


def set_up(level: str) -> None:
    """Route everything through structlog; libraries say only what is wrong."""
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        trace,
        redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name, heard_from in NOISY.items():
        logging.getLogger(name).setLevel(heard_from)
