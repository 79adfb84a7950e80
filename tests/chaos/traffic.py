"""What is owed while senders are killed: reviews with their maps, cards, edits and replies.

Messages, edits, replies in threads and files go to every channel, from the clock and from people.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from domain.account import Account
from domain.language import Language
from domain.light import Colour
from domain.permission import Right
from services import access, accounts, lights, people, routines
from storage.troubles import StorageTrouble
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork
from tests.builders import channel, person
from tests.slack.fake.people import TEAM
from tests.slack.fake.remote import RemoteFakeSlack

ABOUT = "finance director leaving"
TRIES = 20
MEMBERS = ("U1", "U2")
FINALLY = Colour.GREEN
TURNS = (Colour.AMBER, FINALLY)
"""A red light is logged, and turned twice while the senders are killed."""

BEFORE = timedelta(minutes=30)
"""How long before the start the lights were logged: nothing joins what was said then."""


def furnish(
    open_uow: OpenUnitOfWork, slack: RemoteFakeSlack, count: int, start: datetime
) -> Sequence[str]:
    """So many accounts, each in a channel of its own with a red light; gives the channels."""
    for each in MEMBERS:
        slack.do("add_user", TEAM, each, each)
    with open_uow(TEAM) as uow:
        for each in MEMBERS:
            uow.people.save(person(workspace_id=TEAM, id=each, checked_at=start))
        uow.commit()
    homes = [f"C{number:06}" for number in range(1, count + 1)]
    for home in homes:
        slack.do("add_channel", home, f"account-{home}", list(MEMBERS))
        with open_uow(TEAM) as uow:
            _account(uow, home, start)
            uow.commit()
        said(open_uow, home, start - BEFORE, _log)
    return homes


def _account(uow: UnitOfWork, home: str, start: datetime) -> None:
    long_ago = start - timedelta(days=2)
    account = Account(
        workspace_id=TEAM,
        name=f"Account {home}",
        channel_id=home,
        owner_id=None,
        language=Language.ENGLISH,
        time_zone="Europe/Berlin",
        created_at=long_ago,
    )
    kept = uow.accounts.add(account)
    uow.channels.save(channel(workspace_id=TEAM, id=home, checked_at=start, audience_at=start))
    uow.flush()
    people.audience_asked(uow, home, start)
    uow.readers.listed(home, MEMBERS, start)
    accounts.set_team(uow, kept, MEMBERS, start)
    routines.begin(uow, kept)


def said(
    open_uow: OpenUnitOfWork,
    home: str,
    now: datetime,
    what: Callable[[UnitOfWork, access.Acting], object],
) -> None:
    """Somebody says something, and again where the database had no time for it."""
    for _ in range(TRIES):
        try:
            with open_uow(TEAM) as uow:
                what(uow, access.in_channel(uow, MEMBERS[0], home, Right.READ, now))
                uow.commit()
                return
        except StorageTrouble:
            continue
    raise AssertionError(f"nobody listens in {home}")


def _log(uow: UnitOfWork, acting: access.Acting) -> None:
    lights.log(uow, acting, Colour.RED, ABOUT)


def turn(open_uow: OpenUnitOfWork, home: str, now: datetime, colour: Colour) -> None:
    """The light of an account is another from now on."""
    said(open_uow, home, now, lambda uow, acting: lights.turn(uow, acting, 1, colour))
