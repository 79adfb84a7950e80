from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, an_account
from tests.databases import at_once


def draw(open_uow: OpenUnitOfWork, account_id: int, letter: str = "L") -> int:
    with open_uow(HERE) as uow:
        number = uow.numbers.next(account_id, letter)
        uow.commit()
    return number


def test_numbers_count_from_one_for_each_account_and_letter(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow).saved_id
    globex = an_account(open_uow, name="Globex", channel_id="C2").saved_id
    drawn = [draw(open_uow, acme), draw(open_uow, acme), draw(open_uow, globex)]
    assert drawn == [1, 2, 1]
    assert draw(open_uow, acme, "G") == 1


def test_a_number_is_not_used_up_by_work_that_failed(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow).saved_id
    with open_uow(HERE) as uow:
        assert uow.numbers.next(acme, "L") == 1
    assert draw(open_uow, acme) == 1


def test_eight_writers_at_once_leave_no_gap_and_share_no_number(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow).saved_id
    drawn = at_once(8, lambda _: [draw(open_uow, acme) for _ in range(5)])
    numbers = [number for some in drawn if isinstance(some, list) for number in some]
    assert sorted(numbers) == list(range(1, 41))
