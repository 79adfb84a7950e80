from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from domain.account import Announcements
from domain.activity import Activity, ChangedSince
from domain.light import (
    AlreadyCleared,
    AlreadyThatColour,
    Colour,
    DecideByPast,
    Light,
)
from domain.notice import Kind, Notice, State
from domain.permission import Right
from domain.text import TextMissing, TextTooLong
from services import access, cards, lights, notices, undo
from services.history import UnknownRef
from services.lights import Board
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    HERE,
    NOW,
    TODAY,
    Actor,
    a_goal,
    a_person,
    all_of,
    an_account,
    keep,
    light,
)
from tests.databases import statements

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """A member of a team."""
    a_person(open_uow, "U1", name="Anna")
    return Actor(open_uow, "U1")


@pytest.fixture
def bert(open_uow: OpenUnitOfWork) -> Actor:
    """Another member of the same team."""
    a_person(open_uow, "U2", name="Bert")
    return Actor(open_uow, "U2")


def the_light(open_uow: OpenUnitOfWork) -> Light:
    (only,) = all_of(open_uow, Light)
    return only


# ----------------------------------------------------------------------------------- logging


def test_a_logged_light_is_kept_with_who_and_when(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_goal(open_uow, an_account(open_uow))
    anna.does(lights.log, RED, "  finance\ndirector leaving ", blocks=2)
    kept = the_light(open_uow)
    assert (kept.ref, kept.colour, kept.text) == ("L1", RED, "finance director leaving")
    assert (kept.logged_by, kept.logged_at, kept.since, kept.blocks) == ("U1", NOW, NOW, 2)


def test_lights_are_numbered_within_their_account(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow, with_lights=[GREEN])
    an_account(open_uow, name="Globex", channel_id="C2")
    first = anna.does(lights.log, RED, "finance director leaving")
    elsewhere = Actor(open_uow, channel_id="C2").does(lights.log, RED, "budget cut")
    assert (first.light.ref, elsewhere.light.ref) == ("L2", "L1")


def test_an_amber_light_is_decided_by_the_date_of_the_account(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow, time_zone="Asia/Tokyo")
    late = anna.at(NOW.replace(hour=20))
    with pytest.raises(DecideByPast):
        late.does(lights.log, AMBER, "reorganisation", decide_by=TODAY)
    late.does(lights.log, AMBER, "reorganisation", decide_by=TODAY + timedelta(days=1))
    assert the_light(open_uow).decide_by == date(2026, 4, 29)


@pytest.mark.parametrize(
    "text,blocks,error",
    [(" ", None, TextMissing), ("x" * 10_000, None, TextTooLong), ("x", 2, UnknownRef)],
)
def test_a_refused_light_uses_no_number_and_leaves_no_trace(
    open_uow: OpenUnitOfWork, anna: Actor, text: str, blocks: int | None, error: type[Exception]
) -> None:
    an_account(open_uow)
    with open_uow(HERE) as uow:
        with pytest.raises(error):
            lights.log(uow, anna.enter(uow), GREEN, text, blocks=blocks)
        uow.commit()
    assert all_of(open_uow, Activity) == []
    assert all_of(open_uow, Notice) == []
    assert anna.does(lights.log, GREEN, "new sponsor").light.ref == "L1"


def test_logging_is_history_from_nothing_to_everything(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    activity = anna.does(lights.log, AMBER, "reorganisation").activity
    assert (activity.kind, activity.subject, activity.by) == ("light.logged", "L1", "U1")
    assert (activity.at, activity.before) == (NOW, None)
    assert activity.after is not None
    assert activity.after["colour"] == "amber"
    assert activity.after["decide_by"] == "2026-05-26"


# ------------------------------------------------------------------------- turning and clearing


def test_turning_is_history_with_what_changed_and_why(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_goal(open_uow, an_account(open_uow))
    anna.does(lights.log, RED, "finance director leaving", blocks=2)
    change = anna.at(LATER).does(lights.turn, 1, GREEN, why="her successor knows us")
    assert (change.activity.kind, change.activity.why) == ("light.turned", "her successor knows us")
    assert change.activity.before == {"colour": "red", "since": NOW.isoformat()}
    assert change.activity.after == {"colour": "green", "since": LATER.isoformat()}
    assert the_light(open_uow).since == LATER


def test_clearing_keeps_the_light_as_history(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow, with_lights=[RED])
    change = anna.at(LATER).does(lights.clear, 1, why="she stays")
    assert (change.activity.kind, change.activity.why) == ("light.cleared", "she stays")
    assert (the_light(open_uow).cleared_at, the_light(open_uow).colour) == (LATER, RED)


@pytest.mark.parametrize("why", ["x" * 501, "x" * 10_000])
def test_a_reason_has_the_limit_of_a_sentence(
    open_uow: OpenUnitOfWork, anna: Actor, why: str
) -> None:
    an_account(open_uow, with_lights=[RED])
    with open_uow(HERE) as uow:
        with pytest.raises(TextTooLong):
            lights.turn(uow, anna.enter(uow), 1, GREEN, why=why)
        uow.commit()
    assert the_light(open_uow).colour is RED


@pytest.mark.parametrize(
    "why,kept", [("", None), (" \n", None), (None, None), ("she\nsaid\x00 so", "she said so")]
)
def test_a_reason_is_one_sentence_or_none(
    open_uow: OpenUnitOfWork, anna: Actor, why: str | None, kept: str | None
) -> None:
    an_account(open_uow, with_lights=[RED])
    anna.does(lights.turn, 1, GREEN, why=why)
    assert [each.why for each in all_of(open_uow, Activity)] == [kept]


def test_a_light_that_does_not_exist_is_named_as_it_was_typed(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow, with_lights=[RED])
    with pytest.raises(UnknownRef) as unknown:
        anna.does(lights.turn, 99, GREEN)
    assert unknown.value.ref == "L99"
    with pytest.raises(UnknownRef):
        anna.does(lights.clear, 99)
    with pytest.raises(UnknownRef):
        anna.does(lights.past, 99)


def test_a_light_of_another_account_does_not_exist_here(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    an_account(open_uow, name="Globex", channel_id="C2", with_lights=[RED])
    with pytest.raises(UnknownRef):
        anna.does(lights.turn, 1, GREEN)


@pytest.mark.parametrize("error,number", [(AlreadyThatColour, 1), (AlreadyCleared, 2)])
def test_a_refused_turn_leaves_no_trace(
    open_uow: OpenUnitOfWork, anna: Actor, error: type[Exception], number: int
) -> None:
    acme = an_account(open_uow, with_lights=[RED])
    keep(open_uow, light(GREEN, account_id=acme.id, number=2, cleared_at=NOW))
    with open_uow(HERE) as uow:
        with pytest.raises(error):
            lights.turn(uow, anna.enter(uow), number, RED)
        uow.commit()
    assert all_of(open_uow, Activity) == []
    assert all_of(open_uow, Notice) == []
    assert [each.version for each in all_of(open_uow, Light)] == [1, 1]


# ------------------------------------------------------------------------------ stale buttons


def test_a_stale_button_says_who_did_what_and_when(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=["U1", "U2"], with_lights=[RED])
    bert.at(LATER).does(lights.clear, 1)
    with pytest.raises(ChangedSince) as stale:
        anna.does(lights.turn, 1, GREEN, seen=1)
    told = stale.value
    assert (told.ref, told.what, told.by, told.at) == ("L1", "light.cleared", "U2", LATER)


def test_a_stale_clear_is_refused_as_well(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=["U1", "U2"], with_lights=[RED])
    bert.does(lights.turn, 1, AMBER)
    with pytest.raises(ChangedSince):
        anna.does(lights.clear, 1, seen=1)
    assert the_light(open_uow).is_open


def test_a_fresh_button_works(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow, with_lights=[RED])
    turned = anna.does(lights.turn, 1, AMBER, seen=1).light
    assert turned.version == 2
    anna.does(lights.clear, 1, seen=turned.version)
    assert not the_light(open_uow).is_open


# ---------------------------------------------------------------------------- announcements


def test_a_logged_light_is_announced_once_in_the_home_channel(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    acme = an_account(open_uow, channel_id="C1")
    change = anna.does(lights.log, RED, "finance director leaving")
    (owed,) = all_of(open_uow, Notice)
    assert (owed.kind, owed.to, owed.subject, owed.account_id) == (Kind.LIGHT, "C1", "L1", acme.id)
    assert (owed.state, owed.due_at, owed.next_at) == (State.PLANNED, NOW, NOW)
    assert owed.facts["activity"] == change.activity.id
    assert owed.edits is None


def owed_kinds(open_uow: OpenUnitOfWork) -> list[Kind]:
    """The kinds of everything that is owed, in order."""
    return [each.kind for each in all_of(open_uow, Notice)]


def test_a_turn_rewrites_the_card_and_is_told_in_its_thread(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    change = anna.at(LATER).does(lights.turn, 1, GREEN)
    card, redrawn, reply = all_of(open_uow, Notice)
    assert owed_kinds(open_uow) == [Kind.LIGHT, Kind.LIGHT_EDIT, Kind.LIGHT_NEWS]
    assert (redrawn.edits, reply.replies_to) == (card.id, card.id)
    assert redrawn.facts["activity"] == reply.facts["activity"] == change.activity.id
    assert redrawn.due_at == reply.due_at == LATER


def test_what_its_author_changes_within_ten_minutes_only_rewrites_the_card(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    anna.at(NOW + timedelta(minutes=10)).does(lights.turn, 1, AMBER)
    assert owed_kinds(open_uow) == [Kind.LIGHT, Kind.LIGHT_EDIT]


def test_what_somebody_else_changes_within_ten_minutes_is_told(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=("U1", "U2"))
    anna.does(lights.log, RED, "finance director leaving")
    bert.does(lights.turn, 1, AMBER)
    assert owed_kinds(open_uow) == [Kind.LIGHT, Kind.LIGHT_EDIT, Kind.LIGHT_NEWS]


def test_several_changes_within_ten_minutes_are_one_reply(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    turned = anna.at(LATER).does(lights.turn, 1, AMBER).activity
    cleared = anna.at(LATER + timedelta(minutes=9)).does(lights.clear, 1).activity
    (reply,) = [each for each in all_of(open_uow, Notice) if each.kind is Kind.LIGHT_NEWS]
    with open_uow(HERE) as uow:
        assert cards.changes(uow, reply) == [turned.id, cleared.id]


def test_a_light_that_turns_red_is_a_message_of_its_own_and_the_card_from_then_on(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    acme = an_account(open_uow)
    anna.does(lights.log, AMBER, "budget wobbles")
    anna.at(LATER).does(lights.turn, 1, RED)
    anna.at(LATER + timedelta(hours=1)).does(lights.clear, 1)
    first, closed, second, rewritten, reply = all_of(open_uow, Notice)
    assert (closed.edits, rewritten.edits, reply.replies_to) == (first.id, second.id, second.id)
    with open_uow(HERE) as uow:
        assert cards.of(uow, acme, Kind.LIGHT, "L1").id == second.id  # type: ignore[union-attr]
        assert (cards.living(uow, first), cards.living(uow, second)) == (set(), {"L1"})


def test_lights_logged_within_ten_minutes_share_a_card_and_a_red_one_has_its_own(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    anna.does(lights.log, GREEN, "they like us")
    anna.at(NOW + timedelta(minutes=4)).does(lights.log, AMBER, "new buyer")
    anna.at(NOW + timedelta(minutes=5)).does(lights.log, RED, "budget cut")
    anna.at(NOW + timedelta(minutes=11)).does(lights.log, GREEN, "they call us first")
    calm, red = [each for each in all_of(open_uow, Notice) if each.kind is Kind.LIGHT]
    with open_uow(HERE) as uow:
        assert (cards.refs(uow, calm), cards.refs(uow, red)) == (["L1", "L2"], ["L3", "L4"])


def test_each_red_light_is_a_message_of_its_own_within_ten_minutes_too(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    anna.does(lights.log, RED, "budget cut")
    anna.does(lights.log, RED, "the director leaves")
    anna.does(lights.log, AMBER, "new buyer")
    anna.does(lights.turn, 3, RED)
    assert owed_kinds(open_uow).count(Kind.LIGHT) == 3


def test_a_card_holds_ten_lights(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    for number in range(11):
        anna.does(lights.log, GREEN, f"light {number}")
    first, second = [each for each in all_of(open_uow, Notice) if each.kind is Kind.LIGHT]
    with open_uow(HERE) as uow:
        assert (len(cards.refs(uow, first)), cards.refs(uow, second)) == (10, ["L11"])


def test_messages_of_the_version_before_are_closed_once_but_for_the_latest(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    acme = an_account(open_uow, with_lights=[AMBER])
    with open_uow(HERE) as uow:
        for period in ("1", "2"):
            notices.enqueue(
                uow,
                Kind.LIGHT,
                period=period,
                to="C1",
                now=NOW,
                account=acme,
                subject="L1",
                facts={"activity": int(period)},
            )
        uow.commit()
    old, latest = all_of(open_uow, Notice)
    anna.at(LATER).does(lights.turn, 1, GREEN)
    anna.at(LATER + timedelta(hours=1)).does(lights.clear, 1)
    edited = [each.edits for each in all_of(open_uow, Notice) if each.kind is Kind.LIGHT_EDIT]
    assert edited == [old.id, latest.id, latest.id]
    with open_uow(HERE) as uow:
        assert (cards.living(uow, old), cards.living(uow, latest)) == (set(), {"L1"})


def test_what_was_never_announced_is_not_redrawn(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow, with_lights=[RED])
    anna.does(lights.clear, 1)
    assert [each.kind for each in all_of(open_uow, Notice)] == [Kind.LIGHT]


def test_an_announcement_of_one_light_does_not_redraw_another(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow, with_lights=[RED])
    anna.does(lights.log, RED, "budget cut")
    anna.does(lights.clear, 1)
    assert [each.subject for each in all_of(open_uow, Notice)] == ["L2", "L1"]


def test_every_announcement_can_be_found_again_by_an_id_nobody_can_guess(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    for text in ("one", "two", "three"):
        anna.does(lights.log, GREEN, text)
    tokens = {each.token for each in all_of(open_uow, Notice)}
    assert len(tokens) == len(all_of(open_uow, Notice)) == 3
    assert {len(token) for token in tokens} == {32}


# ----------------------------------------------------------------------------------- looking


def looked_at(board: Board) -> dict[Colour, list[str]]:
    return {colour: [each.ref for each in some] for colour, some in board.lights.items()}


def test_the_board_groups_open_lights_and_names_who_logged_them(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    acme = an_account(open_uow, with_lights=[GREEN, GREEN, AMBER])
    keep(open_uow, light(RED, account_id=acme.id, number=9, cleared_at=NOW))
    board = anna.does(lights.board)
    assert looked_at(board) == {RED: [], AMBER: ["L3"], GREEN: ["L2", "L1"]}
    assert (board.overall, board.names) == (AMBER, {"U1": "Anna"})


def test_overdue_ambers_come_first_by_the_date_of_the_account(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    acme = an_account(open_uow, time_zone="Asia/Tokyo")
    due_today = light(AMBER, account_id=acme.id, number=1, decide_by=TODAY)
    newer = light(AMBER, account_id=acme.id, number=2, since=LATER, decide_by=date(2026, 6, 1))
    keep(open_uow, due_today, newer)
    assert looked_at(anna.does(lights.board))[AMBER] == ["L2", "L1"]
    evening = anna.at(NOW.replace(hour=20))
    assert looked_at(evening.does(lights.board))[AMBER] == ["L1", "L2"]


def test_an_account_without_lights_has_none(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    an_account(open_uow)
    board = anna.does(lights.board)
    assert (board.overall, looked_at(board)) == (None, {RED: [], AMBER: [], GREEN: []})


def test_the_past_of_a_light_is_told_newest_first(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=["U1", "U2"])
    anna.does(lights.log, RED, "finance director leaving")
    anna.does(lights.log, RED, "budget cut")
    bert.does(lights.turn, 1, GREEN)
    bert.does(lights.clear, 1)
    told, past = anna.does(lights.past, 1)
    assert told.ref == "L1"
    assert [(each.kind, each.by) for each in past] == [
        ("light.cleared", "U2"),
        ("light.turned", "U2"),
        ("light.logged", "U1"),
    ]


# ------------------------------------------------------------------------------- statements


def test_logging_a_light_takes_at_most_eight_statements(
    engine: Engine, open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow, with_lights=[RED] * 50)
    with statements(engine) as seen, open_uow(HERE) as uow:
        uow.inbox.take("Ev1", NOW)
        lights.log(uow, anna.enter(uow), RED, "finance director leaving")
        uow.commit()
    assert len(seen) <= 8


def test_turning_a_light_takes_as_many_statements_however_long_its_past(
    engine: Engine, open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow, with_lights=[RED, RED])
    for number, times in ((1, 2), (2, 20)):
        for _ in range(times):
            anna.does(lights.turn, number, GREEN)
            anna.does(lights.turn, number, RED)

    def turn(number: int, colour: Colour) -> int:
        with statements(engine) as seen:
            anna.does(lights.turn, number, colour)
        return len(seen)

    assert turn(1, AMBER) == turn(2, AMBER) <= 12


def test_the_board_takes_as_many_statements_for_fifty_lights_as_for_one(
    engine: Engine, open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    one = an_account(open_uow, with_lights=[RED])
    fifty = an_account(open_uow, name="Globex", channel_id="C2", with_lights=[RED, AMBER] * 25)

    def look(account_id: int) -> int:
        with statements(engine) as seen, open_uow(HERE) as uow:
            acting = access.on_account(uow, anna.person_id, account_id, Right.READ, NOW)
            assert lights.board(uow, acting).overall is RED
        return len(seen)

    assert look(one.saved_id) == look(fifty.saved_id) <= 4


# ------------------------------------------------------------------------- what is announced


def announced(open_uow: OpenUnitOfWork) -> list[str]:
    """The subjects of what the channel is told, in order."""
    told = (Kind.LIGHT, Kind.LIGHT_NEWS)
    return [str(each.subject) for each in all_of(open_uow, Notice) if each.kind in told]


@pytest.mark.parametrize(
    "wanted,told",
    [
        (Announcements.ALL, ["L1", "L2", "L2", "L1"]),
        (Announcements.RED_AND_AMBER, ["L2", "L2"]),
        (Announcements.NONE, []),
    ],
)
def test_the_channel_is_told_of_the_lights_that_the_account_wants_announced(
    open_uow: OpenUnitOfWork, anna: Actor, wanted: Announcements, told: list[str]
) -> None:
    an_account(open_uow, announcements=wanted)
    anna.does(lights.log, GREEN, "they like us")
    anna.does(lights.log, RED, "finance director leaving")
    anna.at(LATER).does(lights.turn, 2, GREEN)
    anna.at(LATER).does(lights.clear, 1)
    assert announced(open_uow) == told
    assert len(all_of(open_uow, Activity)) == 4


def test_what_the_channel_was_told_once_is_kept_true_when_it_wants_no_more(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    acme = an_account(open_uow)
    anna.does(lights.log, RED, "finance director leaving")
    with open_uow(HERE) as uow:
        kept = uow.accounts.get(acme.saved_id)
        assert kept is not None
        kept.announcements = Announcements.NONE
        uow.commit()
    anna.at(LATER).does(lights.turn, 1, GREEN)
    assert [each.kind for each in all_of(open_uow, Notice)] == [Kind.LIGHT, Kind.LIGHT_EDIT]


# -------------------------------------------------------------------------------- still open


def test_a_light_that_stays_open_is_told_and_can_be_taken_back(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    an_account(open_uow)
    anna.does(lights.log, AMBER, "budget wobbles", decide_by=TODAY)
    until = TODAY + timedelta(days=9)

    change = anna.at(LATER).does(lights.keep_open, 1, until, seen=1)

    assert the_light(open_uow).decide_by == until
    (told,) = [each for each in all_of(open_uow, Notice) if each.kind is Kind.LIGHT_NEWS]
    assert told.facts["activity"] == change.activity.id
    anna.does(undo.undo)
    assert the_light(open_uow).decide_by == TODAY


def test_a_light_that_was_turned_meanwhile_does_not_stay_open(
    open_uow: OpenUnitOfWork, anna: Actor, bert: Actor
) -> None:
    an_account(open_uow, team=("U1", "U2"))
    anna.does(lights.log, AMBER, "budget wobbles")
    bert.does(lights.turn, 1, RED, seen=1)

    with pytest.raises(ChangedSince):
        anna.does(lights.keep_open, 1, TODAY, seen=1)
