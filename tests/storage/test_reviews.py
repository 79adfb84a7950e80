"""Which reviews still wait for somebody, over many accounts at once."""

from domain.account import Account
from domain.review import Review
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import APRIL, HERE, JUNE, MAY, NOW, an_account, keep


def a_review(open_uow: OpenUnitOfWork, home: Account, **facts: object) -> None:
    known = {"workspace_id": HERE, "account_id": home.id, "month": MAY, "opened_at": NOW}
    keep(open_uow, Review(**(known | facts)))  # type: ignore[arg-type]


def waiting(open_uow: OpenUnitOfWork, *homes: Account) -> list[tuple[int, str]]:
    with open_uow(HERE) as uow:
        found = uow.reviews.latest_open([each.saved_id for each in homes], MAY)
    return sorted((each.account_id, each.ref) for each in found)


def test_of_each_account_the_latest_review_waits_unless_it_was_rolled_or_put_off(
    open_uow: OpenUnitOfWork,
) -> None:
    acme, globex, initech, hooli = (
        an_account(open_uow, name=name, channel_id=f"C{name}")
        for name in ("Acme", "Globex", "Initech", "Hooli")
    )
    a_review(open_uow, acme)
    a_review(open_uow, acme, month=JUNE)
    a_review(open_uow, globex)
    a_review(open_uow, globex, month=JUNE, rolled_at=NOW, rolled_by="U1")
    a_review(open_uow, initech, put_off_at=NOW, put_off_by="U1", why="holidays")
    a_review(open_uow, hooli, month=APRIL)

    assert waiting(open_uow, acme, globex, initech, hooli) == [(acme.saved_id, "2026-06")]


def test_only_the_accounts_asked_about_are_looked_at(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow)
    a_review(open_uow, acme)
    assert waiting(open_uow) == []
    assert waiting(open_uow, acme) == [(acme.saved_id, "2026-05")]
