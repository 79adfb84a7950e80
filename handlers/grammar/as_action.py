"""A sentence that begins with no command, but names somebody or a day: it may be an action."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from domain.language import Language
from handlers.grammar.grammar import Command
from language.arguments.days import BareDeadline, Time
from language.arguments.persons import NamedPerson
from language.sentences.asking_back import AskedBack, Doubt, Understood, in_quotes
from language.sentences.sentence import (
    LONGEST,
    Reading,
    Sentence,
    SentencePart,
    Unread,
    Values,
)
from language.sentences.tokens import tokens

NAMED = frozenset({"owner", "time"})
"""One of these makes an action of a sentence without a command."""

COMMAND = {Language.ENGLISH: "action", Language.GERMAN: "aktion"}
ME = {Language.ENGLISH: "@me", Language.GERMAN: "@mich"}
MINE = re.compile(r"(?:i|ich|remind me|erinnere? mich)\b", re.IGNORECASE)
"""Whoever begins so speaks of themselves."""

LEAD = re.compile(
    r"((?:<@[^<>]*>|@\S+)[\s,:]*)?(?:(?:i|we|ich|wir|let's|let us)\s+)?"
    r"(?:(?:will|should|must|can|could|shall|(?:need|needs|have|has|want|wants|ought|going) to"
    r"|werde|wird|werden|muss|müssen|soll|sollen|sollte|sollten|will|wollen|please|pls|bitte)\s+)",
    re.IGNORECASE,
)
"""What stands before a deed and is none of it: `we should`, `@chris needs to`."""


def as_action(
    action: Command, typed: str, said: str, language: Language, today: date
) -> AskedBack | None:
    """Whether a sentence is meant as an action; None where nothing makes one of it."""
    begun = f"{COMMAND[language]} {_without_lead(said)}"
    whole = Sentence(begun, tuple(tokens(begun)), language, today)
    try:
        values = action.read(whole, 1)[1]
    except AskedBack as asked:
        ways, understood = asked.ways[:2], asked.understood
    except Unread:
        return None
    else:
        if not values.get("text"):
            return None
        found = [_with_a_day(values, whole), values]
        ways = tuple(_way(each, language) for each in found if each)
        best = next(each for each in found if each)
        understood = Understood(best["text"], tuple(_parts(best, language)))
    named = {part.name for part in understood.parts}
    if not named & NAMED:
        return None
    if "owner" not in named and MINE.match(said):
        ways = tuple(f"{each} {ME[language]}" for each in ways)
    return AskedBack(Doubt.AS_ACTION, (typed,), ways, understood)


def _way(values: Values, language: Language) -> str:
    said_so = (part.typed for part in _parts(values, language))
    return " ".join([COMMAND[language], in_quotes(values["text"]), *said_so])


def _with_a_day(values: Values, whole: Sentence) -> Values:
    """The values with a day that stands amid the text: `ruft morgen die Direktorin an`."""
    text = Sentence(values["text"], tuple(tokens(values["text"])), whole.language, whole.today)
    deadline = BareDeadline("time")
    for at in range(1, min(len(text.tokens), LONGEST) if "time" not in values else 0):
        reading = next(_quietly(deadline, text, at), None)
        if reading and not deadline.is_weak(text, at, reading[1]):
            rest = f"{text.span(0, at)} {text.span(reading[1], len(text.tokens))}".strip()
            return {**values, "text": rest, "time": reading[0]}
    return {}


def _quietly(deadline: BareDeadline, text: Sentence, at: int) -> Iterator[Reading]:
    with suppress(Unread):
        yield from deadline.read(text, at)


def _without_lead(said: str) -> str:
    lead = LEAD.match(said)
    return (lead[1] or "") + said[lead.end() :] if lead else said


def _parts(values: Values, language: Language) -> Iterator[SentencePart]:
    owner, time = values.get("owner"), values.get("time")
    if owner:
        who = f"@{owner.typed}" if isinstance(owner, NamedPerson) else f"<@{owner}>"
        yield SentencePart(0, 0, "owner", who, 0, who)
    if isinstance(time, Time):
        yield SentencePart(0, 0, "time", time, 0, time.said(language))
