import pytest

from domain.language import Language
from tests.builders import person


def test_a_full_active_human_member_is_a_colleague() -> None:
    assert person().is_colleague


@pytest.mark.parametrize("flaw", ["is_guest", "is_bot", "is_deactivated", "is_foreign"])
@pytest.mark.parametrize("standing", ["is_admin", "is_leader"])
def test_one_flaw_and_nobody_is_a_colleague_whatever_their_standing(
    flaw: str, standing: str
) -> None:
    assert not person(**{flaw: True, standing: True}).is_colleague


def test_people_are_answered_in_the_language_of_their_slack() -> None:
    assert person(locale="de-CH").language is Language.GERMAN
    assert person(locale="").language is Language.ENGLISH
