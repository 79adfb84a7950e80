"""`/kam help [word]`."""

from collections.abc import Callable

from handlers.commands.grammar import Command, Form, Option, Run, Why
from handlers.speech import mark, speech
from handlers.turn import Turn
from handlers.views import help as views
from handlers.views.help import Topics
from handlers.views.message import Message, Open
from handlers.views.windows import unopened, window

Table = tuple[Command, ...]

_ENGLISH = ("hello", "hi", "hey", "what", "which", "how", "who", "why", "can", "could", "please")
_GERMAN = ("hallo", "moin", "was", "welche", "wie", "wer", "warum", "kann", "kannst", "bitte")
ASKING = frozenset({*_ENGLISH, *_GERMAN, "thanks", "danke"})
"""Words with which people begin who do not know yet what can be said."""


def commands(table: Table, topics: Topics) -> Table:
    """The help command for a table of commands, itself included."""

    def show(turn: Turn, word: str | None = None) -> Message:
        command = named(known, word) if word else None
        if command is None:
            return overview(topics)(turn)
        return views.one(turn.speech, command)

    made = Command(
        word="help",
        also=("hilfe", "?"),
        usage=(mark("help [word]"),),
        example=mark("help light"),
        about=mark("Everything you can say, or one word explained"),
        forms=(Form(show, options=(Option(Why("word")),)),),
    )
    known = (*table, made)
    return (made,)


def overview(topics: Topics) -> Callable[[Turn], Message]:
    """Shows everything one can say."""
    return lambda turn: views.overview(turn.speech, topics)


def buttons(topics: Topics) -> dict[str, Run]:
    """The button that shows help in a window."""

    def show(turn: Turn) -> Open:
        _ = speech(turn.person.language)
        return Open(window(views.overview(_, topics)), unopened(_))

    return {views.HELP: show}


def named(table: Table, word: str) -> Command | None:
    """The command with this name, in any language."""
    folded = word.casefold()
    return next((command for command in table if folded in command.names), None)
