from collections import Counter
from datetime import datetime, timedelta
from itertools import chain
from time import monotonic

import pytest
from sqlalchemy import Engine, text

from domain.activity import Activity, AdminChange
from domain.draft import Draft
from domain.notice import LEASE, SETTLE, Kind, Notice, State
from domain.person import Person
from storage import patience
from storage.notice_lists import Which, listed
from storage.queues import STANDING, Kept, Queues
from storage.rate_limits import RateLimits
from storage.unit_of_work import OpenUnitOfWork, units_of_work
from tests.builders import (
    ELSEWHERE,
    HERE,
    NOW,
    a_notice,
    a_person,
    all_of,
    an_account,
    contact,
    keep,
    notice,
)
from tests.databases import at_once, statements

LATER = NOW + timedelta(seconds=1)
LONG_AGO = NOW - timedelta(days=2_000)


def some_notices(open_uow: OpenUnitOfWork, count: int) -> None:
    """Each to a channel of its own."""
    with open_uow(HERE) as uow:
        for number in range(count):
            uow.notices.add(notice(period=str(number), to=f"C{number}"))
        uow.commit()


def periods(claimed: object) -> list[str]:
    return [each.period for each in claimed] if isinstance(claimed, list) else []


# ---------------------------------------------------------------------------------- claiming


def test_what_is_due_is_claimed_for_one_lease_and_stays_so(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    a_notice(open_uow)
    (claimed,) = queues.claim(HERE, NOW, limit=9)
    (kept,) = all_of(open_uow, Notice)
    assert (kept.state, kept.next_at) == (State.CLAIMED, NOW + LEASE)
    assert (claimed.id, claimed.version, claimed.state) == (kept.id, kept.version, kept.state)


def test_what_is_due_later_or_never_again_is_left_alone(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    a_notice(open_uow, period="later", next_at=LATER)
    a_notice(open_uow, period="sent", next_at=None, state=State.SENT)
    assert queues.claim(HERE, NOW, limit=9) == []


def test_the_longest_overdue_are_claimed_first_and_no_more_than_asked_for(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    for age, period in ((1, "younger"), (3, "oldest"), (2, "older")):
        late = NOW - timedelta(minutes=age)
        a_notice(open_uow, period=period, to=f"C{age}", next_at=late)
    assert set(periods(queues.claim(HERE, NOW, limit=2))) == {"oldest", "older"}
    assert periods(queues.claim(HERE, NOW, limit=2)) == ["younger"]


def test_what_people_asked_for_is_claimed_before_what_the_clock_owes(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    long_due = NOW - timedelta(hours=1)
    a_notice(open_uow, kind=Kind.DIGEST, period="digest", next_at=long_due)
    a_notice(open_uow, kind=Kind.DIGEST, period="elsewhere", to="C2", next_at=long_due)
    a_notice(open_uow, kind=Kind.LIGHT, period="light")
    assert periods(queues.claim(HERE, NOW, limit=1)) == ["light"]
    assert periods(queues.claim(HERE, NOW, limit=9)) == ["elsewhere"]


def test_a_channel_is_claimed_with_its_notice_until_it_is_let_go(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    for period in ("first", "second"):
        a_notice(open_uow, period=period)
    assert periods(queues.claim(HERE, NOW, limit=9)) == ["first"]
    assert queues.claim(HERE, LATER, limit=9) == []
    queues.free(HERE, "C1", NOW + LEASE, LATER)
    assert queues.claim(HERE, NOW, limit=9) == []
    assert periods(queues.claim(HERE, LATER, limit=9)) == ["second"]


def test_a_sender_claims_for_its_own_workspace(open_uow: OpenUnitOfWork, queues: Queues) -> None:
    a_notice(open_uow, workspace_id=ELSEWHERE)
    assert queues.claim(HERE, NOW, limit=9) == []
    assert len(queues.claim(ELSEWHERE, NOW, limit=9)) == 1


def test_four_senders_at_once_claim_everything_and_nothing_twice(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    some_notices(open_uow, 40)

    def drain(_: int) -> list[str]:
        rounds = iter(lambda: periods(queues.claim(HERE, NOW, limit=3)), [])
        return list(chain.from_iterable(rounds))

    claimed = at_once(4, drain)
    taken = Counter(chain.from_iterable(some for some in claimed if isinstance(some, list)))
    assert taken == Counter(str(number) for number in range(40))


def test_a_sender_does_not_wait_for_what_another_is_claiming(postgresql_engine: Engine) -> None:
    open_uow = units_of_work(postgresql_engine)
    busy = a_notice(open_uow, period="busy")
    a_notice(open_uow, period="free", to="C2")
    with open_uow(HERE) as other:
        other.notices.get(busy.saved_id)
        assert periods(Queues(postgresql_engine).claim(HERE, NOW, limit=9)) == ["free"]


# ------------------------------------------------------------------------- taking over a lease


@pytest.mark.parametrize("moment", [NOW, NOW + LEASE - timedelta(microseconds=1)])
def test_a_lease_is_respected_until_it_ends(
    open_uow: OpenUnitOfWork, queues: Queues, moment: datetime
) -> None:
    a_notice(open_uow)
    queues.claim(HERE, NOW, limit=9)
    assert queues.claim(HERE, moment, limit=9) == []


def test_a_lease_that_ended_is_taken_over(open_uow: OpenUnitOfWork, queues: Queues) -> None:
    a_notice(open_uow)
    (first,) = queues.claim(HERE, NOW, limit=9)
    (second,) = queues.claim(HERE, NOW + LEASE, limit=9)
    assert (second.id, second.state) == (first.id, State.CLAIMED)
    assert second.version > first.version


def test_a_sender_that_died_while_sending_leaves_an_uncertain_notice(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    a_notice(open_uow)
    (claimed,) = queues.claim(HERE, NOW, limit=9)
    with open_uow(HERE) as uow:
        current = uow.notices.get(claimed.saved_id)
        assert current is not None
        current.sending(NOW)
        uow.commit()
    assert queues.claim(HERE, NOW + LEASE, limit=9) == []
    (found,) = queues.claim(HERE, NOW + LEASE + SETTLE, limit=9)
    assert found.state is State.UNCERTAIN


# -------------------------------------------------------------------------------- housekeeping


def test_a_look_that_finds_nothing_due_is_one_statement(
    engine: Engine, open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    a_notice(open_uow, next_at=LATER)
    with statements(engine) as seen:
        queues.claim(HERE, NOW, limit=9)
    assert len(seen) == 1


def test_a_look_at_the_queue_does_not_wait_for_who_writes(sqlite_engine: Engine) -> None:
    """SQLite has one lock: who only looks neither needs it nor takes it."""
    queues, limits = Queues(sqlite_engine), RateLimits(sqlite_engine)
    no_time = monotonic() - patience.ANSWER
    with sqlite_engine.begin() as writing, patience.answering(no_time):
        writing.execute(text("DELETE FROM drafts"))

        assert queues.claim(HERE, NOW, 8) == []
        assert queues.next_due(HERE, NOW) is None
        assert limits.next_free(HERE, NOW) is None
        assert [each.count for each in queues.standing(HERE) if each.count] == []
        assert not queues.workspaces()
        assert not limits.closed(HERE)
        assert not listed(sqlite_engine, Which.LATE, NOW)


def test_workspaces_with_an_account_are_named_once(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    an_account(open_uow)
    an_account(open_uow, name="Globex", channel_id="C2")
    an_account(open_uow, workspace_id=ELSEWHERE)
    assert sorted(queues.workspaces()) == [HERE, ELSEWHERE]


def test_notices_are_counted_by_state(open_uow: OpenUnitOfWork, queues: Queues) -> None:
    a_notice(open_uow, period="1")
    a_notice(open_uow, period="2", workspace_id=ELSEWHERE)
    a_notice(open_uow, period="3", state=State.DEAD, next_at=None)
    a_notice(open_uow, period="4", state=State.SENT, next_at=None)

    found = {line.state: (line.count, line.oldest_due_at) for line in queues.standing(HERE)}

    assert found[State.PLANNED] == (1, NOW)
    assert found[State.DEAD] == (1, NOW)
    assert found[State.HELD] == (0, None)
    assert State.SENT not in found


def test_the_queue_is_counted_by_an_index_of_what_is_not_done_with(engine: Engine) -> None:
    ran = STANDING.params(workspace=HERE).compile(engine, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = connection.exec_driver_sql(f"{explain} {ran}").all()

    shown = "\n".join(" ".join(map(str, row)) for row in plan)
    assert "ix_notices_workspace_id_state_due_at" in shown
    assert "SCAN notices" not in shown
    assert "Seq Scan" not in shown


def test_what_a_newer_version_owes_is_left_to_it(
    open_uow: OpenUnitOfWork, queues: Queues, engine: Engine
) -> None:
    a_notice(open_uow, period="1")
    a_notice(open_uow, period="2")
    with engine.begin() as connection:
        connection.execute(text("UPDATE notices SET kind = 'tomorrow' WHERE period = '1'"))

    assert periods(queues.claim(HERE, NOW, limit=9)) == ["2"]
    with engine.connect() as connection:
        left = connection.execute(text("SELECT state FROM notices WHERE period = '1'")).scalar()
    assert left == "planned"


def test_old_drafts_are_forgotten_and_young_ones_kept(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    for sentence, at in (("old", NOW), ("young", LATER)):
        keep(open_uow, Draft(workspace_id=HERE, person_id="U1", sentence=sentence, at=at))
    queues.forget(deliveries_before=NOW, drafts_before=LATER)
    assert [each.sentence for each in all_of(open_uow, Draft)] == ["young"]


def test_what_has_been_kept_long_enough_is_forgotten_and_nothing_else(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    old, sent = NOW - timedelta(days=200), {"state": State.SENT, "next_at": None}
    a_notice(open_uow, period="dm", to="U1", due_at=old, **sent)
    a_notice(open_uow, period="skipped", due_at=old, state=State.SKIPPED, next_at=None)
    a_notice(open_uow, period="card", due_at=old, **sent)
    a_notice(open_uow, period="young", to="U1", due_at=NOW, **sent)
    a_notice(open_uow, period="waits", to="U1", due_at=old, next_at=NOW)
    with open_uow(HERE) as uow:
        for at in (NOW - timedelta(days=2_000), NOW):
            uow.admin_changes.add(
                AdminChange(workspace_id=HERE, by="U1", at=at, kind="leader", subject="U2")
            )
        uow.commit()

    since = NOW - timedelta(days=180)
    count = queues.forget_old(Kept(since, NOW - timedelta(days=1_095), NOW - timedelta(days=1_095)))

    assert sorted(each.period for each in all_of(open_uow, Notice)) == ["card", "waits", "young"]
    assert [each.at for each in all_of(open_uow, AdminChange)] == [NOW]
    assert count == 3


def test_more_than_a_thousand_rows_are_forgotten_a_thousand_at_a_time(
    open_uow: OpenUnitOfWork, queues: Queues, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.queues.AT_A_TIME", 2)
    for number in range(5):
        a_notice(open_uow, period=str(number), to="U1", state=State.SENT, next_at=None)

    assert queues.forget_old(Kept(LATER, NOW, NOW)) == 5
    assert all_of(open_uow, Notice) == []


def test_people_whom_nobody_has_met_are_forgotten(open_uow: OpenUnitOfWork, queues: Queues) -> None:
    for person_id in ("UMEMBER", "UOWNER", "USTRANGER", "U0GONE1"):
        a_person(open_uow, person_id)
    a_person(open_uow, "ULEADER", is_leader=True)
    a_person(open_uow, "UQUIET", quiet_from=18, quiet_until=8)
    a_person(open_uow, "UNEW", checked_at=LATER)
    an_account(open_uow, team=["UMEMBER"], owner_id="UOWNER")

    assert queues.forget_strangers(LATER) == 1

    left = {each.id for each in all_of(open_uow, Person)}
    assert left == {"UMEMBER", "UOWNER", "U0GONE1", "ULEADER", "UQUIET", "UNEW"}


def test_whom_somebody_has_named_is_no_stranger(open_uow: OpenUnitOfWork, queues: Queues) -> None:
    for person_id in ("USTANDIN", "UNEXT", "ULINK", "USTRANGER"):
        a_person(open_uow, person_id)
    a_person(open_uow, "UAWAY", away_until=LATER.date(), substitute_id="USTANDIN")
    home = an_account(open_uow, owner_id=None, team=[], next_owner_id="UNEXT")
    keep(open_uow, contact(account_id=home.saved_id, held_by="ULINK"))

    queues.forget_strangers(LATER)

    left = {each.id for each in all_of(open_uow, Person)}
    assert left == {"USTANDIN", "UNEXT", "ULINK", "UAWAY"}


def test_the_history_is_forgotten_after_its_time_with_what_stood_in_channels(
    open_uow: OpenUnitOfWork, queues: Queues
) -> None:
    an_account(open_uow)
    a_notice(open_uow, period="card", due_at=LONG_AGO, state=State.SENT, next_at=None)
    a_notice(open_uow, period="young", due_at=NOW, state=State.SENT, next_at=None)
    with open_uow(HERE) as uow:
        for at in (LONG_AGO, NOW):
            uow.activities.add(
                Activity(
                    workspace_id=HERE,
                    account_id=1,
                    by="U1",
                    at=at,
                    kind="light.set",
                    subject="L1",
                    before=None,
                    after={},
                )
            )
        uow.commit()

    since = NOW - timedelta(days=1_095)
    count = queues.forget_old(Kept(messages=since, admin_changes=since, history=since))

    assert count == 2
    assert [each.at for each in all_of(open_uow, Activity)] == [NOW]
    assert [each.period for each in all_of(open_uow, Notice)] == ["young"]
