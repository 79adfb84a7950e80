import pytest

from tests.slack.office import ACME, ANNA, BEN, CHRIS, Office
from tests.slack.reading import words


def test_a_red_light_is_confirmed_to_its_author_and_announced_to_the_team(acme: Office) -> None:
    answer = acme.types('light red "finance director leaving"')

    assert answer["user"] == BEN
    assert "Logged. 🔴 Red L1: finance director leaving" in answer["text"]
    (announcement,) = acme.told(ACME)
    assert announcement["text"] == ("Ben logged a red light. 🔴 Red L1: finance director leaving")


def test_a_light_turned_by_its_button_is_told_in_the_thread_of_its_card(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    (announcement,) = acme.told()

    acme.presses(announcement, "light.turn#green", by=CHRIS)

    card, reply = acme.told()
    assert reply["text"].startswith("Chris turned a light green.")
    assert reply["thread_ts"] == card["ts"]
    assert card["text"] == "Chris turned a light green. 🟢 Green L1: finance director leaving"
    acme.presses(card, "light.turn#red", by=BEN)


def test_undo_takes_a_light_back_and_corrects_the_announcement(acme: Office) -> None:
    answer = acme.types('light red "finance director leaving"')

    taken = acme.presses(answer, "undo")

    assert taken["text"].startswith("Taken back")
    assert "was taken back" in acme.told()[0]["text"]
    assert "No open lights" in str(acme.types("lights")["blocks"])


def test_a_light_is_turned_with_a_reason_and_its_history_says_why(acme: Office) -> None:
    acme.types('light amber "budget wobbles" decide by 2026-10-15')
    acme.types('light L1 red "the budget is gone"', by=CHRIS)
    acme.types("light L1 clear it does not matter any more", by=ANNA)

    past = words(acme.types("light L1"))

    assert "Ben logged an amber light" in past
    assert "Chris turned a light red: the budget is gone" in past
    assert "Anna cleared a light: it does not matter any more" in past


def test_a_red_light_names_the_goal_it_blocks(acme: Office) -> None:
    acme.types('goal "Products sold" from 2 to 5 by 2027-12-31')
    acme.types('light red "finance director leaving" blocks G1')

    assert "Blocks G1" in words(acme.told()[-1])
    assert "Blocks G1" in words(acme.types("lights"))


def test_an_amber_light_is_decided_within_four_weeks_unless_a_date_is_named(acme: Office) -> None:
    assert "Decide by Tue 26 May 2026" in words(acme.types("light amber budget wobbles"))
    assert "Decide by Wed 6 May 2026" in words(
        acme.types("light amber team wobbles decide by next wednesday")
    )


def test_the_board_shows_the_late_decisions_first_then_the_newest(acme: Office) -> None:
    acme.types("light amber first decide by 2026-04-29")
    acme.types("light amber second")
    acme.types("light green third")
    acme.clock.forward(days=3)
    acme.types("light amber fourth")

    board = words(acme.types("lights"))

    assert "decision overdue" in board
    places = [board.index(each) for each in ("first", "fourth", "second", "third")]
    assert places == sorted(places)


def test_one_colour_of_the_board_can_be_looked_at_alone(acme: Office) -> None:
    acme.types("light red bad")
    acme.types("light green good")

    assert "good" not in words(acme.types("lights red"))
    assert "bad" in words(acme.types("lights red"))


def test_of_more_lights_than_the_board_holds_the_rest_is_counted(acme: Office) -> None:
    for number in range(13):
        acme.types(f"light red number {number}")

    assert "and 3 more: `/kam lights red`" in words(acme.types("lights"))
    assert "number 0" in words(acme.types("lights red"))


@pytest.mark.parametrize("filler", ["&amp;", "*", "é", "a ", "x", "🏆", "ש"])
def test_the_longest_of_everything_still_fits_into_what_slack_takes(
    acme: Office, filler: str
) -> None:
    text = (filler * 500)[: 500 * (5 if filler == "&amp;" else 1)]
    for colour in ("red", "amber", "green"):
        for number in range(11):
            said = f'light {colour} "{colour[0]}{number:02}{text[3 * len(filler) :]}"'
            assert acme.types(said)["text"].startswith("Logged.")
    for _ in range(5):
        acme.types(f'light L1 green "{text}"')
        acme.types(f'light L1 red "{text}"')

    for sentence in ("", "lights", "lights red", "light L1", "history", "help"):
        assert acme.types(sentence)["blocks"]
        assert acme.mentions(sentence)["blocks"]


def test_a_change_is_taken_back_once(acme: Office) -> None:
    answer = acme.types("light red budget cut")
    acme.presses(answer, "undo")

    assert acme.presses(answer, "undo")["text"] == "This was taken back already."


def test_what_somebody_else_has_changed_since_is_not_taken_back(acme: Office) -> None:
    answer = acme.types("light red budget cut")
    acme.types("light L1 green", by=CHRIS)

    late = acme.presses(answer, "undo")

    assert late["text"] == "Chris already turned L1. Please look again."


def test_undo_by_word_goes_back_step_by_step(acme: Office) -> None:
    acme.types("light red budget cut")
    acme.types("light L1 green")

    assert acme.types("undo")["text"] == "Taken back: turned L1 green"
    assert acme.types("undo")["text"] == "Taken back: logged L1 red: budget cut"
    assert acme.types("undo")["text"].startswith("There is nothing of yours to undo here.")


def test_a_cleared_light_leaves_the_board_and_has_no_buttons_any_more(acme: Office) -> None:
    acme.types("light red budget cut")
    (announcement,) = acme.told()
    acme.presses(announcement, "light.clear")

    assert "No open lights" in words(acme.types("lights"))
    assert all(
        "elements" not in block or block["type"] == "context"
        for each in acme.told()
        for block in each["blocks"]
    )
    assert acme.types("light L1 green")["text"].startswith("L1 is already cleared.")


def test_the_account_is_as_bad_as_its_worst_light(acme: Office) -> None:
    def light_of_account() -> str:
        return str(acme.types("")["text"]).partition(".")[0]

    assert light_of_account() == "Acme: ⚪ no light"
    acme.types("light green a")
    acme.types("light amber b")
    assert light_of_account() == "Acme: 🟡 amber"
    acme.types("light red c")
    assert light_of_account() == "Acme: 🔴 red"
    acme.types("light L3 clear")
    assert light_of_account() == "Acme: 🟡 amber"


def test_nothing_that_is_posted_pings_a_channel_or_unfurls(acme: Office) -> None:
    acme.types("light red see https://example.com and <!everyone>")

    (call,) = acme.slack.calls("chat.postMessage")
    assert (call["unfurl_links"], call["unfurl_media"]) == (False, False)
    assert "<!" not in str(acme.told())
