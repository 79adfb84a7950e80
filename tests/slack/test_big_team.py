"""A team of 133: no menu of people ever begins with somebody whom nobody has chosen.

Slack shows 100 options of a menu. Zoe is the last of the team by name, and acts for herself.
"""

import pytest

from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, Json, Office, open_for
from tests.slack.reading import words
from tests.slack.test_actions import picks

ZOE, YANN = "U0ZOE", "U0YANN"
CROWD = 128
"""With Anna, Ben, Chris, Yann and Zoe they are 133."""


@pytest.fixture
def crowd(acme: Office) -> Office:
    """Acme's team of 133, known to kam."""
    people = [(f"U0A{n:03}", f"Alex {n:03}") for n in range(CROWD)]
    for person_id, name in (*people, (YANN, "Yann"), (ZOE, "Zoe")):
        acme.slack.add_user(TEAM, person_id, name, locale="en-GB", tz="Europe/London")
        acme.slack.join(ACME, person_id)
    acme.kam.directory.people()
    acme.kam.directory.renew_team(ACME)
    with open_for(acme) as uow:
        account = uow.accounts.in_channel(ACME)
        assert account is not None
        assert len(uow.accounts.team(account.saved_id)) == 133
    return acme


def menu(view: Json, field: str) -> Json:
    (block,) = [each for each in view["blocks"] if each.get("block_id") == field]
    element: Json = block["element"]
    return element


def said_below(view: Json, field: str) -> str:
    """The hint under a field."""
    (block,) = [each for each in view["blocks"] if each.get("block_id") == field]
    text: str = block["hint"]["text"]
    return text


def chosen(view: Json, field: str) -> str | None:
    """The person whom a menu shows before anybody touches it, by Slack's id."""
    option = menu(view, field).get("initial_option")
    return option["value"] if option else None


def owner(office: Office, number: int) -> str | None:
    with open_for(office) as uow:
        account = uow.accounts.in_channel(ACME)
        assert account is not None
        action = uow.actions.get(account.saved_id, number)
        assert action is not None
        return action.owner_id


def test_who_plans_an_action_is_offered_nobody_else(crowd: Office) -> None:
    planned = crowd.opens(lambda: crowd.types("action", by=ZOE))
    assert chosen(planned, "owner") in {ZOE, "-"}

    named = crowd.opens(lambda: crowd.types(f"action <@{YANN}>", by=ZOE))
    assert chosen(named, "owner") == YANN
    crowd.sends(named, {"text": "send the offer", "due": "2026-04-30"}, by=ZOE)
    assert owner(crowd, 1) == YANN


def test_a_window_that_is_sent_untouched_gives_nothing_to_anybody_else(crowd: Office) -> None:
    crowd.types(f'action "send the offer" <@{YANN}> by 30 April', by=ZOE)
    picks(crowd, crowd.types("plan", by=ZOE), "assign")
    window = crowd.slack.views[-1]

    assert chosen(window, "owner") == YANN
    assert len(menu(window, "owner")["options"]) <= 100
    crowd.sends(window, {}, by=ZOE)
    assert owner(crowd, 1) == YANN


def test_who_holds_a_link_goes_on_holding_it(crowd: Office) -> None:
    crowd.types('contact "Eva Leitner" finance director decides', by=ZOE)
    crowd.presses(crowd.types("check", by=YANN), "contact.hold#C1", by=YANN)
    crowd.types("contact C1 change", by=ZOE)
    window = crowd.slack.views[-1]

    assert chosen(window, "held_by") == YANN
    crowd.sends(window, {"role": "head of finance"}, by=ZOE)
    assert "link: Yann" in words(crowd.types("contacts"))


def test_who_takes_over_is_chosen_by_somebody_and_not_by_the_alphabet(crowd: Office) -> None:
    crowd.types(f'action "send the offer" <@{YANN}> by 30 April')
    crowd.types(f"account owner <@{ZOE}>")
    crowd.slack.leave(ACME, YANN)
    crowd.deliver(events.member_left_channel(YANN))
    crowd.tick(days=3)
    lost = crowd.slack.direct_messages(ZOE)[-1]
    crowd.presses(lost, "action.hand_over", by=ZOE)
    window = crowd.slack.views[-1]

    assert chosen(window, "owner") is None
    assert ZOE in {each["value"] for each in menu(window, "owner")["options"]}


def test_a_menu_with_no_room_for_everybody_says_how_to_name_the_others(crowd: Office) -> None:
    planned = crowd.opens(lambda: crowd.types("action", by=ZOE))
    assert "A sentence names anybody: /kam assign A7 @who" in said_below(planned, "owner")

    crowd.types("contact", by=ZOE)
    assert "/kam contact C5 @who" in said_below(crowd.slack.views[-1], "held_by")


def test_whoever_no_menu_has_room_for_is_named_in_a_sentence(crowd: Office) -> None:
    crowd.types('action "send the offer" by 30 April')
    crowd.types("assign A1 zoe")
    assert owner(crowd, 1) == ZOE

    assert "Zoe gets what I would send you" in crowd.types(f"away <@{ZOE}> until 15 August")["text"]
    assert "Zoe owns" in words(crowd.types(f"account owner <@{ZOE}>"))
