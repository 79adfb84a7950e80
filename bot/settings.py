"""The settings in the environment, read once."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from domain.account import UnknownTimeZone, time_zone
from domain.language import Language

SLACK_API = "https://slack.com/api/"


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


Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)]


class Settings(BaseSettings):
    """The environment; see the table in the README. What is set to nothing is not set."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_signing_secret_before: SecretStr = SecretStr("")
    slack_api_url: str = SLACK_API
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///kam.db"
    port: Annotated[int, Field(ge=0, le=65_535)] = 3000
    kam_watch_host: str = "127.0.0.1"
    kam_watch_port: Annotated[int, Field(ge=0, le=65_535)] | None = None
    kam_language: Language = Language.ENGLISH
    kam_timezone: Annotated[str, AfterValidator(_zone)] = "Europe/Berlin"
    kam_log: Level = "INFO"
    kam_workers: Annotated[int, Field(ge=1, le=64)] = 8
    kam_pace: Annotated[int, Field(ge=0)] = 60
    kam_keep_messages: Annotated[int, Field(ge=30)] = 180
    kam_keep_deliveries: Annotated[int, Field(ge=3)] = 3
    kam_keep_admin_changes: Annotated[int, Field(ge=30)] = 1_095
    kam_keep_history: Annotated[int, Field(ge=365)] = 1_095

    @property
    def watch_port(self) -> int:
        """Where health and figures are: unless it is set, beside the port for Slack."""
        beside = min(self.port + 1, 65_535) if self.port else 0
        return beside if self.kam_watch_port is None else self.kam_watch_port

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a SQLite file of our own, which we migrate ourselves."""
        return self.database_url.startswith("sqlite")
