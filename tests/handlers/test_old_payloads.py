"""Messages of the version before stand in channels for months, and their buttons go on working."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.calendar import Month
from domain.goal import GoalKind
from domain.light import Colour
from domain.notice_kinds import Topic
from handlers.actions.buttons import ActionStep
from handlers.blocks.payload import read
from handlers.grammar.table import MODALS, Answer
from handlers.listeners import RUNS

Json = dict[str, Any]

MAY = Month(2027, 5)
NUMBERED, VERSIONED = {"number": 7}, {"number": 7, "seen": 2}

OLD_BUTTONS: list[tuple[str, Json, Json]] = [
    ("account.choose", {"d": 9, "a": 1}, {"draft": 9}),
    ("account.start", {}, {}),
    ("action.aim", {"a": 1, "n": 7}, NUMBERED),
    *(
        ("action.change", {"a": 1, "n": 7, "v": 2, "do": step.value}, VERSIONED | {"step": step})
        for step in ActionStep
    ),
    ("action.done", {"a": 1, "n": 7, "v": 2}, VERSIONED),
    ("action.new", {"a": 1}, {"serves": "", "month": None}),
    ("action.new", {"a": 1, "s": "L3"}, {"serves": "L3", "month": None}),
    ("action.new", {"a": 1, "m": "2027-05"}, {"serves": "", "month": MAY}),
    ("agreement.form", {"a": 1, "n": 7}, NUMBERED | {"seen": None}),
    ("agreement.sign", {"a": 1, "n": 7}, NUMBERED),
    ("chart.ask", {"a": 1, "n": 7}, NUMBERED),
    ("commitment.form", {"a": 1, "n": 7, "w": 3}, NUMBERED | {"wording": 3}),
    ("concern.answer", {"a": 1, "n": 7}, NUMBERED),
    ("concern.form", {"a": 1, "n": 7, "w": 3}, NUMBERED | {"wording": 3}),
    (
        "digest.all",
        {"a": 1, "s": "2027-05-03T07:00:00+00:00"},
        {"since": datetime(2027, 5, 3, 7, tzinfo=UTC)},
    ),
    ("goal.drop_form", {"a": 1, "n": 7}, NUMBERED),
    ("goal.form", {"a": 1}, {"kind": GoalKind.BUSINESS}),
    ("goal.form", {"a": 1, "k": "vision"}, {"kind": GoalKind.VISION}),
    ("goal.reach", {"a": 1, "n": 7}, {**NUMBERED, "is_sure": False, "why": ""}),
    ("help", {}, {}),
    ("home.log", {}, {}),
    ("home.plan", {}, {}),
    ("import.take", {"d": 9}, {"draft": 9}),
    ("light.blocks_form", {"a": 1, "n": 7}, NUMBERED),
    ("light.clear", {"a": 1, "n": 7, "v": 2}, VERSIONED),
    ("light.keep_open", {"a": 1, "n": 7, "v": 2}, VERSIONED),
    ("light.log", {"a": 1}, {}),
    ("light.turn", {"a": 1, "n": 7, "v": 2, "c": "red"}, VERSIONED | {"colour": Colour.RED}),
    ("milestone.move_form", {"a": 1, "n": 7}, NUMBERED),
    ("milestone.propose", {"a": 1, "n": 7}, NUMBERED),
    ("portfolio.page", {"c": None, "o": None, "p": 2}, {"page": 2, "colour": None, "owner": None}),
    ("portfolio.picture", {"c": "red", "o": "U1"}, {"colour": Colour.RED, "owner": "U1"}),
    ("portfolio.show", {}, {}),
    ("progress.form", {"a": 1, "n": 7}, NUMBERED),
    ("pulse.answer", {"a": 1, "n": 7, "s": 4}, NUMBERED | {"score": 4}),
    ("quote.form", {"a": 1}, {}),
    ("reminders.start", {}, {}),
    ("reminders.stop", {}, {}),
    ("review.carry", {"a": 1, "n": 7, "v": 2, "m": "2027-05"}, VERSIONED | {"month": MAY}),
    ("review.carry_anyway", {"a": 1, "n": 7, "v": 2, "m": "2027-05"}, VERSIONED | {"month": MAY}),
    ("review.changes", {"a": 1, "m": "2027-05"}, {"month": MAY}),
    ("review.drop", {"a": 1, "n": 7, "v": 2}, VERSIONED),
    ("review.later", {"a": 1, "m": "2027-05"}, {"month": MAY}),
    ("review.red", {"a": 1, "n": 7, "v": 2}, VERSIONED),
    ("review.roll", {"a": 1, "m": "2027-05"}, {"month": MAY}),
    ("settings.form", {"a": 1}, {}),
    ("settings.mine", {}, {}),
    ("strategy.change", {"a": 1, "n": 7}, NUMBERED),
    ("strategy.form", {"a": 1}, {}),
    ("strategy.retire", {"a": 1, "n": 7}, NUMBERED),
    ("strategy.show", {"a": 1, "n": 7}, NUMBERED),
    ("strategy.start", {"a": 1}, {}),
    ("undo", {"a": 1, "x": 5}, {"activity": 5}),
    ("why.again", {"a": 1, "t": "review", "me": True}, {"topic": Topic.REVIEW, "personal": True}),
    ("why.mute", {"a": 1, "t": "review", "me": False}, {"topic": Topic.REVIEW, "personal": False}),
    ("why.show", {"a": None, "t": "portfolio"}, {"topic": Topic.PORTFOLIO, "personal": False}),
    ("why.snooze", {"a": 1, "t": "slips", "me": True}, {"topic": Topic.SLIPS, "personal": True}),
]
"""Each button as the version before wrote it, and what is understood of it."""

WHERE = {"a": 1, "c": "C1", "r": "https://hooks.example/1"}
OLD_WINDOWS: list[tuple[str, Json, Json, Json]] = [
    (
        "action.save_move",
        {"n": 7, "v": 2},
        {"due": None, "month": "2027-05"},
        VERSIONED | {"due": None, "month": MAY},
    ),
    ("action.save_owner", {"n": 7, "v": 2}, {"owner": "U1"}, VERSIONED | {"owner": "U1"}),
    ("action.save_aim", {"n": 7, "v": 2}, {"serves": "L3"}, VERSIONED | {"serves": "L3"}),
    (
        "agreement.save",
        {"n": 7},
        {"name": "Ms Weber", "on": "2027-05-03"},
        NUMBERED | {"name": "Ms Weber", "on": date(2027, 5, 3)},
    ),
    (
        "commitment.save",
        {"n": 7, "w": 3},
        {"text": "I do"},
        NUMBERED | {"wording": 3, "text": "I do"},
    ),
    ("concern.save", {"n": 7}, {"text": "But"}, NUMBERED | {"text": "But"}),
    ("concern.save_answer", {"n": 7}, {"text": "So"}, NUMBERED | {"text": "So"}),
    ("goal.save_drop", {"n": 7}, {"text": "Closed"}, NUMBERED | {"text": "Closed"}),
    (
        "goal.save_soft",
        {"k": "vision"},
        {"text": "First", "years": "3"},
        {"kind": GoalKind.VISION, "years": 3, "text": "First", "is_sure": False},
    ),
    ("light.save_blocks", {"n": 7}, {"goal": "2"}, NUMBERED | {"goal": 2}),
    (
        "light.save_until",
        {"n": 7, "v": 2},
        {"until": "2027-05-03"},
        VERSIONED | {"until": date(2027, 5, 3)},
    ),
    (
        "milestone.save",
        {"n": 7},
        {"v1": "3", "d1": "2027-05-03", "v0": None, "d0": None},
        NUMBERED | {"value": {"1": "3"}, "due": {"1": date(2027, 5, 3)}},
    ),
    (
        "milestone.save_move",
        {"n": 7},
        {"to": "2027-05-03", "text": "Later"},
        NUMBERED | {"to": date(2027, 5, 3), "text": "Later"},
    ),
    (
        "progress.save",
        {"n": 7},
        {"text": "3", "on": "2027-05-03"},
        NUMBERED | {"text": "3", "on": date(2027, 5, 3)},
    ),
    (
        "quote.save",
        {"l": "https://x.example/p1"},
        {"text": "Fine", "goal": "2"},
        {"text": "Fine", "goal": 2, "link": "https://x.example/p1"},
    ),
    ("review.roll_now", {"m": "2027-05"}, {}, {"month": MAY}),
    ("review.save_later", {"m": "2027-05"}, {"text": "Fair"}, {"month": MAY, "text": "Fair"}),
    (
        "settings.save_mine",
        {},
        {"reminders": "on", "quiet_from": "-", "quiet_until": "0", "review/1": "off"},
        {"reminders": True, "question": None, "quiet_from": None, "quiet_until": 0},
    ),
    ("strategy.save_retire", {"n": 7}, {"text": "Gone"}, NUMBERED | {"text": "Gone"}),
    (
        "strategy.save_change",
        {"n": 7, "v": 2},
        {"text": "New", "statement": None, "kind": "small"},
        VERSIONED | {"kind": "small", "text": "New", "statement": ""},
    ),
    ("strategy.second", {"d": 9}, {"statement": None}, {"draft": 9, "statement": ""}),
    (
        "strategy.third",
        {"d": 9},
        {"text": "I do", "goal": "2"},
        {"draft": 9, "text": "I do", "goal": 2},
    ),
]
"""Each window that remembers something, as the version before opened it."""


def understood(answer: object, found: Json) -> Json:
    assert isinstance(answer, Answer)
    return read(answer.brings, found)


@pytest.mark.parametrize("action, value, expected", OLD_BUTTONS)
def test_a_button_of_the_version_before_is_understood(
    action: str, value: Json, expected: Json
) -> None:
    answer = RUNS[action]

    assert (understood(answer, value) if isinstance(answer, Answer) else {}) == expected


@pytest.mark.parametrize("callback, memo, entered, expected", OLD_WINDOWS)
def test_a_window_of_the_version_before_is_understood(
    callback: str, memo: Json, entered: Json, expected: Json
) -> None:
    found = understood(MODALS[callback], WHERE | memo | entered)

    assert {name: found[name] for name in expected} == expected


def test_what_a_window_of_the_version_before_muted_is_understood() -> None:
    found = understood(MODALS["settings.save_mine"], WHERE | {"reminders": "on", "review/1": "off"})

    assert found["mute"]["review/1"] is False


def test_what_the_settings_showed_in_the_version_before_is_understood() -> None:
    entered = {
        "language": "en",
        "time_zone": "Europe/Berlin",
        "country": "-",
        "review_day": "off",
        "review_hour": "9",
        "digest_day": "0",
        "digest_hour": "8",
        "digest_when": "off",
        "slips": "on",
        "pulse": "on",
        "announcements": "all",
        "confidential": "off",
    }
    found = understood(MODALS["settings.save"], WHERE | {"s": '{"language":"en"}'} | entered)

    assert found["shown"] == '{"language":"en"}'
    assert (found["review_day"], found["digest_day"], found["country"]) == (None, 0, None)
