"""The account's page: a canvas in its channel that is kept true, section by section.

Source of the numbers: docs/method.md, "the page".
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from domain.account import Account
from domain.entity import VersionedEntity

QUIET = timedelta(minutes=2)
"""The page is written this long after a change, so that a burst of changes is one edit."""

LONGEST_BURST = timedelta(minutes=10)
"""So long after its first change a burst is written down, however much follows."""

MORNING = time(5)
"""When the page is looked at by the clock, as dates pass without anybody's doing."""

TRIES = 3
"""How often an edit that Slack could not apply is tried before it is told."""


class PagePlace(StrEnum):
    """Where the page stands.

    CHANNEL: it is the canvas of the channel. OWN: a canvas of kam's in a tab of the channel.
    SECTION: at the end of the canvas that the team has made.
    """

    CHANNEL = "channel"
    OWN = "own"
    SECTION = "section"


class Trouble(StrEnum):
    """Why Slack has no page for the account.

    TAKEN: the channel has a canvas already; TAKEN_FREE: and on a free plan it is the only one.
    LEFT: it has one, and what stands on it in the channel before cannot be taken off.
    """

    TAKEN = "taken"
    TAKEN_FREE = "taken_free"
    SCOPE = "scope"
    OFF = "off"
    PLAN = "plan"
    RIGHTS = "rights"
    FAILED = "failed"
    GONE = "gone"
    LEFT = "left"


@dataclass(frozen=True)
class Written:
    """A section of the page as it stands on Slack.

    `id` is Slack's, where it is known: it is lost whenever the section is replaced. `stamp` is its
    last row, which begins with `mark`; `digest` is empty for a section of an emptied page.
    """

    title: str
    mark: str
    stamp: str
    digest: str
    id: str | None = None


@dataclass(eq=False, kw_only=True)
class Page(VersionedEntity):
    """The page of an account; no `canvas_id`: it was asked for, and is not there yet.

    `title` is the one that stands there, as far as it is known; `sections` are those that do, by
    their keys. `trouble`: why it is not kept any more.
    """

    account_id: int
    canvas_id: str | None = None
    place: PagePlace = PagePlace.CHANNEL
    title: str | None = None
    sections: dict[str, Any] = field(default_factory=dict)
    trouble: Trouble | None = None

    @property
    def is_kept(self) -> bool:
        """Whether it stands in the channel and is kept true."""
        return self.canvas_id is not None and self.trouble is None

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the account stands on it."""
        return not any(each["digest"] for each in self.sections.values())

    @property
    def written(self) -> dict[str, Written]:
        """The sections as they were last written, by their keys."""
        return {key: Written(**each) for key, each in self.sections.items()}

    def keep(self, written: Mapping[str, Written], title: str | None) -> None:
        """Note that sections were written, or the title."""
        self.title = title or self.title
        self.sections = self.sections | {key: asdict(each) for key, each in written.items()}

    def stop(self, trouble: Trouble) -> None:
        """It is kept no more; one that is gone for good begins anew."""
        self.trouble = trouble
        if trouble is Trouble.GONE:
            self._lose()

    def leave(self) -> None:
        """The account lives in another channel, where no page was made yet."""
        self.trouble = None
        self._lose()

    def _lose(self) -> None:
        self.canvas_id, self.title, self.sections = None, None, {}

    def begin(self, place: PagePlace) -> None:
        """It is to be made, or kept again."""
        self.trouble = None
        if self.canvas_id is None:
            self.place, self.title, self.sections = place, None, {}


def next_look(account: Account, now: datetime) -> datetime:
    """The next morning at which the clock looks at the page."""
    tomorrow = account.today(now) + timedelta(days=1)
    return datetime.combine(tomorrow, MORNING, account.zone)
