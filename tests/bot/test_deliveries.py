"""`kam why` and `kam notices`, on both databases."""

from datetime import timedelta
from typing import Any

import click
import pytest
from click.exceptions import Exit
from sqlalchemy import Engine

from bot import deliveries
from bot.settings import Settings
from domain.notice import Kind, Notice, State
from storage.notice_lists import Which
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import NOW, a_notice, all_of, an_account


@pytest.fixture
def settings(engine: Engine) -> Settings:
    url = engine.url.render_as_string(hide_password=False)
    return Settings(database_url=url)


Captured = pytest.CaptureFixture[str]


def test_why_tells_of_every_message_what_became_of_it(
    settings: Settings, open_uow: OpenUnitOfWork, capsys: Captured
) -> None:
    home = an_account(open_uow, name="Acme GmbH", time_zone="UTC")
    common: dict[str, Any] = {"account_id": home.id, "kind": Kind.DIGEST, "due_at": NOW}
    states: list[dict[str, Any]] = [
        {"state": State.SENT, "sent_at": NOW, "attempts": 3, "next_at": None},
        {"state": State.SKIPPED, "reason": "too late", "next_at": None},
        {"state": State.DEAD, "reason": "msg_too_long", "next_at": None},
        {"state": State.HELD, "reason": "archived", "next_at": NOW + timedelta(minutes=10)},
        {"state": State.PLANNED, "reason": "ratelimited", "next_at": NOW + timedelta(minutes=1)},
        {"state": State.UNCERTAIN, "next_at": NOW + timedelta(minutes=1)},
    ]
    for number, state in enumerate(states):
        a_notice(open_uow, period=str(number), **common, **state)

    deliveries.why(settings, "acme gmbh", "digest", NOW)

    assert capsys.readouterr().out.splitlines()[1:] == [
        (
            "  No. 6: Weekly digest, due 28 Apr 09:00: perhaps sent: Slack gave no clear answer. "
            "I look it up 28 Apr 09:01."
        ),
        (
            "  No. 5: Weekly digest, due 28 Apr 09:00: not sent yet: Slack asked us to wait. "
            "I try again 28 Apr 09:01."
        ),
        (
            "  No. 4: Weekly digest, due 28 Apr 09:00: held back: its channel is archived. "
            "Bring the channel back to go on. I look again 28 Apr 09:10."
        ),
        (
            "  No. 3: Weekly digest, due 28 Apr 09:00: it can never be sent: "
            "Slack answered `msg_too_long`."
        ),
        (
            "  No. 2: Weekly digest, due 28 Apr 09:00: not sent: by the time it could be sent "
            "it was too late to be of use."
        ),
        "  No. 1: Weekly digest, due 28 Apr 09:00: sent 28 Apr 09:00, at attempt 3.",
    ]


def test_why_of_an_account_that_is_not_there_fails(
    settings: Settings, open_uow: OpenUnitOfWork, capsys: Captured
) -> None:
    an_account(open_uow)

    with pytest.raises(Exit):
        deliveries.why(settings, "Globex", None, NOW)
    with pytest.raises(click.BadParameter):
        deliveries.why(settings, "Acme", "tomorrow", NOW)

    assert "There is no account of the name 'Globex'." in capsys.readouterr().err


def test_notices_are_listed_by_what_stands_against_them(
    settings: Settings, open_uow: OpenUnitOfWork, capsys: Captured
) -> None:
    home = an_account(open_uow)
    a_notice(open_uow, period="1", account_id=home.id, state=State.HELD, reason="shared")
    a_notice(open_uow, period="2", state=State.DEAD, reason="msg_too_long", next_at=None)
    a_notice(open_uow, period="3", due_at=NOW - timedelta(hours=1))
    a_notice(open_uow, period="4", state=State.SENT, next_at=None)
    numbers = {}
    for which in Which:
        deliveries.notices(settings, which, [], NOW)
        said = capsys.readouterr().out
        numbers[which] = [int(line.split("No. ")[1][0]) for line in said.splitlines()]

    assert numbers == {
        Which.OPEN: [3, 1, 2],
        Which.HELD: [1],
        Which.DEAD: [2],
        Which.LATE: [3],
    }


def test_a_message_that_was_given_up_is_sent_once_more(
    settings: Settings, open_uow: OpenUnitOfWork, capsys: Captured
) -> None:
    a_notice(open_uow, state=State.DEAD, reason="restricted_action", next_at=None)
    later = NOW + timedelta(days=9)

    deliveries.notices(settings, Which.OPEN, [1], later)

    (kept,) = all_of(open_uow, Notice)
    assert (kept.state, kept.next_at, kept.due_at) == (State.PLANNED, later, later)
    assert capsys.readouterr().out == "No. 1 goes out with the next tick.\n"


@pytest.mark.parametrize("number, said", [(1, "No. 1 is sent"), (9, "No message has the number 9")])
def test_what_is_sent_or_unknown_is_not_sent_once_more(
    settings: Settings, open_uow: OpenUnitOfWork, capsys: Captured, number: int, said: str
) -> None:
    a_notice(open_uow, state=State.SENT, next_at=None)

    with pytest.raises(Exit):
        deliveries.notices(settings, Which.OPEN, [number], NOW)

    assert said in capsys.readouterr().err
