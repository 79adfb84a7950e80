"""`/kam help [word]`."""

from collections.abc import Callable, Mapping

from handlers.blocks.message import Message, Open, said
from handlers.blocks.windows import unopened, window
from handlers.grammar.grammar import Buttons, Command, Form
from handlers.help import views
from handlers.help.views import Topics
from handlers.request import Request
from language.arguments.elements import Option, Why
from language.speech import mark, speech

Table = tuple[Command, ...]

_ENGLISH = ("hello", "hi", "hey", "what", "which", "how", "who", "why", "can", "could", "please")
_GERMAN = ("hallo", "moin", "was", "welche", "wie", "wer", "warum", "kann", "kannst", "bitte")
ASKING = frozenset({*_ENGLISH, *_GERMAN})
"""Words with which people begin who do not know yet what can be said."""


def command(table: Table, topics: Topics) -> Command:
    """The help command for a table of commands, itself included."""

    def show(request: Request, word: str | None = None) -> Message:
        asked = known.get(word.casefold()) if word else None
        return views.one(request.speech, asked) if asked else overview(topics)(request)

    made = Command(
        word="help",
        also=("hilfe", "?"),
        usage=(mark("help [word]"),),
        example=mark("help light"),
        about=mark("Everything you can say, or one word explained"),
        forms=(Form(show, options=(Option(Why("word")),)),),
    )
    known = by_name((*table, made))
    return made


def overview(topics: Topics) -> Callable[[Request], Message]:
    """Shows everything one can say."""
    return lambda request: views.overview(request.speech, topics)


def welcome(request: Request) -> Message:
    """The answer to thanks."""
    return said(request.speech("You are welcome! 🙂"))


def buttons(topics: Topics) -> Buttons:
    """The button that shows help in a window."""

    def show(request: Request) -> Open:
        _ = speech(request.person.language)
        return Open(window(views.overview(_, topics)), unopened(_))

    return {views.HELP: show}


def by_name(table: Table) -> Mapping[str, Command]:
    """The commands by each of their names, in any language."""
    return {name: command for command in table for name in command.names}
