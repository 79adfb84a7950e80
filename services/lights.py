"""The traffic lights of an account: log, turn, clear, look."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain import amber
from domain import light as rules
from domain.account import Account
from domain.action import Purpose
from domain.activity import Activity
from domain.amber import AmberEnd, AmberTally
from domain.calendar import Month
from domain.light import Colour, Light
from domain.likeness import must_differ
from domain.notice import Kind
from domain.permission import Right
from services import cards, contacts, goals, history
from services.access import Acting
from services.nouns import NumberedNoun
from storage.unit_of_work import UnitOfWork

LOGGED = "light.logged"
TURNED = "light.turned"
CLEARED = "light.cleared"
BLOCKED = "light.blocked"
KEPT_OPEN = "light.kept_open"
NAMED = "light.named"
REWORDED = "light.reworded"
REOPENED = "light.reopened"
LOOKED_THROUGH = 100
"""Latest open lights among which one is looked for that says the same."""

COLOURING = (LOGGED, TURNED, CLEARED, REOPENED)
"""Changes after which an account may have another light."""


def _tell(uow: UnitOfWork, acting: Acting, light: Light, activity: Activity) -> None:
    """Keep the card true, and tell of the change if the account wants that."""
    before = Colour((activity.before or {}).get("colour", light.colour))
    wanted = acting.account.announcements.cover(before, light.colour)
    turned_red = activity.kind == TURNED and light.colour is Colour.RED
    cards.changed(uow, acting, Kind.LIGHT, activity, tell=wanted, alert=wanted and turned_red)


NOUN = NumberedNoun(Light, lambda uow: uow.lights, _tell)
get, find, past = NOUN.get, NOUN.find, NOUN.past


@dataclass(frozen=True)
class LightChange:
    """A light after a change, and the change, by which it can be undone."""

    light: Light
    activity: Activity


@dataclass(frozen=True)
class Board:
    """An account's open lights as its team should look at them."""

    lights: dict[Colour, list[Light]]
    overall: Colour | None
    names: dict[str, str]
    whys: dict[str, str]
    """Why each light is as it is, by its reference, where somebody said so."""


def log(
    uow: UnitOfWork,
    acting: Acting,
    colour: Colour,
    text: str,
    *,
    blocks: int | None = None,
    contact: int | None = None,
    decide_by: date | None = None,
    is_sure: bool = True,
) -> LightChange:
    """Log a light, and announce it as the account wants it; raises what `domain.light.log` raises.

    `blocks` is the goal that it speaks for or against, `contact` whom it is about. Raises
    UnknownRef, GoalClosed and ContactGone where that is no open goal, or nobody who is there; and
    LooksLike for nearly the words of an open light, unless it `is_sure`.
    """
    acting.must(Right.CHANGE)
    light = rules.log(
        acting.origin, colour, text, blocks=blocks, contact=contact, decide_by=decide_by
    )
    if blocks is not None:
        goals.get(uow, acting, blocks, lock=True).must_be_open()
    if contact is not None:
        contacts.to_name(uow, acting, contact)
    if not is_sure:
        must_differ(light.text, uow.lights.titles(acting.account_id, LOOKED_THROUGH))
    activity = NOUN.keep(uow, acting, LOGGED, light)
    if acting.account.announcements.cover(colour):
        cards.born(uow, acting, Kind.LIGHT, activity, alert=colour is Colour.RED)
    return LightChange(light, activity)


def turn(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    colour: Colour,
    *,
    why: str | None = None,
    decide_by: date | None = None,
    seen: int | None = None,
) -> LightChange:
    """Turn a light and announce it; `seen` is the version the person looked at, if known.

    Raises UnknownRef, ChangedSince and what `Light.turn` raises.
    """
    with NOUN.changing(uow, acting, TURNED, number, seen, why) as (light, activity):
        light.turn(colour, now=acting.now, today=acting.today, decide_by=decide_by)
    return LightChange(light, activity)


def clear(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    *,
    why: str | None = None,
    seen: int | None = None,
) -> LightChange:
    """Clear a light and announce it; raises UnknownRef, ChangedSince and AlreadyCleared."""
    with NOUN.changing(uow, acting, CLEARED, number, seen, why) as (light, activity):
        light.clear(acting.now)
    return LightChange(light, activity)


def keep_open(
    uow: UnitOfWork, acting: Acting, number: int, until: date, *, seen: int | None = None
) -> LightChange:
    """Leave an amber light amber until another decide-by date, and announce it.

    Raises UnknownRef, ChangedSince and what `Light.keep_open` raises.
    """
    with NOUN.changing(uow, acting, KEPT_OPEN, number, seen) as (light, activity):
        light.keep_open(until, acting.today)
    return LightChange(light, activity)


def reword(
    uow: UnitOfWork, acting: Acting, number: int, text: str, *, seen: int | None = None
) -> LightChange:
    """Say a light better; raises UnknownRef, ChangedSince and what `Light.reword` raises."""
    with NOUN.changing(uow, acting, REWORDED, number, seen) as (light, activity):
        light.reword(text)
    return LightChange(light, activity)


def reopen(uow: UnitOfWork, acting: Acting, number: int) -> LightChange:
    """Take up a cleared light again, however long ago; raises UnknownRef and StillOpen."""
    with NOUN.changing(uow, acting, REOPENED, number) as (light, activity):
        light.reopen()
    return LightChange(light, activity)


def name_contact(uow: UnitOfWork, acting: Acting, number: int, contact: int) -> LightChange:
    """Name somebody at the customer whom a light is about, and announce it.

    Raises UnknownRef, ContactGone and what `Light.name_contact` raises.
    """
    with NOUN.changing(uow, acting, NAMED, number) as (light, activity):
        contacts.to_name(uow, acting, contact)
        light.name_contact(contact)
    return LightChange(light, activity)


def name_goal(uow: UnitOfWork, acting: Acting, number: int, blocks: int) -> LightChange:
    """Name the goal that a light speaks for or against, and announce it.

    Raises UnknownRef, GoalClosed and what `Light.name_goal` raises.
    """
    with NOUN.changing(uow, acting, BLOCKED, number) as (light, activity):
        goals.get(uow, acting, blocks, lock=True).must_be_open()
        light.name_goal(blocks)
    return LightChange(light, activity)


def board(uow: UnitOfWork, acting: Acting) -> Board:
    """The open lights by colour, and the account's own light."""
    acting.must(Right.READ)
    return board_of(uow, acting.account_id, acting.today)


def board_of(uow: UnitOfWork, account_id: int, today: date) -> Board:
    """The open lights on the account's date, for a reader who may see them."""
    lights = uow.lights.open(account_id)
    names = history.names(uow, {light.logged_by for light in lights})
    reasons = whys(uow, account_id, lights)
    return Board(rules.board(lights, today), rules.account_light(lights), names, reasons)


def whys(uow: UnitOfWork, account_id: int, lights: Collection[Light]) -> dict[str, str]:
    """The latest reason that was given of each light, by its reference."""
    refs = [light.ref for light in lights]
    return whys_among(uow.activities.reasons(account_id, refs), lights) if refs else {}


def whys_among(changes: Iterable[Activity], lights: Iterable[Light]) -> dict[str, str]:
    """The latest reason of each light among changes, oldest first, that were not taken back.

    Why a light was cleared is no news of it once it is open again.
    """
    is_open = {light.ref: light.is_open for light in lights}
    return {
        change.subject: change.why
        for change in changes
        if change.why
        and not change.undone_at
        and change.subject in is_open
        and not (is_open[change.subject] and change.kind == CLEARED)
    }


def ended_ambers(uow: UnitOfWork, acting: Acting) -> list[AmberEnd]:
    """How every amber of the account ended, the latest first; raises NotAllowed."""
    acting.must(Right.READ)
    return _ended(uow, acting.account_id)


def ambers_of_month(uow: UnitOfWork, account: Account, month: Month) -> AmberTally | None:
    """How all ambers ended so far; None where none has since the month began.

    For a reader who is known to be allowed to see the account.
    """
    ends = _ended(uow, account.saved_id)
    is_news = ends and account.today(ends[0].at) >= month.first_day
    return amber.amber_tally(ends) if is_news else None


def _ended(uow: UnitOfWork, account_id: int) -> list[AmberEnd]:
    turns = uow.activities.standing(account_id, (TURNED,))
    return amber.amber_ends(uow.lights.everything(account_id), turns)


def late(uow: UnitOfWork, acting: Acting) -> list[Light]:
    """The ambers past their decide-by date, the longest overdue first."""
    acting.must(Right.READ)
    found = [each for each in uow.lights.open(acting.account_id) if each.is_overdue(acting.today)]
    return sorted(found, key=lambda light: (light.decide_by or acting.today, light.number))


def on_card(uow: UnitOfWork, account_id: int, refs: Iterable[str]) -> Sequence[Light]:
    """The lights with these references that still are, by number."""
    return uow.lights.numbered(account_id, [int(ref[1:]) for ref in refs])


def told(uow: UnitOfWork, account_id: int, refs: Collection[str]) -> dict[str, Activity]:
    """The latest change of each of these lights that was not taken back."""
    found = uow.activities.standing_of(account_id, refs) if refs else ()
    return {change.subject: change for change in reversed(found)}


def offers(uow: UnitOfWork, account_id: int) -> list[Purpose]:
    """The open lights, red ones first: what actions may serve."""
    order = list(Colour)
    found = sorted(uow.lights.open(account_id), key=lambda light: order.index(light.colour))
    return [Purpose(light.ref, light.text) for light in found]


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Correct what the channel was told of a change that was taken back."""
    cards.corrected(uow, acting.account, Kind.LIGHT, activity)
