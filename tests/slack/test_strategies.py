"""Strategies as a team meets them in Slack.

The office opens on Tuesday 28 April 2026. Acme's team is Anna (German), Ben and Chris; Greg is a
guest in its channel.
"""

import json
from typing import Any

import pytest

from tests.slack.fake.people import TEAM
from tests.slack.forms import Key
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GREG, Office
from tests.slack.payloads import Actor
from tests.slack.reading import words

Json = dict[str, Any]

OUTSIDER = Actor("U0CARL", "carl", home="T0CUSTOMER")
PROPOSE = 'strategy "Become their innovation partner"'


@pytest.fixture
def strategy(acme: Office) -> Office:
    """Ben has proposed S1."""
    acme.types(PROPOSE)
    return acme


def cards(office: Office) -> list[Json]:
    """The messages that stand in the channel by themselves and are the card of a strategy."""
    return [each for each in office.told() if "still to come" in words(each) or is_over(each)]


def is_over(message: Json) -> bool:
    said = words(message)
    return "Everybody has committed" in said or (said.startswith("S1") and "Retired:" in said)


def card(office: Office) -> Json:
    (found,) = cards(office)
    return found


def news(office: Office) -> list[Json]:
    """What the channel was told of changes."""
    return [each for each in office.told() if "changed the wording" in words(each)]


def commits(office: Office, surface: Json, line: str, *, by: str) -> Json:
    """Somebody presses I commit and sends their line; what they are told."""
    view = office.opens(lambda: office.presses(surface, "commitment.form#1", by=by))
    return office.sends(view, {"text": line}, by=by)


def has_a_concern(office: Office, surface: Json, text: str, *, by: str) -> Json:
    view = office.opens(lambda: office.presses(surface, "concern.form", by=by))
    return office.sends(view, {"text": text}, by=by)


def thread(office: Office) -> list[Json]:
    return [each for each in office.told() if each.get("thread_ts") not in (None, each["ts"])]


# -------------------------------------------------------------------------------------- propose


def test_proposing_posts_a_card_with_two_buttons_to_the_home_channel(acme: Office) -> None:
    acme.types('goal "Products sold" from 2 to 5 by 2027-12-31')

    answer = acme.types(f"{PROPOSE} for G1")

    assert answer["text"] == "Proposed. S1 Become their innovation partner"
    said = words(card(acme))
    assert "🎯 Serves *G1* Products sold" in said
    assert "0 of 3 committed" in said
    assert "⏳ 3 still to come" in said
    assert "Nothing planned for it yet" in said
    labels = [each["text"]["text"] for each in _row(card(acme))]
    assert labels == ["I commit", "I have a concern", "Plan an action"]


def _row(message: Json) -> list[Json]:
    (row,) = [each for each in message["blocks"] if each["type"] == "actions"]
    elements: list[Json] = row["elements"]
    return elements


def test_the_form_takes_the_longer_statement_and_the_goal_it_serves(strategy: Office) -> None:
    strategy.types('goal "Products sold" from 2 to 5 by 2027-12-31')
    view = strategy.opens(lambda: strategy.types("strategy"))

    entered: dict[Key, object] = {
        "text": "Grow with their plants",
        "statement": "First Graz.\n\nThen Linz.",
    }
    answer = strategy.sends(view, {**entered, "goal": "1"})

    assert answer["text"] == "Proposed. S2 Grow with their plants"
    said = words(cards(strategy)[-1])
    assert "First Graz.\nThen Linz." in said
    assert "*G1* Products sold" in said


def test_two_thousand_characters_fit_the_statement_and_one_more_is_said_at_its_field(
    strategy: Office,
) -> None:
    view = strategy.opens(lambda: strategy.types("strategy"))
    entered: dict[Key, object] = {"text": "Grow"}

    errors = strategy.fails(view, {**entered, "statement": "x" * 2_001})
    assert errors == {
        "statement": "That is 2001 characters; at most 2000 fit here. Please say it shorter."
    }

    strategy.sends(view, {**entered, "statement": "& " * 1_000})
    assert words(cards(strategy)[-1]).count("&amp;") > 400


def test_what_is_too_long_for_a_line_goes_into_the_form_as_the_statement(acme: Office) -> None:
    long = "we bring ideas " * 120
    view = acme.opens(lambda: acme.types(f'strategy "{long}"'))

    answer = acme.sends(view, {"text": "Become their innovation partner"})

    assert answer["text"].startswith("Proposed. S1")
    assert words(card(acme)).count("we bring ideas") == 120


def test_what_is_too_long_even_so_is_given_back(acme: Office) -> None:
    answer = acme.mentions(f'strategy "{"x" * 501}"')
    assert "501 characters; at most 500 fit here" in words(answer)


@pytest.mark.parametrize(
    "typed,problem",
    [
        ('strategy ""', "There is no text"),
        ('strategy "Win their trust" for G9', "There is no G9"),
        ("strategy S9", "There is no S9"),
        ('strategy S9 "new"', "There is no S9"),
        ('strategy S1 "Become their innovation partner"', "S1 already says exactly this"),
        ('strategy S1 correct ""', "There is no text"),
        ("strategy S1 for G9", "There is no G9"),
        ('commit S1 ""', "There is no text"),
        ('commit S9 "ideas"', "There is no S9"),
        (f'commit S1 "{"x" * 501}"', "at most 500 fit here"),
        ('concern S1 ""', "There is no text"),
        ('action "call" in May for S9', "There is no S9"),
    ],
)
def test_what_cannot_be_done_is_said_and_given_back(
    strategy: Office, typed: str, problem: str
) -> None:
    answer = words(strategy.types(typed))
    assert problem in answer
    assert "You typed" in answer


# --------------------------------------------------------------------------------------- commit


def test_the_card_shows_who_committed_with_their_line_as_people_answer(strategy: Office) -> None:
    answer = commits(strategy, card(strategy), "one idea a month", by=CHRIS)
    strategy.types("zusage S1 „Ich besuche die Fertigung“", by=ANNA)

    assert answer["text"] == "You committed to S1: “one idea a month”"
    said = words(card(strategy))
    assert "2 of 3 committed" in said
    assert "✅ *Chris*: one idea a month\n✅ *Anna*: Ich besuche die Fertigung" in said
    assert "⏳ 1 still to come" in said
    assert "Ben" not in said
    assert len(strategy.told()) == 1


def test_when_all_have_committed_nobody_is_still_to_come(strategy: Office) -> None:
    assert '"style": "primary"' in json.dumps(card(strategy))
    for by in (ANNA, BEN, CHRIS):
        strategy.types('commit S1 "ideas"', by=by)
    assert "3 of 3 committed" in words(card(strategy))
    assert "🎉 Everybody has committed." in words(card(strategy))
    assert '"style"' not in json.dumps(card(strategy))

    strategy.types('concern S1 "nobody can run the workshops"', by=BEN)

    (held,) = [words(each) for each in strategy.told() if "3 of 3 committed" in words(each)]
    assert "has a concern" in held
    assert "Everybody has committed" not in held


def test_who_is_still_to_come_is_said_to_who_asks_alone(strategy: Office) -> None:
    strategy.types('commit S1 "ideas"', by=CHRIS)

    said = words(strategy.types("strategy S1"))

    assert "Still to come: Anna and Ben" in said
    assert "Only you see these names." in said
    assert "Anna" not in words(card(strategy))


def test_committing_again_says_it_otherwise_and_the_same_again_is_said(strategy: Office) -> None:
    strategy.types('commit S1 "one idea a month"')

    assert strategy.types('commit S1 "two ideas a month"')["text"].endswith("“two ideas a month”")
    again = strategy.types('commit S1 "two ideas a month"')

    assert "in exactly these words" in again["text"]
    said = words(card(strategy))
    assert "1 of 3 committed" in said
    assert "✅ *Ben*: two ideas a month" in said
    assert "one idea" not in said


def test_the_form_of_who_has_committed_starts_with_their_line(strategy: Office) -> None:
    strategy.types('commit S1 "one idea a month"')
    view = strategy.opens(lambda: strategy.types("commit S1"))
    assert '"initial_value": "one idea a month"' in str(view).replace("'", '"')


def test_a_blank_line_is_refused_in_the_form(strategy: Office) -> None:
    view = strategy.opens(lambda: strategy.presses(card(strategy), "commitment.form#1", by=CHRIS))
    assert strategy.fails(view, {"text": "   "}, by=CHRIS)["text"].startswith("There is no text")


@pytest.mark.parametrize(
    "by,said",
    [
        (GREG, "Guests cannot use kam here."),
        (OUTSIDER, "kam is for people of this workspace only."),
        (DANA, "Only the account's team can do this: the people in its channel."),
    ],
)
def test_guests_outsiders_and_other_colleagues_cannot_commit(
    strategy: Office, by: str | Actor, said: str
) -> None:
    strategy.slack.add_user(TEAM, OUTSIDER.id, "Carl", team_id="T0CUSTOMER")
    before = words(card(strategy))
    for typed in ('commit S1 "ideas"', 'concern S1 "why?"', PROPOSE, "strategies"):
        assert strategy.types(typed, by=by)["text"] == said
    for button in ("commitment.form#1", "concern.form"):
        assert strategy.presses(card(strategy), button, by=by)["text"] == said
    assert words(card(strategy)) == before


def test_a_commitment_can_be_taken_back(strategy: Office) -> None:
    answer = strategy.types('commit S1 "ideas"')
    strategy.presses(answer, "undo")
    assert "0 of 3 committed" in words(card(strategy))


def test_who_is_deactivated_or_leaves_drops_out_of_the_count(strategy: Office) -> None:
    for by in (BEN, CHRIS):
        strategy.types('commit S1 "ideas"', by=by)
    strategy.slack.change_user(TEAM, CHRIS, deleted=True)
    strategy.kam.directory.people()
    said = words(strategy.types("strategies"))
    assert "1 of 2 committed" in said

    strategy.types('commit S1 "Ideen"', by=ANNA)
    assert "🎉 Everybody has committed." in words(card(strategy))


# -------------------------------------------------------------------------------------- concerns


def test_a_concern_opens_a_thread_and_is_listed_until_it_is_answered(strategy: Office) -> None:
    has_a_concern(strategy, card(strategy), "nobody can run the workshops", by=CHRIS)

    (raised,) = thread(strategy)
    assert raised["thread_ts"] == card(strategy)["ts"]
    assert raised["text"] == "Chris has a concern about S1: nobody can run the workshops"
    assert "💬 *Chris* has a concern, see the thread" in words(card(strategy))
    assert "⏳ 2 still to come" in words(card(strategy))
    assert "💬 1 concern" in words(strategy.types("strategies"))
    assert "💬 *Chris*: nobody can run the workshops" in words(strategy.types("strategy S1"))

    pressed = _row(raised)[0]["action_id"]
    view = strategy.opens(lambda: strategy.presses(raised, pressed))
    answer = strategy.sends(view, {"text": "we train two of us in May"})

    assert answer["text"] == "Answered: the concern about S1 is no longer listed."
    assert "✅ Ben answered: we train two of us in May" in words(thread(strategy)[0])
    assert "concern, see" not in words(card(strategy))
    assert "1 concern" not in words(strategy.types("strategies"))
    (told,) = strategy.slack.direct_messages(CHRIS)
    assert told["text"].startswith("Ben answered: we train two of us in May")
    commits(strategy, told, "I join the training", by=CHRIS)
    assert "✅ *Chris*: I join the training" in words(card(strategy))


def test_a_concern_is_answered_once(strategy: Office) -> None:
    strategy.types('concern S1 "why?"', by=CHRIS)
    (raised,) = thread(strategy)
    pressed = _row(raised)[0]["action_id"]
    view = strategy.opens(lambda: strategy.presses(raised, pressed))
    strategy.sends(view, {"text": "because"})

    late = strategy.presses(raised, pressed, by=ANNA)

    assert late["text"] == "Auf dieses Bedenken gibt es schon eine Antwort."


def test_who_answers_their_own_concern_is_not_told_of_it(strategy: Office) -> None:
    strategy.types('concern S1 "why?"', by=CHRIS)
    (raised,) = thread(strategy)
    view = strategy.opens(lambda: strategy.presses(raised, _row(raised)[0]["action_id"], by=CHRIS))
    strategy.sends(view, {"text": "I see now"}, by=CHRIS)
    assert strategy.slack.direct_messages(CHRIS) == []


def test_a_concern_and_its_answer_can_be_taken_back(strategy: Office) -> None:
    raising = strategy.types('concern S1 "why?"', by=CHRIS)
    (raised,) = thread(strategy)
    view = strategy.opens(lambda: strategy.presses(raised, _row(raised)[0]["action_id"]))
    answering = strategy.sends(view, {"text": "because"})

    strategy.presses(answering, "undo")
    assert "concern, see the thread" in words(card(strategy))
    assert "answered" not in words(thread(strategy)[0])

    strategy.presses(raising, "undo", by=CHRIS)
    assert "concern" not in words(card(strategy)).replace("I have a concern", "")
    assert thread(strategy)[0]["text"] == "A concern was taken back."


# --------------------------------------------------------------------------------------- change


def test_another_wording_shows_the_difference_and_asks_everybody_again(strategy: Office) -> None:
    strategy.types('commit S1 "ideas"', by=CHRIS)

    answer = strategy.types('strategy S1 "Become their favourite innovation partner"')

    difference = "Become their *favourite* innovation partner"
    assert difference in words(answer)
    assert "no longer counts" in words(answer)
    (told,) = news(strategy)
    assert told["text"].startswith("Ben changed the wording of S1: Become their favourite")
    assert difference in words(told)
    assert "0 of 3 committed" in words(card(strategy))
    commits(strategy, told, "better ideas", by=CHRIS)
    assert "✅ *Chris*: better ideas" in words(card(strategy))


def test_a_small_correction_keeps_the_commitments_and_makes_no_noise(strategy: Office) -> None:
    strategy.types('commit S1 "ideas"', by=CHRIS)

    answer = strategy.types('strategy S1 correct "Become their innovation-partner"')

    assert "commitments stay" in words(answer)
    assert news(strategy) == []
    assert "1 of 3 committed" in words(card(strategy))
    assert "innovation-partner" in words(card(strategy))


def test_who_has_proposed_in_one_line_can_say_more_at_once(acme: Office) -> None:
    answer = acme.types(PROPOSE)
    view = acme.opens(lambda: acme.presses(answer, "strategy.change"))
    acme.sends(view, {"statement": "We bring ideas."})
    assert "We bring ideas." in words(card(acme))


@pytest.mark.parametrize("kind,kept", [("small", "1 of 3"), ("new", "0 of 3")])
def test_the_form_asks_what_kind_of_change_it_is(strategy: Office, kind: str, kept: str) -> None:
    strategy.types('commit S1 "ideas"', by=CHRIS)
    view = strategy.opens(lambda: strategy.types("strategy S1 change"))

    strategy.sends(view, {"statement": "We bring ideas.", "kind": kind})

    assert f"{kept} committed" in words(card(strategy))
    assert "We bring ideas." in words(card(strategy))


def test_who_was_slower_to_change_the_wording_is_told(strategy: Office) -> None:
    view = strategy.opens(lambda: strategy.types("strategy S1 change", by=CHRIS))
    strategy.types('strategy S1 "Lead their innovation"')

    errors = strategy.fails(view, {"text": "Follow their innovation"}, by=CHRIS)

    assert errors == {"text": "Ben already reworded S1. Please look again."}


def test_a_stale_button_says_that_the_wording_changed_and_shows_the_new_one(
    strategy: Office,
) -> None:
    stale = card(strategy)
    strategy.types('strategy S1 "Lead their innovation"')

    view = strategy.opens(lambda: strategy.presses(stale, "commitment.form#1", by=CHRIS))

    assert "The wording has changed since" in words(view)
    assert "Lead their innovation" in words(view)
    assert "0 of 3 committed" in words(card(strategy))
    strategy.sends(view, {"text": "I lead the workshops"}, by=CHRIS)
    assert "✅ *Chris*: I lead the workshops" in words(card(strategy))


def test_what_was_written_to_an_old_wording_is_not_lost_and_not_counted(strategy: Office) -> None:
    view = strategy.opens(lambda: strategy.presses(card(strategy), "commitment.form#1", by=CHRIS))
    strategy.types('strategy S1 "Lead their innovation"')

    strategy.sends(view, {"text": "one idea a month"}, by=CHRIS)

    (shown,) = strategy.slack.views
    assert "The wording has changed since" in words(shown)
    assert "Lead their innovation" in words(shown)
    assert "one idea a month" in str(shown)
    assert "0 of 3 committed" in words(card(strategy))
    strategy.sends(shown, {}, by=CHRIS)
    assert "✅ *Chris*: one idea a month" in words(card(strategy))


def test_a_wording_that_is_taken_back_gives_the_commitments_back(strategy: Office) -> None:
    strategy.types('commit S1 "ideas"', by=CHRIS)
    answer = strategy.types('strategy S1 "Lead their innovation"')
    strategy.types('commit S1 "I lead"', by=ANNA)

    strategy.presses(answer, "undo")

    assert "✅ *Chris*: ideas" in words(card(strategy))
    assert "Anna" not in words(card(strategy))
    assert any("was taken back" in each["text"] for each in strategy.told())

    strategy.types('strategy S1 "Follow their innovation"')
    assert "0 of 3 committed" in words(card(strategy))


def test_it_may_serve_more_goals_which_asks_nobody_again(strategy: Office) -> None:
    strategy.types('goal "Products sold" from 2 to 5 by 2027-12-31')
    strategy.types('commit S1 "ideas"', by=CHRIS)

    strategy.types("strategy S1 for G1")

    assert "*G1* Products sold" in words(card(strategy))
    assert "1 of 3 committed" in words(card(strategy))
    assert "S1 already names G1" in strategy.types("strategy S1 for G1")["text"]


# --------------------------------------------------------------------------------------- retire


def test_a_strategy_is_retired_with_a_reason(strategy: Office) -> None:
    view = strategy.opens(lambda: strategy.types("strategy S1 retire"))
    before = card(strategy)

    strategy.sends(view, {"text": "the customer is sold"})

    assert "Retired: the customer is sold" in words(card(strategy))
    assert strategy.told()[-1]["text"] == (
        "Ben retired S1: Become their innovation partner. Why: the customer is sold"
    )
    late = strategy.presses(before, "commitment.form#1", by=CHRIS)
    assert late["text"].startswith("S1 was retired.")
    for typed in ('commit S1 "x"', 'concern S1 "x"', 'strategy S1 "x"', 'strategy S1 retire "x"'):
        assert "S1 was retired." in strategy.types(typed)["text"]
    assert "No strategy yet" in words(strategy.types("strategies"))


def test_retiring_can_be_undone(strategy: Office) -> None:
    answer = strategy.types('strategy S1 retire "the customer is sold"')
    strategy.presses(answer, "undo")
    assert "⏳ 3 still to come" in words(card(strategy))


def test_a_proposal_is_taken_back_until_others_have_built_on_it(acme: Office) -> None:
    answer = acme.types(PROPOSE)
    acme.presses(answer, "undo")
    assert acme.told()[0]["text"] == "S1 was taken back."

    answer = acme.types(PROPOSE)
    acme.types('commit S2 "ideas"', by=CHRIS)
    assert "Others have built on S2" in acme.presses(answer, "undo")["text"]


# ------------------------------------------------------------------------------ actions serve it


def test_the_card_lists_the_actions_that_serve_it_and_when_one_was_last_done(
    strategy: Office,
) -> None:
    strategy.presses(card(strategy), "action.new")
    view = strategy.slack.views[-1]
    strategy.sends(view, {"text": "visit their plant"})
    strategy.types('action "bring an idea" by 15 May for S1')
    strategy.types("done A1")

    said = words(card(strategy))
    assert "🔧 Actions: *A2* bring an idea · last done on Tue 28 Apr 2026" in said

    strategy.types("drop A2")
    assert "Nothing open for it · last done on Tue 28 Apr 2026" in words(card(strategy))
    strategy.types("undo")
    assert "*A2* bring an idea" in words(card(strategy))
    assert "A2 · last done 28 Apr" in words(strategy.types("strategies"))


# ------------------------------------------------------------------------- the card in its channel


def test_a_card_that_somebody_deleted_is_posted_anew_once(strategy: Office) -> None:
    strategy.slack.delete_message(ACME, card(strategy)["ts"])

    strategy.types('commit S1 "ideas"', by=CHRIS)
    assert "✅ *Chris*: ideas" in words(card(strategy))

    strategy.slack.delete_message(ACME, card(strategy)["ts"])
    strategy.types('commit S1 "Ideen"', by=ANNA)
    assert cards(strategy) == []
    strategy.slack.api.rejections.clear()


def test_a_concern_about_a_deleted_card_brings_it_back(strategy: Office) -> None:
    strategy.tick(minutes=5)
    strategy.slack.delete_message(ACME, card(strategy)["ts"])

    strategy.types('concern S1 "why?"', by=CHRIS)
    strategy.tick(minutes=2)

    (raised,) = thread(strategy)
    assert raised["thread_ts"] == card(strategy)["ts"]
    strategy.slack.api.rejections.clear()


def test_in_an_archived_channel_nothing_is_posted_until_it_is_back(acme: Office) -> None:
    acme.slack.change_channel(ACME, is_archived=True)
    acme.kam.directory.channel(ACME)
    acme.types(PROPOSE)
    acme.types('commit S1 "ideas"', by=CHRIS)
    assert acme.told() == []

    acme.slack.change_channel(ACME, is_archived=False)
    acme.kam.directory.channel(ACME)
    acme.tick(minutes=11)

    assert "✅ *Chris*: ideas" in words(card(acme))


def test_nothing_of_a_strategy_is_posted_where_a_customer_reads(acme: Office) -> None:
    acme.slack.change_channel(ACME, is_ext_shared=True)
    acme.kam.directory.channel(ACME)
    acme.types(PROPOSE)
    acme.types('concern S1 "why?"', by=CHRIS)
    assert acme.told() == []


# ------------------------------------------------------------------------------ many, and German


def test_fifty_members_and_the_longest_of_everything_fit_one_message(acme: Office) -> None:
    people = [f"U0M{n:02}" for n in range(47)]
    for person in people:
        acme.slack.add_user(TEAM, person, f"Member {person} " + "&" * 40)
        acme.slack.join(ACME, person)
    acme.kam.directory.renew_team(ACME)
    acme.types(PROPOSE)
    view = acme.opens(lambda: acme.types("strategy S1 change"))
    acme.sends(view, {"text": "*" * 500, "statement": "& " * 1_000})
    for person in people[:30]:
        assert "You committed" in acme.types(f'commit S1 "{"<&>" * 160}"', by=person)["text"]
    for person in people[30:40]:
        acme.types(f'concern S1 "{"*" * 400}"', by=person)

    said = words(card(acme))
    assert "30 of 50 committed" in said
    assert "and 18 more" in said
    assert "⏳ 10 still to come" in said
    assert acme.types("strategy S1")["blocks"]
    assert acme.types("strategies")["blocks"]
    assert acme.slack.rejections == []


def test_a_long_list_of_strategies_is_cut_and_counted(acme: Office) -> None:
    for number in range(18):
        acme.types(f'strategy "Way number {number} {"&" * 300}"')
    said = words(acme.types("strategies"))
    assert "and 3 more: `/kam strategy S16`" in said


def test_everything_works_in_german(acme: Office) -> None:
    acme.types("ziel „Produkte“ von 2 auf 5 bis 31.12.2027", by=ANNA)
    assert acme.types("strategie „Ihr Partner werden“ für G1", by=ANNA)["text"] == (
        "Vorgeschlagen. S1 Ihr Partner werden"
    )
    assert "Du hast zu S1 zugesagt" in acme.types("zusagen S1 „Ideen“", by=ANNA)["text"]
    assert "Notiert" in acme.types("bedenken S1 „kein Budget“", by=ANNA)["text"]
    said = words(acme.types("strategien", by=ANNA))
    assert "1 von 3 haben zugesagt" in said
    assert "💬 1 Bedenken" in said
    assert "*bester*" in words(acme.types("strategie S1 „Ihr bester Partner werden“", by=ANNA))
    assert "Korrigiert." in acme.types("strategie S1 korrigieren „Ihr Bester“", by=ANNA)["text"]
    assert "Noch offen: Ben und Chris" in words(acme.types("strategie S1", by=ANNA))
    assert "Beendet." in acme.types("strategie S1 beenden „verkauft“", by=ANNA)["text"]


def test_the_history_tells_what_happened(strategy: Office) -> None:
    strategy.types('commit S1 "ideas"', by=CHRIS)
    strategy.types('concern S1 "why?"', by=CHRIS)
    strategy.types('strategy S1 "Lead their innovation"')
    strategy.types('strategy S1 retire "the customer is sold"')

    said = words(strategy.types("history"))

    for what in (
        "proposed S1: Become their innovation partner",
        "committed to S1: ideas",
        "raised a concern about S1: why?",
        "changed the wording of S1",
        "retired S1 (the customer is sold)",
    ):
        assert what in said


# ----------------------------------------------------------------------------- the three questions


def test_a_team_without_strategies_is_led_by_three_questions(acme: Office) -> None:
    acme.types('goal "Products sold" from 2 to 5 by 2027-12-31')
    empty = acme.types("strategies")
    assert "Three questions lead to the first" in words(empty)

    first = acme.opens(lambda: acme.presses(empty, "strategy.start"))
    assert "1 of 3" in words(first)
    assert "For example" in words(first)
    acme.sends(first, {"text": "Become their innovation partner"})
    (second,) = acme.slack.views
    assert "2 of 3" in words(second)
    assert "Become their innovation partner" in words(second)
    acme.sends(second, {"statement": "ä" * 1_999})
    (third,) = acme.slack.views
    assert "3 of 3" in words(third)
    answer = acme.sends(third, {"text": "I visit their plant", "goal": "1"})

    assert answer["text"] == "You committed to S1: “I visit their plant”"
    said = words(card(acme))
    assert "ä" * 1_999 in said
    assert "*G1* Products sold" in said
    assert "✅ *Ben*: I visit their plant" in said
    assert acme.slack.views == []


def test_only_the_first_question_needs_an_answer(acme: Office) -> None:
    first = acme.opens(lambda: acme.types("strategy"))
    assert acme.fails(first, {"text": "  "})["text"].startswith("There is no text")
    acme.sends(first, {"text": "Grow"})
    acme.sends(acme.slack.views[-1], {})
    answer = acme.sends(acme.slack.views[-1], {})

    assert answer["text"] == "Proposed. S1 Grow"
    assert "0 of 3 committed" in words(card(acme))


def test_who_took_longer_than_a_day_over_the_questions_is_told(acme: Office) -> None:
    first = acme.opens(lambda: acme.types("strategy"))
    acme.sends(first, {"text": "Grow"})
    acme.clock.forward(days=2)
    answer = acme.sends(acme.slack.views[-1], {})
    assert "too old" in answer["text"]
