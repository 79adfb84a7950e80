"""Contacts and key information on both databases: few statements, and who may change them."""

from datetime import date

import pytest
from sqlalchemy import Engine

from domain.action import ActionState
from domain.contact import Attitude, ContactKnown, Description, Influence
from domain.knowledge import Area, KnownAlready
from domain.permission import NotAllowed
from services import contacts, knowledge
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    NOW,
    TODAY,
    Actor,
    a_person,
    action,
    an_account,
    contact,
    keep,
    key_information,
)
from tests.databases import statements

EVA = Description("Eva Leitner", "finance director", influence=Influence.DECIDES)


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """A member of the team of Acme."""
    a_person(open_uow, "U1", name="Anna")
    an_account(open_uow, team=["U1"])
    return Actor(open_uow)


def test_a_contact_is_kept_with_all_that_is_said(anna: Actor) -> None:
    anna.does(contacts.add, EVA)
    anna.does(contacts.describe, 1, Description(attitude=Attitude.FOR, held_by="U1"))

    (found,) = anna.does(contacts.board).relations
    kept = found.contact
    assert (kept.ref, kept.name, kept.role) == ("C1", "Eva Leitner", "finance director")
    assert (kept.attitude, kept.influence, kept.held_by) == (Attitude.FOR, Influence.DECIDES, "U1")


def test_one_talked_last_on_the_latest_day_that_is_known(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    keep(open_uow, contact(met_on=date(2026, 3, 1)), contact(number=2, name="Max Long"))
    done = {"state": ActionState.DONE, "closed_at": NOW, "contact": 1}
    keep(open_uow, action(**done), action(**done | {"number": 2, "outcome": "a pilot"}))
    keep(open_uow, action(number=3, contact=2))

    met = {one.contact.ref: one.met_on for one in anna.does(contacts.board).relations}

    assert met == {"C1": TODAY, "C2": None}


def test_many_contacts_take_as_many_statements_as_one(
    engine: Engine, open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    counts = []
    for numbers in (range(1, 2), range(2, 60)):
        keep(open_uow, *(contact(number=n, name=f"Eva {n}", held_by="U1") for n in numbers))
        with statements(engine) as seen:
            anna.does(contacts.board)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_many_lines_take_as_many_statements_as_one(
    engine: Engine, open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    counts = []
    for numbers in (range(1, 2), range(2, 60)):
        keep(open_uow, *(key_information(number=n, text=f"fact {n}") for n in numbers))
        with statements(engine) as seen:
            anna.does(knowledge.known)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_one_name_and_one_line_are_there_once(anna: Actor) -> None:
    anna.does(contacts.add, EVA)
    anna.does(knowledge.tell, "They move to SAP", area=Area.CHALLENGES)

    with pytest.raises(ContactKnown):
        anna.does(contacts.add, Description("eva leitner"))
    with pytest.raises(KnownAlready):
        anna.does(knowledge.tell, "they move to sap")


def test_a_leader_reads_and_changes_nothing(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_person(open_uow, "U9", is_leader=True)
    leader = Actor(anna.open_uow, "U9")

    assert leader.does(contacts.board).relations == []
    with pytest.raises(NotAllowed):
        leader.does(contacts.add, EVA)
    with pytest.raises(NotAllowed):
        leader.does(knowledge.tell, "They move to SAP")
