"""The one table of everything people can say, and how a sentence finds its command."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from types import ModuleType
from typing import Any

from domain.errors import Invalid, KamError
from domain.language import Language
from domain.permission import Right
from handlers.absences import commands as absences
from handlers.accounts import audience, confidentiality, moving, succession
from handlers.accounts import commands as accounts
from handlers.actions import commands as actions
from handlers.blocks.message import Reply
from handlers.blocks.payload import Button, Payload, Window, read
from handlers.contacts import commands as contacts
from handlers.deliveries import commands as deliveries
from handlers.digests import commands as digests
from handlers.files import calendars as calendar
from handlers.files import exports, imports
from handlers.goals import commands as goals
from handlers.grammar.as_action import as_action
from handlers.grammar.grammar import Buttons, Command, Run, Windows
from handlers.grammar.shortcuts import Shortcut
from handlers.help import commands as help_commands
from handlers.history import commands as history
from handlers.home import commands as home
from handlers.incoming import InvalidPayload
from handlers.knowledge import commands as knowledge
from handlers.leaders import commands as leaders
from handlers.lights import commands as lights
from handlers.milestones import commands as milestones
from handlers.mutes import commands as why
from handlers.plan import commands as plan
from handlers.portfolio import commands as portfolio
from handlers.questions import commands as questions
from handlers.quotes import commands as quotes
from handlers.request import Request
from handlers.reviews import commands as reviews
from handlers.roadmap import commands as roadmap
from handlers.settings import commands as settings
from handlers.settings import personal as own_settings
from handlers.sight import commands as sight
from handlers.strategies import commands as strategies
from handlers.strategies import commitments
from language.dates import AmbiguousDate
from language.sentences.asking_back import AskedBack, Doubt, Understood, which_day
from language.sentences.plain_words import in_full, is_thanks
from language.sentences.sentence import Sentence, Unread, Values
from language.sentences.slack_writing import as_typed
from language.sentences.tokens import Token, TokenKind, tokens
from language.speech import mark
from language.vocabulary import COLOURS


@dataclass(frozen=True)
class Answer:
    """Whatever answers a button or a window: it gets what came back by its names."""

    brings: type[Payload]
    run: Run

    def __call__(self, request: Request) -> Reply:
        """Read what came back, and answer; raises InvalidPayload and NotAllowed."""
        incoming = request.incoming
        try:
            brought = read(self.brings, {**incoming.memory, **incoming.value})
        except InvalidPayload:
            if request.look.account is not None:
                request.acting(Right.READ)  # who may not know of the account learns nothing else
            raise
        return self.run(request, **brought)


Declared = Mapping[str, Run] | Buttons | Windows


def merged(*tables: Declared) -> Mapping[str, Run]:
    """One table of all, by the ids that Slack knows; each noun declares its own."""
    return dict(_answer(one, run) for table in tables for one, run in table.items())


def _answer(declared: str | Button[Any] | Window, run: Run) -> tuple[str, Run]:
    if isinstance(declared, Button):
        return declared.action, Answer(declared.carries, run)
    if isinstance(declared, Window):
        return declared.callback, Answer(declared.brings, run)
    return declared, run


def joined(commands: Iterable[Command]) -> tuple[Command, ...]:
    """One command a word: two nouns may share one, such as `move A7 …` and `move M4 …`."""
    found: dict[str, Command] = {}
    for command in commands:
        known = found.get(command.word)
        found[command.word] = _both(known, command) if known else command
    return tuple(found.values())


def _both(one: Command, other: Command) -> Command:
    return replace(
        one,
        also=tuple(dict.fromkeys((*one.also, *other.also))),
        usage=(*one.usage, *other.usage),
        forms=(*one.forms, *other.forms),
    )


TOPICS = {
    mark("Traffic lights"): (lights,),
    mark("Plan: who does what by when"): (actions, plan, reviews),
    mark("Goals and the way there"): (goals, milestones, quotes, questions, roadmap, sight),
    mark("Strategies the team commits to"): (strategies, commitments),
    mark("The customer: people and facts"): (contacts, knowledge),
    mark("The account and its history"): (
        *(accounts, audience, confidentiality, moving, succession),
        *(history, exports, imports),
    ),
    mark("Automatic messages"): (
        *(digests, portfolio, leaders, calendar, settings, own_settings),
        *(deliveries, absences),
    ),
}
"""The nouns by topic, in the order in which help shows them."""

MODULES = tuple(noun for nouns in TOPICS.values() for noun in nouns)


def commands_of(nouns: Iterable[ModuleType]) -> tuple[Command, ...]:
    """Everything that one can say about these nouns."""
    return joined(command for noun in nouns for command in getattr(noun, "COMMANDS", ()))


NOUNS = commands_of(MODULES)
BY_TOPIC = {title: commands_of(nouns) for title, nouns in TOPICS.items()}
HELP = help_commands.command(NOUNS, BY_TOPIC)
TABLE: tuple[Command, ...] = (*NOUNS, HELP)
BY_NAME = help_commands.by_name(TABLE)
BUTTONS: Mapping[str, Run] = merged(
    *(getattr(module, "BUTTONS", {}) for module in MODULES),
    *(home.BUTTONS, why.BUTTONS, help_commands.buttons(BY_TOPIC)),
)
MODALS: Mapping[str, Run] = merged(*(getattr(module, "MODALS", {}) for module in MODULES))
SHORTCUTS: tuple[Shortcut, ...] = (*lights.SHORTCUTS, *actions.SHORTCUTS, *quotes.SHORTCUTS)
"""The manifest declares these, and `handlers.shortcuts` listens for them."""

NEAR = 70
SHORT = 3
"""Letters of a word that is like too many others: it must begin as the command does."""

SOUNDS_LIKE_LIGHT = frozenset({"lite", "lites", "lyte"})
"""How alike, of 100, a word must be to a command for that command to be suggested."""

SENTENCE_LIMIT = 4_000
"""Characters of a whole sentence; longer ones are refused before they are read."""


@dataclass(eq=False)
class Misunderstood(Invalid):
    """The sentence is none of the language's; `command` is the nearest, if any is near.

    `word` is the first that could not be read; `is_guess`: the command was not named.
    """

    typed: str
    command: Command | None
    word: str = ""
    cause: KamError | None = None
    is_guess: bool = False


@dataclass(eq=False)
class SentenceTooLong(Invalid):
    """More was typed than any command can mean.

    `length` in characters; the limit is SENTENCE_LIMIT.
    """

    length: int


@dataclass(frozen=True)
class CommandCall:
    """A sentence that was understood."""

    run: Run
    values: Values


@dataclass(frozen=True)
class Cut:
    """A sentence cut into tokens; `channel_id` is the channel it names, if it names one.

    `typed` is what is given back; `said` begins with the word of a command where it can.
    """

    typed: str
    said: str
    tokens: tuple[Token, ...]
    channel_id: str | None


def asks_for_help(typed: Cut) -> bool:
    """Whether the sentence begins with a word for help, in any language."""
    return bool(typed.tokens) and typed.tokens[0].text.casefold() in HELP.names


def cut(sentence: str) -> Cut:
    """Cut a sentence; a channel named right after the command or at the end means an account."""
    if len(sentence) > SENTENCE_LIMIT:
        raise SentenceTooLong(len(sentence))
    typed = as_typed(sentence)
    found = tokens(typed)
    channel = None if _takes_channel(found) else _channel(found)
    rest = typed if channel is None else f"{typed[: channel.start]} {typed[channel.end :]}"
    said = in_full(rest.strip(), _word_of, tuple(COLOURS))
    return Cut(typed, said, tuple(tokens(said)), channel.text if channel else None)


def _channel(found: Sequence[Token]) -> Token | None:
    for at in (1, len(found) - 1, 0):
        if 0 <= at < len(found) and found[at].kind is TokenKind.CHANNEL:
            return found[at]
    return None


def _takes_channel(found: Sequence[Token]) -> bool:
    command = BY_NAME.get(found[0].folded) if found else None
    second = found[1].folded if len(found) > 1 else ""
    return command is not None and (command.takes_channel or second in command.channel_after)


def _word_of(name: str) -> str | None:
    command = BY_NAME.get(name.casefold())
    return command.word if command else None


def understand(sentence: Cut, language: Language, today: date) -> CommandCall:
    """The form that the sentence fits; raises Misunderstood and AskedBack."""
    if not sentence.tokens:
        return CommandCall(accounts.glance, {})
    if is_thanks(sentence.typed):
        return CommandCall(help_commands.welcome, {})
    _ask_of_each(sentence, language, today)
    first = sentence.tokens[0].folded
    command = BY_NAME.get(first)
    if command is None and first in help_commands.ASKING:
        return CommandCall(help_commands.overview(BY_TOPIC), {})
    if command is None:
        _ask_as_action(sentence, language, today)
        near, word = nearest(first) or _mentioned(sentence), sentence.tokens[0].text
        raise Misunderstood(sentence.typed, near, word, is_guess=True)
    return _read(command, sentence, Sentence(sentence.said, sentence.tokens, language, today))


def _read(command: Command, sentence: Cut, whole: Sentence) -> CommandCall:
    try:
        return CommandCall(*command.read(whole, 1))
    except AskedBack as asked:
        raise asked.there(sentence.channel_id) from asked
    except Unread as unread:
        at, cause = unread.at, unread.cause
        if isinstance(cause, AmbiguousDate):
            raise which_day(whole, at, cause).there(sentence.channel_id) from unread
        word = whole.tokens[at].text if at < len(whole.tokens) else ""
        raise Misunderstood(sentence.typed, command, word, cause) from unread


def _ask_as_action(sentence: Cut, language: Language, today: date) -> None:
    """`Ben sends the offer by Friday` may be an action; raises AskedBack."""
    asked = as_action(BY_NAME["action"], sentence.typed, sentence.said, language, today)
    if asked is not None:
        raise asked.there(sentence.channel_id)


def _ask_of_each(sentence: Cut, language: Language, today: date) -> None:
    """`L1 and L2 are green` is asked back as one sentence each; raises AskedBack."""
    found = tokens(sentence.typed)
    refs = list(takewhile(lambda each: each.is_reference or each.folded in JOINING, found))
    rest = found[len(refs) :]
    named = [each.folded.upper() for each in refs if each.is_reference]
    if not (1 < len(named) <= REACH and rest and len(found) <= REACH * 2):
        return
    ways = tuple(f"{ref} {sentence.typed[rest[0].start :]}" for ref in named)
    try:
        for way in ways:
            understand(cut(way), language, today)
    except KamError:
        return
    raise AskedBack(Doubt.EACH, tuple(named), ways, Understood("")).there(sentence.channel_id)


JOINING = frozenset({"and", "und", "&", "", "+"})
"""Words between references: a comma alone is folded to none."""


def _mentioned(sentence: Cut) -> Command | None:
    """The first command that a sentence names somewhere."""
    found = (BY_NAME.get(token.folded) for token in sentence.tokens[1:REACH])
    return next((command for command in found if command), None)


REACH = 8
"""Words among which a command is looked for."""


def nearest(word: str) -> Command | None:
    """The command whose name is most like `word`; of a colour, the one that takes it."""
    if word in COLOURS or word in SOUNDS_LIKE_LIGHT:
        return BY_NAME["light"]
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 3 MiB that clear words save

    names = [name for name in BY_NAME if len(word) > SHORT or name[0] == word[:1]]
    found = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=NEAR)
    return BY_NAME[found[0]] if found else None
