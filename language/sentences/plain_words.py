"""Plain words put into the words of a command: `L1`, `red …`, `what is due`."""

from collections.abc import Sequence

from language.sentences.everyday import BEGUN, MEANT, THANKS
from language.sentences.spoken import (
    ASSIGN,
    FIRST_WITH,
    MET,
    SMALL,
    Named,
    away,
    heard,
    held,
    kept,
    met,
    owned,
    with_verb_at_the_end,
)
from language.sentences.tokens import STRAY, Token, TokenKind, cut_once, folded, rest_from, skip

NOUNS = {
    "l": "light",
    "a": "action",
    "g": "goal",
    "m": "milestone",
    "s": "strategy",
    "c": "contact",
    "k": "know",
}
"""The command of what a reference names."""

NEW = frozenset(("new", "add", "create", "log", "neu", "neue", "neuer", "neues", "neuen", "lege"))
"""Words before what is set."""

SHOW = frozenset({"show", "zeig", "zeige", "see", "view", "display", "anzeigen"})
TURN = frozenset({"turn", "set", "mark", "make", "schalte", "setze", "stelle", "markiere"})
COURTESY = frozenset(
    (
        *("please", "pls", "bitte", "can", "could", "would", "kannst", "könntest", "you", "du"),
        *("mal", "mir", "uns", "i", "want", "to", "ich", "will", "möchte", "let", "me", "die"),
    )
)
AT_THE_END = frozenset({"zeigen", "anzeigen", "sehen", "please", "bitte"})

ENDS_OF = {
    ("done", "l"): "clear",
    ("done", "g"): "reached",
    ("drop", "g"): "drop",
    ("drop", "s"): "retire",
}
"""What else a verb is called of the thing that a reference names."""

GONE = frozenset(
    (
        *("delete", "remove", "lösche", "lösch", "entferne", "entfernen", "delete:"),
        *("forget", "vergiss", "vergessen"),
    )
)
"""Verbs of who wants to be rid of something."""

RID_OF = {
    "l": "light {ref} clear",
    "a": "drop {ref}",
    "g": "goal {ref} drop",
    "s": "strategy {ref} retire",
    "c": "contact {ref} gone",
    "k": "know {ref} gone",
}
"""How one is rid of what a reference names."""

ABOUT_A_REFERENCE = frozenset(
    (
        *("commit", "concern", "agreed", "done", "drop", "move", "assign", "milestones"),
        *("progress", "met", "contact"),
    )
)
"""Commands that say something of what stands already."""

GIVE = frozenset({"give", "gib", "gebt", "hand"})

STATES = frozenset(
    (
        *("is", "are", "was", "has", "been", "went", "turned", "stands", "now", "at", "just"),
        *("ist", "sind", "war", "wurde", "steht", "jetzt", "nun", "bei", "gerade"),
    )
)
"""Words between a reference and how it stands: `L1 is now green`, `G2 steht bei 3`."""

NOW = frozenset({"now", "jetzt", "nun", "already", "schon"})
"""Words behind it."""

TO = frozenset({"to", "by", "until", "due", "auf", "bis"})
""" `A7 to Friday` is to be moved."""


def is_thanks(typed: str) -> bool:
    """Whether somebody says thanks, and nothing else."""
    found = cut_once(typed)
    words = [token.folded.strip("!.🙏") for token in found if token.folded != "kam"]
    return " ".join(filter(None, words)) in THANKS


def in_full(typed: str, named: Named, colours: Sequence[str]) -> str:
    """The sentence as a command: what it says of itself stays as it was typed."""
    typed = _phrase(_begun(_without_courtesy(typed, named)))
    for rewrite in REWRITES:
        typed = rewrite(typed, named)
    return _coloured(typed, colours)


def _without_courtesy(typed: str, named: Named) -> str:
    """`Please show …`, `kannst du mal …`: what is asked for."""
    found = cut_once(typed)
    at = skip(found, COURTESY | NEW, 0)
    is_meant = 0 < at < len(found) and (
        found[at].is_reference or found[at].folded in SHOW | TURN or named(found[at].folded)
    )
    if not is_meant:
        return typed
    ends = found[-1].folded in AT_THE_END and len(found) > at + 1
    return typed[found[at].start : found[-2 if ends else -1].end]


def _phrase(typed: str) -> str:
    """A whole sentence of everyday language."""
    found = cut_once(typed)
    said = " ".join(folded(found))
    return MEANT.get(said, typed) if len(typed) < len(said) + len(STRAY) else typed


def _begun(typed: str) -> str:
    """`They said …`, `our vision is …`: the command, then what was said."""
    found = cut_once(typed)
    for count in (4, 3, 2):
        command = BEGUN.get(" ".join(folded(found[:count])))
        if command and len(found) > count:
            return f"{command} {rest_from(typed, found, count)}"
    return typed


def _asked(typed: str, named: Named) -> str:
    """`How is G1 going?`: what a question is about is shown."""
    found = cut_once(typed)
    refs = [token for token in found if token.is_reference]
    if len(refs) != 1 or not typed.endswith("?") or found[0].is_reference:
        return typed
    return typed if named(found[0].folded) else refs[0].folded


def _stated(typed: str, named: Named) -> str:  # noqa: ARG001 - as the others
    """`L1 is green now`, `G1 is at 3`: without the words between."""
    found = cut_once(typed)
    at = skip(found, STATES, 1)
    if at < len(("L1", "is")) or at >= len(found) or not found[0].is_reference:
        return typed
    end = len(found) - (len(found) > at + 1 and found[-1].folded in NOW)
    rest = typed[found[at].start : found[end - 1].end]
    is_measured = found[0].folded[0] == "g" and rest[0].isdecimal()
    return f"{'progress ' if is_measured else ''}{found[0].folded} {rest}"


def _rid(typed: str, named: Named) -> str:  # noqa: ARG001 - as the others
    """`Delete A1`: dropped, cleared, retired."""
    found = cut_once(typed)
    if len(found) != len(("delete", "A1")):
        return typed
    verb, ref = (token.folded for token in sorted(found, key=lambda each: each.is_reference))
    if verb not in GONE or ref[:1] not in RID_OF or not ref[1:].isdecimal():
        return typed
    return RID_OF[ref[0]].format(ref=ref)


def _given(typed: str, named: Named) -> str:  # noqa: ARG001 - as the others
    """`Give A1 to Ben`, `gib A1 an Ben`."""
    found = cut_once(typed)
    is_meant = len(found) > len(("give", "A1")) and found[0].folded in GIVE
    return f"{ASSIGN} {rest_from(typed, found, 1)}" if is_meant and found[1].is_reference else typed


def _without_small(typed: str, named: Named) -> str:
    """`Commit to S1 …`, `clear the L2`: the reference follows the verb."""
    found = cut_once(typed)
    at = skip(found, SMALL, 1)
    if at < len(("commit", "to")) or at >= len(found) or not found[at].is_reference:
        return typed
    command = named(found[0].folded)
    if command not in ABOUT_A_REFERENCE:
        return typed
    after = skip(found, STATES, at + 1) if command == PROGRESS else at + 1
    return f"{found[0].text} {found[at].folded} {rest_from(typed, found, after)}".strip()


def _shown(typed: str, named: Named) -> str:
    """`Show L1`, `zeig mir die roten Ampeln`: what is to be shown."""
    found = cut_once(typed)
    if not found or found[0].folded not in SHOW or named(found[0].folded):
        return typed
    rest = rest_from(typed, found, skip(found, SMALL, 1))
    return _phrase(rest) or "account"


def _turned(typed: str, named: Named) -> str:
    """`Mark A1 done`, `turn L2 to green`: the reference, then what becomes of it."""
    found = cut_once(typed)
    if len(found) < len(("turn", "L2", "red")) or found[0].folded not in TURN:
        return typed
    if not found[1].is_reference or named(found[0].folded):
        return typed
    return f"{found[1].folded} {rest_from(typed, found, skip(found, SMALL, 2))}"


def _by_reference(typed: str, named: Named) -> str:
    """`A1 done`, `L2 green`: the command of the noun, or of the verb."""
    found = cut_once(typed)
    if not found or not found[0].is_reference:
        return typed
    ref = found[0].folded
    verb = _verb(found[1], named) if len(found) > 1 else None
    is_said = len(found) > 1 and named(found[1].folded) == verb
    if verb in (ASSIGN, MOVE) and not is_said and ref[0] in FIRST_WITH[verb]:
        return f"{verb} {typed}"
    rest = rest_from(typed, found, 2)
    if verb and ref[0] in BEHIND.get(verb, ""):
        return f"{verb} {ref} {rest}".strip()
    if verb and (verb, ref[0]) in ENDS_OF:
        return f"{NOUNS[ref[0]]} {ref} {ENDS_OF[verb, ref[0]]} {rest}".strip()
    return f"{NOUNS[ref[0]]} {typed}"


MOVE, PROGRESS = "move", "progress"
BEHIND = {
    **FIRST_WITH,
    "commit": "s",
    "concern": "s",
    PROGRESS: "g",
    "milestones": "g",
    "agreed": "g",
    MET: "c",
}
"""Commands that may stand behind what they are about, and its letter."""


def _verb(second: Token, named: Named) -> str | None:
    """The word behind a reference: the command of a verb, somebody, or a date."""
    if second.kind is TokenKind.PERSON or second.text.startswith("@"):
        return ASSIGN
    return MOVE if second.folded in TO else named(second.folded)


def _with_noun_before(typed: str, named: Named) -> str:
    """`Action move A7 …`: the verb says it all."""
    found = cut_once(typed)
    if len(found) < len(("action", "move", "A7")) or not found[2].is_reference:
        return typed
    verb, noun = named(found[1].folded), named(found[0].folded)
    return rest_from(typed, found, 1) if verb in FIRST_WITH and noun in NOUNS.values() else typed


def _by_verb(typed: str, named: Named) -> str:
    """`Clear L2`, `reopen G2`, `done L2`: the command of what the reference names."""
    found = cut_once(typed)
    if len(found) < len(("clear", "L2")) or not found[1].is_reference:
        return typed
    verb, ref = found[0].folded, found[1].folded
    known = named(verb)
    if known is not None and (known, ref[0]) not in ENDS_OF:
        return typed
    meant = ENDS_OF[known, ref[0]] if known else verb
    return f"{NOUNS[ref[0]]} {ref} {meant} {rest_from(typed, found, 2)}".strip()


REWRITES = (
    *(
        heard,
        kept,
        owned,
        held,
        away,
        met,
        with_verb_at_the_end,
        _asked,
        _shown,
        _turned,
        _stated,
        _rid,
        _given,
        _without_small,
    ),
    *(_with_noun_before, _by_reference, _by_verb),
)
"""Each puts one way of speaking into the words of a command, and leaves any other as it is."""


def _coloured(typed: str, colours: Sequence[str]) -> str:
    """`Red CFO leaving` is a light; `red` and `red lights` are the board."""
    found = cut_once(typed)
    if not found or found[0].folded not in colours:
        return typed
    noun = found[1].folded if len(found) > 1 else "lights"
    if noun in ("light", "ampel"):
        return f"light {found[0].text} {rest_from(typed, found, 2)}".strip()
    if noun in ("lights", "ampeln"):
        return f"lights {found[0].text} {rest_from(typed, found, 2)}".strip()
    return f"light {typed}"
