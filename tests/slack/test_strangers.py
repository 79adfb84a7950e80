import pytest

from domain.person import Person
from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, DANA, GENERAL, GREG, Json, Office, open_for
from tests.slack.payloads import Actor
from tests.slack.reading import words

EVERYTHING = [
    "",
    "lights",
    "light L1",
    "history",
    "team",
    'light red "x"',
    "light L1 clear",
    "undo",
]
THERE = f"<#{ACME}|acme-team>"
OUTSIDER = Actor("U0CARL", "carl", home="T0CUSTOMER")
"""Somebody of the customer's, in a channel that both companies share."""


def with_a_secret(office: Office) -> Office:
    office.types('light red "the secret"')
    return office


def said_to(office: Office, person: str) -> list[Json]:
    return [each for each in office.slack.ephemerals if each["user"] == person]


# ------------------------------------------------------------------------------------- guests


@pytest.mark.parametrize("sentence", [*EVERYTHING, "help", "start", 'account "Mine"'])
def test_a_guest_is_told_that_guests_cannot_and_nothing_else(acme: Office, sentence: str) -> None:
    with_a_secret(acme)

    assert acme.types(sentence, by=GREG)["text"] == "Guests cannot use kam here."
    assert acme.types(sentence, by=GREG, channel=GENERAL)["text"] == "Guests cannot use kam here."
    assert (
        acme.mentions(sentence, by=GREG, channel=GENERAL)["text"] == "Guests cannot use kam here."
    )


def test_the_buttons_in_the_channel_do_nothing_for_a_guest(acme: Office) -> None:
    with_a_secret(acme)
    (announcement,) = acme.told()

    for action in ("light.clear", "light.turn#green"):
        answer = acme.presses(announcement, action, by=GREG)
        assert answer["text"] == "Guests cannot use kam here."
    assert "the secret" in words(acme.types("lights"))


def test_who_becomes_a_guest_is_one_at_once_also_in_the_list_of_the_team(acme: Office) -> None:
    acme.slack.change_user(TEAM, ANNA, is_restricted=True)
    acme.deliver(events.user_change(acme.slack.world.users[TEAM, ANNA]))

    assert acme.types("lights", by=ANNA)["text"] == "Gäste können kam hier nicht nutzen."
    assert acme.types("team")["text"] == "Acme: a team of 2: Ben and Chris"


# -------------------------------------------------------------------------- deactivated, bots


def test_a_deactivated_user_can_do_nothing(acme: Office) -> None:
    acme.slack.change_user(TEAM, ANNA, deleted=True)
    acme.deliver(events.user_change(acme.slack.world.users[TEAM, ANNA]))

    answer = acme.types("lights", by=ANNA)

    assert answer["text"] == "Diese Person ist in Slack deaktiviert."
    assert acme.types("team")["text"] == "Acme: a team of 2: Ben and Chris"


def test_an_owner_who_is_deactivated_gets_no_messages(acme: Office) -> None:
    acme.slack.change_user(TEAM, BEN, deleted=True)
    acme.deliver(events.user_change(acme.slack.world.users[TEAM, BEN]))
    acme.clock.forward(minutes=2)
    acme.slack.change_channel(ACME, is_ext_shared=True)
    acme.types("light red budget cut", by=ANNA)

    assert acme.slack.direct_messages(BEN) == []
    assert acme.told() == []


def test_a_bot_that_mentions_the_bot_is_not_answered(acme: Office) -> None:
    mention = events.app_mention("lights", by=BEN)
    mention["event"]["bot_id"] = "B0OTHER"

    assert acme.whisper(lambda: acme.deliver(mention)) == {}


# ------------------------------------------------------------------- people of other companies


def test_somebody_of_another_company_gets_nothing_however_they_ask(acme: Office) -> None:
    with_a_secret(acme)
    (announcement,) = acme.told()
    acme.slack.add_user(TEAM, OUTSIDER.id, "Carl", team_id="T0CUSTOMER")
    acme.slack.join(ACME, OUTSIDER.id)

    pressed = acme.presses(announcement, "light.clear", by=OUTSIDER)
    said = acme.mentions("lights", by=OUTSIDER.id, user_team="T0CUSTOMER")
    typed = acme.types("lights", by=OUTSIDER.id, team_id="T0CUSTOMER")

    for answer in (pressed, said, typed):
        assert answer["text"] == "kam is for people of this workspace only."
    assert "the secret" in words(acme.types("lights"))


def test_somebody_of_another_company_who_is_said_to_be_ours_is_looked_up(acme: Office) -> None:
    acme.slack.add_user(TEAM, OUTSIDER.id, "Carl", team_id="T0CUSTOMER")
    acme.slack.join(ACME, OUTSIDER.id)

    answer = acme.types("lights", by=OUTSIDER.id)

    assert answer["text"] == "kam is for people of this workspace only."


def test_a_modal_sent_by_somebody_of_another_company_changes_nothing(acme: Office) -> None:
    view = acme.opens(lambda: acme.types("light"))

    errors = acme.fails(view, {"colour": "red", "text": "planted"}, by=OUTSIDER)

    assert errors == {"text": "kam is for people of this workspace only."}
    assert "No open lights" in words(acme.types("lights"))


# ------------------------------------------------------------------------------ people unknown


def test_somebody_unknown_is_looked_up_and_answered_in_their_language(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0NINA", "Nina", locale="de-DE")
    acme.slack.join(ACME, "U0NINA")

    answer = acme.types("ampel rot „Finanzdirektor geht“", by="U0NINA")

    assert answer["text"] == "Eingetragen. 🔴 Rot L1: Finanzdirektor geht"
    assert acme.told()[0]["text"].startswith("Nina logged a red light.")


def test_a_colleague_who_joined_while_the_bot_was_away_is_let_in(acme: Office) -> None:
    acme.slack.join(ACME, DANA)

    assert acme.types('light red "budget cut"', by=DANA)["text"].startswith("Logged.")


def test_somebody_whom_slack_does_not_know_either_is_told_to_wait(acme: Office) -> None:
    answer = acme.types("lights", by="U0NOBODY")

    assert answer["text"] == "I do not know you yet. Please try again in a minute."
    assert acme.slack.api.rejections.pop().error == "user_not_found"


@pytest.mark.parametrize("kind", ["http_500", "ratelimited", "drop_before", "missing_scope"])
def test_somebody_unknown_is_answered_even_if_slack_cannot_be_asked(
    acme: Office, kind: str
) -> None:
    acme.slack.add_user(TEAM, "U0NINA", "Nina")
    acme.slack.join(ACME, "U0NINA")
    acme.slack.fail("users.info", kind=kind, times=None)
    acme.slack.fail("conversations.members", kind=kind, times=None)

    answer = acme.types("lights", by="U0NINA")

    assert answer["text"] == "I do not know you yet. Please try again in a minute."


def test_somebody_outside_the_team_learns_nothing_of_the_account(acme: Office) -> None:
    with_a_secret(acme)

    for sentence in EVERYTHING:
        answer = acme.types(f"{sentence} {THERE}", by=DANA, channel=GENERAL)
        assert answer["text"] == "Only the account's team can do this: the people in its channel."
    assert acme.types("lights", by=DANA, channel=GENERAL)["text"].startswith(
        "This channel has no account"
    )


# ------------------------------------------------------------------------------------- leaders


def test_a_leader_reads_every_account_and_changes_none(acme: Office) -> None:
    with_a_secret(acme)
    with open_for(acme) as uow:
        dana = uow.people.get(DANA)
        assert isinstance(dana, Person)
        dana.is_leader = True
        uow.commit()
    (announcement,) = acme.told()

    assert "the secret" in words(acme.types(f"lights {THERE}", by=DANA, channel=GENERAL))
    for sentence in ('light red "x"', "light L1 clear", "undo", "export", "export json"):
        answer = acme.types(f"{sentence} {THERE}", by=DANA, channel=GENERAL)
        refusal = "You can read this account, but only its team can change or export it."
        assert answer["text"] == refusal
    pressed = acme.presses(announcement, "light.clear", by=DANA)
    assert pressed["text"].startswith("You can read this account")


# ------------------------------------------------------------------------- another workspace


def test_two_workspaces_in_one_database_see_nothing_of_each_other(acme: Office) -> None:
    with_a_secret(acme)
    token = acme.slack.add_team("T0OTHER")
    acme.slack.add_user("T0OTHER", BEN, "Other Ben")
    acme.slack.add_channel(ACME, "acme-too", [BEN], team="T0OTHER")
    other = acme.neighbour(token)
    them = Actor(BEN, "ben", team="T0OTHER")

    assert other.types("lights", by=them)["text"] == "This channel has no account yet."
    assert other.types('account "Acme"', by=them)["text"] == "Acme is set up in this channel."
    for sentence in EVERYTHING:
        assert "the secret" not in words(other.types(sentence, by=them))
    (announcement,) = acme.told()
    pressed = other.presses(announcement, "light.turn#green", by=them)
    assert pressed["text"].startswith("This channel has no account.")
    assert "the secret" in words(acme.types("lights"))
    assert all("secret" not in words(each) for each in said_to(acme, BEN) if each["team"] != TEAM)
    other.kam.close()
