"""The catalogs: sorted, without places, dates or leftovers, so that a diff shows words only."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from domain.language import Language
from language.speech import DOMAIN, LOCALES
from tests.catalogs.code import Sentence

TRANSLATED = [language for language in Language if language is not Language.ENGLISH]

HEADER = """\
# `python -m tests.catalogs --update` keeps this in step with the sentences in handlers/.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


def path_of(language: Language) -> Path:
    """Where the catalog of a language is kept."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(text: str, language: Language) -> Catalog:
    """A catalog from its text."""
    return read_po(BytesIO(text.encode()), locale=language.value)


def written(catalog: Catalog) -> str:
    """The text of a catalog."""
    made = BytesIO()
    write_po(made, catalog, width=0, omit_header=True, sort_output=True, ignore_obsolete=True)
    header = HEADER.format(language=catalog.locale, plural_forms=catalog.plural_forms)
    return header + made.getvalue().decode().strip() + "\n"


def updated(old: Catalog, sentences: Iterable[Sentence]) -> Catalog:
    """The sentences of the code, with the translations that there are."""
    new = Catalog(locale=old.locale)
    for sentence in sentences:
        known = old.get(sentence.forms[0])
        is_plural = len(sentence.forms) > 1
        kept = known if known is not None and known.pluralizable == is_plural else None
        new.add(
            sentence.forms if is_plural else sentence.forms[0],
            kept.string if kept else None,
            flags=kept.flags - {"python-brace-format"} if kept else (),
            user_comments=kept.user_comments if kept else (),
        )
    return new


def translations(message: Message) -> tuple[str, ...]:
    """What a message says in the other language, every form of it."""
    said = message.string
    return tuple(said) if isinstance(said, list | tuple) else (said or "",)


def originals(message: Message) -> tuple[str, ...]:
    """What a message says in English, both forms of a plural."""
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)
