import subprocess
import sys
from pathlib import Path

import pytest

from domain.language import Language
from language.speech import speech
from tests.catalogs.__main__ import check
from tests.catalogs.check import misgiven, problems
from tests.catalogs.code import ROOT, Built, Sentence, placeholders, sentences
from tests.catalogs.files import read, updated, written

DE = Language.GERMAN

GREETING = """\
msgid "Hello {name}"
msgstr "Hallo {name}"
"""
MORE = """\
msgid "{n} light"
msgid_plural "{n} lights"
msgstr[0] "{n} Ampel"
msgstr[1] "{n} Ampeln"
"""


def spoken(*forms: str, facts: frozenset[str] | None = None) -> Sentence:
    return Sentence("handlers/x.py:1", forms, facts)


HELLO = spoken("Hello {name}")
LIGHTS = spoken("{n} light", "{n} lights")


def found(text: str, *said: Sentence) -> list[str]:
    return problems(read(text, DE), said)


def said_in(tmp_path: Path, code: str) -> list[Sentence]:
    (tmp_path / "module.py").write_text(code, encoding="utf-8")
    return sentences(tmp_path)


# ------------------------------------------------------------------------- this very project


@pytest.mark.parametrize("language", [language for language in Language if language != "en"])
def test_every_sentence_is_translated(language: Language) -> None:
    assert check(language, sentences()) == []


def test_every_sentence_is_given_the_facts_it_speaks_of() -> None:
    assert misgiven(sentences()) == []


@pytest.mark.parametrize("language", Language)
def test_every_sentence_renders_with_its_facts(language: Language) -> None:
    _ = speech(language)
    for sentence in sentences():
        names = set().union(*map(placeholders, sentence.forms)) - {"n"}
        facts = {name: f"‹{name}›" for name in names}

        if len(sentence.forms) > 1:
            one, many = sentence.forms
            texts = [_.plural(one, many, n, **facts) for n in (0, 1, 2)]
        else:
            texts = [_(sentence.forms[0], **facts)]

        for text in texts:
            assert text.strip(), sentence.place
            assert "{" not in text, sentence.place
            assert all(fact in text for fact in facts.values()), sentence.place


def test_the_command_line_says_that_all_is_well() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.catalogs"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (run.returncode, run.stdout) == (0, "Every sentence is translated.\n")


# --------------------------------------------------------------------------- what is reported


def test_a_complete_catalog_is_left_in_peace() -> None:
    assert found(GREETING + "\n" + MORE, HELLO, LIGHTS) == []


def test_a_missing_translation_is_named_with_its_place() -> None:
    assert found("", HELLO) == ["missing: handlers/x.py:1: 'Hello {name}'"]
    assert found('msgid "Hello {name}"\nmsgstr ""\n', HELLO) == [
        "missing: handlers/x.py:1: 'Hello {name}'"
    ]


def test_a_fuzzy_translation_is_named() -> None:
    (line,) = found("#, fuzzy\n" + GREETING, HELLO)

    assert line.startswith("fuzzy: ")


def test_a_translation_that_nobody_says_any_more_is_stale() -> None:
    assert found(GREETING) == ["stale, no longer in the code: 'Hello {name}'"]
    assert found('#~ msgid "Gone"\n#~ msgstr "Weg"\n') == ["stale, no longer in the code: 'Gone'"]


@pytest.mark.parametrize("german", ["Hallo", "Hallo {Name}", "Hallo {name} {more}", "Hallo {name"])
def test_placeholders_must_be_those_of_the_original(german: str) -> None:
    (line,) = found(f'msgid "Hello {{name}}"\nmsgstr "{german}"\n', HELLO)

    assert line.startswith("placeholders differ: ")


def test_each_form_of_a_plural_needs_its_translation() -> None:
    (line,) = found(MORE.replace("{n} Ampeln", ""), LIGHTS)

    assert line.startswith("a plural form is missing: ")


def test_a_sentence_that_became_a_plural_is_missing_and_its_old_self_stale() -> None:
    lines = found('msgid "{n} light"\nmsgstr "{n} Ampel"\n', LIGHTS)

    assert [line.split(":")[0] for line in lines] == ["missing", "stale, no longer in the code"]


# ------------------------------------------------------------------------- what is found in code


def test_sentences_are_found_wherever_they_are_said(tmp_path: Path) -> None:
    code = """
plain = _("plain")
nested = _("outer {a}", a=shorten(_("inner")))
dressed = f"*{_('in an f-string')}*"
several = _.plural("{n} one", "{n} many", 3)
later = mark("marked")
turn.speech("said by the turn")
_(later)
"""
    assert [sentence.forms for sentence in said_in(tmp_path, code)] == [
        ("plain",),
        ("outer {a}",),
        ("inner",),
        ("in an f-string",),
        ("{n} one", "{n} many"),
        ("marked",),
        ("said by the turn",),
    ]


@pytest.mark.parametrize("code", ['_(f"Hello {name}")', '_("a" if b else "c")', '_("a" + b)'])
def test_a_sentence_that_is_put_together_on_the_spot_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(Built, match=r"module\.py:1"):
        said_in(tmp_path, code)


def test_a_sentence_that_is_not_given_its_facts_is_named(tmp_path: Path) -> None:
    said = said_in(tmp_path, '_("{who} owns {name}", name=name)\n_.plural("{n} a", "{n} b", 2)')

    (line,) = misgiven(said)

    assert line.endswith("module.py:1: not given {who}: '{who} owns {name}'")


# ------------------------------------------------------------------------------- what is written


def test_an_update_keeps_translations_and_their_comments_and_drops_what_is_gone() -> None:
    old = "# said at the door\n" + GREETING + '\nmsgid "Gone"\nmsgstr "Weg"\n'

    text = written(updated(read(old, DE), [LIGHTS, HELLO]))

    assert 'msgstr "Hallo {name}"' in text
    assert "# said at the door" in text
    assert "Gone" not in text
    assert 'msgid_plural "{n} lights"\nmsgstr[0] ""' in text


def test_what_is_written_is_sorted_and_without_places_or_dates() -> None:
    text = written(updated(read("", DE), [spoken("b"), spoken("a")]))

    assert text.index('msgid "a"') < text.index('msgid "b"')
    assert "#:" not in text
    assert "Date" not in text


def test_a_second_update_changes_nothing() -> None:
    text = written(updated(read(GREETING, DE), [LIGHTS, HELLO]))

    assert written(updated(read(text, DE), [HELLO, LIGHTS])) == text
