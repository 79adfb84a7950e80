from typing import Any

import pytest

from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, GLOBEX, Json, Office
from tests.slack.reading import words

THEM = "T0CUSTOMER"
CASES = [{"is_ext_shared": True}, {"is_pending_ext_shared": True}]


def share(office: Office, **how: Any) -> None:  # noqa: ANN401 - as of a channel of the fake
    """Share the channel, unknown to the bot, long after it last looked."""
    office.clock.forward(minutes=2)
    office.slack.change_channel(ACME, **how)


def letters(office: Office, person: str = BEN) -> list[Json]:
    return office.slack.direct_messages(person)


@pytest.mark.parametrize("how", CASES, ids=str)
def test_nothing_is_posted_where_another_company_reads_or_is_invited_to(
    acme: Office, how: dict[str, bool]
) -> None:
    share(acme, **how)
    answer = acme.types('light red "the secret"')
    acme.tick(hours=1)

    assert answer["text"] == "Logged. 🔴 Red L1: the secret"
    assert acme.told() == []
    (letter,) = letters(acme)
    assert letter["text"] == "I am holding back messages about Acme."
    assert "another company can read its channel" in words(letter)
    assert "secret" not in words(letter)


def test_what_was_held_is_posted_once_the_channel_is_ours_again(acme: Office) -> None:
    share(acme, is_ext_shared=True)
    acme.types('light red "finance director leaving"')
    acme.slack.change_channel(ACME, is_ext_shared=False)
    acme.deliver(events.channel_unshared(ACME, THEM))

    acme.tick(minutes=11)

    (announcement,) = acme.told()
    assert announcement["text"].startswith("Ben logged a red light.")


def test_the_owner_is_told_once_a_day_for_as_long_as_it_lasts(acme: Office) -> None:
    share(acme, is_ext_shared=True)
    acme.types('light red "one"')
    acme.types('light red "two"', by=ANNA)
    for _ in range(6):
        acme.tick(minutes=30)
    assert len(letters(acme)) == 1

    acme.tick(days=1)

    assert len(letters(acme)) == 2
    assert letters(acme, ANNA) == []


def test_an_event_that_tells_of_sharing_counts_at_once(acme: Office) -> None:
    acme.types('light green "before"')
    acme.slack.change_channel(ACME, is_ext_shared=True)
    acme.deliver(events.channel_shared(ACME, THEM))

    acme.types('light red "after"')

    (only,) = acme.told()
    assert "before" in only["text"]


def test_sharing_that_begins_between_the_look_and_the_post_is_noticed_for_the_next(
    acme: Office,
) -> None:
    acme.clock.forward(minutes=2)
    acme.types('light green "one"')
    acme.clock.forward(seconds=61)
    acme.slack.change_channel(ACME, is_ext_shared=True)
    acme.types('light red "two"')

    (only,) = acme.told()
    assert "one" in only["text"]


def test_no_account_is_set_up_where_another_company_reads(office: Office) -> None:
    office.slack.change_channel(ACME, is_ext_shared=True)
    office.deliver(events.member_joined_channel("U0KAMBOT"))

    answer = office.types('account "Acme"')

    assert office.told() == []
    assert answer["text"].startswith("Another company can read this channel")


def test_an_answer_in_a_shared_channel_is_seen_by_its_author_only(acme: Office) -> None:
    acme.types('light red "the secret"')
    share(acme, is_ext_shared=True)
    before = len(acme.slack.ledger)

    for ask in (acme.types, acme.mentions):
        assert "the secret" in words(ask("lights"))
    assert len(acme.slack.ledger) == before


def test_an_earlier_announcement_is_not_rewritten_in_a_shared_channel(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    share(acme, is_ext_shared=True)

    acme.types('light L1 red "the secret"')

    (announcement,) = acme.told()
    assert "secret" not in words(announcement)
    assert "Red" not in announcement["text"]


@pytest.mark.parametrize("kind", ["http_500", "ratelimited", "missing_scope", "drop_before"])
def test_where_slack_does_not_tell_who_reads_nothing_is_posted_until_it_does(
    acme: Office, kind: str
) -> None:
    acme.clock.forward(minutes=2)
    acme.slack.fail("conversations.info", kind=kind)

    acme.types('light red "finance director leaving"')
    assert acme.told() == []
    acme.tick(minutes=11)

    assert len(acme.told()) == 1
    assert letters(acme) == []


def test_the_owner_is_told_where_slack_does_not_tell_for_long(acme: Office) -> None:
    acme.clock.forward(minutes=2)
    acme.slack.fail("conversations.info", kind="missing_scope", times=None)

    acme.types('light red "finance director leaving"')
    acme.tick(minutes=11)

    (letter,) = letters(acme)
    assert "Slack did not tell me who can read its channel." in words(letter)


def test_an_account_in_another_channel_is_not_held_up(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    share(acme, is_ext_shared=True)
    acme.types('light red "one"')
    acme.types('light red "two"', channel=GLOBEX)

    assert acme.told(ACME) == []
    assert "two" in acme.told(GLOBEX)[0]["text"]


def test_a_letter_to_the_owner_is_in_the_owners_language(office: Office) -> None:
    office.types('account "Acme"', by=ANNA)
    share(office, is_ext_shared=True)
    office.types("light red budget cut")

    (letter,) = letters(office, ANNA)
    assert "Acme" in letter["text"]
    assert "holding back" not in letter["text"]
    assert office.slack.world.users[TEAM, ANNA].locale == "de-DE"
