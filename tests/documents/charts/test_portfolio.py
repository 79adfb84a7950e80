"""The picture of a portfolio says the same in colours, in letters and in words."""

import re
from collections.abc import Sequence
from datetime import date

import pytest

from documents.charts.goal_words import ALT_LIMIT
from documents.charts.marks import LIGHT_FILL
from documents.charts.png import render_png
from documents.charts.portfolio import ROWS, portfolio_alt, portfolio_chart
from domain.account import Account
from domain.language import Language
from domain.light import Colour
from domain.portfolio import mondays
from language.speech import speech
from services.portfolio import Past, Pasts
from tests.builders import account

EN, DE = speech(Language.ENGLISH), speech(Language.GERMAN)
RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN
WEEKS = mondays(date(2026, 4, 28))
STORY = [None, None, *[GREEN] * 5, *[AMBER] * 3, RED, RED]


def pasts(*rows: tuple[str, Sequence[Colour | None]], hidden: Sequence[Account] = ()) -> Pasts:
    return Pasts(WEEKS, [Past(account(name=name), lights) for name, lights in rows], hidden)


def letters(svg: str) -> list[str]:
    """The letters in the cells, in order."""
    return re.findall(r">(R|A|G|Ge|Gr|–)</text>", svg)


def test_every_week_has_its_colour_and_its_letter() -> None:
    svg = portfolio_chart(EN, pasts(("Acme", STORY)))

    assert letters(svg) == ["–", "–", *"GGGGGAAARR"]
    for colour, count in ((GREEN, 5), (AMBER, 3), (RED, 2)):
        assert len(re.findall(f'<rect[^>]*fill="{LIGHT_FILL[colour]}"', svg)) == count
    assert letters(portfolio_chart(DE, pasts(("Acme", STORY))))[2:] == [
        *["Gr"] * 5,
        *["Ge"] * 3,
        *"RR",
    ]


def test_the_alt_text_tells_each_turn_with_its_week() -> None:
    assert portfolio_alt(EN, pasts(("Acme", STORY), ("Globex", [RED] * 12))) == (
        "Portfolio, week by week. Acme: no light, green from 23 Feb, amber from 30 Mar, "
        "red from 20 Apr; Globex: red"
    )


def test_of_many_accounts_the_alt_text_tells_how_they_stand_now() -> None:
    found = pasts(*((f"Account {n}", STORY) for n in range(ROWS)))
    said = portfolio_alt(EN, found)
    assert len(said) <= ALT_LIMIT
    assert f"Account {ROWS - 1}: red" in said
    assert "from" not in said


def test_of_a_confidential_account_there_is_the_name_and_no_week() -> None:
    found = pasts(hidden=[account(name="Globex")])
    svg = portfolio_chart(EN, found)
    assert letters(svg) == []
    assert ">Globex</text>" in svg
    assert ">confidential</text>" in svg
    assert portfolio_alt(EN, found).endswith("Globex: confidential")


def test_what_does_not_fit_is_counted() -> None:
    rows = [(f"Account {n}", STORY) for n in range(ROWS + 5)]
    svg = portfolio_chart(EN, pasts(*rows, hidden=[account(name="Globex")]))
    assert len(letters(svg)) == ROWS * len(WEEKS)
    assert ">and 6 more</text>" in svg
    assert ">Globex</text>" not in svg


@pytest.mark.parametrize("name", ["<script>", "A & B", "שלום", "🔥" * 20, "W" * 80])
def test_whatever_an_account_is_called_it_becomes_a_picture(name: str) -> None:
    png = render_png(portfolio_chart(DE, pasts((name, STORY))))
    assert png.startswith(b"\x89PNG")
