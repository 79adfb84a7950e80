"""The languages the product speaks."""

from enum import StrEnum


class Language(StrEnum):
    """A language with a full catalog; the values are ISO 639-1 codes."""

    ENGLISH = "en"
    GERMAN = "de"


def language_of(locale: str | None) -> Language:
    """The language for a Slack locale such as `de-DE`; English for one we do not speak."""
    code = (locale or "").split("-")[0].lower()
    return next((spoken for spoken in Language if spoken == code), Language.ENGLISH)
