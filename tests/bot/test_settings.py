import pytest
from pydantic import ValidationError

from bot.settings import SLACK_API, Settings
from domain.language import Language
from tests.catalogs.code import ROOT

NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An environment that says nothing, in a folder without a `.env`."""
    monkeypatch.chdir(tmp_path_factory.mktemp("nowhere"))
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_a_word_the_bot_keeps_its_own_database_and_speaks_english() -> None:
    settings = Settings()

    assert (settings.database_url, settings.is_embedded) == ("sqlite:///kam.db", True)
    assert (settings.slack_api_url, settings.port) == (SLACK_API, 3000)
    assert (settings.kam_language, settings.kam_log) == (Language.ENGLISH, "INFO")


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")

    assert Settings() == Settings.model_construct()


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_LANGUAGE", "de")
    monkeypatch.setenv("KAM_LOG", "debug")
    monkeypatch.setenv("DATABASE_URL", "postgresql://kam:secret@db/kam")
    settings = Settings()

    assert (settings.kam_language, settings.kam_log) == (Language.GERMAN, "DEBUG")
    assert not settings.is_embedded


@pytest.mark.parametrize(
    "name, value",
    [
        ("KAM_LANGUAGE", "tlh"),
        ("KAM_LOG", "loud"),
        ("KAM_TIMEZONE", "Mars/Base"),
        ("PORT", "three thousand"),
        ("DATABASE_URL", "not an address"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_tokens_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret")

    assert "secret" not in repr(Settings()).replace("slack_signing_secret", "")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_readme_tells_of_every_setting(name: str) -> None:
    assert f"| `{name.upper()}` |" in (ROOT / "README.md").read_text(encoding="utf-8")
