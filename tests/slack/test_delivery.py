"""What becomes of a message that Slack does not simply take."""

import pytest
from sqlalchemy import select

from domain.notice import EVERY, Kind, Notice, State
from tests.slack import events
from tests.slack.fake.people import ALL_SCOPES
from tests.slack.fake_slack import BOT_USER
from tests.slack.office import ACME, BEN, Json, Office, drain, open_for
from tests.slack.reading import words

pytestmark = pytest.mark.usefixtures("every_change_is_a_message")

RED = 'light red "finance director leaving"'
POST = "chat.postMessage"


def notices(office: Office) -> list[Notice]:
    with open_for(office) as uow:
        return list(uow.session.scalars(select(Notice).order_by(Notice.id)).all())  # type: ignore[arg-type]


def state(office: Office) -> State:
    """Where the first notice stands."""
    return notices(office)[0].state


def posts(office: Office) -> int:
    return len(office.slack.calls(POST))


def letters(office: Office) -> list[Json]:
    return office.slack.direct_messages(BEN)


# ------------------------------------------------------------------------------ clean refusals


def test_too_many_requests_are_repeated_when_slack_asks_for_it_and_not_before(
    acme: Office,
) -> None:
    acme.slack.fail(POST, kind="ratelimited", retry_after=90)
    answer = acme.types(RED)
    acme.tick(seconds=89)
    assert (acme.told(), posts(acme)) == ([], 1)

    acme.tick(seconds=2)

    assert answer["text"].startswith("Logged.")
    assert len(acme.told()) == 1
    assert notices(acme)[0].attempts == 1


@pytest.mark.parametrize("kind", ["http_503", "service_unavailable"])
def test_while_slack_is_unavailable_the_message_waits(acme: Office, kind: str) -> None:
    acme.slack.fail(POST, kind=kind, times=3)
    acme.types(RED)

    for _ in range(5):
        acme.tick(minutes=2)

    assert len(acme.told()) == len(acme.slack.ledger) == 1


# ---------------------------------------------------------------------------- nobody knows


@pytest.mark.parametrize("kind", ["accept_then_drop", "accept_then_500"])
def test_a_message_that_was_taken_before_the_answer_was_lost_is_found_and_not_sent_again(
    acme: Office, kind: str
) -> None:
    acme.slack.fail(POST, kind=kind)
    acme.types(RED)
    assert state(acme) is State.UNCERTAIN

    acme.tick(seconds=61)

    (announcement,) = acme.told()
    assert state(acme) is State.SENT
    assert notices(acme)[0].ts == announcement["ts"]
    assert posts(acme) == 1


@pytest.mark.parametrize("kind", ["drop_before", "http_500", "http_502", "fatal_error"])
def test_a_message_that_was_not_taken_is_looked_for_and_sent_again(acme: Office, kind: str) -> None:
    acme.slack.fail(POST, kind=kind)
    acme.types(RED)
    assert (state(acme), acme.told()) == (State.UNCERTAIN, [])

    acme.tick(seconds=61)
    assert (state(acme), acme.told()) == (State.UNCERTAIN, [])
    acme.tick(seconds=121)

    assert (state(acme), len(acme.told()), posts(acme)) == (State.SENT, 1, 2)


def test_nobody_looks_before_the_history_has_settled(acme: Office) -> None:
    acme.slack.fail(POST, kind="accept_then_drop")
    acme.types(RED)

    acme.tick(seconds=58)

    assert acme.slack.calls("conversations.history") == []


def test_a_slack_that_does_not_answer_is_not_waited_for_and_not_sent_to_twice(
    acme: Office,
) -> None:
    acme.kam.sender.client.timeout = 0.2  # type: ignore[assignment]
    acme.slack.fail(POST, kind="hang")

    answer = acme.types(RED)
    acme.slack.release()
    acme.tick(seconds=61)

    assert answer["text"].startswith("Logged.")
    assert (state(acme), len(acme.told()), posts(acme)) == (State.SENT, 1, 1)


@pytest.mark.parametrize("kind", ["http_500", "ratelimited", "drop_before"])
def test_a_history_that_is_busy_is_asked_again(acme: Office, kind: str) -> None:
    acme.slack.fail(POST, kind="accept_then_drop")
    acme.slack.fail("conversations.history", kind=kind)
    acme.types(RED)

    acme.tick(seconds=61)
    assert state(acme) is State.UNCERTAIN
    acme.tick(seconds=61)

    assert (state(acme), posts(acme)) == (State.SENT, 1)


def test_a_long_history_is_read_to_its_end(acme: Office) -> None:
    acme.slack.fail(POST, kind="accept_then_drop")
    acme.types(RED)
    for number in range(450):
        acme.slack.say(ACME, BEN, f"chat {number}")

    acme.tick(seconds=61)

    assert (state(acme), posts(acme)) == (State.SENT, 1)
    assert len(acme.slack.calls("conversations.history")) == 3


def test_without_the_right_to_look_an_alert_goes_out_once_more_and_then_rests(
    acme: Office,
) -> None:
    acme.slack.set_scopes(*(ALL_SCOPES - {"channels:history", "groups:history"}))
    acme.slack.fail(POST, kind="accept_then_drop", times=2)
    acme.types(RED)

    for _ in range(4):
        acme.tick(minutes=2)

    assert (state(acme), posts(acme)) == (State.SKIPPED, 2)
    assert {each.error for each in acme.slack.rejections} == {"missing_scope"}
    acme.slack.api.rejections.clear()


def test_without_the_right_to_look_a_hello_is_not_repeated(office: Office) -> None:
    office.slack.set_scopes(*(ALL_SCOPES - {"channels:history", "groups:history"}))
    office.slack.fail(POST, kind="accept_then_drop")
    office.deliver(events.member_joined_channel(BOT_USER))

    office.tick(minutes=2)

    assert (state(office), posts(office)) == (State.SKIPPED, 1)
    office.slack.api.rejections.clear()


def test_a_letter_to_a_person_is_looked_for_in_their_conversation(acme: Office) -> None:
    acme.clock.forward(minutes=2)
    acme.slack.change_channel(ACME, is_ext_shared=True)
    acme.slack.fail(POST, kind="accept_then_drop")
    acme.types(RED)

    acme.tick(seconds=61)

    letter = next(each for each in notices(acme) if each.kind is Kind.HELD)
    assert (letter.state, len(letters(acme)), posts(acme)) == (State.SENT, 1, 1)


# ------------------------------------------------------------------------- the channel itself


@pytest.mark.parametrize(
    "code, told",
    [
        ("channel_not_found", "I cannot find its channel any more."),
        ("not_in_channel", "I am not in its channel. Please invite me: `/invite @kam`"),
        ("is_archived", "its channel is archived."),
    ],
)
def test_a_channel_that_refuses_holds_its_messages_and_the_owner_learns_why(
    acme: Office, code: str, told: str
) -> None:
    acme.slack.fail(POST, kind=code, match={"channel": ACME})
    acme.types(RED)
    assert state(acme) is State.HELD
    (letter,) = letters(acme)
    assert told in words(letter)

    acme.tick(minutes=11)

    assert (state(acme), len(acme.told())) == (State.SENT, 1)


def test_a_channel_known_to_be_archived_is_not_even_tried(acme: Office) -> None:
    acme.slack.change_channel(ACME, is_archived=True)
    acme.deliver(events.channel_archive(ACME))

    acme.types(RED)

    assert state(acme) is State.HELD
    assert [each["channel"] for each in acme.slack.calls(POST)] == [BEN]


def test_a_bot_that_was_thrown_out_posts_once_it_is_back(acme: Office) -> None:
    acme.slack.change_channel(ACME, is_private=False)
    acme.slack.leave(ACME, BOT_USER)
    acme.deliver(events.member_left_channel(BOT_USER))
    acme.types(RED)
    acme.slack.join(ACME, BOT_USER)
    acme.deliver(events.member_joined_channel(BOT_USER))

    acme.tick(minutes=11)

    assert ["Please invite me" in words(each) for each in letters(acme)] == [True]
    lights = [each for each in acme.told() if "finance director leaving" in words(each)]
    assert len(lights) == 1


def test_a_channel_that_is_gone_keeps_its_messages_for_a_week(acme: Office) -> None:
    acme.slack.delete_channel(ACME)
    acme.deliver(events.channel_deleted(ACME))
    acme.types(RED)
    acme.tick(days=3)
    assert state(acme) is State.HELD

    acme.tick(days=5)

    assert (state(acme), notices(acme)[0].reason) == (State.SKIPPED, "too late")
    acme.slack.api.rejections.clear()


@pytest.mark.parametrize(
    "code", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope"]
)
def test_a_token_that_opens_nothing_loses_nothing(acme: Office, code: str) -> None:
    failure = acme.slack.fail(POST, kind=code, times=None)
    acme.types(RED)
    acme.tick(hours=1)
    assert state(acme) is State.PLANNED

    failure.times = 0
    acme.tick(minutes=11)

    assert (state(acme), len(acme.told())) == (State.SENT, 1)


def test_a_message_that_slack_calls_wrong_is_not_sent_for_ever(acme: Office) -> None:
    acme.slack.fail(POST, kind="invalid_blocks", times=None)
    acme.types(RED)

    acme.tick(hours=1)

    assert (state(acme), posts(acme)) == (State.DEAD, 1)


# ------------------------------------------------------------------------------- our own end


def test_a_sender_that_dies_while_sending_is_followed_by_one_that_looks_first(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr("handlers.outbox.posting.refusal", die)
    monkeypatch.setattr("handlers.outbox.sender.Sender._record", die)
    with pytest.raises(SystemExit):
        acme.types(RED)
    monkeypatch.undo()
    assert state(acme) is State.SENDING
    acme.restart()

    acme.tick(seconds=30)
    assert state(acme) is State.SENDING
    acme.tick(seconds=95)

    assert (state(acme), len(acme.told()), posts(acme)) == (State.SENT, 1, 1)


def test_a_sender_that_dies_before_sending_loses_nothing(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> None:
        raise SystemExit

    monkeypatch.setattr("handlers.outbox.sender.Sender._prepare", die)
    with pytest.raises(SystemExit):
        acme.types(RED)
    monkeypatch.undo()
    assert state(acme) is State.CLAIMED
    acme.restart()

    acme.tick(seconds=61)

    assert (state(acme), posts(acme)) == (State.SENT, 1)


def test_a_notice_over_which_we_fail_does_not_keep_the_others_from_going_out(
    acme: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme.slack.fail(POST, kind="ratelimited", retry_after=5)
    acme.types(RED)
    acme.types('light green "new champion"')
    before = notices(acme)
    compose = acme.kam.sender._target  # noqa: SLF001 - where the failure is put

    def stumble(uow: object, notice: Notice, *rest: object) -> object:
        if notice.id == before[0].id:
            raise KeyError("finance director leaving")
        return compose(uow, notice, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("handlers.outbox.sender.Sender._target", staticmethod(stumble))
    acme.tick(seconds=10)

    (incident,) = acme.journal.read()
    first, second = notices(acme)
    assert (first.state, second.state) == (State.PLANNED, State.SENT)
    assert first.reason == f"incident {incident['incident']}"
    monkeypatch.undo()
    acme.tick(minutes=5)
    assert len(acme.told()) == 2


def test_what_is_a_week_late_is_not_said_any_more(acme: Office) -> None:
    acme.slack.fail(POST, kind="ratelimited", retry_after=7 * 24 * 3600 + 10)
    acme.types(RED)

    acme.tick(days=7, seconds=20)

    assert state(acme) is State.SKIPPED
    assert not any("finance director" in each["text"] for each in acme.told())


def test_messages_to_one_channel_go_out_a_second_apart(acme: Office) -> None:
    acme.kam.sender.rate_limiter.every = EVERY
    for number in range(3):
        acme.types(f"light red number {number}")
    assert len(acme.told()) == 1

    acme.tick(seconds=0.9)
    assert len(acme.told()) == 1
    for _ in range(2):
        acme.tick(seconds=1)

    assert [f"number {number}" in words(each) for number, each in enumerate(acme.told())] == [
        True
    ] * 3


def test_a_light_taken_back_before_it_was_announced_is_not_announced(acme: Office) -> None:
    acme.slack.fail(POST, kind="ratelimited", retry_after=60)
    answer = acme.types(RED)
    acme.presses(answer, "undo")

    acme.tick(minutes=2)

    assert acme.told() == []
    assert {each.state for each in notices(acme)} == {State.SKIPPED}


def test_an_announcement_that_somebody_deleted_is_not_rewritten_for_ever(acme: Office) -> None:
    acme.types(RED)
    (announcement,) = acme.told()
    acme.slack.delete_message(ACME, announcement["ts"])

    acme.types("light L1 green")
    acme.tick(hours=1)

    edit = next(each for each in notices(acme) if each.kind is Kind.LIGHT_EDIT)
    assert (edit.state, edit.reason) == (State.DEAD, "message_not_found")
    acme.slack.api.rejections.clear()


def test_an_answer_that_slack_does_not_take_is_whispered(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    (announcement,) = acme.told()
    acme.slack.fail("response_url", kind="http_404")

    answer = acme.presses(announcement, "light.turn#green")

    assert answer["text"].startswith("Turned. 🟢 Green L1")
    assert answer["via"] == "chat.postEphemeral"


def test_an_answer_that_nobody_takes_undoes_nothing(acme: Office) -> None:
    acme.types('light amber "budget wobbles"')
    (announcement,) = acme.told()
    acme.slack.fail("response_url", kind="http_500", times=None)
    acme.slack.fail("chat.postEphemeral", kind="http_500", times=None)

    acme.presses(announcement, "light.turn#green")

    assert "Acme: 🟢 green" in words(acme.types("lights"))


def test_a_clock_that_ticks_with_nothing_due_asks_slack_nothing(acme: Office) -> None:
    drain(acme.kam.sender)
    before = len(acme.slack.calls())

    acme.clock.forward(seconds=30)
    drain(acme.kam.sender)

    assert len(acme.slack.calls()) == before


def test_one_listing_tells_of_every_channel_200_a_call(acme: Office) -> None:
    for number in range(401):
        acme.slack.add_channel(f"C9{number:03}", f"team-{number}")
    acme.slack.change_channel("C9007", is_ext_shared=True)

    assert acme.kam.directory.channels() == 3

    with open_for(acme) as uow:
        shared, open_ = uow.channels.get("C9007"), uow.channels.get("C9400")
    assert shared is not None
    assert open_ is not None
    assert (shared.is_shared, open_.obstacle()) == (True, None)
