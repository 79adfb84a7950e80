"""The actions of an account: plan, finish, move, assign, drop, carry over, look."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from domain import action as rules
from domain import plan as layout
from domain.account import Account
from domain.action import Action, CarriedOften, Intent
from domain.activity import Activity
from domain.calendar import Month
from domain.grouping import lists
from domain.notice import Kind
from domain.permission import Right
from domain.plan import Entry
from services import absences, access, contacts, history, notices, plan, references, strategies
from services.access import Acting
from services.nouns import NumberedNoun
from storage.unit_of_work import UnitOfWork

PLANNED = "action.planned"
DONE = "action.done"
MOVED = "action.moved"
ASSIGNED = "action.assigned"
DROPPED = "action.dropped"
CARRIED = "action.carried"
AIMED = "action.aimed"
OUTCOME_TOLD = "action.outcome"
NAMED = "action.named"
REWORDED = "action.reworded"
REOPENED = "action.reopened"

NOUN = NumberedNoun(Action, lambda uow: uow.actions)
get, find, past = NOUN.get, NOUN.find, NOUN.past


@dataclass(frozen=True)
class ActionChange:
    """An action after a change, and the change, by which it can be undone."""

    action: Action
    activity: Activity


@dataclass(frozen=True)
class Mine:
    """A person's open actions in one account, as they stand on the account's date."""

    account: Account
    entries: tuple[Entry, ...]


def add(uow: UnitOfWork, acting: Acting, intent: Intent) -> ActionChange:
    """Plan an action; the new owner is told, unless they did it themselves.

    Raises OwnerNotInTeam, UnknownRef, ContactGone and what `domain.action.planned` raises.
    """
    acting.must(Right.CHANGE)
    if intent.serves is not None:
        references.must_exist(uow, acting, intent.serves)
    if intent.contact is not None:
        contacts.to_name(uow, acting, intent.contact)
    first = plan.window(uow, acting.account, acting.today).first
    action = rules.planned(acting.origin, intent, first)
    plan.must_be_present(uow, acting, intent.owner_id)
    activity = NOUN.keep(uow, acting, PLANNED, action)
    _on_cards(uow, acting, action, activity)
    _tell_owner(uow, acting, action, activity)
    return ActionChange(action, activity)


def finish(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    *,
    outcome: str | None = None,
    seen: int | None = None,
) -> ActionChange:
    """Mark an action done, and say what came of it if there is something to say.

    Raises UnknownRef, ChangedSince, AlreadyClosed and TextTooLong.
    """
    action = _to_change(uow, acting, number, seen)
    with _changing(uow, acting, DONE, action) as change:
        action.finish(acting.person.id, acting.now, outcome)
    return change


def tell_outcome(uow: UnitOfWork, acting: Acting, number: int, text: str) -> ActionChange:
    """Say what came of an action that is done.

    Raises UnknownRef and what `Action.tell_outcome` raises.
    """
    action = NOUN.to_change(uow, acting, number)
    with _changing(uow, acting, OUTCOME_TOLD, action) as change:
        action.tell_outcome(text)
    return change


def name_contact(uow: UnitOfWork, acting: Acting, number: int, contact: int) -> ActionChange:
    """Say with whom at the customer it is done.

    Raises UnknownRef, ChangedSince, AlreadyClosed, ContactGone and ServesAlready.
    """
    action = _to_change(uow, acting, number, None)
    contacts.to_name(uow, acting, contact)
    with _changing(uow, acting, NAMED, action) as change:
        action.name_contact(contact)
    return change


def drop(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    *,
    why: str | None = None,
    seen: int | None = None,
) -> ActionChange:
    """Drop an action; raises UnknownRef, ChangedSince and AlreadyClosed."""
    action = _to_change(uow, acting, number, seen)
    with _changing(uow, acting, DROPPED, action, why) as change:
        action.drop(acting.person.id, acting.now)
    return change


def move(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    *,
    due: date | None = None,
    month: Month | None = None,
    seen: int | None = None,
) -> ActionChange:
    """Move an action to a due date or a month, in the window or not.

    Raises UnknownRef, ChangedSince and what `Action.move` raises.
    """
    action = _to_change(uow, acting, number, seen)
    with _changing(uow, acting, MOVED, action) as change:
        action.move(today=acting.today, due=due, month=month)
    return change


def carry_over(
    uow: UnitOfWork,
    acting: Acting,
    number: int,
    *,
    month: Month | None = None,
    seen: int | None = None,
    is_sure: bool = False,
) -> ActionChange:
    """Carry an action one month on, or into a later `month`.

    Raises UnknownRef, ChangedSince, AlreadyClosed and, unless it `is_sure`, CarriedOften.
    """
    action = _to_change(uow, acting, number, seen)
    if action.is_carried_often and not is_sure:
        raise CarriedOften(action)
    with _changing(uow, acting, CARRIED, action) as change:
        action.carry_over(month)
    return change


def assign(
    uow: UnitOfWork, acting: Acting, number: int, owner: str, *, seen: int | None = None
) -> ActionChange:
    """Give an action to somebody of the team, who is told.

    Raises UnknownRef, ChangedSince, OwnerNotInTeam, AlreadyClosed and AlreadyTheirs.
    """
    action = _to_change(uow, acting, number, seen)
    plan.must_be_present(uow, acting, owner)
    with history.recorded(uow, acting, ASSIGNED, action) as activity:
        action.assign(owner)
    _tell_owner(uow, acting, action, activity)
    return ActionChange(action, activity)


def aim(
    uow: UnitOfWork, acting: Acting, number: int, serves: str, *, seen: int | None = None
) -> ActionChange:
    """Say what an action is for; `serves` is a reference such as M4.

    Raises UnknownRef, ChangedSince, AlreadyClosed and ServesAlready.
    """
    action = _to_change(uow, acting, number, seen)
    references.must_exist(uow, acting, serves)
    with history.recorded(uow, acting, AIMED, action) as activity:
        action.serve(serves)
    _on_cards(uow, acting, action, activity)
    return ActionChange(action, activity)


def reword(
    uow: UnitOfWork, acting: Acting, number: int, text: str, *, seen: int | None = None
) -> ActionChange:
    """Say an action better; raises UnknownRef, ChangedSince and what `Action.reword` raises."""
    action = _to_change(uow, acting, number, seen)
    with _changing(uow, acting, REWORDED, action) as change:
        action.reword(text)
    return change


def reopen(uow: UnitOfWork, acting: Acting, number: int) -> ActionChange:
    """Take up again what was done or dropped, however long ago.

    Raises UnknownRef and StillOpen.
    """
    action = NOUN.to_change(uow, acting, number)
    with _changing(uow, acting, REOPENED, action) as change:
        action.reopen()
    return change


def mine(uow: UnitOfWork, person_id: str, now: datetime) -> list[Mine]:
    """The actions of the person, in every account they may see; raises NotAllowed."""
    return mine_in(uow, person_id, uow.accounts.visible_to(access.person(uow, person_id)), now)


def mine_in(
    uow: UnitOfWork, person_id: str, accounts: Iterable[Account], now: datetime
) -> list[Mine]:
    """The actions of the person in these accounts, in their order; those without are left out."""
    known = {account.saved_id: account for account in accounts}
    theirs = lists((one.account_id, one) for one in uow.actions.owned_by(person_id, known))
    return [
        _mine(account, theirs[account_id], person_id, account.today(now))
        for account_id, account in known.items()
        if account_id in theirs
    ]


def undone(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Draw anew what shows the action: its line in a review, the card of what it serves."""
    notices.redraw(uow, acting.account, Kind.REVIEW_LINE, activity)
    action = find(uow, acting.account_id, activity.subject)
    if action is not None:
        _on_cards(uow, acting, action, activity)


@contextmanager
def _changing(
    uow: UnitOfWork, acting: Acting, kind: str, action: Action, why: str | None = None
) -> Iterator[ActionChange]:
    """Let the block change an action; a review that asks about it shows the decision."""
    with history.recorded(uow, acting, kind, action, why) as activity:
        yield ActionChange(action, activity)
    notices.redraw(uow, acting.account, Kind.REVIEW_LINE, activity)
    _on_cards(uow, acting, action, activity)


def _on_cards(uow: UnitOfWork, acting: Acting, action: Action, activity: Activity) -> None:
    """The cards of strategies show what serves them."""
    served = [
        action.serves,
        *((facts or {}).get("serves") for facts in (activity.before, activity.after)),
    ]
    strategies.redraw_served(uow, acting.account, activity, served)


def _mine(account: Account, actions: Sequence[Action], person_id: str, today: date) -> Mine:
    """Without the account's reviews: what belongs to this month needs a date."""
    theirs = sorted(actions, key=lambda each: (each.due or each.month.last_day, each.number))
    first = Month.of(today)
    return Mine(account, tuple(layout.entry(each, first, today, {person_id}) for each in theirs))


def _to_change(uow: UnitOfWork, acting: Acting, number: int, seen: int | None) -> Action:
    action = NOUN.to_change(uow, acting, number)
    others = seen is not None and seen != action.version
    if (others or not action.is_open) and not _was_last_changed_by_me(uow, acting, action):
        raise history.changed_since(uow, acting, action.ref)
    return action


def _was_last_changed_by_me(uow: UnitOfWork, acting: Acting, action: Action) -> bool:
    """A list is not drawn anew after each of one's own changes: those are no surprise."""
    latest = history.latest_of(uow, acting, action.ref, limit=1)
    return bool(latest) and latest[0].by == acting.person.id


def _tell_owner(uow: UnitOfWork, acting: Acting, action: Action, activity: Activity) -> None:
    if action.owner_id in (None, acting.person.id):
        return
    owner = access.known(uow, str(action.owner_id))
    to = absences.receiver(owner, plan.present(uow, acting.account), acting.today)
    if owner is None or to in (None, acting.person.id):
        return
    uow.flush()
    facts = {"activity": activity.id} | ({} if owner.id == to else {absences.FOR: owner.id})
    notices.of_change(uow, acting.account, Kind.ASSIGNED, activity, to=str(to), facts=facts)
