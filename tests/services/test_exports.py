"""An export holds everything of one account and nothing of another, in a few statements."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine

from domain.amount import Amount
from domain.goal import GoalKind
from domain.guard import GuardRail
from domain.light import Colour
from domain.notice import Kind, Notice
from domain.permission import NotAllowed, Right
from domain.pulse import Pulse
from services import (
    access,
    agreements,
    exports,
    goals,
    guards,
    lights,
    milestones,
    progress,
    quotes,
)
from services.export_tables import TABLES, as_json, tables
from services.exports import Format, Whole
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    HERE,
    NOW,
    TODAY,
    Actor,
    a_goal,
    a_person,
    a_strategy,
    action,
    all_of,
    an_account,
    commitment,
    concern,
    contact,
    keep,
)
from tests.databases import statements


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """A member of the team of Acme, who owns it."""
    a_person(open_uow, "U1", name="Anna")
    a_person(open_uow, "U2", name="Bert")
    an_account(open_uow, team=["U1", "U2"])
    return Actor(open_uow, "U1")


PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def promised(table: str) -> set[str]:
    """The columns that docs/formats.md names for a table."""
    (line,) = re.findall(rf"^\| `{table}`.*$", PAGE, re.MULTILINE)
    return set(re.findall(r"`([a-z_]+)`", line.split("|")[2]))


def taken(open_uow: OpenUnitOfWork, account_id: int) -> Whole:
    with open_uow(HERE) as uow:
        return exports.whole(uow, access.on_account(uow, "U1", account_id, Right.READ, NOW))


def test_an_export_is_owed_to_who_asked_and_to_nobody_else(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    anna.does(exports.ask, Format.CSV, key="command:1")

    (owed,) = all_of(open_uow, Notice)
    assert (owed.kind, owed.to, owed.facts) == (Kind.EXPORT, "U1", {"format": "csv"})


def test_a_leader_reads_and_takes_nothing_away(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_person(open_uow, "U9", is_leader=True)
    leader = Actor(anna.open_uow, "U9")

    with pytest.raises(NotAllowed):
        leader.does(exports.ask, Format.JSON, key="command:1")
    with pytest.raises(NotAllowed):
        leader.does(exports.whole)


def test_everything_of_the_account_is_in_it_and_nothing_of_another(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    other = an_account(open_uow, name="Globex", channel_id="C2", with_lights=[Colour.RED])
    a_goal(open_uow, other)
    keep(open_uow, action(account_id=other.saved_id), action(account_id=1, owner_id="U2"))
    anna.does(goals.look_ahead, GoalKind.RELATIONSHIP, "They trust us", 2)
    anna.does(quotes.hear, "We trust you")
    goal = a_goal(open_uow, anna.does(lambda _uow, acting: acting.account))
    anna.does(milestones.add, 2, goal.numbers.target.at(Decimal(3)), date(2026, 10, 31))
    anna.does(progress.report, 2, goal.numbers.target.at(Decimal("2.5")))
    margin = Amount(Decimal(30), "%")
    anna.does(guards.keep, 2, GuardRail("margin", margin))
    anna.does(guards.measure, 2, "margin", margin.at(Decimal("28.5")))
    anna.does(guards.keep, 2, None)
    anna.does(agreements.sign, 2)
    anna.does(lights.log, Colour.RED, "cleared", blocks=2)
    anna.does(lights.clear, 1)
    kept = a_strategy(open_uow, anna.does(lambda _uow, acting: acting.account))
    about = {"strategy_id": kept.saved_id}
    keep(open_uow, commitment(**about), concern(**about, answered_at=NOW, answer="yes"))

    found = tables(taken(open_uow, 1))

    for name, rows in found.items():
        columns = {column.removesuffix("_id") for row in rows for column in row}
        assert columns <= promised(name), name
    filled = {name: len(rows) for name, rows in found.items() if rows}
    assert filled == {
        "accounts": 1,
        "team": 2,
        "goals": 2,
        "milestones": 1,
        "progress": 1,
        "guard_readings": 1,
        "agreements": 1,
        "quotes": 1,
        "lights": 1,
        "actions": 1,
        "history": 10,
        "strategies": 1,
        "commitments": 1,
        "concerns": 1,
    }
    assert found["actions"][0]["owner"] == "Bert"
    (held,) = found["guard_readings"]
    assert (held["goal"], held["keeping"], held["by"]) == ("G2", "margin", "Anna")
    assert (held["value"], held["unit"], held["on"]) == (Decimal("28.5"), "%", TODAY)
    assert found["lights"][0]["cleared_at"] == NOW
    assert "Globex" not in str(found)
    assert set(found) == set(TABLES)
    assert all(promised(name) for name in TABLES)


def test_of_the_pulse_only_what_everybody_may_see_is_in_it(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    anna.does(goals.look_ahead, GoalKind.RELATIONSHIP, "They trust us", 2)
    answers = [
        Pulse(workspace_id=HERE, goal_id=1, period="2026-Q2", person_id=f"U{n}", score=4)
        for n in range(1, 4)
    ]
    keep(open_uow, *answers[:2])
    assert tables(taken(open_uow, 1))["pulses"] == []

    keep(open_uow, answers[2])

    assert tables(taken(open_uow, 1))["pulses"] == [
        {"goal": "G1", "quarter": "2026-Q2", "score": 4, "times": 3}
    ]


def test_numbers_keep_every_digit_in_json(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    home = anna.does(lambda _uow, acting: acting.account)
    a_goal(open_uow, home, target_value=Decimal("123456789012345.123456"))

    found = json.loads(as_json(taken(open_uow, 1)))

    assert found["goals"][0]["to"] == "123456789012345.123456"
    assert found["account"]["name"] == "Acme"


def test_a_large_account_takes_as_many_statements_as_a_small_one(
    engine: Engine, open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    large = an_account(
        open_uow, name="Globex", channel_id="C2", with_lights=[Colour.RED, Colour.AMBER] * 100
    )
    small = an_account(open_uow, name="Initech", channel_id="C3", with_lights=[Colour.RED])
    for home, times in ((small, 1), (large, 20)):
        for number in range(1, times + 1):
            a_goal(open_uow, home, number)
        keep(open_uow, *(action(account_id=home.saved_id, number=n) for n in range(1, times + 1)))
        keep(open_uow, *(contact(account_id=home.saved_id, number=n) for n in range(1, times + 1)))

    counts = []
    for home in (small, large):
        with statements(engine) as seen:
            assert tables(taken(open_uow, home.saved_id))["actions"]
        counts.append(len(seen))

    assert anna.person_id == "U1"
    assert counts[0] == counts[1] <= 20
