from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.account import Account
from domain.mute import Mute
from domain.notice import Kind
from domain.notice_kinds import Topic
from domain.person import Person
from domain.routine import RoutineKind
from services import mutes, people, routines, settings
from services.access import Acting
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork
from tests.builders import HERE, NOW, Actor, a_person, all_of, an_account, notice, person

WEEK = timedelta(days=7)


@pytest.fixture
def acme(open_uow: OpenUnitOfWork) -> Account:
    a_person(open_uow, "U1")
    made = an_account(open_uow)
    with open_uow(HERE) as uow:
        routines.begin(uow, made)
        uow.commit()
    return made


def silence(open_uow: OpenUnitOfWork, *at: datetime, **facts: Any) -> str | None:  # noqa: ANN401 - any field of a notice
    with open_uow(HERE) as uow:
        return mutes.silence(uow, notice(**facts), at[0] if at else NOW)


def mute(uow: UnitOfWork, acting: Acting, topic: Topic) -> mutes.Muted:
    return mutes.mute(uow, acting.person, acting, topic)


def snooze(uow: UnitOfWork, acting: Acting, topic: Topic) -> mutes.Muted:
    return mutes.snooze(uow, acting.person, acting, topic, acting.now)


def test_what_is_muted_of_one_account_is_told_of_another_and_to_others(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    other = an_account(open_uow, name="Other", channel_id="C2")
    Actor(open_uow).does(mute, Topic.SILENT)
    silent: dict[str, Any] = {"kind": Kind.SILENT, "to": "U1"}
    assert silence(open_uow, account_id=acme.saved_id, **silent) == "muted"
    assert silence(open_uow, account_id=other.saved_id, **silent) is None
    assert silence(open_uow, account_id=acme.saved_id, kind=Kind.SILENT, to="U2") is None
    assert silence(open_uow, account_id=acme.saved_id, kind=Kind.PULSE, to="U1") is None


def test_a_snooze_lasts_over_the_same_weekday_and_then_it_is_told_again(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    muted = Actor(open_uow).does(snooze, Topic.PULSE)
    assert muted.until == datetime(2026, 5, 6, tzinfo=UTC)
    pulse: dict[str, Any] = {"kind": Kind.PULSE, "to": "U1", "account_id": acme.saved_id}
    assert silence(open_uow, NOW + WEEK, **pulse) == "snoozed"
    assert silence(open_uow, NOW + WEEK + timedelta(days=1), **pulse) is None


def test_muting_twice_or_after_a_snooze_leaves_one_mute_that_lasts(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    for act in (snooze, mute, mute):
        Actor(open_uow).does(act, Topic.PULSE)
    (kept,) = all_of(open_uow, Mute)
    assert (kept.account_id, kept.until) == (acme.id, None)


def test_what_is_lifted_is_told_again(open_uow: OpenUnitOfWork, acme: Account) -> None:
    Actor(open_uow).does(mute, Topic.PULSE)
    with open_uow(HERE) as uow:
        mutes.lift(uow, person(), acme.id, Topic.PULSE)
        mutes.lift(uow, person(), None, Topic.PULSE)
        uow.commit()
    assert all_of(open_uow, Mute) == []


@pytest.mark.usefixtures("acme")
def test_muting_reminders_turns_their_switch_and_lifting_turns_it_back(
    open_uow: OpenUnitOfWork,
) -> None:
    for act, wants in ((mutes.mute, False), (mutes.lift, True)):
        with open_uow(HERE) as uow:
            act(uow, person(), None, Topic.REMINDERS)
            uow.commit()
        (anna,) = all_of(open_uow, Person)
        assert anna.wants_reminders is wants
    assert all_of(open_uow, Mute) == []


def test_one_sees_ones_own_mutes_of_accounts_one_may_read_while_they_hold(
    open_uow: OpenUnitOfWork, acme: Account
) -> None:
    left = an_account(open_uow, name="Left", channel_id="C2", team=[], owner_id="U9")
    with open_uow(HERE) as uow:
        for account_id, topic, until in (
            (acme.id, Topic.PULSE, None),
            (left.id, Topic.PULSE, None),
            (None, Topic.REMINDERS, NOW + WEEK),
            (None, Topic.SILENT, NOW),
        ):
            uow.mutes.keep(
                Mute(
                    workspace_id=HERE,
                    person_id="U1",
                    account_id=account_id,
                    topic=topic,
                    until=until,
                )
            )
        uow.commit()
        told = mutes.of(uow, "U1", NOW)
    assert [(each.topic, each.account and each.account.name) for each in told] == [
        (Topic.PULSE, "Acme"),
        (Topic.REMINDERS, None),
    ]


@pytest.mark.parametrize("kind", [Kind.SLIP, Kind.SLIP_OVER])
def test_what_the_owner_turned_off_or_snoozed_the_channel_is_not_told(
    open_uow: OpenUnitOfWork, acme: Account, kind: Kind
) -> None:
    slip: dict[str, Any] = {"kind": kind, "account_id": acme.saved_id}
    assert silence(open_uow, **slip) is None
    Actor(open_uow).does(settings.change, {"slips_snoozed_until": NOW + WEEK})
    assert silence(open_uow, **slip) == "snoozed for the account"
    assert silence(open_uow, NOW + WEEK, **slip) is None
    Actor(open_uow).does(settings.change, {"slips_is_on": False})
    assert silence(open_uow, NOW + WEEK, **slip) == "muted for the account"


@pytest.mark.usefixtures("acme")
def test_slips_are_watched_even_while_nobody_wants_to_hear_of_them(
    open_uow: OpenUnitOfWork,
) -> None:
    later = dict.fromkeys(("slips_snoozed_until", "digest_snoozed_until"), NOW + WEEK)
    Actor(open_uow).does(settings.change, later)
    with open_uow(HERE) as uow:
        kinds = {routine.kind for routine, _ in uow.routines.due(NOW, limit=9)}
    assert RoutineKind.SLIPS in kinds
    assert RoutineKind.DIGEST not in kinds


@pytest.mark.parametrize("kind", [Kind.LIGHT, Kind.ASSIGNED, Kind.REVIEW])
def test_what_does_not_come_by_itself_cannot_be_muted(
    open_uow: OpenUnitOfWork, acme: Account, kind: Kind
) -> None:
    assert silence(open_uow, kind=kind, account_id=acme.saved_id, to="U1") is None


# -------------------------------------------------------------------------------- quiet hours


def quiet_until(open_uow: OpenUnitOfWork, now: datetime, **facts: Any) -> datetime | None:  # noqa: ANN401 - any field of a notice
    with open_uow(HERE) as uow:
        known: dict[str, Any] = {"kind": Kind.REMINDER, "to": "U1"}
        return mutes.quiet_until(uow, notice(**(known | facts)), now)


def test_a_dm_waits_for_the_end_of_its_readers_quiet_hours(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", time_zone="Europe/Berlin", quiet_from=18, quiet_until=8)
    a_person(open_uow, "U2", time_zone="Europe/Berlin")
    evening = datetime(2026, 4, 28, 17, 0, tzinfo=UTC)
    morning = datetime(2026, 4, 29, 6, 0, tzinfo=UTC)
    assert quiet_until(open_uow, evening) == morning
    assert quiet_until(open_uow, morning) is None
    assert quiet_until(open_uow, evening, to="U2") is None
    assert quiet_until(open_uow, evening, to="C1") is None
    assert quiet_until(open_uow, evening, kind=Kind.EXPORT) is None
    assert quiet_until(open_uow, evening, edits=1) is None


def test_what_slack_says_of_somebody_leaves_their_quiet_hours(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", quiet_from=18, quiet_until=8)
    with open_uow(HERE) as uow:
        people.learn(uow, person(id="U1", name="Anne"))
        uow.commit()
    assert quiet_until(open_uow, datetime(2026, 4, 28, 23, tzinfo=UTC)) is not None
