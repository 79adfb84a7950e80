"""What people write, before it is kept: one sentence, no longer than its limit."""

from domain.errors import Invalid

SENTENCE_LIMIT = 500
"""Characters of a light, an action or a goal (design, section 3)."""

STATEMENT_LIMIT = 2_000
"""Characters of a strategy (design, section 3)."""


class TextMissing(Invalid):
    """There is nothing to keep: the text is empty or blank."""


class TextTooLong(Invalid):
    """The text is longer than its limit."""

    def __init__(self, length: int, limit: int) -> None:
        """`length` and `limit` in characters."""
        super().__init__(length, limit)
        self.length = length
        self.limit = limit


def sentence(text: str, limit: int = SENTENCE_LIMIT) -> str:
    """`text` on one line with single spaces; raises TextMissing and TextTooLong."""
    line = one_line(text)
    if not line:
        raise TextMissing
    if len(line) > limit:
        raise TextTooLong(len(line), limit)
    return line


def statement(text: str, limit: int = STATEMENT_LIMIT) -> str:
    """`text` with its paragraphs, each on one line; empty where there is none.

    Raises TextTooLong.
    """
    lines = (" ".join(line.split()) for line in storable(text).splitlines())
    kept = "\n".join(line for line in lines if line)
    if len(kept) > limit:
        raise TextTooLong(len(kept), limit)
    return kept


def one_line(text: str) -> str:
    """`text` on one line with single spaces, without what no database keeps."""
    return " ".join(storable(text).split())


def storable(text: str) -> str:
    """`text` without what no database keeps.

    That is NUL, which PostgreSQL refuses, and halves of surrogate pairs, which JSON can carry.
    """
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()
