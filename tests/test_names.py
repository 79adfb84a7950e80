"""One word, one meaning: no two classes of the product share a name."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PRODUCT = ("bot", "documents", "domain", "handlers", "language", "scheduler", "services", "storage")
ROOT = Path(__file__).parent.parent


def classes(source: str) -> Iterator[str]:
    """The names of the classes in a module, however deep."""
    return (node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef))


def homes_of_names() -> dict[str, list[str]]:
    """The modules in which each name is a class."""
    found: dict[str, list[str]] = defaultdict(list)
    for room in PRODUCT:
        for path in sorted((ROOT / room).rglob("*.py")):
            for name in classes(path.read_text()):
                found[name].append(str(path.relative_to(ROOT)))
    return found


def test_no_two_classes_share_a_name() -> None:
    found = homes_of_names()

    assert len(found) > 300
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_a_second_class_of_a_name_would_be_found() -> None:
    assert list(classes("class A:\n    class B: ...\ndef f():\n    class B: ...\n")) == [
        "A",
        "B",
        "B",
    ]


def translators(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where `_` is bound by an assignment or a loop: the line, and to what."""
    for node in ast.walk(tree):
        bound: list[tuple[ast.expr, str]] = []
        if isinstance(node, ast.Assign):
            bound = [(target, ast.unparse(node.value)) for target in node.targets]
        elif isinstance(node, ast.For | ast.comprehension):
            bound = [(node.target, "an item")]
        for target, value in bound:
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and name.id == "_":
                    yield name.lineno, value


def test_the_underscore_translates_and_nothing_else() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {value}"
        for room in PRODUCT
        for path in sorted((ROOT / room).rglob("*.py"))
        for line, value in translators(ast.parse(path.read_text()))
        if "speech" not in value
    ]

    assert found == []
