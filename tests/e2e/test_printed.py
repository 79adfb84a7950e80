"""The page to print, printed by a real browser: two sheets, whatever an account holds."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from documents.charts.roadmap.drawing import draw_map
from documents.html import printed, sheet
from documents.report import Report, ReportLine, ReportPart
from domain.language import Language
from language.speech import speech
from tests.documents.charts.roadmap.generated import HUGE, a_map

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PARTS = 11
"""As many as there ever are: three levels, three colours, late, three months, later, strategies."""


def test_the_road_map_has_a_sheet_of_its_own_and_a_full_account_fits_on_the_next(
    browser: Browser, tmp_path: Path, screenshots: Path
) -> None:
    _ = speech(Language.GERMAN)
    words = "Donaudampfschifffahrtsgesellschaft mit vielen weiteren Worten "
    small = ReportLine(
        "🟠 M12", words * 8, ("gefährdet", "beim jetzigen Tempo Do., 30. Sept. 2027")
    )
    line = ReportLine("A123", words * 8, ("Anna Berger", "überfällig seit Fr., 28. Nov. 2026"))
    goals = ReportPart(
        "Geschäftsziele", (ReportLine("G1", words * 8, ("Entwurf",), (small,) * 9),) * 30
    )
    parts = (goals, *(ReportPart("Ein Titel", (line,) * 300) for _number in range(PARTS)))
    whole = Report("Acme GmbH & Co. KG", "🔴 rot", parts, "Nur für das Account-Team.", "de")
    file = tmp_path / "page.html"
    file.write_bytes(printed(sheet(_, whole), draw_map(_, a_map(HUGE))))

    page = browser.new_page()
    page.goto(file.as_uri())
    make_report = page.pdf(prefer_css_page_size=True)
    page.screenshot(path=screenshots / "printed.png", full_page=True)
    page.close()

    assert len(re.findall(rb"/Type\s*/Page[^s]", make_report)) == 2
