"""Markdown and the printed page, whatever people wrote into an account."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from documents.html import printed
from documents.markdown import literal, markdown
from documents.report import Report, ReportLine, ReportPart, short
from domain.language import Language
from domain.text import one_line
from language.speech import speech

READER = MarkdownIt().enable(["table", "strikethrough"])
EN = speech(Language.ENGLISH)
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(list("\\`*_[]()<>#&|~!-+.1= "))
)
HOSTILE = [
    "*bold* _it_ `code` ~~no~~",
    "[link](https://evil.example) ![picture](https://evil.example/x.png)",
    "<script>alert(1)</script> <img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; </bdi></li></ul>",
    "a | b | c",
    "# no heading ### ",
    "https://evil.example www.evil.example me@evil.example",
    "\\* backslash \\",
    "' onload='x\" y",
]


def a_paper(text: str) -> Report:
    """Everything in it is this text."""
    line = ReportLine(text, text, (text,), (ReportLine(text, text, (text,)),))
    return Report(
        text, text, (ReportPart(text, (line, line)), ReportPart(text, (), text)), text, "en"
    )


def rendered(text: str) -> str:
    """What a reader of Markdown shows, as text."""
    return _Text.of(READER.render(text))


class _Text(HTMLParser):
    """The text of a page, and the tags in it."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()

    @classmethod
    def of(cls, page: str) -> str:
        return cls.read(page).text

    @classmethod
    def read(cls, page: str) -> "_Text":
        reader = cls()
        reader.feed(page)
        reader.close()
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _value in attrs if name.startswith("on") or name == "src"]

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXT)
def test_markdown_shows_any_text_as_it_was_written(text: str) -> None:
    shown = rendered(f"- **A1** {literal(text)} · end")

    assert one_line(shown) == one_line(f"A1 {text} · end")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_markdown(text: str) -> None:
    page = READER.render(markdown(a_paper(text)).decode())

    assert _Text.read(page).tags <= {"h1", "h2", "p", "ul", "li", "strong", "hr"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_the_page(text: str) -> None:
    page = _Text.read(printed(a_paper(text)).decode())

    assert page.tags <= {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "footer"),
        *("section", "h1", "h2", "p", "ul", "li", "b", "bdi", "small"),
    }
    assert page.text.count(text) == 19


def test_the_page_says_how_much_it_leaves_out() -> None:
    lines = tuple(ReportLine(f"A{number}", "call") for number in range(1, 10))

    cut = short(EN, Report("Acme", "", (ReportPart("Actions", lines),), "", "en"), 6)

    assert [line.mark for line in cut.parts[0].lines] == ["A1", "A2", "A3", "A4", "A5", "A6"]
    assert "and 3 more" in printed(cut).decode()
    assert "and 3 more" in markdown(cut).decode()
