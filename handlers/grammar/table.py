"""The one table of everything people can say, and how a sentence finds its command."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import ModuleType

from rapidfuzz import fuzz, process

from domain.errors import Invalid, KamError
from domain.language import Language
from handlers.accounts import commands as accounts
from handlers.actions import commands as actions
from handlers.digests import commands as digests
from handlers.files import calendars as calendar
from handlers.files import exports, imports
from handlers.goals import commands as goals
from handlers.grammar.grammar import Command, Run
from handlers.grammar.sentence import Sentence, Unread, Values
from handlers.grammar.shortcuts import Shortcut
from handlers.grammar.tokens import Token, TokenKind, tokens
from handlers.help import commands as help_commands
from handlers.history import commands as history
from handlers.home import commands as home
from handlers.leaders import commands as leaders
from handlers.lights import commands as lights
from handlers.milestones import commands as milestones
from handlers.mutes import commands as why
from handlers.plan import commands as plan
from handlers.portfolio import commands as portfolio
from handlers.quotes import commands as quotes
from handlers.reviews import commands as reviews
from handlers.settings import commands as settings
from handlers.settings import personal as own_settings
from handlers.sight import commands as sight
from handlers.strategies import commands as strategies
from handlers.strategies import commitments
from language.speech import mark


def merged(*tables: Mapping[str, Run]) -> Mapping[str, Run]:
    """One table of all; each noun declares its own."""
    return {action: run for table in tables for action, run in table.items()}


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
    mark("Goals and the way there"): (goals, milestones, quotes, sight),
    mark("Strategies the team commits to"): (strategies, commitments),
    mark("The account and its history"): (accounts, history, exports, imports),
    mark("What comes by itself"): (digests, portfolio, leaders, calendar, settings, own_settings),
}
"""The nouns by topic, in the order in which help shows them."""

MODULES = tuple(noun for nouns in TOPICS.values() for noun in nouns)


def commands_of(nouns: Iterable[ModuleType]) -> tuple[Command, ...]:
    """Everything that one can say about these nouns."""
    return joined(command for noun in nouns for command in noun.COMMANDS)


NOUNS = commands_of(MODULES)
BY_TOPIC = {title: commands_of(nouns) for title, nouns in TOPICS.items()}
TABLE: tuple[Command, ...] = (*NOUNS, *help_commands.commands(NOUNS, BY_TOPIC))
BUTTONS: Mapping[str, Run] = merged(
    *(module.BUTTONS for module in MODULES),
    *(home.BUTTONS, why.BUTTONS, help_commands.buttons(BY_TOPIC)),
)
MODALS: Mapping[str, Run] = merged(*(module.MODALS for module in MODULES))
SHORTCUTS: tuple[Shortcut, ...] = (*lights.SHORTCUTS, *actions.SHORTCUTS, *quotes.SHORTCUTS)
"""The manifest declares these, and `handlers.shortcuts` listens for them."""

NEAR = 70
"""How alike, of 100, a word must be to a command for that command to be suggested."""

SENTENCE_LIMIT = 4_000
"""Characters of a whole sentence; longer ones are refused before they are read."""


class Misunderstood(Invalid):
    """The sentence is none of the language's; `command` is the nearest, if any is near."""

    def __init__(
        self, typed: str, command: Command | None, word: str = "", cause: KamError | None = None
    ) -> None:
        """`word` is the first that could not be read."""
        super().__init__(typed, command, word, cause)
        self.typed = typed
        self.command = command
        self.word = word
        self.cause = cause


class SentenceTooLong(Invalid):
    """More was typed than any command can mean."""

    def __init__(self, length: int) -> None:
        """`length` in characters; the limit is SENTENCE_LIMIT."""
        super().__init__(length)
        self.length = length


@dataclass(frozen=True)
class Told:
    """A sentence that was understood."""

    run: Run
    values: Values


@dataclass(frozen=True)
class Cut:
    """A sentence cut into tokens; `channel_id` is the channel it names, if it names one."""

    typed: str
    tokens: tuple[Token, ...]
    channel_id: str | None


def cut(typed: str) -> Cut:
    """Cut a sentence; a channel named right after the command or at the end means an account."""
    if len(typed) > SENTENCE_LIMIT:
        raise SentenceTooLong(len(typed))
    found = tokens(typed)
    if found and _takes_channel(found[0]):
        return Cut(typed, tuple(found), None)
    for at in (1, len(found) - 1, 0):
        if 0 <= at < len(found) and found[at].kind is TokenKind.CHANNEL:
            return Cut(typed, (*found[:at], *found[at + 1 :]), found[at].text)
    return Cut(typed, tuple(found), None)


def _takes_channel(first: Token) -> bool:
    command = help_commands.named(TABLE, first.folded)
    return command is not None and command.takes_channel


def understand(sentence: Cut, language: Language, today: date) -> Told:
    """The form that the sentence fits; raises Misunderstood."""
    if not sentence.tokens:
        return Told(accounts.glance, {})
    first = sentence.tokens[0].folded
    command = help_commands.named(TABLE, first)
    if command is None and first in help_commands.ASKING:
        return Told(help_commands.overview(BY_TOPIC), {})
    if command is None:
        raise Misunderstood(sentence.typed, nearest(first), sentence.tokens[0].text)
    whole = Sentence(sentence.typed, sentence.tokens, language, today)
    try:
        return Told(*command.read(whole, 1))
    except Unread as unread:
        at = unread.at
        word = sentence.tokens[at].text if at < len(sentence.tokens) else ""
        raise Misunderstood(sentence.typed, command, word, unread.cause) from unread


def nearest(word: str) -> Command | None:
    """The command whose name is most like `word`; of a colour, the one that takes it."""
    if word in lights.COLOURS:
        return help_commands.named(TABLE, "light")
    names = {name: command for command in TABLE for name in command.names}
    found = process.extractOne(word, names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return names[found[0]] if found else None
