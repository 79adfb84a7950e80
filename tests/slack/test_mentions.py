import pytest

from tests.slack import events
from tests.slack.office import ACME, ANNA, BEN, GENERAL, GLOBEX, GREG, Office
from tests.slack.reading import words

RED = 'light red "finance director leaving"'


def test_what_is_said_to_the_bot_in_the_channel_is_done_and_answered_to_its_author(
    acme: Office,
) -> None:
    answer = acme.mentions(RED)

    assert answer["text"] == "Logged. 🔴 Red L1: finance director leaving"
    assert (answer["user"], answer["via"]) == (BEN, "chat.postEphemeral")
    assert len(acme.told()) == 1


def test_an_answer_in_a_thread_stands_in_the_thread(acme: Office) -> None:
    root = acme.slack.say(ACME, ANNA, "How is the budget?")

    answer = acme.mentions('light amber "budget wobbles"', thread_ts=root["ts"])

    assert answer["thread_ts"] == root["ts"]


def test_the_bot_understands_german_when_it_is_mentioned(acme: Office) -> None:
    answer = acme.mentions("ampel rot „Finanzdirektor geht“", by=ANNA)

    assert answer["text"] == "Eingetragen. 🔴 Rot L1: Finanzdirektor geht"


@pytest.mark.parametrize("sentence", ["", "help", "lights", "history", "team"])
def test_everything_that_can_be_typed_can_be_said(acme: Office, sentence: str) -> None:
    typed, said = acme.types(sentence), acme.mentions(sentence)

    assert words(said) == words(typed)


def test_in_a_direct_message_the_account_is_chosen_or_named(acme: Office) -> None:
    alone = acme.writes("lights")
    acme.types('account "Globex"', channel=GLOBEX)
    asked = acme.writes("lights")
    named = acme.writes(f"lights <#{ACME}|acme-team>")

    assert alone["text"].startswith("Acme: ")
    assert asked["text"] == "Which account do you mean?"
    assert named["text"].startswith("Acme: ")


def test_a_window_that_was_asked_for_in_a_message_opens_by_a_button(acme: Office) -> None:
    answer = acme.mentions("light red")

    view = acme.opens(lambda: acme.presses(answer, "say"))

    assert answer["text"] == "This opens in a window. Please press the button."
    assert view["callback_id"] == "light.save"
    assert view["blocks"][0]["element"]["initial_option"]["value"] == "red"


def test_what_people_say_to_each_other_is_none_of_the_bots_business(acme: Office) -> None:
    talk = events.message("lights are red", by=BEN, channel=ACME)

    assert acme.whisper(lambda: acme.deliver(talk)) == {}


@pytest.mark.parametrize("subtype", ["message_changed", "message_deleted", "channel_join"])
def test_a_message_about_a_message_is_not_answered(acme: Office, subtype: str) -> None:
    said = events.message("lights", by=BEN, channel=acme.talk_with(BEN), channel_type="im")
    said["event"]["subtype"] = subtype

    assert acme.whisper(lambda: acme.deliver(said)) == {}


def test_the_bot_does_not_answer_itself(acme: Office) -> None:
    said = events.message("lights", by="U0KAMBOT", channel=acme.talk_with(BEN), channel_type="im")

    assert acme.whisper(lambda: acme.deliver(said)) == {}


def test_a_mention_where_the_bot_may_not_speak_does_what_was_said(acme: Office) -> None:
    acme.slack.fail("chat.postEphemeral", kind="user_not_in_channel")

    acme.mentions(f"{RED} <#{ACME}|acme-team>", channel=GENERAL)

    assert len(acme.told()) == 1


def test_a_picture_stands_in_the_thread_in_which_it_was_asked_for(acme: Office) -> None:
    root = acme.slack.say(ACME, ANNA, "How do we stand?")

    acme.mentions("chart share", thread_ts=root["ts"])

    assert acme.told()[-1]["thread_ts"] == root["ts"]


def test_a_picture_that_was_asked_for_elsewhere_stands_in_no_thread(acme: Office) -> None:
    root = acme.slack.say(GENERAL, ANNA, "How does Acme stand?")

    acme.mentions(f"chart share <#{ACME}|acme-team>", channel=GENERAL, thread_ts=root["ts"])

    (upload,) = acme.slack.calls("files.completeUploadExternal")
    assert upload["channel_id"] == ACME
    assert not upload.get("thread_ts")


def test_what_is_written_to_the_bot_directly_is_answered_by_a_message_that_stays(
    acme: Office,
) -> None:
    answer = acme.writes("help")

    assert answer["text"] in [each["text"] for each in acme.slack.direct_messages(BEN)]


def test_a_command_typed_in_the_talk_of_two_people_is_answered_to_one_alone(acme: Office) -> None:
    before = len(acme.slack.ephemerals)
    acme.types("help", channel="D0OTHERS")

    assert len(acme.slack.ephemerals) == before + 1


def test_a_press_in_a_direct_message_is_answered_by_a_message_that_stays(acme: Office) -> None:
    acme.slack.join(ACME, GREG)
    acme.deliver(events.member_joined_channel(GREG))
    (letter,) = acme.slack.direct_messages(BEN)
    before = len(acme.slack.ephemerals)

    answer = acme.presses(letter, f"guest.allow#{GREG}")

    assert answer["text"] == "Greg reads along from now on."
    assert answer["text"] in [each["text"] for each in acme.slack.direct_messages(BEN)]
    assert len(acme.slack.ephemerals) == before


def test_a_window_opened_in_a_direct_message_is_answered_by_a_message_that_stays(
    acme: Office,
) -> None:
    acme.writes("settings me")
    (*_, offered) = acme.slack.direct_messages(BEN)
    window = acme.opens(lambda: acme.presses(offered, "settings.mine"))
    before = len(acme.slack.ephemerals)

    answer = acme.sends(window, {"quiet_from": "18", "quiet_until": "8"})

    assert answer["text"] in [each["text"] for each in acme.slack.direct_messages(BEN)]
    assert len(acme.slack.ephemerals) == before


def test_a_press_on_what_one_alone_sees_is_answered_to_one_alone(acme: Office) -> None:
    whisper = acme.types("settings quiet 18 8", channel="D0OTHERS")
    before = len(acme.slack.ephemerals)

    acme.presses(whisper, "settings.about_me")

    assert len(acme.slack.ephemerals) == before + 1
