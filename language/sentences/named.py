"""Names in a sentence, of the team and of the customer, by what they are called."""

import re
from collections.abc import Sequence

from domain.contact import Contact
from domain.person import Person

TITLES = r"(?:(?:ms|mrs|mr|frau|herrn?|dr)\.? )"


def called(team: Sequence[Person], typed: str) -> Sequence[Person]:
    """Everybody in a team who goes by this: by the name, one word of it, or as Slack has it."""
    wanted = _key(typed)
    return [
        each
        for each in team
        if wanted in map(_key, {each.name, *each.name.split(), each.handle or each.name})
    ]


def _key(name: str) -> str:
    return re.sub(r"[\s._-]", "", name).casefold()


def with_mention(typed: str, team: Sequence[Person]) -> str:
    """A sentence that begins with the name of one of the team, with an @ before it."""
    words = typed.split()
    for count in (2, 1):
        found = called(team, " ".join(words[:count])) if len(words) > count else ()
        if len(found) == 1:
            return f"@{'.'.join(found[0].name.split())} {' '.join(words[count:])}"
    return typed


def with_references(typed: str, contacts: Sequence[Contact]) -> str:
    """A sentence with C5 in place of the name of somebody at the customer; quotes stay."""
    for each in contacts:
        last = each.name.split()[-1]
        names = rf"{re.escape(each.name)}|{TITLES}{re.escape(last)}"
        typed = re.sub(
            rf"(?<![\w\"„“«])(?:{names})(?![\w\"”“»])", each.ref, typed, flags=re.IGNORECASE
        )
    return typed
