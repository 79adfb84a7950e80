import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.blocks.difference import SHOWN, difference


@pytest.mark.parametrize(
    "before,after,shown",
    [
        (
            "become their partner",
            "become their innovation partner",
            "become their *innovation* partner",
        ),
        ("become their best partner", "become their partner", "become their ~best~ partner"),
        ("be a partner", "be the first choice", "be ~a partner~ *the first choice*"),
        ("", "we bring ideas", "*we bring ideas*"),
        ("we bring ideas", "", "~we bring ideas~"),
        ("old", "new", "~old~ *new*"),
    ],
)
def test_words_that_went_are_struck_and_words_that_came_are_bold(
    before: str, after: str, shown: str
) -> None:
    assert difference(before, after) == shown


def test_what_stays_far_from_a_change_is_left_out() -> None:
    words = [f"w{n}" for n in range(60)]
    changed = [*words[:30], "new", *words[30:]]
    shown = difference(" ".join(words), " ".join(changed))
    assert shown == ("… w22 w23 w24 w25 w26 w27 w28 w29 *new* w30 w31 w32 w33 w34 w35 w36 w37 …")


def test_what_people_wrote_cannot_format_or_mention() -> None:
    shown = difference("<!channel> *a*", "<!channel> *b*")
    assert "<!" not in shown
    assert shown.count("\N{ZERO WIDTH SPACE}*\N{ZERO WIDTH SPACE}") == 4


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text("ab&*~ ", max_size=2_000), st.text("ab&*~ ", max_size=2_000))
def test_any_difference_fits_a_section(before: str, after: str) -> None:
    assert len(difference(before, after)) <= SHOWN + 10
