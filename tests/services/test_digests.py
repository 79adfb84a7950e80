"""The weekly digest on real databases: as many statements for much as for little."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from domain.account import Account
from domain.agreement import Agreement, Party
from domain.digest import Part
from domain.light import Colour
from domain.milestone import Milestone
from domain.notice import Kind, Notice, State
from domain.progress import Progress
from domain.routine import Routine, RoutineKind
from domain.strategy import Strategy
from services import agreements, digests, goals, lights, undo
from services.digests import DigestView, Preview
from services.occurrences import DueOccurrence
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import (
    HERE,
    NOW,
    TODAY,
    Actor,
    Facts,
    a_goal,
    a_notice,
    a_person,
    action,
    all_of,
    an_account,
    keep,
    light,
)
from tests.databases import statements

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN
MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    a_person(open_uow)
    return Actor(open_uow, now=MONDAY - DAY)


def a_routine(open_uow: OpenUnitOfWork, home: Account, **facts: object) -> Routine:
    """The account's weekly digest, on Mondays at nine."""
    known: Facts = {
        "workspace_id": HERE,
        "account_id": home.saved_id,
        "kind": RoutineKind.DIGEST,
        "next_at": MONDAY,
    }
    kept = Routine(**(known | facts))
    keep(open_uow, kept)
    return kept


def a_sent_digest(open_uow: OpenUnitOfWork, home: Account, at: datetime) -> None:
    """The digest that was written at this moment, and posted a minute later."""
    a_notice(
        open_uow,
        account_id=home.saved_id,
        kind=Kind.DIGEST,
        period=f"{at:%G-W%V}",
        facts={digests.SINCE: (at - WEEK).isoformat(), digests.AS_OF: at.isoformat()},
        state=State.SENT,
        sent_at=at + timedelta(minutes=1),
        next_at=None,
    )


def look(open_uow: OpenUnitOfWork, home: Account, now: datetime = MONDAY) -> DigestView:
    with open_uow(HERE) as uow:
        return digests.look(uow, home, now)


def parts(sight: DigestView) -> list[Part]:
    return [line.part for line in sight.digest.lines]


# ------------------------------------------------------------------------------- since the last


def test_without_a_digest_before_it_looks_back_a_week(open_uow: OpenUnitOfWork) -> None:
    home = an_account(open_uow)
    assert look(open_uow, home).digest.since == MONDAY.date() - WEEK


def test_it_looks_back_to_when_the_last_one_was_written_not_to_when_it_was_posted(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    home = an_account(open_uow, created_at=NOW - 30 * DAY)
    last = MONDAY - 2 * WEEK
    a_sent_digest(open_uow, home, last)
    anna.at(last - DAY).does(lights.log, RED, "told already")
    anna.at(last + timedelta(seconds=30)).does(lights.log, RED, "while it was being sent")

    found = look(open_uow, home).digest

    assert found.since == last.date()
    told = [line.item.light.ref for line in found.of(Part.CHANGED)]  # type: ignore[union-attr]
    assert told == ["L2"]


@pytest.mark.parametrize(
    "reason, begins",
    [
        (digests.NOTHING_TO_SAY, MONDAY - WEEK),
        ("nothing needs doing", MONDAY - 3 * WEEK),
        ("too late", MONDAY - 3 * WEEK),
    ],
)
def test_what_was_not_posted_is_told_by_the_next_unless_there_was_nothing(
    open_uow: OpenUnitOfWork, reason: str, begins: datetime
) -> None:
    home = an_account(open_uow)
    facts = {
        digests.SINCE: (MONDAY - 3 * WEEK).isoformat(),
        digests.AS_OF: (MONDAY - WEEK).isoformat(),
    }
    skipped: Facts = {"state": State.SKIPPED, "reason": reason, "next_at": None}
    about: Facts = {"account_id": home.saved_id, "kind": Kind.DIGEST, **skipped}
    a_notice(open_uow, **about, facts=facts)
    a_notice(open_uow, **about, period="never composed")
    assert look(open_uow, home).since == begins


def test_what_was_undone_is_no_news(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    home = an_account(open_uow, created_at=MONDAY - DAY)
    anna.does(lights.log, RED, "a slip of the pen")
    anna.does(undo.undo)
    anna.does(lights.log, AMBER, "budget wobbles")
    anna.does(lights.clear, 2)
    anna.does(undo.undo)

    (line,) = look(open_uow, home).digest.lines

    assert line.item.light.ref == "L2"  # type: ignore[union-attr]
    assert line.item.light.is_open  # type: ignore[union-attr]


def test_an_agreement_is_told_with_its_goal(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    home = an_account(open_uow, created_at=MONDAY - DAY)
    a_goal(open_uow, home)
    anna.does(agreements.sign, 2)

    (line,) = look(open_uow, home).digest.lines

    assert line.item.goal.ref == "G2"  # type: ignore[union-attr]
    assert line.item.standing.team.agreed == 1  # type: ignore[union-attr]


def test_a_goal_that_was_dropped_since_is_told_and_its_milestones_are_not(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    home = an_account(open_uow, created_at=MONDAY - DAY)
    goal = a_goal(open_uow, home)
    missed = Milestone(
        workspace_id=HERE,
        account_id=home.saved_id,
        goal_id=goal.saved_id,
        number=1,
        value=Decimal(3),
        due=date(2026, 5, 1),
    )
    keep(open_uow, missed)
    assert len(look(open_uow, home).digest.lines) == 1

    anna.does(goals.drop, 2, "the customer was sold")

    (line,) = look(open_uow, home).digest.lines
    assert line.item.goal.ref == "G2"  # type: ignore[union-attr]


def test_people_are_called_by_their_names(open_uow: OpenUnitOfWork) -> None:
    home = an_account(open_uow, created_at=MONDAY)
    a_person(open_uow, id="U1", name="Anna")
    keep(open_uow, action(account_id=home.saved_id, due=MONDAY.date()))
    assert look(open_uow, home).names == {"U1": "Anna"}


# ---------------------------------------------------------------------------------- statements


def fill(open_uow: OpenUnitOfWork, home: Account, times: int) -> None:
    """Lights, actions, goals and all that hangs on them, all with news."""
    about: Facts = {"workspace_id": HERE, "account_id": home.saved_id}
    actor = Actor(open_uow, channel_id=home.channel_id, now=MONDAY - DAY)
    with open_uow(HERE) as uow:
        acting = actor.enter(uow)
        for number in range(1, times + 1):
            lights.log(uow, acting, list(Colour)[number % 3], f"light {number}")
            due = MONDAY.date() + timedelta(days=number % 9 - 4)
            owner = f"U{number % 2 + 1}"
            uow.session.add(action(**about, number=number, owner_id=owner, due=due))
            uow.session.add(action(**about, number=2000 + number, owner_id=owner, due=None))
            uow.session.add(light(AMBER, **about, number=1000 + number, decide_by=TODAY - WEEK))
        uow.commit()
    for number in range(1, times // 10 + 2):
        keep(
            open_uow,
            Strategy(
                **about,
                number=number,
                text="become their innovation partner",
                wording=1,
                proposed_by="U1",
                proposed_at=NOW,
                worded_at=NOW,
            ),
        )
        goal = a_goal(open_uow, home, number, start_date=TODAY - 30 * DAY)
        facts: Facts = {**about, "goal_id": goal.saved_id}
        keep(
            open_uow,
            Milestone(**facts, number=number, value=Decimal(3), due=MONDAY.date() + 5 * DAY),
            Progress(**facts, value=Decimal("2.5"), on=TODAY, by="U1", at=NOW),
            Agreement(
                workspace_id=HERE,
                goal_id=goal.saved_id,
                kind=Party.TEAM,
                person_id="U1",
                on=TODAY,
                recorded_by="U1",
                version_of_numbers=1,
            ),
        )


def count_of(engine: Engine, open_uow: OpenUnitOfWork, home: Account) -> tuple[int, DigestView]:
    with open_uow(HERE) as uow, statements(engine) as seen:
        sight = digests.look(uow, home, MONDAY)
    return len(seen), sight


def test_three_hundred_lights_and_four_hundred_actions_take_as_many_statements_as_a_few(
    engine: Engine,
) -> None:
    open_uow = units_of_work(engine)
    for number in (1, 2):
        a_person(open_uow, id=f"U{number}")
    small = an_account(open_uow, team=("U1", "U2"), created_at=MONDAY - DAY)
    large = an_account(
        open_uow, team=("U1", "U2"), name="Globex", channel_id="C2", created_at=MONDAY - DAY
    )
    fill(open_uow, small, 10)
    fill(open_uow, large, 400)

    few, _ = count_of(engine, open_uow, small)
    many, sight = count_of(engine, open_uow, large)

    assert (few, many) == (many, many)
    assert many <= 19
    assert set(parts(sight)) == set(Part) - {Part.PLAN}
    assert sum(line.count for line in sight.digest.lines) > 700


# ------------------------------------------------------------------------------------ planning


def plan(open_uow: OpenUnitOfWork, *occurrences: DueOccurrence) -> None:
    with open_uow(HERE) as uow:
        digests.plan_weeks(uow, occurrences, MONDAY)
        uow.commit()


def test_an_account_is_owed_one_digest_a_week_however_often_it_falls_due(
    open_uow: OpenUnitOfWork,
) -> None:
    home = an_account(open_uow)
    for at in (MONDAY, MONDAY, MONDAY + 2 * DAY):
        plan(open_uow, DueOccurrence(home, "2026-W19", at))
    plan(open_uow, DueOccurrence(home, "2026-W20", MONDAY + WEEK))

    owed = all_of(open_uow, Notice)

    assert [(each.period, each.to, each.due_at) for each in owed] == [
        ("2026-W19", "C1", MONDAY),
        ("2026-W20", "C1", MONDAY + WEEK),
    ]


def test_fifty_digests_are_planned_with_as_many_statements_as_one(engine: Engine) -> None:
    open_uow = units_of_work(engine)
    occurrences = [
        DueOccurrence(an_account(open_uow, name=f"A{n}", channel_id=f"C{n}"), "2026-W19", MONDAY)
        for n in range(13)
    ]
    counts = []
    for some in (occurrences[:1], occurrences[1:]):
        with open_uow(HERE) as uow, statements(engine) as seen:
            digests.plan_weeks(uow, some, MONDAY)
            uow.commit()
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert len(all_of(open_uow, Notice)) == 13


# -------------------------------------------------------------------------------- whether it comes


def test_it_is_not_posted_where_it_is_turned_off_or_has_nothing_to_say(
    open_uow: OpenUnitOfWork,
) -> None:
    on, off = an_account(open_uow), an_account(open_uow, name="Globex", channel_id="C2")
    a_routine(open_uow, on)
    a_routine(open_uow, off, is_on=False)
    with open_uow(HERE) as uow:
        why = [digests.why_not(uow, home, digests.look(uow, home, NOW)) for home in (on, off)]
    assert why == ["nothing to say", "turned off"]


@pytest.mark.parametrize("only_when_needed, why", [(False, None), (True, "nothing needs doing")])
def test_news_alone_is_posted_unless_only_what_needs_doing_is_wanted(
    open_uow: OpenUnitOfWork, anna: Actor, *, only_when_needed: bool, why: str | None
) -> None:
    home = an_account(open_uow, created_at=MONDAY - DAY)
    a_routine(open_uow, home, only_when_needed=only_when_needed)
    anna.does(lights.log, GREEN, "plant manager likes us")
    with open_uow(HERE) as uow:
        assert digests.why_not(uow, home, digests.look(uow, home, MONDAY)) == why


def preview(anna: Actor, now: datetime) -> Preview:
    return anna.at(now).does(digests.preview)


@pytest.mark.parametrize("next_at", [MONDAY, None])
def test_a_preview_says_when_the_next_one_comes_worked_out_or_not(
    open_uow: OpenUnitOfWork, anna: Actor, next_at: datetime | None
) -> None:
    a_routine(open_uow, an_account(open_uow), next_at=next_at)
    assert preview(anna, MONDAY - DAY).next_at == MONDAY


def test_on_the_day_itself_an_hour_later_the_next_is_in_a_week(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_routine(open_uow, an_account(open_uow), next_at=None)
    assert preview(anna, MONDAY + timedelta(hours=1)).next_at == MONDAY + WEEK


def test_a_digest_moved_within_a_week_that_has_had_its_own_comes_next_week(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    home = an_account(open_uow)
    a_routine(open_uow, home, weekday=2, next_at=MONDAY + 2 * DAY)
    a_sent_digest(open_uow, home, MONDAY)
    assert preview(anna, MONDAY + DAY).next_at == MONDAY + 2 * DAY + WEEK


def test_a_snoozed_digest_comes_after_the_snooze(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_routine(open_uow, an_account(open_uow), snoozed_until=MONDAY + 10 * DAY)
    assert preview(anna, MONDAY - DAY).next_at == MONDAY + 2 * WEEK


def test_where_it_is_turned_off_none_comes(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_routine(open_uow, an_account(open_uow), is_on=False)
    assert preview(anna, MONDAY).next_at is None
