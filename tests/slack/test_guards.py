"""A second number that must hold on the way to a goal: set, measured, and told when it breaks.

The office opens on Tuesday 28 April 2026.
"""

import pytest

from tests.slack.office import ANNA, Json, Office
from tests.slack.test_goals import GOAL, modal, said, whole


@pytest.fixture
def guarded(acme: Office) -> Office:
    """Acme has a goal that keeps its margin."""
    acme.types(f"{GOAL} keeping margin at 30 %")
    return acme


def test_the_methods_own_example_is_set_in_its_own_words(acme: Office) -> None:
    acme.types('goal "Product A" +25% on last year by 31 December keeping margin at 30 %')
    form = modal(acme)
    assert "margin at 30%" in str(form)

    answer = acme.sends(form, {"start": "1.2m EUR"})["text"]

    assert "from €1,200,000 to €1,500,000 by Thu 31 Dec 2026" in answer
    assert "keeping margin at 30% or more" in answer


def test_what_the_form_cannot_read_is_said_where_it_stands(acme: Office) -> None:
    acme.types('goal "Product A" +25%')
    typed: dict[str, object] = {"start": "2", "deadline": "2026-12-31", "guard": "margin"}
    assert acme.fails(modal(acme), typed).keys() == {"guard"}  # type: ignore[arg-type]


def breaks(office: Office) -> list[Json]:
    return said(office, "it does not hold")


def test_a_break_is_told_once_and_its_end_in_the_same_thread(guarded: Office) -> None:
    guarded.types("progress G1 margin 31%")
    assert breaks(guarded) == []
    guarded.tick(days=1)
    answer = guarded.types("progress G1 margin 28 %")["text"]
    assert "margin of G1: 28% on 29 Apr, it does not hold." in answer
    assert "⚠️ margin 28% (29 Apr)" in whole(guarded.types("goals"))
    guarded.tick(days=1)
    guarded.types("fortschritt G1 Marge 27 %", by=ANNA)
    guarded.types("progress G1 margin 27%")

    (told,) = breaks(guarded)
    guarded.tick(days=1)
    guarded.types("progress G1 margin 30%")

    (over,) = said(guarded, "it holds")
    assert over["thread_ts"] == told["ts"]
    assert guarded.slack.rejections == []


def test_a_ceiling_holds_below(guarded: Office) -> None:
    guarded.types("goal G1 keeping churn below 5%")
    assert "it holds" in guarded.types("progress G1 churn 4%")["text"]
    assert "it does not hold" in guarded.types("progress G1 churn 6%")["text"]


def test_what_was_measured_counts_for_the_number_that_was_kept_then(guarded: Office) -> None:
    guarded.types("progress G1 margin 28%")
    guarded.types("goal G1 keeping churn below 40%")
    assert "28%" not in whole(guarded.types("goals"))
    assert "it holds" in guarded.types("progress G1 churn 39%")["text"]
    assert said(guarded, "churn of G1") == []

    guarded.tick(days=1)
    guarded.types("progress G1 churn 41%")
    guarded.types("goal G1 keeping margin at 30%")
    assert "⚠️ margin 28% (28 Apr)" in whole(guarded.types("goals"))


def test_each_number_has_a_slip_and_a_thread_of_its_own(guarded: Office) -> None:
    guarded.types("progress G1 margin 28%")
    guarded.types("goal G1 keeping churn below 5%")
    guarded.tick(days=1)
    guarded.types("progress G1 churn 6%")
    margin, churn = breaks(guarded)
    assert ("margin" in margin["text"], "churn" in churn["text"]) == (True, True)

    guarded.types("goal G1 keeping margin at 25%")
    guarded.tick(days=1)
    guarded.types("progress G1 margin 24%")
    guarded.tick(days=1)
    guarded.types("progress G1 margin 26%")

    *_, over = said(guarded, "margin of G1: 26%")
    assert over["thread_ts"] == breaks(guarded)[-1]["ts"] != churn["ts"]


def test_a_break_of_a_number_that_is_kept_no_more_is_not_told(guarded: Office) -> None:
    guarded.slack.fail("chat.postMessage", kind="ratelimited", retry_after=60)
    guarded.types("progress G1 margin 28%")
    guarded.types("goal G1 keeping churn below 5%")
    guarded.types("progress G1 churn 6%")
    guarded.tick(days=1)
    guarded.tick()

    assert ["churn" in each["text"] for each in breaks(guarded)] == [True]


def test_another_number_reopens_the_agreement(guarded: Office) -> None:
    guarded.types("agreed G1")
    assert "agreed again" in guarded.types("goal G1 keeping margin at 35%")["text"]
    assert "drafted" in whole(guarded.types("goals"))


def test_what_is_not_kept_is_not_measured(guarded: Office) -> None:
    assert "G1 keeps margin" in guarded.types("progress G1 churn 4%")["text"]
    guarded.types("goal G1 keeping nothing")
    assert "has no number that must hold" in guarded.types("progress G1 margin 4%")["text"]
