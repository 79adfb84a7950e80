import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.text import (
    SENTENCE_LIMIT,
    STATEMENT_LIMIT,
    TextMissing,
    TextTooLong,
    sentence,
    shorten,
    statement,
    units,
)

quick = settings(max_examples=200, derandomize=True, deadline=None)
anything = st.text(st.characters() | st.sampled_from("\ud800\udfff\x00\n\u00a0 "), max_size=600)


def test_a_sentence_stands_on_one_line_with_single_spaces() -> None:
    assert sentence("  finance\n\tdirector \r\n leaving ") == "finance director leaving"


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " ",
        "\n\t ",
        "\u00a0\u2003",
        "\x00",
        " \x00 ",
        "\x1b\x07",
        "\u200b",
        "\u00ad\ufeff \u2060",
    ],
)
def test_a_sentence_of_which_nothing_can_be_seen_is_missing(nothing: str) -> None:
    with pytest.raises(TextMissing):
        sentence(nothing)


def test_five_hundred_characters_fit_and_one_more_does_not() -> None:
    assert len(sentence("x" * SENTENCE_LIMIT)) == 500
    with pytest.raises(TextTooLong) as refused:
        sentence("x" * 501)
    assert (refused.value.length, refused.value.limit) == (501, 500)


def test_only_what_is_kept_counts_against_the_limit() -> None:
    assert sentence("x" + " " * 600 + "y") == "x y"


def test_a_strategy_may_say_more() -> None:
    assert len(statement("x" * STATEMENT_LIMIT)) == 2_000
    with pytest.raises(TextTooLong):
        statement("x" * 2_001)


def test_a_statement_keeps_its_paragraphs_and_may_say_nothing() -> None:
    assert statement(" We bring\tideas. \r\n\n\x00They  test them.\n") == (
        "We bring ideas.\nThey test them."
    )
    assert statement(" \n ") == ""


@pytest.mark.parametrize(
    "text",
    ["<!channel> & <@U1>", "*bold* _it_ `code`", "اللون أحمر", "👩‍👩‍👧 is leaving", "„geht“"],
)
def test_what_people_mean_is_kept_as_they_wrote_it(text: str) -> None:
    assert sentence(text) == text


@pytest.mark.parametrize(
    "gone", ["\x00", "\ud800", "\x01", "\x1b", "\x7f", "\x9f", "\ufffe", "\uffff"]
)
def test_what_cannot_be_kept_is_dropped(gone: str) -> None:
    assert sentence(f"a{gone}b") == "ab"


@pytest.mark.parametrize("blank", ["\x0b", "\x0c", "\x1f", "\x85", "\u2028", "\u2029"])
def test_blanks_of_every_kind_part_words(blank: str) -> None:
    assert sentence(f"a{blank}b") == "a b"


@quick
@given(anything)
def test_a_sentence_is_never_blank_never_long_and_always_storable(text: str) -> None:
    try:
        kept = sentence(text)
    except (TextMissing, TextTooLong):
        return
    assert 0 < len(kept) <= SENTENCE_LIMIT
    assert kept == sentence(kept)
    assert "\n" not in kept
    assert "\x00" not in kept
    assert kept.encode().decode() == kept


@quick
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=490))
def test_no_word_of_a_sentence_is_lost(text: str) -> None:
    words = re.sub("[\ufffe\uffff]", "", text).split()
    assert sentence(f"so {text}").split() == ["so", *words]


@pytest.mark.parametrize("limit", [2, 3, 10, 11, 75])
def test_a_text_is_cut_by_what_slack_may_count(limit: int) -> None:
    for wanted in ("🚪" * 80, "a🚪" * 60, "word " * 40):
        cut = shorten(wanted, limit)

        assert units(cut) <= limit
        assert cut.endswith("…")
