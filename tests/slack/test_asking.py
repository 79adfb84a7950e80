"""Who is asked for commitment, by a clock that a test moves: exactly these messages, none twice.

The office opens on Tuesday 28 April 2026 at nine in the morning, UTC. Acme lives in London, where
the 4th and the 25th of May are holidays.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GLOBEX, GREG, Office, open_for
from tests.slack.reading import words

Json = dict[str, Any]
CommandCall = list[tuple[str, str, str]]

PROPOSE = 'strategy "Become their innovation partner"'
SIGNS = ("commitment", "has not answered", "have not answered", "Zusage", "Welcome to the team")
NAMES = {ANNA: "Anna", BEN: "Ben", CHRIS: "Chris", DANA: "Dana", GREG: "Greg"}


@pytest.fixture
def london(acme: Office) -> Office:
    """Acme has the public holidays of Great Britain."""
    with open_for(acme) as uow:
        (home,) = uow.accounts.open()
        home.country = "GB"
        for routine in uow.routines.of(home.saved_id):
            routine.reschedule(acme.clock())
        uow.commit()
    acme.tick()
    return acme


def asked(office: Office, person: str) -> list[Json]:
    """What somebody was told in private about strategies."""
    told = office.slack.direct_messages(person)
    return [each for each in told if any(sign in each["text"] for sign in SIGNS)]


def until(office: Office, day: int, month: int = 5) -> CommandCall:
    """Time passes up to the evening of that day, every three hours; who was told what on which."""
    last = datetime(2026, month, day, 21, tzinfo=UTC)
    return sorted(set(_told(office, last)), key=lambda one: (date_of(one[0]), one[1:]))


def date_of(said: str) -> date:
    return datetime.strptime(f"{said} 2026", "%a %d %b %Y").replace(tzinfo=UTC).date()


def _told(office: Office, last: datetime) -> Iterator[tuple[str, str, str]]:
    known = {person: len(asked(office, person)) for person in NAMES}
    while office.clock.now < last:
        office.tick(hours=3)
        for person, name in NAMES.items():
            new = asked(office, person)[known[person] :]
            known[person] += len(new)
            for message in new:
                yield f"{office.clock.now:%a %d %b}", name, message["text"]


def joins(office: Office, person: str, channel: str = ACME) -> None:
    office.slack.join(channel, person)
    office.deliver(events.member_joined_channel(person, channel))


# -------------------------------------------------------------------------------- over a month


def test_a_month_of_asking_in_exactly_these_messages(london: Office) -> None:
    london.types(f"{PROPOSE}")
    london.types('strategy "Grow with their plants"')
    london.types("zusage S1 „eine Idee im Monat“", by=ANNA)
    london.types("zusage S2 „Graz“", by=ANNA)
    london.types('commit S1 "I open doors"')

    both = "S1 Become their innovation partner; S2 Grow with their plants"
    told = until(london, 4)
    assert told == [
        ("Fri 01 May", "Ben", "1 strategy waits for your commitment. S2 Grow with their plants"),
        ("Fri 01 May", "Chris", f"2 strategies wait for your commitment. {both}"),
    ]

    london.types('commit S2 "Linz"')
    london.clock.now = datetime(2026, 5, 5, 9, tzinfo=UTC)
    joins(london, DANA)
    (shown,) = asked(london, DANA)
    assert shown["text"] == (f"Welcome to the team of Acme. 2 strategies ask for your part. {both}")
    assert until(london, 16) == [
        ("Fri 08 May", "Dana", f"2 strategies wait for your commitment. {both}"),
        ("Wed 13 May", "Chris", f"2 strategies wait for your commitment. {both}"),
        ("Thu 14 May", "Ben", f"1 person has not answered to a strategy of Acme: {both}"),
    ]

    london.clock.now = datetime(2026, 5, 18, 9, tzinfo=UTC)
    london.types('strategy S1 "Lead their innovation"')
    told = until(london, 28)
    lead, grow = "S1 Lead their innovation", "S2 Grow with their plants"
    assert told == [
        ("Tue 19 May", "Dana", f"1 strategy waits for your commitment. {grow}"),
        ("Wed 20 May", "Ben", f"1 person has not answered to a strategy of Acme: {grow}"),
        ("Thu 21 May", "Anna", f"1 Strategie wartet auf deine Zusage. {lead}"),
        ("Thu 21 May", "Ben", f"1 strategy waits for your commitment. {lead}"),
        ("Thu 21 May", "Chris", f"1 strategy waits for your commitment. {lead}"),
        ("Thu 21 May", "Dana", f"1 strategy waits for your commitment. {lead}"),
    ]


def test_whoever_is_reminded_commits_by_the_button_in_the_message(london: Office) -> None:
    london.types(PROPOSE)
    until(london, 1)
    (reminder,) = asked(london, CHRIS)
    assert "Become their innovation partner" in words(reminder)

    view = london.opens(lambda: london.presses(reminder, "commitment.form#1", by=CHRIS))
    london.sends(view, {"text": "one idea a month"}, by=CHRIS)

    assert "✅ *Chris*: one idea a month" in words(london.told()[0])
    assert [one for one in until(london, 20) if one[1] == "Chris"] == []


def test_a_concern_that_is_open_is_an_answer_and_reminds_nobody(london: Office) -> None:
    london.types(PROPOSE)
    for by in (ANNA, BEN):
        london.types('commit S1 "ideas"', by=by)
    london.types('concern S1 "why?"', by=CHRIS)
    assert until(london, 20) == []


def test_a_retired_strategy_reminds_nobody(london: Office) -> None:
    london.types(PROPOSE)
    until(london, 2)
    london.types('strategy S1 retire "the customer is sold"')
    assert until(london, 20) == []


def test_a_reminder_that_waits_while_the_strategy_is_retired_is_not_sent(london: Office) -> None:
    london.types(PROPOSE)
    failing = london.slack.fail("chat.postMessage", None, "ratelimited", retry_after=7_200)
    london.at_nine(1, 5)
    failing.times = 0
    london.types('strategy S1 retire "the customer is sold"')

    assert until(london, 4) == []


def test_who_left_or_was_deactivated_is_reminded_of_nothing_and_named_to_nobody(
    london: Office,
) -> None:
    london.types(PROPOSE)
    london.types('commit S1 "ideas"')
    london.slack.change_user(TEAM, CHRIS, deleted=True)
    london.kam.directory.people()
    london.slack.leave(ACME, ANNA)
    london.deliver(events.member_left_channel(ANNA, ACME))

    assert until(london, 20) == []
    assert asked(london, GREG) == []


def test_who_leaves_after_two_reminders_is_not_reported(london: Office) -> None:
    london.types(PROPOSE)
    for by in (ANNA, BEN):
        london.types('commit S1 "ideas"', by=by)
    assert len(until(london, 13)) == 2
    london.slack.leave(ACME, CHRIS)
    london.deliver(events.member_left_channel(CHRIS, ACME))
    assert until(london, 20) == []


def test_nobody_is_reported_to_themselves(london: Office) -> None:
    london.types(PROPOSE)
    for by in (ANNA, CHRIS):
        london.types('commit S1 "ideas"', by=by)
    assert [one[:2] for one in until(london, 28)] == [("Fri 01 May", "Ben"), ("Wed 13 May", "Ben")]


def test_the_owner_sees_who_is_silent_and_the_channel_does_not(london: Office) -> None:
    london.types(PROPOSE)
    london.types('commit S1 "ideas"')
    until(london, 14)
    (told,) = [each for each in asked(london, BEN) if "not answered" in each["text"]]
    assert "⏳ Anna and Chris" in words(told)
    said = "".join(words(each) for each in london.told())
    assert "Chris" not in said
    assert "⏳ 2 still to come" in said


def test_a_bot_that_was_off_for_weeks_reminds_once_and_then_tells_the_owner(
    london: Office,
) -> None:
    london.types(PROPOSE)
    for by in (ANNA, BEN):
        london.types('commit S1 "ideas"', by=by)
    london.clock.now = datetime(2026, 5, 20, 18, tzinfo=UTC)
    london.restart()

    assert [one[:2] for one in until(london, 28)] == [
        ("Wed 20 May", "Chris"),
        ("Thu 21 May", "Ben"),
    ]


def test_restarts_and_a_second_tick_remind_nobody_twice(london: Office) -> None:
    london.types(PROPOSE)
    until(london, 1)
    london.restart()
    london.tick(minutes=1)
    london.clock.forward(hours=-6)
    london.tick()
    assert len(asked(london, CHRIS)) == 1


def test_two_accounts_of_one_person_are_one_message_a_day(london: Office) -> None:
    london.types('account "Globex"', channel=GLOBEX)
    london.types(PROPOSE)
    london.types('strategy "Win their fleet"', channel=GLOBEX)
    for by, channel in ((ANNA, ACME), (CHRIS, ACME), (DANA, GLOBEX)):
        london.types('commit S1 "ideas"', by=by, channel=channel)

    (one,) = [each for each in until(london, 3) if each[1] == "Ben"]

    assert one[2].startswith("2 strategies wait for your commitment.")
    assert "Win their fleet" in one[2]


def test_each_account_counts_by_its_own_days_wherever_it_lies(acme: Office) -> None:
    """A message of the morning in Berlin speaks for New York, where it is night still."""
    acme.types('account "Globex" ', channel=GLOBEX)
    with open_for(acme) as uow:
        for home, zone in zip(
            uow.accounts.open(), ("Europe/Berlin", "America/New_York"), strict=True
        ):
            home.time_zone = zone
            for routine in uow.routines.of(home.saved_id):
                routine.reschedule(acme.clock())
        uow.commit()
    acme.tick()
    acme.types(PROPOSE)
    acme.types('strategy "Win their fleet"', channel=GLOBEX)
    told = [each for each in until(acme, 3) if each[1] == "Ben"]
    assert len(told) == 1
    assert "Win their fleet" in told[0][2]


# ------------------------------------------------------------------------------ who joins


def test_who_joins_is_shown_the_strategies_once_however_often_they_join(london: Office) -> None:
    london.types(PROPOSE)
    joins(london, DANA)
    london.slack.leave(ACME, DANA)
    london.deliver(events.member_left_channel(DANA, ACME))
    joins(london, DANA)
    london.kam.directory.renew_team(ACME)

    (shown,) = asked(london, DANA)
    assert "Become their innovation partner" in words(shown)
    view = london.opens(lambda: london.presses(shown, "commitment.form#1", by=DANA))
    london.sends(view, {"text": "I ask their board"}, by=DANA)
    assert "✅ *Dana*: I ask their board" in words(london.told()[0])
    assert "1 of 4 committed" in words(london.told()[0])


def test_who_joins_a_team_without_strategies_is_left_alone(london: Office) -> None:
    joins(london, DANA)
    assert asked(london, DANA) == []


def test_a_guest_who_joins_is_shown_nothing(london: Office) -> None:
    london.types(PROPOSE)
    london.slack.leave(ACME, GREG)
    joins(london, GREG)
    assert london.slack.direct_messages(GREG) == []


# ----------------------------------------------------------------------------- the monthly review


def test_the_review_names_strategies_without_any_action_in_the_window(london: Office) -> None:
    london.types(PROPOSE)
    london.types('strategy "Grow with their plants"')
    london.types('action "visit Graz" in June for S2')
    london.at_nine(30, 4)
    (head,) = [each for each in london.told() if each["text"].startswith("Roll Acme")]
    assert "⚠️ No action in these months supports *Become" in words(head)
    assert "(S2)" not in words(head)


def test_a_team_without_strategies_hears_nothing_of_them_in_the_review(london: Office) -> None:
    london.at_nine(30, 4)
    (head,) = [each for each in london.told() if each["text"].startswith("Roll Acme")]
    assert "No action in these months" not in words(head)


def test_what_is_muted_is_not_sent(london: Office) -> None:
    london.types(PROPOSE)
    until(london, 1)
    (reminder,) = asked(london, CHRIS)
    why = london.presses(reminder, "why.show", by=CHRIS)
    assert "after 10 working days" in words(why)
    london.presses(why, "why.mute", by=CHRIS)
    assert [one for one in until(london, 16) if one[1] == "Chris"] == []
