"""A sentence that somebody said: read before the transaction opens, carried out within it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.errors import KamError
from domain.language import Language
from domain.likeness import LooksLike
from domain.permission import NotAllowed, Right
from domain.person import told_apart
from handlers.blocks.message import Open, Reply, opens
from handlers.grammar.buttons import LONGEST, SAY, Said
from handlers.grammar.questions import the_same
from handlers.grammar.table import CommandCall, Cut, Misunderstood, cut, understand
from handlers.names import with_names
from handlers.request import Request
from language.arguments.persons import NamedPerson, NobodyNamed, SeveralNamed
from language.sentences.asking_back import AskedBack, Doubt
from language.sentences.named import called, with_mention, with_references
from services import accounts, contacts

LONGEST_NAME = 4
"""Words of an account's name that are looked at."""


@dataclass(frozen=True)
class ReadSentence:
    """A sentence as it was read for somebody, in their language, on their day."""

    typed: Cut
    language: Language
    today: date
    found: CommandCall | KamError

    @classmethod
    def read(cls, typed: Cut, language: Language, today: date) -> "ReadSentence":
        """Read a sentence, which takes its time: do so while nobody waits for a lock."""
        try:
            return cls(typed, language, today, understand(typed, language, today))
        except KamError as error:
            return cls(typed, language, today, error)

    def carry_out(self, request: Request) -> Reply:
        """Do what was said; raises what was not understood, and what the command raises."""
        is_theirs = (self.language, self.today) == (request.person.language, request.writing_day)
        own = (
            self
            if is_theirs
            else ReadSentence.read(self.typed, request.person.language, request.writing_day)
        )
        own = _with_whom_it_names(request, own)
        if isinstance(own.found, Misunderstood):
            return _of_a_named_account(request, own.typed, own.found)
        if isinstance(own.found, KamError):
            raise own.found
        return carry_out(request, own.found)


def carry_out(request: Request, said: CommandCall) -> Reply:
    """Run a command with what was read; a window that has some of it in it opens by a button."""
    values = {name: _resolved(request, value) for name, value in said.values.items()}
    try:
        reply = said.run(request, **values)
    except LooksLike as like:
        return the_same(request, like)
    sentence = request.incoming.sentence
    is_message = request.incoming.trigger_id is None and len(sentence) <= LONGEST
    if isinstance(reply, Open) and values and is_message:
        way_in = SAY.draw(request.speech, None, Said(sentence), label=request.speech("Open"))
        return Open(reply.view, opens(request.speech, way_in))
    return reply


def _with_whom_it_names(request: Request, heard: ReadSentence) -> ReadSentence:
    """A sentence that was not understood, once more with those in it whom the account knows.

    `met Eva Leitner` is about C5, and `Ben sends the offer` about Ben.
    """
    is_unclear = isinstance(heard.found, Misunderstood) or (
        isinstance(heard.found, AskedBack) and heard.found.doubt is Doubt.AS_ACTION
    )
    if not is_unclear or request.look.account is None:
        return heard
    try:
        typed, acting = heard.typed.typed, request.acting(Right.READ)
    except NotAllowed:
        return heard
    referring = with_references(typed, contacts.offers(request.uow, acting))
    again = ReadSentence.read(cut(referring), heard.language, heard.today)
    if referring != typed and _is_clear(again.found):
        return again
    mentioning = with_mention(typed, accounts.team(request.uow, acting))
    if mentioning == typed:
        return heard
    again = ReadSentence.read(cut(mentioning), heard.language, heard.today)
    return heard if isinstance(again.found, Misunderstood) else again


def _is_clear(found: CommandCall | KamError) -> bool:
    """Whether a sentence with a reference in place of a name is about whom it names."""
    if isinstance(found, CommandCall):
        return "role" not in found.values
    return isinstance(found, AskedBack) and found.doubt is not Doubt.AS_ACTION


def _of_a_named_account(request: Request, typed: Cut, error: Misunderstood) -> Reply:
    """`lights acme`, `acme`: on the account of this name; raises Misunderstood."""
    ids = accounts.by_what_they_are_called(request.uow, request.person.id)
    for rest, name in _with_a_name(typed.typed.split()):
        if name in ids:
            there = _there(request, ids[name])
            own = ReadSentence.read(cut(rest), there.person.language, there.writing_day)
            if isinstance(own.found, CommandCall):
                return carry_out(there, own.found)
    raise error


def _with_a_name(words: list[str]) -> Iterable[tuple[str, str]]:
    """A sentence without the words of a name at its end or its beginning, and the name."""
    for count in range(min(len(words), LONGEST_NAME), 0, -1):
        yield " ".join(words[:-count]), _as_name(words[-count:])
        yield " ".join(words[count:]), _as_name(words[:count])


def _as_name(words: list[str]) -> str:
    return " ".join(words).casefold().strip("?!.,:\"'„“”").removeprefix("#")


def _there(request: Request, account_id: int) -> Request:
    """The request, as if it had been said in the channel of this account."""
    there = request.about(account_id)
    account = there.look.account
    channel_id = account.channel_id if account else request.incoming.channel_id
    is_elsewhere = channel_id != request.incoming.channel_id
    incoming = replace(request.incoming, channel_id=channel_id, is_elsewhere=is_elsewhere)
    return replace(there, incoming=incoming)


# ----------------------------------------------------------------------------------------- people


def _resolved(request: Request, value: Any) -> Any:  # noqa: ANN401 - whatever was read
    """A value with people in place of what they are called, and names in place of ids."""
    if isinstance(value, NamedPerson):
        return _person(request, value.typed)
    return with_names(request, value) if type(value) is str else value


def _person(request: Request, typed: str) -> str:
    """The person of this name in the team; raises NobodyNamed, SeveralNamed, NotAllowed."""
    if typed.casefold() in MYSELF:
        return request.person.id
    team = accounts.team(request.uow, request.acting(Right.READ))
    found = called(team, typed)
    if not found:
        raise NobodyNamed(typed)
    if len(found) > 1:
        raise SeveralNamed(typed, tuple(told_apart(found).values()))
    return found[0].id


MYSELF = frozenset({"me", "myself", "i", "ich", "mich", "mir"})
"""How people name themselves."""
