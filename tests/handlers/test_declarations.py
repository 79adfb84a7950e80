"""What a sentence, a button or a window brings is what its handler takes, and nothing else."""

import ast
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from handlers.grammar.grammar import Form, Run
from handlers.grammar.table import MODALS, TABLE, Answer
from handlers.grammar.use_cases import ChangeRun
from handlers.listeners import RUNS

HANDLERS = Path(__file__).parents[2] / "handlers"
ASSEMBLY = {"grammar", "home"}
"""Folders that put the nouns together."""

ANSWERS = {
    name: answer for name, answer in {**RUNS, **MODALS}.items() if isinstance(answer, Answer)
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_handler_takes_what_its_button_or_window_brings(name: str) -> None:
    answer = ANSWERS[name]

    must_take(answer.run, [each.name for each in fields(answer.brings)])


FORMS = [(command.word, form) for command in TABLE for form in command.forms]


@pytest.mark.parametrize("form", [form for _word, form in FORMS], ids=[word for word, _ in FORMS])
def test_a_handler_takes_what_a_sentence_says(form: Form) -> None:
    needed = {each.name for each in form.arguments if each.name}

    must_take(form.run, needed)
    must_take(form.run, needed | {each.name for each in form.options})


def must_take(run: Run, names: Iterable[str]) -> None:
    brings = dict.fromkeys(names)
    if isinstance(run, ChangeRun):
        inspect.signature(run.use_case).bind(None, None, **brings)
    else:
        inspect.signature(run).bind(None, **brings)


def foreign_commands() -> Iterator[str]:
    for file in sorted(HANDLERS.glob("*/*.py")):
        noun = file.parent.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or noun in ASSEMBLY:
                continue
            parts = (node.module or "").split(".")
            names = {*parts[2:], *(each.name for each in node.names)}
            if parts[0] == "handlers" and parts[1:2] not in ([], [noun]) and "commands" in names:
                yield f"{noun}/{file.name}: {node.module}"


def test_no_noun_imports_the_commands_of_another() -> None:
    assert list(foreign_commands()) == []
