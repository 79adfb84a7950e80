"""Agreements of the team and the client on business goals."""

from collections.abc import Collection

from sqlalchemy import (
    Column,
    Date,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from domain.agreement import Agreement, AskedToAgree, Party
from storage.metadata import keyed, of_goal, versioned
from storage.repository import OverwrittenRows, RowsOfGoals
from storage.types import Word

agreements = versioned(
    "agreements",
    *of_goal(),
    Column("kind", Word(Party), nullable=False),
    Column("person_id", String),
    Column("name", Text),
    Column("on", Date, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("version_of_numbers", Integer, nullable=False),
    # Two presses of one button at once: the database lets a member sign once.
    UniqueConstraint("workspace_id", "goal_id", "version_of_numbers", "person_id"),
)


asked_to_agree = keyed(
    "asked_to_agree",
    *of_goal(),
    Column("version_of_numbers", Integer, nullable=False),
    Column("person_id", String, nullable=False),
    Column("reminded", Integer, nullable=False),
    Column("reminded_on", Date),
    by=("goal_id", "version_of_numbers", "person_id"),
)


class Agreements(RowsOfGoals[Agreement]):
    """Signatures, valid and outdated."""

    kind = Agreement


class AgreementReminders(OverwrittenRows[AskedToAgree]):
    """The log of reminders to agree: the person, the goal and the version of each."""

    kind = AskedToAgree

    def of(self, goal_ids: Collection[int]) -> dict[tuple[int, int, str], AskedToAgree]:
        """Everybody who was reminded of these goals, by goal, version and person."""
        found = self.rows(asked_to_agree.c.goal_id.in_(goal_ids), by=asked_to_agree.c.goal_id)
        return {each.key: each for each in found}
