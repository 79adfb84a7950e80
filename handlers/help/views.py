"""Help, drawn from the command table."""

from collections.abc import Mapping, Sequence

from slack_sdk.models.blocks import Block, ContextBlock

from domain.text import shorten
from handlers.blocks.message import Message, context, header, section
from handlers.blocks.payload import Button, Payload
from handlers.grammar.grammar import Command
from language.sentences.slack_writing import in_order
from language.speech import Speech, mark

Topics = Mapping[str, Sequence[Command]]
"""Commands by what they are about; the titles are sentences of the catalog."""

HELP = Button("help", mark("What you can say"), Payload)
"""Shows everything one can say, in a window."""


FIRST = {
    mark("Say what speaks for us, or against us"): mark('light red "finance director leaving"'),
    mark("Plan what is to be done"): mark('action "call the finance director" by next Friday'),
    mark("Set a goal in numbers"): mark('goal "Products sold" from 2 to 5 by 2027-12-31'),
    mark("See how the account stands"): mark("account"),
    mark("See what is yours to do"): mark("mine"),
}
"""Five things to begin with, each with a sentence that works as it stands."""


def overview(_: Speech, topics: Topics) -> Message:
    """Five things to begin with, then all words by topic."""
    title = _("What you can say to kam")
    hint = _("`/kam help light` tells more of any word · in threads, say the same to @kam")
    begin = "\n".join(f"{_(what)}: {inline_code(_(said))}" for what, said in FIRST.items())
    words = "\n".join(_topic(_, name, commands) for name, commands in topics.items())
    return Message(title, [header(title), section(begin), section(words), context(hint)])


def _topic(_: Speech, name: str, commands: Sequence[Command]) -> str:
    words = " · ".join(f"`{_(command.example).split()[0]}`" for command in commands)
    return f"*{_(name)}*\n{words}"


def one(_: Speech, command: Command) -> Message:
    """One command: how it is used, and an example that works."""
    return Message(
        f"{_(command.about)}: /kam {_(command.example)}",
        [section(f"*{_(command.about)}*\n{usage(_, command)}"), context(*_names(_, command))],
    )


def usage(_: Speech, command: Command, typed: str = "") -> str:
    """The forms of a command, of those that begin as what was `typed` if some do, and an example
    that works.
    """
    forms = [_(form) for form in command.usage]
    word, _space, rest = typed.casefold().partition(" ")
    begun = [word, *rest.split()[:1]]
    near = [form for form in forms if rest and form.split()[: len(begun)] == begun]
    lines = [inline_code(form) for form in near or forms]
    example = inline_code(_(command.example))
    return "\n".join([*lines, _("For example: {example}", example=example)])


def _names(_: Speech, command: Command) -> list[str]:
    shown = _(command.example).split()[0]
    others = [name for name in command.also if name != shown]
    return [_("Also: {names}", names=", ".join(others))] if others else []


def misunderstood(_: Speech, command: Command | None, typed: str, problem: str) -> Message:
    """The part that could not be read, the usage of the nearest command, and the typed sentence."""
    blocks: list[Block] = [section(problem)]
    if command is None:
        blocks.append(section(_("`/kam help` shows everything you can say.")))
    else:
        blocks.append(section(usage(_, command, typed)))
    return _given_back(_, problem, typed, blocks)


def failed(_: Speech, typed: str, problem: str) -> Message:
    """Why a sentence that was understood could not be carried out, and the sentence."""
    return _given_back(_, problem, typed, [section(problem)])


def _given_back(_: Speech, problem: str, typed: str, blocks: Sequence[Block]) -> Message:
    text, small = typed_back(_, typed)
    return Message(f"{problem} {text}", [*blocks, small])


def typed_back(_: Speech, typed: str) -> tuple[str, ContextBlock]:
    """The typed sentence, for screen readers and as small print to be copied."""
    small = context(_("You typed: {typed}", typed=inline_code(typed)))
    return _("You typed: {typed}", typed=in_order(typed)), small


def inline_code(typed: str) -> str:
    """Something to type, so that it can be copied; a `<date>` in it is no link."""
    line = " ".join(shorten(in_order(typed), 1_500).replace("`", "'").split())
    safe = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"`/kam {shorten(safe, 2_500)}`"
