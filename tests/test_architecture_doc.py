import re

from tests.architecture_doc import FILE, INTRODUCTION, ROOMS, page, said_of
from tests.catalogs.code import ROOT


def test_the_list_of_files_is_what_each_says_of_itself() -> None:
    stale = "run `python -m tests.architecture_doc --update`"

    assert FILE.read_text(encoding="utf-8") == page(), stale


def test_every_file_outside_the_tests_begins_with_a_sentence_on_what_is_in_it() -> None:
    rooms = [ROOT / room for room in ROOMS if room != "tests"]

    assert [file for room in rooms for file in room.rglob("*.py") if not said_of(file)] == []


def test_every_file_that_the_introduction_names_is_there() -> None:
    named = re.findall(r"`(\w+/(?:[\w/]+[.]py|[\w/]*/)?)`", INTRODUCTION)

    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_name_that_the_introduction_places_stands_there() -> None:
    placed = re.findall(r"`(\w+)` in `([\w/]+[.]py)`", INTRODUCTION)
    found = [
        re.search(
            rf"^(def |class )?{name}\b", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE
        )
        for name, file in placed
    ]

    assert len(placed) > 5
    assert all(found), placed
