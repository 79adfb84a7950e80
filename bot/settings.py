"""What the environment says, read once (design, section 8)."""

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.language import Language

SLACK_API = "https://slack.com/api/"


class Settings(BaseSettings):
    """The environment; see the table in the README."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = SLACK_API
    database_url: str = "sqlite:///kam.db"
    port: int = 3000
    kam_language: Language = Language.ENGLISH
    kam_timezone: str = "Europe/Berlin"
    kam_log: str = "INFO"

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a SQLite file of our own, which we migrate ourselves."""
        return self.database_url.startswith("sqlite")
