from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from domain.account import Account
from domain.calendar import Month
from domain.notice import Kind, Notice
from domain.review import Review
from domain.routine import RoutineKind
from scheduler.planner import Planner
from services import routines
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, account, all_of
from tests.databases import at_once

MORNING = datetime(2027, 4, 30, 7, 0, tzinfo=UTC)
"""Nine in Berlin on the last working day of April."""

MINUTE = timedelta(minutes=1)


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def planner(open_uow: OpenUnitOfWork, now: datetime) -> Planner:
    return Planner(HERE, open_uow, Clock(now))


def accounts_in_berlin(
    open_uow: OpenUnitOfWork,
    count: int = 1,
    *,
    before: datetime = MORNING,
    country: str | None = None,
) -> None:
    """So many accounts, whose routines were worked out on the day before."""
    with open_uow(HERE) as uow:
        for number in range(count):
            kept = uow.accounts.add(_account(number, country, before - timedelta(days=1)))
            uow.flush()
            routines.begin(uow, kept)
        uow.commit()
    planner(open_uow, before - timedelta(days=1)).plan()


def _account(number: int, country: str | None, since: datetime) -> Account:
    return account(
        created_at=since,
        name=f"Account {number}",
        channel_id=f"C{number}",
        owner_id="U1",
        time_zone="Europe/Berlin",
        country=country,
    )


def heads(open_uow: OpenUnitOfWork) -> list[tuple[int | None, str]]:
    """The reviews that are owed, by account and period."""
    found = all_of(open_uow, Notice)
    return [(each.account_id, each.period) for each in found if each.kind is Kind.REVIEW]


def reviews_are_posted(open_uow: OpenUnitOfWork, at: datetime) -> None:
    """Whatever is owed of reviews stands in its channel: from then on they are brought to mind."""
    with open_uow(HERE) as uow:
        for head in uow.session.scalars(select(Notice)):
            if head.kind is Kind.REVIEW and head.sent_at is None:
                head.sent(head.to, "1.0", at)
        uow.commit()


def nudges(open_uow: OpenUnitOfWork) -> list[str]:
    found = all_of(open_uow, Notice)
    return [each.period for each in found if each.kind is Kind.NUDGE]


def test_before_its_time_nothing_is_owed(open_uow: OpenUnitOfWork) -> None:
    accounts_in_berlin(open_uow)
    planner(open_uow, MORNING - MINUTE).plan()
    assert heads(open_uow) == []


def test_at_its_time_every_account_is_owed_one_review_of_the_coming_month(
    open_uow: OpenUnitOfWork,
) -> None:
    accounts_in_berlin(open_uow, 3)

    planner(open_uow, MORNING).plan()
    planner(open_uow, MORNING).plan()
    planner(open_uow, MORNING + MINUTE).plan()

    assert sorted(period for _, period in heads(open_uow)) == ["2027-05"] * 3
    assert {each.month for each in all_of(open_uow, Review)} == {Month(2027, 5)}


def test_planners_that_race_owe_every_account_exactly_one(open_uow: OpenUnitOfWork) -> None:
    accounts_in_berlin(open_uow, 60)

    outcomes = at_once(4, lambda _: planner(open_uow, MORNING).plan())

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert len(heads(open_uow)) == len(set(heads(open_uow))) == 60


def test_a_planner_that_was_away_for_days_still_owes_the_review(open_uow: OpenUnitOfWork) -> None:
    accounts_in_berlin(open_uow)
    planner(open_uow, MORNING + timedelta(days=5)).plan()
    assert [period for _, period in heads(open_uow)] == ["2027-05"]


def test_one_that_was_away_for_months_owes_the_last_review_and_records_the_others(
    open_uow: OpenUnitOfWork,
) -> None:
    accounts_in_berlin(open_uow, 2)
    for _ in range(2):
        planner(open_uow, MORNING + timedelta(days=65)).plan()

    reviews = [each for each in all_of(open_uow, Notice) if each.kind is Kind.REVIEW]
    assert sorted((each.account_id, each.period, each.reason) for each in reviews) == [
        (account_id, period, reason)
        for account_id in (1, 2)
        for period, reason in (
            ("2027-05", "a later review is due"),
            ("2027-06", "a later review is due"),
            ("2027-07", None),
        )
    ]
    assert {each.month for each in all_of(open_uow, Review)} == {Month(2027, 7)}


def test_a_review_whose_month_is_over_is_brought_to_mind_no_more(
    open_uow: OpenUnitOfWork,
) -> None:
    accounts_in_berlin(open_uow)
    planner(open_uow, MORNING).plan()
    for day in (40, 50):
        planner(open_uow, MORNING + timedelta(days=day)).plan()
    assert [period for period in nudges(open_uow) if period.startswith("2027-05")] == []


def test_a_clock_that_goes_back_and_forth_changes_nothing(open_uow: OpenUnitOfWork) -> None:
    accounts_in_berlin(open_uow)
    for jump in (0, -3, 1, -30, 2):
        planner(open_uow, MORNING + timedelta(days=jump)).plan()
    assert [period for _, period in heads(open_uow)] == ["2027-05"]


def test_a_routine_that_is_worked_out_anew_owes_no_second_review(open_uow: OpenUnitOfWork) -> None:
    accounts_in_berlin(open_uow)
    planner(open_uow, MORNING).plan()
    with open_uow(HERE) as uow:
        routine = uow.routines.get(1, RoutineKind.REVIEW)
        assert routine is not None
        routine.hour = 11
        routine.next_at = MORNING
        uow.commit()

    planner(open_uow, MORNING + timedelta(hours=3)).plan()

    assert len(heads(open_uow)) == 1


def test_a_review_nobody_rolls_is_brought_to_mind_every_third_working_day_three_times(
    open_uow: OpenUnitOfWork,
) -> None:
    accounts_in_berlin(open_uow)
    when: list[int] = []
    for day in range(40):
        planner(open_uow, MORNING + timedelta(days=day)).plan()
        reviews_are_posted(open_uow, MORNING + timedelta(days=day))
        if len(nudges(open_uow)) > len(when):
            when.append(day)

    # The 30th of April is a Friday: Wednesday, Monday, Thursday. The review of May falls on
    # the 31st, and its own nudge on the Thursday after that.
    assert [(MORNING + timedelta(days=day)).strftime("%a %d") for day in when] == [
        "Wed 05",
        "Mon 10",
        "Thu 13",
        "Thu 03",
        "Tue 08",
    ]


def test_a_public_holiday_of_the_account_s_country_moves_review_and_nudge(
    open_uow: OpenUnitOfWork,
) -> None:
    """The last Monday-to-Friday day of March 2024 is Good Friday, and Monday a holiday too."""
    maundy_thursday = datetime(2024, 3, 28, 8, 0, tzinfo=UTC)
    accounts_in_berlin(open_uow, before=maundy_thursday, country="DE")

    planner(open_uow, maundy_thursday - MINUTE).plan()
    assert heads(open_uow) == []
    planner(open_uow, maundy_thursday).plan()
    assert [period for _, period in heads(open_uow)] == ["2024-04"]
    reviews_are_posted(open_uow, maundy_thursday)

    # Three working days later is Thursday: Good Friday and Easter Monday are none.
    planner(open_uow, datetime(2024, 4, 4, 6, 59, tzinfo=UTC)).plan()
    assert nudges(open_uow) == []
    planner(open_uow, datetime(2024, 4, 4, 7, 0, tzinfo=UTC)).plan()
    assert nudges(open_uow) == ["2024-04/1"]


def test_planners_that_race_bring_a_review_to_mind_once(open_uow: OpenUnitOfWork) -> None:
    accounts_in_berlin(open_uow, 20)
    planner(open_uow, MORNING).plan()
    reviews_are_posted(open_uow, MORNING)

    outcomes = at_once(4, lambda _: planner(open_uow, MORNING + timedelta(days=5)).plan())

    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert nudges(open_uow) == ["2027-05/1"] * 20


def test_an_archived_account_is_owed_nothing(open_uow: OpenUnitOfWork) -> None:
    accounts_in_berlin(open_uow)
    with open_uow(HERE) as uow:
        (kept,) = uow.accounts.open()
        kept.archive(MORNING)
        uow.commit()
        assert kept.saved_id == 1
    planner(open_uow, MORNING).plan()
    assert heads(open_uow) == []
