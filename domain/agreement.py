"""Agreement to a business goal: drafted, agreed in the team by name, agreed with the client.

A signature is given to the numbers as they stood. When number or date changes, the signatures
stay as history and count no more. Source: docs/method.md, "goals".
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.commitment import AskedPerson
from domain.entity import VersionedEntity
from domain.errors import AboutDay, AboutRef, Conflict, Invalid
from domain.goal import Goal, NotABusinessGoal
from domain.text import sentence


class Party(StrEnum):
    """The parties of an agreement."""

    TEAM = "team"
    CLIENT = "client"


class Stage(StrEnum):
    """How far the agreement has come; team-agreed from the first member on, with a count."""

    DRAFTED = "drafted"
    TEAM_AGREED = "team_agreed"
    CLIENT_AGREED = "client_agreed"


@dataclass(eq=False)
class AlreadyAgreed(AboutRef, Conflict):
    """The person has agreed to these very numbers, `on` a day."""

    on: date


class AgreedInTheFuture(AboutDay, Invalid):
    """Nobody can have agreed on a day that is still to come."""


@dataclass(eq=False)
class UnknownVersion(AboutRef, Invalid):
    """The goal never had this version of its numbers; now it has the `latest`."""

    version: int
    latest: int


@dataclass(eq=False, kw_only=True)
class Agreement(VersionedEntity):
    """One signature: a member's own (`person_id`), or what somebody at the client said (`name`)."""

    goal_id: int
    kind: Party
    person_id: str | None = None
    name: str | None = None
    on: date
    recorded_by: str
    version_of_numbers: int

    def holds_for(self, goal: Goal) -> bool:
        """Whether it was given to the numbers as they stand."""
        return self.goal_id == goal.id and self.version_of_numbers == goal.version_of_numbers


@dataclass(eq=False, kw_only=True)
class AskedToAgree(AskedPerson):
    """The reminders to one person to agree to a version of a goal's numbers."""

    goal_id: int
    version_of_numbers: int

    @property
    def key(self) -> tuple[int, int, str]:
        """The key of which there is one of each."""
        return self.goal_id, self.version_of_numbers, self.person_id


@dataclass(frozen=True)
class TeamAgreement:
    """How many of the present members agreed to the numbers as they stand."""

    agreed: int
    of: int

    @property
    def is_complete(self) -> bool:
        """Whether every member agreed; an empty team never did."""
        return self.agreed == self.of > 0


@dataclass(frozen=True)
class AgreementStanding:
    """The agreement as an overview shows it; `client` is the latest signature of the client.

    `outdated`: the latest one to other numbers, where there is none to these.
    """

    stage: Stage
    team: TeamAgreement
    client: Agreement | None
    outdated: Agreement | None = None


def sign(goal: Goal, signatures: Iterable[Agreement], *, person_id: str, today: date) -> Agreement:
    """A member agrees, for themselves; raises AlreadyAgreed, NotABusinessGoal and GoalClosed."""
    goal_id = _agreeable(goal)
    for one in _valid(goal, signatures, Party.TEAM):
        if one.person_id == person_id:
            raise AlreadyAgreed(goal.ref, one.on)
    return Agreement(
        workspace_id=goal.workspace_id,
        goal_id=goal_id,
        kind=Party.TEAM,
        person_id=person_id,
        on=today,
        recorded_by=person_id,
        version_of_numbers=goal.version_of_numbers,
    )


def client_said_yes(
    goal: Goal, *, name: str, on: date, recorded_by: str, today: date, seen: int | None = None
) -> Agreement:
    """The client agreed: who said so, on which day, and to the version of the numbers they saw.

    Raises NotABusinessGoal, GoalClosed, AgreedInTheFuture, UnknownVersion, TextMissing and
    TextTooLong.
    """
    if on > today:
        raise AgreedInTheFuture(on)
    version = goal.version_of_numbers if seen is None else seen
    if not 1 <= version <= goal.version_of_numbers:
        raise UnknownVersion(goal.ref, version, goal.version_of_numbers)
    return Agreement(
        workspace_id=goal.workspace_id,
        goal_id=_agreeable(goal),
        kind=Party.CLIENT,
        name=sentence(name),
        on=on,
        recorded_by=recorded_by,
        version_of_numbers=version,
    )


def team_agreement(
    goal: Goal, signatures: Iterable[Agreement], members: Collection[str]
) -> TeamAgreement:
    """Counts present members only, by their ids: who left the team agreed for the past."""
    signed = {one.person_id for one in _valid(goal, signatures, Party.TEAM)}
    return TeamAgreement(agreed=len(signed & set(members)), of=len(set(members)))


def waiting(goal: Goal, signatures: Iterable[Agreement], members: Iterable[str]) -> list[str]:
    """The members, by their ids, who have not agreed to the numbers as they stand."""
    signed = {one.person_id for one in _valid(goal, signatures, Party.TEAM)}
    return [each for each in members if each not in signed]


def standing(
    goal: Goal, signatures: Iterable[Agreement], members: Collection[str]
) -> AgreementStanding:
    """Where the agreement to a goal stands; the client's word outranks the team's."""
    given = list(signatures)
    team = team_agreement(goal, given, members)
    client = max(_valid(goal, given, Party.CLIENT), key=lambda one: one.on, default=None)
    if client:
        return AgreementStanding(Stage.CLIENT_AGREED, team, client)
    others = [one for one in given if one.kind is Party.CLIENT and one.goal_id == goal.id]
    outdated = max(others, key=lambda one: one.on, default=None)
    stage = Stage.TEAM_AGREED if team.agreed else Stage.DRAFTED
    return AgreementStanding(stage, team, None, outdated)


def _valid(goal: Goal, signatures: Iterable[Agreement], kind: Party) -> list[Agreement]:
    return [one for one in signatures if one.kind is kind and one.holds_for(goal)]


def _agreeable(goal: Goal) -> int:
    """The id of a goal that can be agreed to; raises NotABusinessGoal and GoalClosed."""
    if not goal.is_business:
        raise NotABusinessGoal(goal.ref, goal.kind)
    goal.must_be_open()
    return goal.saved_id
