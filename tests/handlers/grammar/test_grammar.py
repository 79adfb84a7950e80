from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.errors import KamError
from domain.language import Language
from domain.light import Colour
from handlers.accounts import commands as accounts
from handlers.accounts import succession
from handlers.grammar.table import (
    SENTENCE_LIMIT,
    TABLE,
    CommandCall,
    Misunderstood,
    SentenceTooLong,
    cut,
    nearest,
    understand,
)
from handlers.lights import commands as lights
from language.sentences.asking_back import AskedBack, Doubt
from language.sentences.tokens import CLOSING
from services import lights as use_cases

TODAY = date(2026, 4, 28)
EN = Language.ENGLISH
PAIRS = [(opening, closers[0]) for opening, closers in CLOSING.items()]
WORDS = sorted({name for command in TABLE for name in command.names})
VOCABULARY = [
    *WORDS,
    *("red", "rot", "amber", "green", "L1", "L99", "G2", "clear", "blocks", "decide by", "by"),
    *("rename", "owner", "archive", "restore", '"', "„", "“", "'", "<@U1|anna>", "<#C1|acme>"),
    *("tomorrow", "2027-10-15", "31.02.", "x", "…", "\n", "\u200f", "<!channel>", "&lt;", "why"),
]


def read(sentence: str, language: Language = EN) -> CommandCall:
    return understand(cut(sentence), language, TODAY)


def values(sentence: str) -> dict[str, Any]:
    return read(sentence).values


# --------------------------------------------------------------------------- whatever is typed


@given(st.text(), st.sampled_from(Language))
@example("light red decide by \udce4", EN)
def test_no_text_raises_anything_but_what_can_be_told(text: str, language: Language) -> None:
    with suppress(KamError):
        assert callable(read(text, language).run)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=12), st.sampled_from(Language))
def test_no_sentence_of_our_own_words_does_either(words: list[str], language: Language) -> None:
    with suppress(Misunderstood, AskedBack):
        assert callable(read(" ".join(words), language).run)


PLAIN = st.text(
    st.characters(
        blacklist_characters="<&\x00" + "".join(CLOSING) + "".join(CLOSING.values()),
        blacklist_categories=["Cs", "Cf", "Cc", "Z"],
    ),
    min_size=1,
)


@given(st.lists(PLAIN, min_size=1, max_size=6), st.sampled_from(PAIRS))
def test_a_text_in_any_kind_of_quotes_reaches_the_command_unchanged(
    words: list[str], pair: tuple[str, str]
) -> None:
    text = " ".join(words)
    opening, closing = pair

    assert values(f"light red {opening}{text}{closing}") == {"colour": Colour.RED, "text": text}


@given(st.lists(PLAIN, min_size=1, max_size=6))
def test_a_text_without_quotes_reaches_it_too_up_to_the_options(words: list[str]) -> None:
    text = " ".join(words)
    found = values(f"light red {text} blocks G2")

    assert (found["text"], found["blocks"]) == (text, 2)


def test_a_sentence_beyond_the_limit_is_not_even_cut() -> None:
    with pytest.raises(SentenceTooLong) as refused:
        cut("x" * (SENTENCE_LIMIT + 1))
    assert refused.value.length == SENTENCE_LIMIT + 1
    assert cut("x" * SENTENCE_LIMIT).tokens


# ------------------------------------------------------------------------------------- forms


@pytest.mark.parametrize(
    "sentence, run",
    [
        ("", accounts.glance),
        ("account", accounts.glance),
        ("account Acme GmbH", accounts.set_up),
        ("account rename Acme AG", accounts.rename),
        ("account owner <@U1|anna>", succession.hand_over),
        ("account archive", accounts.archive),
        ('account "archive Ltd"', accounts.set_up),
        ("light", lights.open_form),
        ("light red", lights.open_form),
        ("light red alert", lights.log),
        ("light L3", lights.past),
        ("light l3 GREEN", lights.change(use_cases.turn)),
        ("light L3 clear", lights.change(use_cases.clear)),
        ("lights", lights.board),
        ("lights red", lights.board),
        ("LIGHT RED alert", lights.log),
        ("ampel grün Erfolg", lights.log),
    ],
)
def test_the_form_follows_from_what_stands_in_the_sentence(sentence: str, run: object) -> None:
    assert read(sentence).run == run


@pytest.mark.parametrize(
    "sentence",
    [
        'light amber "budget wobbles" decide by tomorrow',
        "light amber budget wobbles decide by tomorrow",
        "light amber budget wobbles decided by tomorrow",
        "ampel gelb „budget wobbles“ entscheiden bis morgen",
    ],
)
def test_options_stand_behind_the_text(sentence: str) -> None:
    found = values(sentence)

    assert (found["colour"], found["text"]) == (Colour.AMBER, "budget wobbles")
    assert found["decide_by"] == date(2026, 4, 29)


def test_options_come_in_any_order() -> None:
    one = values('light red "x" blocks G2 decide by tomorrow')
    other = values('light red "x" decide by tomorrow blocks G2')

    assert one == other


def test_an_option_twice_is_not_understood() -> None:
    with pytest.raises(AskedBack) as asked:
        read('light red "x" blocks G2 blocks G3')
    assert asked.value.doubt is Doubt.TWICE
    assert asked.value.ways == ('light red "x" blocks G2', 'light red "x" blocks G3')


def test_a_reason_needs_no_quotes() -> None:
    assert values("light L3 clear it is over")["why"] == "it is over"
    assert values('light L3 green "it is over"')["why"] == "it is over"


@pytest.mark.parametrize(
    "sentence, word",
    [
        ("light purple x", "purple"),
        ("light L3 purple", "purple"),
        ("lights purple", "purple"),
        ("undo everything", "everything"),
    ],
)
def test_the_first_word_that_fits_nowhere_is_named(sentence: str, word: str) -> None:
    with pytest.raises(Misunderstood) as asked:
        read(sentence)
    assert asked.value.word == word


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("ligt", "light"),
        ("lihgts", "lights"),
        ("acount", "account"),
        ("amp", "light"),
        ("hlep", "help"),
        ("red", "light"),
        ("grün", "light"),
    ],
)
def test_the_nearest_command_is_found(typed: str, meant: str) -> None:
    found = nearest(typed)

    assert found is not None
    assert found.word == meant


def test_what_is_near_to_nothing_has_no_nearest() -> None:
    assert nearest("xyzzy") is None
    assert nearest("budget") is None
    assert nearest("") is None


# ----------------------------------------------------------------------------------- channels


@pytest.mark.parametrize(
    "sentence",
    [
        "light <#C1|acme> red x",
        "light red x <#C1|acme>",
        "<#C1|acme> light red x",
        "<#C1> light red x",
    ],
)
def test_a_channel_that_is_named_is_taken_out_of_the_sentence(sentence: str) -> None:
    found = cut(sentence)

    assert found.channel_id == "C1"
    assert understand(found, EN, TODAY).values == {"colour": Colour.RED, "text": "x"}


def test_a_channel_in_the_midst_of_a_text_is_part_of_it() -> None:
    found = cut("light red see <#C1|acme> for more")

    assert found.channel_id is None
    assert understand(found, EN, TODAY).values["text"] == "see #acme for more"


# --------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize("meant", ["2020-01-01", "31.02.2027", "may 32"])
def test_what_is_meant_as_a_date_and_is_none_is_not_taken_for_text(meant: str) -> None:
    with pytest.raises(Misunderstood) as asked:
        read(f"light amber budget wobbles decide by {meant}")
    assert asked.value.cause is not None


def test_a_date_that_can_be_two_days_is_asked_back_with_both() -> None:
    with pytest.raises(AskedBack) as asked:
        read("light amber budget wobbles decide by 03/04/2027")
    assert asked.value.doubt is Doubt.WHICH_DAY
    assert asked.value.ways == (
        "light amber budget wobbles decide by 2027-03-04",
        "light amber budget wobbles decide by 2027-04-03",
    )


@pytest.mark.parametrize("text", ["they decide by committee", "decide by", "decide by us"])
def test_what_is_not_meant_as_a_date_is_text(text: str) -> None:
    assert values(f"light amber {text}")["text"] == text
