"""What Slack tells about people and channels, and what follows from it."""

import pytest

from handlers import events as listened
from handlers.listeners import EVENTS
from tests.slack import events
from tests.slack.fake.people import TEAM
from tests.slack.fake_slack import BOT_USER
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GREG, Json, Office
from tests.slack.reading import words

RED = 'light red "finance director leaving"'


def team(office: Office) -> str:
    return str(office.types("team")["text"])


def renumber(office: Office) -> None:
    """Slack gives Acme's channel another id, with all that stands in it."""
    with office.slack.world.lock:
        channel = office.slack.world.channels.pop((TEAM, ACME))
        channel.id = "C0NEW"
        office.slack.world.channels[TEAM, "C0NEW"] = channel
    office.deliver(events.channel_id_changed(ACME, "C0NEW"))


def test_who_joins_the_channel_joins_the_team_and_who_leaves_leaves_it(acme: Office) -> None:
    acme.slack.join(ACME, DANA)
    acme.deliver(events.member_joined_channel(DANA))
    assert team(acme) == "Acme: a team of 4: Anna, Ben, Chris and Dana"

    acme.deliver(events.member_left_channel(CHRIS))

    assert team(acme) == "Acme: a team of 3: Anna, Ben and Dana"
    acme.slack.leave(ACME, CHRIS)
    assert acme.types("lights", by=CHRIS)["text"].startswith("Only the account's team can do this")


def test_a_guest_who_joins_does_not_join_the_team(acme: Office) -> None:
    acme.deliver(events.member_joined_channel(GREG))

    assert team(acme) == "Acme: a team of 3: Anna, Ben and Chris"


def test_somebody_new_who_joins_is_looked_up(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0NINA", "Nina")
    acme.slack.join(ACME, "U0NINA")

    acme.deliver(events.member_joined_channel("U0NINA"))

    assert "Nina" in team(acme)


def test_somebody_new_who_joins_while_slack_is_silent_is_let_in_when_they_speak(
    acme: Office,
) -> None:
    acme.slack.add_user(TEAM, "U0NINA", "Nina")
    acme.slack.join(ACME, "U0NINA")
    acme.slack.fail("conversations.members", kind="drop_before")
    acme.deliver(events.member_joined_channel("U0NINA"))
    assert "Nina" not in team(acme)

    assert acme.types(RED, by="U0NINA")["text"].startswith("Logged.")


def test_an_owner_who_leaves_the_channel_stays_the_owner_and_the_team_is_told_so(
    acme: Office,
) -> None:
    acme.slack.leave(ACME, BEN)
    acme.deliver(events.member_left_channel(BEN))

    seen = words(acme.types("team", by=CHRIS))

    assert "The owner is not in this channel: `/kam account owner @name`" in seen
    assert acme.types(f"account owner <@{CHRIS}>")["text"] == "Chris owns *Acme* now."


def test_a_new_name_is_used_at_once(acme: Office) -> None:
    acme.slack.change_user(TEAM, BEN, name="Benedict")
    acme.deliver(events.user_change(acme.slack.world.users[TEAM, BEN]))

    acme.types(RED)

    assert acme.told()[0]["text"].startswith("Benedict logged a red light.")


def test_another_language_is_spoken_at_once(acme: Office) -> None:
    acme.slack.change_user(TEAM, BEN, locale="de-DE")
    acme.deliver(events.user_change(acme.slack.world.users[TEAM, BEN]))

    assert acme.types(RED)["text"].startswith("Eingetragen.")


def test_a_change_that_does_not_name_the_language_keeps_it(acme: Office) -> None:
    told = events.user_change(acme.slack.world.users[TEAM, ANNA])
    del told["event"]["user"]["locale"]

    acme.deliver(told)

    assert acme.types(RED, by=ANNA)["text"].startswith("Eingetragen.")


def test_a_change_does_not_make_or_unmake_a_leader(acme: Office) -> None:
    told = events.user_change(acme.slack.world.users[TEAM, DANA])
    told["event"]["user"]["is_leader"] = True

    acme.deliver(told)

    answer = acme.types(f"lights <#{ACME}|acme-team>", by=DANA)
    assert answer["text"].startswith("Only the account's team")


def test_a_new_colleague_is_known_before_they_say_anything(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0NINA", "Nina", locale="de-DE")
    acme.deliver(events.team_join(acme.slack.world.users[TEAM, "U0NINA"]))
    acme.slack.join(ACME, "U0NINA")
    before = len(acme.slack.calls("users.info"))

    acme.deliver(events.member_joined_channel("U0NINA"))

    assert "Nina" in team(acme)
    assert len(acme.slack.calls("users.info")) == before


@pytest.mark.usefixtures("every_change_is_a_message")
def test_a_channel_that_gets_another_id_keeps_its_account(acme: Office) -> None:
    acme.types(RED)
    renumber(acme)

    acme.types("light L1 green", channel="C0NEW")

    assert "🟢 green" in acme.types("", channel="C0NEW")["text"]
    earlier, latest = acme.told("C0NEW")
    assert "🟢 Green L1" in earlier["text"]
    assert latest["text"].startswith("Ben turned a light green.")


def test_what_was_owed_to_a_channel_that_got_another_id_is_posted_there(acme: Office) -> None:
    acme.slack.fail("chat.postMessage", kind="ratelimited", retry_after=60)
    acme.types(RED)
    renumber(acme)

    acme.tick(minutes=2)

    assert len(acme.told("C0NEW")) == 1


@pytest.mark.usefixtures("every_change_is_a_message")
@pytest.mark.parametrize(
    "told",
    [
        events.channel_archive(ACME),
        events.channel_unarchive(ACME),
        events.channel_rename(ACME, "acme-gmbh"),
        events.channel_unshared(ACME, "T0CUSTOMER"),
        events.channel_left(ACME),
    ],
    ids=lambda told: told["event"]["type"],
)
def test_after_something_happened_to_a_channel_slack_is_asked_before_the_next_message(
    acme: Office, told: Json
) -> None:
    acme.types(RED)
    before = len(acme.slack.calls("conversations.info"))
    acme.types("light L1 amber")
    assert len(acme.slack.calls("conversations.info")) == before

    acme.deliver(told)
    acme.types("light L1 green")

    assert len(acme.slack.calls("conversations.info")) == before + 1
    assert len(acme.told()) == 3


def test_events_about_channels_without_an_account_do_no_harm(acme: Office) -> None:
    for told in (
        events.channel_archive("C0NOWHERE"),
        events.channel_deleted("C0NOWHERE"),
        events.channel_shared("C0NOWHERE", "T0CUSTOMER"),
        events.channel_id_changed("C0NOWHERE", "C0NEITHER"),
        events.member_joined_channel(BEN, "C0NOWHERE"),
        events.member_left_channel(BEN, "C0NOWHERE"),
    ):
        acme.deliver(told)

    assert team(acme) == "Acme: a team of 3: Anna, Ben and Chris"


def test_what_an_event_failed_to_change_is_changed_when_slack_repeats_it(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = events.member_left_channel(CHRIS)
    monkeypatch.setattr("services.accounts.left", lambda *_: 1 / 0)
    response = acme.kam.app.dispatch(acme.request(told))
    monkeypatch.undo()

    (incident,) = acme.journal.read()
    assert (response.status, incident["reason"]) == (500, "ZeroDivisionError")
    acme.deliver(told)
    assert "Chris" not in team(acme)


def test_the_daily_round_finds_what_no_event_told(acme: Office) -> None:
    acme.slack.change_user(TEAM, ANNA, is_restricted=True)
    acme.slack.join(ACME, DANA)
    acme.slack.leave(ACME, CHRIS)

    acme.tick(days=1)

    assert team(acme) == "Acme: a team of 2: Ben and Dana"


def test_the_daily_round_goes_on_where_one_channel_cannot_be_read(acme: Office) -> None:
    acme.types('account "Globex"', channel="C0GLOBEX")
    acme.slack.fail("conversations.members", kind="channel_not_found", match={"channel": ACME})
    acme.slack.join("C0GLOBEX", ANNA)

    acme.tick(days=1)

    assert "Anna" in acme.types("team", channel="C0GLOBEX")["text"]


def test_every_event_that_is_listened_to_has_a_test_here() -> None:
    built = {name for name in dir(events) if not name.startswith("_")}
    groups = {f"group_{what}" for what in ("archive", "unarchive", "deleted", "left", "rename")}

    assert set(listened.LISTENERS) - groups <= built
    assert set(EVENTS) <= built
    assert BOT_USER == events.BOT_USER
