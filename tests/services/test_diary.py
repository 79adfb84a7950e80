"""A diary over two hundred accounts takes as many statements as over one."""

from datetime import date

from sqlalchemy import Engine

from domain.calendar import Month
from domain.routine import Routine, RoutineKind
from services import diary
from services.diary import Diary
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, MAY, NOW, Actor, a_person, action, an_account, keep
from tests.databases import statements


def an_account_with_a_review(open_uow: OpenUnitOfWork, name: str, team: list[str]) -> int:
    home = an_account(open_uow, name=name, channel_id=f"C{name}", team=team, owner_id=None)
    kind = RoutineKind.REVIEW
    keep(
        open_uow,
        Routine(workspace_id=HERE, account_id=home.saved_id, kind=kind),
        action(account_id=home.saved_id, due=date(2026, 5, 5)),
        action(account_id=home.saved_id, number=2),
        action(account_id=home.saved_id, number=3, due=date(2026, 5, 6), owner_id="U2"),
    )
    return home.saved_id


def diary_of(open_uow: OpenUnitOfWork, person_id: str) -> Diary:
    with open_uow(HERE) as uow:
        return diary.diary(uow, person_id, NOW)


def test_it_holds_ones_own_actions_with_a_day_and_three_reviews_an_account(
    open_uow: OpenUnitOfWork,
) -> None:
    a_person(open_uow)
    an_account_with_a_review(open_uow, "1", ["U1"])
    an_account_with_a_review(open_uow, "2", ["U9"])

    found = diary_of(open_uow, "U1")

    assert [each.ref for _account, each in found.actions] == ["A1"]
    assert [str(day.month) for _account, day in found.reviews] == ["2026-05", "2026-06", "2026-07"]


def test_what_is_rolled_is_over(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow)
    an_account_with_a_review(open_uow, "1", ["U1"])
    with open_uow(HERE) as uow:
        acting = Actor(open_uow, channel_id="C1").enter(uow)
        review, _new = uow.reviews.open(acting.account_id, MAY, NOW, "U1")
        review.roll("U1", NOW, {})
        uow.commit()

    assert diary_of(open_uow, "U1").reviews[0][1].month == Month(2026, 6)


def test_two_hundred_accounts_take_as_many_statements_as_one(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U1")
    a_person(open_uow, "U2")
    an_account_with_a_review(open_uow, "0", ["U2"])
    for number in range(1, 201):
        an_account_with_a_review(open_uow, str(number), ["U1"])

    counts = {}
    for who, accounts in (("U2", 1), ("U1", 200)):
        with statements(engine) as seen:
            assert len(diary_of(open_uow, who).reviews) == 3 * accounts
        counts[who] = len(seen)

    assert counts["U1"] == counts["U2"] <= 5


def test_who_belongs_nowhere_has_an_empty_one(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")

    assert diary_of(open_uow, "U1").is_empty
