"""Plays a story against the real bot: the clock jumps from one thing that falls due to the next.

A line of a story is `day time | who | where | what`: a sentence said to the bot, at the time of
who says it. Windows that open are sent as they are. Lines without a person tell what befalls a
channel.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, Table, func, select

from domain.notice_kinds import BY_THE_CLOCK
from storage.mapping import SCHEMA
from tests.slack.fake.control import ChannelChanges
from tests.slack.fake.people import TEAM
from tests.slack.office import Json, Office
from tests.slack.reading import words

HERE = Path(__file__).parent
YEAR = 2026
SHOWN = 110
"""Characters of a message that are listed."""

HOURLY = 600
"""Seconds between two runs of a job that looks after the house: it sends nothing."""

BEFALLS: dict[str, ChannelChanges] = {
    "another company is invited": {"is_pending_ext_shared": True},
    "another company reads along": {"is_ext_shared": True, "is_pending_ext_shared": False},
    "the other company is gone": {"is_ext_shared": False, "is_pending_ext_shared": False},
    "nothing more": {},
}


@dataclass(frozen=True)
class Act:
    """One line of a story; `who` is empty where something befalls the channel."""

    at: datetime
    who: str
    where: str
    what: str


@dataclass(frozen=True)
class Sent:
    """A message that came: when, by the clocks of its audience; to whom; how it begins."""

    at: datetime
    to: str
    text: str
    in_thread: bool
    words: str = field(repr=False)
    """Everything that is read in it."""
    kind: str = ""
    """What the outbox calls it; files carry no mark and are called so."""

    def __str__(self) -> str:
        mark = "↳ " if self.in_thread else ""
        text = self.text if len(self.text) <= SHOWN else self.text[: SHOWN - 1] + "…"
        return f"{self.at:%a %d %b %H:%M} {self.at:%Z}".ljust(24) + f"{self.to:<15}{mark}{text}"


@dataclass
class PageMonth:
    """A page in a month: how many edits it took, and what it said in the end."""

    edits: int = 0
    text: str = ""


@dataclass
class Play:
    """An office in which a story takes place, and what was sent in it."""

    office: Office
    sent: list[Sent] = field(default_factory=list)
    pages: dict[tuple[str, str], PageMonth] = field(default_factory=dict)

    def through(self, story: str) -> list[Sent]:
        """Everything that was sent while the story was played."""
        for act in sorted(self._acts(story), key=lambda act: act.at):
            self._until(act.at)
            self._perform(act)
            self._note()
        return self.sent

    def _acts(self, story: str) -> Iterator[Act]:
        for line in story.splitlines():
            if line and not line.startswith("#"):
                when, who, where, what = (part.strip() for part in line.split("|", 3))
                at = datetime.strptime(f"{YEAR} {when}", "%Y %d %b %H:%M")  # noqa: DTZ007 - below
                yield Act(at.replace(tzinfo=self._zone_of(who)), who, where, what)

    def _zone_of(self, who: str) -> ZoneInfo:
        """The clocks of a person; London's for what befalls a channel."""
        for user in self.office.slack.world.users.values():
            if user.name == who:
                return ZoneInfo(user.tz)
        return ZoneInfo("Europe/London")

    def _until(self, moment: datetime) -> None:
        """Everything that falls due before a moment happens at its own time."""
        while (due := self._next_due()) is not None and due <= moment:
            self._tick(due)
        self._tick(moment)

    def _tick(self, moment: datetime) -> None:
        self.office.clock.now = moment.astimezone(UTC)
        for job in self.office.kam.runner.jobs:
            if job.seconds < HOURLY:
                job.run()
        self.office.settle()
        self._note()

    def _next_due(self) -> datetime | None:
        """The next time that anything in the database waits for."""
        with self.office.kam.engine.connect() as connection:
            found = [
                connection.execute(select(func.min(column)).where(column > self.office.clock.now))
                for column in _waits()
            ]
            return min((at for row in found if (at := row.scalar()) is not None), default=None)

    def _perform(self, act: Act) -> None:
        slack = self.office.slack
        channel = self._channel(act.where)
        if not act.who:
            slack.change_channel(channel, **BEFALLS[act.what])
            return
        by = self._person(act.who)
        windows, before = len(slack.views), self._state()
        answer = self.office.types(self._with_ids(act.what), by=by, channel=channel)
        for view in slack.views[windows:]:
            answer = self.office.sends(view, {}, by=by)
        assert self._state() != before, f"{act.what}: {answer.get('text')}"
        self.office.clock.now += timedelta(seconds=1)

    def _state(self) -> list[object]:
        """Tells whether anything was changed: what a story says does something."""
        with self.office.kam.engine.connect() as connection:
            return [
                connection.execute(select(func.count(), _versions(table))).one()
                for table in SCHEMA.sorted_tables
                if table.name != "inbox"
            ]

    def _with_ids(self, sentence: str) -> str:
        """`@Ben` and `#leaders` as Slack delivers them."""
        for user in self.office.slack.world.users.values():
            sentence = sentence.replace(f"@{user.name}", f"<@{user.id}>")
        for channel in self.office.slack.world.channels.values():
            sentence = sentence.replace(f"#{channel.name}", f"<#{channel.id}|{channel.name}>")
        return sentence

    def _person(self, name: str) -> str:
        users = self.office.slack.world.users.values()
        return next(user.id for user in users if user.name == name)

    def _channel(self, name: str) -> str:
        channels = self.office.slack.world.channels.values()
        return next(channel.id for channel in channels if channel.name == name)

    def _note(self) -> None:
        """Keep what has been sent since."""
        for entry in self.office.slack.ledger[len(self.sent) :]:
            self.sent.append(self._sent(entry))
        self._note_pages()

    def _note_pages(self) -> None:
        """Keep how often pages were edited since, and what they say now."""
        month = f"{self.office.clock.now:%Y-%m}"
        edited = Counter(
            str(each["canvas_id"]) for each in self.office.slack.calls("canvases.edit")
        )
        for canvas in self.office.slack.canvases:
            page = self.pages.setdefault((month, canvas.title), PageMonth())
            before = (one.edits for (_, title), one in self.pages.items() if title == canvas.title)
            page.edits += edited[canvas.id] - sum(before)
            page.text = canvas.text

    def _sent(self, entry: Json) -> Sent:
        world = self.office.slack.world
        channel = world.channels[TEAM, entry["channel"]]
        person = world.users.get((TEAM, channel.user)) if channel.user else None
        zone = ZoneInfo(person.tz) if person else self._home_zone(channel.id)
        return Sent(
            at=self.office.clock.now.astimezone(zone),
            to=f"@{person.name}" if person else f"#{channel.name}",
            text=(str(entry["text"]) or words(entry).strip()).splitlines()[0],
            in_thread=bool(entry.get("thread_ts")),
            words=words(entry),
            kind=self._kind(entry),
        )

    def _kind(self, entry: Json) -> str:
        """The kind of the notice that a message bears the mark of."""
        mark = (entry.get("metadata") or {}).get("event_payload", {}).get("id")
        notices = SCHEMA.tables["notices"]
        query = select(notices.c.kind).where(notices.c.token == mark)
        with self.office.kam.engine.connect() as connection:
            return str(connection.execute(query).scalar() or "file")

    def _home_zone(self, channel_id: str) -> ZoneInfo:
        """The clocks of the account that lives in a channel; London's elsewhere."""
        accounts = SCHEMA.tables["accounts"]
        query = select(accounts.c.time_zone).where(accounts.c.channel_id == channel_id)
        with self.office.kam.engine.connect() as connection:
            return ZoneInfo(connection.execute(query).scalar() or "Europe/London")


def counted(sent: list[Sent]) -> str:
    """How many messages each channel got in each month, by kind; those in threads apart."""
    new = Counter(_place(each) for each in sent if not each.in_thread)
    replies = Counter(_place(each)[:2] for each in sent if each.in_thread)
    lines = []
    for month, to in sorted({key[:2] for key in new}):
        kinds = {kind: n for (on, at, kind), n in new.items() if (on, at) == (month, to)}
        clock = sum(n for kind, n in kinds.items() if kind in BY_THE_CLOCK)
        total = sum(kinds.values())
        listed = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
        lines.append(
            f"{month} {to:<14} {total:>2} new: {total - clock} typed, {clock} unprompted; "
            f"{replies[month, to]} in threads ({listed})\n"
        )
    return "".join(lines)


def paged(pages: Mapping[tuple[str, str], PageMonth]) -> str:
    """The pages as they were at the end of each month, and how many edits that took."""
    return "\n".join(
        f"==== {month} · {title} · {page.edits} edits\n\n{page.text}\n"
        for (month, title), page in sorted(pages.items())
    )


def _place(message: Sent) -> tuple[str, str, str]:
    return f"{message.at:%Y-%m}", message.to, message.kind


def _versions(table: Table) -> ColumnElement[int]:
    return func.sum(table.c.version) if "version" in table.c else func.count()


def _waits() -> list[Column[datetime]]:
    """Every column that says when somebody must look at its row again."""
    return [
        column
        for table in SCHEMA.sorted_tables
        for column in table.columns
        if column.name.startswith("next_")
    ]
