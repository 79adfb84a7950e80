"""What a person sees and does in the local Slack, in their words.

Nothing here sleeps: every step waits until the page shows what it needs. Steps that are part
of a person's work end when the browser has sent them; what the bot makes of them is awaited
with `wait_for_…`.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

# What the parts are called in the page. Ephemeral messages carry a badge; everybody sees them
# here, so "only to me" is what the badge says, not what is tested.
_MESSAGE = ".msg"
_PRIVATE_BADGE = ".badge-eph"
_FIELD = ".modal .bk-input"
_LABEL = ".bk-label"
_HOME_SIGN = "🏠"


class SlackPage:
    """One browser window on the workspace."""

    def __init__(self, page: Page, url: str) -> None:
        self._page = page
        page.goto(url)
        expect(page.locator(".sidebar-item").first).to_be_visible()

    # ------------------------------------------------------------------------ getting around

    def act_as(self, name: str) -> None:
        """Be the person with this full name from now on."""
        self._page.get_by_label("Act as").select_option(label=name)

    def open(self, channel: str) -> None:
        """Show a channel, named without its #."""
        self._show(self._sidebar(channel), f"# {channel}")

    def open_dm(self, name: str) -> None:
        """Show the bot's direct messages with a person; there are some once the bot wrote."""
        self._show(self._sidebar(name), name)

    def open_home(self) -> None:
        """Show the bot's App Home for the person one acts as."""
        sign = self._page.locator(".hash", has_text=_HOME_SIGN)
        self._page.locator(".sidebar-item").filter(has=sign).click()
        expect(self._page.locator(".home")).to_be_visible()

    def open_thread(self, containing: str) -> None:
        """Show the thread of the newest message with this text, begun or not."""
        message = self._page.locator(f".messages {_MESSAGE}").filter(has_text=containing).last
        message.hover()
        # Pressed even where a picture that comes late moves the message from under the pointer.
        message.get_by_title("Reply in thread").dispatch_event("click")
        expect(self._thread()).to_be_visible()

    def close_thread(self) -> None:
        """Show the channel alone again."""
        self._thread().locator(".thread-x").click()
        expect(self._thread()).to_be_hidden()

    # ------------------------------------------------------------------------------- writing

    def type_command(self, command: str) -> None:
        """Send a slash command in the channel; `@anna` and `#acme-team` become mentions."""
        self._send(".main", command)

    def say(self, text: str) -> None:
        """Send a message to the channel; `@kam …` calls the bot."""
        self._send(".main", text)

    def reply(self, text: str) -> None:
        """Send a message to the open thread."""
        self._send(".thread-pane", text)

    # ------------------------------------------------------------------------------- reading

    def messages(self) -> list[str]:
        """What stands in the channel, oldest first, each with its author and time."""
        return self._page.locator(f".messages {_MESSAGE} .msg-body").all_inner_texts()

    def thread_messages(self) -> list[str]:
        """What stands in the open thread, from its first message on."""
        return self._page.locator(f".thread-pane {_MESSAGE} .msg-body").all_inner_texts()

    def wait_for_text(self, text: str) -> None:
        """Until a message, the App Home or a modal shows this."""
        places = self._page.locator(f"{_MESSAGE}, .home, .modal")
        expect(places.filter(has_text=text).last).to_be_visible()

    def wait_for_answer(self, text: str) -> None:
        """Until an answer "only visible to you" says this."""
        badge = self._page.locator(_PRIVATE_BADGE)
        expect(self._saying(text).filter(has=badge).last).to_be_visible()

    def wait_for_post(self, text: str) -> None:
        """Until a message to everybody says this."""
        badge = self._page.locator(_PRIVATE_BADGE)
        expect(self._saying(text).filter(has_not=badge).last).to_be_visible()

    def wait_until_gone(self, text: str) -> None:
        """Until no message says this any more."""
        expect(self._saying(text)).to_have_count(0)

    def wait_for_picture(self, description: str) -> None:
        """Until a picture with this alternative text has really loaded."""
        picture = self._page.get_by_alt_text(description).last
        expect(picture).to_have_js_property("complete", value=True)
        expect(picture).not_to_have_js_property("naturalWidth", value=0)
        picture.scroll_into_view_if_needed()

    def wait_for_bot(self) -> None:
        """Until the bot is connected."""
        self._expect_bot("connected")

    def wait_for_no_bot(self) -> None:
        """Until the bot has gone."""
        self._expect_bot("offline")

    # ------------------------------------------------------------------- buttons and menus

    def press_button(
        self, label: str, *, in_message_containing: str = "", beside: str = ""
    ) -> None:
        """Press a button of the newest message with this text that has one.

        `beside` says in which of its blocks, where several have a button with this label.
        """
        button = self._page.get_by_role("button", name=label, exact=True)
        where = self._saying(in_message_containing).filter(has=button).last
        if beside:
            where = where.locator(".blocks > *").filter(has_text=beside)
        where.get_by_role("button", name=label, exact=True).last.click()

    def press_home_button(self, label: str, *, beside: str = "") -> None:
        """Press a button of the App Home; `beside` says in which of its blocks."""
        block = self._page.locator(".home .blocks > *").filter(has_text=beside)
        block.get_by_role("button", name=label, exact=True).first.click()

    def pick(self, option: str, *, in_message_containing: str = "", beside: str = "") -> None:
        """Choose from a menu (select or overflow) of the newest message with this text.

        `beside` says in which of its blocks, where several have a menu.
        """
        where = self._saying(in_message_containing)
        if beside:
            where = where.locator(".blocks > *").filter(has_text=beside)
        menu = where.locator("select").last
        menu.select_option(label=option)

    # --------------------------------------------------------------------------------- modals

    def fill_modal(self, values: Mapping[str, str]) -> None:
        """Type into the fields with these labels; dates as 2027-12-31."""
        for label, value in values.items():
            field = self._field(label).locator("input")
            # A field that already shows the value would not count as touched.
            field.fill("")
            field.fill(value)

    def choose(self, label: str, option: str) -> None:
        """Choose an option of the select, radio buttons or checkboxes with this label."""
        field = self._field(label)
        menu = field.locator("select")
        if menu.count():
            menu.select_option(label=option)
        else:
            field.get_by_label(option, exact=True).check()

    def submit_modal(self) -> None:
        """Submit, and wait until the modal has closed."""
        self._submit()
        expect(self._page.locator(".modal")).to_be_hidden()

    def submit_modal_and_see(self, text: str) -> None:
        """Submit, and wait for the modal to show this: an error, or its next step."""
        self._submit()
        expect(self._page.locator(".modal")).to_contain_text(text)

    def close_modal(self) -> None:
        """Leave the modal without submitting."""
        self._page.locator(".modal-x").click()
        expect(self._page.locator(".modal")).to_be_hidden()

    # -------------------------------------------------------------------------------- keeping

    def resize(self, width: int, height: int) -> None:
        """Make the window as large as a picture shall be, in pixels."""
        self._page.set_viewport_size({"width": width, "height": height})

    def screenshot(self, path: Path) -> None:
        """Keep what is in the window as a PNG file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._page.mouse.move(0, 0)  # nothing is under the pointer
        self._page.screenshot(path=path, animations="disabled")

    # ------------------------------------------------------------------------------- helpers

    def _sidebar(self, name: str) -> Locator:
        # Before the name stands a sign: #, a lock, or a dot that is no text.
        exactly = re.compile(rf"^\W*{re.escape(name)}$")
        return self._page.locator(".sidebar-item").filter(has_text=exactly)

    def _show(self, item: Locator, title: str) -> None:
        item.click()
        expect(self._page.locator(".channel-title")).to_have_text(title)

    def _thread(self) -> Locator:
        return self._page.locator(".thread-pane")

    def _saying(self, text: str) -> Locator:
        return self._page.locator(_MESSAGE).filter(has_text=text)

    def _field(self, label: str) -> Locator:
        exactly = self._page.locator(_LABEL, has_text=re.compile(rf"^{re.escape(label)}$"))
        field = self._page.locator(_FIELD).filter(has=exactly)
        expect(field).to_be_visible()
        return field

    def _send(self, where: str, text: str) -> None:
        box = self._page.locator(f"{where} .composer-input")
        box.fill(text)
        # Not with Enter: that would pick from the list of people after a mention.
        self._page.locator(f"{where} .composer-send").click()
        expect(box).to_have_value("")

    def _submit(self) -> None:
        self._page.locator(".modal-btn.primary").click()

    def _expect_bot(self, state: str) -> None:
        expect(self._page.locator(".app-status .status")).to_have_text(state)
