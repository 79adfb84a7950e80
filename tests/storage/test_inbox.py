from datetime import timedelta

import pytest

from domain.person import Person
from storage.inbox import Repeated
from storage.queues import Queues
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import ELSEWHERE, HERE, NOW, all_of, person
from tests.databases import at_once


def take(open_uow: OpenUnitOfWork, delivery: str, workspace: str = HERE) -> None:
    with open_uow(workspace) as uow:
        uow.inbox.take(delivery, NOW)
        uow.commit()


def test_a_delivery_is_taken_once(open_uow: OpenUnitOfWork) -> None:
    take(open_uow, "Ev1")
    with pytest.raises(Repeated):
        take(open_uow, "Ev1")


def test_different_deliveries_and_other_workspaces_do_not_disturb_each_other(
    open_uow: OpenUnitOfWork,
) -> None:
    take(open_uow, "Ev1")
    take(open_uow, "Ev2")
    take(open_uow, "Ev1", ELSEWHERE)
    with pytest.raises(Repeated):
        take(open_uow, "Ev1", ELSEWHERE)


def test_a_delivery_whose_work_failed_can_be_taken_again(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow:
        uow.inbox.take("Ev1", NOW)
    take(open_uow, "Ev1")
    with pytest.raises(Repeated):
        take(open_uow, "Ev1")


def test_the_same_delivery_eight_times_at_once_has_one_effect(open_uow: OpenUnitOfWork) -> None:
    def deliver(number: int) -> None:
        with open_uow(HERE) as uow:
            uow.inbox.take("Ev1", NOW)
            uow.people.add(person(id=f"U{number}"))
            uow.commit()

    outcomes = at_once(8, deliver)
    assert outcomes.count(None) == 1
    assert sum(isinstance(outcome, Repeated) for outcome in outcomes) == 7
    assert len(all_of(open_uow, Person)) == 1


def test_deliveries_are_forgotten_when_slack_no_longer_repeats_them(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    take(open_uow, "Ev1")
    queues.forget(deliveries_before=NOW, drafts_before=NOW)
    with pytest.raises(Repeated):
        take(open_uow, "Ev1")
    queues.forget(deliveries_before=NOW + timedelta(seconds=1), drafts_before=NOW)
    take(open_uow, "Ev1")
