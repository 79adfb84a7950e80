"""What errors say: each sentence speaks of what its error knows, and is safe to show."""

from datetime import date
from decimal import Decimal
from string import Formatter

import pytest

from domain.account import NameTaken
from domain.amount import Amount
from domain.errors import KamError
from domain.language import Language
from domain.measure import NothingToReach
from domain.milestone import DayTaken
from handlers.errors import ERROR_MESSAGES, sentence
from language.speech import speech

SENTENCES = {error: says for error, says in ERROR_MESSAGES.items() if isinstance(says, str)}


@pytest.mark.parametrize("error", SENTENCES, ids=lambda error: error.__name__)
def test_a_sentence_names_only_what_its_error_knows(error: type[KamError]) -> None:
    spoken = {name for _text, name, _spec, _kind in Formatter().parse(SENTENCES[error]) if name}

    assert spoken <= getattr(error, "__dataclass_fields__", {}).keys()


def test_days_are_said_in_the_language_of_the_reader() -> None:
    taken = DayTaken(date(2026, 10, 31), "M3")

    assert "Sat 31 Oct 2026" in sentence(speech(Language.ENGLISH), taken)
    assert "Sa., 31. Okt. 2026" in sentence(speech(Language.GERMAN), taken)


@pytest.mark.parametrize(
    "error", [NameTaken("<!channel>"), NothingToReach(Amount(Decimal(2), "<!channel>"))]
)
def test_what_people_wrote_is_safe_to_show(error: KamError) -> None:
    assert "&lt;!channel&gt;" in sentence(speech(Language.ENGLISH), error)


def test_an_unknown_error_is_not_blamed_on_the_reader() -> None:
    assert "not your fault" in sentence(speech(Language.ENGLISH), KamError())
