"""`/kam why`: what was due of an account, and what became of it."""

import pytest

from tests.slack.office import ACME, ANNA, BEN, Office


def told(acme: Office, sentence: str, *, by: str = BEN) -> str:
    return str(acme.types(sentence, by=by))


def test_the_owner_reads_what_was_due_and_that_it_was_sent(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    acme.tick()

    said = told(acme, "why")

    assert "Weekly digest: on, due next" in said
    assert "Monthly review: on, due next" in said
    assert "No. 1: Card of a light L1, due 28 Apr 10:00: sent 28 Apr 10:00." in said


def test_a_digest_that_did_not_come_is_explained(acme: Office) -> None:
    acme.types("settings digest off")

    assert "Weekly digest: turned off. `/kam settings` turns it on." in told(acme, "why digest")


def test_what_is_held_says_what_stands_against_it_and_how_to_mend_it(acme: Office) -> None:
    acme.slack.change_channel(ACME, is_ext_shared=True)
    acme.clock.forward(minutes=2)  # what is known of a channel is a minute old at most
    acme.types('light red "finance director leaving"')

    said = told(acme, "why 1")

    assert "held back: another company can read its channel or has been invited to it." in said
    assert "I look again" in said
    assert "Monthly review" not in said


def test_only_the_owner_and_admins_are_told(acme: Office) -> None:
    assert "what was due" not in told(acme, "why", by=ANNA)


def test_a_message_of_another_account_has_no_number_here(acme: Office) -> None:
    assert "No message of this account has this number." in told(acme, "why 4711")


@pytest.mark.parametrize("sentence", ["why", "why digest", "why review"])
def test_direct_messages_to_others_are_not_told_of(acme: Office, sentence: str) -> None:
    acme.types('action "call the finance director" @anna by 2026-05-04')

    assert "given to somebody" not in told(acme, sentence)
