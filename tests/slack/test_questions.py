"""The monthly question: asked in private, counted in public, and what the review makes of it.

The office opens on Tuesday 28 April 2026, whose last working day is the 30th.
"""

from datetime import UTC, datetime

import pytest

from tests.slack.office import ANNA, BEN, CHRIS, GLOBEX, Json, Office
from tests.slack.test_goals import GOAL, said, whole

TEAM = (ANNA, BEN, CHRIS)


def morning(office: Office, day: int, month: int = 5, hour: int = 7) -> None:
    """The clock shows one minute past this hour in UTC on a day of 2026."""
    office.clock.now = datetime(2026, month, day, hour, 1, tzinfo=UTC)
    office.tick()


def letters(office: Office, person: str) -> list[Json]:
    return office.told(office.talk_with(person))


def questions(office: Office, person: str) -> list[Json]:
    """The monthly questions that somebody got."""
    return [
        each for each in letters(office, person) if " of 5" not in each["text"] and is_one(each)
    ]


def is_one(message: Json) -> bool:
    return str(message["text"]).startswith(("How sure are we?", "Wie sicher sind wir?"))


@pytest.fixture
def may(acme: Office) -> Office:
    """Acme and Globex with a goal and a strategy that all of Acme's team has committed to."""
    acme.types(GOAL)
    acme.types('strategy "Become their innovation partner" for G1')
    acme.types('commit S1 "I bring one idea a month"')
    acme.types("zusage S1 „ich lade sie ins Labor ein“", by=ANNA)
    acme.types('commit S1 "I show them our road map"', by=CHRIS)
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types('goal "Visits" from 2 to 5 by 2027-12-31', channel=GLOBEX)
    acme.tick()
    return acme


def answer(office: Office, person: str, action: str) -> Json:
    (letter, *_older) = reversed(questions(office, person))
    return office.presses(letter, action, by=person)


# May's last working day is Friday the 29th: three working days before it is Tuesday the 26th.


def test_one_private_message_asks_about_all_accounts_before_the_review(may: Office) -> None:
    morning(may, 25)
    assert questions(may, BEN) == []
    morning(may, 26)
    morning(may, 26, hour=9)

    (letter,) = questions(may, BEN)
    shown = whole(letter)
    assert all(part in shown for part in ("*Acme*", "*Globex*", "Products sold", "Visits"))
    assert "You said: “I bring one idea a month” Did you do your part?" in shown
    assert "Hast du deinen Teil getan?" in whole(questions(may, ANNA)[0])
    assert may.slack.rejections == []


def test_it_comes_instead_of_the_reminders_of_that_morning_and_says_them(may: Office) -> None:
    may.types(f'action "call the finance director" <@{BEN}> by 26 May')
    morning(may, 26)
    morning(may, 26, hour=9)

    (letter,) = questions(may, BEN)
    assert "Due: *A1* call the finance director" in whole(letter)
    assert [each for each in letters(may, BEN) if each["text"] == "1 action is due"] == []
    morning(may, 27, hour=8)
    assert [each for each in letters(may, BEN) if "1 action is overdue" in each["text"]] != []


def test_an_answer_is_marked_where_it_was_pressed_and_can_be_changed(may: Office) -> None:
    morning(may, 26)
    seen = answer(may, BEN, "confidence.rate#1-1-4")
    assert "✓ 4" in whole(seen)

    seen = answer(may, BEN, "confidence.rate#1-1-2")
    assert "✓ 2" in whole(seen)
    assert "✓ 4" not in whole(seen)


def test_answers_are_shown_as_a_distribution_from_three_on(may: Office) -> None:
    morning(may, 26)
    answer(may, ANNA, "confidence.rate#1-1-2")
    answer(may, BEN, "confidence.rate#1-1-4")
    assert "how sure: too few answers" in whole(may.types("goals"))

    answer(may, CHRIS, "confidence.rate#1-1-4")

    assert "how sure (May 2026): 2: 1× · 4: 2×" in whole(may.types("goals"))
    may.types("chart G1")
    may.types("map")
    assert "how sure (May 2026): 2: 1× · 4: 2×" in str(may.slack.files)


def keep(office: Office, kept: dict[str, str]) -> None:
    for person, how in kept.items():
        answer(office, person, f"part.report#1-1-{how}")


def test_a_word_is_shown_where_the_question_stands(may: Office) -> None:
    morning(may, 26)
    keep(may, {BEN: "partly"})
    form = may.opens(lambda: answer(may, BEN, "part.word#1-1"))
    before = len(letters(may, BEN))

    may.sends(form, {"text": "one of two ideas"})

    assert len(letters(may, BEN)) == before
    assert "one of two ideas" in whole(questions(may, BEN)[-1])


def card(office: Office) -> Json:
    (found,) = said(office, "Everybody in the team is asked to say what they will do")
    return found


def test_the_card_counts_who_kept_their_part_and_shows_the_words_they_added(may: Office) -> None:
    morning(may, 26)
    keep(may, {ANNA: "kept", BEN: "partly"})
    assert "Who kept their part in May 2026: too few answers" in whole(card(may))
    keep(may, {CHRIS: "kept"})
    form = may.opens(lambda: answer(may, BEN, "part.word#1-1"))
    may.sends(form, {"text": "one of two ideas"})

    shown = whole(card(may))
    assert "2 of 3 kept their part in May 2026" in shown
    assert "*Ben*: I bring one idea a month 💬 one of two ideas" in shown
    assert "Partly" not in shown


def posted(office: Office) -> Json:
    """The head of the last review, as it was posted."""
    return [each for each in office.told() if "Roll Acme's plan" in each["text"]][-1]


def head(office: Office) -> str:
    """The review as it stands now."""
    answer = office.types("review")
    is_new = "see the thread" in answer["text"]
    return whole(posted(office) if is_new else answer)


def test_the_review_names_only_where_voices_and_numbers_differ(may: Office) -> None:
    may.types("progress G1 2")
    may.types("milestone G1 3 by 2026-05-20")
    morning(may, 26)
    for person in TEAM:
        answer(may, person, "confidence.rate#1-1-5")

    shown = head(may)
    assert "Where voices and numbers differ" in shown
    assert "Products sold: the team is sure, but it is behind (5: 3×)" in shown

    may.types("progress G1 3")
    assert "Where voices and numbers differ" not in head(may)


def test_the_review_names_strategies_whose_promises_were_not_kept_twice(may: Office) -> None:
    morning(may, 26)
    keep(may, dict.fromkeys(TEAM, "not"))
    assert "not kept two months in a row" not in head(may)
    may.types("review roll")
    morning(may, 25, 6)
    keep(may, dict.fromkeys(TEAM, "not"))

    assert "Become their innovation partner: the promises were not kept two months" in head(may)


def test_after_half_a_year_the_review_asks_whether_a_strategy_still_leads_there(
    may: Office,
) -> None:
    morning(may, 27, 10)
    assert "does it still lead to its goals?" not in head(may)
    morning(may, 28, 10)
    assert "does it still lead to its goals?" in head(may)

    found = may.types("review")
    assert "asks again in half a year" in whole(may.presses(found, "strategy.confirm#1"))
    assert "does it still lead to its goals?" not in head(may)


# ------------------------------------------------------------------------------------- switched off


def test_an_account_or_a_person_can_do_without_it(may: Office) -> None:
    may.types("settings question off", channel=GLOBEX)
    may.types("einstellungen meine frage aus", by=ANNA)
    morning(may, 26)

    assert "Globex" not in whole(questions(may, BEN)[0])
    assert questions(may, ANNA) == []


def test_an_earlier_review_is_asked_before_earlier(may: Office) -> None:
    may.types("settings review 5")
    may.types("settings question off", channel=GLOBEX)
    morning(may, 18)
    assert questions(may, CHRIS) == []
    morning(may, 19)
    assert len(questions(may, CHRIS)) == 1


def test_what_was_asked_long_ago_is_not_answered_any_more(may: Office) -> None:
    morning(may, 26)
    may.clock.now = datetime(2026, 7, 1, 8, tzinfo=UTC)

    assert "is over" in whole(answer(may, BEN, "confidence.rate#1-1-4"))


def test_answers_can_be_typed_in_the_words_of_the_buttons(may: Office) -> None:
    assert "✓ 4" in whole(may.types("question G1 4"))
    assert "✓ Teilweise" in whole(may.types("frage S1 teilweise „kam einmal“", by=ANNA))
    assert "answer with 1 to 5" in may.types("question G1 9")["text"]
    may.types('strategy S1 "Become the partner they ask first"')
    assert "have not committed to S1" in may.types("question S1 kept")["text"]


def test_it_can_be_asked_for_and_is_empty_where_there_is_nothing_to_ask(acme: Office) -> None:
    assert "Es gibt nichts zu fragen" in acme.types("frage", by=ANNA)["text"]
    acme.types(GOAL)
    assert "How sure are we? April" in acme.types("question")["text"]
