from datetime import timedelta

import pytest

from services import drafts
from services.drafts import DraftGone
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW

DAY = timedelta(days=1)


def keep(open_uow: OpenUnitOfWork, person_id: str, sentence: str) -> int:
    with open_uow(HERE) as uow:
        draft_id = drafts.keep(uow, person_id, sentence, NOW)
        uow.commit()
    return draft_id


def test_a_sentence_is_found_again_as_it_was_typed(open_uow: OpenUnitOfWork) -> None:
    draft_id = keep(open_uow, "U1", 'light red  „Finanzdirektor geht“ <@U2> & "more"')
    with open_uow(HERE) as uow:
        found = drafts.find(uow, "U1", draft_id, NOW + DAY)
    assert found == 'light red  „Finanzdirektor geht“ <@U2> & "more"'


def test_a_sentence_waits_for_a_day(open_uow: OpenUnitOfWork) -> None:
    draft_id = keep(open_uow, "U1", "lights")
    with open_uow(HERE) as uow, pytest.raises(DraftGone):
        drafts.find(uow, "U1", draft_id, NOW + DAY + timedelta(seconds=1))


def test_nobody_finds_the_sentence_of_somebody_else(open_uow: OpenUnitOfWork) -> None:
    draft_id = keep(open_uow, "U1", "lights")
    with open_uow(HERE) as uow:
        with pytest.raises(DraftGone):
            drafts.find(uow, "U2", draft_id, NOW)
        with pytest.raises(DraftGone):
            drafts.find(uow, "U1", draft_id + 1, NOW)
