"""`/kam help [word]`."""

from handlers.commands.grammar import Command, Form, Option, Run, Why
from handlers.speech import mark, speech
from handlers.turn import Turn
from handlers.views import help as views
from handlers.views.help import Topics
from handlers.views.message import Message, Open
from handlers.views.windows import unopened, window

Table = tuple[Command, ...]


def commands(table: Table, topics: Topics) -> Table:
    """The help command for a table of commands, itself included."""

    def show(turn: Turn, word: str | None = None) -> Message:
        command = named(known, word) if word else None
        if command is None:
            return views.overview(turn.speech, topics)
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
