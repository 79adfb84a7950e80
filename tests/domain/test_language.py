import pytest

from domain.language import Language, language_of


@pytest.mark.parametrize(
    "locale,language",
    [
        ("de-DE", Language.GERMAN),
        ("de-AT", Language.GERMAN),
        ("DE", Language.GERMAN),
        ("en-GB", Language.ENGLISH),
    ],
)
def test_a_locale_names_a_language_wherever_it_is_spoken(locale: str, language: Language) -> None:
    assert language_of(locale) is language


@pytest.mark.parametrize("locale", ["fr-FR", "", None, "nonsense", "-"])
def test_a_language_we_do_not_speak_gives_the_default(locale: str | None) -> None:
    assert language_of(locale) is Language.ENGLISH
