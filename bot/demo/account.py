"""A believable account for the demo: a hundred days of an account team's work, told at once.

Everything goes through the use cases that people go through, so its history can be read and
undone like theirs.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.demo.steps import (
    Step,
    add_contact,
    agree,
    aim,
    block,
    clear,
    client_agrees,
    commit,
    finish,
    hear,
    know,
    log,
    look_ahead,
    measure,
    meet,
    milestone,
    plan,
    propose,
    roll,
    turn,
)
from bot.demo.world import ACME, ANNA, BEN, CHRIS, GLOBEX, TEAM, DemoPerson
from domain.action import ActionKind, Intent
from domain.amount import Amount
from domain.calendar import Month
from domain.contact import Attitude, Influence
from domain.goal import GoalKind
from domain.knowledge import Area
from domain.language import Language
from domain.light import Colour
from domain.notice import Kind
from domain.permission import Right
from services import access, accounts, facts, notices
from services.accounts import AccountWish
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

NAME = "Acme GmbH"

Chapter = tuple[int, DemoPerson, Step]
"""Days ago, who, what."""

LIGHTS: tuple[Chapter, ...] = (
    (96, ANNA, log(Colour.GREEN, "Head of production recommends us to her colleagues")),
    (81, BEN, log(Colour.AMBER, "Dispute over the spring invoice")),
    (62, CHRIS, log(Colour.AMBER, "Their IT wants the portal moved into its own cloud")),
    (47, BEN, clear(2, "credit note accepted")),
    (40, CHRIS, turn(3, Colour.RED, "no sign-off without it, says their security officer")),
    (39, CHRIS, block(3, 3)),
    (35, BEN, log(Colour.AMBER, "New head of purchasing has not met us yet", decide_in=28)),
    (19, BEN, log(Colour.GREEN, "Their plant in Graz saves 400,000 € a year with us")),
    (6, ANNA, log(Colour.AMBER, "Merger with Initech may freeze all new suppliers")),
)
"""The third amber is past its decide-by date by a week."""

STRATEGIES: tuple[Chapter, ...] = (
    (
        84,
        ANNA,
        propose(
            "Become their innovation partner",
            "We bring an idea before they ask, and try one a half-year together in Graz.",
            (1, 3),
        ),
    ),
    (84, ANNA, commit(1, "I open the doors to our development")),
    (83, BEN, commit(1, "I bring one idea from our own plants every month")),
    (83, CHRIS, commit(1, "I prepare the figures for every pilot")),
)

HEARD: tuple[Chapter, ...] = (
    (50, BEN, hear("You rang before we had noticed the fault ourselves", 2)),
    (12, ANNA, hear("I would renew with you at once, but purchasing wants three offers", 2)),
)

CUSTOMER: tuple[Chapter, ...] = (
    (
        80,
        BEN,
        add_contact("Paula Moser", "head of production", Attitude.FOR, Influence.SHAPES),
    ),
    (
        79,
        ANNA,
        add_contact("Eva Leitner", "finance director", Attitude.NEUTRAL, Influence.DECIDES),
    ),
    (
        36,
        CHRIS,
        add_contact("Jonas Pichler", "security officer", Attitude.AGAINST, Influence.DECIDES),
    ),
    (75, ANNA, meet(2, "wants to see what the third product saves before she signs")),
    (11, CHRIS, meet(3, "no portal outside their own cloud")),
    (90, ANNA, know("Two plants of four run our products", Area.OURS)),
    (55, BEN, know("They move to SAP in 2027", Area.CHALLENGES, "annual report")),
    (30, BEN, know("Purchasing decides from 50,000 € on", Area.STRUCTURE)),
    (8, ANNA, know("Initech is their second supplier everywhere", Area.COMPETITORS)),
)
"""Who decides was last talked with 75 days ago, by Anna."""

NEWS: tuple[tuple[DemoPerson, Step], ...] = (
    (
        BEN,
        propose(
            "Win purchasing before the renewal",
            "Nobody there buys from us yet for a reason of their own.",
            (4,),
        ),
    ),
    (BEN, commit(2, "I call their new head of purchasing every fortnight")),
    (CHRIS, log(Colour.RED, "A competitor offers 15 % less for the renewal", blocks=4)),
)
"""What the team hears today: with the cards of strategies all that stands in the channel."""


def tell(open_uow: OpenUnitOfWork, now: datetime) -> None:
    """Set the account up, unless it is there already; people must be known by now."""
    with open_uow(TEAM) as uow:
        if accounts.here(uow, ACME.id) is not None:
            return
        _tell_what_was(uow, now)
        for person, step in NEWS:
            _do(uow, person, step, now)
        accounts.greet(uow, GLOBEX.id, now)
        uow.commit()


def story(today: date) -> list[Chapter]:
    """The demo account's past up to today, the oldest chapter first."""
    parts = (_goals(today), STRATEGIES, LIGHTS, HEARD, CUSTOMER, _actions(today))
    chapters = [chapter for part in parts for chapter in part]
    return sorted(chapters, key=lambda chapter: -chapter[0])


def _goals(today: date) -> list[Chapter]:
    """A count that goes well, and money that does not: its milestone is due in two weeks."""
    products, revenue = "products", "EUR"
    in_a_year = _month_end(today, 360)
    return [
        (96, ANNA, look_ahead(GoalKind.VISION, "First choice for everything that moves", 3)),
        (96, ANNA, look_ahead(GoalKind.RELATIONSHIP, "We trust them completely", 2)),
        (95, BEN, aim("Products sold", _count(2), _count(5), _month_end(today, 400))),
        (95, ANNA, aim("Revenue a year", _euros(1_200_000), _euros(1_800_000), in_a_year)),
        (94, BEN, milestone(3, _count(3), _month_end(today, 30))),
        (94, BEN, milestone(3, _count(4), _month_end(today, 170))),
        (94, BEN, milestone(3, _count(5), _month_end(today, 320))),
        (94, ANNA, milestone(4, _euros(1_400_000), _friday(today, 12))),
        (94, ANNA, milestone(4, _euros(1_550_000), _month_end(today, 190))),
        *((93, person, agree(goal)) for person in (ANNA, BEN, CHRIS) for goal in (3, 4)),
        (60, ANNA, client_agrees(3, "Ms Leitner")),
        (70, BEN, measure(3, Decimal(2), products)),
        (70, ANNA, measure(4, Decimal(1_200_000), revenue)),
        (20, BEN, measure(3, Decimal(3), products)),
        (13, ANNA, measure(4, Decimal(1_280_000), revenue)),
    ]


def _actions(today: date) -> list[Chapter]:
    """Three months of them: one done, one overdue, the last in outline."""
    month = Month.of(today)
    reviewed = today.day  # days ago: the last day of the month before
    contact, introduction, information = ActionKind
    return [
        (
            58,
            BEN,
            _due("Show the pilot line to their head of production", today, -33, contact, with_=1),
        ),
        (34, BEN, finish(1, "she asks for a second line in Graz")),
        (32, CHRIS, _due("Agree with their IT when the portal moves", today, -2, for_="L3")),
        (reviewed, ANNA, roll(month)),
        (6, ANNA, _due("Lunch with the new head of purchasing", today, 6, introduction, "L4")),
        (5, BEN, _due("Write the offer for the fourth product", today, 12, for_="M2")),
        (5, CHRIS, _in("Find out whom Initech buys from", month.next, information, "L6")),
        (4, ANNA, _in("Take their plant manager to our lab", month.next, introduction, "S1")),
        (4, BEN, _in("Workshop on next year's ideas in Graz", month.next.next, for_="S1")),
    ]


def _due(
    text: str,
    today: date,
    days: int,
    kind: ActionKind | None = None,
    for_: str | None = "S1",
    *,
    with_: int | None = None,
) -> Step:
    due = today + timedelta(days=days)
    return plan(Intent(text, due=due, kind=kind, serves=for_, contact=with_))


def _in(text: str, month: Month, kind: ActionKind | None = None, for_: str | None = None) -> Step:
    return plan(Intent(text, month=month, kind=kind, serves=for_))


def _count(value: int) -> Amount:
    return Amount(Decimal(value), "products")


def _euros(value: int) -> Amount:
    return Amount(Decimal(value), "EUR")


def _friday(today: date, days: int) -> date:
    later = today + timedelta(days=days)
    return later + timedelta(days=(4 - later.weekday()) % 7)


def _month_end(today: date, days: int) -> date:
    return Month.of(today + timedelta(days=days)).last_day


def _tell_what_was(uow: UnitOfWork, now: datetime) -> None:
    today = now.astimezone(ZoneInfo(ANNA.time_zone)).date()
    chapters = story(today)
    begun = now - timedelta(days=chapters[0][0] + 1)
    wish = AccountWish(NAME, language=Language.ENGLISH, time_zone=ANNA.time_zone)
    facts.listed(uow, ACME.id, ACME.members, begun)
    account = accounts.set_up(uow, ANNA.id, ACME.id, wish, begun).account
    accounts.set_team(uow, account, ACME.members, begun)
    for number, (days, person, step) in enumerate(chapters):
        # Not all at the same minute: the history is there to be read.
        _do(uow, person, step, now - timedelta(days=days) + timedelta(minutes=number))
    # The team works with the cards of its strategies: concerns stand in their threads.
    notices.forgo(uow, account, "told long ago", but={Kind.STRATEGY})


def _do(uow: UnitOfWork, person: DemoPerson, step: Step, at: datetime) -> None:
    uow.flush()
    step(uow, access.in_channel(uow, person.id, ACME.id, Right.CHANGE, at))
