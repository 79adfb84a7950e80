"""What Slack says about channels, page by page, and how it is kept."""

from sqlalchemy import Engine

from domain.channel import Channel
from services import people
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, a_channel, all_of, channel
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
