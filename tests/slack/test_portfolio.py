"""The portfolio: who sees which accounts, in which order, on how many pages, and its picture."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from domain.light import Colour
from domain.person import Person
from tests.builders import NOW, account, light
from tests.databases import statements
from tests.slack.fake.people import TEAM
from tests.slack.office import (
    ANNA,
    BEN,
    CHRIS,
    DANA,
    GENERAL,
    GLOBEX,
    GREG,
    Json,
    Office,
    open_for,
)
from tests.slack.payloads import Actor
from tests.slack.reading import words

OUTSIDER = Actor("U0CARL", "carl", home="T0CUSTOMER")


@pytest.fixture
def team(office: Office) -> Office:
    """Ben owns Acme, red, and Globex, green; Anna leads; Dana is an admin in Globex's team."""
    office.types('account "Acme"')
    office.types('account "Globex"', channel=GLOBEX)
    office.types('light red "finance director leaving"')
    office.types('light green "they praise us"', channel=GLOBEX)
    office.types(f"leader <@{ANNA}>", by=DANA, channel=GENERAL)
    office.slack.change_user(TEAM, ANNA, locale="en-GB")
    office.kam.directory.people()
    return office


def rows(said: Json) -> list[str]:
    """The lines of a portfolio that name an account."""
    sections = [block["text"]["text"] for block in said["blocks"] if block["type"] == "section"]
    lines = "\n".join(sections[1:]).splitlines()
    return [line.replace("*", "") for line in lines]


def names(said: Json) -> list[str]:
    return [line.split(" ")[1] for line in rows(said)]


def many(office: Office, count: int, *, lit: Iterable[Colour] = ()) -> None:
    """So many accounts of Ben's without a team, each with these lights."""
    with open_for(office) as uow:
        for n in range(count):
            made = account(
                workspace_id=TEAM,
                name=f"Kunde {n:03} & Söhne",
                channel_id=f"C1{n:03}",
                owner_id=BEN,
                created_at=NOW - timedelta(days=200),
            )
            uow.accounts.add(made)
            uow.flush()
            for number, colour in enumerate(lit, start=1):
                uow.lights.add(light(colour, workspace_id=TEAM, account_id=made.id, number=number))
        uow.commit()


def test_a_leader_sees_every_account_the_one_in_need_on_top(team: Office) -> None:
    said = team.types("portfolio", by=ANNA, channel=GENERAL)

    assert said["text"].startswith("Portfolio: 2 accounts: 1 red and 1 green. Acme red")
    assert rows(said) == [
        "🔴 Acme red, had no light · plan not rolled yet · changed: the lights · Ben",
        "🟢 Globex green, had no light · plan not rolled yet · changed: the lights · Ben",
    ]
    assert "Changes since Tue 21 Apr 2026" in words(said)
    assert "You see every account because you are a leader." in words(said)


def test_somebody_else_sees_the_accounts_of_their_own_teams(team: Office) -> None:
    assert names(team.types("portfolio", by=CHRIS, channel=GENERAL)) == ["Acme"]
    assert names(team.types("portfolio", by=BEN, channel=GENERAL)) == ["Acme", "Globex"]
    said = team.types("portfolio", by=DANA, channel=GENERAL)
    assert names(said) == ["Globex"]
    assert "You see the accounts in whose team you are." in words(said)


def test_who_is_in_no_team_is_told_how_one_comes_to_see_something(office: Office) -> None:
    said = office.types("portfolio", by=CHRIS, channel=GENERAL)
    assert said["text"] == "You are in no account's team, so there is nothing to show."
    assert "an admin names them" in words(said)


def test_a_leader_where_there_is_no_account_is_told_so(office: Office) -> None:
    office.types(f"leader <@{DANA}>", by=DANA)
    assert office.types("portfolio", by=DANA)["text"] == "There is no account yet."


def test_guests_and_people_of_other_companies_see_nothing(team: Office) -> None:
    assert team.types("portfolio", by=GREG)["text"] == "Guests cannot use kam here."
    team.slack.add_user(TEAM, OUTSIDER.id, "Carl", team_id="T0CUSTOMER")
    said = team.types("portfolio", by=ANNA, channel=GENERAL)
    for action in ("portfolio.picture",):
        pressed = team.presses(said, action, by=OUTSIDER)
        assert pressed["text"] == "kam is for people of this workspace only."
    assert team.slack.files == []


def test_what_turned_since_is_said(team: Office) -> None:
    team.tick(days=8)
    assert rows(team.types("portfolio", by=ANNA))[0] == (
        "🔴 Acme red · plan not rolled yet · no change · Ben"
    )

    team.types("light L1 amber")

    assert rows(team.types("portfolio", by=ANNA))[0] == (
        "🟡 Acme amber, was red · plan not rolled yet · changed: the lights · Ben"
    )
    team.types("light L1 clear")
    assert rows(team.types("portfolio", by=ANNA))[0] == (
        "⚪ Acme no light, was red · plan not rolled yet · changed: the lights · Ben"
    )
    team.types("undo")
    team.types("undo")
    assert rows(team.types("portfolio", by=ANNA))[0] == (
        "🔴 Acme red · plan not rolled yet · no change · Ben"
    )


def test_milestones_that_were_missed_count_on_the_very_day_after(team: Office) -> None:
    team.types('goal "Products sold" from 2 to 5 by 2027-12-31', channel=GLOBEX)
    team.types("milestone G1 3 by 2026-05-08", channel=GLOBEX)
    team.clock.forward(days=6)
    team.types("goal G1 to 6", channel=GLOBEX)
    team.clock.forward(days=4)
    assert "missed" not in words(team.types("portfolio", by=ANNA))

    team.clock.forward(days=1)

    assert rows(team.types("portfolio", by=ANNA))[1] == (
        "🟢 Globex green · M1 missed · plan not rolled yet · changed: the goals · Ben"
    )
    team.types("progress G1 3", channel=GLOBEX)
    assert "missed" not in words(team.types("portfolio", by=ANNA))


def test_the_plan_is_rolled_once_its_review_is(team: Office) -> None:
    team.clock.forward(days=2)
    team.types("review")
    (head,) = [each for each in team.told() if "plan: " in each["text"]]
    team.presses(head, "review.roll")
    team.sends(team.slack.views[-1], {})
    team.clock.forward(days=3)

    said = rows(team.types("portfolio", by=ANNA))

    assert ["plan rolled" in line for line in said] == [True, False]


def test_an_archived_account_is_not_in_it(team: Office) -> None:
    team.types("account archive", channel=GLOBEX)
    assert names(team.types("portfolio", by=ANNA, channel=GENERAL)) == ["Acme"]


def keep_secret(office: Office, name: str) -> None:
    with open_for(office) as uow:
        (kept,) = uow.accounts.all_called(name)
        assert kept is not None
        kept.is_confidential = True
        uow.commit()


def test_of_a_confidential_account_a_leader_outside_the_team_reads_the_name(team: Office) -> None:
    team.types('action "visit their plant" by 2026-05-20', channel=GLOBEX)
    keep_secret(team, "Globex")

    said = team.types("portfolio", by=ANNA, channel=GENERAL)

    assert rows(said)[1:] == ["🔒 Globex confidential"]
    assert said["text"].startswith("Portfolio: 2 accounts: 1 red and 1 confidential.")
    for sentence in ("portfolio green", f"portfolio <@{BEN}>", "portfolio red"):
        assert "Globex" not in words(team.types(sentence, by=ANNA, channel=GENERAL))
    assert rows(team.types("portfolio", by=DANA, channel=GENERAL)) == [
        "🟢 Globex green, had no light · plan not rolled yet · changed: the lights, the plan · Ben"
    ]


def test_a_leader_in_the_team_of_a_confidential_account_sees_it_whole(team: Office) -> None:
    keep_secret(team, "Acme")
    assert rows(team.types("portfolio", by=ANNA))[0].startswith("🔴 Acme red")


# --------------------------------------------------------------------------------------- filters


def test_it_is_filtered_by_light_and_by_owner(team: Office) -> None:
    team.types(f"account owner <@{DANA}>", channel=GLOBEX)

    green = team.types("portfolio green", by=ANNA)
    of_ben = team.types(f"portfolio <@{BEN}>", by=ANNA)

    assert green["text"].startswith("Portfolio, green: 1 account: 1 green. Globex green")
    assert of_ben["text"].startswith("Portfolio, owned by Ben: 1 account: 1 red. Acme red")
    assert names(team.types(f"portfolio green <@{DANA}>", by=ANNA)) == ["Globex"]


def test_a_filter_that_nothing_fits_says_so(team: Office) -> None:
    said = team.types(f"portfolio amber <@{CHRIS}>", by=ANNA)
    assert said["text"] == "Portfolio, amber, owned by Chris: no account is like that."
    assert "`/kam portfolio` shows all" in words(said)


def test_what_cannot_be_read_gets_the_usage(team: Office) -> None:
    said = team.types("portfolio purple", by=ANNA)
    assert "I do not understand this from “purple” on." in words(said)
    assert "/kam portfolio red" in words(said)
    assert "/kam portfolio purple" in words(said)


# ------------------------------------------------------------------------------------- 500 accounts


def test_five_hundred_accounts_are_read_page_by_page_in_the_same_message(team: Office) -> None:
    many(team, 500, lit=[Colour.AMBER])
    said = team.types("portfolio amber", by=ANNA)
    assert "Page 1 of 25" in words(said)
    assert names(said)[0] == "Kunde"
    seen = [*rows(said)]

    for number in range(2, 26):
        said = team.presses(said, "portfolio.page#on", by=ANNA)
        assert said["replace_original"]
        assert f"Page {number} of 25" in words(said)
        seen += rows(said)
        said = shown(said)

    assert len(seen) == len(set(seen)) == 500
    assert "portfolio.page#on" not in str(said["blocks"])
    back = team.presses(said, "portfolio.page#back", by=ANNA)
    assert "Page 24 of 25" in words(back)


def shown(said: Json) -> Json:
    """A rewritten message, as it stands in the channel."""
    return {"channel": GENERAL, "ts": "1.1", "is_ephemeral": True, **said}


def test_the_longest_names_stay_within_the_limits_of_slack(team: Office) -> None:
    with open_for(team) as uow:
        for n in range(40):
            name = f"{n:02}" + "&<*>" * 19
            made = account(workspace_id=TEAM, name=name, channel_id=f"C2{n:02}", owner_id=BEN)
            uow.accounts.add(made)
        uow.commit()

    said = team.types("portfolio", by=ANNA)

    assert len(rows(said)) == 20
    assert team.slack.rejections == []


def test_a_page_that_is_no_more_is_the_last_one(team: Office) -> None:
    many(team, 30)
    said = team.types("portfolio", by=ANNA)
    with open_for(team) as uow:
        for each in uow.accounts.open():
            if each.name.startswith("Kunde"):
                each.archive(NOW)
        uow.commit()

    assert names(team.presses(said, "portfolio.page#on", by=ANNA)) == ["Acme", "Globex"]


def test_five_hundred_accounts_take_as_many_statements_as_two(team: Office) -> None:
    team.types("portfolio", by=ANNA)  # the first request alone looks up what is kept afterwards
    with statements(team.kam.engine) as few:
        team.types("portfolio", by=ANNA)
    many(team, 498, lit=[Colour.RED, Colour.GREEN])
    with statements(team.kam.engine) as lots:
        team.types("portfolio", by=ANNA)

    assert len(lots) == len(few) <= 17


# ----------------------------------------------------------------------------------- the picture


def test_the_picture_comes_to_the_person_alone_and_says_in_words_what_it_shows(
    team: Office,
) -> None:
    said = team.types("portfolio picture", by=ANNA, channel=GENERAL)

    assert said["text"] == "The picture comes to you as a direct message in a moment."
    (drawn,) = team.slack.files
    assert drawn.channel == team.talk_with(ANNA)
    assert drawn.title == "Portfolio, week by week"
    assert drawn.content is not None
    assert drawn.content.startswith(b"\x89PNG")
    assert drawn.alt_txt == (
        "Portfolio, week by week. Acme: no light, red from 27 Apr; Globex: no light, "
        "green from 27 Apr"
    )
    assert team.told(GENERAL) == []


def test_the_picture_of_a_page_keeps_its_filter(team: Office) -> None:
    said = team.types("portfolio green", by=ANNA)
    team.presses(said, "portfolio.picture", by=ANNA)
    assert team.slack.files[0].alt_txt.endswith("week. Globex: no light, green from 27 Apr")


def test_a_picture_shows_nobody_more_than_they_may_read(team: Office) -> None:
    keep_secret(team, "Globex")
    team.types("portfolio picture", by=CHRIS)
    team.types("portfolio picture", by=ANNA)
    of_chris, of_anna = (each.alt_txt for each in team.slack.files)
    assert "Globex" not in of_chris
    assert of_anna.endswith("red from 27 Apr; Globex: confidential")


# -------------------------------------------------------------------------------------- in German


def test_the_portfolio_in_german(team: Office) -> None:
    team.slack.change_user(TEAM, ANNA, locale="de-DE")
    team.kam.directory.people()

    said = team.types("übersicht rot", by=ANNA)

    assert said["text"].startswith("Portfolio, rot: 1 Account: 1 rot. Acme rot")
    assert rows(said) == [
        (
            "🔴 Acme rot, hatte keine Ampel · Plan noch nicht fortgeschrieben · "
            "geändert: die Ampeln · Ben"
        )
    ]
    assert "Du siehst jeden Account, weil du zur Leitung gehörst." in words(said)
    assert team.types("portfolio bild", by=ANNA)["text"].startswith("Das Bild kommt gleich")


def leader(office: Office, person: str) -> bool:
    with open_for(office) as uow:
        found = uow.people.get(person)
        assert isinstance(found, Person)
        return found.is_leader


def test_what_was_carried_over_or_has_no_date_stays_until_it_is_done(team: Office) -> None:
    """Rolling takes the date of what is left: the plan remembers it, and so does the portfolio."""
    team.types('action "send the offer" <@U0BEN> by 30 April')
    team.types('action "call the buyer" <@U0BEN> in April')
    assert "1 without a date" in words(team.types("portfolio", by=ANNA))
    team.clock.now = team.clock.now.replace(day=30, hour=10)
    team.tick()
    team.presses(next(each for each in team.told() if "review.roll" in str(each)), "review.roll")
    team.sends(team.slack.views[-1], {})
    team.clock.forward(days=1)

    shown = words(team.types("portfolio", by=ANNA))
    assert "2 without a date" in shown
    assert "2 without a date" in words(team.opens_home(by=ANNA))
    team.types("done A1")
    team.types("done A2")
    assert "without a date" not in words(team.types("portfolio", by=ANNA))
