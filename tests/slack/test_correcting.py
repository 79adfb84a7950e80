"""What was written is said better, and what was closed is taken up again, by whoever may."""

import pytest

from tests.slack import events, forms
from tests.slack.office import ACME, ANNA, BEN, CHRIS, GLOBEX, Office
from tests.slack.reading import words


def the_form(office: Office) -> forms.Json:
    """The modal that was opened last."""
    return office.slack.views[-1]


@pytest.mark.parametrize(
    "said,again,ref",
    [
        ('light red "finance director leavin"', 'light L1 "finance director leaving"', "L1"),
        ('action "cal the finance director"', 'action A1 "call the finance director"', "A1"),
        ("ampel rot „Finanzdirektor get“", "ampel L1 „Finanzdirektor geht“", "L1"),
        ("aktion „Finanzchefin anrufn“", "aktion A1 „Finanzchefin anrufen“", "A1"),
        ('light red "finance director leavin"', 'L1 "finance director leaving"', "L1"),
        ('goal "Products sld" from 2 to 5 by 2027-12-31', 'goal G1 "Products sold"', "G1"),
    ],
)
def test_what_was_written_is_said_better(acme: Office, said: str, again: str, ref: str) -> None:
    acme.types(said)
    better = again.split('"')[1] if '"' in again else again.split("„")[1].rstrip("“")

    assert better in words(acme.types(again, by=CHRIS))
    assert better in words(acme.types(ref))


@pytest.mark.parametrize(
    "opening,closing,reopening,ref",
    [
        ('action "call"', "done A1", "action A1 reopen", "A1"),
        ('action "call"', 'drop A1 "no"', "A1 reopen", "A1"),
        ('action "call"', "done A1", "reopen A1", "A1"),
        ("aktion anrufen", "erledigt A1", "aktion A1 wieder öffnen", "A1"),
        ('light red "x"', "light L1 clear", "light L1 reopen", "L1"),
        ('light red "x"', "clear L1", "reopen L1", "L1"),
        ("ampel rot x", "ampel L1 abhaken", "ampel L1 wieder öffnen", "L1"),
    ],
)
def test_what_was_closed_is_reopened_by_a_colleague_months_later(
    acme: Office, opening: str, closing: str, reopening: str, ref: str
) -> None:
    acme.types(opening)
    acme.types(closing)
    acme.clock.forward(days=100)

    assert "Open again." in words(acme.types(reopening, by=CHRIS))
    assert "already open" in words(acme.types(reopening, by=CHRIS))
    assert "Chris" in words(acme.types(ref))


@pytest.mark.parametrize(
    "opening,closing,ref,button",
    [
        ('action "call"', "done A1", "A1", "action.reopen"),
        ('light red "x"', "clear L1", "L1", "light.reopen"),
        ('vision "First choice" 3y', "goal G1 reached", "G1", "goal.reopen"),
    ],
)
def test_what_is_closed_has_a_button_that_reopens_it(
    acme: Office, opening: str, closing: str, ref: str, button: str
) -> None:
    acme.types(opening)
    acme.types(closing)
    acme.clock.forward(days=100)

    assert "Open again." in words(acme.presses(acme.types(ref, by=CHRIS), button, by=CHRIS))


def test_a_light_cleared_and_reopened_counts_again(acme: Office) -> None:
    acme.types('light red "finance director leaving"')
    acme.types("clear L1")
    acme.types("reopen L1")

    assert "finance director leaving" in words(acme.types("lights"))
    acme.presses(acme.types("light L1 clear"), "undo")
    assert "finance director leaving" in words(acme.types("lights"))


def test_reopening_is_taken_back_with_undo(acme: Office) -> None:
    acme.types('light red "x"')
    acme.types("clear L1")

    acme.presses(acme.types("reopen L1"), "undo")

    assert "No open lights" in words(acme.types("lights"))


def test_a_light_is_edited_in_a_form_that_holds_its_words(acme: Office) -> None:
    acme.types('light red "finance director leavin"')
    acme.presses(acme.types("L1"), "light.edit")

    acme.sends(the_form(acme), {"text": "finance director leaving"})

    assert "finance director leaving" in words(acme.types("lights"))


def test_turning_a_light_offers_to_reword_it(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')

    acme.presses(acme.types("light L1 red"), "light.edit")

    assert "budget wobbles" in str(the_form(acme))


def test_each_light_on_the_board_has_a_menu_that_turns_clears_and_edits_it(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    acme.types('light red "finance director leaving"')
    board = acme.types("lights")
    _block, menu = forms.find(board, "light.change#1")
    options = {each["text"]["text"]: each["value"] for each in menu["options"]}
    assert list(options) == ["🔴 Turn red", "🟢 Turn green", "Clear", "Edit…"]

    acme.presses(board, "light.change#1", chosen=options["Edit…"])
    assert "budget wobbles" in str(the_form(acme))
    turned = acme.presses(board, "light.change#1", chosen=options["🟢 Turn green"])
    assert turned["text"] == "Turned. 🟢 Green L1: budget wobbles"
    late = acme.presses(board, "light.change#1", chosen=options["Clear"])
    assert "Ben" in late["text"]
    assert "Cleared" not in words(acme.types("lights"))


def test_an_action_is_edited_from_the_plan(acme: Office) -> None:
    acme.types(f'action "cal the CFO" <@{BEN}> by Thursday')
    plan = acme.types("plan")
    _block, menu = forms.find(plan, "action.change#1")
    (edit,) = [each["value"] for each in menu["options"] if '"edit"' in each["value"]]
    acme.presses(plan, "action.change#1", chosen=edit)

    acme.sends(the_form(acme), {"text": "call the CFO"})

    assert "call the CFO" in words(acme.types("plan"))


def test_who_reads_along_may_not_reword(acme: Office) -> None:
    acme.types('light red "finance director leavin"')

    acme.types('light L1 "nothing"', by="U0DANA", channel=ACME)

    assert "nothing" not in words(acme.types("L1", by=ANNA))


# ------------------------------------------------------------------------------- the latest why


def test_the_latest_why_of_a_light_stands_on_the_board_the_glance_and_its_card(
    acme: Office,
) -> None:
    acme.types('light amber "budget wobbles"')
    acme.types('light L1 red "the board said no"')
    acme.types('light L1 "budget is cut"')

    assert "Why: the board said no" in words(acme.types("lights"))
    assert "Why: the board said no" in words(acme.types(""))
    assert "Warum: the board said no" in words(acme.types("ampeln", by=ANNA))
    assert "Why: the board said no" in words(acme.told()[-1])


def test_why_a_light_was_cleared_is_no_news_of_it_once_it_is_open_again(acme: Office) -> None:
    acme.types('light red "budget is cut"')
    acme.types('clear L1 "approved after all"')
    acme.types("reopen L1")

    assert "approved" not in words(acme.types("lights"))


# ------------------------------------------------------------------------ what an action lacks


def lacking(acme: Office) -> forms.Json:
    """An action of this month that nobody does and that has no date."""
    return acme.types('action "call the CFO"')


@pytest.mark.parametrize("surface", ["", "plan", "A1", "plan April"])
def test_wherever_an_action_lacks_somebody_a_button_makes_it_mine(
    acme: Office, surface: str
) -> None:
    lacking(acme)

    answer = acme.presses(acme.types(surface), "action.take#1", by=CHRIS)

    assert "Chris" in words(answer)


def test_the_answer_to_a_new_action_has_buttons_for_what_it_lacks(acme: Office) -> None:
    answer = lacking(acme)

    acme.presses(answer, "action.change#assign-1")
    assert "Who does it?" in str(the_form(acme))
    acme.presses(answer, "action.change#move-1")
    acme.sends(the_form(acme), {"due": "2026-05-29"})

    assert "29 May" in words(acme.types("A1"))


def test_a_button_under_an_action_that_somebody_else_took_meanwhile_says_so(acme: Office) -> None:
    plan = (lacking(acme), acme.types("plan"))[1]
    acme.presses(plan, "action.take#1", by=CHRIS)

    assert "Chris" in words(acme.presses(plan, "action.take#1", by=BEN))
    assert "Chris" in words(acme.types("A1"))


def test_ones_own_action_without_a_date_has_a_button_for_it_on_the_home(acme: Office) -> None:
    acme.types(f'action "call the CFO" <@{BEN}>')
    acme.opens_home()

    acme.presses(acme.home_of(), "action.change#move-1")

    assert "To this day" in str(the_form(acme))


def test_an_action_is_edited_from_the_home(acme: Office) -> None:
    acme.types(f'action "cal the CFO" <@{BEN}>')
    home = acme.opens_home()
    _block, menu = forms.find(home, "action.change#edit")
    acme.presses(home, "action.change#edit", chosen=menu["options"][0]["value"])

    acme.sends(the_form(acme), {"text": "call the CFO"})

    assert "call the CFO" in words(acme.home_of())


# -------------------------------------------------------------------------- asked before it is done


@pytest.mark.parametrize(
    "first,second,ref,shows",
    [
        (
            'light red "finance director leaving"',
            'light amber "Finance director leaves"',
            "L1",
            "lights",
        ),
        (
            'goal "Products sold" from 2 to 5 by 2027-12-31',
            "goal products sold from 3 to 9 by 2027-12-31",
            "G1",
            "goals",
        ),
        (
            'goal "Product A sales" from 1m EUR to 2m EUR by 2027-12-31',
            'goal "Sales product A" +25% from 1m EUR by 2027-12-31',
            "G1",
            "goals",
        ),
        (
            'ziel "Umsatz Produkt A" von 1 Mio EUR auf 2 Mio EUR bis 31.12.2027',
            'ziel "Produkt A Umsatz" um 25% von 1 Mio EUR bis 31.12.2027',
            "G1",
            "goals",
        ),
        ('vision "First choice for all" 3y', 'vision "The first choice for all" 5y', "G1", "goals"),
        (
            'strategy "Become their innovation partner"',
            "strategie „Become innovation partner“",
            "S1",
            "strategies",
        ),
    ],
)
def test_what_says_nearly_the_same_as_an_open_one_is_asked_about_first(
    acme: Office, first: str, second: str, ref: str, shows: str
) -> None:
    acme.types(first)
    asked = acme.types(second, by=CHRIS)

    assert f"Is it the same as {ref}?" in words(asked)
    assert f"{ref[0]}2" not in words(acme.types(shows))
    acme.presses(asked, "say#show", by=CHRIS)
    acme.presses(asked, "say#other", by=CHRIS)
    assert f"{ref[0]}2" in words(acme.types(shows))


@pytest.mark.parametrize(
    "first,sentence,entered,shows",
    [
        (
            'light red "finance director leaving"',
            "light",
            {"colour": "red", "text": "finance director leaves"},
            "lights",
        ),
        (
            'goal "Products sold" from 2 to 5 by 2027-12-31',
            "goal",
            {"text": "Products sold", "start": "2", "target": "9", "deadline": "2027-12-31"},
            "goals",
        ),
        (
            'relationship "We trust them completely" 2y',
            "relationship",
            {"text": "we trust them completely", "years": "3"},
            "goals",
        ),
        (
            'goal "Product A" from 2 to 5 by 2027-12-31',
            'goal "Product A" +25% on last year by 2027-12-31',
            {"start": "1m EUR"},
            "goals",
        ),
        (
            'goal "Share of product A" from 2% to 5% by 2027-12-31',
            "goal share of product A by 25% by end of 2027",
            {"start": "40%"},
            "goals",
        ),
    ],
)
def test_a_form_asks_as_well_and_is_sent_again(
    acme: Office, first: str, sentence: str, entered: forms.Entered, shows: str
) -> None:
    ref = first[0].upper().replace("R", "G")
    acme.types(first)
    form = acme.opens(lambda: acme.types(sentence))
    acme.sends(form, entered)

    asked = the_form(acme)
    assert f"Is it the same as {ref}1?" in str(asked)
    acme.sends(asked, entered)
    assert f"{ref}2" in words(acme.types(shows))


def test_a_light_is_edited_turned_and_cleared_from_the_home(acme: Office) -> None:
    acme.types('light red "budget wobles"')
    acme.types('light amber "buyer unsure"')
    acme.types('light green "plant likes us"')
    acme.opens_home()

    def option(step: str, ref: str) -> str:
        (menu,) = [
            element
            for block in acme.home_of()["blocks"]
            for element in block.get("elements", [])
            if element.get("action_id") == f"light.change#home-{step}"
        ]
        assert "L3" not in str(menu)
        found = {each["text"]["text"].split()[1]: each["value"] for each in menu["options"]}
        return str(found[ref])

    form = acme.opens(
        lambda: acme.presses(acme.home_of(), "light.change#home-edit", chosen=option("edit", "L1"))
    )
    acme.sends(form, {"text": "budget wobbles"})
    assert "budget wobbles" in words(acme.types("L1"))
    acme.presses(acme.home_of(), "light.change#home-green", chosen=option("green", "L1"))
    acme.presses(acme.home_of(), "light.change#home-clear", chosen=option("clear", "L2"))
    assert "0 red, 0 amber and 2 green" in words(acme.types("lights"))
    assert "light.change#home" not in str(acme.home_of())


def test_the_first_of_the_three_questions_asks_as_well(acme: Office) -> None:
    start = acme.types("strategies")
    acme.types('strategy "Become their innovation partner"', by=CHRIS)
    first = acme.opens(lambda: acme.presses(start, "strategy.start"))
    entered: forms.Entered = {"text": "Become innovation partner"}

    acme.sends(first, entered)
    asked = the_form(acme)
    assert "Is it the same as S1?" in words(asked)
    assert "1 of 3" in words(asked)
    acme.sends(asked, entered)
    assert "2 of 3" in words(the_form(acme))


def test_a_goal_far_from_its_target_is_reached_only_after_asking(acme: Office) -> None:
    acme.types('goal "Products sold" from 2 to 5 by 2027-12-31')
    acme.types("progress G1 3")

    asked = acme.types('goal G1 reached "the customer says so"')

    assert "stands at 3" in words(asked)
    assert "Reached." not in words(acme.types("G1"))
    assert "Reached, well done." in words(acme.presses(asked, "goal.reach"))
    assert "the customer says so" in words(acme.types("G1"))


def test_a_goal_at_its_target_is_reached_without_asking(acme: Office) -> None:
    acme.types('goal "Products sold" from 2 to 5 by 2027-12-31')
    acme.types("progress G1 5")

    assert "Reached, well done." in words(acme.types("G1 reached"))


def test_the_button_of_a_goal_asks_as_well(acme: Office) -> None:
    acme.types("ziel „Verkaufte Produkte“ von 2 auf 5 bis 31.12.2027", by=ANNA)

    asked = acme.presses(acme.types("G1", by=ANNA), "goal.reach", by=ANNA)

    assert "nichts gemessen" in words(asked)
    acme.presses(asked, "goal.reach", by=ANNA)
    assert "Erreicht" in words(acme.types("G1", by=ANNA))


def test_a_retired_strategy_is_taken_up_again(acme: Office) -> None:
    acme.types('strategy "Become their innovation partner"')
    acme.types('strategy S1 retire "no budget"')
    acme.clock.forward(days=100)

    assert "Open again." in words(acme.presses(acme.types("S1", by=CHRIS), "strategy.reopen"))
    assert "innovation partner" in words(acme.types("strategies"))
    acme.types('strategy S1 retire "no budget"')
    assert "Wieder offen." in words(acme.types("strategie S1 wieder öffnen", by=ANNA))


# ------------------------------------------------------------------------------ a message edited


def written(acme: Office, sentence: str) -> forms.Json:
    """Somebody wrote this to the bot a moment ago."""
    channel = acme.talk_with(BEN)
    said = events.message(f"{sentence} <#{ACME}>", by=BEN, channel=channel, channel_type="im")
    acme.clock.forward(minutes=1)
    acme.deliver(said)
    return said


def edited(acme: Office, said: forms.Json, sentence: str, *, seconds: int = 60) -> str:
    """They edit it; what they are told then."""
    acme.clock.forward(minutes=1)
    changed = events.message_changed(said, f"{sentence} <#{ACME}>", seconds=seconds)
    return words(acme.whisper(lambda: acme.deliver(changed)))


def test_an_edited_message_tells_what_stands_and_how_to_change_it(acme: Office) -> None:
    said = written(acme, 'light red "board is againt us"')

    told = edited(acme, said, 'light red "board is against us"')

    assert "What stands: logged L1 red: board is againt us" in told
    assert '`/kam light L1 "…"`' in told
    assert "L2" not in words(acme.types("lights"))


@pytest.mark.parametrize("first", ['ligt red "board is against us"', "lights"])
def test_an_edited_message_of_which_nothing_was_kept_is_read_again_once(
    acme: Office, first: str
) -> None:
    said = written(acme, first)

    assert "Logged." in edited(acme, said, 'light red "board is against us"')
    assert "What stands" in edited(acme, said, 'light red "the board is against us"', seconds=90)
    assert "L2" not in words(acme.types("lights"))


def test_a_message_to_which_slack_adds_a_preview_was_not_edited(acme: Office) -> None:
    said = written(acme, 'light red "see https://acme.com"')

    assert edited(acme, said, 'light red "see https://acme.com"') == ""


def test_a_message_that_is_edited_days_later_is_left_alone(acme: Office) -> None:
    said = written(acme, "lights")

    assert edited(acme, said, 'light red "board is against us"', seconds=200_000) == ""


def test_an_edited_mention_is_told_the_same(acme: Office) -> None:
    said = events.app_mention('action "cal the CFO"', by=ANNA)
    acme.deliver(said)
    said["event"] |= {"edited": {"user": ANNA, "ts": "1800000000.000100"}}
    said["event"]["text"] = said["event"]["text"].replace("cal ", "call ")

    told = words(acme.whisper(lambda: acme.deliver(said)))

    assert "Es gilt: A1 geplant: cal the CFO" in told
    assert "`/kam aktion A1 „…“`" in told


# ----------------------------------------------------------------------- names and copied words


def test_a_form_that_a_message_fills_shows_names_and_no_ids(acme: Office) -> None:
    message = acme.slack.say(
        ACME,
        CHRIS,
        f"<@{BEN}> and <@{CHRIS}|> met <!subteam^S12|@sales> in <#{ACME}> <#{GLOBEX}|> on "
        "<!date^1777593600^{date}|1 May>: R&amp;D &lt;now&gt;",
    )

    view = acme.opens(lambda: acme.uses_shortcut("light.message", message, by=ANNA))

    assert "@Ben and @Chris met @sales in #acme-team #… on 1 May: R&D <now>" in str(view)


@pytest.mark.parametrize(
    "said",
    [
        "R&amp;D has 3 &lt; 5 people",
        "mail a_b@acme.com today",
        "see https://acme.com/a_b",
        ":white_check_mark: plant said yes",
        "code AB_12 counts",
    ],
)
def test_what_is_given_back_can_be_copied_and_sent_again(acme: Office, said: str) -> None:
    acme.types(f'light red "{said}"')
    headline = next(line for line in words(acme.types("L1")).splitlines() if "*Red L1*" in line)
    shown = headline.partition("*: ")[2]
    acme.types(f'action "{shown}"')

    assert shown == said
    assert f"*A1* {said}" in words(acme.types("A1"))
    refused = words(acme.types(f'acton "{said}"'))
    assert f'`/kam acton "{said}"`' in refused
