"""One person's flood is slowed with a kind word, and costs nobody else anything."""

from dataclasses import replace

from handlers.person_rates import PEOPLE, PersonRates
from tests.builders import NOW
from tests.databases import statements
from tests.slack import payloads
from tests.slack.office import ACME, ANNA, BEN, Office
from tests.slack.reading import words


def hurried(office: Office, most: int = 3) -> Office:
    """The office, with no more than so many sentences of one person in a minute."""
    pace = PersonRates(most, office.clock)
    responder = next(
        listener.responder
        for listener in _bound(office)
        if hasattr(listener, "responder") and hasattr(listener.responder, "dispatcher")
    )
    responder.__dict__["dispatcher"] = replace(responder.dispatcher, pace=pace)
    return office


def _bound(office: Office) -> list[object]:
    functions = [each.ack_function for each in office.kam.app._listeners]  # noqa: SLF001
    return [each.__self__ for each in functions if hasattr(each, "__self__")]


def test_who_floods_is_slowed_with_a_kind_word_and_others_are_not(acme: Office) -> None:
    office = hurried(acme)
    for number in range(3):
        office.types(f'light red "worry {number}"')

    slowed = office.types('light red "worry 4"')
    other = office.types('light red "another"', by=ANNA)

    assert "You are quick today: I can take 3 a minute" in words(slowed)
    assert "Please go on in 60 s" in words(slowed)
    assert 'light red "worry 4"' in words(slowed)
    assert "L4" in words(other)


def test_the_database_is_not_asked_for_a_flood(acme: Office) -> None:
    office = hurried(acme, most=1)
    office.types("lights")

    with statements(office.kam.engine) as seen:
        command = payloads.slash_command("lights", by=BEN, channel=ACME, slack=office.slack)
        office.kam.app.dispatch(office.request(command))

    assert seen == []


def test_a_minute_later_one_goes_on(acme: Office) -> None:
    office = hurried(acme, most=1)
    office.types("lights")
    assert "You are quick" in words(office.types("lights"))

    office.clock.forward(minutes=1)

    assert "You are quick" not in words(office.types("lights"))


def test_no_more_people_are_remembered_than_there_is_room_for() -> None:
    pace = PersonRates(1, lambda: NOW)
    for number in range(PEOPLE + 5):
        pace.keep(f"U{number}")

    assert len(pace.latest) == PEOPLE
