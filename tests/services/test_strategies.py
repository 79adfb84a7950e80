"""Strategies and commitments, on both databases: what is kept, undone, and raced for."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from domain.account import Account
from domain.action import Intent
from domain.activity import ChangedSince
from domain.commitment import AlreadyCommitted, Commitment, ConcernAnswered
from domain.notice import Kind, Notice
from domain.permission import NotAllowed
from domain.strategy import Strategy, StrategyRetired
from services import actions, commitments, strategies, undo
from services.commitments import ConcernGone
from services.history import UnknownRef
from services.strategies import StrategyInUse
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import (
    HERE,
    NOW,
    Actor,
    a_person,
    a_strategy,
    all_of,
    an_account,
    keep,
)
from tests.builders import concern as a_concern
from tests.databases import at_once, statements


@pytest.fixture
def acme(open_uow: OpenUnitOfWork) -> Account:
    """Anna owns it, Bert is in the team."""
    a_person(open_uow, "U1", name="Anna")
    a_person(open_uow, "U2", name="Bert")
    return an_account(open_uow, team=["U1", "U2"])


@pytest.fixture
def anna(open_uow: OpenUnitOfWork, acme: Account) -> Actor:
    assert acme.id
    return Actor(open_uow)


@pytest.fixture
def bert(anna: Actor) -> Actor:
    return Actor(anna.open_uow, "U2")


def kinds(open_uow: OpenUnitOfWork) -> list[Kind]:
    return [each.kind for each in all_of(open_uow, Notice)]


def wordings(open_uow: OpenUnitOfWork) -> list[tuple[str, int]]:
    return [(each.text, each.wording) for each in all_of(open_uow, Strategy)]


def test_a_proposal_owes_the_channel_its_card(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    change = anna.does(strategies.propose, "Become their partner")
    assert change.strategy.ref == "S1"
    assert kinds(open_uow) == [Kind.STRATEGY]


def test_no_wording_is_ever_counted_twice(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    anna.does(strategies.propose, "first")
    anna.does(strategies.propose, "other")
    anna.does(strategies.reword, 1, text="second")
    anna.does(undo.undo)
    assert wordings(open_uow) == [("first", 1), ("other", 2)]
    anna.does(strategies.reword, 1, text="third")
    assert wordings(open_uow) == [("third", 4), ("other", 2)]


def test_a_reworded_strategy_asks_from_then_on(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    later = NOW + timedelta(days=4)
    anna.does(strategies.propose, "first")
    anna.at(later).does(strategies.reword, 1, text="second")
    assert all_of(open_uow, Strategy)[0].worded_at == later
    anna.at(later).does(undo.undo)
    assert all_of(open_uow, Strategy)[0].worded_at == NOW


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(anna: Actor, bert: Actor) -> None:
    anna.does(strategies.propose, "first")
    bert.does(strategies.reword, 1, text="second")
    with pytest.raises(ChangedSince):
        anna.does(strategies.correct, 1, text="third", seen=1)


def test_a_commitment_said_otherwise_can_be_taken_back_to_what_it_was(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    anna.does(strategies.propose, "first")
    anna.does(commitments.commit, 1, "one idea")
    anna.does(commitments.commit, 1, "two ideas")
    with pytest.raises(AlreadyCommitted):
        anna.does(commitments.commit, 1, "two ideas")
    anna.does(undo.undo)
    assert [each.line for each in all_of(open_uow, Commitment)] == ["one idea"]
    anna.does(undo.undo)
    assert all_of(open_uow, Commitment) == []


def test_two_windows_of_one_member_make_one_commitment(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    a_person(open_uow)
    a_strategy(open_uow, an_account(open_uow))
    lines = ("one idea", "two ideas")
    outcomes = at_once(2, lambda n: Actor(open_uow).does(commitments.commit, 1, lines[n]))
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert len(all_of(open_uow, Commitment)) == 1


def _commits(open_uow: OpenUnitOfWork, people: list[str], number: int) -> None:
    Actor(open_uow, people[number]).does(commitments.commit, 1, "ideas")


def test_fifty_members_who_commit_at_once_all_count(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    people = [f"U{n}" for n in range(50)]
    for person in people:
        a_person(open_uow, person)
    a_strategy(open_uow, an_account(open_uow, team=people))
    for at in range(0, 50, 10):
        ten = people[at : at + 10]
        outcomes = at_once(10, partial(_commits, open_uow, ten))
        assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert len(all_of(open_uow, Commitment)) == 50


def test_the_statements_of_a_commitment_do_not_grow_with_the_team(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    people = [f"U{n}" for n in range(50)]
    for person in people:
        a_person(open_uow, person)
    a_strategy(open_uow, an_account(open_uow, team=people))
    counts = []
    for person in people[:20]:
        with statements(engine) as seen:
            Actor(open_uow, person).does(commitments.commit, 1, "ideas")
        counts.append(len(seen))
    assert max(counts) == counts[0]


def test_nothing_is_said_about_a_retired_strategy(anna: Actor, bert: Actor) -> None:
    anna.does(strategies.propose, "first")
    anna.does(strategies.retire, 1, "sold")
    with pytest.raises(StrategyRetired):
        bert.does(commitments.commit, 1, "ideas")
    with pytest.raises(StrategyRetired):
        bert.does(commitments.raise_concern, 1, "why?")


def test_a_concern_of_another_account_is_not_there(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    other = a_strategy(open_uow, an_account(open_uow, name="Globex", channel_id="C2"))
    keep(open_uow, a_concern(strategy_id=other.id))
    for concern_id in (1, 99):
        with pytest.raises(ConcernGone):
            anna.does(commitments.answer, concern_id, "because")


def test_who_raised_a_concern_is_told_the_answer_and_nobody_answers_twice(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    anna.does(strategies.propose, "first")
    raised = bert.does(commitments.raise_concern, 1, "why?")
    anna.does(commitments.answer, raised.concern.saved_id, "because")
    told = [each.to for each in all_of(open_uow, Notice) if each.kind is Kind.CONCERN_ANSWERED]
    assert told == ["U2"]
    with pytest.raises(ConcernAnswered):
        bert.does(commitments.answer, raised.concern.saved_id, "again")


@pytest.mark.parametrize("built_on", ["commitment", "concern", "action"])
def test_a_proposal_others_have_built_on_cannot_be_undone(
    anna: Actor, bert: Actor, built_on: str
) -> None:
    anna.does(strategies.propose, "first")
    if built_on == "commitment":
        bert.does(commitments.commit, 1, "ideas")
    elif built_on == "concern":
        bert.does(commitments.raise_concern, 1, "why?")
    else:
        bert.does(actions.add, Intent("visit them", serves="S1"))
    with pytest.raises(StrategyInUse):
        anna.does(undo.undo)


def test_an_action_serves_a_strategy_that_there_is_and_its_card_is_drawn_anew(
    open_uow: OpenUnitOfWork, anna: Actor, acme: Account
) -> None:
    anna.does(strategies.propose, "first")
    anna.does(strategies.propose, "second")
    with pytest.raises(UnknownRef):
        anna.does(actions.add, Intent("visit them", serves="S3"))
    anna.does(actions.add, Intent("visit them", serves="S1"))
    anna.does(actions.aim, 1, "S2")
    anna.does(undo.undo)
    found = all_of(open_uow, Notice)
    drawn = [each.subject for each in found if each.kind is Kind.STRATEGY_EDIT]
    assert drawn == ["S1", "S1", "S2", "S1", "S2"]
    assert {each.account_id for each in found} == {acme.saved_id}


def test_who_only_reads_proposes_and_promises_nothing(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_person(open_uow, "U9", is_leader=True)
    anna.does(strategies.propose, "first")
    leader = Actor(open_uow, "U9")
    for forbidden in (
        lambda: leader.does(strategies.propose, "second"),
        lambda: leader.does(commitments.commit, 1, "ideas"),
        lambda: leader.does(commitments.raise_concern, 1, "why?"),
        lambda: leader.does(strategies.retire, 1, "sold"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_a_concern_stands_in_the_thread_of_the_card(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    anna.does(strategies.propose, "first")
    anna.does(commitments.raise_concern, 1, "why?")
    card = next(each for each in all_of(open_uow, Notice) if each.kind is Kind.STRATEGY)
    told = next(each for each in all_of(open_uow, Notice) if each.kind is Kind.CONCERN)
    assert told.replies_to == card.id
    with open_uow(HERE) as uow:
        assert len(uow.concerns.open_of([1])) == 1
