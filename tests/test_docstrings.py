"""A docstring stands alone: hovered over, it says what it belongs to."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "handlers", "scheduler", "documents", "services", "storage", "language", "domain")
HEADLESS = ("The same ", "The same,", "The same.", "Who ", "What ")
"""Beginnings that refer to something else, or have no subject."""

Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def docstrings() -> Iterator[tuple[str, str]]:
    for file in (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, Documented):
                name = getattr(node, "name", "")
                yield f"{file.relative_to(ROOT)} {name}", ast.get_docstring(node) or ""


def test_no_docstring_begins_without_a_subject_or_refers_to_another() -> None:
    found = list(docstrings())

    assert len(found) > 3000
    assert [f"{place}: {text}" for place, text in found if text.startswith(HEADLESS)] == []
