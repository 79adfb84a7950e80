"""The dispatcher: takes what somebody said or pressed, has it done in one transaction, and answers.

Nothing here speaks to Slack; what must be asked there first is left to the caller, through
`SlackLookupNeeded`.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo

from domain.activity import ChangedSince
from domain.errors import KamError
from domain.language import Language
from domain.permission import NotAllowed, Reason, admit
from handlers.accounts import views
from handlers.blocks.fields import field_of
from handlers.blocks.message import Message, Reply
from handlers.described import Installed
from handlers.failures import apology, speak
from handlers.grammar.grammar import Run
from handlers.grammar.table import BY_TOPIC, asks_for_help, cut
from handlers.help.views import overview
from handlers.history.edits import what_stands
from handlers.incoming import Incoming, InvalidPayload, SlackLookupNeeded
from handlers.names import names_in
from handlers.person_rates import PersonRates, TooQuick
from handlers.reading import for_reader
from handlers.request import Prepared, Request, TakesLong
from handlers.sentences import ReadSentence
from language.speech import Speech, speech
from services import access, accounts, drafts, history, pages, people
from services.access import NoAccountHere
from services.imports import PlanOutdated
from storage import patience
from storage.accounts import Look
from storage.inbox import Repeated
from storage.troubles import OutcomeUnknown, StorageTrouble
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

Clock = Callable[[], datetime]
Work = Callable[[Request], Reply]

PREPARED_AGAIN = 3
"""How often work that takes long is prepared where others change what it is about."""

WORTH_ASKING = frozenset({Reason.UNKNOWN, Reason.NOT_IN_TEAM, Reason.CONFIDENTIAL})
"""Reasons that a look at Slack may change: an event may have been missed."""


TO_ASK = frozenset({Reason.NOT_OWNER, Reason.NOT_ADMIN})
"""Refusals after which somebody else can be asked; they are said only to who may read."""


@dataclass(frozen=True)
class Dispatcher:
    """Answers sentences and presses of every workspace.

    `languages` and `zones` remember who reads what and which day it is where they are: for
    reading a sentence before a transaction is open, and for when the database cannot be asked.
    `pace`: how quickly one person may go on; None: as quickly as they like.
    """

    open_uow: OpenUnitOfWork
    clock: Clock
    language: Language
    installed: Installed
    languages: dict[str, Language] = field(default_factory=dict)
    pace: PersonRates | None = None
    zones: dict[str, tzinfo] = field(default_factory=dict)

    def answer_sentence(self, incoming: Incoming, *, last_word: bool = False) -> Reply:
        """The answer to a sentence.

        Raises Repeated, and SlackLookupNeeded unless this is the last word.
        """
        try:
            typed = cut(incoming.sentence)
        except KamError as error:
            return self.refuse(incoming, error)
        there = replace(
            incoming,
            channel_id=typed.channel_id or incoming.channel_id,
            is_elsewhere=typed.channel_id not in (None, incoming.channel_id),
        )

        heard = ReadSentence.read(typed, *self._read_for(there))

        def work(request: Request) -> Reply:
            told = what_stands(request) if incoming.edits else None
            if told is not None:
                return told
            try:
                return heard.carry_out(request)
            except NoAccountHere:
                return self._where(request, heard)

        return self._answer(there, work, last_word=last_word, helps=asks_for_help(typed))

    def _read_for(self, incoming: Incoming) -> tuple[Language, date]:
        """In which language and on which day a sentence is read, before a transaction is open.

        Looked up once a person; where it has changed, the sentence is read again.
        """
        writer = incoming.person_id
        if writer not in self.zones:
            with suppress(StorageTrouble), self.open_uow(incoming.workspace_id) as uow:
                self._look(uow, incoming)
        language = self.languages.get(writer, self.language)
        return language, self.clock().astimezone(self.zones.get(writer, UTC)).date()

    def answer_action(self, incoming: Incoming, run: Run, *, last_word: bool = False) -> Reply:
        """The answer to a button or a modal. Raises what `answer_sentence` raises."""
        return self._answer(incoming, run, last_word=last_word)

    def may_use(self, incoming: Incoming) -> bool:
        """Whether this person may use the product: asked before anything is fetched for them.

        Where that cannot be told now, the work itself says so.
        """
        if self._is_foreign(incoming):
            return False
        try:
            with self.open_uow(incoming.workspace_id) as uow:
                person = access.known(uow, incoming.person_id)
        except StorageTrouble:
            return True
        return person is not None and person.is_colleague

    def _answer(
        self, incoming: Incoming, work: Work, *, last_word: bool, helps: bool = False
    ) -> Reply:
        """The answer; `helps`: help was asked for, which can be given without the database."""
        try:
            if self.pace is not None:
                self.pace.keep(incoming.person_id)
        except TooQuick as error:
            return self.refuse(incoming, error)
        with patience.answering():
            try:
                return self._refused_or_done(incoming, work, last_word=last_word)
            except StorageTrouble as error:
                if helps:
                    return overview(self._remembered(incoming), BY_TOPIC)
                return self.refuse(incoming, error)

    def _refused_or_done(self, incoming: Incoming, work: Work, *, last_word: bool) -> Reply:
        try:
            return self._once(incoming, work)
        except NotAllowed as error:
            if error.reason in WORTH_ASKING and not last_word:
                raise SlackLookupNeeded from error
            return self.refuse(incoming, error)
        except (Repeated, StorageTrouble):
            raise
        except KamError as error:
            return self.refuse(incoming, error)

    def _once(self, incoming: Incoming, work: Work) -> Reply:
        """Do the work; where nobody knows whether it was kept, try the same delivery again.

        It has one effect: where the first try was kept, the second finds it repeated.
        """
        drawn: list[Reply] = []
        try:
            return self._in_transaction(incoming, work, drawn)
        except OutcomeUnknown as unknown:
            try:
                return self._in_transaction(incoming, work, [])
            except Repeated:
                return drawn[0]
            except StorageTrouble as error:
                raise unknown from error

    def _in_transaction(self, incoming: Incoming, work: Work, drawn: list[Reply]) -> Reply:
        """The answer, which is also `drawn` before anything is kept.

        What takes long is prepared first, while nobody waits for it, and anew where somebody
        changes meanwhile what it is about; raises ChangedSince where that does not end.
        """
        try:
            return self._at_once(incoming, Prepared(work), drawn)
        except TakesLong as long:
            for _attempt in range(PREPARED_AGAIN):
                with suppress(PlanOutdated):
                    return self._at_once(incoming, self._prepared(incoming, long), drawn)
        raise ChangedSince("", "", None, None)

    def _prepared(self, incoming: Incoming, long: TakesLong) -> Prepared:
        with self.open_uow(incoming.workspace_id) as uow:
            uow.only_reads()
            look = self._look(uow, incoming)
            return long.prepare(self._request(uow, incoming, look, self.clock()))

    def _at_once(self, incoming: Incoming, work: Prepared, drawn: list[Reply]) -> Reply:
        if self._is_foreign(incoming):
            raise NotAllowed(Reason.FOREIGN)
        now = self.clock()
        with self.open_uow(incoming.workspace_id) as uow:
            uow.stage(work.rows)
            uow.inbox.take(incoming.delivery, now)
            look = self._look(uow, incoming)
            admit(look.person)  # who may not be here learns nothing else, whatever they sent
            if incoming.is_invalid:
                raise InvalidPayload
            request = self._request(uow, incoming, look, now)
            reply = for_reader(request, work.run(request))
            reply.payload()  # what cannot be shown must not be kept
            drawn.append(reply)
            pages.follow(uow, now)
            uow.commit()
        return reply

    def _request(self, uow: UnitOfWork, incoming: Incoming, look: Look, now: datetime) -> Request:
        return Request(uow, incoming, look, now, self.language, self.installed.name)

    def _is_foreign(self, incoming: Incoming) -> bool:
        """Whether the payload alone says so: in an organisation people of several workspaces may
        be colleagues, and what Slack says of the person decides.
        """
        return incoming.is_foreign and not self.installed.enterprise_id

    def _look(self, uow: UnitOfWork, incoming: Incoming) -> Look:
        if incoming.account_id is None:
            look = access.look(uow, incoming.person_id, incoming.channel_id)
        else:
            look = access.look_at(uow, incoming.person_id, incoming.account_id)
        if look.person is not None:
            self.languages[incoming.person_id] = look.person.language
            self.zones[incoming.person_id] = look.person.zone
        return look

    def _where(self, request: Request, heard: ReadSentence) -> Reply:
        """No account is named: offer those the person may see, and keep what was typed.

        In a direct message somebody's only account is meant.
        """
        visible = accounts.visible(request.uow, request.person.id)
        said_in = request.incoming.channel_id
        if len(visible) == 1 and said_in.startswith("D"):
            account_id = visible[0].saved_id
            incoming = replace(request.incoming, account_id=account_id)
            return heard.carry_out(replace(request.about(account_id), incoming=incoming))
        if not visible:
            return views.no_account_here(request.speech)
        sentence = request.incoming.sentence
        draft = drafts.keep(request.uow, request.person.id, sentence, request.now)
        is_free = said_in.startswith(("C", "G")) and not request.incoming.is_elsewhere
        return views.choose(request.speech, visible, draft, sentence, is_free=is_free)

    def refuse(self, incoming: Incoming, error: KamError) -> Message:
        """The answer to somebody whose sentence or press could not be carried out."""
        said, typed, names = self._in_words(incoming, error)
        message = speak(said, typed, incoming.sentence, names)
        return replace(message, is_problem=True, field=field_of(error) or message.field)

    def say_internal_error(self, incoming: Incoming, incident: str) -> Message:
        """The answer where the product itself failed; the log knows the incident."""
        return replace(
            apology(self._remembered(incoming), incident, incoming.sentence), is_problem=True
        )

    def _in_words(
        self, incoming: Incoming, error: KamError
    ) -> tuple[Speech, KamError, Mapping[str, str]]:
        """The language to answer in, the error with names in place of ids, the names typed."""
        if isinstance(error, StorageTrouble | TooQuick):  # others need the database
            return self._remembered(incoming), error, {}
        try:
            with self.open_uow(incoming.workspace_id) as uow:
                names = names_in(uow, incoming.sentence)
                known = self._who_may(uow, incoming, _named(uow, error))
                person = access.known(uow, incoming.person_id)
                return speech(person.language if person else self.language), known, names
        except StorageTrouble:
            return self._remembered(incoming), error, {}

    def _who_may(self, uow: UnitOfWork, incoming: Incoming, error: KamError) -> KamError:
        """A refusal to somebody who knows of the account names those who may decide."""
        if not isinstance(error, NotAllowed) or error.reason not in TO_ASK:
            return error
        account = self._look(uow, incoming).account
        is_owners = error.reason is Reason.NOT_OWNER
        return NotAllowed(error.reason, people.deciding(uow, account if is_owners else None))

    def _remembered(self, incoming: Incoming) -> Speech:
        return speech(self.languages.get(incoming.person_id, self.language))


def chosen(request: Request, draft: int) -> Reply:
    """An account was chosen for a sentence that waited for it; raises DraftGone."""
    sentence = drafts.take(request.uow, request.person.id, draft, request.now)
    request = replace(request, incoming=replace(request.incoming, sentence=sentence))
    heard = ReadSentence.read(cut(sentence), request.person.language, request.today)
    reply = heard.carry_out(request)
    return replace(reply, replace=True) if isinstance(reply, Message) else reply


def _named(uow: UnitOfWork, error: KamError) -> KamError:
    if not (isinstance(error, ChangedSince) and error.by):
        return error
    names = history.names(uow, {error.by})
    return ChangedSince(error.ref, error.what, names.get(error.by), error.at)
