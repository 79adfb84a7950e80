from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import StatementError

from domain.account import Account
from domain.language import Language
from domain.light import Colour, Light
from domain.notice import Kind, Notice, State
from domain.person import Person
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    HERE,
    NOW,
    a_notice,
    a_person,
    account,
    all_of,
    an_account,
    keep,
    light,
    person,
)

BERLIN = ZoneInfo("Europe/Berlin")
TWICE = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
"""Half past two comes twice that night; `fold` says which."""


@pytest.mark.parametrize(
    "moment",
    [
        NOW,
        NOW.replace(microsecond=123_456),
        datetime(2026, 4, 28, 11, 0, tzinfo=BERLIN),
        datetime(2026, 4, 28, 9, 0, tzinfo=timezone(timedelta(hours=-9, minutes=-30))),
        TWICE,
        TWICE.replace(fold=1),
    ],
)
def test_an_instant_comes_back_as_it_was_and_in_utc(
    open_uow: OpenUnitOfWork, moment: datetime
) -> None:
    a_person(open_uow, checked_at=moment)
    (kept,) = all_of(open_uow, Person)
    assert kept.checked_at == moment.astimezone(UTC)
    assert kept.checked_at.utcoffset() == timedelta(0)


def test_instants_are_compared_as_instants_whatever_zone_they_are_told_in(
    open_uow: OpenUnitOfWork,
) -> None:
    a_notice(open_uow, next_at=datetime(2026, 4, 28, 11, 0, tzinfo=BERLIN))
    (kept,) = all_of(open_uow, Notice)
    assert kept.next_at == NOW


def test_a_naive_time_is_refused(open_uow: OpenUnitOfWork) -> None:
    with pytest.raises(StatementError, match="naive"):
        keep(open_uow, person(checked_at=datetime(2026, 4, 28, 9, 0)))  # noqa: DTZ001 - the point
    assert all_of(open_uow, Person) == []


def test_words_are_kept_as_words_and_come_back_as_what_they_mean(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    an_account(open_uow, language=Language.GERMAN, with_lights=[Colour.AMBER])
    a_notice(open_uow, kind=Kind.LIGHT_EDIT, state=State.HELD)
    with engine.connect() as connection:
        words = connection.execute(
            text("SELECT language, colour, kind, state FROM accounts, lights, notices")
        ).one()
    assert tuple(words) == ("de", "amber", "light_edit", "held")
    assert all_of(open_uow, Account)[0].language is Language.GERMAN
    assert all_of(open_uow, Light)[0].colour is Colour.AMBER
    assert all_of(open_uow, Notice)[0].state is State.HELD


def test_a_word_outside_its_list_is_refused(open_uow: OpenUnitOfWork) -> None:
    with pytest.raises(StatementError, match="'blue' is not a valid"):
        keep(open_uow, account(language="blue"))


@pytest.mark.parametrize("facts", [{}, {"activity": 7, "names": ["Änne", "👩‍👩‍👧"], "none": None}])
def test_the_facts_of_a_notice_come_back_as_they_were(
    open_uow: OpenUnitOfWork, facts: dict[str, object]
) -> None:
    a_notice(open_uow, facts=facts)
    assert all_of(open_uow, Notice)[0].facts == facts


@pytest.mark.parametrize(
    "hostile", ["'; DROP TABLE lights; --", "اللون أحمر", "👩‍👩‍👧", "%s %(x)s :x ?", "x" * 500]
)
def test_what_people_write_comes_back_letter_by_letter(
    open_uow: OpenUnitOfWork, hostile: str
) -> None:
    acme = an_account(open_uow)
    keep(open_uow, light(Colour.AMBER, account_id=acme.id, text=hostile, decide_by=date.max))
    (kept,) = all_of(open_uow, Light)
    assert (kept.text, kept.decide_by, kept.workspace_id) == (hostile, date.max, HERE)
