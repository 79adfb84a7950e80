"""`/kam settings`: by window and in one line, by whomever, by two at once, in both languages."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.account import Account
from domain.notice_kinds import Topic
from domain.person import Person
from domain.settings import AccountSettings
from services import mutes, settings
from tests.databases import statements
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GLOBEX, GREG, Office, open_for
from tests.slack.payloads import view_submission
from tests.slack.reading import words

Json = dict[str, Any]

THERE = f"<#{ACME}|acme-team>"


def found(office: Office) -> AccountSettings:
    with open_for(office) as uow:
        return settings.of(uow, _acme(uow.accounts.in_channel(ACME)))


def _acme(account: Account | None) -> Account:
    assert account is not None
    return account


def person(office: Office, who: str = BEN) -> Person:
    with open_for(office) as uow:
        known = uow.people.get(who)
    assert known is not None
    return known


def window(office: Office, sentence: str = "settings", by: str = BEN, channel: str = ACME) -> Json:
    return office.opens(lambda: office.types(sentence, by=by, channel=channel))


def at(office: Office, month: int, day: int, hour: int, minute: int = 0) -> None:
    """The clock shows this moment of 2026, in UTC."""
    office.clock.now = datetime(2026, month, day, hour, minute, tzinfo=UTC)
    office.tick()


def digests(office: Office) -> list[str]:
    return [each["text"] for each in office.told() if " this week" in each["text"]]


def with_news(office: Office) -> None:
    """So that a digest has something to say."""
    office.types(f'action "send the offer" <@{BEN}|ben> by 31 July')
    office.types('light red "finance director leaving"')


def as_anna_owns(office: Office) -> Office:
    office.types(f"account owner <@{ANNA}|anna>")
    return office


# ------------------------------------------------------------------------------------ the window


def test_the_window_shows_what_is_set_and_saves_what_is_changed(acme: Office) -> None:
    form = window(acme)
    assert "Acme" in words(form)
    assert "Last working day" not in words(form)
    saved = acme.sends(form, {"digest_day": "4", "digest_hour": "8", "announcements": "none"})
    assert saved["text"] == (
        "Saved. Day of the digest: Friday · Hour of the digest: 08:00 · "
        "Announced in the channel: none"
    )
    told = found(acme)
    assert (told.digest_weekday, told.digest_hour, told.announcements) == (4, 8, "none")
    again = window(acme)
    assert acme.sends(again, {})["text"] == "Nothing changed: it is already set that way."


def test_one_undo_takes_a_saved_window_back(acme: Office) -> None:
    saved = acme.sends(window(acme), {"digest_day": "off", "language": "de", "country": "DE"})
    undone = acme.presses(saved, "undo")
    assert undone["text"].startswith("Taken back: changed the settings: ")
    told = found(acme)
    assert (told.digest_is_on, told.language, told.country) == (True, "en", None)


def test_every_field_of_the_window_is_kept(acme: Office) -> None:
    acme.sends(
        window(acme),
        {
            "language": "de",
            "time_zone": "America/New_York",
            "country": "US",
            "review_day": "3",
            "review_hour": "0",
            "digest_day": "6",
            "digest_hour": "23",
            "digest_when": "on",
            "slips": "off",
            "pulse": "off",
            "announcements": "red_and_amber",
            "confidential": "on",
        },
    )
    told = found(acme)
    assert (told.language, told.time_zone, told.country) == ("de", "America/New_York", "US")
    assert (told.review_is_on, told.review_before, told.review_hour) == (True, 3, 0)
    assert (told.digest_weekday, told.digest_hour) == (6, 23)
    assert told.digest_only_when_needed
    assert (told.slips_is_on, told.pulse_is_on) == (False, False)
    assert (told.announcements, told.is_confidential) == ("red_and_amber", True)
    assert acme.sends(window(acme), {})["text"] == "Nothing changed: it is already set that way."


def test_what_is_off_keeps_its_day_for_when_it_is_on_again(acme: Office) -> None:
    acme.sends(window(acme), {"digest_day": "4"})
    acme.sends(window(acme), {"digest_day": "off"})
    assert found(acme).digest_weekday == 4
    acme.types("settings digest on")
    assert (found(acme).digest_is_on, found(acme).digest_weekday) == (True, 4)


def test_the_window_is_german_for_who_reads_german(acme: Office) -> None:
    as_anna_owns(acme)
    form = window(acme, "einstellungen", by=ANNA)
    told = words(form)
    for word in ("Einstellungen", "Zeitzone", "Wochenbericht", "Montag", "Vertraulich"):
        assert word in told
    saved = acme.sends(form, {"digest_day": "4", "country": "AT"}, by=ANNA)
    assert saved["text"] == ("Gespeichert. Feiertage: Österreich · Tag des Wochenberichts: Freitag")


def test_a_zone_a_country_and_a_day_that_were_typed_stand_in_the_window(acme: Office) -> None:
    acme.types("settings zone Pacific/Auckland")
    acme.types("settings country Iceland")
    acme.types("settings review 9")
    told = words(window(acme))
    assert "Pacific/Auckland" in told
    assert "Iceland" in told
    assert "9 working days before the last" in told
    assert acme.sends(window(acme), {})["text"] == "Nothing changed: it is already set that way."


def test_a_snooze_is_shown_and_survives_a_save_of_something_else(acme: Office) -> None:
    with open_for(acme) as uow:
        digest = next(one for one in uow.routines.of(1) if one.kind == "digest")
        digest.snoozed_until = datetime(2026, 5, 5, 23, 0, tzinfo=UTC)
        uow.commit()
    form = window(acme)
    assert "Snoozed until Wed 6 May 2026. Sooner: /kam settings digest on" in words(form)
    acme.sends(form, {"language": "de"})
    assert found(acme).digest_snoozed_until is not None
    acme.types("settings digest on")
    assert found(acme).digest_snoozed_until is None


# ------------------------------------------------------------------------------------ two at once


def test_two_who_change_different_things_at_once_both_get_them(acme: Office) -> None:
    acme.slack.join(ACME, DANA)
    acme.settle()
    mine, theirs = window(acme), window(acme, by=DANA)
    acme.sends(mine, {"digest_day": "4"})
    saved = acme.sends(theirs, {"digest_hour": "7"}, by=DANA)
    assert saved["text"] == "Saved. Hour of the digest: 07:00"
    left = "Changed by others in the meantime, and left as is: Day of the digest: Friday"
    assert left in words(saved)
    assert (found(acme).digest_weekday, found(acme).digest_hour) == (4, 7)


def test_the_second_of_two_who_change_the_same_is_told_who_did_and_loses_nothing(
    acme: Office,
) -> None:
    mine, theirs = window(acme), window(acme, by=DANA)
    acme.sends(mine, {"digest_day": "4"})
    refused = acme.fails(theirs, {"digest_day": "2", "language": "de"}, by=DANA)
    assert refused == {
        "digest_day": (
            "Ben has changed this in the meantime: Day of the digest: Friday. "
            "Nothing was saved; open it again to decide."
        )
    }
    assert (found(acme).digest_weekday, found(acme).language) == (4, "en")


def test_a_window_that_is_sent_twice_counts_once(acme: Office) -> None:
    form = window(acme)
    submission = view_submission(form, {"digest_day": "4"}, by=BEN)
    acme.deliver(submission)
    acme.slack.world.views[form["id"]] = form
    acme.deliver(submission)
    assert "Day of the digest: Friday" in words(acme.types("history"))
    assert words(acme.types("history")).count("Day of the digest") == 2  # the line and its Undo


# ------------------------------------------------------------------------------------------- who


def test_a_member_gets_their_own_settings(acme: Office) -> None:
    form = window(acme, by=CHRIS)
    assert form["callback_id"] == "settings.save_mine"
    assert "Acme" not in words(form)


def test_an_admin_outside_the_team_sets_the_account(acme: Office) -> None:
    form = window(acme, f"settings {THERE}", by=DANA, channel=GENERAL)
    assert "`/kam portfolio channel #sales-leads weekly`" in words(form)
    assert "/kam portfolio" not in words(window(acme))
    acme.sends(form, {"confidential": "on"}, by=DANA)
    assert found(acme).is_confidential


def test_an_owner_reaches_their_own_settings_too(acme: Office) -> None:
    assert window(acme, "settings me")["callback_id"] == "settings.save_mine"
    saved = acme.sends(window(acme), {"digest_day": "4"})
    mine = acme.opens(lambda: acme.presses(saved, "settings.mine"))
    assert mine["callback_id"] == "settings.save_mine"
    back = acme.sends(mine, {"reminders": "off"})
    assert not person(acme).wants_reminders
    theirs = acme.opens(lambda: acme.presses(back, "settings.form"))
    assert theirs["callback_id"] == "settings.save"


@pytest.mark.parametrize(
    "sentence", ["settings", "settings me", "settings digest off", "settings quiet 18 8"]
)
def test_a_guest_gets_nothing(acme: Office, sentence: str) -> None:
    assert acme.types(sentence, by=GREG)["text"] == "Guests cannot use kam here."
    assert acme.slack.views == []


@pytest.mark.parametrize(
    "sentence",
    [
        "settings digest off",
        "settings language de",
        "settings confidential on",
        "settings announcements none",
    ],
)
def test_a_member_cannot_set_the_account_in_one_line_either(acme: Office, sentence: str) -> None:
    told = acme.types(sentence, by=CHRIS)
    assert "Only the account's owner or a workspace admin can do this." in words(told)


def test_a_member_who_sends_a_window_that_was_opened_by_the_owner_is_refused(
    acme: Office,
) -> None:
    refused = acme.fails(window(acme), {"digest_day": "off"}, by=CHRIS)
    (told,) = refused.values()
    assert told.startswith("Only the account's owner or a workspace admin can do this. Ask Ben")
    assert found(acme).digest_is_on


@pytest.mark.parametrize(
    "memory",
    [
        '{"a":1,"c":"C0ACME"}',
        '{"a":1,"c":"C0ACME","s":"nonsense"}',
        '{"a":1,"c":"C0ACME","s":"{}"}',
        '{"a":1,"c":"C0ACME","s":"[1]"}',
    ],
)
def test_a_window_that_forgot_what_it_showed_changes_nothing(acme: Office, memory: str) -> None:
    form = window(acme) | {"private_metadata": memory}
    refused = acme.fails(form, {"digest_day": "off"})
    assert "not one of mine" in str(refused)
    assert found(acme).digest_is_on


# ----------------------------------------------------------------------------------- in one line


@pytest.mark.parametrize(
    "sentence, expected",
    [
        ("settings digest off", {"digest_is_on": False}),
        ("settings digest friday 8", {"digest_weekday": 4, "digest_hour": 8}),
        ("settings digest Fri at 08:00", {"digest_weekday": 4, "digest_hour": 8}),
        ("settings digest sunday", {"digest_weekday": 6, "digest_hour": 9}),
        ("settings digest needed", {"digest_only_when_needed": True}),
        ("settings review 2", {"review_before": 2, "review_hour": 9}),
        ("settings review last 5pm", {"review_before": 0, "review_hour": 17}),
        ("settings review off", {"review_is_on": False}),
        ("settings slips off", {"slips_is_on": False}),
        ("settings pulse off", {"pulse_is_on": False}),
        ("settings announcements red", {"announcements": "red_and_amber"}),
        ("settings language german", {"language": "de"}),
        ("settings zone America/New York", {"time_zone": "America/New_York"}),
        ("settings country Germany", {"country": "DE"}),
        ("settings country at", {"country": "AT"}),
        ("settings confidential on", {"is_confidential": True}),
        ("einstellungen wochenbericht freitags 8 Uhr", {"digest_weekday": 4, "digest_hour": 8}),
        ("einstellungen wochenbericht aus", {"digest_is_on": False}),
        ("einstellungen planrunde letzter um 14 Uhr", {"review_before": 0, "review_hour": 14}),
        ("einstellungen land Österreich", {"country": "AT"}),
        ("einstellungen sprache deutsch", {"language": "de"}),
        ("einstellungen meldungen keine", {"announcements": "none"}),
        ("einstellungen vertraulich an", {"is_confidential": True}),
    ],
)
def test_what_people_change_most_is_one_line(acme: Office, sentence: str, expected: Json) -> None:
    acme.types(sentence)
    told = found(acme)
    assert {name: getattr(told, name) for name in expected} == expected


def test_no_country_again(acme: Office) -> None:
    acme.types("settings country DE")
    acme.types("settings country none")
    assert found(acme).country is None


@pytest.mark.parametrize(
    "sentence, said",
    [
        ("settings zone Mars/Olympus", "I do not know the time zone Mars/Olympus."),
        ("settings country Atlantis", "/kam settings country Germany"),
        ("settings country European Union", "I do not know the public holidays of EU"),
        ("settings digest friday 25", "Hours go from 0 to 23; 25 is not one."),
        ("settings digest friday 8:30", "Times are full hours"),
        ("settings digest sometimes", "settings digest friday 8"),
        ("settings review 99", "15 working days before the last one at most"),
        ("settings quiet 8 8", "Quiet hours begin and end at different hours"),
        ("settings quiet 18", "settings quiet 18 8"),
        ("settings quiet 25 8", "25 is not one"),
        ("settings language klingon", "settings language en|de"),
    ],
)
def test_what_cannot_be_gets_a_sentence_with_an_example(
    acme: Office, sentence: str, said: str
) -> None:
    before = found(acme)
    answer = words(acme.types(sentence))
    assert said in answer
    assert sentence in answer
    assert vars(found(acme)) == vars(before)


# ---------------------------------------------------------------------------------- for oneself


def test_quiet_hours_and_reminders_are_set_in_a_window_of_ones_own(acme: Office) -> None:
    form = window(acme, "settings me", by=CHRIS)
    assert "Europe/Berlin" in words(form)
    saved = acme.sends(form, {"quiet_from": "18", "quiet_until": "8", "reminders": "off"}, by=CHRIS)
    assert saved["text"] == (
        "Saved. Reminders: off · Monthly question: on · Quiet hours: 18:00 to 08:00 (Europe/Berlin)"
    )
    chris = person(acme, CHRIS)
    assert (chris.quiet_from, chris.quiet_until, chris.wants_reminders) == (18, 8, False)
    acme.sends(window(acme, "settings me", by=CHRIS), {"quiet_from": "-"}, by=CHRIS)
    assert person(acme, CHRIS).quiet_from is None


def test_quiet_hours_that_last_all_day_are_refused_beside_their_field(acme: Office) -> None:
    form = window(acme, "settings me")
    refused = acme.fails(form, {"quiet_from": "8", "quiet_until": "8"})
    assert refused["quiet_until"].startswith("Quiet hours begin and end at different hours")


@pytest.mark.parametrize(
    "sentence",
    [
        "settings quiet 18 8",
        "settings quiet from 18 to 8",
        "settings quiet hours 18:00 until 08:00",
        "einstellungen ruhe von 18 bis 8 Uhr",
        "settings quiet 6pm 8am",
    ],
)
def test_quiet_hours_are_one_line(acme: Office, sentence: str) -> None:
    acme.types(sentence, by=CHRIS)
    chris = person(acme, CHRIS)
    assert (chris.quiet_from, chris.quiet_until) == (18, 8)
    acme.types("settings quiet off", by=CHRIS)
    assert person(acme, CHRIS).quiet_from is None


def test_what_one_has_muted_is_lifted_in_ones_own_window(acme: Office) -> None:
    acme.types(f'action "send the offer" <@{CHRIS}|chris> by 29 April')
    acme.tick()
    at(acme, 4, 29, 8)
    (reminder,) = acme.slack.direct_messages(CHRIS)[-1:]
    why = acme.presses(reminder, "why.show", by=CHRIS)
    acme.presses(why, "why.snooze", by=CHRIS)
    form = window(acme, "settings me", by=CHRIS)
    assert "Reminders of your actions" in words(form)
    assert "Snoozed until Thu 7 May 2026" in words(form)
    saved = acme.sends(form, {"reminders/-": "off"}, by=CHRIS)
    assert "You are told again: Reminders of your actions." in words(saved)
    assert "Snoozed" not in words(window(acme, "settings me", by=CHRIS))


def test_who_turns_reminders_off_and_lifts_their_snooze_has_them_off(acme: Office) -> None:
    with open_for(acme) as uow:
        chris = uow.people.get(CHRIS)
        assert chris is not None
        mutes.snooze(uow, chris, None, Topic.REMINDERS, acme.clock.now)
        uow.commit()
    form = window(acme, "settings me", by=CHRIS)
    acme.sends(form, {"reminders/-": "off", "reminders": "off"}, by=CHRIS)
    assert not person(acme, CHRIS).wants_reminders


def test_one_line_turns_reminders_off_and_on(acme: Office) -> None:
    acme.types("settings reminders off", by=CHRIS)
    assert not person(acme, CHRIS).wants_reminders
    acme.types("einstellungen erinnerungen an", by=CHRIS)
    assert person(acme, CHRIS).wants_reminders


def test_ones_own_settings_are_saved_where_one_is_not_in_the_team(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    form = window(acme, "settings me", by=CHRIS, channel=GLOBEX)
    saved = acme.sends(form, {"quiet_from": "18"}, by=CHRIS)
    assert saved["text"].startswith("Saved.")
    assert "Globex" not in words(saved)
    assert "settings.form" not in str(saved)


def test_in_a_channel_without_an_account_everybody_gets_their_own(acme: Office) -> None:
    assert window(acme, channel=GENERAL)["callback_id"] == "settings.save_mine"


# -------------------------------------------------------------------------------- what comes of it


def test_a_digest_moved_on_its_own_day_comes_once_that_week(acme: Office) -> None:
    with_news(acme)
    acme.tick()
    at(acme, 5, 4, 7, 30)
    acme.types("settings digest monday 8")
    acme.tick()
    at(acme, 5, 4, 8, 1)
    assert len(digests(acme)) == 1
    acme.types("settings digest wednesday 8")
    acme.tick()
    acme.types('light green "they like us"')
    at(acme, 5, 6, 8)
    assert len(digests(acme)) == 1
    at(acme, 5, 13, 8)
    assert len(digests(acme)) == 2


def test_a_digest_moved_to_a_day_of_the_week_that_is_over_still_comes_that_week(
    acme: Office,
) -> None:
    acme.types("settings digest friday 8")
    with_news(acme)
    acme.tick()
    at(acme, 4, 30, 12)
    acme.types("settings digest wednesday 8")
    acme.tick()
    at(acme, 5, 1, 7, 1)
    assert len(digests(acme)) == 1
    at(acme, 5, 6, 7, 1)
    assert len(digests(acme)) == 2


def test_at_an_hour_that_the_clocks_skip_the_digest_comes_when_they_have(acme: Office) -> None:
    acme.types("settings zone Europe/Berlin")
    acme.types("settings digest sunday 2")
    acme.clock.now = datetime(2027, 3, 26, 9, tzinfo=UTC)
    acme.types('light red "finance director leaving"')
    acme.tick()
    acme.clock.now = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    acme.tick()
    before = len(digests(acme))
    acme.clock.now = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    acme.tick()
    acme.tick(minutes=90)
    assert len(digests(acme)) == before + 1


def test_a_digest_that_is_off_does_not_come(acme: Office) -> None:
    with_news(acme)
    acme.types("settings digest off")
    acme.tick()
    at(acme, 5, 4, 8, 1)
    assert digests(acme) == []


def test_a_light_that_is_not_announced_is_answered_and_in_the_history(acme: Office) -> None:
    acme.types("settings announcements red")
    answer = acme.types('light green "they like us"')
    assert answer["text"].startswith("Logged.")
    assert acme.told() == []
    acme.types('light red "finance director leaving"')
    assert len(acme.told()) == 1
    assert "they like us" in words(acme.types("history"))


def test_a_leader_outside_the_team_does_not_look_into_a_confidential_account(
    acme: Office,
) -> None:
    acme.types('light red "the secret"')
    with open_for(acme) as uow:
        dana = uow.people.get(DANA)
        assert dana is not None
        dana.is_leader = True
        uow.commit()
    assert "the secret" in words(acme.types(f"lights {THERE}", by=DANA, channel=GENERAL))
    acme.types("settings confidential on")
    for sentence in ("lights", "history", "team", ""):
        told = acme.types(f"{sentence} {THERE}", by=DANA, channel=GENERAL)
        assert "This account is confidential: only its team can look into it." in words(told)
        assert "the secret" not in words(told)


def test_saving_a_window_takes_as_many_statements_with_many_changes_as_with_few(
    acme: Office,
) -> None:
    counts = []
    for changes in range(2):
        for number in range(changes * 20):
            acme.types(f"settings digest friday {number}")
        form = window(acme)
        with statements(acme.kam.engine) as made:
            acme.sends(form, {"language": "de"})
        counts.append(len(made))
        acme.types("settings language en")
    assert counts[0] == counts[1]


# ------------------------------------------------------------------------ what is kept of oneself


def test_what_is_kept_of_oneself_comes_as_a_file(acme: Office) -> None:
    acme.types('light red "budget cut"')
    saved = acme.types("settings quiet 18 8")

    answer = acme.presses(saved, "settings.about_me")

    assert answer["text"] == "I am sending it to you in a direct message."
    (*_, letter) = acme.slack.direct_messages(BEN)
    (file,) = [each for each in acme.slack.files if each.id == letter["files"][0]["id"]]
    found = json.loads(file.content or b"")
    assert found["person"]["id"] == BEN
    assert [row["text"] for row in found["tables"]["lights"]] == ["budget cut"]


def test_the_window_of_ones_own_settings_offers_it_too(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("settings me"))

    answer = acme.opens(lambda: acme.presses(view, "settings.about_me"))

    assert "I am sending it to you in a direct message." in words(answer)
    assert answer["previous_view_id"] == view["id"]
    assert acme.slack.direct_messages(BEN)[-1]["files"]
