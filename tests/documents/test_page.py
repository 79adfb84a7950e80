"""The account's page: tables that Slack takes, whatever people wrote and however much of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.page import PageKey, PageSection, PageText, emptied, section
from documents.report import ReportLine, ReportPart
from domain.language import Language
from language.speech import speech
from tests.slack.fake.canvases import LARGEST_EDIT, Section, sections_of

EN = speech(Language.ENGLISH)
TEXTS = st.text(max_size=500)
LINES = st.builds(
    ReportLine,
    st.sampled_from(["G2", "🔴 L1"]),
    TEXTS,
    st.tuples(TEXTS),
    st.lists(st.builds(ReportLine, st.just("M4"), TEXTS), max_size=6).map(tuple),
)


def a_section(*lines: ReportLine) -> PageSection:
    return section(EN, PageKey.BUSINESS, "Goals", [ReportPart("Goals", lines, "None yet.")])


def a_page(*sections: PageSection) -> PageText:
    return PageText("Acme", "kept", sections, "## Notes\n\nyours", ", as of Tue 28 Apr 2026, 09:00")


def on_slack(markdown: str) -> list[Section]:
    """The sections that Slack makes of it; fails where it refuses."""
    return sections_of(markdown, lambda: "temp:C:1", "canvas_editing_failed")


@settings(max_examples=40, deadline=None)
@given(lines=st.lists(LINES, max_size=12))
def test_any_section_is_one_table_that_one_edit_takes(lines: list[ReportLine]) -> None:
    found = a_section(*lines)
    table = found.table("Goals: kept by kam, as of Tue 28 Apr 2026, 09:00")

    (one,) = on_slack(table)
    assert one.kind == "table"
    assert len(table.encode()) <= LARGEST_EDIT


def test_what_is_too_much_for_an_edit_is_counted() -> None:
    lines = [ReportLine(f"A{n}", "call the finance director " * 4, ("Anna",)) for n in range(60)]

    rows = a_section(*lines).rows

    assert len(rows) == 2 + 20 + 1
    assert rows[-1] == "|  | and 40 more |  |"


def test_a_section_with_nothing_in_it_says_so() -> None:
    assert "None yet" in a_section().rows[-1]


def test_each_section_says_who_keeps_it_and_as_of_when() -> None:
    written = a_page(a_section(ReportLine("G2", "Products sold"))).whole()

    table = on_slack(written)[2]
    assert "Goals: kept by kam, as of Tue 28 Apr 2026, 09:00" in table.text
    assert [each.kind for each in on_slack(written)] == [
        "paragraph",
        "h2",
        "table",
        "h2",
        "paragraph",
    ]


def test_the_fingerprint_changes_with_what_is_said_and_not_with_the_clock() -> None:
    one, other = a_section(ReportLine("G2", "sold")), a_section(ReportLine("G2", "unsold"))

    assert one.digest == a_section(ReportLine("G2", "sold")).digest
    assert one.digest != other.digest


def test_an_emptied_page_holds_nothing_of_the_account() -> None:
    found = emptied(EN, a_page(a_section(ReportLine("G2", "Products sold"))))

    assert "Products" not in found.whole()
    assert "not only the account team can read here" in found.whole()


def test_what_people_wrote_makes_no_cell_no_link_and_no_mention() -> None:
    (table,) = on_slack(
        a_section(ReportLine("G2", "a | b <https://x.de> @here **bold**")).table("x")
    )

    assert "\\|" in table.markdown
    assert "**bold**" not in table.markdown
    assert "https://" not in table.markdown
