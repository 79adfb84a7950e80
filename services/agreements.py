"""Agreement to business goals: members sign for themselves, the client is quoted."""

from dataclasses import dataclass
from datetime import date

from domain import agreement as rules
from domain.activity import Activity
from domain.agreement import Agreement, AgreementStanding
from domain.goal import Goal
from domain.notice import Kind
from services import cards, goals, history
from services.access import Acting
from storage.unit_of_work import UnitOfWork

SIGNED = "agreement.signed"
CLIENT_AGREED = "agreement.client"


@dataclass(frozen=True)
class Signed:
    """Where the agreement stands after a signature, and the change, by which it can be undone."""

    goal: Goal
    standing: AgreementStanding
    activity: Activity


def sign(uow: UnitOfWork, acting: Acting, number: int) -> Signed:
    """The person agrees to the goal, for themselves.

    Raises UnknownRef and what `domain.agreement.sign` raises.
    """
    goal = goals.to_change(uow, acting, number)
    given = uow.agreements.of([goal.saved_id])
    one = rules.sign(goal, given, person_id=acting.person.id, today=acting.today)
    activity = _keep(uow, acting, goal, one, SIGNED)
    # No message of its own: a team of ten would be told ten times. The goal's message counts.
    cards.changed(uow, acting, Kind.GOAL, activity, about=goal.ref, tell=False)
    return _signed(uow, acting, goal, activity)


def client_said_yes(  # noqa: PLR0917 - a yes has this many facts
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    name: str,
    on: date,
    seen: int | None = None,
) -> Signed:
    """The client agreed: who said so, on which day, to which version of the numbers.

    Raises UnknownRef and what `domain.agreement.client_said_yes` raises.
    """
    goal = goals.to_change(uow, acting, number)
    one = rules.client_said_yes(
        goal, name=name, on=on, recorded_by=acting.person.id, today=acting.today, seen=seen
    )
    activity = _keep(uow, acting, goal, one, CLIENT_AGREED)
    goals.tell(uow, acting, goal, activity)
    return _signed(uow, acting, goal, activity)


def find(uow: UnitOfWork, account_id: int, ref: str) -> Agreement | None:
    """The signature that an activity is about."""
    found = uow.agreements.by_id(history.part_id(ref))
    goal = uow.goals.by_id(found.goal_id) if found else None
    return found if goal and goal.account_id == account_id else None


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Correct what the channel was told."""
    about = history.whole(activity.subject)
    cards.corrected(uow, acting.account, Kind.GOAL, activity, about)


def _keep(uow: UnitOfWork, acting: Acting, goal: Goal, one: Agreement, kind: str) -> Activity:
    uow.agreements.add(one)
    return history.added(uow, acting, kind, one, goal.ref)


def _signed(uow: UnitOfWork, acting: Acting, goal: Goal, activity: Activity) -> Signed:
    uow.flush()
    return Signed(goal, standing(uow, acting.account_id, goal), activity)


def standing(uow: UnitOfWork, account_id: int, goal: Goal) -> AgreementStanding:
    """Where the agreement to a business goal stands."""
    team = [person.id for person in uow.accounts.team(account_id)]
    return rules.standing(goal, uow.agreements.of([goal.saved_id]), team)
