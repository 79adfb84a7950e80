"""A quarter of three accounts: every message, in order, as it is listed in messages.txt.

What came stands in build/quarter.txt: where it is right, copy it over. What the pages said at the
end of each month stands beside it.
"""

from collections import Counter
from datetime import UTC, datetime

import pytest

from domain.notice_kinds import Kind
from tests.slack.office import ANNA, CHRIS, DANA, Office
from tests.slack.quarter.play import HERE, Play, Sent, counted, paged

MUELLER, NOVA, LEADERS = "C0MUELLER", "C0NOVA", "C0LEADERS"
ACME_TEAM = {"#acme-team", "@Anna", "@Ben", "@Chris"}
MUELLER_TEAM = {"#mueller-team", "@Anna", "@Chris"}
NOVA_TEAM = {"#nova-team", "@Chris", "@Dana"}
MAY_HEAR = {
    "Acme": {*ACME_TEAM, "#leaders"},
    "Müller AG": {*MUELLER_TEAM, "#leaders"},
    "Nova": {*NOVA_TEAM, "#leaders"},
    "new buyer": ACME_TEAM,
    "finance director": ACME_TEAM,
    "innovation partner": ACME_TEAM,
    "Budget": MUELLER_TEAM,
    "Werk": MUELLER_TEAM,
    "CTO": NOVA_TEAM,
}
"""Where the names of the accounts, and what was said about them, may be read."""

MADE_OF_IT = (
    "her deputy follows her in June",
    "they want a pilot first",
    "Where voices and numbers differ",
    "Products sold: on track by pace, but the team doubts (1: 1× · 2: 2×)",
)
"""What the reviews make of outcomes, and of what each was asked in private."""

A_MONTH = 12
"""New messages that the channel of an account gets in a normal month, at most."""

EDITS_A_MONTH = 31
"""Edits of a page in a normal month, at most: fewer than changes, and about one a day."""

ON_ACMES_PAGE = {
    "2026-05": "4 products by Thu 31 Dec 2026",
    "2026-06": "Become the partner they ask first",
}
"""What Acme's page says at the end of each month, among other things."""

SHARED = datetime(2026, 5, 22, 16, tzinfo=UTC), datetime(2026, 5, 25, 13, 5, tzinfo=UTC)
"""While another company reads along in Acme's channel."""


@pytest.fixture
def town(office: Office) -> Office:
    """The office, on the first of April, with a channel for every account of the story."""
    office.slack.add_channel(MUELLER, "mueller-team", [ANNA, CHRIS])
    office.slack.add_channel(NOVA, "nova-team", [CHRIS, DANA], is_private=True)
    office.slack.add_channel(LEADERS, "leaders", [DANA])
    office.clock.now = office.clock.now.replace(month=4, day=1, hour=7)
    return office


def test_every_message_of_a_quarter_comes_on_its_day_to_its_audience(
    town: Office, pytestconfig: pytest.Config
) -> None:
    play = Play(town)
    sent = play.through((HERE / "story.txt").read_text())
    came = pytestconfig.rootpath / "build" / "quarter.txt"
    came.parent.mkdir(exist_ok=True)
    came.write_text(listed(sent))
    (came.parent / "quarter-counts.txt").write_text(counted(sent))

    (came.parent / "quarter-pages.txt").write_text(paged(play.pages))

    assert max(page.edits for page in play.pages.values()) <= EDITS_A_MONTH
    for month, told in ON_ACMES_PAGE.items():
        assert told in play.pages[month, "Road map of Acme"].text.replace("\\", "")
    assert twice(sent) == []
    assert [each for each in sent if not each.text] == []
    assert max(new_messages(sent).values()) <= A_MONTH
    assert [str(each) for each in sent if is_misdirected(each)] == []
    assert listed(sent) == (HERE / "messages.txt").read_text()
    assert [made for made in MADE_OF_IT if made not in of_reviews(sent)] == []


def of_reviews(sent: list[Sent]) -> str:
    """Everything that the reviews of Acme say, in their threads too."""
    return "\n".join(
        each.words
        for each in sent
        if each.to == "#acme-team" and each.kind in {Kind.REVIEW, Kind.REVIEW_LINE}
    )


def new_messages(sent: list[Sent]) -> Counter[tuple[str, str]]:
    """How many messages each channel of a team got in each month, without those in threads."""
    return Counter(
        (f"{each.at:%Y-%m}", each.to)
        for each in sent
        if each.to.endswith("-team") and not each.in_thread
    )


def listed(sent: list[Sent]) -> str:
    return "".join(f"{each}\n" for each in sent)


def twice(sent: list[Sent]) -> list[object]:
    """What somebody was told twice: the same on one day, or a second digest in one week."""
    told: Counter[object] = Counter((each.at.date(), each.to, each.text) for each in sent)
    told.update(
        (each.at.isocalendar()[:2], each.to)
        for each in sent
        if " this week · " in each.text or " diese Woche · " in each.text
    )
    return [each for each, count in told.items() if count > 1]


def is_misdirected(message: Sent) -> bool:
    """Whether somebody read it who must not."""
    heard = [what for what in MAY_HEAR if what in message.words]
    if any(message.to not in MAY_HEAR[what] for what in heard):
        return True
    return message.to == "#acme-team" and SHARED[0] <= message.at < SHARED[1]
