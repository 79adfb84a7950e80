"""What is done to many rows at once is written with as many statements as for a few."""

from collections.abc import Callable

from sqlalchemy import Engine

from domain.action import Action
from domain.activity import Activity
from domain.contact import Contact, Description
from services import actions, contacts, handovers
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import HERE, Actor, a_person, action, all_of, an_account, keep
from tests.databases import statements

EVA = Description(name="Eva Leitner", role="buyer")


def count_of(engine: Engine, work: Callable[[], object]) -> int:
    with statements(engine) as seen:
        work()
    return len(seen)


def actions_of_ben(open_uow: OpenUnitOfWork, numbers: range) -> None:
    keep(open_uow, *(action(number=number, owner_id="U2") for number in numbers))


def test_many_actions_are_handed_over_as_quickly_as_two(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    a_person(open_uow)
    a_person(open_uow, id="U2", name="Ben")
    an_account(open_uow, team=("U1", "U2"))
    anna = Actor(open_uow)
    found = []
    for numbers in (range(1, 3), range(3, 20)):
        actions_of_ben(open_uow, numbers)
        found.append(count_of(engine, lambda: anna.does(handovers.hand_over_all, "U2", "U1")))

    assert found[0] == found[1]
    told = [each for each in all_of(open_uow, Activity) if each.kind == actions.ASSIGNED]
    assert [each.subject for each in told] == [f"A{number}" for number in range(1, 20)]
    assert {each.owner_id for each in all_of(open_uow, Action)} == {"U1"}


def test_a_contact_of_many_accounts_is_forgotten_as_quickly_as_of_one(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    a_person(open_uow)

    def forget() -> None:
        with open_uow(HERE) as uow:
            uow.personal.erase_contact("Eva Leitner", by_name="somebody")
            uow.commit()

    found = []
    for channels in (("C1",), ("C2", "C3", "C4")):
        for channel in channels:
            an_account(open_uow, name=f"Acme {channel}", channel_id=channel)
            Actor(open_uow, channel_id=channel).does(contacts.add, EVA)
        found.append(count_of(engine, forget))

    assert found[0] == found[1]
    assert all_of(open_uow, Contact) == []
    assert "buyer" not in str([each.after for each in all_of(open_uow, Activity)])
