"""A believable account for the demo: a hundred days of an account team's work, told at once.

Everything goes through the use cases that people go through, so its history can be read and
undone like theirs.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from bot.demo.world import ACME, ANNA, BEN, CHRIS, GLOBEX, TEAM, DemoPerson
from domain.action import ActionKind, Intent
from domain.amount import Amount
from domain.calendar import Month
from domain.contact import Attitude, Description, Influence
from domain.goal import GoalKind
from domain.knowledge import Area
from domain.language import Language
from domain.light import Colour
from domain.notice import Kind
from domain.permission import Right
from services import (
    access,
    accounts,
    actions,
    agreements,
    commitments,
    contacts,
    facts,
    goals,
    knowledge,
    lights,
    milestones,
    notices,
    progress,
    quotes,
    reviews,
    strategies,
)
from services.access import Acting
from services.accounts import AccountWish
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

NAME = "Acme GmbH"

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN

Given = ParamSpec("Given")

Step = Callable[[UnitOfWork, Acting], object]
"""A use case of which everything is given but who goes through it."""

Chapter = tuple[int, DemoPerson, Step]
"""Days ago, who, what."""


def ago(
    days: int,
    person: DemoPerson,
    use_case: Callable[Concatenate[UnitOfWork, Acting, Given], object],
    *given: Given.args,
    **more: Given.kwargs,
) -> Chapter:
    """So many days ago a person went through a use case."""
    return days, person, lambda uow, acting: use_case(uow, acting, *given, **more)


def _newcomer(uow: UnitOfWork, acting: Acting) -> object:
    """An amber that was to be decided four weeks after it was logged."""
    day = acting.today + timedelta(days=28)
    return lights.log(
        uow, acting, AMBER, "New head of purchasing has not met us yet", decide_by=day
    )


def _client_agrees(uow: UnitOfWork, acting: Acting) -> object:
    """The client agreed on the day on which it is noted."""
    return agreements.client_said_yes(uow, acting, 3, "Ms Leitner", acting.today)


LIGHTS: tuple[Chapter, ...] = (
    ago(96, ANNA, lights.log, GREEN, "Head of production recommends us to her colleagues"),
    ago(81, BEN, lights.log, AMBER, "Dispute over the spring invoice"),
    ago(62, CHRIS, lights.log, AMBER, "Their IT wants the portal moved into its own cloud"),
    ago(47, BEN, lights.clear, 2, why="credit note accepted"),
    ago(40, CHRIS, lights.turn, 3, RED, why="no sign-off without it, says their security officer"),
    ago(39, CHRIS, lights.name_goal, 3, 3),
    (35, BEN, _newcomer),
    ago(19, BEN, lights.log, GREEN, "Their plant in Graz saves 400,000 € a year with us"),
    ago(6, ANNA, lights.log, AMBER, "Merger with Initech may freeze all new suppliers"),
)
"""The third amber is past its decide-by date by a week."""

STRATEGIES: tuple[Chapter, ...] = (
    ago(
        84,
        ANNA,
        strategies.propose,
        "Become their innovation partner",
        says="We bring an idea before they ask, and try one a half-year together in Graz.",
        for_goals=(1, 3),
    ),
    ago(84, ANNA, commitments.commit, 1, "I open the doors to our development"),
    ago(83, BEN, commitments.commit, 1, "I bring one idea from our own plants every month"),
    ago(83, CHRIS, commitments.commit, 1, "I prepare the figures for every pilot"),
)

HEARD: tuple[Chapter, ...] = (
    ago(50, BEN, quotes.hear, "You rang before we had noticed the fault ourselves", goal=2),
    ago(
        12,
        ANNA,
        quotes.hear,
        "I would renew with you at once, but purchasing wants three offers",
        goal=2,
    ),
)

PAULA = Description("Paula Moser", "head of production", Attitude.FOR, Influence.SHAPES, BEN.id)
EVA = Description("Eva Leitner", "finance director", Attitude.NEUTRAL, Influence.DECIDES, ANNA.id)
JONAS = Description(
    "Jonas Pichler", "security officer", Attitude.AGAINST, Influence.DECIDES, CHRIS.id
)

CUSTOMER: tuple[Chapter, ...] = (
    ago(80, BEN, contacts.add, PAULA),
    ago(79, ANNA, contacts.add, EVA),
    ago(36, CHRIS, contacts.add, JONAS),
    ago(
        75, ANNA, contacts.meet, 2, why="wants to see what the third product saves before she signs"
    ),
    ago(11, CHRIS, contacts.meet, 3, why="no portal outside their own cloud"),
    ago(90, ANNA, knowledge.tell, "Two plants of four run our products", area=Area.OURS),
    ago(
        55,
        BEN,
        knowledge.tell,
        "They move to SAP in 2027",
        area=Area.CHALLENGES,
        source="annual report",
    ),
    ago(30, BEN, knowledge.tell, "Purchasing decides from 50,000 € on", area=Area.STRUCTURE),
    ago(
        8,
        ANNA,
        knowledge.tell,
        "Initech is their second supplier everywhere",
        area=Area.COMPETITORS,
    ),
)
"""Who decides was last talked with 75 days ago, by Anna."""

NEWS: tuple[Chapter, ...] = (
    ago(
        0,
        BEN,
        strategies.propose,
        "Win purchasing before the renewal",
        says="Nobody there buys from us yet for a reason of their own.",
        for_goals=(4,),
    ),
    ago(0, BEN, commitments.commit, 2, "I call their new head of purchasing every fortnight"),
    ago(0, CHRIS, lights.log, RED, "A competitor offers 15 % less for the renewal", blocks=4),
)
"""What the team hears today: with the cards of strategies all that stands in the channel."""


def tell(open_uow: OpenUnitOfWork, now: datetime) -> None:
    """Set the account up, unless it is there already; people must be known by now."""
    with open_uow(TEAM) as uow:
        if accounts.here(uow, ACME.id) is not None:
            return
        _tell_what_was(uow, now)
        for _today, person, step in NEWS:
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

    def aim(person: DemoPerson, text: str, start: Amount, target: Amount, days: int) -> Chapter:
        ends = _month_end(today, days)
        return ago(95, person, goals.aim, text, start=start, target=target, deadline=ends)

    look_ahead, add, report = goals.look_ahead, milestones.add, progress.report
    return [
        ago(96, ANNA, look_ahead, GoalKind.VISION, "First choice for everything that moves", 3),
        ago(96, ANNA, look_ahead, GoalKind.RELATIONSHIP, "We trust them completely", 2),
        aim(BEN, "Products sold", _count(2), _count(5), 400),
        aim(ANNA, "Revenue a year", _euros(1_200_000), _euros(1_800_000), 360),
        ago(94, BEN, add, 3, _count(3), _month_end(today, 30)),
        ago(94, BEN, add, 3, _count(4), _month_end(today, 170)),
        ago(94, BEN, add, 3, _count(5), _month_end(today, 320)),
        ago(94, ANNA, add, 4, _euros(1_400_000), _friday(today, 12)),
        ago(94, ANNA, add, 4, _euros(1_550_000), _month_end(today, 190)),
        *(ago(93, one, agreements.sign, goal) for one in (ANNA, BEN, CHRIS) for goal in (3, 4)),
        (60, ANNA, _client_agrees),
        ago(70, BEN, report, 3, _count(2)),
        ago(70, ANNA, report, 4, _euros(1_200_000)),
        ago(20, BEN, report, 3, _count(3)),
        ago(13, ANNA, report, 4, _euros(1_280_000)),
    ]


def _actions(today: date) -> list[Chapter]:
    """Three months of them: one done, one overdue, the last in outline."""
    month = Month.of(today)
    reviewed = today.day  # days ago: the last day of the month before
    contact, introduction, information = ActionKind

    def due(
        text: str, days: int, kind: ActionKind | None, for_: str, with_: int | None = None
    ) -> Intent:
        day = today + timedelta(days=days)
        return Intent(text, due=day, kind=kind, serves=for_, contact=with_)

    def later(text: str, month: Month, kind: ActionKind | None, for_: str) -> Intent:
        return Intent(text, month=month, kind=kind, serves=for_)

    return [
        _plans(
            58, BEN, due("Show the pilot line to their head of production", -33, contact, "S1", 1)
        ),
        ago(34, BEN, actions.finish, 1, outcome="she asks for a second line in Graz"),
        _plans(32, CHRIS, due("Agree with their IT when the portal moves", -2, None, "L3")),
        ago(reviewed, ANNA, _review, month),
        _plans(6, ANNA, due("Lunch with the new head of purchasing", 6, introduction, "L4")),
        _plans(5, BEN, due("Write the offer for the fourth product", 12, None, "M2")),
        _plans(5, CHRIS, later("Find out whom Initech buys from", month.next, information, "L6")),
        _plans(
            4, ANNA, later("Take their plant manager to our lab", month.next, introduction, "S1")
        ),
        _plans(4, BEN, later("Workshop on next year's ideas in Graz", month.next.next, None, "S1")),
    ]


def _plans(days: int, person: DemoPerson, intent: Intent) -> Chapter:
    """An action of one's own."""
    return ago(days, person, actions.add, replace(intent, owner_id=person.id))


def _review(uow: UnitOfWork, acting: Acting, month: Month) -> object:
    """Hold the review: the plan begins with this month."""
    reviews.begin(uow, acting.account, month, acting.now, by=acting.person.id)
    uow.flush()
    return reviews.roll(uow, acting, month)


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
