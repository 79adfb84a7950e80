"""The settings in the environment, read once."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from domain.account import UnknownTimeZone, time_zone
from domain.language import Language

SLACK_API = "https://slack.com/api/"
FILE = Path(".env")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LAST_PORT = 65_535

Value = TypeVar("Value")


def _database(url: str) -> str:
    try:
        make_url(url).get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise ValueError("not the address of a database, such as sqlite:///kam.db") from error
    return url


def _zone(name: str) -> str:
    try:
        return time_zone(name)
    except UnknownTimeZone as error:
        raise ValueError("not a time zone, such as Europe/Berlin") from error


def _level(name: str) -> str:
    return _known(name.upper(), LEVELS)


def _language(code: str) -> Language:
    return Language(_known(code, tuple(Language)))


def _known(word: str, words: Sequence[str]) -> str:
    if word not in words:
        raise ValueError(f"not one of {', '.join(words)}")
    return word


def _number(least: int, most: int | None = None) -> Callable[[str], int]:
    limits = f"of at least {least}" if most is None else f"from {least} to {most}"

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise ValueError(f"not a whole number {limits}")
        return number

    return read


def _read(by: Callable[[str], Value], default: Value) -> Value:
    """A setting that is checked; `by` raises ValueError with what is wrong with it."""
    return field(default=default, metadata={"read": by})


def _secret() -> str:
    """A setting that does not show when it is printed."""
    return field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """All of them; see the table in the README."""

    slack_bot_token: str = _secret()
    slack_app_token: str = _secret()
    slack_signing_secret: str = _secret()
    slack_signing_secret_before: str = _secret()
    slack_api_url: str = SLACK_API
    database_url: str = _read(_database, "sqlite:///kam.db")
    port: int = _read(_number(0, LAST_PORT), 3000)
    kam_watch_host: str = "127.0.0.1"
    kam_watch_port: int | None = _read(_number(0, LAST_PORT), None)
    kam_language: Language = _read(_language, Language.ENGLISH)  # noqa: RUF009 - a field
    kam_timezone: str = _read(_zone, "Europe/Berlin")
    kam_log: str = _read(_level, "INFO")
    kam_workers: int = _read(_number(1, 64), 8)
    kam_pace: int = _read(_number(0), 60)
    kam_keep_messages: int = _read(_number(30), 180)
    kam_keep_deliveries: int = _read(_number(3), 3)
    kam_keep_admin_changes: int = _read(_number(30), 1_095)
    kam_keep_history: int = _read(_number(365), 1_095)

    @property
    def watch_port(self) -> int:
        """Where health and figures are: unless it is set, beside the port for Slack."""
        beside = min(self.port + 1, LAST_PORT) if self.port else 0
        return beside if self.kam_watch_port is None else self.kam_watch_port

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a SQLite file of our own, which we migrate ourselves."""
        return self.database_url.startswith("sqlite")


@dataclass(frozen=True)
class WrongSettings(Exception):
    """Values that cannot be right: the name of each variable, and what is wrong with it."""

    reasons: Mapping[str, str]


def from_environment() -> Settings:
    """The settings in `.env` and, before those, in the environment; raises WrongSettings.

    What is set to nothing is not set.
    """
    given = {
        name.lower(): text
        for source in (_in_file(), os.environ)
        for name, text in source.items()
        if text
    }
    values, reasons = dict[str, Any](), dict[str, str]()
    for each in fields(Settings):
        if each.name in given:
            try:
                values[each.name] = each.metadata.get("read", str)(given[each.name])
            except ValueError as error:
                reasons[each.name.upper()] = str(error)
    if reasons:
        raise WrongSettings(reasons)
    return Settings(**values)


def _in_file() -> Mapping[str, str | None]:
    if not FILE.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - nobody else needs it

    return dotenv_values(FILE, encoding="utf-8")
