"""Buttons that mend what an action lacks, and menus that move or reword one of several."""

from collections.abc import Iterable, Sequence
from itertools import islice

from slack_sdk.models.blocks import Block, ButtonElement, StaticSelectElement

from domain.account import Account
from domain.action import Action
from domain.plan import Entry, MissingDetail
from handlers.actions.buttons import ASSIGN, CHANGE, DATE, TAKE, ActionStep, ChangeAction
from handlers.blocks.message import actions
from handlers.blocks.payload import Versioned
from language.speech import Speech

BESIDE_A_LIST = 6
"""Buttons under a list of which several lines lack something."""

Lacking = tuple[Action, Sequence[MissingDetail]]


def buttons(
    _: Speech,
    account: Account,
    action: Action,
    gaps: Sequence[MissingDetail],
    *,
    named: bool = False,
) -> list[ButtonElement]:
    """*Me* and *Assign…* where nobody does it, *Date…* where no day is set; `named` by its ref."""
    front = f"{action.ref}: " if named else ""
    found = []
    if MissingDetail.OWNER in gaps:
        me, about = f"{front}{_(TAKE.label)}", Versioned.of(action)
        found.append(TAKE.draw(_, account, about, beside=action.number, label=me))
        found.append(_step(_, account, action, ActionStep.ASSIGN, f"{front}{_(ASSIGN.label)}"))
    if MissingDetail.DATE in gaps:
        found.append(_step(_, account, action, ActionStep.MOVE, f"{front}{_(DATE.label)}"))
    return found


def _step(
    _: Speech, account: Account, action: Action, step: ActionStep, label: str
) -> ButtonElement:
    carried, beside = ChangeAction.of(action, step=step), f"{step}-{action.number}"
    return CHANGE.draw(_, account, carried, beside=beside, label=label)


def of_entry(_: Speech, account: Account, entry: Entry) -> list[Block]:
    """A row of buttons under one line; none where nothing is missing."""
    found = buttons(_, account, entry.action, entry.gaps) if entry.action.is_open else []
    return [actions(*found)] if found else []


def of_list(_: Speech, account: Account, lacking: Iterable[Lacking]) -> list[Block]:
    """A row of buttons under a list, each named by its action, as many as stand in a row."""
    found = (
        button
        for action, gaps in lacking
        for button in buttons(_, account, action, gaps, named=True)
    )
    shown = list(islice(found, BESIDE_A_LIST))
    return [actions(*shown)] if shown else []


def lacking(entries: Iterable[Entry]) -> list[Lacking]:
    """The actions that lack something, and what."""
    return [(entry.action, entry.gaps) for entry in entries if entry.gaps]


def menus(_: Speech, found: Sequence[tuple[Account, Action]]) -> list[Block]:
    """Menus that open the form of one action: its words, or when it is due."""
    if not found:
        return []
    edit = _menu(_, found, ActionStep.EDIT, _("Edit an action…"))
    return [actions(_menu(_, found, ActionStep.MOVE, _("Move an action…")), edit)]


def _menu(
    _: Speech, found: Sequence[tuple[Account, Action]], step: ActionStep, placeholder: str
) -> StaticSelectElement:
    choices = (
        (f"{action.ref} {action.text}", account, ChangeAction.of(action, step=step))
        for account, action in found
    )
    return CHANGE.menu(placeholder, choices, beside=step)
