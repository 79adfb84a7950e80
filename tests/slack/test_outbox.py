"""Delivery under faults: what Slack's limits, silence and slowness do, and what they do not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select, text

from domain.notice import EVERY, Kind, Notice, State
from handlers.outbox.sender import Delivery, Sender, Target
from scheduler.jobs import Job
from tests.slack import payloads
from tests.slack.fake.people import TOKEN
from tests.slack.office import ACME, ANNA, BEN, GLOBEX, Office, drain, open_for
from tests.slack.reading import words

pytestmark = pytest.mark.usefixtures("every_change_is_a_message")

RED = 'light red "finance director leaving"'
POST, INFO, HISTORY = "chat.postMessage", "conversations.info", "conversations.history"


def notices(office: Office) -> list[Notice]:
    with open_for(office) as uow:
        return list(uow.session.scalars(select(Notice).order_by(Notice.id)).all())  # type: ignore[arg-type]


def states(office: Office, kind: Kind) -> list[State]:
    return [each.state for each in notices(office) if each.kind is kind]


def later(office: Office, times: int, **by: float) -> None:
    """The sender looks again and again; nothing else of the bot's runs meanwhile."""
    for _ in range(times):
        office.clock.forward(**by)
        drain(office.kam.sender)


def calls(office: Office, method: str = POST) -> int:
    return len(office.slack.calls(method))


# -------------------------------------------------------------------------------- too many calls


@pytest.mark.parametrize("word", ["ratelimited", "rate_limited"])
def test_a_method_that_slack_closed_is_not_called_for_anybody_before_it_is_open_again(
    globex: Office, word: str
) -> None:
    globex.slack.fail(POST, kind=word, retry_after=30)
    globex.types(RED)
    closed = calls(globex)

    for number in range(5):
        globex.tick(seconds=5)
        globex.types(f'light amber "budget {number} wobbles"', channel=GLOBEX)
    assert calls(globex) == closed
    globex.restart()
    globex.tick(seconds=4)
    assert calls(globex) == closed

    for _ in range(8):
        globex.tick(seconds=2)
    assert len(globex.told()) == 1
    assert len(globex.told(GLOBEX)) == 5


def test_a_clean_refusal_for_too_many_calls_is_no_attempt_that_counts(acme: Office) -> None:
    acme.slack.fail(POST, times=3, kind="ratelimited", retry_after=5)
    acme.types(RED)
    for _ in range(4):
        acme.tick(seconds=6)

    assert [each.attempts for each in notices(acme)] == [1]
    assert states(acme, Kind.LIGHT) == [State.SENT]


def test_a_closed_history_is_left_alone_too(acme: Office) -> None:
    acme.slack.fail(POST, kind="accept_then_drop")
    acme.slack.fail(HISTORY, kind="ratelimited", retry_after=100)
    acme.types(RED)
    acme.tick(seconds=61)

    for _ in range(9):
        acme.tick(seconds=10)
    assert calls(acme, HISTORY) == 1
    acme.tick(seconds=20)

    assert (states(acme, Kind.LIGHT), calls(acme)) == ([State.SENT], 1)


# ------------------------------------------------------------------------------- busy is a delay


@pytest.mark.parametrize("kind", ["ratelimited", "http_500", "http_503", "drop_before"])
def test_a_look_up_that_slack_is_too_busy_for_holds_nothing_and_alarms_nobody(
    acme: Office, kind: str
) -> None:
    acme.clock.forward(minutes=5)
    acme.slack.fail(INFO, times=4, kind=kind, retry_after=20)

    acme.types(RED)
    assert states(acme, Kind.LIGHT) == [State.PLANNED]
    for _ in range(10):
        acme.tick(seconds=20)

    assert len(acme.told()) == 1
    assert states(acme, Kind.HELD) == []


def test_that_messages_were_held_is_not_told_once_they_are_not(acme: Office) -> None:
    acme.slack.fail(POST, kind="not_in_channel", match={"channel": ACME})
    acme.slack.fail(POST, kind="ratelimited", retry_after=700, match={"channel": BEN})
    acme.types(RED)
    assert states(acme, Kind.HELD) == [State.PLANNED]

    acme.tick(seconds=720)
    acme.tick(seconds=20)

    assert (len(acme.told()), acme.slack.direct_messages(BEN)) == (1, [])
    assert states(acme, Kind.HELD) == [State.SKIPPED]


def test_what_an_outage_kept_leaves_within_a_minute_of_its_end(acme: Office) -> None:
    outage = acme.slack.fail(POST, times=None, kind="http_503")
    acme.types(RED)
    later(acme, 60, minutes=1)
    outage.times = 0

    for _ in range(2):
        acme.tick(seconds=31)

    assert len(acme.told()) == 1


@pytest.mark.parametrize("kind", ["http_503", "drop_before", "http_500"])
def test_an_outage_is_asked_about_once_a_minute_and_loses_nothing(
    globex: Office, kind: str
) -> None:
    outage = globex.slack.fail("*", times=None, kind=kind)
    for number in range(6):
        globex.types(f"light red number {number}", channel=(ACME, GLOBEX)[number % 2])
        later(globex, 1, seconds=20)
    before = len(globex.slack.calls())
    later(globex, 120, seconds=30)
    assert len(globex.slack.calls()) - before <= 65

    outage.times = 0
    later(globex, 20, seconds=30)

    assert [len(globex.told(each)) for each in (ACME, GLOBEX)] == [3, 3]
    assert states(globex, Kind.HELD) == []


def test_what_came_too_late_through_an_outage_is_skipped_by_its_promise(acme: Office) -> None:
    outage = acme.slack.fail("*", times=None, kind="http_503")
    acme.types(RED)
    later(acme, 1, days=8)
    outage.times = 0

    later(acme, 4, seconds=61)

    assert states(acme, Kind.LIGHT) == [State.SKIPPED]


# ---------------------------------------------------------------------------------------- order


@pytest.mark.parametrize("kind", ["service_unavailable", "drop_before"])
def test_later_news_of_a_light_waits_for_its_first_message(acme: Office, kind: str) -> None:
    acme.slack.fail(POST, kind=kind)
    acme.types(RED)
    acme.types("light L1 green")
    assert acme.told() == []

    for _ in range(8):
        acme.tick(seconds=31)

    ids = [each.id for each in notices(acme) if each.ts]
    sent = sorted((each for each in notices(acme) if each.ts), key=lambda each: each.sent_at)  # type: ignore[arg-type,return-value]
    assert [each.id for each in sent] == ids
    assert State.SKIPPED not in states(acme, Kind.LIGHT_EDIT)
    assert "green" in words(acme.told()[-1])


def test_of_two_edits_at_once_the_newer_stays(acme: Office) -> None:
    acme.types(RED)
    other = acme.neighbour(TOKEN)
    acme.slack.before("chat.update", lambda _args: _turn_once_more(acme, other))
    acme.types("light L1 amber")
    drain(other.kam.sender)
    other.kam.close()

    assert calls(acme, "chat.update") == 2
    assert "green" in words(acme.told()[0])


def _turn_once_more(acme: Office, other: Office) -> None:
    """While an edit is on its way somebody turns the light again, and another process looks."""
    before = calls(acme, "chat.update")
    if before > 1:
        return
    turned = payloads.slash_command("light L1 green", by=BEN, channel=ACME, slack=acme.slack)
    acme.deliver(turned, settle=False)
    drain(other.kam.sender)
    assert calls(acme, "chat.update") == before


def test_news_of_another_light_do_not_wait(acme: Office) -> None:
    acme.slack.fail(POST, kind="service_unavailable")
    acme.types(RED)
    acme.types('light green "new champion"')

    assert ["new champion" in words(each) for each in acme.told()] == [True]


def test_two_processes_never_write_to_a_channel_twice_in_a_second(acme: Office) -> None:
    other = acme.neighbour(TOKEN)
    for office in (acme, other):
        office.kam.sender.rate_limiter.every = EVERY
    for number in range(4):
        acme.types(f"light red number {number}")
        drain(other.kam.sender)

    seen = [len(acme.told())]
    for _ in range(8):
        acme.clock.forward(seconds=0.5)
        drain(other.kam.sender)
        drain(acme.kam.sender)
        seen.append(len(acme.told()))
    other.kam.close()

    assert seen == [1, 1, 2, 2, 3, 3, 4, 4, 4]


def claimed(office: Office) -> Delivery:
    """A red light that was typed, about to be delivered."""
    typed = payloads.slash_command(RED, by=ANNA, channel=ACME, slack=office.slack)
    office.deliver(typed, settle=False)
    (delivery,) = office.kam.sender.claim(1)
    return delivery


def test_what_another_process_finds_closed_is_not_called_by_what_was_claimed_before(
    acme: Office,
) -> None:
    delivery, before = claimed(acme), calls(acme)
    other = acme.neighbour(TOKEN)
    other.kam.sender.rate_limiter.close(POST, timedelta(seconds=30))
    acme.kam.sender.deliver(delivery)
    other.kam.close()

    assert calls(acme) == before


def test_a_message_is_delivered_in_three_transactions_and_its_channel_let_go(acme: Office) -> None:
    delivery = claimed(acme)
    begun: list[object] = []
    note = begun.append
    event.listen(acme.kam.engine, "begin", note)
    acme.kam.sender.deliver(delivery)
    event.remove(acme.kam.engine, "begin", note)

    assert (len(acme.told()), len(begun)) == (1, 3)
    acme.types('light green "new champion"')
    later(acme, 2, seconds=2)
    assert len(acme.told()) == 2


def test_a_flood_of_one_members_lights_keeps_nobody_elses_waiting(acme: Office) -> None:
    acme.slack.fail(POST, kind="ratelimited", retry_after=5)
    acme.kam.sender.rate_limiter.every = EVERY
    for number in range(30):
        acme.types(f"light red number {number}", by=ANNA)
    acme.types('light green "new champion"')
    acme.tick(seconds=6)
    for _ in range(3):
        acme.tick(seconds=1)

    assert any("new champion" in words(each) for each in acme.told())


# ------------------------------------------------------------------------------- sent once only


def test_a_lost_message_behind_5300_newer_ones_is_found_in_a_few_calls(acme: Office) -> None:
    acme.slack.fail(POST, kind="accept_then_drop")
    acme.types(RED)
    for number in range(5_300):
        acme.slack.say(ACME, BEN, f"chat {number}")

    for _ in range(20):
        acme.tick(seconds=61)

    assert (states(acme, Kind.LIGHT), calls(acme)) == ([State.SENT], 1)
    assert calls(acme, HISTORY) <= 30


def test_a_history_without_end_is_given_up_and_the_promise_decides(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.outbox.lost.PAGES", 10)
    monkeypatch.setattr("handlers.outbox.posting.HISTORY_PAGE", 2)
    acme.slack.fail(POST, kind="drop_before")
    acme.types(RED)
    for number in range(40):
        acme.slack.say(ACME, BEN, f"chat {number}")

    for _ in range(5):
        acme.tick(seconds=61)

    assert (states(acme, Kind.LIGHT), calls(acme)) == ([State.SENT], 2)
    assert calls(acme, HISTORY) == 10


def test_a_history_that_lags_behind_for_two_minutes_doubles_nothing(acme: Office) -> None:
    acme.slack.fail(POST, kind="accept_then_drop")
    acme.slack.set_history_lag(10_000)
    acme.types(RED)
    acme.tick(seconds=61)
    acme.slack.set_history_lag(0)

    acme.tick(seconds=121)

    assert (states(acme, Kind.LIGHT), calls(acme)) == ([State.SENT], 1)


def test_a_clock_that_is_an_hour_and_a_half_ahead_doubles_nothing(acme: Office) -> None:
    acme.clock.forward(hours=1.5)
    acme.kam.directory.people()
    acme.slack.fail(POST, kind="accept_then_drop")
    acme.types(RED)

    for _ in range(4):
        acme.tick(seconds=61)

    assert (states(acme, Kind.LIGHT), calls(acme)) == ([State.SENT], 1)


def test_a_process_that_slept_longer_than_its_lease_sends_nothing_when_it_wakes(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Sender._send  # noqa: SLF001 - where the machine falls asleep

    def asleep(self: Sender, delivery: Delivery, target: Target) -> object:
        monkeypatch.undo()
        too_late.append(calls(acme))
        late = replace(delivery, leave_by=self.seconds() - 1)
        return send(self, late, target)

    too_late: list[int] = []
    monkeypatch.setattr(Sender, "_send", asleep)
    acme.types(RED)

    assert too_late == [0]
    assert (calls(acme), len(acme.told())) == (1, 1)
    assert notices(acme)[0].attempts == 1


def test_what_is_on_its_way_is_not_looked_up_however_far_the_clock_is_set(acme: Office) -> None:
    acme.slack.before(POST, lambda _args: _step(acme))
    acme.types(RED)

    assert calls(acme, HISTORY) == 0
    assert (states(acme, Kind.LIGHT), calls(acme)) == ([State.SENT], 1)


def _step(acme: Office) -> None:
    """The clock is set two minutes ahead while a message leaves, and somebody looks for more."""
    acme.clock.now += timedelta(minutes=3)
    assert acme.kam.sender.claim(9, but=[ACME]) == []


# ------------------------------------------------------------------------------- other versions


def test_a_notice_of_a_kind_that_this_version_does_not_know_is_left_alone(acme: Office) -> None:
    acme.slack.fail(POST, kind="ratelimited", retry_after=5)
    acme.types(RED)
    acme.types('light green "new champion"')
    with acme.kam.engine.begin() as connection:
        connection.execute(text("UPDATE notices SET kind = 'of_tomorrow' WHERE id = 1"))

    acme.tick(seconds=6)

    assert ["new champion" in words(each) for each in acme.told()] == [True]
    with acme.kam.engine.begin() as connection:
        row = connection.execute(text("SELECT kind, state FROM notices WHERE id = 1")).one()
        assert tuple(row) == ("of_tomorrow", "planned")
        connection.execute(text("DELETE FROM notices WHERE id = 1"))


def test_nothing_is_sent_to_slack_as_null(acme: Office) -> None:
    acme.types(RED)
    acme.types("light L1 green")

    assert all(None not in args.values() for args in acme.slack.calls())


# --------------------------------------------------------------------------------- house-keeping


def test_what_was_planned_goes_out_at_once_though_the_queue_was_looked_at_already(
    acme: Office,
) -> None:
    acme.tick()
    acme.types(RED)
    before = len(acme.told())
    acme.clock.forward(days=7)
    for name in ("wake", "plan"):
        job(acme, name).run()
        acme.settle()

    assert len(acme.told()) > before


def test_what_was_closed_and_written_to_long_ago_is_forgotten(acme: Office) -> None:
    acme.slack.fail(POST, kind="ratelimited", retry_after=5)
    acme.types(RED)
    acme.tick(seconds=6)
    kept = ("channel_paces", "closed_methods")
    assert all(_count(acme, table) for table in kept)

    acme.clock.forward(hours=25)
    job(acme, "forget").work()

    assert [_count(acme, table) for table in kept] == [0, 0]


def job(office: Office, name: str) -> Job:
    """One of the clock's jobs."""
    (found,) = (each for each in office.kam.runner.jobs if each.name == name)
    return found


def _count(office: Office, table: str) -> int:
    with office.kam.engine.begin() as connection:
        return int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)  # noqa: S608
