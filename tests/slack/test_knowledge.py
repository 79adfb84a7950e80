"""Key information as a team meets it: dated lines, and the question whether they are still true.

The office opens on Tuesday 28 April 2026.
"""

from datetime import UTC, datetime

import pytest

from tests.slack.office import ANNA, Office
from tests.slack.reading import words

SAP = "They move to SAP in 2027"


def known(office: Office) -> str:
    return words(office.types("know"))


@pytest.mark.parametrize(
    "sentence,line",
    [
        (f'know "{SAP}" source "annual report"', f"{SAP} (Tue 28 Apr 2026, annual report)"),
        (f'know challenges "{SAP}"', f"Their challenges\n*K1* {SAP}"),
        (f'know "{SAP}" under structure source "a call"', f"Structure\n*K1* {SAP}"),
        (f"know {SAP}", f"Not sorted yet\n*K1* {SAP} (Tue 28 Apr 2026)"),
        (f'wissen "{SAP}" unter wettbewerb quelle "Presse"', f"Competitors\n*K1* {SAP}"),
    ],
)
def test_a_line_is_kept_dated_under_its_area(acme: Office, sentence: str, line: str) -> None:
    assert acme.types(sentence)["text"] == f"Noted. K1: {SAP}"

    assert line.replace("*", "") in known(acme).replace("*", "")


def test_one_press_says_what_a_line_is_about(acme: Office) -> None:
    answer = acme.types(f'know "{SAP}"')

    acme.presses(answer, "knowledge.put#challenges")

    assert "Their challenges" in known(acme)
    assert "Ours there" in words(acme.types("know K1 under ours"))
    assert acme.slack.rejections == []


def test_a_line_is_reworded_and_let_go_and_neither_is_said_twice(acme: Office) -> None:
    acme.types(f'know "{SAP}"')
    assert "K1" in acme.types(f'know "{SAP.lower()}"')["text"]
    acme.types('know K1 "They move to SAP in 2028"')
    assert "in 2028" in known(acme)

    acme.types('know K1 gone "project stopped"')

    assert "SAP" not in known(acme)
    assert "project stopped" in words(acme.types("know K1"))
    assert "K1 is not true any more." in acme.types("know K1 still true")["text"]


def test_after_half_a_year_it_is_asked_whether_it_is_still_true(acme: Office) -> None:
    acme.types(f'know "{SAP}"')
    acme.types('know "12 plants in Austria" under structure')
    acme.clock.now = datetime(2026, 10, 27, 9, tzinfo=UTC)
    assert "Still true?" not in known(acme)

    acme.clock.now = datetime(2026, 10, 28, 9, tzinfo=UTC)
    shown = acme.types("know")
    assert words(shown).count("Still true?") == 2
    acme.types("review")
    (review,) = [each for each in acme.told() if "plan: " in each["text"]]
    assert f"Still true? *K1* {SAP}" in words(review)
    acme.presses(shown, "knowledge.true#1")
    acme.presses(shown, "knowledge.gone#2")

    assert "Still true?" not in known(acme)
    assert f"{SAP} (Wed 28 Oct 2026)" in known(acme).replace("*", "")
    assert "plants" not in known(acme)


def test_the_glance_shows_three_lines_and_who_decides(acme: Office) -> None:
    acme.types('contact "Eva Leitner" finance director for decides')
    for number in range(1, 6):
        acme.types(f'know "fact {number}"')

    shown = words(acme.types(""))

    assert "Eva Leitner, finance director · 🟢 for us" in shown
    assert [n for n in range(1, 6) if f"fact {n}" in shown] == [3, 4, 5]
    assert "2 more" in shown


def test_key_information_is_written_in_a_window(acme: Office) -> None:
    acme.presses(acme.types("know"), "knowledge.new")

    acme.sends(acme.slack.views[-1], {"text": SAP, "area": "challenges", "source": "a call"})

    assert "Their challenges" in known(acme)
    assert acme.slack.rejections == []


def test_what_was_noted_today_is_as_of_today(acme: Office) -> None:
    acme.types('know "They move to SAP"')

    assert "K1 stands there as of today." in words(acme.types("K1 is still true"))
    assert "K1 ist auf dem Stand von heute" in words(acme.types("K1 stimmt noch", by=ANNA))


def test_undo_takes_a_line_back(acme: Office) -> None:
    acme.presses(acme.types(f'know "{SAP}"'), "undo")

    assert "SAP" not in known(acme)


def test_key_information_is_told_in_german(acme: Office) -> None:
    answer = acme.types("wissen „Sie wechseln 2027 zu SAP“ quelle „Geschäftsbericht“", by=ANNA)

    assert answer["text"] == "Notiert. K1: Sie wechseln 2027 zu SAP"
    assert "Ihre Herausforderungen" in words(answer)
    assert "K1" in acme.types("wissen K1 veraltet", by=ANNA)["text"]
