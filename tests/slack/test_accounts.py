import pytest

from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.fake_slack import BOT_USER
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GLOBEX, GREG, Office
from tests.slack.reading import words

# --------------------------------------------------------------------------------- setting up


def test_an_account_is_set_up_in_one_line_and_its_team_follows_from_the_channel(
    office: Office,
) -> None:
    answer = office.types('account "Acme GmbH"')

    assert answer["text"] == "Acme GmbH is set up in this channel."
    assert "Language: English · Time zone: Europe/London · You are the owner" in words(answer)
    assert office.types("team")["text"] == "Acme GmbH: a team of 3: Anna, Ben and Chris"


def test_language_and_time_zone_come_from_the_person_who_sets_it_up(office: Office) -> None:
    answer = office.types("kunde „Acme GmbH“", by=ANNA)
    office.types("light red budget cut")

    assert "Sprache: Deutsch · Zeitzone: Europe/Berlin" in words(answer)
    assert office.told()[0]["text"].startswith("Ben hat eine rote Ampel")


def test_where_slack_tells_no_time_zone_the_settings_do(office: Office) -> None:
    office.slack.change_user(TEAM, BEN, tz="")
    office.deliver(events.user_change(office.slack.world.users[TEAM, BEN]))

    answer = office.types('account "Acme"')

    assert "Time zone: Europe/Berlin" in words(answer)


def test_guests_bots_and_people_of_other_companies_are_not_in_the_team(office: Office) -> None:
    office.slack.add_user(TEAM, "U0ROBOT", "robot", is_bot=True)
    office.slack.add_user(TEAM, "U0GONE", "gone", deleted=True)
    office.slack.add_user(TEAM, "U0THEM", "them", team_id="T0CUSTOMER")
    office.slack.join(ACME, "U0ROBOT", "U0GONE", "U0THEM", "U0NEW")
    office.slack.add_user(TEAM, "U0NEW", "Nina")

    office.types('account "Acme"')

    assert office.types("team")["text"] == "Acme: a team of 4: Anna, Ben, Chris and Nina"


def test_a_team_of_more_than_a_page_of_people_is_read_to_its_end(office: Office) -> None:
    crowd = [f"U0{number:05}" for number in range(230)]
    for person in crowd:
        office.slack.add_user(TEAM, person, f"colleague {person}")
    office.slack.join(ACME, *crowd)

    office.types('account "Acme"')
    for _ in range(4):  # Slack may not be asked about everybody at once
        office.tick(minutes=1)

    team = office.types("team")
    assert "a team of 233" in team["text"]
    assert "and 183 more" in words(team)


def test_the_bot_says_hello_once_and_its_button_sets_the_account_up(office: Office) -> None:
    office.deliver(events.member_joined_channel(BOT_USER))
    office.deliver(events.member_joined_channel(BOT_USER))
    (hello,) = office.told()

    view = office.opens(lambda: office.presses(hello, "account.start"))
    answer = office.sends(view, {"name": "Acme"})

    assert "Which customer does this channel look after?" in words(hello)
    assert answer["text"] == "Acme is set up in this channel."


def test_a_bot_that_comes_after_the_set_up_says_whom_the_channel_looks_after(acme: Office) -> None:
    acme.deliver(events.member_joined_channel(BOT_USER))

    (said,) = acme.told()
    assert said["text"] == "This channel looks after Acme."
    assert "account.start" not in str(said["blocks"])


def test_the_greeting_tells_once_who_set_the_account_up_and_asks_no_more(office: Office) -> None:
    office.deliver(events.member_joined_channel(BOT_USER))
    office.types('account "Acme"')

    (hello,) = office.told()
    assert hello["text"] == "Ben set up Acme in this channel."
    assert "account.start" not in str(hello["blocks"])


def test_a_second_account_for_the_same_channel_is_refused_with_the_way_to_rename(
    acme: Office,
) -> None:
    answer = acme.types('account "Globex"', by=CHRIS)

    assert answer["text"].startswith("This channel already has an account: Acme.")
    assert 'account rename "…"' in answer["text"]


@pytest.mark.parametrize("name", ["Acme", "ACME", "  acme ", "acmE"])
def test_a_name_that_exists_is_refused_however_it_is_written(acme: Office, name: str) -> None:
    answer = acme.types(f'account "{name}"', channel=GLOBEX)

    assert answer["text"].startswith("There is already an account called ")


def test_a_name_longer_than_80_characters_is_refused(office: Office) -> None:
    assert office.types(f'account "{"x" * 81}"')["text"].startswith(
        "That is 81 characters; at most 80 fit here."
    )


def test_no_account_lives_in_a_direct_message(office: Office) -> None:
    answer = office.types('account "Acme"', channel=office.talk_with(BEN))

    assert answer["text"].startswith("Every account has a channel.")


def test_nobody_sets_up_an_account_in_a_channel_by_naming_it(office: Office) -> None:
    there = f"<#{GLOBEX}|globex-team>"

    for sentence in (f'account "Globex" {there}', f'account {there} "Globex"', f"start {there}"):
        answer = office.types(sentence, by=ANNA, channel=GENERAL)
        assert answer["text"].startswith("Einen Account richtet jemand ein, der in seinem Channel")
    assert office.types("team", channel=GLOBEX)["text"] == "This channel has no account yet."
    assert office.types(f'account "Acme" <#{ACME}|acme-team>')["text"].startswith("Acme is set up")


def test_before_anything_is_set_up_the_way_to_do_it_is_shown(office: Office) -> None:
    answer = office.types("lights")

    assert answer["text"] == "This channel has no account yet."
    assert office.opens(lambda: office.presses(answer, "account.start"))["blocks"]


# ------------------------------------------------------------------------------ looking after


def test_an_account_is_renamed_handed_over_archived_and_restored(acme: Office) -> None:
    renamed = acme.types('account rename "Acme AG"')
    handed = acme.types(f"account owner <@{CHRIS}|chris>")
    late = acme.types('account rename "Ours again"')
    archived = acme.types("account archive", by=CHRIS)
    restored = acme.types("account restore", by=CHRIS)

    assert renamed["text"] == "The account is called *Acme AG* now."
    assert handed["text"] == "Chris owns *Acme AG* now."
    assert late["text"].startswith("Only the account's owner or a workspace admin can do this.")
    assert archived["text"].startswith("*Acme AG* is archived")
    assert restored["text"] == "*Acme AG* is back."


def test_an_account_is_not_renamed_to_the_name_of_another(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)

    assert acme.types('account rename "globex"')["text"].startswith(
        "There is already an account called globex."
    )


@pytest.mark.parametrize("who", [GREG, DANA, "U0NOBODY"])
def test_an_account_is_handed_over_to_somebody_of_its_team_only(acme: Office, who: str) -> None:
    answer = acme.types(f"account owner <@{who}>")

    assert answer["text"].startswith("The owner must be in the account's channel.")


def test_a_workspace_admin_looks_after_every_account_without_reading_it(acme: Office) -> None:
    acme.types('light red "a secret"')

    read = acme.types(f"lights <#{ACME}|acme-team>", by=DANA, channel=GLOBEX)
    archived = acme.types(f"account archive <#{ACME}|acme-team>", by=DANA, channel=GLOBEX)

    assert read["text"].startswith("Only the account's team can do this")
    assert archived["text"].startswith("*Acme* is archived")


@pytest.mark.parametrize(
    "sentence", ['light red "too late"', "light L1 green", "undo", 'account rename "Else"']
)
def test_an_archived_account_is_not_changed(acme: Office, sentence: str) -> None:
    acme.types('light amber "budget wobbles"')
    acme.types("account archive")

    answer = acme.types(sentence)

    assert answer["text"] == ("This account is archived. `/kam account restore` brings it back.")


def test_an_archived_account_can_be_read_and_its_buttons_do_nothing(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    (announcement,) = acme.told()
    acme.types("account archive")

    assert "budget wobbles" in words(acme.types("lights"))
    assert acme.presses(announcement, "light.clear")["text"].startswith("This account is archived.")
    assert acme.types('account "Again"')["text"].startswith(
        "This channel's account, Acme, is archived."
    )
    assert acme.types("account archive")["text"].startswith("This account is already archived.")


def test_what_was_owed_to_an_archived_account_is_not_posted(acme: Office) -> None:
    acme.slack.fail("chat.postMessage", kind="ratelimited", retry_after=60)
    acme.types('light amber "budget wobbles"')
    acme.types("account archive")

    acme.tick(minutes=2)

    assert [each["text"] for each in acme.told()] == [
        "Ben archived Acme. Nothing more is posted here."
    ]


def test_setting_an_account_up_is_not_undone(acme: Office) -> None:
    assert acme.types("undo")["text"].startswith("There is nothing of yours to undo here.")


def test_all_is_still_there_after_a_restart(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    acme.restart()

    assert "finance director leaving" in words(acme.types("", by=ANNA))
    assert "finance director leaving" in words(acme.types("history", by=CHRIS))
