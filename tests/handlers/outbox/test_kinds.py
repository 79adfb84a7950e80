"""Every kind of notice is declared whole: a promise, a topic to mute, what it edits, a composer."""

from domain.notice import Kind
from domain.notice_kinds import EDITS, Topic
from handlers.mutes.views import TITLES, WHY
from handlers.outbox.composers import COMPOSERS, MODULES


def test_every_kind_has_one_composer() -> None:
    composed = [kind for module in MODULES for kind in module.COMPOSERS]

    assert sorted(composed) == sorted(Kind)
    assert set(COMPOSERS) == set(Kind)


def test_every_topic_is_of_a_kind_and_says_what_it_is_and_why_it_comes() -> None:
    topics = {kind.promise.topic for kind in Kind}

    assert topics == {*Topic, None}
    assert set(TITLES) == set(WHY) == set(Topic)


def test_what_rewrites_a_message_is_named_after_it_and_is_worth_sending_as_long() -> None:
    edits = [kind for kind in Kind if kind.endswith("_edit")]

    assert list(EDITS.values()) == edits
    assert all(edit == f"{of}_edit" and edit.edits is of for of, edit in EDITS.items())
    assert all(edit.promise.late == of.promise.late for of, edit in EDITS.items())
