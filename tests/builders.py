"""What tests are about, in the words of the product: name only what the test asserts on.

`person`, `account`, `light`, `channel` and `notice` are kept nowhere; `a_person`, `an_account`
and their like stand in the database.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from domain.account import Account
from domain.action import Action
from domain.calendar import Month
from domain.channel import Channel
from domain.commitment import Commitment, Concern
from domain.contact import Contact
from domain.entity import Entity
from domain.goal import Goal, GoalKind
from domain.knowledge import KeyInformation
from domain.language import Language
from domain.light import Colour, Light
from domain.notice import Kind, Notice
from domain.permission import Right
from domain.person import Person
from domain.strategy import Strategy
from services import access, people
from services.access import Acting
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

NOW = datetime(2026, 4, 28, 9, 0, tzinfo=UTC)
"""A Tuesday; the last working day of the month is two days off."""

TODAY = date(2026, 4, 28)

APRIL, MAY, JUNE, JULY, AUGUST = (Month(2026, number) for number in range(4, 9))

HERE, ELSEWHERE = "T1", "T2"
"""Two workspaces."""

Facts = dict[str, Any]
P = ParamSpec("P")
R = TypeVar("R")
Kept = TypeVar("Kept", bound=Entity)


# ------------------------------------------------------------------------------ kept nowhere


def person(**facts: Any) -> Person:  # noqa: ANN401 - any field of a person
    """A colleague called Anna."""
    known: Facts = {"workspace_id": HERE, "id": "U1", "name": "Anna", "checked_at": NOW}
    return Person(**(known | facts))


def account(**facts: Any) -> Account:  # noqa: ANN401 - any field of an account
    """The account Acme, at home in C1, owned by Anna."""
    known: Facts = {
        "workspace_id": HERE,
        "name": "Acme",
        "channel_id": "C1",
        "owner_id": "U1",
        "language": Language.ENGLISH,
        "time_zone": "UTC",
        "created_at": NOW,
    }
    return Account(**(known | facts))


def light(colour: Colour = Colour.RED, **facts: Any) -> Light:  # noqa: ANN401 - as above
    """An open light."""
    known: Facts = {
        "workspace_id": HERE,
        "account_id": 1,
        "number": 1,
        "colour": colour,
        "text": "finance director leaving",
        "logged_by": "U1",
        "logged_at": NOW,
        "since": NOW,
    }
    return Light(**(known | facts))


def action(**facts: Any) -> Action:  # noqa: ANN401 - as above
    """An open action of Anna's in May, without a date."""
    known: Facts = {
        "workspace_id": HERE,
        "account_id": 1,
        "number": 1,
        "text": "call the finance director",
        "owner_id": "U1",
        "month": MAY,
        "created_by": "U1",
        "created_at": NOW,
    }
    if facts.get("due"):
        known["month"] = Month.of(facts["due"])
    return Action(**(known | facts))


def contact(**facts: Any) -> Contact:  # noqa: ANN401 - as above
    """C1, the finance director, still there."""
    known: Facts = {
        "workspace_id": HERE,
        "account_id": 1,
        "number": 1,
        "name": "Eva Leitner",
        "added_by": "U1",
        "added_at": NOW,
    }
    return Contact(**(known | facts))


def key_information(**facts: Any) -> KeyInformation:  # noqa: ANN401 - as above
    """K1, told today."""
    known: Facts = {
        "workspace_id": HERE,
        "account_id": 1,
        "number": 1,
        "text": "They move to SAP in 2027",
        "learned_on": TODAY,
        "checked_on": TODAY,
        "told_by": "U1",
        "told_at": NOW,
    }
    return KeyInformation(**(known | facts))


def strategy(**facts: Any) -> Strategy:  # noqa: ANN401 - as above
    """S1 in its first wording, proposed by Anna."""
    known: Facts = {
        "workspace_id": HERE,
        "account_id": 1,
        "number": 1,
        "text": "Become their innovation partner",
        "wording": 1,
        "worded_at": NOW,
        "proposed_by": "U1",
        "proposed_at": NOW,
    }
    return Strategy(**(known | facts))


def commitment(**facts: Any) -> Commitment:  # noqa: ANN401 - as above
    """Anna's, to the first wording of the strategy with the id 7."""
    known: Facts = {
        "workspace_id": HERE,
        "strategy_id": 7,
        "person_id": "U1",
        "wording": 1,
        "line": "one idea a month",
        "given_at": NOW,
    }
    return Commitment(**(known | facts))


def concern(**facts: Any) -> Concern:  # noqa: ANN401 - as above
    """Anna's, about the strategy with the id 7, not answered yet."""
    known: Facts = {
        "workspace_id": HERE,
        "strategy_id": 7,
        "person_id": "U1",
        "text": "we have no budget for this",
        "raised_at": NOW,
    }
    return Concern(**(known | facts))


def business_goal(**facts: Any) -> Goal:  # noqa: ANN401 - as above
    """G2: from 2 to 5 products, April 2026 to December 2027."""
    known: Facts = {
        "workspace_id": HERE,
        "account_id": 1,
        "number": 2,
        "kind": GoalKind.BUSINESS,
        "text": "Products sold",
        "owner_id": "U1",
        "start_date": date(2026, 4, 1),
        "created_at": NOW,
        "unit": "products",
        "start_value": Decimal(2),
        "target_value": Decimal(5),
        "deadline": date(2027, 12, 31),
    }
    return Goal(**(known | facts))


def channel(**facts: Any) -> Channel:  # noqa: ANN401 - as above
    """A private channel of colleagues, in which the bot may post."""
    known: Facts = {"workspace_id": HERE, "id": "C1", "checked_at": NOW, "audience_at": NOW}
    known["is_private"] = True
    return Channel(**(known | facts))


def notice(**facts: Any) -> Notice:  # noqa: ANN401 - as above
    """A message that is owed to C1 now."""
    known: Facts = {
        "workspace_id": HERE,
        "account_id": None,
        "kind": Kind.LIGHT,
        "period": "1",
        "to": "C1",
        "token": "f00d",
        "due_at": NOW,
        "next_at": NOW,
    }
    return Notice(**(known | facts))


# --------------------------------------------------------------------------- in the database


def keep(open_uow: OpenUnitOfWork, *rows: Entity) -> None:
    """Keep rows, each in its own workspace."""
    for row in rows:
        with open_uow(row.workspace_id) as uow:
            uow.session.add(row)
            uow.commit()


def all_of(open_uow: OpenUnitOfWork, kind: type[Kept], workspace: str = HERE) -> Sequence[Kept]:
    """Everything of a kind that a workspace has, oldest first."""
    with open_uow(workspace) as uow:
        rows = uow.session.scalars(select(kind)).all()
    return sorted(rows, key=lambda row: getattr(row, "id", 0))


def a_person(open_uow: OpenUnitOfWork, id: str = "U1", **facts: Any) -> Person:  # noqa: A002, ANN401 - as `person`
    """Somebody Slack has told us about."""
    kept = person(id=id, **facts)
    keep(open_uow, kept)
    return kept


def a_channel(open_uow: OpenUnitOfWork, id: str = "C1", **facts: Any) -> Channel:  # noqa: A002, ANN401 - as `channel`
    """A channel Slack has told us about."""
    kept = channel(id=id, **facts)
    keep(open_uow, kept)
    return kept


def in_channel(open_uow: OpenUnitOfWork, channel_id: str, *ids: str) -> None:
    """Slack has told who is in a channel."""
    with open_uow(HERE) as uow:
        people.audience_asked(uow, channel_id, NOW)
        uow.readers.listed(channel_id, ids, NOW)
        uow.commit()


def a_notice(open_uow: OpenUnitOfWork, **facts: Any) -> Notice:  # noqa: ANN401 - as `notice`
    """A message that is owed."""
    kept = notice(**facts)
    keep(open_uow, kept)
    return kept


def an_account(
    open_uow: OpenUnitOfWork,
    *,
    team: Collection[str] = ("U1",),
    with_lights: Collection[Colour] = (),
    **facts: Any,  # noqa: ANN401 - as `account`
) -> Account:
    """An account with a team, whose members need not be known, and with lights of Anna's."""
    kept = account(**facts)
    with open_uow(kept.workspace_id) as uow:
        uow.accounts.add(kept)
        uow.flush()
        uow.accounts.set_team(kept.saved_id, team, NOW)
        for colour in with_lights:
            number = uow.numbers.next(kept.saved_id, "L")
            uow.lights.add(
                light(
                    colour,
                    workspace_id=kept.workspace_id,
                    account_id=kept.saved_id,
                    number=number,
                )
            )
        uow.commit()
    return kept


def a_goal(open_uow: OpenUnitOfWork, home: Account, number: int = 2, **facts: Any) -> Goal:  # noqa: ANN401 - any field of a goal
    """G2 of the account: from 2 to 5 products, April 2026 to December 2027."""
    known: Facts = {
        "workspace_id": home.workspace_id,
        "account_id": home.saved_id,
        "number": number,
    }
    kept = business_goal(**(known | facts))
    keep(open_uow, kept)
    return kept


def a_strategy(open_uow: OpenUnitOfWork, home: Account, **facts: Any) -> Strategy:  # noqa: ANN401 - as `strategy`
    """S1 of the account."""
    kept = strategy(workspace_id=home.workspace_id, account_id=home.saved_id, **facts)
    keep(open_uow, kept)
    return kept


# -------------------------------------------------------------------------------- who does it


@dataclass(frozen=True)
class Actor:
    """Somebody in the home channel of an account, who does one thing in one transaction.

    They come in with the `right` to read, so that it is the use case that asks for more.
    """

    open_uow: OpenUnitOfWork
    person_id: str = "U1"
    channel_id: str = "C1"
    now: datetime = NOW
    right: Right = Right.READ

    def at(self, now: datetime) -> "Actor":
        """A copy of this person at another moment."""
        return replace(self, now=now)

    def does(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Acting, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Carry out a use case and keep what it did."""
        with self.open_uow(HERE) as uow:
            done = use_case(uow, self.enter(uow), *args, **kwargs)
            uow.commit()
        return done

    def enter(self, uow: UnitOfWork) -> Acting:
        """Stand before the account."""
        return access.in_channel(uow, self.person_id, self.channel_id, self.right, self.now)
