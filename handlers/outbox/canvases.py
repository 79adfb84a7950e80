"""Canvases: the only module that writes on them. One change a call, a section as a whole.

An id of a section is lost when it is replaced, so it is looked up again by what the section says:
its last row, which nothing else on the canvas begins with.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from documents.markdown import literal
from documents.page import PageSection, PageText
from domain.page import TRIES, Page, PagePlace, Trouble, Written
from handlers.blocks.message import Message
from handlers.outbox import posting
from handlers.outbox.slack_errors import reason
from services.pages import PageStep

NEEDED = frozenset({"canvases:read", "canvases:write"})
"""Scopes without which there is no page; a workspace may refuse them."""

EDITING_FAILED = "canvas_editing_failed"

TROUBLES: Mapping[str, Trouble] = {
    "missing_scope": Trouble.SCOPE,
    "canvas_disabled_user_team": Trouble.OFF,
    "canvas_deleting_disabled": Trouble.OFF,
    "team_tier_cannot_create_channel_canvases": Trouble.PLAN,
    "free_teams_cannot_create_standalone_canvases": Trouble.PLAN,
    "free_teams_cannot_create_non_tabbed_canvases": Trouble.PLAN,
    "free_teams_cannot_edit_standalone_canvases": Trouble.PLAN,
    "channel_canvas_already_exists": Trouble.TAKEN,
    "free_team_canvas_tab_already_exists": Trouble.TAKEN_FREE,
    "restricted_action": Trouble.RIGHTS,
    "no_permission": Trouble.RIGHTS,
    "access_denied": Trouble.RIGHTS,
    "canvas_not_found": Trouble.GONE,
    "canvas_deleted": Trouble.GONE,
    "file_deleted": Trouble.GONE,
    "file_not_found": Trouble.GONE,
}
"""What Slack's refusals mean for the page, until somebody does something about it."""

PERHAPS_NEXT_TIME = frozenset(
    {
        *(EDITING_FAILED, "canvas_creation_failed", "canvas_tab_creation_failed"),
        *("channel_canvas_creation_failed", "canvas_editing_locked", "canvas_too_large"),
    }
)
"""Slack could not do it, and has been seen to do the same a little later."""


@dataclass(frozen=True, kw_only=True)
class CanvasWork(Message):
    """The sections to write on a canvas (`todo`), and what stands there already (`written`).

    No `canvas_id`: it is to be made at `place` first. `title` is the one that stands there, as far
    as it is known. `empties`: nothing of the account is left.
    """

    text: str = ""
    channel: str
    canvas_id: str | None
    place: PagePlace
    page: PageText
    todo: tuple[PageSection, ...]
    written: Mapping[str, Written] = field(default_factory=dict)
    title: str | None = None
    empties: bool = False

    def as_written(self, section: PageSection, section_id: str | None = None) -> Written:
        """The section as it stands on Slack once it is written."""
        digest = "" if self.empties else section.digest
        stamp = self.page.stamped(section)
        return Written(section.title, section.mark, stamp, digest, section_id)


@dataclass(frozen=True)
class Stopped:
    """Slack says no for good, or until somebody does something about it."""

    trouble: Trouble


@dataclass(frozen=True)
class CanvasWriter:
    """Carries out one work. `keep` is told of every step that was done, before the next one."""

    client: WebClient
    keep: Callable[[PageStep], None]

    def carry_out(self, work: CanvasWork, attempts: int) -> posting.Outcome | Stopped:
        """Do it all; what was done before Slack said no is not done again."""
        try:
            self._write(work)
        except SlackApiError as error:
            return _refusal(error, attempts)
        except (OSError, HTTPException) as error:
            return posting.Lost(type(error).__name__)
        except _NoPage as no:
            return Stopped(no.trouble)
        return posting.Sent(work.channel, "")

    def _write(self, work: CanvasWork) -> None:
        if work.canvas_id is None:
            self._make(work)
            return
        if work.place is PagePlace.OWN and not self._is_shared(work):
            raise _NoPage(Trouble.GONE)
        self._write_sections(work, work.canvas_id)
        if not work.empties and work.title != work.page.title:
            self._entitle(work, work.canvas_id)

    # ------------------------------------------------------------------------------- making

    def _make(self, work: CanvasWork) -> None:
        """Make the canvas with everything on it, or find the one that is to be written on."""
        there = self._canvas_of_channel(work)
        if there is not None and (work.place is PagePlace.SECTION or self._is_ours(work, there)):
            self.keep(PageStep(there))
            self._write_sections(work, there)
            self._entitle(work, there)  # it may have been the page of an account that moved away
            return
        if there is not None and work.place is not PagePlace.OWN:
            raise _NoPage(Trouble.TAKEN)
        made = self._create(work)
        written = {str(each.key): work.as_written(each) for each in work.todo}
        self.keep(PageStep(made, written, work.page.title))
        for section in work.todo:
            self._keep(work, made, section)

    def _canvas_of_channel(self, work: CanvasWork) -> str | None:
        """The canvas that the channel has already; raises _NoPage where we may write on none."""
        answer = self.client.conversations_info(channel=work.channel)
        granted = _scopes(answer)
        if granted and not granted >= NEEDED:
            raise _NoPage(Trouble.SCOPE)
        properties = answer["channel"].get("properties") or {}
        found = (properties.get("canvas") or {}).get("file_id")
        return str(found) if found else None

    def _is_ours(self, work: CanvasWork, canvas_id: str) -> bool:
        """Whether we wrote on it before, and were not told that we did."""
        return any(self._find(canvas_id, each.mark) for each in work.todo[:1])

    def _create(self, work: CanvasWork) -> str:
        is_own = work.place is PagePlace.OWN
        create = (
            self.client.canvases_create if is_own else self.client.conversations_canvases_create
        )
        made = create(
            channel_id=work.channel,
            title=work.page.title,
            document_content=_markdown(work.page.whole()),
        )
        return str(made["canvas_id"])

    def _is_shared(self, work: CanvasWork) -> bool:
        """Whether a canvas of our own still stands in the channel; yes where we may not ask."""
        try:
            file = self.client.files_info(file=work.canvas_id or "")["file"]
        except SlackApiError as error:
            if TROUBLES.get(reason(error)) is Trouble.GONE:
                raise
            return True
        return work.channel in {*(file.get("channels") or ()), *(file.get("groups") or ())}

    # -------------------------------------------------------------------------------- writing

    def _write_sections(self, work: CanvasWork, canvas_id: str) -> None:
        before: str | None = None
        todo = {each.key for each in work.todo}
        for section in work.page.sections:
            known = work.written.get(section.key)
            if section.key in todo:
                before = self._write_section(work, canvas_id, section, before) or before
            elif known is not None:
                before = known.id or before

    def _write_section(
        self, work: CanvasWork, canvas_id: str, section: PageSection, before: str | None
    ) -> str | None:
        """Replace the section, or put it in where it is not there; its new id."""
        known = work.written.get(section.key)
        table = section.table(work.page.stamped(section))
        old = known.id if known else None
        if not (old and self._is_replaced(canvas_id, old, table)):
            old = self._found(canvas_id, section, known)
            if old is None:
                self._insert(work, canvas_id, section, before)
            else:
                self._edit(canvas_id, "replace", table, old)
        if known is not None and known.title != section.title:
            self._rename(canvas_id, known.title, section.heading)
        return self._keep(work, canvas_id, section, old)

    def _is_replaced(self, canvas_id: str, section_id: str, table: str) -> bool:
        """Whether the section was replaced; not where its id is known no more."""
        try:
            self._edit(canvas_id, "replace", table, section_id)
        except SlackApiError as error:
            if reason(error) == EDITING_FAILED:
                return False
            raise
        return True

    def _found(self, canvas_id: str, section: PageSection, known: Written | None) -> str | None:
        """The section by what it says: as it was last written, else by how it always begins."""
        texts = [known.stamp, known.mark] if known else []
        for text in dict.fromkeys([*texts, section.mark]):
            ids = self._find(canvas_id, text)
            if ids:
                return ids[0]
        return None

    def _insert(
        self, work: CanvasWork, canvas_id: str, section: PageSection, before: str | None
    ) -> None:
        """Put a section in: below its heading, behind the one before it, or where it is seen."""
        heading, table = work.page.part(section)
        is_theirs = work.place is PagePlace.SECTION
        headings = [] if is_theirs else self._find(canvas_id, section.title, ["h2"])
        if headings:
            self._edit(canvas_id, "insert_after", table, headings[0])
        elif before is not None:
            self._edit(canvas_id, "insert_after", f"{heading}\n\n{table}", before)
        elif is_theirs:
            title = f"{work.page.heading}\n\n{heading}\n\n{table}"
            self._edit(canvas_id, "insert_at_end", title)
        else:
            self._edit(canvas_id, "insert_at_start", f"{heading}\n\n{table}")

    def _rename(self, canvas_id: str, title: str, heading: str) -> None:
        """The account speaks another language by now."""
        for found in self._find(canvas_id, title, ["h2"])[:1]:
            self._edit(canvas_id, "replace", heading, found)

    def _entitle(self, work: CanvasWork, canvas_id: str) -> None:
        """The account has another name by now: so has its canvas, or its part of the team's."""
        if work.place is not PagePlace.SECTION:
            self._change(canvas_id, "rename", title_content=_markdown(literal(work.page.title)))
        for found in self._headings(canvas_id, work.place, work.title):
            self._edit(canvas_id, "replace", work.page.heading, found)
        self.keep(PageStep(canvas_id, title=work.page.title))

    def _headings(self, canvas_id: str, place: PagePlace, title: str | None) -> list[str]:
        """The heading that stands for a title on a canvas of the team's, if it is there."""
        if place is not PagePlace.SECTION or title is None:
            return []
        return self._find(canvas_id, title, ["h1"])[:1]

    def wipe(self, page: Page) -> None:
        """Take everything of the account off its canvas; the notes of the team stay."""
        canvas_id = page.canvas_id or ""
        for each in page.written.values():
            for text, types in ((each.mark, None), (each.title, ["h2"])):
                for found in self._find(canvas_id, text, types)[:1]:
                    self._edit(canvas_id, "delete", "", found)
        for found in self._headings(canvas_id, page.place, page.title):
            self._edit(canvas_id, "delete", "", found)
        if page.place is not PagePlace.SECTION:
            self._change(canvas_id, "rename", title_content=_markdown("kam"))

    def _keep(
        self, work: CanvasWork, canvas_id: str, section: PageSection, old: str | None = None
    ) -> str | None:
        """Keep what stands there now, with its new id; the old one goes if it stayed."""
        found = self._find(canvas_id, work.page.stamped(section))
        new = next((each for each in found if each != old), old if old in found else None)
        if old is not None and new != old and self._find(canvas_id, section.mark).count(old):
            self._edit(canvas_id, "delete", "", old)
        self.keep(PageStep(canvas_id, {section.key: work.as_written(section, new)}))
        return new

    def _find(self, canvas_id: str, text: str, types: list[str] | None = None) -> list[str]:
        criteria: dict[str, Any] = {"contains_text": text}
        criteria |= {"section_types": types} if types else {}
        answer = self.client.canvases_sections_lookup(canvas_id=canvas_id, criteria=criteria)
        return [str(each["id"]) for each in answer["sections"]]

    def _edit(
        self, canvas_id: str, operation: str, markdown: str, section_id: str | None = None
    ) -> None:
        change = {"section_id": section_id} if section_id else {}
        content = {"document_content": _markdown(markdown)} if markdown else {}
        self._change(canvas_id, operation, **change, **content)

    def _change(self, canvas_id: str, operation: str, **change: object) -> None:
        changes = [{"operation": operation, **change}]
        self.client.canvases_edit(canvas_id=canvas_id, changes=changes)


class _NoPage(Exception):
    """There is nothing to write on."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def _refusal(error: SlackApiError, attempts: int) -> posting.Outcome | Stopped:
    code = reason(error)
    if code in TROUBLES:
        return Stopped(TROUBLES[code])
    if code in PERHAPS_NEXT_TIME:
        return Stopped(Trouble.FAILED) if attempts >= TRIES else posting.Refused(code)
    outcome = posting.refusal(error)
    return Stopped(Trouble.FAILED) if isinstance(outcome, posting.Impossible) else outcome


def _scopes(answer: SlackResponse) -> set[str]:
    """The scopes that were granted; none where Slack does not say."""
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return {each.strip() for each in headers.get("x-oauth-scopes", "").split(",") if each.strip()}


def _markdown(text: str) -> dict[str, str]:
    return {"type": "markdown", "markdown": text}
