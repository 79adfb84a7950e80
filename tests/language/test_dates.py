from collections.abc import Callable
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar import Month
from domain.errors import KamError
from domain.language import Language
from language.dates import (
    AmbiguousDate,
    ByMonth,
    ParsedDay,
    PastDate,
    UnclearDate,
    When,
    parse_date,
    read_date,
)
from language.speech import speech
from language.words import month_name

quick = settings(max_examples=150, derandomize=True, deadline=None)

EN, DE = Language.ENGLISH, Language.GERMAN
TODAY = date(2026, 4, 28)
"""A Tuesday."""

both_languages = pytest.mark.parametrize("language", [EN, DE])


def parse(text: str, language: Language = EN, today: date = TODAY, *, past: bool = False) -> When:
    return parse_date(text, today=today, language=language, allow_past=past)


def day(year: int, month: int, number: int) -> ParsedDay:
    return ParsedDay(date(year, month, number))


def by_month(year: int, month: int) -> ByMonth:
    return ByMonth(Month(year, month))


# ------------------------------------------------------------------------------- what is a date


@both_languages
@pytest.mark.parametrize(
    "text, expected",
    [
        # in digits
        ("2027-10-15", day(2027, 10, 15)),
        ("2027/10/15", day(2027, 10, 15)),
        ("15.10.", day(2026, 10, 15)),
        ("15.10", day(2026, 10, 15)),
        ("15. 10.", day(2026, 10, 15)),
        ("15.10.2027", day(2027, 10, 15)),
        ("15. 10. 2027", day(2027, 10, 15)),
        ("15.10.27", day(2027, 10, 15)),
        ("1.1.", day(2027, 1, 1)),
        ("15/10", day(2026, 10, 15)),
        ("10/15/2027", day(2027, 10, 15)),
        ("15-10-2027", day(2027, 10, 15)),
        ("5/5", day(2026, 5, 5)),
        # with the month's name
        ("15 Oct", day(2026, 10, 15)),
        ("Oct 15", day(2026, 10, 15)),
        ("15 October 2027", day(2027, 10, 15)),
        ("15. Oktober 2027", day(2027, 10, 15)),
        ("15.Okt.2027", day(2027, 10, 15)),
        ("15 Oct '27", day(2027, 10, 15)),
        ("15th of October", day(2026, 10, 15)),
        ("October 15th, 2027", day(2027, 10, 15)),
        ("the 1st of May", day(2026, 5, 1)),
        ("2027 Oct 15", day(2027, 10, 15)),
        ("15-Oct-2027", day(2027, 10, 15)),
        ("3 Sept", day(2026, 9, 3)),
        ("3. März", day(2027, 3, 3)),
        ("3. Maerz", day(2027, 3, 3)),
        ("3. Ma\u0308rz", day(2027, 3, 3)),
        ("6. Jänner", day(2027, 1, 6)),
        # with the weekday
        ("Fri 15 Oct 2027", day(2027, 10, 15)),
        ("Friday, October 15, 2027", day(2027, 10, 15)),
        ("Fr., 15. Okt. 2027", day(2027, 10, 15)),
        ("Freitag, den 15.10.2027", day(2027, 10, 15)),
        # counted from today
        ("today", day(2026, 4, 28)),
        ("heute", day(2026, 4, 28)),
        ("tomorrow", day(2026, 4, 29)),
        ("morgen", day(2026, 4, 29)),
        ("übermorgen", day(2026, 4, 30)),
        ("the day after tomorrow", day(2026, 4, 30)),
        ("in 3 days", day(2026, 5, 1)),
        ("in 2 weeks", day(2026, 5, 12)),
        ("in 2 Wochen", day(2026, 5, 12)),
        ("in zwei Wochen", day(2026, 5, 12)),
        ("2 weeks from now", day(2026, 5, 12)),
        ("in a month", day(2026, 5, 28)),
        ("in einem Monat", day(2026, 5, 28)),
        ("in 1 Jahr", day(2027, 4, 28)),
        # weekdays
        ("Friday", day(2026, 5, 1)),
        ("fri", day(2026, 5, 1)),
        ("Freitag", day(2026, 5, 1)),
        ("this Friday", day(2026, 5, 1)),
        ("kommenden Freitag", day(2026, 5, 1)),
        ("next Friday", day(2026, 5, 8)),
        ("nächsten Freitag", day(2026, 5, 8)),
        ("naechsten Freitag", day(2026, 5, 8)),
        ("Friday next week", day(2026, 5, 8)),
        ("nächste Woche Freitag", day(2026, 5, 8)),
        ("Freitag in der nächsten Woche", day(2026, 5, 8)),
        ("übernächsten Freitag", day(2026, 5, 15)),
        # stretches and their edges
        ("May", by_month(2026, 5)),
        ("Mai", by_month(2026, 5)),
        ("in May", by_month(2026, 5)),
        ("im Mai", by_month(2026, 5)),
        ("April", by_month(2026, 4)),
        ("März", by_month(2027, 3)),
        ("May 2027", by_month(2027, 5)),
        ("Mai 2027", by_month(2027, 5)),
        ("10/2027", by_month(2027, 10)),
        ("2027-10", by_month(2027, 10)),
        ("this month", by_month(2026, 4)),
        ("next month", by_month(2026, 5)),
        ("kommenden Monat", by_month(2026, 5)),
        ("end of April", day(2026, 4, 30)),
        ("Ende April", day(2026, 4, 30)),
        ("the end of February 2028", day(2028, 2, 29)),
        ("mid May", day(2026, 5, 15)),
        ("mid-May", day(2026, 5, 15)),
        ("Mitte Mai", day(2026, 5, 15)),
        ("beginning of May", day(2026, 5, 1)),
        ("Anfang Mai", day(2026, 5, 1)),
        ("end of month", day(2026, 4, 30)),
        ("end of the month", day(2026, 4, 30)),
        ("EOM", day(2026, 4, 30)),
        ("Monatsende", day(2026, 4, 30)),
        ("end of next month", day(2026, 5, 31)),
        ("Ende nächsten Monats", day(2026, 5, 31)),
        ("end of the week", day(2026, 5, 1)),
        ("Ende der Woche", day(2026, 5, 1)),
        ("next week", day(2026, 5, 8)),
        ("Q2", day(2026, 6, 30)),
        ("Q1", day(2027, 3, 31)),
        ("Q3 2027", day(2027, 9, 30)),
        ("Q3/2027", day(2027, 9, 30)),
        ("3. Quartal", day(2026, 9, 30)),
        ("3rd quarter of 2027", day(2027, 9, 30)),
        ("drittes Quartal 2027", day(2027, 9, 30)),
        ("Ende Q3", day(2026, 9, 30)),
        ("next quarter", day(2026, 9, 30)),
        ("Quartalsende", day(2026, 6, 30)),
        ("KW 12", day(2027, 3, 26)),
        ("KW12", day(2027, 3, 26)),
        ("week 12", day(2027, 3, 26)),
        ("CW 12", day(2027, 3, 26)),
        ("KW 18", day(2026, 5, 1)),
        ("KW 12/2028", day(2028, 3, 24)),
        ("12. KW 2028", day(2028, 3, 24)),
        ("2028-W12", day(2028, 3, 24)),
        ("KW 53", day(2027, 1, 1)),
        ("end of year", day(2026, 12, 31)),
        ("Jahresende", day(2026, 12, 31)),
        ("Ende 2027", day(2027, 12, 31)),
        ("end of next year", day(2027, 12, 31)),
    ],
)
def test_a_date_is_understood_whatever_the_language(
    text: str, expected: When, language: Language
) -> None:
    assert parse(text, language) == expected


@both_languages
@pytest.mark.parametrize(
    "text",
    [
        "  15   Oct\u00a02027 ",
        "15\u202fOct\u20092027",
        "15 OCT 2027,",
        "15 oct 2027!",
        "15.10.2027.",
        "„15.10.2027“",
        '"15 Oct 2027"',
        "*15 Oct 2027*",
        "(15. Oktober 2027)",
        "bis zum 15. Oktober 2027",
        "on the 15th of October 2027",
        "１５.１０.２０２７",
    ],
)
def test_spaces_case_quotes_and_punctuation_do_not_matter(text: str, language: Language) -> None:
    assert parse(text, language) == day(2027, 10, 15)


@both_languages
@pytest.mark.parametrize(
    "text", ["15 Oct 27", "15 October 27", "15. Oktober 27", "15-Oct-27", "15.Okt.27", "15/Oct/27"]
)
def test_a_short_year_behind_a_months_name_is_one(text: str, language: Language) -> None:
    assert parse(text, language) == day(2027, 10, 15)


# -------------------------------------------------------------------------- the year not written


@pytest.mark.parametrize(
    "text, today, expected",
    [
        ("15 Jan", date(2026, 12, 20), day(2027, 1, 15)),
        ("January", date(2026, 12, 20), by_month(2027, 1)),
        ("Dezember", date(2026, 12, 20), by_month(2026, 12)),
        ("Ende Januar", date(2026, 12, 20), day(2027, 1, 31)),
        ("KW 1", date(2026, 12, 20), day(2027, 1, 8)),
        ("KW 53", date(2026, 12, 31), day(2027, 1, 1)),
        ("next month", date(2026, 12, 20), by_month(2027, 1)),
        ("next quarter", date(2026, 12, 20), day(2027, 3, 31)),
        ("28.4.", TODAY, day(2026, 4, 28)),
        ("27.4.", TODAY, day(2027, 4, 27)),
        ("29 Feb", TODAY, day(2028, 2, 29)),
        ("29.2.", date(2028, 3, 1), day(2032, 2, 29)),
        ("29. Februar", date(2097, 1, 1), day(2104, 2, 29)),
        ("end of February", date(2027, 5, 1), day(2028, 2, 29)),
        ("in a month", date(2027, 1, 31), day(2027, 2, 28)),
        ("in 1 year", date(2028, 2, 29), day(2029, 2, 28)),
    ],
)
def test_without_a_year_the_next_one_to_come_is_meant(
    text: str, today: date, expected: When
) -> None:
    assert parse(text, today=today) == expected


@pytest.mark.parametrize(
    "today, plain, following",
    [
        (date(2026, 4, 27), 4, 11),  # Monday
        (date(2026, 4, 30), 1, 8),  # Thursday
        (date(2026, 5, 1), 7, 7),  # Friday itself is called today
        (date(2026, 5, 2), 6, 6),  # Saturday
        (date(2026, 5, 3), 5, 5),  # Sunday
    ],
)
def test_friday_is_the_coming_one_and_next_friday_is_in_next_week(
    today: date, plain: int, following: int
) -> None:
    assert parse("Friday", today=today) == ParsedDay(today + timedelta(days=plain))
    assert parse("next Friday", today=today) == ParsedDay(today + timedelta(days=following))
    assert parse("nächsten Freitag", DE, today) == ParsedDay(today + timedelta(days=following))


def test_by_a_month_means_its_last_day() -> None:
    assert parse("Mai").deadline == date(2026, 5, 31)
    assert parse("15.10.").deadline == date(2026, 10, 15)
    assert parse("15.10.").month == Month(2026, 10)


# --------------------------------------------------------------------------- asked back: unclear


@both_languages
@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        ".",
        "20",
        "the 15th",
        "2027",
        "soon",
        "bald",
        "Wochenende",
        "weekend",
        "month",
        "30.2.",
        "31 April",
        "29.2.2027",
        "29 Feb 2027",
        "15.13.2027",
        "0.5.",
        "99 Oct",
        "40/50",
        "KW 54",
        "KW 0",
        "KW 53 2027",
        "Q5",
        "15 Oct 3000",
        "Ende 1066",
        "2027-13",
        "in 3000 years",
        "in 9999 weeks",
        "15 Oct 14:00",
        "15 Oct 2027 or 3 Nov",
        "A7",
        "😀",
        "Oct " * 3000,
    ],
)
def test_what_is_no_date_is_asked_back(text: str, language: Language) -> None:
    with pytest.raises(UnclearDate) as caught:
        parse(text, language)
    assert caught.value.text == text


@both_languages
@pytest.mark.parametrize(
    "text, meant",
    [
        ("nächsten Freitag", date(2026, 5, 8)),  # dateparser: nothing
        ("Ende April", date(2026, 4, 30)),  # nothing
        ("end of april", date(2026, 4, 30)),  # nothing
        ("KW 12", date(2027, 3, 26)),  # nothing
        ("15.10.", date(2026, 10, 15)),  # today, at a quarter past three
        ("Q3 2027", date(2027, 9, 30)),  # 28 July
        ("may", date(2026, 5, 31)),  # 28 May
        ("29 feb", date(2028, 2, 29)),  # 2024, long gone
    ],
)
def test_where_dateparser_fails_or_errs_the_grammar_answers(
    text: str, meant: date, language: Language
) -> None:
    assert parse(text, language).deadline == meant


@both_languages
@pytest.mark.parametrize(
    "text, meant",
    [
        ("first Monday in June", date(2026, 6, 1)),
        ("ersten Montag im Juni", date(2026, 6, 1)),
        ("3. Mittwoch im September 2027", date(2027, 9, 15)),
        ("last Friday of the month", date(2026, 5, 29)),
        ("letzten Freitag im nächsten Monat", date(2026, 5, 29)),
        ("first Monday in April", date(2027, 4, 5)),
        ("EOD", date(2026, 4, 28)),
        ("tonight", date(2026, 4, 28)),
        ("heute Abend", date(2026, 4, 28)),
        ("next March", date(2027, 3, 31)),
        ("nächsten März", date(2027, 3, 31)),
        ("coming June", date(2026, 6, 30)),
        ("2026-05-05T00:00:00", date(2026, 5, 5)),
        ("25-May-26", date(2026, 5, 25)),
    ],
)
def test_what_teams_and_spreadsheets_write_is_a_date(
    text: str, meant: date, language: Language
) -> None:
    today = date(2026, 4, 28) if "last Friday" not in text else date(2026, 5, 4)
    assert parse(text, language, today).deadline == meant


@both_languages
@pytest.mark.parametrize("text", ["2026-05-05T17:00", "fifth Monday in June", "5pm", "next 15"])
def test_what_is_nearly_a_date_is_none(text: str, language: Language) -> None:
    with pytest.raises(UnclearDate):
        parse(text, language)


@both_languages
@pytest.mark.parametrize(
    "text, candidates",
    [
        ("26-05-31", (date(2026, 5, 31), date(2031, 5, 26))),
        ("next May", (date(2026, 5, 31), date(2027, 5, 31))),
        ("nächsten Dezember", (date(2026, 12, 31), date(2027, 12, 31))),
    ],
)
def test_a_year_that_may_stand_on_either_side_is_asked_back(
    text: str, candidates: tuple[date, ...], language: Language
) -> None:
    with pytest.raises(AmbiguousDate) as caught:
        parse(text, language)
    assert caught.value.candidates == candidates


def test_two_letters_are_a_weekday_in_german_only() -> None:
    assert parse("So", DE) == day(2026, 5, 3)
    with pytest.raises(UnclearDate):
        parse("so", EN)


# ------------------------------------------------------------------------- asked back: ambiguous


@both_languages
@pytest.mark.parametrize(
    "text, candidates",
    [
        ("03/04", (date(2027, 3, 4), date(2027, 4, 3))),
        ("5/6/2027", (date(2027, 5, 6), date(2027, 6, 5))),
        ("5/6/27", (date(2027, 5, 6), date(2027, 6, 5))),
        ("5-6-2027", (date(2027, 5, 6), date(2027, 6, 5))),
        ("04/05/2026", (date(2026, 5, 4),)),
        ("Mon 15 Oct 2027", (date(2027, 10, 15),)),
    ],
)
def test_what_can_be_two_days_is_asked_back_with_those_to_come(
    text: str, candidates: tuple[date, ...], language: Language
) -> None:
    with pytest.raises(AmbiguousDate) as caught:
        parse(text, language)
    assert (caught.value.text, caught.value.candidates) == (text, candidates)


def test_mai_27_is_a_day_in_english_but_maybe_a_year_in_german() -> None:
    assert parse("Mai 27", EN) == day(2026, 5, 27)
    with pytest.raises(AmbiguousDate) as caught:
        parse("Mai 27", DE)
    assert caught.value.candidates == (date(2026, 5, 27), date(2027, 5, 31))
    assert parse("Mai 5", DE) == day(2026, 5, 5)


# ------------------------------------------------------------------------------ asked back: past


@both_languages
@pytest.mark.parametrize(
    "text, gone",
    [
        ("2026-04-27", date(2026, 4, 27)),
        ("15.10.2020", date(2020, 10, 15)),
        ("yesterday", date(2026, 4, 27)),
        ("vorgestern", date(2026, 4, 26)),
        ("last Friday", date(2026, 4, 24)),
        ("letzten Freitag", date(2026, 4, 24)),
        ("2 weeks ago", date(2026, 4, 14)),
        ("vor 2 Wochen", date(2026, 4, 14)),
        ("beginning of April", date(2026, 4, 1)),
        ("March 2026", date(2026, 3, 31)),
        ("letzten Monat", date(2026, 3, 31)),
        ("Q1 2026", date(2026, 3, 31)),
        ("KW 12 2026", date(2026, 3, 20)),
        ("3/4/2026", date(2026, 4, 3)),
    ],
)
def test_a_date_that_has_passed_is_asked_back(text: str, gone: date, language: Language) -> None:
    with pytest.raises(PastDate) as caught:
        parse(text, language)
    assert (caught.value.text, caught.value.date) == (text, gone)


@both_languages
@pytest.mark.parametrize(
    "text, expected",
    [
        ("2026-04-27", day(2026, 4, 27)),
        ("gestern", day(2026, 4, 27)),
        ("27.4.", day(2026, 4, 27)),
        ("15 Oct", day(2025, 10, 15)),
        ("29 Feb", day(2024, 2, 29)),
        ("Friday", day(2026, 4, 24)),
        ("Tuesday", day(2026, 4, 28)),
        ("last Tuesday", day(2026, 4, 21)),
        ("last week", day(2026, 4, 24)),
        ("May", by_month(2025, 5)),
        ("Ende März", day(2026, 3, 31)),
        ("Q1", day(2026, 3, 31)),
        ("KW 12", day(2026, 3, 20)),
    ],
)
def test_a_report_on_the_past_means_the_latest_one(
    text: str, expected: When, language: Language
) -> None:
    assert parse(text, language, past=True) == expected


# ------------------------------------------------------------------- the first words of a command


@pytest.mark.parametrize(
    "typed, expected, count",
    [
        ("tomorrow for S1", day(2026, 4, 29), 1),
        ("15. Oktober 2027 introduction", day(2027, 10, 15), 3),
        ("the end of April contact", day(2026, 4, 30), 4),
        ("nächsten Freitag für S1", day(2026, 5, 8), 2),
        ("in 2 weeks contact", day(2026, 5, 12), 3),
        ("May contact", by_month(2026, 5), 1),
        ("KW 12 @anna", day(2027, 3, 26), 2),
        ("Friday, 15 Oct 2027, information", day(2027, 10, 15), 4),
        ("15 Oct 27 visits", day(2027, 10, 15), 3),
        ("Oct the 15th 2027 contact", day(2027, 10, 15), 4),
    ],
)
def test_the_longest_date_is_read_and_the_rest_left_alone(
    typed: str, expected: When, count: int
) -> None:
    assert read_date(typed.split(), today=TODAY, language=EN) == (expected, count)


@pytest.mark.parametrize(
    "typed", ["contact tomorrow", "", "29 February 2027 contact", "KW 53 2027"]
)
def test_nothing_shorter_is_read_into_a_date_that_does_not_exist(typed: str) -> None:
    with pytest.raises(UnclearDate):
        read_date(typed.split(), today=TODAY, language=EN)


def test_a_past_date_is_asked_back_with_the_words_it_stands_in() -> None:
    with pytest.raises(PastDate) as caught:
        read_date(["15", "Oct", "2020", "contact"], today=TODAY, language=EN)
    assert caught.value.text == "15 Oct 2020"


# ------------------------------------------------------------------------------------- the echo


def test_a_date_is_shown_with_its_weekday() -> None:
    assert speech(EN).day(date(2027, 10, 15)) == "Fri 15 Oct 2027"
    assert speech(DE).day(date(2027, 10, 15)) == "Fr., 15. Okt. 2027"


def test_a_month_is_shown_with_its_year() -> None:
    assert month_name(speech(EN), Month(2027, 5)) == "May 2027"
    assert month_name(speech(DE), Month(2027, 5)) == "Mai 2027"


# -------------------------------------------------------------------------------- in all of time

days_from_now = st.dates(date(2000, 1, 1), date(2150, 12, 31))
languages = st.sampled_from(Language)


def written(pattern: str, locale: str) -> Callable[[date], str]:
    return lambda moment: format_date(moment, pattern, locale=locale)


WITH_YEAR = [
    date.isoformat,
    speech(EN).day,
    speech(DE).day,
    *(
        written(pattern, locale)
        for locale in ("en", "en_GB", "de", "de_AT")
        for pattern in (
            "d.M.y",
            "dd.MM.y",
            "d MMM y",
            "d. MMMM y",
            "MMM d, y",
            "EEEE, d. MMMM y",
            "MMMM d y",
        )
    ),
]
WITHOUT_YEAR = [
    written(pattern, locale)
    for locale in ("en", "de", "de_AT")
    for pattern in ("d.M.", "dd.MM.", "d MMM", "d. MMMM", "d-LLL")
]


@quick
@given(days_from_now, st.integers(0, 5000), languages, st.data())
def test_every_date_to_come_is_read_back_from_every_form(
    today: date, ahead: int, language: Language, data: st.DataObject
) -> None:
    wanted = min(today + timedelta(days=ahead), date(2199, 12, 31))
    text = data.draw(st.sampled_from(WITH_YEAR))(wanted)
    assert parse(text, language, today) == ParsedDay(wanted), text


@quick
@given(days_from_now, st.integers(0, 364), languages, st.data())
def test_a_date_within_a_year_is_read_back_without_its_year(
    today: date, ahead: int, language: Language, data: st.DataObject
) -> None:
    wanted = today + timedelta(days=ahead)
    text = data.draw(st.sampled_from(WITHOUT_YEAR))(wanted)
    assert parse(text, language, today) == ParsedDay(wanted), text


@quick
@given(days_from_now, st.integers(0, 364), languages, st.data())
def test_a_date_within_the_last_year_is_read_back_in_a_report(
    today: date, back: int, language: Language, data: st.DataObject
) -> None:
    wanted = today - timedelta(days=back)
    text = data.draw(st.sampled_from(WITHOUT_YEAR))(wanted)
    assert parse(text, language, today, past=True) == ParsedDay(wanted), text


@quick
@given(days_from_now, st.integers(0, 11), languages)
def test_every_month_to_come_is_read_back(today: date, ahead: int, language: Language) -> None:
    month = Month.of(today).plus(ahead)
    name = format_date(month.first_day, "LLLL", locale=language.value)
    assert parse(name, language, today) == ByMonth(month)
    assert parse(month_name(speech(language), month), language, today) == ByMonth(month)


@quick
@given(days_from_now, st.integers(0, 51), languages)
def test_every_week_to_come_is_read_back_as_its_friday(
    today: date, ahead: int, language: Language
) -> None:
    friday = today + timedelta(days=(4 - today.weekday()) % 7 + 7 * ahead)
    year, week, _ = friday.isocalendar()
    assert parse(f"KW {week}", language, today) == ParsedDay(friday)
    assert parse(f"week {week} {year}", language, today) == ParsedDay(friday)


FRAGMENTS = """
15 31 0 99 2027 15. 15.10. 3/4 / . , - ' th next last nächsten end of Ende des May Mai Q3 KW
week quarter Quartal in vor ago Friday Fr. so morgen year one 29 Feb 1900 the 00 53
"""
PIECES = st.sampled_from(FRAGMENTS.split())


@quick
@given(
    st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=7).map(" ".join)),
    days_from_now,
    languages,
    st.booleans(),
)
def test_whatever_is_typed_is_a_date_or_is_asked_back(
    text: str, today: date, language: Language, past: bool
) -> None:
    try:
        found = parse(text, language, today, past=past)
    except KamError:
        return
    assert past or found.deadline >= today


@quick
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=9), languages, st.booleans())
def test_the_first_words_are_a_date_or_are_asked_back(
    typed: list[str], language: Language, past: bool
) -> None:
    try:
        found, count = read_date(typed, today=TODAY, language=language, allow_past=past)
    except KamError:
        return
    assert 1 <= count <= len(typed)
    assert past or found.deadline >= TODAY
