"""The short notation of usage lines, written out: every sentence that a line promises.

`a|b` is one or the other, `[…]` may be left out, `[by <date> | in <month>]` offers longer
choices, `<date>`, `@anna` and `#acme` stand for a date and mentions.
"""

import re
from collections.abc import Iterator
from itertools import product

PIECE = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|„[^“]*“|\S+")
STANDS_FOR = {
    "<date>": "2027-10-15",
    "<Datum>": "15.10.2027",
    "<month>": "October 2027",
    "<Monat>": "Oktober 2027",
}
MENTION = re.compile(r"(?<!<)@\w+")
CHANNEL = re.compile(r"(?<!<)#[\w-]+")


def written_out(usage: str) -> list[str]:
    """Every sentence that a usage line promises."""
    choices = [list(_choices(piece)) for piece in PIECE.findall(usage)]
    return [typed(" ".join(filter(None, words))) for words in product(*choices)]


def typed(sentence: str) -> str:
    """A sentence as Slack delivers it, with mentions of people and channels."""
    return CHANNEL.sub("<#C1>", MENTION.sub("<@U1>", sentence))


def _choices(piece: str) -> Iterator[str]:
    if piece.startswith("["):
        yield ""
        for part in piece[1:-1].split(" | "):
            yield from written_out(part)
    elif piece[0] in '"„':
        yield piece
    else:
        yield from (STANDS_FOR.get(word, word) for word in piece.split("|"))
