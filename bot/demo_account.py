"""A believable account for the demo: a hundred days of an account team, told at once.

Everything goes through the use cases that people go through, so its history can be read and
undone like theirs.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.demo_world import ACME, ANNA, BEN, CHRIS, GLOBEX, TEAM, DemoPerson
from domain.language import Language
from domain.light import Colour
from domain.permission import Right
from services import access, accounts, commitments, lights, notices, strategies
from services.access import Acting
from services.accounts import Wish
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork

Step = Callable[[UnitOfWork, Acting], object]

NAME = "Acme GmbH"


def log(colour: Colour, text: str, *, decide_in: int | None = None) -> Step:
    """Somebody logs a light; `decide_in` counts days."""

    def step(uow: UnitOfWork, acting: Acting) -> object:
        day = acting.today + timedelta(days=decide_in) if decide_in else None
        return lights.log(uow, acting, colour, text, decide_by=day)

    return step


def turn(number: int, colour: Colour, why: str) -> Step:
    """Somebody turns a light."""
    return lambda uow, acting: lights.turn(uow, acting, number, colour, why=why)


def clear(number: int, why: str) -> Step:
    """Somebody clears a light."""
    return lambda uow, acting: lights.clear(uow, acting, number, why=why)


def propose(text: str, says: str) -> Step:
    """Somebody proposes a strategy."""
    return lambda uow, acting: strategies.propose(uow, acting, text, says=says)


def commit(number: int, line: str) -> Step:
    """Somebody commits to it."""
    return lambda uow, acting: commitments.commit(uow, acting, number, line)


STORY: tuple[tuple[int, DemoPerson, Step], ...] = (
    (96, ANNA, log(Colour.GREEN, "Head of production recommends us to her colleagues")),
    (81, BEN, log(Colour.AMBER, "Dispute over the spring invoice")),
    (62, CHRIS, log(Colour.AMBER, "Their IT wants the portal moved into its own cloud")),
    (47, BEN, clear(2, "credit note accepted")),
    (40, CHRIS, turn(3, Colour.RED, "no sign-off without it, says their security officer")),
    (35, BEN, log(Colour.AMBER, "New head of purchasing has not met us yet", decide_in=28)),
    (19, BEN, log(Colour.GREEN, "Their plant in Graz saves 400,000 € a year with us")),
    (6, ANNA, log(Colour.AMBER, "Merger with Initech may freeze all new suppliers")),
)
"""Days ago, who, what. The third amber is past its decide-by date by a week."""

NEWS: tuple[tuple[int, DemoPerson, Step], ...] = (
    (
        26,
        ANNA,
        propose(
            "Become their innovation partner",
            "Once a quarter we bring an idea they did not ask for, worked out with their people. "
            "We say what it costs and what it saves. We never sell in that meeting.",
        ),
    ),
    (22, BEN, commit(1, "I bring one idea from our plants every month")),
    (0, CHRIS, log(Colour.RED, "A competitor offers 15 % less for the renewal")),
)
"""Hours ago, who, what: what the channel shows. The strategy waits for the others to commit."""


def tell(open_uow: OpenUnitOfWork, now: datetime) -> None:
    """Set the account up, unless it is there already; people must be known by now."""
    with open_uow(TEAM) as uow:
        if accounts.here(uow, ACME.id) is not None:
            return
        _tell_what_was(uow, now)
        for hours, person, step in NEWS:
            _do(uow, person, step, now - timedelta(hours=hours))
        accounts.greet(uow, GLOBEX.id, now)
        uow.commit()


def _tell_what_was(uow: UnitOfWork, now: datetime) -> None:
    begun = now - timedelta(days=STORY[0][0] + 1)
    wish = Wish(NAME, language=Language.ENGLISH, time_zone=ANNA.time_zone)
    account = accounts.set_up(uow, ANNA.id, ACME.id, wish, begun).account
    accounts.set_team(uow, account, ACME.members, begun)
    for number, (days, person, step) in enumerate(STORY):
        # Not all at the same minute: the history is there to be read.
        _do(uow, person, step, now - timedelta(days=days, minutes=37 * number))
    notices.forgo(uow, account, "told long ago")


def _do(uow: UnitOfWork, person: DemoPerson, step: Step, at: datetime) -> None:
    uow.flush()
    step(uow, access.in_channel(uow, person.id, ACME.id, Right.CHANGE, at))
