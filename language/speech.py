"""How the product speaks: gettext catalogs, numbers of things, dates.

A `Speech` is called `_` where it is used, so that Babel finds the sentences: `_("Saved {ref}.",
ref=light.ref)`. English stands in the code, other languages in `locales/`.
"""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, get_day_names
from babel.lists import format_list
from babel.support import NullTranslations, Translations

from domain.language import Language

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "kam"
DAY = {Language.ENGLISH: "EEE d MMM yyyy", Language.GERMAN: "EEE, d. MMM yyyy"}
SHORT_DAY = {Language.ENGLISH: "d MMM", Language.GERMAN: "d. MMM"}
NEAR_DAY = {Language.ENGLISH: "EEE d MMM", Language.GERMAN: "EEE, d. MMM"}
REGION = {Language.ENGLISH: "en_GB", Language.GERMAN: "de_DE"}


class Speech:
    """One language. Facts are put into a sentence by name."""

    def __init__(self, language: Language) -> None:
        """`language` of everything said."""
        self.language = language
        self._catalog = catalog(language)

    def __call__(self, sentence: str, /, **facts: Any) -> str:  # noqa: ANN401 - whatever formats
        """The sentence in this language, with its facts."""
        return str(self._catalog.gettext(sentence)).format_map(facts)

    def plural(self, one: str, many: str, n: int, /, **facts: Any) -> str:  # noqa: ANN401 - as above
        """The sentence for `n` things; `{n}` is the number."""
        return str(self._catalog.ngettext(one, many, n)).format_map({"n": n, **facts})

    def day(self, day: date) -> str:
        """A date with its weekday: Fri 15 Oct 2027, Fr., 15. Okt. 2027."""
        return format_date(day, DAY[self.language], locale=REGION[self.language])

    def short_day(self, day: date) -> str:
        """A date without its year: 15 Oct, 15. Okt."""
        return format_date(day, SHORT_DAY[self.language], locale=REGION[self.language])

    def weekday(self, number: int) -> str:
        """The name of a day of the week; 0 is Monday."""
        return str(get_day_names("wide", "stand-alone", REGION[self.language])[number])

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code; of a region the code beside it."""
        country, dash, _region = code.partition("-")
        name = str(Locale(self.language).territories.get(country, country))
        return f"{name} ({code})" if dash else name

    def near_day(self, day: date) -> str:
        """A date that is near enough to have no year: Fri 15 Oct, Fr., 15. Okt."""
        return format_date(day, NEAR_DAY[self.language], locale=REGION[self.language])

    def moment(self, at: datetime) -> str:
        """Date and time of an instant that is already in the reader's time zone."""
        pattern = f"{SHORT_DAY[self.language]} HH:mm"
        return format_datetime(at, pattern, locale=REGION[self.language])

    def listing(self, items: list[str]) -> str:
        """`a, b and c`."""
        if len(items) < 2:  # noqa: PLR2004 - a list of two is the first with an "and"
            return "".join(items)
        return self("{first} and {last}", first=", ".join(items[:-1]), last=items[-1])

    def either(self, items: list[str]) -> str:
        """`a, b or c`: one of them is enough."""
        return format_list(items, style="or", locale=REGION[self.language])


@cache
def speech(language: Language) -> Speech:
    """The one speech of a language."""
    return Speech(language)


@cache
def catalog(language: Language) -> NullTranslations:
    """The compiled catalog; English is what stands in the code."""
    path = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - 1 MiB that English does not need
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled, domain=DOMAIN)


def mark(sentence: str) -> str:
    """A sentence of the catalog that is said later: marked here, so that Babel finds it."""
    return sentence
