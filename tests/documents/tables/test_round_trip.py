"""What kam exports it imports, whoever exported it: every value arrives as it left."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo import account as demo_account
from bot.demo.world import ACME, BEN, SAMPLE, TEAM
from documents.tables.reading import read_all, reader_for
from documents.tables.writing import WITH_COMMAS, WITH_SEMICOLONS, Dialect, written
from domain.account import NAME_LIMIT, Account
from domain.action import Action, ActionKind, ActionState
from domain.amount import DECIMAL_PLACES, Amount
from domain.calendar import Month
from domain.contact import Attitude, Contact, Influence, Relation, role
from domain.errors import KamError
from domain.goal import Goal, GoalKind
from domain.knowledge import Area, KeyInformation
from domain.language import Language
from domain.permission import Right
from domain.text import one_line, sentence
from services import access, exports, imports
from services.export_tables import tables
from services.exports import Whole
from services.imports import ImportPlan
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    HERE,
    NOW,
    TODAY,
    a_person,
    action,
    an_account,
    contact,
    key_information,
)
from tests.databases import opened

NAMES = {"U1": "Anna", "U2": "Ben Schmidt", "U3": "Ben Schmidt", "U4": "=Cmd"}
"""Two of them are called the same."""


@pytest.fixture(scope="module")
def acme(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenUnitOfWork]:
    """An empty account, with its team; nothing is kept in it here."""
    file = tmp_path_factory.mktemp("acme") / "kam.sqlite"
    shutil.copy(migrated_sqlite, file)
    with opened(file) as open_uow:
        for person_id, name in NAMES.items():
            a_person(open_uow, person_id, name=name)
        an_account(open_uow, team=list(NAMES))
        yield open_uow


people = st.sampled_from(list(NAMES))
days = st.dates(date(2026, 1, 1), date(2031, 1, 1))
numbers = st.decimals(-(10**12), 10**12, places=DECIMAL_PLACES, allow_nan=False)
values = numbers | st.sampled_from([Decimal(n) for n in ("1.125", "1000", "-0.5", "1.25", "0")])
units = st.sampled_from(
    ["", "products", "EUR", "EUR per month", "%", "b", "Mio", "k", "m2", "Std."]
)


def is_kept(text: str) -> bool:
    try:
        return sentence(text) == text == one_line(text)
    except KamError:
        return False


texts = st.text(min_size=1, max_size=60).filter(is_kept)


@st.composite
def rails(draw: st.DrawFn) -> dict[str, Any]:
    """The number that must hold on the way to a goal."""
    return {
        "guard_name": draw(texts),
        "guard_value": _kept(draw(values)),
        "guard_unit": draw(units),
        "guard_is_ceiling": draw(st.booleans()),
    }


@st.composite
def goals(draw: st.DrawFn) -> Goal:
    """Any open goal, also one whose deadline is over."""
    kind, start = draw(st.sampled_from(list(GoalKind))), draw(days)
    facts: dict[str, Any] = {"horizon_years": draw(st.integers(1, 10))}
    if kind is GoalKind.BUSINESS:
        one, other = draw(st.lists(values.map(_kept), min_size=2, max_size=2, unique=True))
        facts = {"start_value": one, "target_value": other, "unit": draw(units)}
        facts["deadline"] = start + timedelta(days=draw(st.integers(1, 3_000)))
        facts |= draw(rails()) if draw(st.booleans()) else {}
    goal = Goal(
        workspace_id=HERE,
        account_id=1,
        number=1,
        kind=kind,
        text=draw(texts),
        owner_id=draw(people),
        start_date=start,
        created_at=NOW,
        **facts,
    )
    goal.id = 1
    return goal


def _kept(value: Decimal) -> Decimal:
    return Amount(value).value


@st.composite
def actions(draw: st.DrawFn) -> Action:
    """Any open action, also one that is overdue."""
    due = draw(st.none() | days)
    month = Month.of(due) if due else draw(st.builds(Month.of, days))
    return Action(
        workspace_id=HERE,
        account_id=1,
        number=1,
        text=draw(texts),
        owner_id=draw(st.none() | people),
        due=due,
        month=month,
        kind=draw(st.none() | st.sampled_from(list(ActionKind))),
        carried=draw(st.integers(0, 9)),
        created_by="U1",
        created_at=NOW,
    )


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """Anybody who is still there."""
    return contact(
        name=draw(texts),
        role=draw(st.just("") | texts.map(role)),
        attitude=draw(st.sampled_from(list(Attitude))),
        influence=draw(st.none() | st.sampled_from(list(Influence))),
        held_by=draw(st.none() | people),
        met_on=draw(st.none() | st.dates(date(2020, 1, 1), TODAY)),
    )


@st.composite
def lines(draw: st.DrawFn) -> KeyInformation:
    """Any line that is true."""
    learned = draw(st.dates(date(2020, 1, 1), TODAY))
    return key_information(
        text=draw(texts),
        area=draw(st.none() | st.sampled_from(list(Area))),
        source=draw(st.none() | texts),
        learned_on=learned,
        checked_on=draw(st.dates(learned, TODAY)),
    )


def taken_away(
    found_goals: Sequence[Goal] = (),
    found_actions: Sequence[Action] = (),
    found_contacts: Sequence[Contact] = (),
    known: Sequence[KeyInformation] = (),
) -> Whole:
    """An account with nothing in it but these."""
    lists: Any = dict.fromkeys(
        ("team", "agreements", "quotes", "strategies", "commitments", "concerns", "lights"), ()
    )
    account = Account(
        workspace_id=HERE,
        name="Acme",
        channel_id="C1",
        owner_id="U1",
        language=Language.ENGLISH,
        time_zone="UTC",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Whole(
        **lists,
        account=account,
        at=NOW,
        goals=found_goals,
        actions=found_actions,
        courses={},
        pulses={},
        confidences={},
        parts={},
        reviews=(),
        history=(),
        names=NAMES,
        contacts=[Relation(each, each.met_on) for each in found_contacts],
        known=known,
    )


def brought_back(
    acme: OpenUnitOfWork, whole: Whole, dialect: Dialect, reader: Language
) -> ImportPlan:
    """What importing the exported files would do, for somebody who reads that language."""
    name = {"account": whole.account.name}
    files = [
        (f"{noun}.csv", written([name | row for row in rows], dialect))
        for noun, rows in tables(whole).items()
        if rows and noun in {"goals", "actions", "contacts", "knowledge"}
    ]
    found, broken = read_all(files)
    assert broken == []
    with acme(HERE) as uow:
        return imports.check(uow, "U1", found, reader_for(reader), NOW)


@given(
    goal=goals(),
    action=actions(),
    dialect=st.sampled_from([WITH_COMMAS, WITH_SEMICOLONS]),
    reader=st.sampled_from(list(Language)),
)
def test_every_value_arrives_as_it_left(
    acme: OpenUnitOfWork, goal: Goal, action: Action, dialect: Dialect, reader: Language
) -> None:
    plan = brought_back(acme, taken_away([goal], [action]), dialect, reader)

    assert plan.problems == []
    ((_, new_goal),), ((_, new_action),) = plan.goals, plan.actions
    assert facts(new_goal, GOAL) == facts(goal, GOAL)
    assert facts(new_action, ACTION) == facts(action, ACTION)


@given(
    who=contacts(),
    line=lines(),
    outcome=texts,
    dialect=st.sampled_from([WITH_COMMAS, WITH_SEMICOLONS]),
)
@settings(max_examples=40)
def test_contacts_key_information_and_outcomes_arrive_as_they_left(
    acme: OpenUnitOfWork, who: Contact, line: KeyInformation, outcome: str, dialect: Dialect
) -> None:
    done = action(state=ActionState.DONE, closed_at=NOW, closed_by="U1", outcome=outcome)

    whole = taken_away([], [done], [who], [line])
    plan = brought_back(acme, whole, dialect, Language.ENGLISH)

    assert plan.problems == []
    ((_, new_contact),), ((_, new_line),) = plan.contacts, plan.known
    assert facts(new_contact, CONTACT) == facts(who, CONTACT)
    assert facts(new_line, KNOWN) == facts(line, KNOWN)
    ((_, new_action),) = plan.actions
    assert facts(new_action, DONE) == facts(done, DONE)


CONTACT = ("name", "role", "attitude", "influence", "held_by", "met_on")
KNOWN = ("text", "area", "source", "learned_on", "checked_on")
DONE = ("text", "state", "closed_at", "outcome")


GOAL = (
    *("kind", "text", "owner_id", "start_date", "horizon_years", "unit"),
    *("start_value", "target_value", "deadline"),
    *("guard_name", "guard_value", "guard_unit", "guard_is_ceiling"),
)
ACTION = ("text", "owner_id", "due", "month", "kind", "carried")


def facts(of: object, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(of, name) for name in names}


# ---------------------------------------------------------------------------------------- accounts


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """Any account, in a channel that is free."""
    account = Account(
        workspace_id=HERE,
        name=draw(texts.filter(lambda text: len(text) <= NAME_LIMIT and text.casefold() != "acme")),
        channel_id="C0GLOBEX",
        owner_id=draw(people),
        language=draw(st.sampled_from(list(Language))),
        time_zone=draw(st.sampled_from(["UTC", "Europe/Berlin", "America/Argentina/Ushuaia"])),
        country=draw(st.sampled_from([None, "DE", "GB", "CH", "US", "NO"])),
        is_confidential=draw(st.booleans()),
        created_at=NOW,
    )
    account.id = 2
    return account


ACCOUNT = (
    *("name", "channel_id", "owner_id", "language"),
    *("time_zone", "country", "is_confidential"),
)


@given(
    account=accounts(),
    dialect=st.sampled_from([WITH_COMMAS, WITH_SEMICOLONS]),
    reader=st.sampled_from(list(Language)),
)
def test_an_account_arrives_as_it_left(
    acme: OpenUnitOfWork, account: Account, dialect: Dialect, reader: Language
) -> None:
    whole = replace(taken_away([], []), account=account)
    rows = [{"account": account.name} | row for row in tables(whole)["accounts"]]
    found, broken = read_all([("accounts.csv", written(rows, dialect))])
    with acme(HERE) as uow:
        plan = imports.check(uow, "U2", found, reader_for(reader), NOW, may_set_up=True)

    assert (broken, plan.problems) == ([], [])
    (arrived,) = plan.accounts
    assert facts(arrived, ACCOUNT) == facts(account, ACCOUNT)


# ------------------------------------------------------------------------------ the demo's account


@pytest.fixture
def databases(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Sequence[OpenUnitOfWork]]:
    """One for the demo, and one in which its account stands empty with the same team."""
    with ExitStack() as stack:
        found = []
        for name in ("there", "back"):
            shutil.copy(migrated_sqlite, tmp_path / name)
            found.append(stack.enter_context(opened(tmp_path / name)))
            for one in SAMPLE.people:
                a_person(found[-1], one.id, workspace_id=TEAM, name=one.name)
        team = [one.id for one in SAMPLE.people]
        home: dict[str, Any] = {"channel_id": ACME.id, "owner_id": BEN.id}
        an_account(found[-1], workspace_id=TEAM, name="Acme GmbH", team=team, **home)
        yield found


@pytest.mark.parametrize("reader", list(Language))
@pytest.mark.parametrize("dialect", [WITH_COMMAS, WITH_SEMICOLONS])
def test_the_account_of_the_demo_goes_out_and_comes_back(
    databases: Sequence[OpenUnitOfWork], dialect: Dialect, reader: Language
) -> None:
    there, back = databases
    demo_account.tell(there, NOW)
    with there(TEAM) as uow:
        whole = exports.whole(uow, access.in_channel(uow, BEN.id, ACME.id, Right.EXPORT, NOW))
    files = [
        (f"{noun}.csv", written([{"account": whole.account.name} | row for row in rows], dialect))
        for noun, rows in tables(whole).items()
        if noun in {"goals", "actions", "contacts", "knowledge"}
    ]

    found, broken = read_all(files)
    with back(TEAM) as uow:
        acting = access.on_account(uow, BEN.id, 1, Right.CHANGE, NOW)
        plan = imports.check(uow, BEN.id, found, reader_for(reader), NOW)
        assert (broken, plan.problems) == ([], [])
        ready = imports.prepare(uow, plan)
    with back(TEAM) as uow:
        uow.stage(ready.rows)
        imports.keep(uow, ready, NOW)
        uow.commit()
        goals_back = uow.goals.everything(acting.account_id)
        actions_back = uow.actions.everything(acting.account_id)
        contacts_back = uow.contacts.everything(acting.account_id)
        known_back = uow.knowledge.everything(acting.account_id)

    open_goals = [each for each in whole.goals if each.is_open]
    open_actions = [each for each in whole.actions if each.is_open or each.outcome]
    assert [facts(each, GOAL) for each in goals_back] == [facts(each, GOAL) for each in open_goals]
    assert len(open_actions) > 0
    assert plan.unserved
    assert [facts(each, ACTION) for each in actions_back] == [
        facts(each, ACTION) for each in open_actions
    ]
    assert [each.outcome for each in actions_back] == [each.outcome for each in open_actions]
    names = {one.contact.name for one in whole.contacts}
    assert {each.name for each in contacts_back} == names
    assert len(known_back) == len(whole.known) > 0
