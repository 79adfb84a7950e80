"""People in a sentence: a mention, or a name that the account's team is asked about."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.errors import Invalid
from language.sentences.sentence import Argument, Reading, Sentence, Stands, Unread
from language.sentences.tokens import TokenKind


class GroupNamed(Invalid):
    """A user group was named where one person is meant."""


@dataclass(frozen=True)
class NamedPerson:
    """Somebody by a name that was typed; who that is, the account's team tells."""

    typed: str


@dataclass(eq=False)
class NobodyNamed(Invalid):
    """Nobody in the account's team is called that."""

    name: str


@dataclass(eq=False)
class SeveralNamed(Invalid):
    """More than one person in the team is called that; `names` are theirs."""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class PersonMention(Argument):
    """A mention of somebody; the value is their Slack user id, or a name behind an @."""

    name: str
    stands = Stands.ANYWHERE

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        token = sentence.tokens[at]
        if token.kind is TokenKind.PERSON:
            yield token.text, at + 1
        elif token.kind is TokenKind.GROUP:
            raise Unread(at, GroupNamed(), is_sure=True)
        elif token.kind is TokenKind.WORD and token.text.startswith("@") and token.folded[1:]:
            yield NamedPerson(token.folded[1:]), at + 1


JOINING = frozenset({"to", "an", "for", "für"})
"""Words before a name that are none of it."""


@dataclass(frozen=True)
class AnyPerson(PersonMention):
    """Somebody by a mention or, where nothing but a person can stand, by name: up to two words."""

    stands = Stands.APART

    def read(self, sentence: Sentence, at: int) -> Iterator[Reading]:
        yield from PersonMention.read(self, sentence, at)
        words = sentence.words(at)
        if words[:1] and words[0].casefold() in JOINING:
            return
        for count in (2, 1):
            name = " ".join(words[:count])
            if len(words) >= count and name.replace(" ", "").replace("-", "").isalpha():
                yield NamedPerson(name), at + count
