"""What came of a run: what Slack has, beside what the database says."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.notice import EVERY, Notice, State
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import all_of
from tests.chaos.traffic import ABOUT, FINALLY
from tests.slack.fake.people import TEAM
from tests.slack.fake.remote import RemoteFakeSlack

Json = dict[str, Any]

SECOND = EVERY.total_seconds()


@dataclass(frozen=True)
class Outcome:
    """What came of a run; what is counted is a fault, but for the messages and the kills."""

    messages: int
    edits: int
    replies: int
    files: int
    kills: int
    lost: int
    doubled: int
    disordered: int
    hurried: int
    outdated: int
    left: tuple[str, ...] = ()
    under_fire: int = 0
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Every message posted, none twice, in order, no two at once, and each card true."""
        faults = (self.lost, self.doubled, self.disordered, self.hurried, self.outdated)
        return not any(faults)

    def __str__(self) -> str:
        """For whoever waits at a terminal."""
        return (
            f"{self.messages} messages ({self.replies} replies, {self.files} with files), "
            f"{self.edits} edits, {self.kills} kills, {self.under_fire} messages under fire: "
            f"{self.lost} lost, {self.doubled} doubled, {self.disordered} out of order, "
            f"{self.hurried} within a second, {self.outdated} cards outdated; "
            f"{self.seconds:.0f} s {' '.join(self.left)}"
        )


def judged(
    open_uow: OpenUnitOfWork,
    slack: RemoteFakeSlack,
    homes: Iterable[str],
    *,
    kills: int,
) -> Outcome:
    """The verdict on a run whose Slack has the senders' clock."""
    notices = all_of(open_uow, Notice, TEAM)
    posts = slack.see("ledger")
    known = {notice.token[:12]: notice for notice in notices}
    seen = [(known.get(token(post)), post) for post in posts]
    sent = Counter(notice.id for notice, _post in seen if notice is not None)
    left = [notice for notice in notices if not _is_done(notice, sent)]
    reasons = Counter(f"{each.kind} {each.state}: {each.reason}" for each in left)
    return Outcome(
        messages=len(posts),
        edits=sum(each.edits is not None and each.state is State.SENT for each in notices),
        replies=sum(bool(post.get("thread_ts")) for post in posts),
        files=sum(bool(post.get("files")) for post in posts),
        kills=kills,
        lost=len(left),
        doubled=sum(sent.values()) - len(sent) + sum(notice is None for notice, _post in seen),
        disordered=_disordered([(notice, post) for notice, post in seen if notice is not None]),
        hurried=_hurried(posts),
        outdated=_outdated(slack, homes),
        left=tuple(f"{reason} ({count})" for reason, count in reasons.items()),
    )


def token(post: Json) -> str:
    """The beginning of the id by which a message is found again; files carry it in their names."""
    payload = (post.get("metadata") or {}).get("event_payload") or {}
    names = [str(file["name"]) for file in post.get("files") or []]
    return str(payload.get("id") or names[0].rpartition("-")[2].partition(".")[0])[:12]


def _is_done(notice: Notice, sent: Mapping[int | None, int]) -> bool:
    """Whether it was sent; what has nothing to say any more was not to be sent."""
    if notice.state is State.SKIPPED:
        return True
    return notice.state is State.SENT and (notice.edits is not None or notice.id in sent)


def _disordered(seen: Sequence[tuple[Notice, Json]]) -> int:
    """Messages of one subject that stand before an earlier one, and replies before their card."""
    last: dict[tuple[str, str | None], int] = defaultdict(int)
    done: set[int] = set()
    count = 0
    for notice, post in seen:
        place = (post["channel"], notice.subject)
        count += notice.subject is not None and notice.saved_id < last[place]
        count += notice.replies_to is not None and notice.replies_to not in done
        last[place] = max(last[place], notice.saved_id)
        done.add(notice.saved_id)
    return count


def _hurried(posts: Sequence[Json]) -> int:
    """Messages that came within a second of the one before them in their channel."""
    last: dict[str, float] = {}
    count = 0
    for post in posts:
        at = float(post["ts"])
        count += at - last.get(post["channel"], 0.0) < SECOND
        last[post["channel"]] = at
    return count


def _outdated(slack: RemoteFakeSlack, homes: Iterable[str]) -> int:
    """Cards that do not say how their light stands in the end."""
    cards = [[each for each in slack.do("messages", home) if _is_card(each)] for home in homes]
    return sum(len(found) != 1 or FINALLY not in found[0]["text"].lower() for found in cards)


def _is_card(message: Json) -> bool:
    return message.get("thread_ts") in {None, message["ts"]} and ABOUT in message["text"]
