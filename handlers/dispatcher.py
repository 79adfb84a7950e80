"""The desk: takes what somebody said or pressed, has it done in one transaction, and answers.

Nothing here speaks to Slack; what must be asked there first is left to the caller, through
`Unfamiliar`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.activity import ChangedSince
from domain.errors import KamError
from domain.language import Language
from domain.permission import NotAllowed, Reason, admit
from handlers.commands.grammar import Run
from handlers.commands.table import cut, understand
from handlers.errors import apology, speak
from handlers.fields import field_of
from handlers.speech import Speech, speech
from handlers.turn import Garbled, Heard, Turn, Unfamiliar
from handlers.views import accounts as views
from handlers.views.message import Message, Reply
from services import access, accounts, drafts, history
from services.access import NoAccountHere
from storage.accounts import Look
from storage.inbox import Repeated
from storage.unit_of_work import OpenUnitOfWork, StorageBusy, UnitOfWork

Clock = Callable[[], datetime]
Work = Callable[[Turn], Reply]


WORTH_ASKING = frozenset({Reason.UNKNOWN, Reason.NOT_IN_TEAM, Reason.CONFIDENTIAL})
"""Reasons that a look at Slack may change: an event may have been missed."""


@dataclass(frozen=True)
class Desk:
    """Answers sentences and presses of every workspace.

    `languages` remembers who reads what, for when the database cannot be asked.
    """

    open_uow: OpenUnitOfWork
    clock: Clock
    language: Language
    languages: dict[str, Language] = field(default_factory=dict)

    def hear(self, heard: Heard, *, last_word: bool = False) -> Reply:
        """The answer to a sentence.

        Raises Repeated, and Unfamiliar unless this is the last word.
        """
        try:
            told = cut(heard.sentence)
        except KamError as error:
            return self.sorry(heard, error)
        there = replace(
            heard,
            channel_id=told.channel_id or heard.channel_id,
            is_elsewhere=told.channel_id not in (None, heard.channel_id),
        )

        def work(turn: Turn) -> Reply:
            said = understand(told, turn.person.language, turn.today)
            try:
                return said.run(turn, **said.values)
            except NoAccountHere:
                return self._where(turn)

        return self._do(there, work, last_word=last_word)

    def press(self, heard: Heard, run: Run, *, last_word: bool = False) -> Reply:
        """The answer to a button or a modal. Raises what `hear` raises."""
        return self._do(heard, run, last_word=last_word)

    def admits(self, heard: Heard) -> bool:
        """Whether this person may use the product: asked before anything is fetched for them.

        Where that cannot be told now, the work itself says so.
        """
        if heard.is_foreign:
            return False
        try:
            with self.open_uow(heard.workspace_id) as uow:
                person = access.known(uow, heard.person_id)
        except StorageBusy:
            return True
        return person is not None and person.is_colleague

    def _do(self, heard: Heard, work: Work, *, last_word: bool) -> Reply:
        try:
            return self._within(heard, work)
        except NotAllowed as error:
            if error.reason in WORTH_ASKING and not last_word:
                raise Unfamiliar from error
            return self.sorry(heard, error)
        except Repeated:
            raise
        except KamError as error:
            return self.sorry(heard, error)

    def _within(self, heard: Heard, work: Work) -> Reply:
        if heard.is_foreign:
            raise NotAllowed(Reason.FOREIGN)
        now = self.clock()
        with self.open_uow(heard.workspace_id) as uow:
            uow.inbox.take(heard.delivery, now)
            look = self._look(uow, heard)
            admit(look.person)  # who may not be here learns nothing else, whatever they sent
            if heard.is_garbled:
                raise Garbled
            reply = work(Turn(uow, heard, look, now, self.language))
            reply.payload()  # what cannot be shown must not be kept
            uow.commit()
        return reply

    def _look(self, uow: UnitOfWork, heard: Heard) -> Look:
        if heard.account_id is None:
            look = access.look(uow, heard.person_id, heard.channel_id)
        else:
            look = access.look_at(uow, heard.person_id, heard.account_id)
        if look.person is not None:
            self.languages[heard.person_id] = look.person.language
        return look

    def _where(self, turn: Turn) -> Message:
        """No account is named: offer those the person may see, and keep what was typed."""
        visible = accounts.visible(turn.uow, turn.person.id)
        if not visible:
            return views.no_account_here(turn.speech)
        sentence = turn.heard.sentence
        draft = drafts.keep(turn.uow, turn.person.id, sentence, turn.now)
        return views.choose(turn.speech, visible, draft, sentence)

    def sorry(self, heard: Heard, error: KamError) -> Message:
        """The answer to somebody whose sentence or press could not be carried out."""
        message = speak(*self._in_words(heard, error), heard.sentence)
        return replace(message, is_problem=True, field=field_of(error) or message.field)

    def apologise(self, heard: Heard, incident: str) -> Message:
        """The answer where the product itself failed; the log knows the incident."""
        return replace(apology(self._remembered(heard), incident, heard.sentence), is_problem=True)

    def _in_words(self, heard: Heard, error: KamError) -> tuple[Speech, KamError]:
        """The language to answer in, and the error with names in place of ids."""
        if isinstance(error, StorageBusy):
            return self._remembered(heard), error
        try:
            with self.open_uow(heard.workspace_id) as uow:
                return self._speech_for(uow, heard), _named(uow, error)
        except StorageBusy:
            return self._remembered(heard), error

    def _speech_for(self, uow: UnitOfWork, heard: Heard) -> Speech:
        person = access.known(uow, heard.person_id)
        return speech(person.language if person else self.language)

    def _remembered(self, heard: Heard) -> Speech:
        return speech(self.languages.get(heard.person_id, self.language))


def chosen(turn: Turn) -> Reply:
    """An account was chosen for a sentence that waited for it; raises DraftGone."""
    sentence = drafts.take(turn.uow, turn.person.id, turn.heard.number("d"), turn.now)
    said = understand(cut(sentence), turn.person.language, turn.today)
    reply = said.run(turn, **said.values)
    return replace(reply, replace=True) if isinstance(reply, Message) else reply


def _named(uow: UnitOfWork, error: KamError) -> KamError:
    if not (isinstance(error, ChangedSince) and error.by):
        return error
    names = history.names(uow, {error.by})
    return ChangedSince(error.ref, error.what, names.get(error.by), error.at)
