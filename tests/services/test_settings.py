from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from domain.account import Account, Announcements, UnknownTimeZone
from domain.activity import Activity, ChangedSince
from domain.calendar import HourOutOfRange
from domain.language import Language
from domain.permission import NotAllowed, Reason, Right
from domain.routine import Routine, RoutineKind
from domain.settings import AccountSettings, SettingsChanged, TooEarly, UnknownCountry
from services import history, routines, settings, undo
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, Actor, a_person, all_of, an_account
from tests.databases import statements

LATER = NOW + timedelta(hours=1)
Facts = dict[str, Any]


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """Anna owns Acme; Ben is in its team. Everything is due in an hour."""
    a_person(open_uow, "U1")
    a_person(open_uow, "U2", name="Ben", is_admin=True)
    a_person(open_uow, "U3", name="Chris")
    acme = an_account(open_uow, team=["U1", "U2", "U3"])
    with open_uow(HERE) as uow:
        routines.begin(uow, acme)
        uow.flush()
        for routine in uow.routines.of(acme.saved_id):
            routine.next_at = LATER
        uow.commit()
    return Actor(open_uow)


def ben(anna: Actor) -> Actor:
    return replace(anna, person_id="U2")


def found(anna: Actor) -> AccountSettings:
    return anna.does(settings.look)


def seen(anna: Actor) -> Facts:
    return history.facts(found(anna))


def routine(anna: Actor, kind: RoutineKind) -> Routine:
    return next(each for each in all_of(anna.open_uow, Routine) if each.kind is kind)


def to_work_out(anna: Actor) -> set[RoutineKind]:
    return {each.kind for each in all_of(anna.open_uow, Routine) if each.next_at is None}


def test_a_new_account_has_a_digest_on_mondays_at_nine(anna: Actor) -> None:
    told = found(anna)
    assert (told.digest_is_on, told.digest_weekday, told.digest_hour) == (True, 0, 9)
    assert not told.digest_only_when_needed
    assert told.announcements is Announcements.ALL


def test_what_is_set_is_kept_and_in_the_history(anna: Actor) -> None:
    saved = anna.does(
        settings.change,
        {"language": Language.GERMAN, "digest_weekday": 4, "digest_only_when_needed": True},
    )
    assert saved.activity is not None
    told = found(anna)
    assert (told.language, told.digest_weekday) == (Language.GERMAN, 4)
    assert told.digest_only_when_needed
    (activity,) = all_of(anna.open_uow, Activity)
    assert (activity.kind, activity.subject) == ("settings.changed", "settings")
    assert activity.before == {
        "language": "en",
        "digest_weekday": 0,
        "digest_only_when_needed": False,
    }


def test_setting_what_is_set_already_changes_nothing(anna: Actor) -> None:
    saved = anna.does(settings.change, {"digest_hour": 9})
    assert saved.activity is None
    assert all_of(anna.open_uow, Activity) == []
    assert to_work_out(anna) == set()


@pytest.mark.parametrize(
    "changes, moved",
    [
        ({"digest_hour": 8}, {RoutineKind.DIGEST}),
        ({"digest_weekday": 3}, {RoutineKind.DIGEST}),
        ({"review_before": 2}, {RoutineKind.REVIEW, RoutineKind.CONFIDENCE}),
        ({"review_hour": 8}, {RoutineKind.REVIEW}),
        ({"time_zone": "Europe/Berlin"}, set(RoutineKind)),
        ({"country": "DE"}, set(RoutineKind)),
        ({"language": Language.GERMAN, "digest_only_when_needed": True}, set()),
        ({"digest_is_on": False}, set()),
    ],
)
def test_what_moves_the_clock_has_it_look_again(
    anna: Actor, changes: Facts, moved: set[RoutineKind]
) -> None:
    anna.does(settings.change, changes)
    assert to_work_out(anna) == moved
    assert {
        each.kind for each in all_of(anna.open_uow, Routine) if each.pending_at == LATER
    } == moved


@pytest.mark.parametrize(
    "changes, error",
    [
        ({"time_zone": "Mars/Olympus"}, UnknownTimeZone),
        ({"time_zone": ""}, UnknownTimeZone),
        ({"country": "XX"}, UnknownCountry),
        ({"digest_hour": 24}, HourOutOfRange),
        ({"review_hour": -1}, HourOutOfRange),
        ({"review_before": 16}, TooEarly),
        ({"review_before": -1}, TooEarly),
    ],
)
def test_what_cannot_be_is_refused_whole(
    anna: Actor, changes: Facts, error: type[Exception]
) -> None:
    before = seen(anna)
    with pytest.raises(error):
        anna.does(settings.change, {"language": Language.GERMAN, **changes})
    assert seen(anna) == before
    assert all_of(anna.open_uow, Activity) == []


def test_undo_puts_the_settings_back_and_has_the_clock_look_again(anna: Actor) -> None:
    before = seen(anna)
    anna.does(settings.change, {"digest_is_on": False, "review_hour": 7, "country": "DE"})
    anna.does(undo.undo)
    assert seen(anna) == before
    assert routine(anna, RoutineKind.DIGEST).is_on
    assert routine(anna, RoutineKind.REVIEW).next_at is None


def test_undo_is_refused_once_somebody_has_set_it_to_something_else(anna: Actor) -> None:
    anna.does(settings.change, {"digest_hour": 8})
    ben(anna).does(settings.change, {"digest_hour": 10})
    with pytest.raises(ChangedSince):
        anna.does(undo.undo)


def test_who_does_not_own_the_account_any_more_cannot_undo_its_settings(anna: Actor) -> None:
    anna.does(settings.change, {"digest_hour": 8})
    with anna.open_uow(HERE) as uow:
        acme = uow.accounts.in_channel("C1")
        assert acme is not None
        acme.owner_id = "U3"
        uow.commit()
    with pytest.raises(NotAllowed):
        anna.does(undo.undo)


def test_two_who_set_different_things_from_the_same_sight_both_get_them(anna: Actor) -> None:
    sight = seen(anna)
    anna.does(settings.change, {"digest_weekday": 4}, seen=sight)
    saved = ben(anna).does(settings.change, {"digest_weekday": 0, "digest_hour": 7}, seen=sight)
    assert saved.meanwhile == {"digest_weekday": 4}
    told = found(anna)
    assert (told.digest_weekday, told.digest_hour) == (4, 7)


def test_of_two_who_set_the_same_thing_the_second_is_told_who_set_what(anna: Actor) -> None:
    sight = seen(anna)
    anna.does(settings.change, {"digest_weekday": 4}, seen=sight)
    with pytest.raises(SettingsChanged) as refused:
        ben(anna).does(settings.change, {"digest_weekday": 2, "digest_hour": 7}, seen=sight)
    assert refused.value.changes == {"digest_weekday": 4}
    assert (refused.value.by, refused.value.at) == ("Anna", NOW)
    told = found(anna)
    assert (told.digest_weekday, told.digest_hour) == (4, 9)


def test_two_who_set_the_same_thing_to_the_same_are_not_at_odds(anna: Actor) -> None:
    sight = seen(anna)
    anna.does(settings.change, {"digest_weekday": 4}, seen=sight)
    saved = ben(anna).does(settings.change, {"digest_weekday": 4}, seen=sight)
    assert saved.activity is None


@pytest.mark.parametrize("right", [Right.READ, Right.CHANGE])
def test_a_member_may_not_set_anything(anna: Actor, right: Right) -> None:
    member = replace(anna, person_id="U3", right=right)
    with pytest.raises(NotAllowed) as refused:
        member.does(settings.change, {"digest_hour": 8})
    assert refused.value.reason is Reason.NOT_OWNER
    with pytest.raises(NotAllowed):
        member.does(settings.look)


def test_an_admin_outside_the_team_sets_what_they_may_not_read(anna: Actor) -> None:
    a_person(anna.open_uow, "U9", is_admin=True)
    dana = replace(anna, person_id="U9", right=Right.MANAGE)
    dana.does(settings.change, {"is_confidential": True})
    (acme,) = all_of(anna.open_uow, Account)
    assert acme.is_confidential


def test_reading_and_saving_take_as_many_statements_however_much_was_set(
    engine: Engine, anna: Actor
) -> None:
    counts = []
    for hours in (range(10, 12), range(12, 22)):
        for hour in hours:
            anna.does(settings.change, {"digest_hour": hour})
        with statements(engine) as made:
            anna.does(settings.change, {"digest_hour": 1, "language": Language.GERMAN})
        counts.append(len(made))
        anna.does(settings.change, {"language": Language.ENGLISH})
    assert counts[0] == counts[1]
