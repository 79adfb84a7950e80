"""Exports: an account to take away, asked for by its team and sent to the one who asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.account import Account
from domain.action import Action
from domain.activity import Activity
from domain.agreement import Agreement
from domain.commitment import Commitment, Concern
from domain.contact import Relation
from domain.goal import Goal, GoalKind
from domain.guard import GuardReading
from domain.knowledge import KeyInformation
from domain.light import Light
from domain.notice import Kind, Notice
from domain.permission import Right
from domain.person import Person
from domain.pulse import Distribution
from domain.quote import Quote
from domain.review import Review
from domain.strategy import Strategy
from services import contacts, history, notices, questions
from services.access import Acting
from services.courses import Course, courses_of
from services.goal_overviews import pulses
from services.questions import KeptParts, Voices
from storage.unit_of_work import UnitOfWork


class Format(StrEnum):
    """The formats in which an account is exported."""

    PAPER = "paper"
    """Markdown, and a page to print."""

    CLIENT = "client"
    """A page to be shown to the customer; see services/client_pages.py."""

    CSV = "csv"
    JSON = "json"


ALL: Mapping[str, object] = {}
"""Nothing was chosen: the whole account."""


@dataclass(frozen=True)
class Whole:
    """Everything that is kept of an account, closed and cleared things included.

    Of pulses, confidence and kept promises only what everybody may see; courses, pulses and
    confidences are by the goals' ids, parts by the strategies'.
    """

    account: Account
    at: datetime
    team: Sequence[Person]
    goals: Sequence[Goal]
    courses: dict[int, Course]
    agreements: Sequence[Agreement]
    quotes: Sequence[Quote]
    strategies: Sequence[Strategy]
    commitments: Sequence[Commitment]
    concerns: Sequence[Concern]
    pulses: dict[int, Distribution | None]
    confidences: Voices
    parts: dict[int, KeptParts]
    lights: Sequence[Light]
    actions: Sequence[Action]
    reviews: Sequence[Review]
    history: Sequence[Activity]
    names: dict[str, str]
    contacts: Sequence[Relation] = ()
    known: Sequence[KeyInformation] = ()
    held: Sequence[GuardReading] = ()
    """What was measured of the numbers that must hold."""


def ask(
    uow: UnitOfWork, acting: Acting, form: Format, *, key: str, chosen: Mapping[str, object] = ALL
) -> Notice:
    """Send the person the account in files, or what was `chosen` of it.

    `key` tells requests apart. Raises NotAllowed.
    """
    acting.must(Right.EXPORT)
    account, to, facts = acting.account, acting.person.id, {"format": form, **chosen}
    return notices.enqueue(
        uow, Kind.EXPORT, period=key, to=to, now=acting.now, account=account, facts=facts
    )


def whole(uow: UnitOfWork, acting: Acting) -> Whole:
    """The account with all that belongs to it; raises NotAllowed."""
    acting.must(Right.EXPORT)
    account_id = acting.account_id
    kept = uow.goals.everything(account_id)
    ids = [goal.saved_id for goal in kept]
    strategies = uow.strategies.everything(account_id)
    strategy_ids = [each.saved_id for each in strategies]
    everybody = uow.contacts.everything(account_id)
    found = Whole(
        account=acting.account,
        at=acting.now,
        team=uow.accounts.team(account_id),
        goals=kept,
        courses=courses_of(uow, kept),
        agreements=uow.agreements.of(ids),
        quotes=uow.quotes.everything(account_id),
        strategies=strategies,
        commitments=uow.commitments.of(strategy_ids),
        concerns=uow.concerns.of(*strategy_ids),
        pulses=pulses(uow, [each for each in kept if each.kind is GoalKind.RELATIONSHIP]),
        confidences=questions.confidences(uow, kept),
        parts=questions.parts(uow, strategy_ids),
        lights=uow.lights.everything(account_id),
        actions=uow.actions.everything(account_id),
        reviews=uow.reviews.everything(account_id),
        history=uow.activities.everything(account_id),
        names={},
        contacts=contacts.relations_of(uow, acting.account, everybody, acting.today),
        known=uow.knowledge.everything(account_id),
        held=uow.guards.everything(account_id),
    )
    found.names.update(history.names(uow, _people(found)))
    return found


def _people(found: Whole) -> list[str | None]:
    """Everybody whose id stands in it."""
    ids = [found.account.owner_id]
    ids += [goal.owner_id for goal in found.goals]
    ids += [one.by for course in found.courses.values() for one in course.progress]
    ids += [who for one in found.agreements for who in (one.person_id, one.recorded_by)]
    ids += [quote.heard_by for quote in found.quotes]
    ids += [strategy.proposed_by for strategy in found.strategies]
    ids += [given.person_id for given in found.commitments]
    ids += [who for one in found.concerns for who in (one.person_id, one.answered_by)]
    ids += [light.logged_by for light in found.lights]
    ids += [
        who
        for action in found.actions
        for who in (action.owner_id, action.created_by, action.closed_by)
    ]
    ids += [
        who
        for review in found.reviews
        for who in (review.opened_by, review.rolled_by, review.put_off_by)
    ]
    ids += [who for one in found.contacts for who in (one.contact.held_by, one.contact.added_by)]
    ids += [one.told_by for one in found.known]
    ids += [one.by for one in found.held]
    ids += [change.by for change in found.history]
    return ids
