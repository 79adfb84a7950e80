"""The note of a running demo in its folder, so that `kam tick` beside it needs no environment."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.settings import Settings

NOTE = Path(".kam-demo")
"""In the folder that the demo runs in, for as long as it runs."""


@contextmanager
def noted(settings: Settings) -> Iterator[None]:
    """Say where the demo is; a folder that cannot be written is no obstacle to it."""
    note = {
        "slack_bot_token": settings.slack_bot_token,
        "slack_api_url": settings.slack_api_url,
        "database_url": settings.database_url,
    }
    try:
        NOTE.write_text(json.dumps(note), encoding="utf-8")
    except OSError:
        yield
        return
    try:
        yield
    finally:
        NOTE.unlink(missing_ok=True)


def beside_demo(settings: Settings) -> Settings:
    """The settings of the demo that runs in this folder, where the environment names no Slack."""
    if settings.slack_bot_token or not NOTE.is_file():
        return settings
    note = json.loads(NOTE.read_text(encoding="utf-8"))
    return replace(settings, **note)
