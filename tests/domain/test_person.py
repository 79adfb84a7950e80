from datetime import UTC, datetime

import pytest

from domain.calendar import HourOutOfRange
from domain.language import Language
from domain.person import QuietAllDay
from tests.builders import person

BERLIN = "Europe/Berlin"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_a_full_active_human_member_is_a_colleague() -> None:
    assert person().is_colleague


@pytest.mark.parametrize("flaw", ["is_guest", "is_bot", "is_deactivated", "is_foreign"])
@pytest.mark.parametrize("standing", ["is_admin", "is_leader"])
def test_one_flaw_and_nobody_is_a_colleague_whatever_their_standing(
    flaw: str, standing: str
) -> None:
    assert not person(**{flaw: True, standing: True}).is_colleague


def test_names_stand_as_in_a_dictionary_umlauts_among_their_letters() -> None:
    names = ["Zoe", "Özgür", "Ulf", "Ärmel", "anna", "Überall", "Oskar", "Arno"]

    people = sorted((person(name=name) for name in names), key=lambda one: one.order)

    assert [one.name for one in people] == [
        *("anna", "Ärmel", "Arno", "Oskar", "Özgür", "Überall", "Ulf", "Zoe")
    ]


def test_people_are_answered_in_the_language_of_their_slack() -> None:
    assert person(locale="de-CH").language is Language.GERMAN
    assert person(locale="").language is Language.ENGLISH


@pytest.mark.parametrize(
    "start,end,now,until",
    [
        (18, 8, "2026-04-28T17:59+02:00", None),
        (18, 8, "2026-04-28T18:00+02:00", "2026-04-29T08:00+02:00"),
        (18, 8, "2026-04-29T07:59+02:00", "2026-04-29T08:00+02:00"),
        (18, 8, "2026-04-29T08:00+02:00", None),
        (12, 14, "2026-04-28T13:00+02:00", "2026-04-28T14:00+02:00"),
        (12, 14, "2026-04-28T11:00+02:00", None),
        (12, 14, "2026-04-28T15:00+02:00", None),
        (0, 8, "2026-04-28T00:00+02:00", "2026-04-28T08:00+02:00"),
        (22, 0, "2026-04-28T23:00+02:00", "2026-04-29T00:00+02:00"),
        # Two o'clock does not exist on that night.
        (22, 2, "2027-03-28T01:30+01:00", "2027-03-28T03:00+02:00"),
        # And on that one it comes twice: the quiet ends when clocks show three.
        (22, 3, "2026-10-25T02:30+01:00", "2026-10-25T03:00+01:00"),
    ],
)
def test_quiet_hours_end_by_the_clocks_of_the_person_who_keeps_them(
    start: int, end: int, now: str, until: str | None
) -> None:
    anna = person(time_zone=BERLIN, quiet_from=start, quiet_until=end)
    assert anna.quiet_end(utc(now)) == (utc(until) if until else None)


def test_who_keeps_no_quiet_hours_is_never_quiet() -> None:
    assert person().quiet_end(utc("2026-04-28T03:00+02:00")) is None


def test_a_time_zone_that_nobody_knows_counts_as_utc() -> None:
    anna = person(time_zone="Mars/Olympus", quiet_from=18, quiet_until=8)
    assert anna.quiet_end(utc("2026-04-28T19:00Z")) == utc("2026-04-29T08:00Z")


@pytest.mark.parametrize("start,end", [(8, 8), (None, 8), (18, None)])
def test_quiet_hours_have_a_beginning_and_another_end(start: int | None, end: int | None) -> None:
    with pytest.raises(QuietAllDay):
        person().be_quiet(start, end)


@pytest.mark.parametrize("start,end", [(24, 8), (18, -1)])
def test_quiet_hours_are_hours_of_a_day(start: int, end: int) -> None:
    with pytest.raises(HourOutOfRange):
        person().be_quiet(start, end)


def test_quiet_hours_are_set_and_lifted() -> None:
    anna = person()
    anna.be_quiet(18, 8)
    assert (anna.quiet_from, anna.quiet_until) == (18, 8)
    anna.be_quiet(None, None)
    assert (anna.quiet_from, anna.quiet_until) == (None, None)
