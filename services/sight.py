"""The line of sight of an account: read what is open, and let domain.sight find the gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import sight as rules
from domain.account import Account
from domain.calendar import Month
from domain.permission import Right
from domain.sight import Finding, Scene, Way
from services import plan
from services.access import Acting
from services.courses import courses_of
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Checked:
    """The gaps of an account, the most important first; those that are far away stand apart."""

    near: Sequence[Finding]
    far: Sequence[Finding]


def check(uow: UnitOfWork, acting: Acting) -> Checked:
    """Every gap of the account; raises NotAllowed."""
    acting.must(Right.READ)
    last = plan.window(uow, acting.account, acting.today).months[-1]
    found = rules.gaps(scene(uow, acting.account, acting.today, last))
    far = rules.far(found, last)
    return Checked([one for one in found if one not in far], far)


def scene(uow: UnitOfWork, account: Account, today: date, last: Month) -> Scene:
    """The open things of an account on `today`, with as many statements for much as for little.

    `last` is the last of the plan's three months.
    """
    account_id = account.saved_id
    found = uow.goals.open(account_id)
    return Scene(
        goals=found,
        ways=[Way(course.goal, course.states(today)) for course in courses_of(uow, found).values()],
        lights=uow.lights.open(account_id),
        actions=uow.actions.open(account_id),
        strategies=uow.strategies.active([account_id]),
        last=last,
        contacts=uow.contacts.here(account_id),
        present=plan.present(uow, account),
    )
