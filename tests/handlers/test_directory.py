"""What Slack says about channels, page by page, and how it is kept."""

from typing import Any, cast

import pytest
from slack_sdk import WebClient
from sqlalchemy import Engine

from domain.activity import ChangedSince
from domain.channel import Channel
from domain.person import Person
from handlers.described import Installed
from handlers.directory import Directory
from services import people
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, a_channel, all_of, channel
from tests.databases import statements


def test_a_page_of_channels_is_read_and_kept_in_a_statement_each_and_overwrites_what_was_known(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_channel(open_uow, "C1", name="old", is_shared=True)
    found = [channel(id=f"C{number}", name="new") for number in range(1, 201)]

    with statements(engine) as seen, open_uow(HERE) as uow:
        people.learn_channels(uow, found)
        uow.commit()

    known = all_of(open_uow, Channel)
    assert len(seen) == 2
    assert len(known) == 200
    assert {(each.name, each.is_shared) for each in known} == {("new", False)}


class Answers:
    """A Slack that knows everybody."""

    def users_info(self, user: str, **_: object) -> dict[str, Any]:
        return {"user": {"id": user, "team_id": HERE, "profile": {"real_name": "Nina"}}}


def test_what_another_process_learns_at_the_same_moment_is_no_failure(
    open_uow: OpenUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*_: object) -> None:
        monkeypatch.undo()
        raise ChangedSince("", "", None, None)

    monkeypatch.setattr("handlers.directory.facts.person", overtaken)
    asked = Directory(
        cast(WebClient, Answers()), Installed(HERE, "Europe/Berlin"), open_uow, lambda: NOW
    )

    assert asked.person("U9") is None
    assert [each.id for each in all_of(open_uow, Person)] == ["U9"]
