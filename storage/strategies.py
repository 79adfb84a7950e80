"""Strategies of accounts, and what the members say to them."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    and_,
    cast,
    exists,
    func,
    literal,
    select,
)

from domain.action import ActionState
from domain.calendar import Month
from domain.commitment import Asked, Commitment, Concern
from domain.strategy import Strategy, StrategyState
from storage.actions import actions
from storage.metadata import keyed, numbered, of_strategy, versioned
from storage.repository import NumberedRows, OverwrittenRows, Repository
from storage.types import Json, UtcDateTime, Word

asked = keyed(
    "asked",
    *of_strategy(),
    Column("wording", Integer, nullable=False),
    Column("person_id", String, nullable=False),
    Column("reminded", Integer, nullable=False),
    Column("reminded_on", Date),
    Column("told_on", Date),
    by=("strategy_id", "wording", "person_id"),
)


concerns = versioned(
    "concerns",
    *of_strategy(),
    Column("person_id", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("answer", Text),
    Column("answered_by", String),
    Column("answered_at", UtcDateTime),
    Index(None, "workspace_id", "strategy_id"),
)


commitments = versioned(
    "commitments",
    *of_strategy(),
    Column("person_id", String, nullable=False),
    Column("wording", Integer, nullable=False),
    Column("line", Text, nullable=False),
    Column("given_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "strategy_id", "wording", "person_id"),
)


strategies = numbered(
    "strategies",
    Column("text", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("goals", Json, nullable=False),
    Column("state", Word(StrategyState), nullable=False),
    Column("why", Text),
    Column("wording", Integer, nullable=False),
    Column("worded_at", UtcDateTime, nullable=False),
    Column("proposed_by", String, nullable=False),
    Column("proposed_at", UtcDateTime, nullable=False),
    Column("retired_at", UtcDateTime),
    Column("confirmed_at", UtcDateTime),
    UniqueConstraint("workspace_id", "id"),
)


ACTIVE = strategies.c.state == StrategyState.ACTIVE
REF = literal("S", String) + cast(strategies.c.number, String)


class Strategies(NumberedRows[Strategy]):
    """Strategies, active and retired."""

    kind = Strategy

    def active(self, account_ids: Collection[int]) -> Sequence[Strategy]:
        """Active strategies of these accounts, by number."""
        return self.rows(
            strategies.c.account_id.in_(sorted(account_ids)),
            ACTIVE,
            by=(strategies.c.account_id, strategies.c.number),
        )

    def retired(self, account_id: int) -> int:
        """How many of the account's strategies were retired."""
        retired = strategies.c.state == StrategyState.RETIRED
        counted = select(func.count()).where(self.within(strategies, [account_id]), retired)
        return self.session.scalar(counted) or 0

    def idle(self, account_id: int, first: Month, last: Month) -> Sequence[Strategy]:
        """Active strategies that no action serves, open or done, in the months `first` to `last`.

        One statement, however many strategies and actions there are.
        """
        serving = and_(
            actions.c.workspace_id == strategies.c.workspace_id,
            actions.c.account_id == strategies.c.account_id,
            actions.c.serves == REF,
            actions.c.month.between(first, last),
            actions.c.state != ActionState.DROPPED,
        )
        return self.rows(strategies.c.account_id == account_id, ACTIVE, ~exists().where(serving))


class Commitments(Repository[Commitment]):
    """The commitments of members, to present and to earlier wordings."""

    kind = Commitment

    def of(self, strategy_ids: Collection[int], *, by: str | None = None) -> Sequence[Commitment]:
        """Commitments to the present wordings of these strategies, of all or of one person."""
        mine, now = commitments.c, strategies.c
        as_it_stands = and_(now.id == mine.strategy_id, now.wording == mine.wording)
        query = select(Commitment).join(Strategy, as_it_stands)
        query = query.where(mine.strategy_id.in_(sorted(strategy_ids)))
        query = query if by is None else query.where(mine.person_id == by)
        return self.session.scalars(query.order_by(mine.id)).all()

    def mine(self, strategy: Strategy, person_id: str) -> Commitment | None:
        """One member's own, to the wording as it stands."""
        return self.find(
            commitments.c.strategy_id == strategy.id,
            commitments.c.wording == strategy.wording,
            commitments.c.person_id == person_id,
        )

    def are_there(self, strategy_id: int) -> bool:
        """Whether anybody has ever committed to it, in whatever wording."""
        return self.is_there(self.ours(commitments), commitments.c.strategy_id == strategy_id)


class Concerns(Repository[Concern]):
    """Concerns, open and answered."""

    kind = Concern

    def open_of(self, strategy_ids: Collection[int]) -> Sequence[Concern]:
        """The open concerns about these strategies, oldest first."""
        return self.rows(
            concerns.c.strategy_id.in_(sorted(strategy_ids)), concerns.c.answered_at.is_(None)
        )

    def of(self, *strategy_ids: int) -> Sequence[Concern]:
        """Everything that was raised about these strategies, answered or not, oldest first."""
        return self.rows(concerns.c.strategy_id.in_(sorted(strategy_ids)))


class AskedLog(OverwrittenRows[Asked]):
    """The log of reminders: the person and the subject of each."""

    kind = Asked

    def of(self, strategy_ids: Collection[int]) -> dict[tuple[int, int, str], Asked]:
        """Everybody who was reminded of these strategies, by strategy, wording and person."""
        found = self.rows(asked.c.strategy_id.in_(strategy_ids), by=asked.c.strategy_id)
        return {each.key: each for each in found}
