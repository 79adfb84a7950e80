from tests.slack.office import ACME, BEN, CHRIS, Office


def test_a_red_light_is_confirmed_to_its_author_and_announced_to_the_team(acme: Office) -> None:
    answer = acme.types('light red "finance director leaving"')

    assert answer["user"] == BEN
    assert "Logged. 🔴 Red L1: finance director leaving" in answer["text"]
    (announcement,) = acme.told(ACME)
    assert announcement["text"] == ("Ben logged a red light. 🔴 Red L1: finance director leaving")
    assert acme.slack.rejections == []


def test_a_light_turned_by_its_button_is_told_in_a_new_message(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    (announcement,) = acme.told()

    acme.presses(announcement, "light.turn#green", by=CHRIS)

    earlier, latest = acme.told()
    assert latest["text"].startswith("Chris turned a light green.")
    assert "changed since" in earlier["text"]


def test_undo_takes_a_light_back_and_corrects_the_announcement(acme: Office) -> None:
    answer = acme.types('light red "finance director leaving"')

    taken = acme.presses(answer, "undo")

    assert taken["text"].startswith("Taken back")
    assert "was taken back" in acme.told()[0]["text"]
    assert "No open lights" in str(acme.types("lights")["blocks"])
