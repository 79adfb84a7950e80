"""Morning and tomorrow are where one sits: the account is in London, Lou in Los Angeles."""

from datetime import UTC, datetime

import pytest

from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, CHRIS, Office
from tests.slack.reading import words

LOU = "U0LOU"


@pytest.fixture
def lou(acme: Office) -> Office:
    """Lou joins Acme's team, whose account keeps London's time."""
    acme.slack.add_user(TEAM, LOU, "Lou", locale="en-US", tz="America/Los_Angeles")
    acme.slack.join(ACME, LOU)
    acme.deliver(events.member_joined_channel(LOU))
    return acme


def at(office: Office, *when: int) -> None:
    """The clock shows this moment of UTC."""
    office.clock.now = datetime(*when, tzinfo=UTC)  # type: ignore[misc, arg-type]
    office.tick()


def reminded(office: Office, person: str) -> bool:
    return any("send the offer" in words(each) for each in office.slack.direct_messages(person))


def test_a_reminder_comes_in_its_readers_own_morning(lou: Office) -> None:
    for person in (LOU, CHRIS):
        lou.types(f'action "send the offer" <@{person}> by 30 April', by=person)
    lou.tick()

    at(lou, 2026, 4, 30, 7, 31)  # 08:31 in London, 09:31 where Chris is, 00:31 where Lou is
    assert reminded(lou, CHRIS)
    assert not reminded(lou, LOU)
    at(lou, 2026, 4, 30, 15, 29)
    assert not reminded(lou, LOU)
    at(lou, 2026, 4, 30, 15, 31)  # 08:31 in Los Angeles
    assert reminded(lou, LOU)


@pytest.mark.parametrize(
    "moment, day",
    [
        (
            (2026, 4, 29, 2, 0),
            "Wed 29 Apr 2026",
        ),  # 28 April, 19:00 in Los Angeles; London has the 29th
        ((2026, 4, 29, 18, 0), "Thu 30 Apr 2026"),  # the 29th in both
    ],
)
def test_tomorrow_is_the_writers_and_the_day_is_said(
    lou: Office, moment: tuple[int, ...], day: str
) -> None:
    lou.clock.now = datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]

    assert day in words(lou.types('action "send the offer" tomorrow', by=LOU))
