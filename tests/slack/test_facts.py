"""Facts that grant access: what is missing grants nothing, older news overwrites nothing newer."""

from datetime import timedelta

import pytest

from services import facts, people
from tests.slack import events
from tests.slack.fake.control import ChannelChanges
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GREG, Json, Office, open_for
from tests.slack.reading import words

RED = 'light red "finance director leaving"'
ORGANISATION = "E0NORTHWIND"
ELSA = "W0ELSA"
STRANGER = "kam is for people of this workspace only."


def about(office: Office, person: str, at: float, **facts: object) -> Json:
    """A `user_change` of somebody that happened at a moment, by Slack's clock."""
    told = events.user_change(office.slack.world.users[TEAM, person])
    told["event"]["event_ts"] = f"{at:.6f}"
    told["event"]["user"] |= {"updated": int(at), **facts}
    return told


def moved(event: Json, at: float) -> Json:
    event["event"]["event_ts"] = f"{at:.6f}"
    return event


def team(office: Office) -> str:
    return str(office.types("team")["text"])


def seconds(office: Office, **ago: float) -> float:
    return (office.clock.now - timedelta(**ago)).timestamp()


# ------------------------------------------------------------------------- Enterprise Grid


@pytest.fixture
def grid(acme: Office) -> Office:
    """Acme's workspace belongs to an organisation, as `auth.test` says."""
    acme.slack.world.teams[TEAM].enterprise_id = ORGANISATION
    acme.restart()
    return acme


@pytest.mark.parametrize(
    "facts",
    [
        {"team_id": ORGANISATION, "enterprise_id": ORGANISATION, "teams": ["T0OTHER"]},
        {"team_id": "T0OTHER", "enterprise_id": ORGANISATION, "teams": ["T0OTHER"]},
        {"team_id": "T0OTHER", "enterprise_id": ORGANISATION, "teams": ["T0OTHER", TEAM]},
    ],
)
def test_a_colleague_of_the_organisation_is_a_colleague(grid: Office, facts: Json) -> None:
    grid.slack.add_user(TEAM, ELSA, "Elsa", **facts)
    grid.slack.join(ACME, ELSA)
    grid.deliver(events.member_joined_channel(ELSA))

    assert grid.types(RED, by=ELSA)["text"].startswith("Logged.")
    assert len(grid.told()) == 1


def test_a_guest_of_the_organisation_is_a_guest(grid: Office) -> None:
    grid.slack.add_user(
        TEAM,
        ELSA,
        "Elsa",
        team_id=ORGANISATION,
        enterprise_id=ORGANISATION,
        teams=[TEAM],
        is_restricted=True,
    )
    assert grid.types(RED, by=ELSA)["text"] == "Guests cannot use kam here."


def test_somebody_of_another_organisation_is_a_stranger(grid: Office) -> None:
    grid.slack.add_user(
        TEAM, ELSA, "Elsa", team_id="T0CUSTOMER", enterprise_id="E0CUSTOMER", teams=["T0CUSTOMER"]
    )
    assert grid.types(RED, by=ELSA)["text"] == STRANGER


def test_without_an_organisation_nobody_is_a_colleague_by_naming_one(acme: Office) -> None:
    acme.slack.add_user(
        TEAM, ELSA, "Elsa", team_id=ORGANISATION, enterprise_id=ORGANISATION, teams=["T0OTHER"]
    )
    assert acme.types(RED, by=ELSA)["text"] == STRANGER


# ------------------------------------------------------------------ what is missing grants nothing


def test_a_user_without_roles_is_nobody_who_may_do_anything(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0NEW", "new", says_roles=False)
    acme.slack.join(ACME, "U0NEW")
    acme.deliver(events.member_joined_channel("U0NEW"))

    assert acme.types(RED, by="U0NEW")["text"] == "Guests cannot use kam here."
    assert "new" not in team(acme).removeprefix("Acme: a team of 3")


def test_an_event_without_roles_makes_no_guest_a_colleague(acme: Office) -> None:
    told = about(acme, GREG, seconds(acme))
    for role in ("is_restricted", "is_ultra_restricted"):
        del told["event"]["user"][role]

    acme.deliver(told)

    assert acme.types(RED, by=GREG)["text"] == "Guests cannot use kam here."


SHARING: list[ChannelChanges] = [
    {"says_sharing": False},
    {"is_org_shared": True},
    {"connected_team_ids": ["T0CUSTOMER"]},
]


@pytest.mark.parametrize("facts", SHARING, ids=lambda facts: next(iter(facts)))
def test_nothing_is_posted_in_a_channel_that_does_not_say_it_is_ours_alone(
    acme: Office, facts: ChannelChanges
) -> None:
    acme.slack.change_channel(ACME, **facts)
    acme.clock.forward(minutes=2)

    acme.types(RED)
    acme.tick(minutes=5)

    assert acme.told() == []


def test_in_an_organisation_its_own_workspaces_share_no_secret(grid: Office) -> None:
    grid.slack.change_channel(
        ACME,
        is_org_shared=True,
        connected_team_ids=["T0OTHER"],
        internal_team_ids=["T0OTHER"],
    )
    grid.clock.forward(minutes=2)
    grid.types(RED)
    assert len(grid.told()) == 1

    grid.slack.change_channel(ACME, connected_team_ids=["T0OTHER", "T0CUSTOMER"])
    grid.clock.forward(minutes=2)
    grid.types('light red "the secret"')
    assert "the secret" not in str(grid.told())


# ----------------------------------------------------------------------------- the order of facts


def test_a_late_change_does_not_make_a_guest_a_colleague_again(acme: Office) -> None:
    acme.slack.change_user(TEAM, CHRIS, is_restricted=True)
    before = about(acme, CHRIS, seconds(acme, minutes=5), is_restricted=False)
    acme.deliver(about(acme, CHRIS, seconds(acme)))
    acme.slack.fail("users.info", times=None)

    acme.deliver(before)

    assert acme.types(RED, by=CHRIS)["text"] == "Guests cannot use kam here."


def test_what_gives_a_right_is_asked_of_slack_and_what_takes_one_counts_at_once(
    acme: Office,
) -> None:
    acme.slack.fail("users.info", times=None)

    acme.deliver(about(acme, GREG, seconds(acme), is_restricted=False))
    acme.deliver(about(acme, CHRIS, seconds(acme), is_restricted=True))

    for person in (GREG, CHRIS):
        assert acme.types(RED, by=person)["text"] == "Guests cannot use kam here."


def test_a_join_that_comes_after_the_leave_lets_nobody_in(acme: Office) -> None:
    acme.slack.leave(ACME, CHRIS)
    acme.deliver(moved(events.member_left_channel(CHRIS), seconds(acme)))
    acme.slack.fail("conversations.members", times=None)

    acme.deliver(moved(events.member_joined_channel(CHRIS), seconds(acme, minutes=5)))

    assert "Chris" not in team(acme)
    refused = acme.types("lights", by=CHRIS)
    assert refused["text"].startswith("Only the account's team can do this")


def test_an_answer_from_before_the_share_does_not_lift_it(acme: Office) -> None:
    described = acme.slack.world.channels[TEAM, ACME].written(acme.slack.world.teams[TEAM])
    answer = acme.kam.directory.installed.channel(described, acme.clock.now)
    acme.clock.forward(seconds=1)
    acme.deliver(events.channel_shared(ACME, "T0CUSTOMER"), settle=False)

    with open_for(acme) as uow:
        people.learn_channel(uow, answer)
        uow.commit()
    with open_for(acme) as uow:
        channel = uow.channels.get(ACME)
        assert channel is not None
        assert channel.is_shared


def test_a_list_of_members_from_before_a_guest_came_does_not_hide_him(acme: Office) -> None:
    asked = acme.clock.now
    acme.clock.forward(seconds=1)
    acme.slack.join(ACME, GREG)
    acme.deliver(events.member_joined_channel(GREG))
    with open_for(acme) as uow:
        facts.listed(uow, ACME, [BEN, CHRIS], asked)
        uow.commit()

    acme.types(RED)

    assert acme.told() == []


# --------------------------------------------------------------------------------- the inbox


def test_an_event_about_facts_that_slack_repeats_has_one_effect(acme: Office) -> None:
    left = events.member_left_channel(CHRIS, event_id="Ev0LEFT")
    acme.deliver(left)
    acme.deliver(events.member_joined_channel(CHRIS))
    assert "Chris" in team(acme)
    left["event"]["event_ts"] = f"{acme.clock.now.timestamp() + 60:.6f}"

    acme.deliver(left)

    assert "Chris" in team(acme)


# ------------------------------------------------------------------------- grants that grew old

DECISIONS = ("export", f"account owner <@{BEN}>", "settings digest off", "settings confidential on")


@pytest.mark.parametrize("sentence", DECISIONS)
@pytest.mark.parametrize("loss", ["left", "guest"])
def test_a_grant_older_than_an_hour_is_looked_up_before_something_is_decided(
    acme: Office, sentence: str, loss: str
) -> None:
    acme.clock.forward(minutes=61)
    if loss == "left":
        acme.slack.leave(ACME, CHRIS)
    else:
        acme.slack.change_user(TEAM, CHRIS, is_restricted=True)

    answer = acme.types(sentence, by=CHRIS)

    assert answer["text"].startswith(("Only the account's team", "Guests cannot use"))
    assert acme.slack.files == []


@pytest.mark.parametrize(
    "sentence", ["leader <@U0ANNA>", "portfolio off", "portfolio channel <#C0ACME|acme-team>"]
)
def test_who_is_no_admin_any_more_decides_nothing_though_the_event_was_lost(
    acme: Office, sentence: str
) -> None:
    acme.clock.forward(minutes=61)
    acme.slack.change_user(TEAM, DANA, is_admin=False)

    answer = acme.types(sentence, by=DANA)["text"]

    assert answer.startswith("Only a workspace admin")


def test_within_the_hour_slack_is_not_asked_again(acme: Office) -> None:
    before = len(acme.slack.calls("users.info")) + len(acme.slack.calls("conversations.members"))
    acme.clock.forward(minutes=59)
    acme.types("settings digest off", by=CHRIS)
    after = len(acme.slack.calls("users.info")) + len(acme.slack.calls("conversations.members"))
    assert after == before


def test_who_reads_and_writes_is_looked_up_once_a_day(acme: Office) -> None:
    acme.slack.leave(ACME, CHRIS)
    acme.clock.forward(hours=25)
    for sentence in ("lights", RED):
        assert acme.types(sentence, by=CHRIS)["text"].startswith("Only the account's team")


# ------------------------------------------------------------------------------- the nightly pass


def test_a_process_that_only_listens_keeps_up_as_well(acme: Office) -> None:
    """`kam web` runs the keeper and no other job."""
    acme.slack.leave(ACME, CHRIS)
    acme.slack.change_user(TEAM, ANNA, deleted=True)
    acme.clock.forward(hours=21)

    acme.kam.keeper.tick()

    assert {job.name for job in acme.kam.keeper.jobs} == {"keep up"}
    with open_for(acme) as uow:
        assert CHRIS not in uow.readers.present(ACME)
        anna = uow.people.get(ANNA)
        assert anna is not None
        assert anna.is_deactivated


def test_the_pass_resumes_where_slack_cut_it_off(acme: Office) -> None:
    acme.slack.leave(ACME, CHRIS)
    acme.slack.fail("users.info", kind="ratelimited", times=1)
    acme.clock.forward(hours=21)
    acme.kam.keeper.tick()
    acme.slack.change_user(TEAM, ANNA, deleted=True)

    acme.clock.forward(minutes=5)
    acme.kam.keeper.tick()

    with open_for(acme) as uow:
        anna = uow.people.get(ANNA)
        assert anna is not None
        assert anna.is_deactivated


def test_the_pass_renews_teams_however_many_people_slack_could_list(acme: Office) -> None:
    acme.slack.leave(ACME, CHRIS)
    acme.slack.fail("users.list", kind="ratelimited", times=None)
    acme.clock.forward(hours=21)
    before = len(acme.slack.calls("users.list"))

    acme.kam.keeper.tick()

    assert len(acme.slack.calls("users.list")) == before
    with open_for(acme) as uow:
        assert CHRIS not in uow.readers.present(ACME)


def test_a_start_soon_after_the_pass_asks_for_none_of_it_again(acme: Office) -> None:
    acme.clock.forward(hours=21)
    acme.kam.keeper.tick()
    acme.clock.forward(minutes=5)
    acme.restart()
    before = len(acme.slack.calls())

    acme.kam.keeper.tick()

    assert len(acme.slack.calls()) == before


# ------------------------------------------------------------------------------------ text, hosts


def test_a_display_name_keeps_no_direction_marks(acme: Office) -> None:
    acme.slack.change_user(TEAM, BEN, name="Ben\u202egnp.exe\u2066\u200f")
    acme.deliver(events.user_change(acme.slack.world.users[TEAM, BEN]))

    acme.types(RED)

    said = words(acme.told()[0])
    assert "Bengnp.exe logged a red light." in said
    assert not {"\u202e", "\u2066", "\u200f"} & set(said)
