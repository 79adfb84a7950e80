"""Whole sentences about one thing, put into a command: who does it, whom one met, who stands in."""

import re
from collections.abc import Callable

from language.sentences.tokens import Token, TokenKind, cut_once, folded, rest_from

Named = Callable[[str], str | None]
"""The command that a word names, by its own word; None where it names none."""

SMALL = frozenset(
    (
        *("me", "us", "the", "all", "our", "of", "to", "as", "for", "mir", "uns", "die", "der"),
        *("das", "den", "alle", "unsere", "unseren", "auf", "als", "von", "für"),
        *("on", "about", "with", "zu", "über", "mit", "against", "gegen", "dem"),
    )
)
"""Words between a verb and what it is about."""

FIRST_WITH = {"done": "a", "drop": "a", "move": "am", "assign": "a"}
"""Commands that begin with their verb, whatever stands first, and what they are about."""

ASSIGN, MET = "assign", "met"


def owned(typed: str, named: Named) -> str:  # noqa: ARG001 - as the others
    """`A3 is mine`, `A3 übernimmt Chris`, `I take A3`: who does it."""
    found = cut_once(typed)
    said = " ".join(folded(found))
    if match := OWN.fullmatch(said):
        return f"{ASSIGN} {match['own'] or match['taken']} me"
    if match := TAKEN.fullmatch(said):
        return f"{ASSIGN} {match['ref']} {rest_from(typed, found, len(found) - 1)}"
    return typed


def with_verb_at_the_end(typed: str, named: Named) -> str:
    """`A2 auf nächsten Dienstag verschieben`: the verb follows the reference."""
    found = cut_once(typed)
    if len(found) < len(("A2", "Chris", "zuweisen")) or not found[0].is_reference:
        return typed
    verb = named(found[-1].folded) if found[-1].folded.endswith("en") else None
    if verb not in FIRST_WITH or found[0].folded[0] not in FIRST_WITH[verb]:
        return typed
    return f"{found[0].text} {verb} {typed[found[1].start : found[-2].end]}"


def met(typed: str, named: Named) -> str:
    """`Heute mit C2 über den Preis gesprochen`: with whom, then the rest in its order."""
    found = cut_once(typed)
    refs = [n for n, each in enumerate(found) if each.is_reference and each.folded[0] == "c"]
    verbs = [n for n, each in enumerate(found[:REACH]) if named(each.folded) == MET]
    begins = found[:1] and (found[0].is_reference or found[0].folded in BEGINS)
    if len(refs) != 1 or not verbs or not (begins or verbs[0] == 0):
        return typed
    if _is_before(verbs[0], refs[0]):
        return typed
    ref, verb = refs[0], verbs[0]
    small = {n for n in range(verb) if found[n].folded in SPEAKERS}
    small |= {ref - 1} if ref and found[ref - 1].folded in SMALL else set()
    left = [n for n in range(len(found)) if n not in {ref, verb, *small}]
    said = [f"{MET} {found[ref].folded}"]
    for n, token in enumerate(found):
        if n == verb and token.text.endswith(","):
            said[-1] += ","
        said += [typed[token.start : token.end]] if n in left else []
    return " ".join(said)


def _is_before(verb: int, ref: int) -> bool:
    """Whether it is said already as the command is: `met C1`, `spoke to C2`."""
    return verb == 0 and ref <= len(("spoke", "to"))


REACH = 12
"""Words among which it is looked for that one met."""

SPEAKERS = frozenset({"i", "i'm", "we", "ich", "wir", "have", "has", "habe", "haben", "hat", "bin"})
BEGINS = SPEAKERS | {"today", "yesterday", "just", "heute", "gestern", "gerade"}

OWN = re.compile(
    r"(?P<own>a[0-9]+) (?:is mine|gehört mir|belongs to me|übernehme ich|nehme ich|mach ich"
    r"|mache ich)|(?:i take|i'll take|i will take|i do|ich übernehme|ich nehme|ich mache)"
    r" (?P<taken>a[0-9]+)"
)
TAKEN = re.compile(
    r"(?P<ref>a[0-9]+) (?:übernimmt|macht|gehört|geht an|belongs to|goes to|is for) (?:<@\S+|@?\S+)"
)


def held(typed: str, named: Named) -> str:  # noqa: ARG001 - as the others
    """`@chris holds the link to C1`."""
    match = HELD.fullmatch(typed)
    return f"contact {match['ref']} {match['who']}" if match else typed


HELD = re.compile(
    r"(?P<who><@[^<>]+>|@\S+) (?:holds the link to|knows|hält (?:den )?kontakt zu|kennt)"
    r" (?P<ref>c[0-9]+)[.!]?",
    re.IGNORECASE,
)


def heard(typed: str, named: Named) -> str:  # noqa: ARG001 - as the others
    """`heard from Eva Leitner "…"`: who said it stays before what was said."""
    match = HEARD.fullmatch(typed)
    if match is None:
        return typed
    who = match["who"] or match["whom"] or match["whose"]
    return f'heard "{who}: {match["said"]}"{match["rest"]}'


NAME = r'[^"„“”«»]{2,60}?'
HEARD = re.compile(
    rf"(?:(?:(?:i|we) )?heard from (?P<who>{NAME})"
    rf"|(?:ich habe |wir haben |habe )?von (?P<whom>{NAME}) gehört"
    rf"|gehört von (?P<whose>{NAME}))[:,]? "
    r'["„“«](?P<said>[^"„“”«»]+)["”“»][.!]?(?P<rest>.*)',
    re.IGNORECASE,
)


def kept(typed: str, named: Named) -> str:  # noqa: ARG001 - as the others
    """`I did my part of S1`: what one says of one's own promise."""
    match = KEPT.fullmatch(typed.strip(" .!"))
    return f"question {match['ref'] or match['seins']} kept" if match else typed


KEPT = re.compile(
    r"i(?:'ve| have)? (?:did|done|kept) my (?:part|bit|share|promise)"
    r" (?:of|in|for|to) (?P<ref>s[0-9]+)"
    r"|(?:ich )?habe? (?:meinen teil|meine zusage) (?:von|zu|für|bei|an) (?P<seins>s[0-9]+)"
    r" (?:erledigt|getan|gemacht|erfüllt|gehalten|eingehalten)",
    re.IGNORECASE,
)


def away(typed: str, named: Named) -> str:  # noqa: ARG001 - as the others
    """`I am on vacation until 12 May, @chris stands in`: who gets what is meant for one."""
    found = cut_once(typed)
    at = next((n for n, each in enumerate(found) if each.folded in UNTIL), None)
    is_of_somebody = found[:1] and (_is_somebody(found[0]) or found[0].folded in SPEAKERS)
    if at is None or not is_of_somebody or not AWAY.search(typed):
        return typed
    who = [typed[each.start : each.end] for each in found if _is_somebody(each)]
    if not who and (match := STANDS_IN.search(typed)):
        who = [f"@{match[1]}"]
    end = next(
        (n + 1 for n in range(at + 1, len(found)) if found[n].text.endswith(",")), len(found)
    )
    end = min(end, at + 1 + DATE_WORDS)
    last = " ".join(each.text.rstrip(",") for each in found[at + 1 : end] if not _is_somebody(each))
    last = LEAVE.sub("", last)
    return f"away {' '.join(who[:1])} until {last}"


def _is_somebody(token: Token) -> bool:
    return token.kind is TokenKind.PERSON or token.text.startswith("@")


DATE_WORDS = 4
UNTIL = frozenset({"until", "till", "bis"})
AWAY = re.compile(
    r"\b(?:on (?:vacation|holiday|leave)|(?:am|be|i'm) away|out of office|(?:im|in) urlaub"
    r"|bin (?:ich )?(?:weg|abwesend)|my substitute|stands? in for me|vertritt mich"
    r"|meine vertretung|vertrete mich)\b",
    re.IGNORECASE,
)
STANDS_IN = re.compile(
    r"(\w+) (?:stands in|is standing in|covers|takes over|substitutes|vertritt|übernimmt)\b",
    re.IGNORECASE,
)
LEAVE = re.compile(
    r"\s*\b(?:im urlaub|in urlaub|on vacation|on holiday|weg|abwesend|nicht da)$", re.IGNORECASE
)
