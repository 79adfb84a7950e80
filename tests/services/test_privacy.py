"""What is kept of somebody is told whole, and erased so that nothing of them is left."""

import json
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from bot.demo import account as demo_account
from bot.demo.world import BEN, SAMPLE, TEAM
from domain.action import Action, Intent
from domain.agreement import AskedToAgree
from domain.amount import Amount
from domain.confidence import Confidence, HowKept, PartReport
from domain.contact import Contact, Description
from domain.guard import GuardRail, GuardReading
from domain.knowledge import KeyInformation
from domain.light import Colour, Light
from domain.notice import Notice
from domain.permission import Right
from services import (
    access,
    actions,
    commitments,
    contacts,
    exports,
    guards,
    knowledge,
    lights,
    privacy,
    questions,
)
from services.export_tables import as_json
from storage.mapping import SCHEMA
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    APRIL,
    ELSEWHERE,
    HERE,
    NOW,
    Actor,
    a_goal,
    a_notice,
    a_person,
    a_strategy,
    all_of,
    an_account,
    contact,
    keep,
)

GONE = "somebody who has left"


@pytest.fixture
def lived_in(open_uow: OpenUnitOfWork) -> OpenUnitOfWork:
    """A database with a hundred days of an account team's work."""
    for one in SAMPLE.people:
        a_person(open_uow, one.id, workspace_id=TEAM, name=one.name)
    demo_account.tell(open_uow, NOW)
    return open_uow


def everything(engine: Engine) -> str:
    """All that stands in the database, as text."""
    with engine.connect() as connection:
        rows = [
            str(tuple(row))
            for table in SCHEMA.sorted_tables
            for row in connection.execute(select(table))
        ]
    return "\n".join(rows)


def told(open_uow: OpenUnitOfWork, who: str = BEN.id) -> Any:  # noqa: ANN401 - JSON
    with open_uow(TEAM) as uow:
        return json.loads(privacy.about(uow, privacy.find(uow, who), NOW))


def forget(open_uow: OpenUnitOfWork, who: str = BEN.id) -> privacy.Forgotten:
    with open_uow(TEAM) as uow:
        found = privacy.forget(uow, privacy.find(uow, who), GONE)
        uow.commit()
    return found


def test_everything_that_names_somebody_is_told(lived_in: OpenUnitOfWork) -> None:
    found = told(lived_in)

    assert found["person"] == {"id": BEN.id, "name": BEN.name}
    assert {"people", "members", "actions", "activities", "goals"} <= set(found["tables"])
    for name, rows in found["tables"].items():
        assert all(BEN.id in str(row) for row in rows), name


def test_of_a_forgotten_person_nothing_is_left(lived_in: OpenUnitOfWork, engine: Engine) -> None:
    forget(lived_in)

    kept = everything(engine)
    assert BEN.id not in kept
    assert BEN.name not in kept
    with lived_in(TEAM) as uow, pytest.raises(privacy.NobodyOfThatName):
        privacy.find(uow, BEN.id)


def test_what_the_account_needs_stays_and_is_somebodys_who_has_left(
    lived_in: OpenUnitOfWork,
) -> None:
    with lived_in(TEAM) as uow:
        before = uow.actions.everything(1)
        goals = uow.goals.everything(1)
    forget(lived_in)

    with lived_in(TEAM) as uow:
        other = next(one for one in SAMPLE.people if one.id != BEN.id)
        acting = access.on_account(uow, other.id, 1, Right.EXPORT, NOW)
        taken = json.loads(as_json(exports.whole(uow, acting)))
        texts = [action.text for action in uow.actions.everything(1)]
    assert [row["text"] for row in taken["goals"]] == [goal.text for goal in goals]
    assert len(texts) == len(before)
    assert GONE in {row["by"] for row in taken["history"]}
    assert BEN.id not in {row["owner_id"] for row in taken["actions"]}


def test_somebody_forgotten_is_owed_nothing_and_owns_nothing_that_is_open(
    lived_in: OpenUnitOfWork,
) -> None:
    with lived_in(TEAM) as uow:
        owner = uow.accounts.all()[0].owner_id
    assert owner is not None
    a_notice(lived_in, workspace_id=TEAM, period="dm", to=owner)
    forget(lived_in, owner)

    with lived_in(TEAM) as uow:
        account = uow.accounts.all()[0]
        open_actions = [each for each in uow.actions.everything(1) if each.is_open]
        owners = {each.owner_id for each in open_actions}
    assert account.owner_id is None
    assert not [owner for owner in owners if owner and owner.startswith(privacy.GONE)]
    assert owner not in {each.to for each in all_of(lived_in, Notice, TEAM)}


def test_two_who_are_forgotten_stay_two(lived_in: OpenUnitOfWork) -> None:
    first, second = (one.id for one in SAMPLE.people[:2])

    forget(lived_in, first)
    forget(lived_in, second)

    with lived_in(TEAM) as uow:
        gone = [person for person in uow.people.all() if person.name == GONE]
    assert len({person.id for person in gone}) == 2
    assert not [person for person in gone if person.is_colleague]


def test_an_id_that_begins_like_another_is_left_alone(
    open_uow: OpenUnitOfWork, engine: Engine
) -> None:
    for person_id, name in (("U1", "Anna"), ("U12", "Bert")):
        a_person(open_uow, person_id, name=name)
    an_account(open_uow, team=["U1", "U12"])

    with open_uow(HERE) as uow:
        privacy.forget(uow, privacy.find(uow, "U1"), GONE)
        uow.commit()

    assert "U12" in everything(engine)
    with open_uow(HERE) as uow:
        assert privacy.find(uow, "bert").id == "U12"


def test_a_name_that_others_have_written_is_replaced_where_it_can_be_nothing_else(
    open_uow: OpenUnitOfWork, engine: Engine
) -> None:
    a_person(open_uow, "U1", name="Jörg Müller")
    a_person(open_uow, "U2", name="May")
    an_account(open_uow, name="Jörg Müller & Sons", team=["U1", "U2"])

    with open_uow(HERE) as uow:
        assert privacy.forget(uow, privacy.find(uow, "U1"), GONE).still_named == 0
        assert privacy.forget(uow, privacy.find(uow, "May"), GONE).still_named == 0
        uow.commit()

    assert "Jörg" not in everything(engine)


def test_namesakes_are_told_apart_by_their_ids(open_uow: OpenUnitOfWork) -> None:
    for person_id in ("U1", "U2"):
        a_person(open_uow, person_id, name="Anna")

    with open_uow(HERE) as uow, pytest.raises(privacy.SeveralOfThatName) as several:
        privacy.find(uow, "anna")
    assert sorted(several.value.ids) == ["U1", "U2"]


# ------------------------------------------------------------------------------ oneself, in Slack


def test_who_left_the_team_is_told_of_its_account_only_how_much(lived_in: OpenUnitOfWork) -> None:
    with lived_in(TEAM) as uow:
        mine = json.loads(privacy.about_oneself(uow, privacy.find(uow, BEN.id), NOW))
        uow.session.execute(text("DELETE FROM members"))
        uow.accounts.all()[0].owner_id = None
        uow.flush()
        left = json.loads(privacy.about_oneself(uow, privacy.find(uow, BEN.id), NOW))

    assert "actions" in mine["tables"]
    assert mine["rows_of_accounts_you_cannot_read"] == 0
    assert {"actions", "goals", "activities", "commitments"} & set(left["tables"]) == set()
    assert left["rows_of_accounts_you_cannot_read"] > 20


# ------------------------------------------------------------------------ accounts and workspaces


def test_of_a_forgotten_account_nothing_is_left(lived_in: OpenUnitOfWork, engine: Engine) -> None:
    with lived_in(TEAM) as uow:
        privacy.forget_account(uow, privacy.account_called(uow, ACME_NAME.upper()))
        uow.commit()

    with engine.connect() as connection:
        kept = {
            table.name
            for table in SCHEMA.sorted_tables
            if connection.execute(select(table)).first() is not None
        }
    assert kept <= {"people", "channels", "workspaces", "inbox", "notices"}
    assert [each for each in all_of(lived_in, Notice, TEAM) if each.account_id] == []


ACME_NAME = "Acme GmbH"


def test_an_account_that_is_not_there_is_said_not_to_be(open_uow: OpenUnitOfWork) -> None:
    with open_uow(HERE) as uow, pytest.raises(privacy.NoSuchAccount):
        privacy.account_called(uow, "Nobody Ltd")


def test_a_forgotten_workspace_takes_no_other_with_it(
    lived_in: OpenUnitOfWork, engine: Engine
) -> None:
    an_account(lived_in, workspace_id=ELSEWHERE)

    with lived_in(TEAM) as uow:
        assert privacy.forget_workspace(uow) > 100
        uow.commit()

    assert TEAM not in everything(engine)
    assert ELSEWHERE in everything(engine)


# ------------------------------------------------------------------------- people at the customer


def a_contact(open_uow: OpenUnitOfWork) -> None:
    """Eva Leitner: described, met, named by a light and an action, and by what others wrote."""
    a_person(open_uow, "U1", name="Anna")
    an_account(open_uow, team=["U1"])
    anna = Actor(open_uow)
    anna.does(contacts.add, Description("Eva Leitner", "finance director"))
    anna.does(contacts.meet, 1, None, "Eva Leitner wants a pilot")
    anna.does(lights.log, Colour.RED, "Eva Leitner is against us", contact=1)
    anna.does(actions.add, Intent("call Eva Leitner", contact=1))


def test_everything_that_names_a_contact_is_told(open_uow: OpenUnitOfWork) -> None:
    a_contact(open_uow)

    with open_uow(HERE) as uow:
        found = json.loads(privacy.about_contact(uow, "Eva Leitner", NOW))

    assert {"contacts", "lights", "actions", "activities"} == set(found["tables"])


def test_of_a_forgotten_contact_nothing_is_left(open_uow: OpenUnitOfWork, engine: Engine) -> None:
    a_contact(open_uow)

    with open_uow(HERE) as uow:
        found = privacy.forget_contact(uow, "eva leitner", "somebody at the customer")
        uow.commit()

    kept = everything(engine)
    assert (found.changed, found.still_named) == (1, 0)
    assert not any(word in kept for word in ("Leitner", "finance director", "wants a pilot"))
    assert "somebody at the customer is against us" in kept
    assert [light.contact for light in all_of(open_uow, Light)] == [None]
    assert [action.contact for action in all_of(open_uow, Action)] == [None]


def test_nobody_is_forgotten_who_is_not_there(open_uow: OpenUnitOfWork) -> None:
    a_contact(open_uow)

    with open_uow(HERE) as uow:
        with pytest.raises(privacy.NobodyOfThatName):
            privacy.about_contact(uow, "Eva", NOW)
        with pytest.raises(privacy.NobodyOfThatName):
            privacy.forget_contact(uow, "Eva", GONE)


def test_a_forgotten_colleague_holds_no_link_any_more(open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1", name="Anna Berg")
    an_account(open_uow)
    keep(open_uow, contact(held_by="U1"))

    with open_uow(HERE) as uow:
        privacy.forget(uow, privacy.find(uow, "U1"), GONE)
        uow.commit()

    assert [one.held_by for one in all_of(open_uow, Contact)] == [None]


# ------------------------------------------------- what a colleague has said by the newer parts


def said_by_ben(open_uow: OpenUnitOfWork) -> None:
    """Ben Schmidt: a contact and an outcome, key information, readings, answers, a promise."""
    for person_id, name in (("U1", "Anna Berg"), ("U2", "Ben Schmidt")):
        a_person(open_uow, person_id, name=name)
    home = an_account(open_uow, team=["U1", "U2"])
    a_goal(open_uow, home)
    a_strategy(open_uow, home)
    ben, anna, margin = Actor(open_uow, "U2"), Actor(open_uow), Amount(Decimal(30), "%")
    ben.does(contacts.add, Description("Eva Leitner", "finance director", held_by="U2"))
    ben.does(contacts.meet, 1, None, "Ben Schmidt showed her the pilot")
    ben.does(actions.add, Intent("call her", owner_id="U2", contact=1))
    ben.does(actions.finish, 1, outcome="Ben Schmidt gets an answer in June")
    ben.does(knowledge.tell, "They move to SAP", source="Ben Schmidt")
    ben.does(guards.keep, 2, GuardRail("margin", margin))
    ben.does(guards.measure, 2, "margin", margin)
    ben.does(commitments.commit, 1, "I bring one idea a month")
    for who, score in ((ben, 2), (anna, 4)):
        who.does(questions.rate, 2, APRIL, score)
    ben.does(questions.report, 1, APRIL, HowKept.PARTLY)
    ben.does(questions.add_word, 1, APRIL, "two ideas of mine")
    keep(open_uow, AskedToAgree(workspace_id=HERE, goal_id=1, version_of_numbers=2, person_id="U2"))


NEWER = {
    *("contacts", "actions", "key_information", "guard_readings", "confidences"),
    *("part_reports", "commitments", "asked_to_agree", "activities"),
}


def test_what_somebody_answered_measured_and_heard_is_told(open_uow: OpenUnitOfWork) -> None:
    said_by_ben(open_uow)

    with open_uow(HERE) as uow:
        ben = privacy.find(uow, "Ben Schmidt")
        whole = json.loads(privacy.about(uow, ben, NOW))["tables"]
        mine = json.loads(privacy.about_oneself(uow, ben, NOW))["tables"]

    assert NEWER - set(whole) == NEWER - set(mine) == set()
    assert [row["score"] for row in mine["confidences"]] == [2]
    assert [row["note"] for row in mine["part_reports"]] == ["two ideas of mine"]
    assert [row["outcome"] for row in mine["actions"]] == ["Ben Schmidt gets an answer in June"]


def test_who_left_a_team_is_not_shown_what_they_answered_there(open_uow: OpenUnitOfWork) -> None:
    said_by_ben(open_uow)

    with open_uow(HERE) as uow:
        uow.accounts.set_team(1, ["U1"], NOW)
        uow.flush()
        left = json.loads(privacy.about_oneself(uow, privacy.find(uow, "U2"), NOW))

    assert NEWER & set(left["tables"]) == set()
    assert left["rows_of_accounts_you_cannot_read"] > len(NEWER)


def test_of_answers_and_words_stays_what_the_account_needs(
    open_uow: OpenUnitOfWork, engine: Engine
) -> None:
    said_by_ben(open_uow)

    with open_uow(HERE) as uow:
        privacy.forget(uow, privacy.find(uow, "U2"), GONE)
        uow.commit()

    kept = everything(engine)
    for gone in ("U2'", "Schmidt", "one idea a month", "two ideas of mine"):
        assert gone not in kept
    assert sorted(one.score for one in all_of(open_uow, Confidence)) == [2, 4]
    assert [one.held_by for one in all_of(open_uow, Contact)] == [None]
    assert f"{GONE} gets an answer in June" in kept
    (reading,) = all_of(open_uow, GuardReading)
    (known,) = all_of(open_uow, KeyInformation)
    assert {reading.by[:6], known.told_by[:6]} == {privacy.GONE}
    assert all_of(open_uow, PartReport) == []
    assert all_of(open_uow, AskedToAgree) == []
