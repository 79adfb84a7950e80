"""The portfolio: every account a person may know of, in one line each.

As many statements for five thousand accounts as for one. Their order needs little of each; what
else a line says is looked up for the accounts of one page.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from domain import portfolio as rules
from domain.account import Account
from domain.calendar import ONE_DAY, Month, window
from domain.grouping import lists
from domain.light import Colour, overall
from domain.notice import LEASE, Kind
from domain.permission import sees_inside
from domain.portfolio import (
    Filter,
    PageOfAccounts,
    PortfolioLine,
    RankedAccount,
    TurnedLight,
)
from domain.workspace import Workspace
from services import access, history, lights, notices
from storage.portfolio import ColourChange, KnownLight
from storage.unit_of_work import UnitOfWork

SUBJECT = "portfolio"
"""What the portfolio's own notices are about, so that the last one is found."""


@dataclass(frozen=True)
class Portfolio:
    """A page of accounts by need, then of those of which only the name may be known.

    `colours` and `confidential` count all pages. `since` says from when on there is news; `names`
    are those of the owners on the page, and of the one who is asked for.
    """

    lines: Sequence[PortfolioLine]
    hidden: Sequence[Account]
    page: PageOfAccounts
    colours: Mapping[Colour | None, int]
    confidential: int
    since: datetime
    names: Mapping[str, str]

    @property
    def count(self) -> int:
        """How many accounts there are on all pages."""
        return sum(self.colours.values()) + self.confidential

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.count


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


def mine(
    uow: UnitOfWork, person_id: str, wanted: Filter, now: datetime, page: int = 1
) -> Portfolio:
    """A page of the accounts that a person may read; raises NotAllowed."""
    return _portfolio(
        uow, _ordered(uow, _of_person(uow, person_id), wanted, now), wanted, page, now
    )


def of_leaders(uow: UnitOfWork, now: datetime) -> Portfolio:
    """The portfolio that everybody in the leaders' channel may see, whoever that is."""
    wanted = Filter()
    return _portfolio(uow, _ordered(uow, _of_all_leaders(uow), wanted, now), wanted, 1, now)


def my_pasts(uow: UnitOfWork, person_id: str, wanted: Filter, now: datetime) -> Pasts:
    """The accounts that a person may read, over the last weeks; raises NotAllowed."""
    zone = access.person(uow, person_id).zone
    return _pasts(uow, _ordered(uow, _of_person(uow, person_id), wanted, now), zone, now)


def pasts_of_leaders(uow: UnitOfWork, workspace: Workspace, now: datetime) -> Pasts:
    """How the accounts that leaders may read stood on past Mondays, for the leaders' channel."""
    return _pasts(uow, _ordered(uow, _of_all_leaders(uow), Filter(), now), workspace.zone, now)


# -------------------------------------------------------------------------------------- notices


def ask_picture(
    uow: UnitOfWork, person_id: str, wanted: Filter, *, key: str, now: datetime
) -> None:
    """Send a person the picture of what they may read; `key` tells requests apart."""
    person = access.person(uow, person_id)
    facts = {"light": wanted.light, "owner": wanted.owner_id}
    notices.enqueue(uow, Kind.PORTFOLIO_PICTURE, period=key, to=person.id, now=now, facts=facts)


def plan(uow: UnitOfWork, workspace: Workspace, period: str, at: datetime) -> None:
    """Send the leaders' channel the portfolio of this week or month, and its picture, once."""
    to = workspace.leaders_channel_id
    if to is None:
        return
    head = notices.new_notice(uow, Kind.PORTFOLIO, period=period, to=to, now=at, subject=SUBJECT)
    if uow.notices.is_planned(head.once) or not uow.notices.add_once(head):
        return
    notices.enqueue(uow, Kind.PORTFOLIO_PICTURE, period=period, to=to, now=at, replies_to=head.id)


# -------------------------------------------------------------------------------------- helpers


@dataclass(frozen=True)
class _Known:
    """Accounts that may be read, and those of which only the name may be known."""

    seen: Sequence[Account]
    hidden: Sequence[Account]


@dataclass(frozen=True)
class _Ordered:
    """Accounts by need, and by name those of which only the name is shown."""

    ranked: Sequence[RankedAccount]
    hidden: Sequence[Account]


def _of_person(uow: UnitOfWork, person_id: str) -> _Known:
    person = access.person(uow, person_id)
    if not person.is_leader:
        return _Known(uow.accounts.visible_to(person), ())
    theirs = uow.portfolio.teams_of(person.id)
    return _split(uow, lambda account: sees_inside(person, account, in_team=account.id in theirs))


def _of_all_leaders(uow: UnitOfWork) -> _Known:
    return _split(uow, lambda account: not account.is_confidential)


def _split(uow: UnitOfWork, may_be_read: Callable[[Account], bool]) -> _Known:
    sides: dict[bool, list[Account]] = {True: [], False: []}
    for account in uow.accounts.open():
        sides[may_be_read(account)].append(account)
    return _Known(sides[True], sides[False])


def _ordered(uow: UnitOfWork, known: _Known, wanted: Filter, now: datetime) -> _Ordered:
    """Order them; hidden accounts fit no filter, since a match would tell of them."""
    ranked = [one for one in _ranked(uow, known.seen, now) if wanted.takes(one)]
    hidden = [] if wanted.is_on else rules.by_name(known.hidden)
    return _Ordered(rules.by_need(ranked), hidden)


def _portfolio(
    uow: UnitOfWork, found: _Ordered, wanted: Filter, number: int, now: datetime
) -> Portfolio:
    page = PageOfAccounts.of(len(found.ranked) + len(found.hidden), number)
    on_it = page.cut([*found.ranked, *found.hidden])
    since = _since(uow, now)
    ranked = [one for one in on_it if isinstance(one, RankedAccount)]
    lines = _lines(uow, ranked, since, now)
    owners = {line.account.owner_id for line in lines} | {wanted.owner_id}
    return Portfolio(
        lines=lines,
        hidden=[one for one in on_it if isinstance(one, Account)],
        page=page,
        colours=Counter(one.light for one in found.ranked),
        confidential=len(found.hidden),
        since=since,
        names=history.names(uow, owners),
    )


def _since(uow: UnitOfWork, now: datetime) -> datetime:
    """When the portfolio was posted last, or a week ago.

    It is written up to a lease before Slack has it: what happened meanwhile is news the next time.
    """
    last = uow.notices.last_sent(Kind.PORTFOLIO, SUBJECT)
    return last.sent_at - LEASE if last and last.sent_at else now - rules.NEWS_FOR


def _ranked(uow: UnitOfWork, accounts: Sequence[Account], now: datetime) -> list[RankedAccount]:
    """These accounts, each with the facts that its place depends on."""
    ids, days = [account.saved_id for account in accounts], LocalDays(now)
    utc_today = now.astimezone(UTC).date()
    colours = uow.portfolio.colours(ids)
    due = uow.portfolio.unreached(ids, utc_today + ONE_DAY)
    rolled = uow.portfolio.rolled(ids, Month.of(utc_today).plus(-1))
    return [
        RankedAccount(
            account=account,
            light=overall(colours.get(at, ())),
            missed=[each.ref for each in due.get(at, ()) if each.due < today],
            is_rolled=_is_rolled(account, rolled.get(at, set()), today),
            is_new=not window(today, rolled.get(at, set())).rolled,
        )
        for account in accounts
        for at, today in [(account.saved_id, days.in_zone(account))]
    ]


@dataclass(frozen=True)
class LocalDays:
    """The day it is in the zones of accounts, worked out once a zone."""

    now: datetime
    known: dict[str, date] = field(default_factory=dict)

    def in_zone(self, account: Account) -> date:
        """The account's day."""
        if account.time_zone not in self.known:
            self.known[account.time_zone] = account.today(self.now)
        return self.known[account.time_zone]


def _lines(
    uow: UnitOfWork, ranked: Sequence[RankedAccount], since: datetime, now: datetime
) -> list[PortfolioLine]:
    """The line of the portfolio for each of these accounts."""
    ids, days = [one.account.saved_id for one in ranked], LocalDays(now)
    known = lists((one.account_id, one) for one in uow.portfolio.lights(ids, since))
    turned = _turned_since(uow, ids, since)
    changes = uow.portfolio.changes(ids, since)
    at_risk = uow.portfolio.at_risk(ids)
    late = uow.portfolio.late(ids, now.astimezone(UTC).date() + ONE_DAY)
    return [
        PortfolioLine(
            ranked=one,
            was=_past(known.get(at, ()), turned.get(at, ()), [since])[0],
            changes=_nouns(changes.get(at, {})),
            lit=Counter(_lit(known.get(at, ())).values()),
            at_risk=[ref for ref in at_risk.get(at, ()) if ref not in one.missed],
            overdue=sum(
                each.due is not None and each.due < days.in_zone(one.account)
                for each in late.get(at, ())
            ),
            undated=sum(
                each.due is None and each.month <= Month.of(days.in_zone(one.account))
                for each in late.get(at, ())
            ),
        )
        for at, one in zip(ids, ranked, strict=True)
    ]


def _turned_since(
    uow: UnitOfWork, ids: Collection[int], since: datetime
) -> dict[int, list[ColourChange]]:
    changes = uow.portfolio.light_changes(ids, lights.COLOURING, since)
    return lists((one.account_id, one) for one in changes)


def _pasts(uow: UnitOfWork, found: _Ordered, zone: ZoneInfo, now: datetime) -> Pasts:
    """The light of each account at the end of each week."""
    mondays = rules.mondays(now.astimezone(zone).date())
    moments = list(rules.ends(mondays, now, zone))
    ids = [one.account.saved_id for one in found.ranked]
    known = lists((one.account_id, one) for one in uow.portfolio.lights(ids, moments[0]))
    turned = _turned_since(uow, ids, moments[0])
    rows = [
        Past(one.account, _past(known.get(at, ()), turned.get(at, ()), moments))
        for at, one in zip(ids, found.ranked, strict=True)
    ]
    return Pasts(mondays, rows, found.hidden)


def _past(
    known: Sequence[KnownLight], changes: Sequence[ColourChange], moments: Sequence[datetime]
) -> list[Colour | None]:
    return rules.lights_at(_lit(known), _turned(known, changes), moments)


def _lit(known: Iterable[KnownLight]) -> dict[str, Colour]:
    return {light.ref: light.colour for light in known if light.is_open}


def _turned(known: Iterable[KnownLight], changes: Sequence[ColourChange]) -> list[TurnedLight]:
    """The lights that each change turned; a cleared light has the colour it was cleared in.

    Read backwards from today's colours: a light may be cleared, reopened and turned.
    """
    colours = {light.ref: light.colour for light in known}
    turned = []
    for one in reversed(changes):
        before = _before(one, colours)
        if before is not None:
            colours[one.ref] = before
        turned.append(TurnedLight(one.ref, one.at, before))
    return turned[::-1]


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
