import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

import pytest
from sqlalchemy import text

from storage import patience
from tests.slack.office import ACME, ANNA, BEN, CHRIS, GLOBEX, Json, Office
from tests.slack.reading import words

# ------------------------------------------------------------------------------- what is typed


def typed_back(answer: Json) -> str:
    """What an answer gives back, so that nobody types it again."""
    given_back = re.search("You typed: `/kam (.*)`", words(answer))
    return given_back[1] if given_back else ""


def board(office: Office) -> str:
    return words(office.types("lights"))


def test_an_unknown_word_gets_the_nearest_command_and_an_example_that_works(acme: Office) -> None:
    answer = acme.types('ligt red "finance director leaving"')

    assert answer["text"].startswith("I do not know “ligt”. Did you mean this?")
    assert 'For example: `/kam light red "finance director leaving"`' in words(answer)
    assert typed_back(answer) == 'ligt red "finance director leaving"'


def test_a_word_that_is_like_no_command_is_pointed_to_the_help(acme: Office) -> None:
    answer = acme.types("xyzzy")

    assert answer["text"].startswith("I do not know “xyzzy”.")
    assert "`/kam help` shows everything you can say." in words(answer)


@pytest.mark.parametrize("asked", ["hello", "what can you do?", "How does this work?"])
def test_who_does_not_know_what_to_say_is_shown_what_can_be_said(acme: Office, asked: str) -> None:
    assert acme.types(asked)["text"] == "What you can say to kam"


@pytest.mark.parametrize("asked", ["hallo", "was kannst du", "Kannst du mir helfen?"])
def test_so_is_who_asks_in_german(acme: Office, asked: str) -> None:
    assert acme.types(asked, by=ANNA)["text"] == "Was du kam sagen kannst"


def test_what_was_understood_and_cannot_be_done_is_explained_without_a_lesson(acme: Office) -> None:
    gone = words(acme.types("light L99 green"))
    over = words(acme.types('light amber "budget wobbles" decide by 2020-01-01'))

    assert "There is no L99 in this account. `/kam lights` shows all." in gone
    assert "Wed 1 Jan 2020 is over. Which day do you mean?" in over
    assert "For example" not in gone + over
    assert "help" not in gone + over


def test_only_the_forms_are_shown_that_begin_like_what_was_typed(acme: Office) -> None:
    answer = words(acme.types("settings language fr"))

    assert "`/kam settings language en|de`" in answer
    assert "settings digest off" not in answer


def test_a_colour_that_is_none_is_named(acme: Office) -> None:
    answer = acme.types('light purple "finance director leaving"')

    assert answer["text"].startswith("I do not understand this from “purple” on.")
    assert "light red|amber|green" in words(answer)


def test_a_light_without_a_text_opens_the_modal_that_asks_for_one(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light red"))

    assert view["callback_id"] == "light.save"
    assert view["blocks"][0]["element"]["initial_option"]["value"] == "red"


@pytest.mark.parametrize("empty", ['""', "“”", "„“", "«»", "''", '"   "', '"\u200f"'])
def test_empty_quotes_are_said_to_be_empty(acme: Office, empty: str) -> None:
    answer = acme.types(f"light red {empty}")

    assert answer["text"].startswith("There is no text. Please write one sentence.")


@pytest.mark.parametrize(
    "quoted",
    ['"{}"', "“{}”", "„{}“", "„{}”", "”{}”", "«{}»", "»{}«", "‹{}›", "'{}'", "‘{}’", "‚{}‘", "{}"],
)
def test_quotes_of_every_kind_come_off(acme: Office, quoted: str) -> None:
    answer = acme.types("light red " + quoted.format("CFO's leaving, it seems"))

    assert answer["text"] == "Logged. 🔴 Red L1: CFO's leaving, it seems"


@pytest.mark.parametrize("half", ['"CFO leaving', 'CFO leaving"', "„CFO leaving", "CFO leaving“"])
def test_a_quote_that_lacks_its_other_half_is_overlooked(acme: Office, half: str) -> None:
    assert acme.types(f"light red {half}")["text"] == "Logged. 🔴 Red L1: CFO leaving"


def test_a_lonely_quote_opens_the_modal(acme: Office) -> None:
    assert acme.opens(lambda: acme.types('light red "'))["callback_id"] == "light.save"


def test_emoji_stay_as_they_are(acme: Office) -> None:
    acme.types('light green "won 🏆 with 👩‍👩‍👧 and 🇩🇪"')

    assert "won 🏆 with 👩‍👩‍👧 and 🇩🇪" in board(acme)


@pytest.mark.parametrize("filler", ["x", "x ", "&amp;", "*", '"a ', "decide by 1 "])
def test_ten_thousand_characters_are_refused_and_given_back_in_part(
    acme: Office, filler: str
) -> None:
    sentence = ("light red " + filler * 10_000)[:10_000]
    answer = acme.types(sentence)

    assert answer["text"].startswith("That is ")
    assert "4000 is the most I can read at once" in answer["text"]
    assert len(typed_back(answer)) > 900


def test_a_light_of_more_than_500_characters_is_refused_with_its_limit(acme: Office) -> None:
    answer = acme.types("light red " + "x" * 501)

    assert answer["text"].startswith("That is 501 characters; at most 500 fit here.")
    assert typed_back(answer) == "light red " + "x" * 501


def test_a_light_of_500_characters_is_kept_whole(acme: Office) -> None:
    assert acme.types("light red " + "&amp;" * 500)["text"].startswith("Logged.")
    assert "&" * 500 in acme.types("light L1")["text"]


@pytest.mark.parametrize(
    "many",
    ["decide by " * 390, "decide by may the " * 220, '"a ' * 1_300, "„ „a " * 600, "<@U1|a>" * 500],
)
def test_a_sentence_made_to_be_slow_is_not(acme: Office, many: str) -> None:
    begun = process_time()
    answer = acme.types(f"light amber {many}")

    assert process_time() - begun < 1.5
    assert answer["text"]


def test_newlines_become_spaces(acme: Office) -> None:
    answer = acme.types('light red "first line\n\nsecond\tline\r\nthird"')

    assert answer["text"] == "Logged. 🔴 Red L1: first line second line third"


def test_a_sentence_of_several_lines_is_given_back_on_one(acme: Office) -> None:
    assert typed_back(acme.types("light purple\nfirst\nsecond")) == "light purple first second"


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("<!channel> look", "@channel look"),
        ("<!here|here> look", "@here look"),
        ("<!subteam^S1|@sales> look", "@sales look"),
        ("&lt;!channel&gt; look", "&lt;!channel&gt; look"),
        (f"<@{ANNA}|anna> is sick", "@anna is sick"),
        (f"<@{ANNA}> is sick", "@Anna is sick"),
        ("see <https://evil.example|the contract>", "see the contract"),
        ("see &lt;https://evil.example|here&gt;", "see &lt;https://evil.example|here&gt;"),
        ("R&amp;D &amp;amp; more", "R&amp;D &amp;amp; more"),
    ],
)
def test_markup_in_a_text_mentions_and_links_nothing(acme: Office, typed: str, kept: str) -> None:
    acme.types(f'light red "{typed}"')

    (announcement,) = acme.told()
    (line,) = [each for each in words(announcement).splitlines() if "*Red L1*" in each]
    assert line == f"🔴 *Red L1*: {kept}"
    assert kept in board(acme)


@pytest.mark.parametrize("typed", ["*bold*", "_italic_", "~gone~", "`code`", "```block```"])
def test_formatting_in_a_text_formats_nothing(acme: Office, typed: str) -> None:
    acme.types(f'light red "{typed}"')

    shown = words(acme.told()[0])
    for sign in set(typed) & set("*_~`"):
        assert f"\u200b{sign}\u200b" in shown
    assert shown.replace("\u200b", "").count(typed) == 2


def test_braces_in_a_text_are_no_places_for_facts(acme: Office) -> None:
    acme.types('light red "100 % of {0} %s {LANG}"')
    acme.types('account rename "{0.__class__} GmbH"')

    assert "100 % of {0} %s {LANG}" in acme.told()[0]["text"].replace("\u200b", "")
    assert "__class__" in words(acme.types("")).replace("\u200b", "")


def test_text_from_right_to_left_does_not_reorder_what_is_around_it(acme: Office) -> None:
    acme.types('light red "שלום עולם"')
    acme.types('light amber "invoice \u202egpj.exe"')

    assert "*Red L1*: \u2068שלום עולם\u2069" in words(acme.told()[0])
    assert "\u202e" not in words(acme.told()[0])


@pytest.mark.parametrize("hostile", ["a\x00b", "a\x00\x00b"])
def test_characters_that_no_database_keeps_are_dropped(acme: Office, hostile: str) -> None:
    assert acme.types(f'light red "{hostile}"')["text"] == "Logged. 🔴 Red L1: ab"
    assert acme.types(f"light L1 green {hostile}")["text"].startswith("Turned.")
    assert "(ab)" in words(acme.types("history"))


def test_half_a_character_in_a_mention_is_dropped(acme: Office) -> None:
    assert acme.mentions('light red "a\ud800b"')["text"] == "Logged. 🔴 Red L1: ab"


# ------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize("quoted", ['"budget wobbles"', "budget wobbles"])
@pytest.mark.parametrize(
    "date, asked",
    [
        ("2020-01-01", "Wed 1 Jan 2020 is over."),
        ("31.02.2027", "I cannot read “31.02.2027” as a date."),
        ("03/04/2027", "can mean more than one day"),
    ],
)
def test_a_date_that_cannot_be_meant_is_asked_back(
    acme: Office, quoted: str, date: str, asked: str
) -> None:
    answer = acme.types(f"light amber {quoted} decide by {date}")

    assert asked in answer["text"]
    assert typed_back(answer) == f"light amber {quoted} decide by {date}"
    assert "No open lights" in board(acme)


def test_words_that_only_look_like_a_deadline_are_text(acme: Office) -> None:
    answer = acme.types("light amber they decide by committee")

    assert answer["text"] == "Logged. 🟡 Amber L1: they decide by committee"


def test_a_red_light_has_no_decide_by_date(acme: Office) -> None:
    answer = acme.types("light red budget cut decide by tomorrow")

    assert answer["text"].startswith("Only an amber light has a decide-by date")


def test_a_light_names_only_a_goal_that_there_is(acme: Office) -> None:
    assert acme.types('light green "champion" for G2')["text"].startswith(
        "There is no G2 in this account."
    )


# ------------------------------------------------------------------------- what is not there


@pytest.mark.parametrize("said", ["light L99", "light L99 green", "light L99 clear", "light L0"])
def test_a_light_that_does_not_exist_is_said_not_to(acme: Office, said: str) -> None:
    answer = acme.types(said)

    assert re.match(r"There is no L(99|0) in this account\.", answer["text"])
    assert typed_back(answer) == said


def test_a_reference_beyond_every_number_is_no_reference(acme: Office) -> None:
    assert acme.types("light L99999999999999999999 green")["text"].startswith("I do not understand")


def test_a_light_of_another_account_is_not_found_from_here(acme: Office) -> None:
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types('light red "the Globex secret"', channel=GLOBEX)

    for said in ("light L1", "light L1 green", "light L1 clear", "lights", "history", ""):
        answer = acme.types(said, by=ANNA)
        assert "secret" not in words(answer)
    assert acme.types("light L1", by=ANNA)["text"].startswith("L1 gibt es in diesem Account nicht.")


# --------------------------------------------------------------------------- two at a time


def test_a_button_that_is_out_of_date_says_who_was_quicker(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    (announcement,) = acme.told()
    acme.presses(announcement, "light.turn#green", by=CHRIS)

    late = acme.presses(announcement, "light.turn#red", by=BEN)
    later = acme.presses(announcement, "light.clear", by=ANNA)

    assert late["text"] == "Chris already turned L1. Please look again."
    assert later["text"].startswith("Chris hat L1 schon umgeschaltet.")
    assert "Acme: 🟢 green" in board(acme)


def test_of_two_who_turn_a_light_alike_the_second_learns_that_it_is_so(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    acme.types("light L1 red")

    answer = acme.types("light L1 red", by=CHRIS)

    assert answer["text"].startswith("L1 is already red.")


@contextmanager
def a_locked_database(office: Office) -> Iterator[None]:
    """Somebody else writes, and does not come to an end; nobody waits for that long."""
    with pytest.MonkeyPatch.context() as patched, office.kam.engine.connect() as writer:
        patched.setattr(patience, "ANSWER", 0.1)
        patched.setattr(patience, "BACKGROUND", 0.1)
        writer.execute(text("SELECT 1"))
        yield


def test_a_locked_database_keeps_nothing_and_gives_the_sentence_back(acme: Office) -> None:
    acme.types("help", by=ANNA)
    with a_locked_database(acme):
        answer = acme.types('light red "finance director leaving"', by=ANNA)
        pressed = acme.mentions("lights")
    acme.journal.read()

    assert answer["text"].startswith("Ich habe gerade viel zu tun")
    assert '`/kam light red "finance director leaving"`' in words(answer)
    assert pressed["text"].startswith("I am busy right now and did not save this.")
    assert "No open lights" in board(acme)
    assert acme.types('light red "finance director leaving"', by=ANNA)["text"].startswith("Einge")


# -------------------------------------------------------------- what nobody could have foreseen


def test_a_failure_of_ours_is_apologised_for_and_what_was_typed_is_given_back(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **_more: object) -> None:
        raise RuntimeError("finance director leaving")

    monkeypatch.setattr("services.lights.cards.born", fail)
    typed = acme.types('light red "finance director leaving"')
    said = acme.mentions('light red "finance director leaving"', by=ANNA)
    monkeypatch.undo()

    first, second = acme.journal.read()
    assert typed["text"].startswith("Something went wrong on my side, and nothing was saved.")
    assert first["incident"] in typed["text"]
    assert typed_back(typed) == 'light red "finance director leaving"'
    assert said["text"].startswith("Bei mir ist etwas schiefgegangen")
    assert second["incident"] in said["text"]
    assert (first["reason"], second["reason"]) == ("RuntimeError", "RuntimeError")
    assert "No open lights" in board(acme)


def test_what_cannot_be_shown_is_not_kept(acme: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.lights.views.light_details", lambda *_: 3_000 / 0)
    answer = acme.types('light red "finance director leaving"')
    monkeypatch.undo()

    assert answer["text"].startswith("Something went wrong on my side")
    assert [each["reason"] for each in acme.journal.read()] == ["ZeroDivisionError"]
    assert "No open lights" in board(acme)
    assert acme.told(ACME) == []
