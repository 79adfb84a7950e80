"""Files as spreadsheets write them: any encoding, any separator, any end of line."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.tables.reading import COLUMNS, read, read_all
from documents.tables.writing import WITH_COMMAS, WITH_SEMICOLONS, Dialect, written
from domain.errors import KamError
from domain.language import Language
from domain.text import storable
from services.imports.columns import Noun
from services.imports.errors import BrokenQuotes, EmptyFile, NotATable, TooLarge, TooManyCells
from services.imports.tables import LINES, Table, TableRow

GERMAN = 'Konto;Aktion;Wer;Fällig am\r\nMüller;"Rufe ""Ärzte""; an";Jörg;5.5.2026\r\n'
LINE = {"account": "Müller", "text": 'Rufe "Ärzte"; an', "owner": "Jörg", "due": "5.5.2026"}


def table(text: str | bytes) -> Table:
    return read("a.csv", text if isinstance(text, bytes) else text.encode())


def rows(text: str | bytes) -> list[dict[str, str]]:
    return [row.cells for row in table(text).rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le"]
)
def test_every_encoding_that_windows_writes_is_read(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""

    assert rows(f"{mark}{GERMAN}".encode(encoding)) == [LINE]


@pytest.mark.parametrize("text", ["Jörg fährt nach Zürich", "Ägypten", "café", "Größe, Maß"])
def test_what_a_mac_writes_is_read(text: str) -> None:
    assert rows(f'text,owner\n"{text}",Anna\n'.encode("mac_roman"))[0]["text"] == text


@pytest.mark.parametrize(
    "text", ["100 €", "Plan – Ist", "don’t", "„so“", "bis … dann", "Straße §5"]
)
def test_signs_that_windows_writes_are_not_taken_for_a_macs_umlauts(text: str) -> None:
    assert rows(f'text,owner\n"{text}",Anna\n'.encode("cp1252"))[0]["text"] == text


def test_what_is_in_no_encoding_is_read_as_well_as_can_be() -> None:
    assert rows(b"text,owner\ncaf\x81\xe9,Anna\n") == [{"text": "café", "owner": "Anna"}]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_ends_of_lines_are_found_out(separator: str, end: str) -> None:
    lines = [["text", "owner", "due"], ["call", "Anna", "2026-05-05"], ["", "", ""], ["x", "", ""]]

    found = table(end.join(separator.join(line) for line in lines))

    assert [row.cells["text"] for row in found.rows] == ["call", "x"]
    assert [row.line for row in found.rows] == [2, 4]


def test_a_comma_in_a_text_is_no_separator_where_semicolons_part_the_headings() -> None:
    assert rows("text;owner\ncall, then write, then wait;Anna")[0]["text"] == (
        "call, then write, then wait"
    )


@pytest.mark.parametrize("named", ["sep=;\n", "SEP=;\r\n"])
def test_excels_line_that_names_the_separator_is_no_heading(named: str) -> None:
    (row,) = table(f"{named}text;owner\ncall;Anna\n").rows

    assert row == TableRow(3, {"text": "call", "owner": "Anna"})


def test_a_text_may_run_over_lines_and_the_next_line_is_still_counted_right() -> None:
    found = table('text,owner\n"call\nand write",Anna\nwait,Ben\n')

    assert [(row.line, row.cells["text"]) for row in found.rows] == [
        (2, "call\nand write"),
        (4, "wait"),
    ]


def test_formulas_are_text() -> None:
    assert rows("text,owner\n\"=cmd|'/c calc'!A0\",Anna\n")[0]["text"] == "=cmd|'/c calc'!A0"


@pytest.mark.parametrize(
    "headings,noun",
    [
        ("name,channel", Noun.ACCOUNTS),
        ("Kunde;Kanal;Verantwortlich", Noun.ACCOUNTS),
        ("account,level,text,from,to,by", Noun.GOALS),
        ("Konto;Ebene;Ziel;Jahre", Noun.GOALS),
        ("text,due", Noun.ACTIONS),
        ("AKTION;WER", Noun.ACTIONS),
        ("Due_Date,Task", Noun.ACTIONS),
        ("text,owner,source", Noun.ACTIONS),
        ("account,name,role", Noun.CONTACTS),
        ("Kunde;Name;Haltung", Noun.CONTACTS),
        ("Kunde;Wissen;Quelle", Noun.KNOWLEDGE),
    ],
)
def test_what_a_table_is_about_is_told_by_its_headings(headings: str, noun: Noun) -> None:
    assert table(f"{headings}\nx").noun is noun


@pytest.mark.parametrize(
    "headings,language",
    [
        ("Name,Funktion,Ziele", Language.GERMAN),
        ("Name,Role,Goals", Language.ENGLISH),
        ("Text,Status,Wer", Language.GERMAN),
        ("Text,Start,Level", Language.ENGLISH),
        ("Text,Owner,Monat", None),
    ],
)
def test_headings_tell_the_language_of_a_file(headings: str, language: Language | None) -> None:
    assert table(f"{headings}\nx").headings.language is language


def test_headings_that_mean_nothing_are_named() -> None:
    found = table("ref,text,owner,priority,owner\nA1,call,Anna,high,Ben\n")

    assert found.headings.ignored == ("ref", "priority", "owner")
    assert found.rows[0].cells == {"text": "call", "owner": "Anna"}


@pytest.mark.parametrize(
    "content,error",
    [
        (b"", NotATable),
        (b"\xef\xbb\xbf", NotATable),
        (b"PK\x03\x04\x14\x00\x00", NotATable),
        (b"ref,colour,text,blocks,decide_by\nL1,red,x,,\n", NotATable),
        (b"goal,text,heard_by\nG1,x,Anna\n", NotATable),
        (b"text,owner\n", EmptyFile),
        (b"text,owner\n,\n\n", EmptyFile),
        (b'text,owner\n"call,Anna\n', BrokenQuotes),
        (b'text,owner\n"call" now,Anna\n', BrokenQuotes),
        (b"text,owner\n" + b"call,Anna\n" * (LINES + 1), TooLarge),
        (b"text,owner\n" + b"x" * 5_000_000, TooLarge),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else str(value[:20]),
)
def test_what_is_no_table_of_ours_is_refused(content: bytes, error: type[KamError]) -> None:
    with pytest.raises(error):
        table(content)


def test_ten_thousand_lines_are_not_too_many() -> None:
    assert len(table("text,owner\n" + "call,Anna\n" * LINES).rows) == LINES == 10_000


def test_of_a_file_that_is_far_too_long_no_more_is_kept_than_may_be_in_it() -> None:
    content = b"text,due\n" + b"a,\n" * 400_000
    tracemalloc.start()
    with pytest.raises(TooLarge):
        read("table.csv", content)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 40_000_000


def test_of_a_first_line_that_never_ends_a_thousand_cells_are_looked_at() -> None:
    with pytest.raises(NotATable) as refused:
        table("nothing," * 400_000)

    assert len(refused.value.headings) == COLUMNS == 1_000


def test_a_line_with_more_cells_than_headings_is_a_problem_of_its_own() -> None:
    (wrong, right) = table("text,owner\ncall, and write,Anna\ncall,Anna,,\n").rows

    assert isinstance(wrong.problem, TooManyCells)
    assert (wrong.problem.found, wrong.problem.expected, wrong.line) == (3, 2, 2)
    assert right.problem is None


def test_of_several_files_the_unreadable_are_named_with_their_line() -> None:
    files = [("a.csv", b"x"), ("b.csv", b'text,due\nok,\n"x'), ("c.csv", b"text,due\nx,")]

    tables, problems = read_all(files)

    assert [each.name for each in tables] == ["c.csv"]
    assert [(each.file, each.line, type(each.error)) for each in problems] == [
        ("a.csv", 1, NotATable),
        ("b.csv", 3, BrokenQuotes),
    ]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1)
TRICKY = st.lists(
    st.sampled_from(["'", "=", "-", "\t", "\r", "\n", ";", ",", '"', "a"]), min_size=1
).map("".join)


@given(TEXT | TRICKY, st.sampled_from([WITH_COMMAS, WITH_SEMICOLONS]))
def test_what_we_export_we_read_back_as_it_was(text: str, dialect: Dialect) -> None:
    content = written([{"account": "Acme", "text": text, "owner": "x"}], dialect)

    (row,) = table(content).rows

    assert row.cells["text"] == storable(text).strip()
