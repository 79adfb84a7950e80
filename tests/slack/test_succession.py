"""Who follows an owner who cannot decide, who stands in for whom, and all actions at once."""

import pytest

from services.accounts import HANDED_OVER
from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, Office, open_for
from tests.slack.reading import words

TO_ANNA = "account owner <@U0ANNA>"


def said(office: Office, person: str) -> list[str]:
    """What somebody was sent, in words."""
    return [words(message) for message in office.slack.direct_messages(person)]


def owner(office: Office) -> str | None:
    with open_for(office) as uow:
        account = uow.accounts.in_channel(ACME)
        return account.owner_id if account else None


@pytest.fixture
def orphaned(acme: Office) -> Office:
    """Ben, who owns Acme, has left its channel."""
    acme.slack.leave(ACME, BEN)
    acme.deliver(events.member_left_channel(BEN))
    return acme


# ---------------------------------------------------------------------------------- a new owner


def test_while_the_owner_can_decide_nobody_else_proposes_and_is_told_who_may(acme: Office) -> None:
    answer = acme.types(TO_ANNA, by=CHRIS)["text"]

    assert answer.startswith("Only the account's owner or a workspace admin can do this.")
    assert answer.endswith("Ask Ben or Dana.")
    assert owner(acme) == BEN


def test_one_proposes_who_follows_an_owner_who_left_and_another_agrees(orphaned: Office) -> None:
    assert "Somebody else of the team has to agree" in orphaned.types(TO_ANNA, by=CHRIS)["text"]
    orphaned.tick(minutes=1)
    asked = orphaned.told()[-1]
    assert words(asked).startswith("Chris proposes that Anna owns Acme")

    refused = orphaned.presses(asked, "owner.agree", by=CHRIS)["text"]
    assert refused.startswith("You proposed Anna; somebody else of the team has to agree.")
    assert owner(orphaned) == BEN

    orphaned.presses(asked, "owner.agree", by=ANNA)
    orphaned.tick(minutes=1)
    assert owner(orphaned) == ANNA
    card = orphaned.told()[-1]
    assert "Anna" in words(card)
    assert "owner.agree" not in str(card["blocks"])


def test_an_admin_decides_alone_and_the_proposal_is_settled(orphaned: Office) -> None:
    orphaned.types(TO_ANNA, by=CHRIS)
    orphaned.tick(minutes=1)
    asked = orphaned.told()[-1]

    orphaned.types("account owner <@U0CHRIS> <#C0ACME|acme-team>", channel=GENERAL, by=DANA)

    assert owner(orphaned) == CHRIS
    late = orphaned.presses(asked, "owner.agree", by=ANNA)["text"]
    assert "ist schon entschieden" in late


def test_an_owner_who_left_has_no_right_any_more_once_somebody_follows(orphaned: Office) -> None:
    in_general = "lights <#C0ACME|acme-team>"
    assert "Only the account's team" not in orphaned.types(in_general, channel=GENERAL)["text"]
    orphaned.types(TO_ANNA, by=CHRIS)
    orphaned.tick(minutes=1)
    orphaned.presses(orphaned.told()[-1], "owner.agree", by=ANNA)

    answer = orphaned.types(in_general, channel=GENERAL)["text"]

    assert answer.startswith("Only the account's team can do this")
    assert HANDED_OVER in str(changes(orphaned))


def changes(office: Office) -> list[str]:
    with open_for(office) as uow:
        account = uow.accounts.in_channel(ACME)
        assert account is not None
        return [each.kind for each in uow.activities.latest(account.saved_id, limit=10)]


def test_an_owner_who_is_away_can_be_followed_as_well(acme: Office) -> None:
    acme.types("away <@U0CHRIS> until 15 August")

    assert "You propose Anna" in acme.types(TO_ANNA, by=CHRIS)["text"]


# -------------------------------------------------------------------------------- who stands in


def test_an_owner_who_is_back_is_followed_by_nobody(acme: Office) -> None:
    acme.types("away <@U0CHRIS> until 15 August")
    acme.types(TO_ANNA, by=CHRIS)
    acme.tick(minutes=1)
    asked = acme.told()[-1]
    acme.types("back")

    acme.presses(asked, "owner.agree", by=ANNA)

    assert owner(acme) == BEN


def test_who_stands_in_gets_the_reminder_of_who_is_away(acme: Office) -> None:
    acme.types('action "call the finance director" <@U0BEN> by 30 April')
    assert (
        "Chris gets what I would send you" in acme.types("away <@U0CHRIS> until 15 August")["text"]
    )
    acme.tick(days=3)

    (reminder,) = [each for each in said(acme, CHRIS) if "call the finance director" in each]
    assert "For Ben, who is away until" in reminder
    assert not any("call the finance director" in each for each in said(acme, BEN))


def test_who_stands_in_learns_of_new_actions_and_of_what_an_owner_is_told(acme: Office) -> None:
    acme.types("away <@U0CHRIS> until 15 August")
    acme.types('action "send the offer" <@U0BEN> by 30 April', by=ANNA)
    acme.tick(minutes=1)

    assert any("For Ben" in each and "send the offer" in each for each in said(acme, CHRIS))
    assert said(acme, BEN) == []


def test_who_is_not_in_the_team_gets_nothing_of_it(acme: Office) -> None:
    acme.types("away <@U0DANA> until 15 August")
    acme.types('action "send the offer" <@U0BEN> by 30 April', by=ANNA)
    acme.tick(minutes=1)

    assert said(acme, DANA) == []
    assert any("send the offer" in each for each in said(acme, BEN))


def test_who_is_back_gets_everything_again(acme: Office) -> None:
    acme.types("away <@U0CHRIS> until 15 August")
    assert acme.types("away")["text"].startswith("Until")
    acme.types("back")
    acme.types('action "send the offer" <@U0BEN> by 30 April', by=ANNA)
    acme.tick(minutes=1)

    assert any("send the offer" in each for each in said(acme, BEN))
    assert acme.types("away")["text"].startswith("Nobody stands in for you")


@pytest.mark.parametrize(
    "sentence, answer",
    [
        ("away <@U0BEN> until 15 August", "Who gets what is meant for you"),
        ("away <@U0CHRIS> until 1 January 2026", ""),
        ("away <@U0GREG> until 15 August", "Only a colleague"),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(
    acme: Office, sentence: str, answer: str
) -> None:
    assert acme.types(sentence)["text"].startswith(answer)
    assert acme.types("away")["text"].startswith("Nobody stands in for you")


# ------------------------------------------------------------------------------- all at once


def test_all_actions_of_somebody_are_handed_over_at_once_and_told_once(acme: Office) -> None:
    for text in ("call the finance director", "send the offer", "meet the buyer"):
        acme.types(f'action "{text}" <@U0BEN> by 30 April')

    answer = acme.types("assign all <@U0BEN> to <@U0CHRIS>", by=ANNA)["text"]
    acme.tick(minutes=1)

    assert "A1, A2" in answer
    (told,) = said(acme, CHRIS)
    assert "3 actions of Ben" in told
    assert "meet the buyer" in told
    again = acme.types("assign all <@U0BEN> to <@U0CHRIS>")["text"]
    assert again.startswith("Ben has no open action here.")


def test_a_name_mentions_and_formats_nothing_where_actions_are_handed_over(acme: Office) -> None:
    acme.types('action "send the offer" <@U0BEN> by 30 April')
    acme.slack.change_user(TEAM, CHRIS, name="*Chris* <!here>")
    acme.kam.directory.people()

    answer = acme.types("assign all <@U0BEN> to <@U0CHRIS>", by=ANNA)

    assert "<!here>" not in str(answer)
    assert "*Chris*" not in str(answer["blocks"])


def test_who_learns_that_somebody_left_hands_all_of_it_over_from_there(acme: Office) -> None:
    acme.types('action "send the offer" <@U0CHRIS> by 30 April')
    acme.types('action "meet the buyer" <@U0CHRIS> by 30 April')
    acme.slack.leave(ACME, CHRIS)
    acme.deliver(events.member_left_channel(CHRIS))
    acme.tick(days=3)
    (lost,) = [
        each for each in acme.slack.direct_messages(BEN) if "no longer in the team" in words(each)
    ]

    acme.presses(lost, "action.hand_over")
    acme.sends(acme.slack.views[-1], {"owner": ANNA})

    with open_for(acme) as uow:
        account = uow.accounts.in_channel(ACME)
        assert account is not None
        found = uow.actions.owned_by(ANNA, [account.saved_id])
        assert [action.number for action in found] == [1, 2]


# -------------------------------------------------------------------------------- namesakes


@pytest.fixture
def two_chrises(acme: Office) -> Office:
    """Another Chris is in the team; Slack knows the two as Chris and chris.berg."""
    acme.slack.add_user(TEAM, "U0BERG", "Chris", handle="chris.berg")
    acme.slack.join(ACME, "U0BERG")
    acme.deliver(events.member_joined_channel("U0BERG"))
    return acme


def test_namesakes_are_told_apart_in_the_team_in_menus_and_when_one_is_meant(
    two_chrises: Office,
) -> None:
    two_chrises.types('action "send the offer" by 30 April')

    assert "Chris (chris.berg)" in words(two_chrises.types("team"))
    assert "Chris (chris.berg)" in two_chrises.types("assign A1 chris")["text"]
    two_chrises.types("action <@U0BERG>")
    assert "Chris (chris.berg)" in str(two_chrises.slack.views[-1])


def test_a_namesake_is_meant_by_how_slack_has_them(two_chrises: Office) -> None:
    two_chrises.types('action "send the offer" by 30 April')
    two_chrises.types("assign A1 @chris.berg")

    with open_for(two_chrises) as uow:
        account = uow.accounts.in_channel(ACME)
        assert account is not None
        assert [one.number for one in uow.actions.owned_by("U0BERG", [account.saved_id])] == [1]


def test_one_namesake_alone_in_a_message_is_told_apart_from_the_other(two_chrises: Office) -> None:
    two_chrises.types('light red "they cancelled"', by="U0BERG")
    two_chrises.tick(minutes=1)

    (card,) = [each for each in two_chrises.told() if "they cancelled" in words(each)]
    assert "Chris (chris.berg)" in words(card)
    assert "Chris (chris.berg)" in words(two_chrises.types("history"))
    two_chrises.types("account owner <@U0BERG>")
    assert "Frag Chris (chris.berg)" in two_chrises.types('account rename "X"', by=ANNA)["text"]


def test_a_namesake_who_left_the_company_confuses_nobody(two_chrises: Office) -> None:
    two_chrises.slack.add_user(TEAM, "U0BERG", "Chris", handle="chris.berg", deleted=True)
    two_chrises.kam.directory.people(["U0BERG"])
    two_chrises.types('light red "they cancelled"', by=CHRIS)
    two_chrises.tick(minutes=1)

    (card,) = [each for each in two_chrises.told() if "they cancelled" in words(each)]
    assert "Chris (" not in words(card)
