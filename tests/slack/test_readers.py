"""Who reads in an account's channel: guests hold what is due, and the owner hears of it at once."""

import pytest

from domain.account import Account
from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GREG, Json, Office, open_for
from tests.slack.reading import words

RED = 'light red "finance director leaving"'


def letters(office: Office, person: str = BEN) -> list[Json]:
    return office.slack.direct_messages(person)


def comes(office: Office, person: str = GREG) -> None:
    """Somebody comes into Acme's channel, and Slack says so."""
    office.slack.join(ACME, person)
    office.deliver(events.member_joined_channel(person))


def goes(office: Office, person: str = GREG) -> None:
    office.slack.leave(ACME, person)
    office.deliver(events.member_left_channel(person))


def becomes(office: Office, person: str, **facts: bool) -> None:
    """Slack knows, and says, something else of somebody."""
    office.slack.change_user(TEAM, person, **facts)  # type: ignore[arg-type]
    office.deliver(events.user_change(office.slack.world.users[TEAM, person]))


# ------------------------------------------------------------------------------ a guest comes


def test_the_owner_hears_at_once_that_a_guest_came_and_what_can_be_done(acme: Office) -> None:
    comes(acme)

    (letter,) = letters(acme)
    assert letter["text"] == "I am holding back messages about Acme."
    assert "Greg is not a colleague and can read its channel." in words(letter)
    assert "Take them out of the channel, or let them read along" in words(letter)
    assert "Let Greg read along" in words(letter)


def test_nothing_is_posted_while_a_guest_reads_and_the_owner_is_told_once(acme: Office) -> None:
    comes(acme)
    assert acme.types(RED)["text"].startswith("Logged.")
    for _ in range(4):
        acme.tick(hours=12)

    assert acme.told() == []
    assert len(letters(acme)) == 1


def test_a_guest_of_whom_no_event_told_is_seen_before_the_next_message(acme: Office) -> None:
    acme.types('light green "before"')
    acme.slack.join(ACME, GREG)
    acme.clock.forward(minutes=2)

    acme.types('light red "the secret"')

    assert "the secret" not in str(acme.told())
    assert "Greg" in words(letters(acme)[0])


@pytest.mark.parametrize("way", ["leaves", "is a colleague now"])
def test_what_was_held_goes_out_once_nobody_reads_along_any_more(acme: Office, way: str) -> None:
    comes(acme)
    acme.types(RED)
    assert acme.told() == []

    if way == "leaves":
        goes(acme)
    else:
        becomes(acme, GREG, is_restricted=False)
    acme.tick(seconds=30)

    (announcement,) = acme.told()
    assert announcement["text"].startswith("Ben logged a red light.")


def test_a_member_who_becomes_a_guest_reads_nothing_more_and_the_owner_hears(acme: Office) -> None:
    becomes(acme, CHRIS, is_restricted=True)

    acme.types(RED)

    assert acme.told() == []
    assert "Chris is not a colleague" in words(letters(acme)[0])


def test_another_guest_is_news_of_its_own(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0HANA", "Hana", is_ultra_restricted=True)
    comes(acme)
    comes(acme, "U0HANA")

    first, second = letters(acme)
    assert "Hana" not in words(first)
    assert "Greg and Hana are not colleagues" in words(second)


def test_a_bot_in_the_channel_is_nobody_who_reads(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0OTHERBOT", "calendar", is_bot=True)
    comes(acme, "U0OTHERBOT")
    acme.types(RED)

    assert len(acme.told()) == 1
    assert letters(acme) == []


def test_somebody_of_whom_slack_says_nothing_holds_what_is_due(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0NEW", "new")
    acme.slack.fail("users.info", kind="ratelimited", times=None)
    comes(acme, "U0NEW")

    acme.types(RED)

    assert acme.told() == []


def test_an_edit_of_an_earlier_message_waits_as_well(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    comes(acme)

    acme.types('light L1 red "the secret"')

    assert "secret" not in str(acme.told())


# -------------------------------------------------------------------------- let them read along


def test_the_owner_lets_a_guest_read_along_and_what_was_held_goes_out(acme: Office) -> None:
    comes(acme)
    acme.types(RED)
    (letter,) = letters(acme)

    answer = acme.presses(letter, f"guest.allow#{GREG}")

    assert answer["text"] == "Greg reads along from now on."
    assert len(acme.told()) == 1
    assert "let a guest read along" in words(acme.types("history"))
    team = acme.types("team")
    assert "Reading along, as the owner allowed: Greg" in words(team)
    assert "not a colleague" not in words(team)


def test_a_guest_who_reads_along_still_may_nothing(acme: Office) -> None:
    comes(acme)
    acme.types(f"team allow <@{GREG}>")
    acme.types(RED)
    (announcement,) = acme.told()

    assert acme.types("lights", by=GREG)["text"] == "Guests cannot use kam here."
    pressed = acme.presses(announcement, "light.clear", by=GREG)
    assert pressed["text"] == "Guests cannot use kam here."


def test_the_permission_is_taken_back_in_one_press(acme: Office) -> None:
    comes(acme)
    acme.types(f"team allow <@{GREG}>")

    answer = acme.presses(acme.types("team"), f"guest.stop#{GREG}")
    acme.types(RED)

    assert answer["text"].startswith("Greg reads along no more.")
    assert acme.told() == []
    assert "Greg is not a colleague and can read this channel" in words(acme.types("team"))


@pytest.mark.parametrize("person", [CHRIS, DANA])
def test_only_the_owner_lets_a_guest_read_along(acme: Office, person: str) -> None:
    comes(acme)
    (letter,) = letters(acme)

    pressed = acme.presses(letter, f"guest.allow#{GREG}", by=person)
    acme.types(f"team allow <@{GREG}> <#{ACME}|acme-team>", by=person)
    acme.types(RED)

    assert "owner" in pressed["text"].lower()
    assert acme.told() == []


def test_nobody_but_a_guest_in_the_channel_is_let_read_along(acme: Office) -> None:
    answer = acme.types(f"team allow <@{GREG}>")

    assert answer["text"].startswith("Greg is not a guest in the account's channel.")
    assert acme.types(f"team stop <@{GREG}>")["text"].startswith("They do not read along.")


def test_somebody_of_another_company_is_never_let_read_along(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0CARL", "Carl", team_id="T0CUSTOMER")
    comes(acme, "U0CARL")

    answer = acme.types("team allow <@U0CARL>")

    assert answer["text"].startswith("Carl is not a guest")
    assert "Let Carl" not in words(letters(acme)[0])


# -------------------------------------------------------------------------------- public channels


def test_a_public_home_is_said_at_set_up_and_in_the_team(office: Office) -> None:
    office.slack.change_channel(ACME, is_private=False)

    for said in (office.types('account "Acme"'), office.types("team")):
        assert "⚠️ Everybody in Kam Test can read this channel." in words(said)


def test_a_guest_who_is_there_already_is_said_at_set_up(office: Office) -> None:
    office.slack.join(ACME, GREG)

    said = office.types('account "Acme"')

    assert "Greg is not a colleague and can read this channel" in words(said)
    assert "Let Greg read along" in words(said)


def test_a_private_home_of_colleagues_says_nothing(acme: Office) -> None:
    assert "⚠️" not in words(acme.types("team"))


def test_a_confidential_account_needs_a_private_channel(acme: Office) -> None:
    acme.slack.change_channel(ACME, is_private=False)
    acme.clock.forward(minutes=2)
    acme.types('light green "known"')

    answer = acme.types("settings confidential on")

    assert answer["text"].startswith("Everybody in the workspace can read this channel.")


def test_a_confidential_account_whose_channel_becomes_public_is_silent(acme: Office) -> None:
    acme.types("settings confidential on")
    acme.slack.change_channel(ACME, is_private=False)
    acme.clock.forward(minutes=2)

    acme.types(RED)
    acme.tick(hours=1)

    assert acme.told() == []
    (letter,) = letters(acme)
    assert "it is confidential, and everybody in the workspace can read its channel" in words(
        letter
    )


@pytest.mark.parametrize("subtype", ["channel_convert_to_private", "channel_convert_to_public"])
def test_a_message_that_a_channel_was_converted_has_slack_asked(acme: Office, subtype: str) -> None:
    acme.types('light green "before"')
    before = len(acme.slack.calls("conversations.info"))
    told = events.message("made this channel *private*", by=BEN)
    told["event"] |= {"subtype": subtype}
    acme.deliver(told)

    acme.types(RED)

    assert len(acme.slack.calls("conversations.info")) == before + 1


# ------------------------------------------------------------------------ shared with a company


def test_the_owner_hears_at_once_that_another_company_reads(acme: Office) -> None:
    acme.slack.change_channel(ACME, is_ext_shared=True)
    acme.deliver(events.channel_shared(ACME, "T0CUSTOMER"))

    (letter,) = letters(acme)
    assert "another company can read its channel" in words(letter)


# ----------------------------------------------------------------------------- an owner who left


def test_an_owner_who_leaves_is_asked_to_hand_over_and_keeps_the_rights_until_then(
    acme: Office,
) -> None:
    goes(acme, BEN)

    (letter,) = letters(acme)
    assert "You left the channel of Acme and still own the account." in letter["text"]
    assert acme.types(f"account owner <@{CHRIS}> <#{ACME}|acme-team>", channel="C0GENERAL")

    answer = acme.types(f"lights <#{ACME}|acme-team>", channel="C0GENERAL")
    assert answer["text"].startswith("Only the account's team can do this")


# --------------------------------------------------------------------------------- confidential


@pytest.fixture
def secret(acme: Office) -> Office:
    """Acme is confidential; Ben owns it, Dana is an admin."""
    acme.types("settings confidential on")
    return acme


def is_confidential(office: Office) -> bool:
    with open_for(office) as uow:
        (account,) = all_of_accounts(uow)
        return account.is_confidential


def all_of_accounts(uow: object) -> list[Account]:
    return list(uow.accounts.all())  # type: ignore[attr-defined]


def lifts(office: Office) -> Json:
    return office.types(
        f"settings confidential off <#{ACME}|acme-team>", by=DANA, channel="C0GENERAL"
    )


def test_an_admin_who_lifts_confidentiality_asks_the_owner_and_the_team_hears(
    secret: Office,
) -> None:
    answer = lifts(secret)

    assert "the owner can agree or say no until then" in answer["text"]
    assert is_confidential(secret)
    (letter,) = letters(secret)
    assert "Dana asks to lift the confidentiality of" in words(letter)
    assert "Dana asks to lift the confidentiality of this account." in secret.told()[0]["text"]


def test_the_owner_says_no_in_one_press(secret: Office) -> None:
    lifts(secret)

    secret.presses(letters(secret)[0], "confidential.keep")
    secret.tick(days=4)

    assert is_confidential(secret)
    assert "Ben said no: this account stays confidential." in str(secret.told())


def test_the_owner_agrees_in_one_press(secret: Office) -> None:
    lifts(secret)
    secret.presses(letters(secret)[0], "confidential.lift")
    assert not is_confidential(secret)


@pytest.mark.parametrize("hours, still", [(71, True), (73, False)])
def test_without_an_answer_it_is_lifted_after_three_days(
    secret: Office, hours: int, still: bool
) -> None:
    lifts(secret)
    secret.tick(hours=hours)
    assert is_confidential(secret) is still


def test_nobody_but_the_owner_answers(secret: Office) -> None:
    lifts(secret)
    secret.presses(letters(secret)[0], "confidential.lift", by=DANA)
    secret.presses(letters(secret)[0], "confidential.lift", by=CHRIS)
    assert is_confidential(secret)


def test_an_owner_lifts_it_at_once_and_the_team_hears(secret: Office) -> None:
    secret.types("settings confidential off")

    assert not is_confidential(secret)
    assert "Ben lifted the confidentiality of this account" in secret.told()[0]["text"]


def test_an_admin_does_not_get_round_it_by_undo(acme: Office) -> None:
    said = acme.types(f"settings confidential on <#{ACME}|acme-team>", by=DANA, channel="C0GENERAL")
    acme.presses(said, "undo", by=DANA)
    assert is_confidential(acme)


def test_somebody_of_the_team_hears_that_messages_are_held_where_the_owner_is_gone(
    acme: Office,
) -> None:
    acme.slack.change_user(TEAM, BEN, deleted=True)
    acme.kam.directory.people()
    acme.slack.join(ACME, GREG)
    acme.deliver(events.member_joined_channel(GREG))
    acme.tick(minutes=1)

    (told,) = acme.slack.direct_messages(ANNA)
    assert "Greg" in words(told)
    assert "Schlag vor, wer nachfolgt" in words(told)
