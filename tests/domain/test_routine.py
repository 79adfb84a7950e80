from datetime import timedelta

import pytest

from domain.routine import SELDOM, WATCHING, Routine, RoutineKind
from tests.builders import HERE, NOW

LATER = NOW + timedelta(days=1)


def a_routine(kind: RoutineKind = RoutineKind.DIGEST, **facts: object) -> Routine:
    return Routine(workspace_id=HERE, account_id=1, kind=kind, **facts)  # type: ignore[arg-type]


def test_what_was_due_by_the_first_setting_is_remembered_however_often_it_changes() -> None:
    digest = a_routine(next_at=NOW)
    digest.reschedule(NOW)
    digest.reschedule(NOW)
    assert (digest.next_at, digest.pending_at) == (None, NOW)


def test_switched_on_again_it_owes_nothing_of_the_time_it_was_off() -> None:
    digest = a_routine(next_at=NOW)
    digest.switch(on=False, now=NOW)
    digest.reschedule(NOW)
    digest.switch(on=True, now=LATER)
    assert (digest.is_on, digest.next_at, digest.pending_at) == (True, None, None)
    assert digest.counts_from == LATER


def test_switched_on_while_it_is_on_it_stays_as_it_is() -> None:
    digest = a_routine(next_at=NOW)
    digest.switch(on=True, now=LATER)
    assert digest.next_at == NOW


@pytest.mark.parametrize("kind", RoutineKind)
def test_a_snooze_lets_go_what_comes_often_and_keeps_what_comes_seldom(kind: RoutineKind) -> None:
    snoozed = a_routine(kind, snoozed_until=LATER)
    assert snoozed.drops(NOW) is (kind not in SELDOM | WATCHING)
    assert not snoozed.drops(LATER)
    assert not a_routine(kind).drops(NOW)
