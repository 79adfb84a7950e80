"""Two texts that say nearly the same, and two that do not."""

import pytest

from domain.likeness import are_alike


@pytest.mark.parametrize(
    "one,other",
    [
        ("finance director leaving", "Finance director leaves"),
        ("budget for 2027 is cut", "Budget for 2027 is cut!"),
        ("Become their innovation partner", "become innovation partner"),
        ("leaving finance director", "finance director leaving"),
        ("Finanzdirektor geht", "Finanzdirektor geht."),
        ("Products sold", "products sold"),
    ],
)
def test_nearly_the_same_words_are_one_thing(one: str, other: str) -> None:
    assert are_alike(one, other)


@pytest.mark.parametrize(
    "one,other",
    [
        ("budget approved", "budget not approved"),
        ("sell 5 machines", "sell 6 machines"),
        ("finance director leaving", "plant manager leaving"),
        ("Werkleiter sagt zu", "Werkleiter sagt nicht zu"),
        ("revenue", "revenue"),
        ("visit the plant in Ulm", "call the plant in Bonn"),
    ],
)
def test_other_words_other_numbers_and_a_denial_are_another(one: str, other: str) -> None:
    assert not are_alike(one, other)
