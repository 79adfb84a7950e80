"""Messages that can never be sent: the admins who asked for it are told, once a day."""

from collections import Counter

from sqlalchemy import select

from domain.notice import Kind, Notice, State
from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import BEN, DANA, Json, Office, open_for
from tests.slack.reading import words

ON = "settings undelivered on"


def letters(office: Office, person: str = DANA) -> list[Json]:
    return office.slack.direct_messages(person)


def nothing_can_be_sent(office: Office, *problems: str) -> None:
    """Slack refuses for good what the team would be told."""
    for problem in problems or ("the problem",):
        office.slack.fail("chat.postMessage", kind="msg_too_long")
        office.types(f'light red "{problem}"')
        office.clock.forward(minutes=20)


def test_an_admin_who_asked_for_it_is_told_of_what_can_never_be_sent(acme: Office) -> None:
    assert "once a day" in acme.types(ON, by=DANA)["text"]

    nothing_can_be_sent(acme)
    acme.tick(minutes=1)

    (letter,) = letters(acme)
    assert letter["text"] == "1 message of the last day can never be sent."
    assert "1 × Slack answered `msg_too_long`" in words(letter)
    assert "problem" not in words(letter)
    assert "Acme" not in words(letter)


def test_once_a_day_is_enough_however_many_there_are(acme: Office) -> None:
    acme.types(ON, by=DANA)
    nothing_can_be_sent(acme, "budget cut", "no sponsor", "plant closes")
    acme.tick(minutes=1)
    assert len(letters(acme)) == 1

    acme.clock.forward(days=1)
    nothing_can_be_sent(acme, "a new rival")
    acme.tick(minutes=1)

    assert len(letters(acme)) == 2


def test_nobody_is_told_who_did_not_ask(acme: Office) -> None:
    nothing_can_be_sent(acme)
    acme.tick(minutes=1)

    assert letters(acme) == letters(acme, BEN) == []


def test_who_wants_no_more_of_it_says_so(acme: Office) -> None:
    acme.types(ON, by=DANA)
    acme.types("settings undelivered off", by=DANA)

    nothing_can_be_sent(acme)
    acme.tick(minutes=1)

    assert letters(acme) == []


def test_only_admins_are_told_as_long_as_they_are_admins(acme: Office) -> None:
    assert "admin" in acme.types(ON, by=BEN)["text"].lower()
    acme.types(ON, by=DANA)
    acme.slack.change_user(TEAM, DANA, is_admin=False)
    acme.deliver(events.user_change(acme.slack.world.users[TEAM, DANA]))

    nothing_can_be_sent(acme)
    acme.tick(minutes=1)

    assert letters(acme, BEN) == letters(acme) == []


def test_a_message_about_it_that_cannot_be_sent_makes_no_other(acme: Office) -> None:
    acme.types(ON, by=DANA)
    acme.slack.fail("chat.postMessage", kind="msg_too_long", times=None)
    acme.types('light red "problem"')
    for _ in range(3):
        acme.tick(minutes=20)

    with open_for(acme) as uow:
        found = Counter((each.kind, each.state) for each in uow.session.scalars(select(Notice)))
    assert found[Kind.LIGHT, State.DEAD] == 1
    assert found[Kind.UNDELIVERED, State.DEAD] == 1
    assert sum(count for (kind, _), count in found.items() if kind is Kind.UNDELIVERED) == 1
