"""The portfolio: every account a person may know of, in one line each.

As many statements for five hundred accounts as for one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain import portfolio as rules
from domain.account import Account
from domain.calendar import ONE_DAY, Month, window
from domain.light import Colour, overall
from domain.notice import LEASE, Kind
from domain.permission import sees_inside
from domain.person import Person
from domain.portfolio import Filter, PortfolioLine, TurnedLight
from domain.workspace import Workspace
from services import access, history, lights, notices
from storage.portfolio import ColourChange, KnownLight
from storage.unit_of_work import UnitOfWork

Row = TypeVar("Row", KnownLight, ColourChange)

SUBJECT = "portfolio"
"""What the portfolio's own notices are about, so that the last one is found."""


@dataclass(frozen=True)
class Portfolio:
    """Accounts by need, those of which only the name may be known, and since when there is news.

    `names` are those of the owners, and of the one who is asked for.
    """

    lines: Sequence[PortfolioLine]
    hidden: Sequence[Account]
    since: datetime
    names: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.lines or self.hidden)


@dataclass(frozen=True)
class Past:
    """An account with its light at the end of each week; None before it was set up too."""

    account: Account
    lights: Sequence[Colour | None]


@dataclass(frozen=True)
class Pasts:
    """The accounts of a portfolio over the weeks that begin on these Mondays."""

    mondays: Sequence[date]
    rows: Sequence[Past]
    hidden: Sequence[Account]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.rows or self.hidden)


# ------------------------------------------------------------------------------------- to read


def mine(uow: UnitOfWork, person_id: str, wanted: Filter, now: datetime) -> Portfolio:
    """The accounts that a person may read; raises NotAllowed."""
    seen, hidden = _known_to(uow, access.person(uow, person_id))
    return _portfolio(uow, seen, hidden, wanted, now)


def of_leaders(uow: UnitOfWork, now: datetime) -> Portfolio:
    """The portfolio that everybody in the leaders' channel may see, whoever that is."""
    accounts = uow.accounts.open()
    hidden = [account for account in accounts if account.is_confidential]
    seen = [account for account in accounts if not account.is_confidential]
    return _portfolio(uow, seen, hidden, Filter(), now)


def my_pasts(uow: UnitOfWork, person_id: str, wanted: Filter, now: datetime) -> Pasts:
    """The accounts that a person may read, over the last weeks; raises NotAllowed."""
    zone = access.person(uow, person_id).zone
    return _pasts(uow, mine(uow, person_id, wanted, now), zone, now)


def pasts_of_leaders(uow: UnitOfWork, workspace: Workspace, now: datetime) -> Pasts:
    """How the accounts that leaders may read stood on past Mondays, for the leaders' channel."""
    return _pasts(uow, of_leaders(uow, now), workspace.zone, now)


# -------------------------------------------------------------------------------------- notices


def ask_picture(
    uow: UnitOfWork, person_id: str, wanted: Filter, *, key: str, now: datetime
) -> None:
    """Owe a person the picture of what they may read; `key` tells requests apart."""
    person = access.person(uow, person_id)
    facts = {"light": wanted.light, "owner": wanted.owner_id}
    notices.enqueue(uow, Kind.PORTFOLIO_PICTURE, period=key, to=person.id, now=now, facts=facts)


def plan(uow: UnitOfWork, workspace: Workspace, period: str, at: datetime) -> None:
    """Owe the leaders' channel the portfolio of this week or month, and its picture, once."""
    to = workspace.leaders_channel_id
    if to is None:
        return
    head = notices.new_notice(uow, Kind.PORTFOLIO, period=period, to=to, now=at, subject=SUBJECT)
    if uow.notices.is_planned(head.once) or not uow.notices.add_once(head):
        return
    notices.enqueue(uow, Kind.PORTFOLIO_PICTURE, period=period, to=to, now=at, replies_to=head.id)


# -------------------------------------------------------------------------------------- helpers


def _known_to(uow: UnitOfWork, person: Person) -> tuple[list[Account], list[Account]]:
    """The accounts a person may read, and those of which they may know that they exist."""
    if not person.is_leader:
        return list(uow.accounts.visible_to(person)), []
    theirs = uow.portfolio.teams_of(person.id)
    seen: list[Account] = []
    hidden: list[Account] = []
    for account in uow.accounts.open():
        is_seen = sees_inside(person, account, in_team=account.id in theirs)
        (seen if is_seen else hidden).append(account)
    return seen, hidden


def _portfolio(
    uow: UnitOfWork,
    seen: Sequence[Account],
    hidden: Sequence[Account],
    wanted: Filter,
    now: datetime,
) -> Portfolio:
    """The portfolio; hidden accounts fit no filter, since a match would tell of them."""
    since = _since(uow, now)
    lines = [line for line in _lines(uow, seen, since, now) if wanted.takes(line)]
    owners = {line.account.owner_id for line in lines} | {wanted.owner_id}
    return Portfolio(
        lines=rules.by_need(lines),
        hidden=[] if wanted.is_on else sorted(hidden, key=lambda account: account.name_key),
        since=since,
        names=history.names(uow, {owner for owner in owners if owner}),
    )


def _since(uow: UnitOfWork, now: datetime) -> datetime:
    """When the portfolio was posted last, or a week ago.

    It is written up to a lease before Slack has it: what happened meanwhile is news the next time.
    """
    last = uow.notices.last_sent(Kind.PORTFOLIO, SUBJECT)
    return last.sent_at - LEASE if last and last.sent_at else now - rules.NEWS_FOR


def _lines(
    uow: UnitOfWork, accounts: Sequence[Account], since: datetime, now: datetime
) -> list[PortfolioLine]:
    """The line of each of these accounts."""
    ids = [account.saved_id for account in accounts]
    known = _by_account(uow.portfolio.lights(ids, since))
    turned = _by_account(uow.portfolio.light_changes(ids, lights.COLOURING, since))
    changes = uow.portfolio.changes(ids, since)
    overdue = uow.portfolio.unreached(ids, now.astimezone(UTC).date() + ONE_DAY)
    rolled = uow.portfolio.rolled(ids, Month.of(now.astimezone(UTC).date()).plus(-1))
    made = []
    for account in accounts:
        at, today = account.saved_id, account.today(now)
        lit = _lit(known.get(at, ()))
        before = rules.lights_at(lit, _turned(known.get(at, ()), turned.get(at, ())), [since])
        made.append(
            PortfolioLine(
                account=account,
                light=overall(lit.values()),
                was=before[0],
                missed=sum(due < today for due in overdue.get(at, ())),
                is_rolled=_is_rolled(account, rolled.get(at, set()), today),
                changes=_nouns(changes.get(at, {})),
            )
        )
    return made


def _pasts(uow: UnitOfWork, portfolio: Portfolio, zone: ZoneInfo, now: datetime) -> Pasts:
    """The light of each account at the end of each week."""
    mondays = rules.mondays(now.astimezone(zone).date())
    moments = list(rules.ends(mondays, now, zone))
    ids = [line.account.saved_id for line in portfolio.lines]
    known = _by_account(uow.portfolio.lights(ids, moments[0]))
    turned = _by_account(uow.portfolio.light_changes(ids, lights.COLOURING, moments[0]))
    rows = []
    for line in portfolio.lines:
        lights_of, changes = (
            known.get(line.account.saved_id, ()),
            turned.get(line.account.saved_id, ()),
        )
        past = rules.lights_at(_lit(lights_of), _turned(lights_of, changes), moments)
        rows.append(Past(line.account, past))
    return Pasts(mondays, rows, portfolio.hidden)


def _lit(known: Iterable[KnownLight]) -> dict[str, Colour]:
    return {light.ref: light.colour for light in known if light.is_open}


def _turned(known: Iterable[KnownLight], changes: Iterable[ColourChange]) -> list[TurnedLight]:
    """The lights that each change turned; a cleared light has the colour it was cleared in."""
    colours = {light.ref: light.colour for light in known}
    return [TurnedLight(one.ref, one.at, _before(one, colours)) for one in changes]


def _before(change: ColourChange, colours: Mapping[str, Colour]) -> Colour | None:
    if change.kind == lights.CLEARED:
        return colours.get(change.ref)
    colour = (change.before or {}).get("colour")
    return Colour(colour) if colour else None


def _is_rolled(account: Account, rolled: set[Month], today: date) -> bool:
    """Whether the plan starts with a month whose review is done."""
    started = Month.of(account.today(account.created_at))
    return window(today, {started, *rolled}).rolled


def _nouns(changes: Mapping[str, int]) -> Counter[str]:
    """Changes by noun: the `light` of `light.turned`."""
    found: Counter[str] = Counter()
    for kind, count in changes.items():
        found[kind.partition(".")[0]] += count
    return found


def _by_account(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.account_id].append(row)
    return found
