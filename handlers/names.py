"""Names of people and channels in place of the ids that Slack writes into texts."""

import re
from collections.abc import Collection, Mapping

from handlers.incoming import SlackLookupNeeded
from handlers.request import Request
from language.sentences.tokens import MENTION
from services import channels, history
from storage.unit_of_work import UnitOfWork

PERSON = re.compile(r"@([UW][A-Z0-9]{2,20})\b")
CHANNEL = re.compile(r"#([CG][A-Z0-9]{2,20})\b")
"""Mentions that Slack wrote without the name, in a text that was read."""

MOST_ASKED = 3
"""People in a text about whom Slack is asked."""


def has_ids(text: str) -> bool:
    """Whether ids may stand in a text."""
    return PERSON.search(text) is not None or CHANNEL.search(text) is not None


def with_names(request: Request, text: str) -> str:
    """A text with names in place of ids; raises SlackLookupNeeded for somebody unknown."""
    if not has_ids(text):
        return text
    people = _people(request, dict.fromkeys(PERSON.findall(text)))
    named = PERSON.sub(lambda match: f"@{people.get(match[1], '…')}", text)
    places = channels.names_for(
        request.uow, request.incoming.person_id, set(CHANNEL.findall(named))
    )
    return CHANNEL.sub(lambda match: f"#{places.get(match[1], '…')}", named)


def _people(request: Request, ids: Collection[str]) -> Mapping[str, str]:
    known = history.names(request.uow, ids) if ids else {}
    unknown = [each for each in ids if each not in known and each not in request.incoming.asked]
    if unknown and len(ids) <= MOST_ASKED:
        raise SlackLookupNeeded(unknown[0])
    return known


def names_in(uow: UnitOfWork, sentence: str) -> Mapping[str, str]:
    """The names of the people whom a sentence mentions by id alone, as far as they are known."""
    ids = {match[2] for match in MENTION.finditer(sentence) if not match[3]}
    return history.names(uow, ids) if ids else {}
