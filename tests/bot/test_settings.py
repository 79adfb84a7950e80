from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import SLACK_API, Settings, WrongSettings, from_environment
from domain.language import Language
from tests.catalogs.code import ROOT

NAMES = [each.name.upper() for each in fields(Settings)]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An environment that says nothing, in a folder without a `.env`."""
    monkeypatch.chdir(tmp_path_factory.mktemp("nowhere"))
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_a_word_the_bot_keeps_its_own_database_and_speaks_english() -> None:
    settings = from_environment()

    assert (settings.database_url, settings.is_embedded) == ("sqlite:///kam.db", True)
    assert (settings.slack_api_url, settings.port) == (SLACK_API, 3000)
    assert (settings.kam_language, settings.kam_log) == (Language.ENGLISH, "INFO")


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")

    assert from_environment() == Settings()


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAM_LANGUAGE", "de")
    monkeypatch.setenv("KAM_LOG", "debug")
    monkeypatch.setenv("DATABASE_URL", "postgresql://kam:secret@db/kam")
    settings = from_environment()

    assert (settings.kam_language, settings.kam_log) == (Language.GERMAN, "DEBUG")
    assert not settings.is_embedded


@pytest.mark.parametrize(
    "name, value, reason",
    [
        ("KAM_LANGUAGE", "tlh", "not one of en, de"),
        ("KAM_LOG", "loud", "not one of DEBUG, INFO, WARNING, ERROR"),
        ("KAM_TIMEZONE", "Mars/Base", "not a time zone, such as Europe/Berlin"),
        ("PORT", "three thousand", "not a whole number from 0 to 65535"),
        ("KAM_WATCH_PORT", "65536", "not a whole number from 0 to 65535"),
        ("KAM_WORKERS", "0", "not a whole number from 1 to 64"),
        ("KAM_KEEP_HISTORY", "-400", "not a whole number of at least 365"),
        (
            "DATABASE_URL",
            "not an address",
            "not the address of a database, such as sqlite:///kam.db",
        ),
    ],
)
def test_a_value_that_cannot_be_right_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(WrongSettings) as refused:
        from_environment()

    assert refused.value.reasons == {name: reason}


def test_a_number_is_read_as_before_with_a_sign_a_grouping_or_spaces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KAM_KEEP_HISTORY", "1_095")
    monkeypatch.setenv("KAM_PACE", "+20")
    monkeypatch.setenv("PORT", " 3100 ")
    settings = from_environment()

    assert (settings.kam_keep_history, settings.kam_pace, settings.port) == (1095, 20, 3100)


def test_a_number_too_long_to_be_read_is_refused_in_the_words_of_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KAM_PACE", "9" * 5_000)

    with pytest.raises(WrongSettings) as refused:
        from_environment()

    assert refused.value.reasons == {"KAM_PACE": "not a whole number of at least 0"}


def test_a_file_is_read_and_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(
        "export PORT=3100  # a comment\nkam_language='de'\nKAM_PACE=5\nKAM_LOG=\nOTHER=1\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("kam_workers", "3")
    monkeypatch.setenv("KAM_PACE", "7")
    settings = from_environment()

    assert (settings.port, settings.kam_language, settings.kam_log) == (3100, "de", "INFO")
    assert (settings.kam_workers, settings.kam_pace) == (3, 7)


def test_tokens_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "secret")

    assert "secret" not in repr(from_environment()).replace("slack_signing_secret", "")


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_tells_of_every_setting(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "README.md").read_text(encoding="utf-8")
