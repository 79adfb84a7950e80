from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sentences.tokens import CLOSING, TokenKind, tokens

PAIRS = [(opening, closing) for opening, closers in CLOSING.items() for closing in closers]
QUOTES = "".join(CLOSING) + "".join(CLOSING.values())
UNQUOTED = st.text(st.characters(blacklist_characters=QUOTES + "<", blacklist_categories=["Cs"]))
WORD, QUOTED = TokenKind.WORD, TokenKind.QUOTED


def cut(sentence: str) -> list[tuple[TokenKind, str]]:
    return [(token.kind, token.text) for token in tokens(sentence)]


def test_a_sentence_is_cut_at_its_spaces() -> None:
    assert cut("  light\tred\n now ") == [(WORD, "light"), (WORD, "red"), (WORD, "now")]


@given(UNQUOTED, st.sampled_from(PAIRS))
def test_a_text_in_any_kind_of_quotes_comes_back_unchanged(
    text: str, pair: tuple[str, str]
) -> None:
    opening, closing = pair

    (token,) = tokens(f"{opening}{text}{closing}")

    assert (token.kind, token.text) == (QUOTED, text.strip())


@given(UNQUOTED, UNQUOTED, st.sampled_from(PAIRS))
def test_quotes_keep_apart_what_is_in_them_from_what_is_not(
    text: str, after: str, pair: tuple[str, str]
) -> None:
    opening, closing = pair

    found = tokens(f"light {opening}{text}{closing} {after}")

    assert [token.text for token in found[:2]] == ["light", text.strip()]
    assert [token.text for token in found[2:]] == after.split()


@given(st.text())
def test_whatever_is_typed_is_cut_and_no_word_gets_lost(sentence: str) -> None:
    found = tokens(sentence)

    places = [(token.start, token.end) for token in found]
    assert places == sorted(places)
    assert all(start < end for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))
    left = "".join(sentence[a:b] for a, b in _between(places, len(sentence)))
    assert [word for word in left.split() if word.strip(QUOTES)] == []


def _between(places: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for place in places for edge in place), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


@pytest.mark.parametrize("word", ["CFO's", "don’t", "rock'n'roll", "l’état", '5"', "it's"])
def test_an_apostrophe_within_a_word_opens_nothing(word: str) -> None:
    assert [token.text for token in tokens(f"red {word} out")] == ["red", word.rstrip('"'), "out"]


def test_a_quote_within_quotes_of_another_kind_stays() -> None:
    assert cut("“the ‘big’ one”") == [(QUOTED, "the ‘big’ one")]
    assert cut('"CFO\'s exit"') == [(QUOTED, "CFO's exit")]


def test_a_closing_quote_before_a_letter_closes_nothing() -> None:
    assert cut('"5"x" y') == [(QUOTED, '5"x'), (WORD, "y")]


@pytest.mark.parametrize("mark", [".", ",", ";", ":", "!", "?", ")"])
def test_a_quote_may_close_before_a_mark(mark: str) -> None:
    assert tokens(f'"done"{mark} next')[0].text == "done"


@pytest.mark.parametrize(
    "typed, kind, id_",
    [
        ("<@U123|anna>", TokenKind.PERSON, "U123"),
        ("<@W123>", TokenKind.PERSON, "W123"),
        ("<#C123|acme-team>", TokenKind.CHANNEL, "C123"),
        ("<#C123|>", TokenKind.CHANNEL, "C123"),
    ],
)
def test_mentions_are_tokens_of_their_own(typed: str, kind: TokenKind, id_: str) -> None:
    assert cut(f"owner {typed}now") == [(WORD, "owner"), (kind, id_), (WORD, "now")]


@pytest.mark.parametrize("typed", ["<!channel>", "<@u1>", "<@>", "<#>", "<https://x.example>", "<"])
def test_what_only_looks_like_a_mention_is_a_word(typed: str) -> None:
    assert cut(typed) == [(WORD, typed)]


def test_words_are_compared_whatever_their_case() -> None:
    assert [token.folded for token in tokens("LIGHT Straße GRÜN")] == ["light", "strasse", "grün"]
