"""Who leads, the leaders' channel, and what is posted there when."""

import re
from datetime import UTC, datetime

import pytest

from domain.activity import AdminChange
from domain.notice import Kind, Notice, State
from domain.person import Person
from domain.workspace import Rhythm, Workspace
from tests.databases import statements
from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.office import (
    ACME,
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
from tests.slack.reading import words

LEADERS = "C0LEADERS"
THERE = f"<#{LEADERS}|sales-leads>"
SET = f"portfolio channel {THERE}"

MONDAY = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)
"""Nine in Berlin, where Dana lives."""


@pytest.fixture
def leaders(office: Office) -> Office:
    """Ben's accounts Acme, red, and Globex; the leaders' channel, with Dana the admin and Anna."""
    office.slack.add_channel(LEADERS, "sales-leads", [DANA, ANNA])
    office.types('account "Acme"')
    office.types('account "Globex"', channel=GLOBEX)
    office.types('light red "finance director leaving"')
    return office


@pytest.fixture
def weekly(leaders: Office) -> Office:
    """The portfolio is posted every Monday; the clock has worked that out."""
    leaders.types(SET, by=DANA, channel=GENERAL)
    leaders.tick()
    return leaders


def at(office: Office, moment: datetime, **later: float) -> None:
    office.clock.now = moment
    office.tick(**later)


def kept(office: Office) -> Workspace | None:
    with open_for(office) as uow:
        return uow.workspaces.get()


def digests(office: Office, channel_id: str = LEADERS) -> list[Json]:
    told = office.told(channel_id)
    return [each for each in told if each.get("blocks") and not each.get("files")]


def planned(office: Office, kind: Kind) -> list[Notice]:
    with open_for(office) as uow:
        found = uow.session.query(Notice).all()
    return [each for each in found if each.kind is kind]


# --------------------------------------------------------------------------------------- leaders


def test_an_admin_names_a_leader_who_then_reads_every_account(leaders: Office) -> None:
    leaders.slack.change_user(TEAM, CHRIS, tz="Europe/Paris")
    said = leaders.types(f"leader <@{CHRIS}>", by=DANA)
    assert said["text"] == "Chris is a leader now and may read every account."
    assert "2 accounts" in words(leaders.types("portfolio", by=CHRIS, channel=GENERAL))

    leaders.kam.directory.people()

    assert "2 accounts" in words(leaders.types("portfolio", by=CHRIS, channel=GENERAL))
    assert leaders.types("leaders", by=BEN)["text"] == "1 leader: Chris"
    assert "named by Dana on Tue 28 Apr 2026" in words(leaders.types("leader", by=BEN))

    said = leaders.types(f"leader remove <@{CHRIS}>", by=DANA)

    assert said["text"] == "Chris is no longer a leader."
    assert "1 account:" in words(leaders.types("portfolio", by=CHRIS, channel=GENERAL))
    assert leaders.types("leaders")["text"].startswith("There are no leaders yet.")


def test_who_only_reads_an_account_is_drawn_no_button_that_they_may_not_use(
    leaders: Office,
) -> None:
    leaders.types('action "call them" by Friday')
    leaders.types('goal "Products sold" from 2 to 5 by 2027-12-31')
    leaders.types(f"leader <@{DANA}>", by=DANA)

    drawn: set[str] = set()
    assert "L1" in words(leaders.types("lights", by=DANA))
    for sentence in ("lights", "plan", "goals", "account", "check", "L1", "A1", "G1"):
        answer = leaders.types(sentence, by=DANA)
        assert CHANGING.findall(str(answer)) == []
        assert CHANGING.findall(str(leaders.types(sentence)))
        for action in re.findall(r"'action_id': '([^']+)'", str(answer)):
            drawn.add(action)
            assert "You can read" not in words(leaders.presses(answer, action, by=DANA)), action
    assert drawn >= {"chart.ask", "goal.overview", "map.show", "plan.show"}


CHANGING = re.compile(
    r"'(?:light[.](?:turn|log|clear|change|blocks_form)|action[.]\w+|goal[.](?:form|reach|drop_form)"
    r"|milestone[.]\w+|progress[.]form|contact[.](?:new|change|met)|knowledge[.]\w+|agreement[.]\w+"
    r"|client[.]form|strategy[.](?:start|form))"
)


def test_only_an_admin_decides(leaders: Office) -> None:
    sentences = (
        f"leader <@{BEN}>",
        f"leader remove <@{BEN}>",
        SET,
        "portfolio off",
        "portfolio monthly",
        "portfolio channel",
    )
    for sentence in sentences:
        said = leaders.types(sentence, by=BEN)
        assert said["text"].startswith("Only a workspace admin can do this."), sentence
    assert kept(leaders) is None


def test_what_an_admin_decided_is_taken_back_by_an_admin_only(leaders: Office) -> None:
    said = leaders.types(f"leader <@{CHRIS}>", by=DANA)
    refused = leaders.presses(said, "decision.undo", by=CHRIS)
    assert refused["text"] == "Only a workspace admin can do this. Ask Dana."

    assert leaders.presses(said, "decision.undo", by=DANA)["text"] == "Taken back."

    assert leaders.types("leaders")["text"].startswith("There are no leaders yet.")
    again = leaders.presses(said, "decision.undo", by=DANA)
    assert again["text"] == "This was taken back already."


def test_every_decision_is_written_down(weekly: Office) -> None:
    weekly.types(f"leader <@{ANNA}>", by=DANA)
    weekly.types("portfolio monthly", by=DANA)
    weekly.types("portfolio off", by=DANA)
    with open_for(weekly) as uow:
        found = uow.session.query(AdminChange).all()
    changes = sorted(found, key=lambda each: each.id or 0)
    assert [(each.by, each.kind, each.subject) for each in changes] == [
        (DANA, "portfolio.channel", "portfolio"),
        (DANA, "leader.named", ANNA),
        (DANA, "portfolio.rhythm", "portfolio"),
        (DANA, "portfolio.off", "portfolio"),
    ]
    assert changes[2].before == {"rhythm": "weekly"}
    assert changes[2].after == {"rhythm": "monthly"}
    assert "monthly" not in words(weekly.types("history"))


@pytest.mark.parametrize("who", [GREG, "U0NOBODY"])
def test_only_a_colleague_can_lead(leaders: Office, who: str) -> None:
    said = leaders.types(f"leader <@{who}>", by=DANA)
    assert said["text"].startswith("Only colleagues can lead: no guests")
    leaders.slack.api.rejections.clear()  # Slack does not know the nobody either


def test_a_colleague_not_heard_of_before_is_looked_up(leaders: Office) -> None:
    leaders.slack.add_user(TEAM, "U0NINA", "Nina")
    said = leaders.types("leader <@U0NINA>", by=DANA)
    assert said["text"] == "Nina is a leader now and may read every account."


def test_who_leads_already_or_never_did_is_said(leaders: Office) -> None:
    leaders.types(f"leader <@{ANNA}>", by=DANA)
    assert leaders.types(f"leader <@{ANNA}>", by=DANA)["text"].startswith(
        "Anna is already a leader."
    )
    assert leaders.types(f"leader <@{BEN}> remove", by=DANA)["text"].startswith(
        "Ben is not a leader."
    )


def test_a_leader_who_becomes_a_guest_reads_nothing(leaders: Office) -> None:
    leaders.types(f"leader <@{CHRIS}>", by=DANA)
    leaders.slack.change_user(TEAM, CHRIS, is_restricted=True)
    leaders.deliver(events.user_change(leaders.slack.world.users[TEAM, CHRIS]))
    assert leaders.types("portfolio", by=CHRIS)["text"] == "Guests cannot use kam here."
    assert leaders.types("leaders")["text"].startswith("There are no leaders yet.")


# ------------------------------------------------------------------------- setting the channel


def test_the_admin_is_told_where_it_goes_when_and_who_will_read_it(leaders: Office) -> None:
    said = leaders.types(SET, by=DANA, channel=GENERAL)

    assert said["text"] == (
        "The portfolio goes to #sales-leads every Monday at 09:00 (Europe/Berlin)."
    )
    assert "2 people read there: Anna and Dana" in words(said)
    assert "Of confidential accounts it shows only the name." in words(said)
    shown = leaders.types("portfolio channel", by=DANA)
    assert shown["text"].endswith("every Monday at 09:00 (Europe/Berlin), set by Dana.")


def test_where_a_guest_reads_no_portfolio_goes(leaders: Office) -> None:
    leaders.slack.join(LEADERS, GREG)

    said = leaders.types(SET, by=DANA, channel=GENERAL)

    assert said["text"].startswith("Guests or people of other companies can read that channel")
    assert leaders.types("portfolio channel", by=DANA)["text"] == "The portfolio is posted nowhere."


def test_in_the_channel_itself_it_is_named_all_the_same(leaders: Office) -> None:
    said = leaders.types(f"{SET} monthly", by=DANA, channel=LEADERS)
    assert said["text"] == (
        "The portfolio goes to #sales-leads on the first working day of each month at 09:00 "
        "(Europe/Berlin)."
    )


def test_the_rhythm_is_changed_and_taken_back(weekly: Office) -> None:
    said = weekly.types("portfolio monthly", by=DANA)
    assert "on the first working day of each month" in said["text"]
    weekly.presses(said, "decision.undo", by=DANA)
    found = kept(weekly)
    assert found is not None
    assert found.rhythm is Rhythm.WEEKLY


def test_the_day_and_the_hour_are_chosen_and_asked_back_where_no_day_has_them(
    weekly: Office,
) -> None:
    said = weekly.types("portfolio weekly friday 8", by=DANA)
    assert "every Friday at 08:00 (Europe/Berlin)" in said["text"]
    assert (
        "on the first working day of each month at 17:00"
        in (weekly.types("portfolio monatlich 17 Uhr", by=DANA)["text"])
    )
    assert "Hours go from 0 to 23" in weekly.types("portfolio weekly 25", by=DANA)["text"]
    found = kept(weekly)
    assert found is not None
    assert (found.weekday, found.hour) == (4, 17)


def test_the_home_of_an_account_is_no_channel_for_leaders(leaders: Office) -> None:
    said = leaders.types(f"portfolio channel <#{ACME}|acme-team>", by=DANA)
    assert said["text"].startswith(
        "That channel belongs to an account, whose team would read about all the others."
    )
    assert kept(leaders) is None


def test_the_home_of_an_archived_account_is_none_either(leaders: Office) -> None:
    leaders.types("account archive")
    said = leaders.types(f"portfolio channel <#{ACME}|acme-team>", by=DANA)
    assert said["text"].startswith("That channel belongs to an account")


def test_a_direct_message_is_no_channel(leaders: Office) -> None:
    said = leaders.types("portfolio channel <#D0DANA|directmessage>", by=DANA)
    assert said["text"].startswith("The portfolio is posted to a channel, not to a direct message")


def test_the_leaders_channel_is_no_home_for_an_account(weekly: Office) -> None:
    said = weekly.types('account "Initech"', by=ANNA, channel=LEADERS)
    assert "Leitung das Portfolio aller Accounts" in said["text"]


@pytest.mark.parametrize(
    "traits, said",
    [
        ({"is_ext_shared": True}, "Another company can read that channel"),
        ({"is_pending_ext_shared": True}, "Another company can read that channel"),
        ({"is_archived": True}, "That channel is archived."),
    ],
    ids=["shared", "invited", "archived"],
)
def test_a_channel_that_does_not_suit_is_refused(
    leaders: Office, traits: dict[str, bool], said: str
) -> None:
    leaders.slack.change_channel(LEADERS, **traits)  # type: ignore[arg-type]
    assert leaders.types(SET, by=DANA)["text"].startswith(said)
    assert kept(leaders) is None


def test_a_channel_without_the_bot_is_refused_with_the_way_out(leaders: Office) -> None:
    leaders.slack.add_channel("C0OTHER", "other", [DANA], is_member=False)
    said = leaders.types("portfolio channel <#C0OTHER|other>", by=DANA)
    assert said["text"].startswith("I am not in that channel. Please invite me there")
    assert "/invite @kam" in words(said)


def test_of_a_private_channel_nobody_learns_who_is_not_in_it(leaders: Office) -> None:
    leaders.slack.add_channel("C0BOARD", "board", [ANNA], is_private=True)
    said = leaders.types("portfolio channel <#C0BOARD|board>", by=DANA)
    assert said["text"].startswith("I cannot find that channel.")
    assert "Anna" not in words(said)


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members"])
def test_where_slack_does_not_say_who_reads_nothing_is_set(leaders: Office, method: str) -> None:
    leaders.slack.fail(method, kind="http_500", times=None)
    said = leaders.types(SET, by=DANA)
    assert said["text"].startswith("Slack did not tell me who can read that channel.")
    assert kept(leaders) is None


def test_without_a_channel_there_is_nothing_to_change(leaders: Office) -> None:
    for sentence in ("portfolio off", "portfolio monthly"):
        said = leaders.types(sentence, by=DANA)
        assert said["text"].startswith("No leaders' channel is set yet")
    assert leaders.types("portfolio channel", by=DANA)["text"] == "The portfolio is posted nowhere."


# ----------------------------------------------------------------------------------- the digest


def test_on_monday_at_nine_the_channel_gets_one_portfolio_and_its_picture(weekly: Office) -> None:
    at(weekly, MONDAY, seconds=-1)
    assert digests(weekly) == []

    at(weekly, MONDAY)
    weekly.tick(minutes=1)
    weekly.tick(minutes=30)

    (said,) = digests(weekly)
    assert said["text"].startswith("Portfolio: 2 accounts: 1 red and 1 no light. Acme red")
    assert "This channel gets it because Dana chose it." in words(said)
    (drawn,) = weekly.slack.files
    assert (drawn.channel, drawn.thread_ts) == (LEADERS, said["ts"])
    assert "Acme: no light, red from 27 Apr;" in drawn.alt_txt


def test_the_next_one_tells_what_changed_since_and_goes_to_nobody_else(weekly: Office) -> None:
    at(weekly, MONDAY)
    weekly.clock.forward(minutes=5)
    weekly.types("light L1 amber")
    at(weekly, MONDAY.replace(day=11))

    _, said = digests(weekly)
    assert "🟡 *Acme* amber, was red · plan not rolled yet · changed: the lights" in words(said)
    assert "Changes since Mon 4 May 2026" in words(said)
    at(weekly, MONDAY.replace(day=18))
    assert "🟡 *Acme* amber · plan not rolled yet · no change" in words(digests(weekly)[-1])
    assert weekly.told(GENERAL) == []


def test_the_button_below_shows_each_reader_what_they_may_read(weekly: Office) -> None:
    weekly.slack.join(LEADERS, CHRIS)
    weekly.types(f"leader <@{DANA}>", by=DANA)
    at(weekly, MONDAY)
    (said,) = digests(weekly)
    assert "2 accounts" in words(weekly.presses(said, "portfolio.show", by=DANA))
    of_chris = words(weekly.presses(said, "portfolio.show", by=CHRIS))
    assert "1 account:" in of_chris
    assert "Globex" not in of_chris


def test_once_a_month_it_comes_on_the_first_working_day(weekly: Office) -> None:
    weekly.types("portfolio monthly", by=DANA)
    weekly.tick()
    for day in range(29, 31):
        at(weekly, datetime(2026, 4, day, 8, 0, tzinfo=UTC))
    assert digests(weekly) == []
    at(weekly, datetime(2026, 5, 1, 7, 0, tzinfo=UTC))
    at(weekly, MONDAY)
    assert len(digests(weekly)) == 1
    for day in range(1, 4):
        at(weekly, datetime(2026, 6, day, 7, 0, tzinfo=UTC))
    assert len(digests(weekly)) == 2
    assert [each.period for each in planned(weekly, Kind.PORTFOLIO)] == ["2026-05", "2026-06"]


def test_setting_it_again_on_the_day_gives_no_second_one(weekly: Office) -> None:
    at(weekly, MONDAY)
    weekly.types("portfolio off", by=DANA)
    weekly.types(SET, by=DANA)
    with open_for(weekly) as uow:
        found = uow.workspaces.get()
        assert found is not None
        found.weekday = 2
        uow.commit()
    for days in range(6):
        at(weekly, MONDAY, days=days)
    assert len(digests(weekly)) == 1


def test_turned_off_it_comes_no_more(weekly: Office) -> None:
    assert weekly.types("portfolio off", by=DANA)["text"] == "The portfolio is not posted any more."
    at(weekly, MONDAY)
    at(weekly, MONDAY, days=7)
    assert digests(weekly) == []
    again = weekly.types("portfolio off", by=DANA)
    assert again["text"].startswith("The portfolio is not posted anywhere as it is.")


def test_without_an_account_nothing_is_posted(weekly: Office) -> None:
    weekly.types("account archive")
    weekly.types("account archive", channel=GLOBEX)
    at(weekly, MONDAY)
    weekly.tick(minutes=5)
    assert weekly.told(LEADERS) == []
    assert {each.state for each in planned(weekly, Kind.PORTFOLIO)} == {State.SKIPPED}
    assert {each.state for each in planned(weekly, Kind.PORTFOLIO_PICTURE)} == {State.SKIPPED}


def test_of_confidential_accounts_the_channel_reads_the_name_whoever_is_in_it(
    weekly: Office,
) -> None:
    weekly.slack.join(LEADERS, BEN)
    with open_for(weekly) as uow:
        (acme,) = uow.accounts.all_called("Acme")
        assert acme is not None
        acme.is_confidential = True
        uow.commit()
    at(weekly, MONDAY)
    (said,) = digests(weekly)
    assert "🔒 *Acme* confidential" in words(said)
    assert "red" not in words(said)
    assert "red" not in weekly.slack.files[0].alt_txt


@pytest.mark.parametrize("hours, count", [(23, 1), (25, 0)])
def test_it_comes_less_than_a_day_late_or_not_at_all(
    weekly: Office, hours: float, count: int
) -> None:
    at(weekly, MONDAY, hours=hours)
    assert len(digests(weekly)) == count


def test_after_months_away_only_the_last_one_could_come(weekly: Office) -> None:
    at(weekly, MONDAY.replace(month=8, day=3), hours=1)
    assert [each.period for each in planned(weekly, Kind.PORTFOLIO)] == ["2026-W32"]
    assert len(digests(weekly)) == 1


def test_in_a_shared_channel_it_is_held_and_who_chose_it_is_told_once_a_day(
    weekly: Office,
) -> None:
    weekly.slack.change_channel(LEADERS, is_ext_shared=True)
    at(weekly, MONDAY)
    for _ in range(4):
        weekly.tick(minutes=30)

    assert weekly.told(LEADERS) == []
    (letter,) = weekly.slack.direct_messages(DANA)
    assert letter["text"] == "I am holding back the portfolio for the leaders' channel."
    assert "Another company can read that channel" in words(letter)
    assert "Acme" not in words(letter)

    weekly.slack.change_channel(LEADERS, is_ext_shared=False)
    weekly.tick(minutes=11)
    assert len(digests(weekly)) == 1


def test_held_for_a_day_it_is_let_go(weekly: Office) -> None:
    weekly.slack.change_channel(LEADERS, is_ext_shared=True)
    at(weekly, MONDAY)
    weekly.slack.change_channel(LEADERS, is_ext_shared=False)
    weekly.tick(hours=25)
    assert weekly.told(LEADERS) == []


def test_a_channel_with_a_new_id_is_followed(weekly: Office) -> None:
    weekly.slack.add_channel("C0MOVED", "sales-leads", [DANA])
    weekly.deliver(events.channel_id_changed(LEADERS, "C0MOVED"))
    at(weekly, MONDAY)
    assert len(digests(weekly, "C0MOVED")) == 1


def test_in_german(leaders: Office) -> None:
    leaders.slack.change_user(TEAM, DANA, locale="de-DE")
    leaders.kam.directory.people()

    said = leaders.types(f"portfolio kanal {THERE} wöchentlich", by=DANA)
    assert said["text"] == (
        "Das Portfolio geht jeden Montag um 09:00 (Europe/Berlin) in #sales-leads."
    )
    assert "2 Personen lesen dort mit: Anna und Dana" in words(said)
    named = leaders.types(f"leitung <@{ANNA}>", by=DANA)
    assert named["text"] == "Anna gehört jetzt zur Leitung und darf jeden Account lesen."
    leaders.tick()
    at(leaders, MONDAY)
    (digest,) = digests(leaders)
    assert digest["text"].startswith("Portfolio: 2 Accounts: 1 rot und 1 keine Ampel. Acme rot")
    assert leaders.slack.files[0].title == "Portfolio, Woche für Woche"


def test_a_tick_with_nothing_due_is_one_indexed_query_more(weekly: Office) -> None:
    weekly.tick(minutes=1)
    with statements(weekly.kam.engine) as seen:
        weekly.tick(minutes=1)
    asked = [each for each in seen if "FROM workspaces" in each]
    assert len(asked) == 1


def test_who_reads_is_no_leader_for_that(weekly: Office) -> None:
    """To be in the leaders' channel gives no right on accounts."""
    with open_for(weekly) as uow:
        dana = uow.people.get(DANA)
        assert isinstance(dana, Person)
        assert not dana.is_leader


def test_whoever_asks_why_the_portfolio_comes_is_told_who_decides(weekly: Office) -> None:
    at(weekly, MONDAY)
    for person in (ANNA, DANA):
        why = weekly.presses(digests(weekly)[-1], "why.show", by=person)
        assert "why.mute" not in str(why)
    assert "A workspace admin chose this channel for the portfolio" in why["text"]
    assert "A workspace admin can change this." in words(why)


def test_what_is_set_a_moment_before_its_hour_comes_at_that_hour(leaders: Office) -> None:
    at(leaders, MONDAY, seconds=-10)
    leaders.types(f"portfolio channel <#{LEADERS}> weekly", by=DANA)
    leaders.tick(seconds=20)

    assert len(digests(leaders)) == 1


def test_another_admin_hears_that_the_portfolio_is_held_where_who_set_it_decides_no_more(
    weekly: Office,
) -> None:
    weekly.slack.change_user(TEAM, DANA, deleted=True)
    weekly.slack.add_user(TEAM, "U0ADA", "Ada", locale="en-GB", is_admin=True)
    weekly.kam.directory.people()
    weekly.slack.change_channel(LEADERS, is_ext_shared=True)
    at(weekly, MONDAY)
    weekly.tick(minutes=1)

    told = words(weekly.slack.direct_messages("U0ADA")[-1])
    assert told.startswith("I am holding back the portfolio")
    assert "who chose the channel is no admin any more" in told
