"""Every kind of notice is declared whole: a promise, a topic to mute, what it edits, a composer."""

from domain.notice import Kind
from domain.notice_kinds import EDITS, PROMISES, Topic
from handlers.mutes.views import TITLES, WHY
from handlers.outbox.composers import COMPOSERS, MODULES


def test_every_kind_has_a_promise_and_one_composer() -> None:
    composed = [kind for module in MODULES for kind in module.COMPOSERS]

    assert set(PROMISES) == set(Kind)
    assert sorted(composed) == sorted(Kind)
    assert set(COMPOSERS) == set(Kind)


def test_every_topic_is_of_a_kind_and_says_what_it_is_and_why_it_comes() -> None:
    topics = {promise.topic for promise in PROMISES.values()}

    assert topics == {*Topic, None}
    assert set(TITLES) == set(WHY) == set(Topic)


def test_what_rewrites_a_message_is_named_after_it_and_is_worth_sending_as_long() -> None:
    edits = {kind: promise.edits for kind, promise in PROMISES.items() if promise.edits}

    assert [f"{of}_edit" for of in edits.values()] == list(edits)
    assert {edit for edit in Kind if edit.endswith("_edit")} == set(edits)
    assert {of: edit for edit, of in edits.items()} == EDITS
    assert all(PROMISES[edit].late == PROMISES[of].late for edit, of in edits.items())
