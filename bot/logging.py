"""Logs: ids and codes, never what people wrote, never a token."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

HARMLESS = frozenset(
    {
        *("event", "level", "timestamp", "logger", "exc_info", "exception"),
        *("notice", "kind", "state", "reason", "code", "status", "method", "job", "account"),
        *("workspace", "channel", "person", "count", "port", "address", "database", "seconds"),
    }
)
"""The only keys whose values are written out; what is not known to be harmless is not."""

SECRET = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^/@\s]+@")
HIDDEN = "[redacted]"
NOISY = ("slack_bolt", "slack_sdk", "apscheduler", "alembic", "uvicorn.access")


def redact(
    _logger: object, _method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Hide every value that is not known to be harmless, and tokens wherever they stand."""
    return {key: _safe(value) if key in HARMLESS else HIDDEN for key, value in entry.items()}


def _safe(value: Any) -> Any:  # noqa: ANN401 - whatever is logged
    return SECRET.sub(HIDDEN, value) if isinstance(value, str) else value


def set_up(level: str) -> None:
    """Route everything through structlog; libraries speak from WARNING on."""
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
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
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
