from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.charts.goal import goal_chart
from documents.charts.goal_facts import GoalFacts, MilestoneMark
from documents.charts.goal_words import ALT_LIMIT, goal_alt
from domain.language import Language
from domain.milestone import MilestoneState
from language.speech import Speech
from tests.documents.charts.facts import (
    AT_RISK,
    DEADLINE,
    MISSED,
    NOVEMBER,
    ON_TRACK,
    REACHED,
    START,
    TODAY,
    goal_facts,
)

EN, DE = Speech(Language.ENGLISH), Speech(Language.GERMAN)
SVG = "{http://www.w3.org/2000/svg}"


def words(facts: GoalFacts, _: Speech = EN) -> list[str]:
    """Every text on the picture."""
    root = ET.fromstring(goal_chart(_, facts))  # noqa: S314 - our own picture
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def lines(facts: GoalFacts, **attributes: str) -> list[list[tuple[float, float]]]:
    """The corners of every path with these attributes."""
    root = ET.fromstring(goal_chart(EN, facts))  # noqa: S314 - our own picture
    return [
        [(float(x), float(y)) for x, y in (p.split(",") for p in path.get("d", "")[1:].split(" L"))]
        for path in root.iter(f"{SVG}path")
        if all(path.get(key.replace("_", "-")) == value for key, value in attributes.items())
    ]


def planned(facts: GoalFacts) -> list[tuple[float, float]]:
    return lines(facts, stroke_width="2.5")[0]


def pace(facts: GoalFacts) -> list[list[tuple[float, float]]]:
    return lines(facts, stroke_dasharray="1 7")


def many_marks(count: int, state: MilestoneState = ON_TRACK) -> tuple[MilestoneMark, ...]:
    return tuple(
        MilestoneMark(f"M{n}", Decimal(n), START + timedelta(days=20 * n), state)
        for n in range(1, count + 1)
    )


def test_the_picture_says_what_where_and_by_when() -> None:
    shown = words(goal_facts(readings={NOVEMBER: "3"}))
    assert "G2 Products sold" in shown
    assert "Acme GmbH: from 2 to 5 products by 31 Dec 2027" in shown
    assert "Measured: 3 products on 3 Nov 2026." in shown


def test_every_milestone_has_its_letter_its_word_and_its_dates() -> None:
    shown = words(goal_facts())
    assert [word for word in shown if word in {"R", "A", "O"}] == ["R", "A", "O"] * 2
    assert {"reached", "at risk", "on track"} <= set(shown)
    assert {"by 31 Mar 2027", "at today's pace 4 Apr 2027"} <= set(shown)


def test_the_plan_climbs_in_steps_and_ends_at_the_target() -> None:
    steps = planned(goal_facts())
    assert len(steps) == 10
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(steps))
    assert sorted({y for _, y in steps}, reverse=True) == [y for _, y in steps[1::2]][:4]


def test_the_plan_of_a_falling_goal_goes_down() -> None:
    marks = (MilestoneMark("M3", Decimal(8), date(2026, 10, 31), ON_TRACK),)
    heights = [y for _, y in planned(goal_facts("12", "4", "complaints", marks=marks))]
    assert heights == sorted(heights)


def test_the_projection_goes_on_from_the_last_measurement() -> None:
    facts = goal_facts(readings={START: "2", NOVEMBER: "3"}, projected=date(2027, 9, 3))
    (line,) = pace(facts)
    measured = lines(facts, stroke_width="3", stroke_linejoin="round")[0]
    assert line[0] == measured[-1]
    assert line[-1][1] == planned(facts)[-1][1]


def test_a_projection_far_behind_the_deadline_ends_at_the_edge() -> None:
    near = goal_facts(readings={START: "2", NOVEMBER: "3"}, projected=DEADLINE)
    far = replace(near, projected=date(2099, 1, 1))
    target = planned(near)[-1][1]
    assert pace(near)[0][-1][1] == target
    assert pace(far)[0][-1][1] > target
    assert pace(far)[0][-1][0] <= 848


def test_nothing_measured_draws_neither_line_nor_legend() -> None:
    facts = goal_facts()
    assert pace(facts) == []
    assert "Nothing measured yet." in words(facts)
    assert "Measured" not in words(facts)


@pytest.mark.parametrize(
    "projected, said",
    [
        (DEADLINE + timedelta(days=1), "31 Dec 2027, 1 day too late."),
        (DEADLINE + timedelta(days=74), "14 Mar 2028, 74 days too late."),
        (DEADLINE - timedelta(days=1), "30 Dec 2027, 1 day early."),
        (DEADLINE, "31 Dec 2027, just in time."),
    ],
)
def test_the_pace_is_compared_with_the_deadline(projected: date, said: str) -> None:
    facts = goal_facts(readings={START: "2", NOVEMBER: "3"}, projected=projected)
    assert said.split(", ")[1] in goal_alt(EN, facts)


def test_a_pace_that_leads_nowhere_is_said() -> None:
    facts = goal_facts(readings={START: "3", NOVEMBER: "2.5"})
    assert "Today's pace does not lead to 5 products." in goal_alt(EN, facts)


def test_one_measurement_makes_no_pace() -> None:
    assert "pace does not" not in goal_alt(EN, goal_facts(readings={NOVEMBER: "2"}))


def test_a_reached_goal_is_said_to_be_reached() -> None:
    assert "The goal is reached." in words(goal_facts(readings={NOVEMBER: "5"}))[2]


def test_the_alt_text_says_the_same_as_the_picture() -> None:
    facts = goal_facts(readings={START: "2", NOVEMBER: "3"}, projected=date(2027, 9, 3))
    assert goal_alt(EN, facts) == (
        "Chart of G2 Products sold, Acme GmbH: from 2 to 5 products by 31 Dec 2027."
        " Measured: 3 products on 3 Nov 2026."
        " At today's pace: 5 products by 3 Sept 2027, 119 days early."
        " Milestones: M3 3 products by 31 Oct 2026, reached;"
        " M4 4 products by 31 Mar 2027, at risk, at today's pace 4 Apr 2027;"
        " M5 5 products by 30 Sept 2027, on track, at today's pace 3 Sept 2027."
    )


def test_german_pictures_have_german_numbers_and_dates() -> None:
    marks = (MilestoneMark("M3", Decimal(1_275_000), date(2026, 10, 31), ON_TRACK),)
    facts = goal_facts("1200000", "1500000", "EUR", marks=marks, readings={NOVEMBER: "1290500.5"})
    german = " ".join(words(facts, DE)).replace("\u00a0", " ")
    assert "1,2 Mio. €" in german
    assert "1.290.500,50 €" in german
    assert "31. Okt. 2026" in german
    english = " ".join(words(facts, EN))
    assert "€1.2M" in english
    assert "€1,290,500.50" in english


def test_many_milestones_are_all_drawn_and_the_rest_of_the_list_counted() -> None:
    facts = goal_facts("0", "30", "visits", marks=many_marks(30))
    shown = words(facts)
    assert "and 18 more" in shown
    assert shown.count("on track") == 12
    assert shown.count("O") == 30 + 12
    assert "And 24 more." in goal_alt(EN, facts)


def test_slips_are_listed_before_what_is_on_track_and_that_before_what_is_reached() -> None:
    reached, ahead = many_marks(8, REACHED), many_marks(20)[10:]
    slips = (replace(ahead[-1], ref="M90", state=MISSED), replace(ahead[-2], state=AT_RISK))
    facts = goal_facts("0", "30", marks=(*reached, *ahead[:3], *slips))
    kept = [mark.ref for mark in facts.most_telling(6)]
    assert set(kept) == {"M90", slips[1].ref, "M11", "M12", "M13", "M8"}


def test_long_names_are_cut_and_fit_the_card() -> None:
    facts = goal_facts(text="Überseeumsatz " * 35, account="Österreichische Länderbank " * 3)
    shown = words(facts)
    assert any(word.endswith("…") for word in shown)
    assert max(len(word) for word in shown) < 140
    assert len(goal_alt(EN, facts)) <= ALT_LIMIT


def test_what_people_wrote_is_text_and_never_markup() -> None:
    facts = goal_facts(text='<script>"&\x00\x1b</script> \u202e🚀\ufe0f', account="<&>")
    assert words(facts)[0] == 'G2 <script>"&</script> '


@pytest.mark.parametrize("speech", [EN, DE])
def test_a_goal_of_a_few_days_and_one_of_ten_years_can_be_drawn(speech: Speech) -> None:
    facts = goal_facts(marks=())
    days = replace(facts.numbers, deadline=START + timedelta(days=1))
    years = replace(facts.numbers, deadline=date(2036, 4, 1))
    for numbers in (days, years):
        assert words(replace(facts, numbers=numbers, today=START), speech)


states = st.sampled_from(list(MilestoneState))
values = st.decimals(0, 10**6, places=2)
days = st.dates(START, date(2029, 1, 1))


@settings(max_examples=60)
@given(
    st.dictionaries(days, st.tuples(values, states), max_size=20),
    st.dictionaries(days, values, max_size=20),
    days | st.none(),
    days,
)
def test_whatever_the_facts_are_everything_stays_on_the_card(
    marks: dict[date, tuple[Decimal, MilestoneState]],
    readings: dict[date, Decimal],
    projected: date | None,
    today: date,
) -> None:
    facts = goal_facts(
        readings={day: str(readings[day]) for day in sorted(readings)},
        marks=tuple(
            MilestoneMark("M1", marks[day][0], day, marks[day][1]) for day in sorted(marks)
        ),
        projected=projected,
        today=today,
    )
    corners = [corner for line in lines(facts) for corner in line]
    assert all(0 <= x <= 880 and y >= 0 for x, y in corners)
    assert len(goal_alt(EN, facts)) <= ALT_LIMIT


def test_today_is_marked_also_long_after_the_deadline_and_not_before_the_start() -> None:
    assert "Today" in words(goal_facts(today=TODAY))
    assert "Today" in words(goal_facts(today=DEADLINE + timedelta(days=2000)))
    assert "Today" not in words(goal_facts(today=START - timedelta(days=1)))
