from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.account import (
    NAME_LIMIT,
    AlreadyArchived,
    Announcements,
    NotArchived,
    UnknownTimeZone,
    name_key,
    time_zone,
)
from domain.light import Colour
from domain.text import TextMissing, TextTooLong
from tests.builders import NOW, account

quick = settings(max_examples=100, derandomize=True, deadline=None)


def test_names_that_sound_alike_are_one_name() -> None:
    assert name_key("ACME  gmbh ") == name_key("Acme GmbH")
    assert name_key("Große Straße") == name_key("GROSSE STRASSE")
    assert name_key("Acme") != name_key("Acme AG")


@quick
@given(st.text(max_size=NAME_LIMIT))
def test_a_name_is_found_by_what_was_typed(typed: str) -> None:
    try:
        kept = account(name=typed)
    except TextMissing:
        return
    assert name_key(typed) == kept.name_key == name_key(kept.name)


def test_renaming_renews_the_key_that_makes_names_unique() -> None:
    acme = account(name="Acme")
    acme.rename("  Acme\nAG ")
    assert (acme.name, acme.name_key) == ("Acme AG", "acme ag")


def test_a_refused_name_changes_nothing() -> None:
    acme = account(name="Acme")
    with pytest.raises(TextMissing):
        acme.rename("  ")
    with pytest.raises(TextTooLong) as refused:
        acme.rename("x" * 81)
    assert refused.value.limit == 80
    assert (acme.name, acme.name_key) == ("Acme", "acme")


def test_an_account_has_a_date_of_its_own() -> None:
    late = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)
    assert account(time_zone="Europe/Berlin").today(late) == date(2026, 5, 1)
    assert account(time_zone="America/New_York").today(late) == date(2026, 4, 30)


def test_the_date_does_not_depend_on_the_zone_an_instant_is_told_in() -> None:
    tokyo = NOW.astimezone(ZoneInfo("Asia/Tokyo"))
    assert account(time_zone="UTC").today(tokyo) == NOW.date()


def test_archiving_and_restoring_are_each_done_once() -> None:
    acme = account()
    acme.archive(NOW)
    with pytest.raises(AlreadyArchived):
        acme.archive(NOW)
    acme.restore()
    assert acme.archived_at is None
    with pytest.raises(NotArchived):
        acme.restore()


def test_an_account_is_archived_from_one_moment_on() -> None:
    assert account(archived_at=NOW).is_archived
    assert not account().is_archived


def test_a_time_zone_is_known_by_its_name() -> None:
    assert time_zone("Europe/Berlin") == "Europe/Berlin"


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "Europe", "../etc/passwd", "/etc/passwd", "a\x00b", "x" * 300]
)
def test_what_is_no_time_zone_is_named_as_it_was_given(name: str) -> None:
    with pytest.raises(UnknownTimeZone) as refused:
        time_zone(name)
    assert refused.value.name == name


@pytest.mark.parametrize("colours", [(colour,) for colour in Colour])
def test_all_announcements_cover_every_light_and_none_covers_none(
    colours: tuple[Colour, ...],
) -> None:
    assert Announcements.ALL.cover(*colours)
    assert not Announcements.NONE.cover(*colours)


def test_red_and_amber_only_covers_a_light_that_has_or_had_one_of_them() -> None:
    only = Announcements.RED_AND_AMBER
    assert only.cover(Colour.RED)
    assert only.cover(Colour.AMBER)
    assert only.cover(Colour.RED, Colour.GREEN)
    assert only.cover(Colour.GREEN, Colour.AMBER)
    assert not only.cover(Colour.GREEN)
