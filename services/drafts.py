"""Sentences that wait for an answer, so that nobody types them twice."""

from datetime import datetime

from domain.draft import KEEP_FOR, Draft
from domain.errors import NotFound
from storage.unit_of_work import UnitOfWork


class DraftGone(NotFound):
    """The sentence is too old, or somebody else's."""


def keep(uow: UnitOfWork, person_id: str, sentence: str, now: datetime) -> int:
    """Keep a sentence; the id under which its author finds it again."""
    draft = uow.drafts.add(
        Draft(workspace_id=uow.workspace_id, person_id=person_id, sentence=sentence, at=now)
    )
    uow.flush()
    return draft.saved_id


def find(uow: UnitOfWork, person_id: str, draft_id: int, now: datetime) -> str:
    """The sentence; raises DraftGone."""
    return _find(uow, person_id, draft_id, now).sentence


def take(uow: UnitOfWork, person_id: str, draft_id: int, now: datetime) -> str:
    """The sentence, which nobody finds again: it is carried out once; raises DraftGone."""
    draft = _find(uow, person_id, draft_id, now, lock=True)
    uow.remove(draft)
    return draft.sentence


def _find(
    uow: UnitOfWork, person_id: str, draft_id: int, now: datetime, *, lock: bool = False
) -> Draft:
    draft = uow.drafts.get(draft_id, person_id, lock=lock)
    if draft is None or now - draft.at > KEEP_FOR:
        raise DraftGone
    return draft
