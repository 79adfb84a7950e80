"""The portfolio: every account in one line, the one that needs a leader most on top.

Source of the rules: docs/method.md, "digest and portfolio" and what it is made of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.account import Account
from domain.calendar import ONE_DAY, at_local
from domain.light import Colour, overall
from domain.text import alphabetical

NEWS_FOR = timedelta(days=7)
"""How far "what changed" goes back where no portfolio was posted before."""

PER_PAGE = 20
"""Accounts on a page: with long names they still stay far below what a message may hold."""

WEEKS = 12
"""How many weeks the picture shows, the present one included."""

Row = TypeVar("Row")

Lit = Mapping[str, Colour]
"""The open lights of an account by reference, each with its colour."""


@dataclass(frozen=True)
class TurnedLight:
    """A change of one light; `before` is its colour until then, None where it was not open."""

    ref: str
    at: datetime
    before: Colour | None


@dataclass(frozen=True)
class RankedAccount:
    """An account with what its place among others depends on.

    `light` is the account's light now; `missed` names milestones; `is_new`: nobody has rolled its
    plan yet, which begins with the month it was set up in.
    """

    account: Account
    light: Colour | None
    missed: Sequence[str]
    is_rolled: bool
    is_new: bool = False

    @property
    def need(self) -> tuple[bool, bool, bool, bool, int, str]:
        """Sorts by need: red, missed milestones, a plan not rolled, amber; then by name."""
        return (
            self.light is not Colour.RED,
            not self.missed,
            self.is_rolled,
            self.light is not Colour.AMBER,
            -len(self.missed),
            alphabetical(self.account.name),
        )


@dataclass(frozen=True)
class PortfolioLine:
    """An account as leaders see it.

    `was` is the account's light when the news began, `changes` what happened since, by noun
    (the `light` of `light.turned`); `lit` counts its open lights by colour; `at_risk` names
    milestones; `overdue` counts actions, `undated` those without a date in a month that has begun.
    """

    ranked: RankedAccount
    was: Colour | None
    changes: Mapping[str, int]
    lit: Mapping[Colour, int] = field(default_factory=dict)
    at_risk: Sequence[str] = ()
    overdue: int = 0
    undated: int = 0

    @property
    def account(self) -> Account:
        """The account itself."""
        return self.ranked.account

    @property
    def light(self) -> Colour | None:
        """The account's light now."""
        return self.ranked.light

    @property
    def missed(self) -> Sequence[str]:
        """Its milestones that are missed."""
        return self.ranked.missed

    @property
    def is_rolled(self) -> bool:
        """Whether the team rolled the plan to the month with which it starts."""
        return self.ranked.is_rolled and not self.ranked.is_new

    @property
    def has_turned(self) -> bool:
        """Whether the account's light is another than it was."""
        return self.light is not self.was


@dataclass(frozen=True)
class PageOfAccounts:
    """Which of so many accounts stand on a page; the last one for a number beyond it."""

    number: int
    pages: int

    @classmethod
    def of(cls, count: int, wanted: int) -> "PageOfAccounts":
        """The page that is wanted, of `count` accounts."""
        pages = -(-count // PER_PAGE)
        return cls(min(wanted, max(pages, 1)), pages)

    def cut(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows on this page."""
        return rows[(self.number - 1) * PER_PAGE : self.number * PER_PAGE]


@dataclass(frozen=True)
class Filter:
    """Which accounts are asked for; None: all."""

    light: Colour | None = None
    owner_id: str | None = None

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return self.light is not None or self.owner_id is not None

    def takes(self, one: RankedAccount) -> bool:
        """Whether the account is one of them."""
        return self.light in (None, one.light) and self.owner_id in (None, one.account.owner_id)


def by_need(accounts: Iterable[RankedAccount]) -> list[RankedAccount]:
    """The account that needs a leader most comes first."""
    return sorted(accounts, key=lambda one: one.need)


def by_name(accounts: Iterable[Account]) -> list[Account]:
    """Ä among A."""
    return sorted(accounts, key=lambda account: alphabetical(account.name))


def lights_at(
    lit: Lit, turned: Sequence[TurnedLight], moments: Sequence[datetime]
) -> list[Colour | None]:
    """The account's light at each of these moments, which are in order.

    `lit` is how it stands now; `turned`, oldest first, goes back at least to the first moment.
    """
    found: list[Colour | None] = []
    back = reversed(turned)
    step = next(back, None)
    then = dict(lit)
    for moment in reversed(moments):
        while step is not None and step.at > moment:
            _take_back(then, step)
            step = next(back, None)
        found.append(overall(then.values()))
    return found[::-1]


def _take_back(lit: dict[str, Colour], step: TurnedLight) -> None:
    if step.before is None:
        lit.pop(step.ref, None)
    else:
        lit[step.ref] = step.before


def mondays(today: date) -> list[date]:
    """The Mondays of the weeks in the picture, the present week's last."""
    this = today - ONE_DAY * today.weekday()
    return [this - timedelta(weeks=n) for n in range(WEEKS - 1, -1, -1)]


def ends(mondays: Sequence[date], now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """When each of these weeks ended; the last one has not, and counts up to now."""
    for monday in mondays[1:]:
        yield at_local(monday, 0, 0, zone)
    yield now
