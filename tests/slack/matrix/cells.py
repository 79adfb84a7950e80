"""The cells of the matrix: who tries in which state of the channel, and what then reaches them.

Whatever a person is shown alone, whatever is opened or written to them, and, where others read in
the channel, whatever is posted or rewritten there, must hold nothing of what its team has said.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.slack import events
from tests.slack.fake.control import ChannelTraits, UserTraits
from tests.slack.fake.people import TEAM
from tests.slack.matrix.doors import Door
from tests.slack.office import BEN, DANA, GLOBEX, Json, Office, open_for
from tests.slack.payloads import Actor, By
from tests.slack.reading import words
from tests.slack.test_every_door import SECRET, STORY, lead

CUSTOMER = "T0CUSTOMER"


@dataclass(frozen=True)
class Tester:
    """Somebody who must not learn anything, as Slack describes them.

    `is_in`: in the account's channel; `has_left` it. `leads`: reads what is not confidential.
    """

    name: str
    traits: UserTraits
    is_in: bool = False
    has_left: bool = False
    leads: bool = False

    @property
    def id(self) -> str:
        """An id of their own."""
        return f"U0{abs(hash_of(self.name)):X}"

    @property
    def by(self) -> By:
        """The person, as a payload names them."""
        is_foreign = "team_id" in self.traits
        return Actor(self.id, "erin", home=CUSTOMER) if is_foreign else self.id

    @property
    def reads_channel(self) -> bool:
        """Whether Slack shows them what is posted there."""
        return self.is_in and not self.traits.get("deleted")


def hash_of(name: str) -> int:
    """A number that stays the number of this name."""
    return int.from_bytes(name.encode(), "big") % 16**7


OF_ANOTHER_ORGANISATION: UserTraits = {
    "team_id": "E0CUSTOMER",
    "enterprise_id": "E0CUSTOMER",
    "teams": [CUSTOMER],
}

TESTERS = (
    Tester("colleague elsewhere", {}),
    Tester("admin elsewhere", {"is_admin": True}),
    Tester("leader elsewhere", {}, leads=True),
    Tester("guest elsewhere", {"is_restricted": True}),
    Tester("guest in the channel", {"is_restricted": True}, is_in=True),
    Tester("single-channel guest in it", {"is_ultra_restricted": True}, is_in=True),
    Tester("stranger in the channel", {"team_id": CUSTOMER}, is_in=True),
    Tester("stranger elsewhere", {"team_id": CUSTOMER}),
    Tester("deactivated in the channel", {"deleted": True}, is_in=True),
    Tester("without roles in the channel", {"says_roles": False}, is_in=True),
    Tester("another organisation's in it", OF_ANOTHER_ORGANISATION, is_in=True),
    Tester("team member who left", {}, has_left=True),
)
COLLEAGUE = Tester("colleague in the team", {}, is_in=True)

STATES: dict[str, ChannelTraits] = {
    "private": {},
    "public": {"is_private": False},
    "archived": {"is_archived": True},
    "shared with a company": {"is_ext_shared": True},
    "a company is invited": {"is_pending_ext_shared": True},
    "silent about sharing": {"says_sharing": False},
    "shared in an organisation": {"is_org_shared": True},
    "connected with a company": {"connected_team_ids": [CUSTOMER]},
}
"""The things that become of the channel while the bot does not look."""

SEEN_BY_OTHERS = frozenset(STATES) - {"private", "archived"}
"""States in which somebody else may read in the channel, whoever tries."""

PRIVATE: ChannelTraits = {
    "is_private": True,
    "is_archived": False,
    "is_ext_shared": False,
    "is_pending_ext_shared": False,
    "says_sharing": True,
    "is_org_shared": False,
    "connected_team_ids": [],
}

ALOUD = (
    'light red "Secret news"',
    'light L1 amber "Secret turn" decide by 2026-08-03',
    'action "Secret talk" by 2026-07-22 for L1',
    'progress G3 4 "Secret order"',
    'strategy "Secret path" for G3',
    f"action A1 <@{DANA}>",
    'concern S1 "Secret worry"',
    "map share",
    'light L1 red "Secret return"',
    "digest now",
    'goal G3 "Secret growth"',
    "review",
)
"""What the team says that has a message in the channel: cards, news, edits, pictures, a digest."""


@dataclass(frozen=True)
class Cell:
    """Somebody, in a state of the channel."""

    tester: Tester
    state: str

    def __str__(self) -> str:
        """Both in words."""
        return f"{self.tester.name}, {self.state}"

    @property
    def is_confidential(self) -> bool:
        """Whether the account must be, so that this person and everybody else learn nothing."""
        return self.tester.leads or self.state == "public"

    @property
    def reads_along(self) -> bool:
        """Whether anybody who must not reads what is posted in the channel."""
        return self.tester.reads_channel or self.state in SEEN_BY_OTHERS


def every_cell() -> Iterator[Cell]:
    """Everybody in every state."""
    for tester in TESTERS:
        for state in STATES:
            yield Cell(tester, state)


def furnish(office: Office) -> Office:
    """Globex's team says something of every kind."""
    office.types('account "Globex"', channel=GLOBEX)
    for sentence in STORY:
        office.types(sentence, channel=GLOBEX)
    return office


@contextmanager
def entered(office: Office, cell: Cell) -> Iterator[None]:
    """The person comes, and then the channel changes; afterwards all is as it was."""
    tester, slack = cell.tester, office.slack
    slack.add_user(TEAM, tester.id, "Erin", **tester.traits)
    if cell.is_confidential:
        office.types("settings confidential on", channel=GLOBEX)
    if tester.is_in or tester.has_left:
        _comes(office, tester)
    if tester.has_left:
        _goes(office, tester)
    if tester.leads:
        office.deliver(events.app_home_opened(tester.id))
        lead(office, tester.id)
    office.clock.forward(minutes=2)
    slack.change_channel(GLOBEX, **STATES[cell.state])
    yield
    slack.change_channel(GLOBEX, **PRIVATE)
    if tester.is_in:
        _goes(office, tester)
    office.clock.forward(minutes=2)
    if cell.is_confidential:
        office.types("settings confidential off", channel=GLOBEX)


def _comes(office: Office, tester: Tester) -> None:
    office.slack.join(GLOBEX, tester.id)
    office.deliver(events.member_joined_channel(tester.id, GLOBEX))


def _goes(office: Office, tester: Tester) -> None:
    office.slack.leave(GLOBEX, tester.id)
    office.deliver(events.member_left_channel(tester.id, GLOBEX))


def disclosed(
    office: Office, cell: Cell, doors: Iterable[Door], aloud: Iterable[str], days: int = 0
) -> list[str]:
    """What the person learned through these doors, or by reading along while the team speaks.

    `days` that pass afterwards, with what comes by itself. What an admin asked for, that the
    account be confidential no more, its owner says no to: else it is not after three days.
    """
    found = []
    with entered(office, cell):
        for door in doors:
            heard = _heard(office, cell, lambda door=door: door.use(office, cell.tester.by))  # type: ignore[misc]
            found += [f"{door.name}: {said}" for said in heard]
        for sentence in aloud if cell.reads_along else ():
            said = lambda sentence=sentence: office.types(sentence, by=BEN, channel=GLOBEX)  # noqa: E731
            found += [f"reading along, {sentence}: {each}" for each in _posted(office, said)]
        _stays_confidential(office)
        for day in range(days + 1) if cell.reads_along else ():
            later = lambda day=day: office.tick(minutes=5, days=min(day, 1))  # noqa: E731
            found += [f"{day} days later: {each}" for each in _posted(office, later)]
        office.slack.api.rejections.clear()  # Slack refuses to post in what is archived
    return found


def _stays_confidential(office: Office) -> None:
    with open_for(office) as uow:
        account = uow.accounts.in_channel(GLOBEX)
        assert account is not None
        account.stop_lifting()
        uow.commit()


def _heard(office: Office, cell: Cell, act: Callable[[], object]) -> list[str]:
    """The secrets that came to the person alone: as an answer, window, letter or on their Home."""
    slack, person = office.slack, cell.tester.id
    letters = len(slack.direct_messages(person))
    _forget_what_was_said(office)
    act()
    alone = [each for each in slack.ephemerals if each.get("user") == person]
    alone += slack.views + slack.direct_messages(person)[letters:]
    alone += [home] if (home := slack.home(person)) else []
    return _secrets(alone)


def _forget_what_was_said(office: Office) -> None:
    """Only what is said next is looked through: the fake copies whatever it is asked for."""
    world = office.slack.world
    with world.lock:
        for said in (world.ephemerals, world.responses, world.ledger, world.views):
            said.clear()


def _posted(office: Office, act: Callable[[], object]) -> list[str]:
    """The secrets that came into the channel, as a message or as another wording of one."""
    before = {words(each) for each in office.told(GLOBEX)}
    act()
    return _secrets(each for each in office.told(GLOBEX) if words(each) not in before)


def _secrets(said: Iterable[Json]) -> list[str]:
    return [text for text in map(words, said) if SECRET in text]
