"""The steps of people in the demo: every one is a use case that people go through."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from domain.action import Intent
from domain.amount import Amount
from domain.calendar import Month
from domain.contact import Attitude, Description, Influence
from domain.goal import GoalKind
from domain.knowledge import Area
from domain.light import Colour
from services import (
    actions,
    agreements,
    commitments,
    contacts,
    goals,
    knowledge,
    lights,
    milestones,
    progress,
    quotes,
    reviews,
    strategies,
)
from services.access import Acting
from storage.unit_of_work import UnitOfWork

Step = Callable[[UnitOfWork, Acting], object]


def log(
    colour: Colour, text: str, *, decide_in: int | None = None, blocks: int | None = None
) -> Step:
    """Log a light; `decide_in` counts days, `blocks` is the number of a goal."""

    def step(uow: UnitOfWork, acting: Acting) -> object:
        day = acting.today + timedelta(days=decide_in) if decide_in else None
        return lights.log(uow, acting, colour, text, decide_by=day, blocks=blocks)

    return step


def turn(number: int, colour: Colour, why: str) -> Step:
    """Turn a light."""
    return lambda uow, acting: lights.turn(uow, acting, number, colour, why=why)


def clear(number: int, why: str) -> Step:
    """Clear a light."""
    return lambda uow, acting: lights.clear(uow, acting, number, why=why)


def block(number: int, goal: int) -> Step:
    """Name the goal that a red light blocks."""
    return lambda uow, acting: lights.name_goal(uow, acting, number, goal)


def look_ahead(kind: GoalKind, text: str, years: int) -> Step:
    """Set a vision or a relationship goal."""
    return lambda uow, acting: goals.look_ahead(uow, acting, kind, text, years)


def aim(text: str, start: Amount, target: Amount, deadline: date) -> Step:
    """Set a business goal."""
    return lambda uow, acting: goals.aim(
        uow, acting, text, start=start, target=target, deadline=deadline
    )


def milestone(goal: int, amount: Amount, due: date) -> Step:
    """Set a milestone on the way to a goal."""
    return lambda uow, acting: milestones.add(uow, acting, goal, amount, due)


def agree(goal: int) -> Step:
    """Agree to a goal, for oneself."""
    return lambda uow, acting: agreements.sign(uow, acting, goal)


def client_agrees(goal: int, name: str) -> Step:
    """Note that the client agreed on that day."""
    return lambda uow, acting: agreements.client_said_yes(uow, acting, goal, name, acting.today)


def measure(goal: int, value: Decimal, unit: str) -> Step:
    """Report progress."""
    return lambda uow, acting: progress.report(uow, acting, goal, Amount(value, unit))


def hear(text: str, goal: int) -> Step:
    """Keep what the customer said, beside what we want to hear."""
    return lambda uow, acting: quotes.hear(uow, acting, text, goal=goal)


def propose(text: str, says: str, goals_served: Iterable[int]) -> Step:
    """Propose a strategy."""
    return lambda uow, acting: strategies.propose(
        uow, acting, text, says=says, for_goals=goals_served
    )


def commit(strategy: int, line: str) -> Step:
    """Commit to a strategy, in one's own words."""
    return lambda uow, acting: commitments.commit(uow, acting, strategy, line)


def plan(intent: Intent) -> Step:
    """Plan an action; without an owner it is one's own."""
    return lambda uow, acting: actions.add(
        uow, acting, replace(intent, owner_id=intent.owner_id or acting.person.id)
    )


def finish(action: int, outcome: str | None = None) -> Step:
    """Mark an action done, and say what came of it."""
    return lambda uow, acting: actions.finish(uow, acting, action, outcome=outcome)


def know(text: str, area: Area, source: str | None = None) -> Step:
    """Keep key information."""
    return lambda uow, acting: knowledge.tell(uow, acting, text, area=area, source=source)


def add_contact(name: str, role: str, attitude: Attitude, influence: Influence) -> Step:
    """Add somebody at the customer, to whom one holds the link oneself."""

    def step(uow: UnitOfWork, acting: Acting) -> object:
        said = Description(name, role, attitude, influence, acting.person.id)
        return contacts.add(uow, acting, said)

    return step


def meet(contact: int, why: str) -> Step:
    """Note that one has talked with somebody at the customer."""
    return lambda uow, acting: contacts.meet(uow, acting, contact, why=why)


def roll(month: Month) -> Step:
    """Hold the review: the plan begins with this month."""

    def step(uow: UnitOfWork, acting: Acting) -> object:
        reviews.begin(uow, acting.account, month, acting.now, by=acting.person.id)
        uow.flush()
        return reviews.roll(uow, acting, month)

    return step
