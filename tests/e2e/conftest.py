"""A real browser on a local Slack."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.demo.local_slack import LocalSlack
from bot.demo.world import SAMPLE
from tests.e2e.slack_page import SlackPage

NewSlackPage = Callable[[LocalSlack], SlackPage]

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
_FROM_NPM = Path(__file__).parents[1] / "browser" / ".chromium" / "chromium.sh"
# It runs as root in containers, and asks nobody for anything.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 60_000  # milliseconds for the page to show what is awaited, on a machine that is busy


def chromium_here() -> str | None:
    """The machine's own Chromium, else the one that `make install` fetched from npm.

    None leaves the choice to Playwright, who may have one.
    """
    found = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    return found or (str(_FROM_NPM) if _FROM_NPM.exists() else None)


# Not for the session: the browser's event loop would run under every later test of this process.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_here(), args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def local_slack() -> Iterator[LocalSlack]:
    """The sample workspace, new for every test."""
    with LocalSlack.start(SAMPLE) as slack:
        yield slack


@pytest.fixture
def new_slack_page(browser: Browser) -> Iterator[NewSlackPage]:
    """Opens windows on a workspace: one is enough for several people, who take turns."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-GB", timezone_id="Europe/Berlin"
    )
    context.set_default_timeout(_PATIENCE)
    yield lambda slack: SlackPage(context.new_page(), slack.browser_url)
    context.close()


@pytest.fixture(scope="session")
def screenshots(pytestconfig: pytest.Config) -> Path:
    """Where pictures are kept: a build artefact, never in git."""
    return pytestconfig.rootpath / "build" / "screenshots"
