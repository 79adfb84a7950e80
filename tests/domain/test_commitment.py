from datetime import date, timedelta

import pytest

from domain.commitment import (
    AlreadyCommitted,
    Asked,
    ConcernAnswered,
    commit,
    raise_concern,
    reminders_due,
    standing,
)
from domain.strategy import StrategyRetired
from domain.text import TextMissing, TextTooLong
from tests.builders import HERE, NOW, commitment, concern, strategy

MONDAY = date(2026, 5, 4)
PRESENT = ("U1", "U2", "U3")


def a_working_day(number: int, holidays: tuple[date, ...] = ()) -> date:
    """So many working days after that Monday."""
    day = MONDAY
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in holidays
    return day


# ---------------------------------------------------------------------------------- to commit


def test_a_member_commits_with_a_line_to_the_wording_as_it_stands() -> None:
    one = strategy(id=7, wording=3)
    given = commit(one, person_id="U2", line="  one idea\na month ", now=NOW)
    assert (given.line, given.wording) == ("one idea a month", 3)
    assert given.holds_for(one)
    one.reword(4, NOW, text="something else")
    assert not given.holds_for(one)


@pytest.mark.parametrize("line", ["", "  ", "\n"])
def test_an_empty_line_is_no_commitment(line: str) -> None:
    with pytest.raises(TextMissing):
        commit(strategy(id=7), person_id="U2", line=line, now=NOW)


def test_a_line_of_more_than_five_hundred_characters_is_too_long() -> None:
    with pytest.raises(TextTooLong):
        commit(strategy(id=7), person_id="U2", line="x" * 501, now=NOW)


def test_nobody_commits_to_a_strategy_that_was_retired_nor_has_a_concern() -> None:
    one = strategy(id=7)
    one.retire("sold", NOW)
    with pytest.raises(StrategyRetired):
        commit(one, person_id="U2", line="ideas", now=NOW)
    with pytest.raises(StrategyRetired):
        raise_concern(one, person_id="U2", text="why?", now=NOW)


def test_who_commits_twice_may_say_it_otherwise_but_not_the_same_again() -> None:
    given = commitment(line="one idea a month")
    with pytest.raises(AlreadyCommitted):
        given.rephrase(" one idea a  month", "S1")
    given.rephrase("two ideas a month", "S1")
    assert given.line == "two ideas a month"


def test_a_concern_is_answered_once() -> None:
    one = concern()
    one.settle("we start small", "U1", NOW)
    assert (one.is_open, one.answer, one.answered_by) == (False, "we start small", "U1")
    with pytest.raises(ConcernAnswered):
        one.settle("again", "U1", NOW)


def test_a_concern_is_not_answered_with_nothing() -> None:
    one = concern()
    with pytest.raises(TextMissing):
        one.settle(" ", "U1", NOW)
    assert one.is_open


# ------------------------------------------------------------------------------ where all stand


def test_everybody_present_has_committed_has_a_concern_or_is_still_to_come() -> None:
    found = standing(
        strategy(id=7),
        [commitment(person_id="U1")],
        [concern(person_id="U2")],
        PRESENT,
    )
    assert [each.person_id for each in found.committed] == ["U1"]
    assert [each.person_id for each in found.concerns] == ["U2"]
    assert (found.waiting, found.of) == (("U3",), 3)
    assert not found.is_complete


def test_who_leaves_drops_out_of_the_count_and_who_joins_is_still_to_come() -> None:
    given = [commitment(person_id="U1"), commitment(person_id="U2")]
    one = strategy(id=7)
    assert standing(one, given, [], ("U1", "U2")).is_complete
    without = standing(one, given, [], ("U1",))
    assert ([each.person_id for each in without.committed], without.of) == (["U1"], 1)
    assert standing(one, given, [], PRESENT).waiting == ("U3",)


def test_an_empty_team_has_not_committed() -> None:
    assert not standing(strategy(id=7), [], [], ()).is_complete


def test_commitments_to_another_wording_or_strategy_do_not_count() -> None:
    one = strategy(id=7, wording=2)
    given = [commitment(person_id="U1", wording=1), commitment(person_id="U2", strategy_id=8)]
    assert standing(one, given, [], PRESENT).waiting == PRESENT


def test_an_answered_concern_is_over_and_one_of_a_leaver_is_not() -> None:
    over, gone = concern(person_id="U1"), concern(person_id="U9")
    over.settle("we start small", "U2", NOW)
    found = standing(strategy(id=7), [], [over, gone], PRESENT)
    assert [each.person_id for each in found.concerns] == ["U9"]
    assert found.waiting == PRESENT


def test_who_committed_with_a_concern_counts_as_committed() -> None:
    found = standing(strategy(id=7), [commitment()], [concern(person_id="U1")], ("U1",))
    assert (len(found.committed), len(found.concerns), found.waiting) == (1, 1, ())


# ------------------------------------------------------------------------------------ reminders


def test_reminders_fall_due_after_three_and_ten_working_days() -> None:
    due = [reminders_due(MONDAY, a_working_day(n)) for n in range(12)]
    assert due == [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2]


def test_holidays_are_no_working_days() -> None:
    holidays = (date(2026, 5, 5), date(2026, 5, 6))
    assert reminders_due(MONDAY, date(2026, 5, 7), holidays) == 0
    assert reminders_due(MONDAY, a_working_day(3, holidays), holidays) == 1


def asked() -> Asked:
    return Asked(workspace_id=HERE, strategy_id=7, wording=1, person_id="U2")


def test_each_reminder_goes_out_once_and_then_the_owner_is_told_once_a_day_later() -> None:
    one, said = asked(), []
    for n in range(20):
        day = a_working_day(n)
        if one.is_to_be_reminded(MONDAY, day, ()):
            one.remind(MONDAY, day, ())
            said.append((n, "reminded"))
        elif one.is_to_be_told(day):
            one.told_on = day
            said.append((n, "owner told"))
    assert said == [(3, "reminded"), (10, "reminded"), (11, "owner told")]


def test_reminders_that_an_outage_held_up_are_one() -> None:
    one = asked()
    one.remind(MONDAY, a_working_day(14), ())
    assert not one.is_to_be_reminded(MONDAY, a_working_day(15), ())
    assert one.is_to_be_told(a_working_day(15))
    assert one.was_reminded_on(a_working_day(14))
