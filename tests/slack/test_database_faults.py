"""What people are told while the database does not do what it should."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic

import pytest

from storage import patience
from storage.troubles import OutcomeUnknown
from storage.unit_of_work import UnitOfWork
from tests.slack import payloads
from tests.slack.office import ACME, BEN, Json, Office
from tests.slack.reading import words

RED = 'light red "finance director leaving"'
Commit = Callable[[UnitOfWork], None]
kept = UnitOfWork.commit


def hurried() -> AbstractContextManager[None]:
    """What was typed has waited elsewhere until now."""
    return patience.answering(monotonic() - patience.ANSWER + 0.05)


def hears(office: Office, typed: str) -> Json:
    """What somebody reads who types this, before the bot does anything else."""
    command = payloads.slash_command(typed, by=BEN, channel=ACME, slack=office.slack)
    return office.whisper(lambda: office.deliver(command, settle=False))


def lights(office: Office) -> int:
    return words(office.types("lights")).count("* finance director leaving")


def test_a_busy_database_is_said_to_be_busy(acme: Office) -> None:
    with acme.kam.engine.begin(), hurried():
        told = hears(acme, RED)
    assert "I am busy right now and did not save this" in words(told)
    assert lights(acme) == 0


@pytest.mark.parametrize("typed", ["help", "hilfe", "help light"])
def test_help_needs_no_table(acme: Office, typed: str) -> None:
    with acme.kam.engine.begin(), hurried():
        told = hears(acme, typed)
    assert "What you can say to kam" in words(told)


def test_a_deleted_database_is_said_to_be_gone(acme: Office) -> None:
    acme.types(RED)
    Path(acme.kam.engine.url.database or "").unlink()
    told = hears(acme, RED)
    acme.settle()
    acme.journal.read()
    assert "My database file is gone. Nothing was saved." in words(told)


def lost(*, keep: bool, times: int = 1) -> Commit:
    """A commit after which nobody knows what became of it."""
    left = [times]

    def commit(uow: UnitOfWork) -> None:
        if left[0]:
            left[0] -= 1
            if keep:
                kept(uow)
            raise OutcomeUnknown
        kept(uow)

    return commit


@pytest.mark.parametrize("keep", [True, False])
def test_what_was_lost_in_a_commit_has_one_effect_and_one_answer(
    acme: Office, monkeypatch: pytest.MonkeyPatch, *, keep: bool
) -> None:
    monkeypatch.setattr(UnitOfWork, "commit", lost(keep=keep))
    told = acme.types(RED)
    monkeypatch.undo()
    assert told["text"].startswith("Logged.")
    assert lights(acme) == 1


def test_where_nobody_can_know_it_the_answer_says_so(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(UnitOfWork, "commit", lost(keep=False, times=2))
    typed: Json = payloads.slash_command(RED, by=BEN, channel=ACME, slack=acme.slack)
    told = acme.whisper(lambda: acme.deliver(typed))
    monkeypatch.undo()
    assert "it may be saved, or not" in words(told)
    again = acme.whisper(lambda: acme.deliver(typed))
    assert again["text"].startswith("Logged.")
    assert lights(acme) == 1
