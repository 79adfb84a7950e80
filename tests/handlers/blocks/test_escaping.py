import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.text import shorten
from handlers.blocks.escaping import brief, escape, inert
from language.sentences.slack_writing import entered, plain

MARKUP = re.compile(r"<|>|&(?!(?:amp|lt|gt);)")
TYPED = st.text(st.characters(blacklist_categories=["Cs"]))
SIGNS = re.compile(r"([*_~`])\1*")
NASTY = st.text("<>&;*_~`|!@#amplt \u200f\u202eשx🏆")


def shown(escaped: str) -> str:
    """What a reader sees: entities as characters, without what has no width."""
    visible = re.sub("[\u200b\u2066-\u2069]", "", escaped)
    return visible.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(TYPED | NASTY)
def test_what_is_escaped_can_mention_link_and_format_nothing(text: str) -> None:
    escaped = escape(text)

    assert MARKUP.search(escaped) is None
    assert not [sign for sign in SIGNS.finditer(escaped) if opens_or_closes(sign)]


def opens_or_closes(sign: re.Match[str]) -> bool:
    """Whether Slack could take a sign for the beginning or the end of something bold or thin."""
    before, after = sign.string[: sign.start()][-1:], sign.string[sign.end() :][:1]
    if sign[0][0] == "`":
        return before != "\u200b" or after != "\u200b"
    begins = not before.isalnum() and not after.isspace() and after != "\u200b"
    ends = not after.isalnum() and not before.isspace() and before != "\u200b"
    return begins or ends


@pytest.mark.parametrize(
    "text",
    [
        "a_b@acme.com",
        "https://acme.com/a_b/c_d",
        ":white_check_mark:",
        "AB_12 and X~3",
        "2 * 3 = 6",
        "snake_case_word",
        "@anna",
        "1*2*3",
    ],
)
def test_words_that_format_nothing_are_copied_as_they_were_typed(text: str) -> None:
    assert escape(text) == text


@given(TYPED | NASTY)
def test_what_is_escaped_reads_as_it_was(text: str) -> None:
    unseen = "[\u200b\u2066-\u2069]"

    assert shown(escape(text)) == re.sub(unseen, "", text)


@given(TYPED)
def test_escaping_is_undone_by_slack_and_by_us(text: str) -> None:
    sent = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert plain(sent) == re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("<@U1|anna> left", "@anna left"),
        ("<@U1> left", "@U1 left"),
        ("<@U1|> left", "@U1 left"),
        ("<#C1|acme> is busy", "#acme is busy"),
        ("<!channel>", "@channel"),
        ("<!date^1392734382^{date}|Feb 18>", "Feb 18"),
        ("<!subteam^S12|@sales> left", "@sales left"),
        ("<!subteam^S12> left", "@group left"),
        ("<https://a.example|the site>", "the site"),
        ("<https://a.example>", "https://a.example"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("a < b > c", "a < b > c"),
        ("\u202egpj.exe\u202c", "gpj.exe"),
    ],
)
def test_what_slack_sends_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert plain(typed) == meant


def test_in_a_modal_nothing_is_markup() -> None:
    assert entered("<b> <!channel> &lt;i&gt; R&amp;D") == "<b> <!channel> <i> R&D"


@given(TYPED | NASTY)
def test_the_text_of_a_message_can_mention_nobody_either(text: str) -> None:
    for each in (inert(text), inert(escape(text))):
        assert "<" not in each
        assert ">" not in each


def test_what_is_escaped_already_is_not_escaped_twice() -> None:
    assert inert(escape("R&D <now>")) == "R&amp;D &lt;now&gt;"


@given(TYPED, st.integers(1, 80))
def test_a_shortened_text_is_never_too_long(text: str, limit: int) -> None:
    short = shorten(text, limit)

    assert len(short) <= limit
    assert short == text or short.endswith("…")
    assert text.startswith(short.removesuffix("…")) or short == text


def test_a_text_is_cut_at_a_word_if_one_ends_nearby() -> None:
    assert shorten("finance director leaving", 20) == "finance director…"
    assert shorten("ab " + "x" * 100, 60) == "ab " + "x" * 56 + "…"


@given(TYPED | NASTY, st.integers(20, 200))
def test_a_brief_text_is_escaped_and_never_too_long(text: str, limit: int) -> None:
    short = brief(text, limit)

    assert len(short) <= limit
    assert MARKUP.search(short) is None


@pytest.mark.parametrize("filler", ["&", "*", "<", "ש", "x"])
def test_a_brief_text_uses_the_room_it_has(filler: str) -> None:
    assert len(brief(filler * 500, 220)) > 180
