from datetime import timedelta

import pytest

from domain.mute import Mute
from domain.notice_kinds import Topic
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, an_account, keep
from tests.databases import REFUSED


def a_mute(account_id: int | None, topic: Topic = Topic.REMINDERS) -> Mute:
    return Mute(workspace_id=HERE, person_id="U1", account_id=account_id, topic=topic)


def test_a_mute_of_one_account_and_one_of_all_stand_side_by_side(open_uow: OpenUnitOfWork) -> None:
    acme = an_account(open_uow).saved_id
    other = an_account(open_uow, name="Other", channel_id="C2").saved_id
    keep(open_uow, a_mute(acme), a_mute(None), a_mute(other), a_mute(None, Topic.PULSE))
    with open_uow(HERE) as uow:
        about = uow.mutes.about("U1", acme, Topic.REMINDERS)
        assert {each.account_id for each in about} == {acme, None}
        assert [each.account_id for each in uow.mutes.about("U1", None, Topic.PULSE)] == [None]
        assert uow.mutes.about("U2", acme, Topic.REMINDERS) == []
        assert len(uow.mutes.of("U1")) == 4


@pytest.mark.parametrize("of_one", [True, False])
def test_the_database_lets_a_mute_exist_once(open_uow: OpenUnitOfWork, *, of_one: bool) -> None:
    account_id = an_account(open_uow).saved_id if of_one else None
    keep(open_uow, a_mute(account_id))
    with pytest.raises(REFUSED):
        keep(open_uow, a_mute(account_id))


def test_a_mute_holds_until_its_time_or_for_ever() -> None:
    forever = a_mute(None)
    a_week = Mute(workspace_id=HERE, person_id="U1", account_id=None, topic=Topic.PULSE, until=NOW)
    assert forever.holds(NOW)
    assert a_week.holds(NOW - timedelta(seconds=1))
    assert not a_week.holds(NOW)
