"""`/kam calendar`: one's due actions and reviews, for one's own calendar. It is 28 April 2026."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from domain.person import Person
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GLOBEX, GREG, Office, drain, open_for
from tests.slack.reading import words


@pytest.fixture
def busy(acme: Office) -> Office:
    """Chris has something to do by a day; Acme's day and hour are London's."""
    acme.types(f'action "call the *finance* director; soon, \\n please" <@{CHRIS}> by 5 May')
    acme.types(f'action "without a day" <@{CHRIS}> in June')
    acme.types(f'action "somebody else\'s" <@{ANNA}> by 6 May')
    return acme


def content(office: Office, by: str) -> bytes:
    (*_, letter) = [each for each in office.slack.direct_messages(by) if each.get("files")]
    (wanted,) = [each for each in office.slack.files if each.id == letter["files"][0]["id"]]
    return wanted.content or b""


def entries(office: Office, by: str) -> dict[str, Any]:
    """What stands in the calendar that somebody got last, by UID without the workspace."""
    calendar = Calendar.from_ical(content(office, by))
    return {str(each["uid"]).split("-", 1)[1]: each for each in calendar.walk("VEVENT")}


def asks(office: Office, by: str = CHRIS) -> dict[str, Any]:
    office.types("calendar", by=by)
    return entries(office, by)


def test_due_actions_are_whole_days_and_reviews_at_the_accounts_own_hour(busy: Office) -> None:
    found = asks(busy)

    assert sorted(found) == [
        "1-A1@kam",
        "1-review-2026-05@kam",
        "1-review-2026-06@kam",
        "1-review-2026-07@kam",
    ]
    action, review = found["1-A1@kam"], found["1-review-2026-05@kam"]
    assert (action.start, action.end) == (date(2026, 5, 5), date(2026, 5, 6))
    assert action["transp"] == "TRANSPARENT"
    assert review.start == datetime(2026, 4, 30, 9, tzinfo=ZoneInfo("Europe/London"))
    assert review.start.tzinfo.key == "Europe/London"
    assert str(review["summary"]) == "Review of Acme"
    assert b"BEGIN:VTIMEZONE" in content(busy, CHRIS)
    assert b"DTSTART;VALUE=DATE:20260505" in content(busy, CHRIS)


def test_what_people_wrote_stays_text(busy: Office) -> None:
    action = asks(busy)["1-A1@kam"]

    assert str(action["summary"]) == "A1 call the *finance* director; soon, \\n please (Acme)"
    assert b"director\\; soon\\, \\\\n please" in content(busy, CHRIS).replace(b"\r\n ", b"")


def test_a_newer_file_updates_what_an_older_one_entered(busy: Office) -> None:
    before = asks(busy)
    busy.clock.forward(minutes=5)
    busy.types("move A1 to 12 May", by=CHRIS)

    after = asks(busy)

    assert before.keys() == after.keys()
    assert after["1-A1@kam"].start == date(2026, 5, 12)
    assert after["1-A1@kam"]["sequence"] > before["1-A1@kam"]["sequence"]


def test_what_is_done_and_what_is_rolled_comes_no_more(busy: Office) -> None:
    busy.types("done A1", by=CHRIS)
    busy.types("review")
    (parent,) = [each for each in busy.told() if "review.roll" in str(each)]
    preview = busy.opens(lambda: busy.presses(parent, "review.roll"))
    busy.sends(preview, {})

    assert sorted(asks(busy)) == [f"1-review-2026-0{month}@kam" for month in (6, 7, 8)]


def test_in_german(busy: Office) -> None:
    busy.types("kalender", by=ANNA)

    found = entries(busy, ANNA)
    assert str(found["1-review-2026-05@kam"]["summary"]) == "Planrunde von Acme"
    assert "Mai 2026" in str(found["1-review-2026-05@kam"]["description"])
    letter = busy.slack.direct_messages(ANNA)[-1]
    assert "Deine fälligen Aktionen und Planrunden" in words(letter)


def test_only_accounts_one_belongs_to_are_in_it(busy: Office) -> None:
    busy.types('account "Globex"', channel=GLOBEX)
    with open_for(busy) as uow:
        dana = uow.people.get(DANA)
        assert isinstance(dana, Person)
        dana.is_leader = True
        uow.commit()

    assert {uid.partition("-")[0] for uid in asks(busy, by=CHRIS)} == {"1"}
    assert {uid.partition("-")[0] for uid in asks(busy, by=DANA)} == {"2"}
    assert {uid.partition("-")[0] for uid in asks(busy, by=BEN)} == {"1", "2"}


def test_who_has_nothing_to_enter_is_told_so(office: Office) -> None:
    office.types("calendar", by=DANA)

    assert office.slack.files == []
    assert office.slack.direct_messages(DANA)[-1]["text"].startswith("Nothing is due for you")


def test_a_guest_gets_none(busy: Office) -> None:
    assert busy.types("calendar", by=GREG)["text"] == "Guests cannot use kam here."
    assert busy.slack.files == []


def test_who_was_deactivated_before_it_is_sent_gets_none(busy: Office) -> None:
    busy.slack.fail("conversations.open", kind="ratelimited", retry_after=60)
    busy.types("calendar", by=CHRIS)
    with open_for(busy) as uow:
        chris = uow.people.get(CHRIS)
        assert isinstance(chris, Person)
        chris.is_deactivated = True
        uow.commit()

    busy.clock.forward(minutes=2)
    drain(busy.kam.sender)

    assert busy.slack.files == []
    assert ACME not in str(busy.slack.direct_messages(CHRIS))
