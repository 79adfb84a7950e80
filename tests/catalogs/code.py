"""The sentences in the code.

Babel's own reader of Python overlooks a sentence inside an f-string before Python 3.12, and one
inside the facts of another at any time; a syntax tree shows them all.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).parents[2]
ROOMS = tuple(ROOT / name for name in ("handlers", "documents", "language"))

ARGUMENTS = {"_": 1, "mark": 1, "speech": 1, "self": 1, "plural": 2}
"""What a sentence is handed to, and how many of its first arguments are sentences."""

ONLY_SENTENCES = {"_", "plural"}
LATER = (ast.Name, ast.Attribute, ast.Subscript)
"""A sentence that was marked elsewhere."""


class Built(Exception):
    """A sentence is put together where it is said, so that no catalog can hold it."""


@dataclass(frozen=True)
class Sentence:
    """A sentence where it stands in the code; of a plural both forms.

    `facts` are the names of what it is given there; None where the call does not list them.
    """

    place: str
    forms: tuple[str, ...]
    facts: frozenset[str] | None

    def lacks(self) -> set[str]:
        """What it speaks of without being given it."""
        spoken = set().union(*map(placeholders, self.forms))
        return set() if self.facts is None else spoken - self.facts


def placeholders(text: str) -> set[str]:
    """The names between braces; raises ValueError for a brace without its partner."""
    return {name for _text, name, _spec, _kind in Formatter().parse(text) if name is not None}


def sentences(*folders: Path) -> list[Sentence]:
    """Every sentence in these folders, else in the packages that speak, by place; raises Built."""
    return [
        sentence
        for folder in folders or ROOMS
        for file in sorted(folder.rglob("*.py"))
        for sentence in _sentences_of(file, file.relative_to(folder.parent).as_posix())
    ]


def _sentences_of(file: Path, name: str) -> Iterator[Sentence]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        said = _name_of(call.func)
        forms = _forms(call, said, f"{name}:{call.lineno}")
        if forms:
            yield Sentence(f"{name}:{call.lineno}", forms, _facts(call, said))


def _name_of(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _forms(call: ast.Call, said: str, place: str) -> tuple[str, ...]:
    """The sentences a call says itself; empty where it says none, or one marked elsewhere."""
    first = call.args[: ARGUMENTS.get(said, 0)]
    forms = [arg.value for arg in first if isinstance(arg, ast.Constant)]
    if len(forms) == len(first):
        return tuple(form for form in forms if isinstance(form, str))
    if said in ONLY_SENTENCES and not all(isinstance(arg, LATER) for arg in first):
        raise Built(f"{place}: a sentence must stand there in one piece")
    return ()


def _facts(call: ast.Call, said: str) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    if said == "mark" or None in names:
        return None
    return frozenset(name for name in names if name) | ({"n"} if said == "plural" else set())
